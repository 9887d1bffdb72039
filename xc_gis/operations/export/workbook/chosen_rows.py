"""The rows of chosen communities and subdistricts alone: sums, ranks and numbers stay those of the whole run, and each sheet says so."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.workbook.values import area_name
from xc_gis.report.documents.workbook.records import Bars, Row, Sheet
from xc_gis.runs.view import RunView

BY_ID, BY_STREET = msg("社区编号"), msg("街道")
"""Headings of the columns by which rows are chosen; a sheet without them is of the whole run."""


def chosen_rows(sheets: Sequence[Sheet], run: RunView, only: Sequence[str]) -> tuple[Sheet, ...]:
    """
    The sheets with the rows of the communities that were asked for, and of their subdistricts; not of grids and compounds, which name neither.

    Parameters
    ----------
    only
        Ids of communities and names of subdistricts (``chosen_areas``); all where empty.
    """
    if not only:
        return tuple(sheets)
    chosen = [c for c in run.communities if {c.community_id, c.subdistrict} & set(only)]
    ids, streets = {c.community_id for c in chosen}, {area_name(c.subdistrict) for c in chosen}
    names = [run.by_id[word].name if word in run.by_id else word for word in only]
    note = msg("只列所选：{names}。合计、排名和序号按全部社区计算。", names=joined("、", names))
    return tuple(_chosen(sheet, ids, streets, note) for sheet in sheets)


def _chosen(sheet: Sheet, ids: Collection[str], streets: Collection[str], note: str) -> Sheet:
    heads = [column.head for column in sheet.columns]
    if BY_ID not in heads and BY_STREET not in heads:
        return sheet
    of_community, of_street = (heads.index(head) if head in heads else None for head in (BY_ID, BY_STREET))

    def is_wanted(row: Row) -> bool:
        """Of a chosen community; without one, of the subdistrict of one."""
        if row.is_sum:
            return True
        if of_community is not None and row.values[of_community] != "":
            return row.values[of_community] in ids
        return of_street is not None and row.values[of_street] in streets

    kept = [n for n, row in enumerate(sheet.rows) if is_wanted(row)]
    charts = [_moved(chart, kept) for chart in sheet.charts]
    return replace(
        sheet, rows=[sheet.rows[n] for n in kept], notes=(*sheet.notes, note), charts=tuple(chart for chart in charts if chart)
    )


def _moved(chart: Bars, kept: Sequence[int]) -> Bars | None:
    """A chart of the rows that are left; None where none of its own is."""
    rows = [n for n, before in enumerate(kept) if chart.rows[0] <= before <= chart.rows[1]]
    return replace(chart, rows=(rows[0], rows[-1])) if rows else None
