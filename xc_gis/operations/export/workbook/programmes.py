"""Sheets of further programmes: what each further standard makes of the same walks, as the first one's sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xc_gis.languages.message import Name, joined, msg
from xc_gis.operations.export.programme_words import asked_message
from xc_gis.operations.export.workbook.candidates import candidates_sheet
from xc_gis.operations.export.workbook.communities import communities_sheet
from xc_gis.operations.export.workbook.five_stars import FIVE
from xc_gis.operations.export.workbook.indicators import indicators_sheet
from xc_gis.report.documents.workbook.records import Sheet
from xc_gis.runs.view import RunView


def programme_sheets(programmes: Sequence[RunView]) -> tuple[Sheet, ...]:
    """Communities, candidates and categories of each programme; none of a run with one standard. Of several, sheets are told apart by a number."""
    sheets: list[Sheet] = []
    for n, run in enumerate(programmes, 2):
        number = str(n) if len(programmes) > 1 else ""
        named = [
            (msg("另一标准{n}总表", n=number), communities_sheet(run)),
            (msg("另一标准{n}指标", n=number), indicators_sheet(run)),
        ]
        if FIVE in run.levels:
            named.insert(1, (msg("另一标准{n}五星候选", n=number), candidates_sheet(run)))
        asked = [asked_message(run, stars) for stars in sorted(run.levels, reverse=True)]
        about = msg("按另一标准评定；步行时间与本册其他各表相同。")
        standard = run.standard["name"], f"{run.standard['id']} {run.standard['version']}"
        for name, sheet in named:
            more = (*_note(run), *asked) if sheet is named[0][1] else ()
            title, notes = joined("：", [run.standard["name"], sheet.title]), (about, *more, *sheet.notes)
            sheets.append(replace(sheet, name=name, title=title, notes=notes, rated_by=standard))
    return tuple(sheets)


def _note(run: RunView) -> tuple[str, ...]:
    return (Name(run.standard["note"], run.standard.get("note_en") or ""),) if run.standard.get("note") else ()
