"""
The three ledgers of a finished run (资源清单, 需求清单, 项目清单): what there is, what is needed, what is done about it and whether it helped.

Days are counted from the day of the study, never from the clock: the same run and table give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from xc_gis.errors import InputError
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import msg
from xc_gis.model.ledger import Measure, need_id
from xc_gis.operations.export.workbook.workbook import head_of_book
from xc_gis.operations.ledger.outcome import CLOSED, OPEN, PARTLY, UNKNOWN, NeedOutcome, People, people_by_need
from xc_gis.operations.ledger.sheets import ledger_sheets
from xc_gis.operations.ledger.standing import NEAR, OVERDUE, Ledgers, MeasureStanding, due_of
from xc_gis.report.documents.workbook.book import write_book
from xc_gis.report.tables.manifest import checksums, write_json
from xc_gis.report.tables.tables import write_csv
from xc_gis.report.tables.text import plain_columns
from xc_gis.runs.folder import replacing
from xc_gis.runs.manifest import TOOL
from xc_gis.runs.needs import read_needs
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import RunView, read_run_view
from xc_gis.sources.governance.measures import read_measures
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.scenarios.read import read_scenario
from xc_gis.sources.study.file import StudyFile, read_study_file
from xc_gis.sources.study.named_files import shown_path
from xc_gis.version import __version__

CONTENT = "ledger.json"
"""What it was made from, with the checksums of all files; the folder's manifest."""

BOOK = "ledgers.xlsx"

MEASURE_COLUMNS = (
    "measure_id", "title", "needs", "owner", "deadline", "days_left", "due", "budget", "state", "scenario",
    "people_before", "unknown_before", "people_after", "unknown_after", "outcome",
)  # fmt: skip
"""
``measures.csv``: one row a measure in the order of the table.

``needs``: joined by ``;``. ``days_left``: from the day of the study, negative where the deadline has passed, empty without one. ``due``: ``overdue``, ``soon``, ``later``, ``none``, ``finished``. ``budget``: yuan. ``people_before``,
``people_after``: in a gap of its needs in the earlier and in this run, empty where all who could be in one are unknown; ``unknown_before``, ``unknown_after``: those of whom nobody can say. What speaks of an earlier run is empty without one.
"""

MEASURE_NEED_COLUMNS = ("measure_id", "need_id", "people_before", "unknown_before", "people_after", "unknown_after", "outcome")
"""``measure_needs.csv``: one row a measure and need; empty where a run has no figure, ``people_…`` also where all who could be in a gap are unknown."""


def ledgers_of(run_folder: Path, *, study: Path | None = None, against: Path | None = None) -> tuple[Ledgers, str]:
    """
    Put the ledgers of a run together; also the SHA-256 of the table of measures, empty without one.

    Parameters
    ----------
    study
        Study file that names the table of measures; None: that of the run.
    against
        An earlier run, to say what became of the people.

    Raises
    ------
    InputError
        No run, or one without a ledger; an earlier run that is the same or of a later day; a table of measures or a scenario that is wrong, with its row.
    """
    run = read_run_view(run_folder)
    needs = read_needs(run)
    earlier = _earlier(against, run) if against is not None else None
    day = run.manifest["study"]["date"]
    today = date.fromisoformat(day) if day else None
    file = read_study_file(study or _study_of(run_folder, run))
    table = file.ledger.measures if file.ledger else None
    if table is None:
        return Ledgers(run, needs, (), today, earlier), ""
    notes = Notes(shown_path(table.path), "ledger")
    codes = {category.code for category in run.categories}
    ids = {need_id(community.community_id, code) for community in run.communities for code in codes}
    measures = read_measures(file.files, table, ids.__contains__, notes)
    _check_scenarios(measures, file, notes)
    before, after = people_by_need(earlier) if earlier is not None else None, people_by_need(run)
    standing = tuple(_standing(one, before, after, today) for one in measures)
    return Ledgers(run, needs, standing, today, earlier), file.files.sha256(table.path)


def _study_of(folder: Path, run: RunView) -> Path:
    from xc_gis.operations.run import open_run  # noqa: PLC0415 - loads the analysis

    path = open_run(folder).study_path
    if not path.is_file():
        raise InputError(msg("找不到该结果的项目文件 {file}", file=run.manifest["study"]["file"]), hint=msg("请用 --study 指明"))
    return path


def _check_scenarios(measures: list[Measure], file: StudyFile, notes: Notes) -> None:
    for one in measures:
        if not one.scenario:
            continue
        try:
            read_scenario(file.resolve(one.scenario))
        except InputError as fault:
            raise InputError(
                msg("{shown} 第 {row} 行的方案不可用：{fault}", shown=notes.layer, row=one.row, fault=fault.message),
                hint=fault.hint,
            ) from fault


