"""What leaves the window for others: the map and tables as files, the fact sheet on paper, the folder of results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt5.QtCore import QObject, QUrl
from PyQt5.QtGui import QDesktopServices

from xc_gis.comparison.changes import Comparison
from xc_gis.errors import XcGisError
from xc_gis.ui.asking import MAP, SHEET, ask_target
from xc_gis.ui.map.saving import MapSaving
from xc_gis.ui.questions import Questions
from xc_gis.ui.results.fact_sheet_paper import print_sheet, sheet_to_pdf
from xc_gis.ui.results.table_export import ExportComparison, ExportTable
from xc_gis.ui.study_desk import StudyDesk
from xc_gis.ui.words import say, tell
from xc_gis.ui.work.failure import failure_of


class HandOn(QObject):
    """
    Asks where to and does it.

    Parameters
    ----------
    desk
        Where the study is shown.
    questions
        To whom tables are given to be written.
    note
        Where a word about it goes.
    start
        Folder in which the question for a file begins.
    """

    def __init__(self, desk: StudyDesk, questions: Questions, note: Callable[[str], None], start: Callable[[], Path]) -> None:
        super().__init__(desk)
        self._desk, self._questions, self._note, self._start = desk, questions, note, start

    def map(self, suffix: str) -> None:
        """The map as it is shown: ``html``, ``png`` or ``pdf``."""
        suggestion = f"{self._desk.run.name if self._desk.run is not None else 'map'}.{suffix}"
        filters = f"{suffix.upper()} (*.{suffix})"
        path = ask_target(self._desk.work, MAP, say(f"export_{suffix}"), suggestion, filters, self._start())
        if path is not None:
            MapSaving(self._desk, self._note).save(path if path.suffix else path.with_name(f"{path.name}.{suffix}"))

    def copy_map(self) -> None:
        """The map as it is shown, on the clipboard."""
        MapSaving(self._desk, self._note).copy()

    def sheet(self) -> None:
        """The fact sheet of the community that is chosen, on paper."""
        community = self._desk.sheet.community
        if community is None:
            return
        try:
            print_sheet(community, self._desk.sheet.source, self._desk.work)
        except XcGisError as fault:
            self._desk.show_failure(failure_of(fault))

    def sheet_file(self) -> None:
        """The fact sheet as PDF."""
        community = self._desk.sheet.community
        if community is None:
            return
        path = ask_target(self._desk.work, SHEET, say("save_sheet"), f"{community.name}.pdf", "PDF (*.pdf)", self._start())
        if path is None:
            return
        path = path if path.suffix else path.with_name(f"{path.name}.pdf")
        try:
            sheet_to_pdf(community, self._desk.sheet.source, path)
        except XcGisError as fault:
            self._desk.show_failure(failure_of(fault))
        else:
            self._note(say("saved", path))

    def table(self, path: Path, heads: list[str], lines: list[list[object]]) -> None:
        """The gap table as it is shown."""
        task = ExportTable(path, tuple(heads), tuple(tuple(line) for line in lines), title=tell("缺口表"))
        self._questions.ask(task, self._written, self._desk.show_failure)

    def comparison(self, comparison: Comparison, path: Path) -> None:
        """A comparison of two results."""
        self._questions.ask(ExportComparison(comparison, path), self._written, self._desk.show_failure)

    def _written(self, path: Path) -> None:
        self._note(say("saved", path))

    def folder(self) -> None:
        """The folder of results, or of the study before its first run."""
        if self._desk.study is not None:
            folder = self._desk.run.folder if self._desk.run is not None else self._desk.study.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