def _earlier(folder: Path, run: RunView) -> RunView:
    """The run to compare with; stops where it is the same one, or of a later day."""
    earlier = read_run_view(folder)
    if run_id(earlier.manifest) == run_id(run.manifest):
        raise InputError(msg("两次结果是同一次，不能判断项目是否解决"), hint=msg("--against 请给出较早的一次结果"))
    days = [view.manifest["study"]["date"] for view in (earlier, run)]
    if all(days) and days[0] > days[1]:
        raise InputError(
            msg("--against 的结果（{earlier}）晚于本次结果（{day}），不能判断项目是否解决", earlier=days[0], day=days[1]),
            hint=msg("--against 请给出较早的一次结果"),
        )
    return earlier


def _standing(
    measure: Measure, before: Mapping[str, People] | None, after: Mapping[str, People], today: date | None
) -> MeasureStanding:
    needs = tuple(NeedOutcome(need, (before or {}).get(need), after.get(need)) for need in measure.needs)
    left = (measure.deadline - today).days if measure.deadline and today else None
    return MeasureStanding(measure, needs, left, due_of(measure.state, left), before is not None)


def ledgers_into(
    run_folder: Path, out: Path, *, study: Path | None = None, against: Path | None = None, lang: str = "zh"
) -> tuple[Ledgers, dict[str, Any]]:
    """
    Write the ledgers into a folder, whole or not at all: ``ledgers.xlsx``, ``measures.csv``, ``measure_needs.csv``, ``ledger.json``.

    Raises
    ------
    InputError
        As ``ledgers_of``.
    OutputError, ResourceError
        It cannot be written; what was there is untouched.
    """
    found, measures = ledgers_of(run_folder, study=study, against=against)
    with replacing(out, manifest=CONTENT) as stage:
        (stage / BOOK).write_bytes(write_book(head_of_book(found.run), ledger_sheets(found), lang))
        write_csv(plain_columns(measure_table(found), "title", "owner", "scenario"), stage / "measures.csv")
        write_csv(measure_need_table(found), stage / "measure_needs.csv")
        content = {
            "tool": {"name": TOOL, "version": __version__}, "run": run_id(found.run.manifest), "study": found.run.manifest["study"],
            "against": run_id(found.earlier.manifest) if found.earlier is not None else None,
            "measures_sha256": measures or None, **counts_of(found),
            "outputs": dict(sorted(checksums(stage, [BOOK, "measures.csv", "measure_needs.csv"]).items())),
        }  # fmt: skip
        write_json(content, stage / CONTENT)
    return found, content


def ledger_book(
    run_folder: Path, path: Path, *, study: Path | None = None, against: Path | None = None, lang: str = "zh"
) -> Path:
    """Write ``ledgers.xlsx`` alone, whole or not at all; returns its path. Raises as ``ledgers_into``."""
    found, _ = ledgers_of(run_folder, study=study, against=against)
    content = write_book(head_of_book(found.run), ledger_sheets(found), lang)
    write_whole(path, content, hint=msg("请关闭正在使用它的程序,或换一个可写的位置"))
    return path


def counts_of(found: Ledgers) -> dict[str, Any]:
    """Numbers of the ledgers, for records and sentences."""
    due = [one.due for one in found.measures]
    outcomes = [one.outcome for one in found.measures if one.compared]
    return {
        "needs": len(found.needs), "unanswered": found.unanswered, "measures": len(found.measures), "overdue": due.count(OVERDUE), "soon": due.count(NEAR),
        "done_and_open": len(found.done_and_open), "outcomes": {name: outcomes.count(name) for name in (CLOSED, PARTLY, OPEN, UNKNOWN)} if outcomes else None,
    }  # fmt: skip


def measure_table(found: Ledgers) -> pd.DataFrame:
    """``MEASURE_COLUMNS`` as text."""
    rows = [
        (
            one.measure.measure_id, one.measure.title, ";".join(one.measure.needs), one.measure.owner, one.measure.deadline.isoformat() if one.measure.deadline else "",
            _text(one.days_left), one.due, _text(one.measure.budget), one.measure.state, one.measure.scenario,
            *((_text(one.people(after=False)), _text(one.unknown(after=False))) if one.compared else ("", "")),
            _text(one.people(after=True)), _text(one.unknown(after=True)), one.outcome,
        )
        for one in found.measures
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(MEASURE_COLUMNS), dtype=str)


def measure_need_table(found: Ledgers) -> pd.DataFrame:
    """``MEASURE_NEED_COLUMNS`` as text."""
    rows = [
        (
            one.measure.measure_id, need.need_id, *(_text(value) for side in (need.before, need.after) for value in ((side.told, side.unknown) if side else (None, None))),
            need.outcome if one.compared else "",
        )
        for one in found.measures
        for need in one.needs
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(MEASURE_NEED_COLUMNS), dtype=str)


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")
