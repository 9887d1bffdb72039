"""What leaves the window for others: the map and tables as files, the fact sheet on paper, the folder of results."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt5.QtCore import QObject, QUrl
from PyQt5.QtGui import QDesktopServices

from xc_gis.errors import XcGisError
from xc_gis.languages.message import msg
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.shell.preload import LoadModules
from xc_gis.ui.shell.result_display import ResultDisplay
from xc_gis.ui.widgets.asking import RESULT, SHEET, ask_target
from xc_gis.ui.workers.failure import failure_of
from xc_gis.wording.bases import base_sentence
from xc_gis.wording.codes import SAMPLE_MARK
from xc_gis.wording.window import language, tr, window_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xc_gis.runs.compare.changes import Comparison
    from xc_gis.runs.view import CommunityView
    from xc_gis.ui.shell.hand_in import HandIn
    from xc_gis.ui.shell.map_pages import MapPages
    from xc_gis.ui.workers.engine import Engine

PAPER = "xc_gis.ui.result_page.fact_sheet_paper"
MAP_PAGES = "xc_gis.ui.shell.map_pages", "xc_gis.ui.shell.hand_in", "xc_gis.operations.export.current_map.shown_map"
"""Loaded in a thread when something is to leave the window."""


class Exporter(QObject):
    """
    Asks where to and does it.

    Parameters
    ----------
    display
        Where the study is shown.
    engine
        The processes beside the window.
    questions
        To whom tables are given to be written.
    note
        Where a word about it goes.
    start
        Folder in which the question for a file begins.
    """

    def __init__(
        self,
        display: ResultDisplay,
        engine: Engine,
        questions: Questions,
        note: Callable[[str], None],
        start: Callable[[], Path],
    ) -> None:
        super().__init__(display)
        self._display, self._engine, self._questions, self._note, self._start = display, engine, questions, note, start
        self._pages: MapPages | None = None
        self._archive: HandIn | None = None

    def map(self) -> None:
        """The map as it is shown, as a page of one's own, by way of a dialog."""
        self._with_module(MAP_PAGES, lambda: self.pages.open())  # noqa: PLW0108 - its module is loaded by then

    def copy_map(self) -> None:
        """The map as it is shown, as a page on the clipboard."""
        self._with_module(MAP_PAGES, lambda: self.pages.copy())  # noqa: PLW0108 - its module is loaded by then

    def hand_in(self) -> None:
        """Everything as one zip, by way of a dialog."""
        self._with_module(MAP_PAGES, lambda: self.archive.open())  # noqa: PLW0108 - its module is loaded by then

    @property
    def pages(self) -> MapPages:
        """Who makes pages of the map; made when first wanted."""
        if self._pages is None:
            from xc_gis.ui.shell.map_pages import MapPages  # noqa: PLC0415

            self._pages = MapPages(self._display, self._engine, self._questions, self._note, self._start)
        return self._pages

    @property
    def archive(self) -> HandIn:
        """Who packs everything; made when first wanted."""
        if self._archive is None:
            from xc_gis.ui.shell.hand_in import HandIn  # noqa: PLC0415

            self._archive = HandIn(self._display, self._engine, self._questions, self._note, self._start)
        return self._archive

    def sheet(self) -> None:
        """The fact sheet of the community that is chosen, on paper."""
        if self._display.sheet.community is not None:
            self._with_module((PAPER,), self._print_sheet)

    def _print_sheet(self) -> None:
        from xc_gis.ui.result_page.fact_sheet_paper import print_sheet  # noqa: PLC0415

        community = self._display.sheet.community
        if community is None:
            return
        try:
            print_sheet(community, self._display.sheet.source, self._display.work)
        except XcGisError as fault:
            self._display.show_failure(failure_of(fault))

    def sheet_file(self) -> None:
        """The fact sheet as PDF."""
        community = self._display.sheet.community
        if community is None:
            return
        path = ask_target(
            self._display.work, SHEET, window_text("save_sheet"), f"{community.name}.pdf", "PDF (*.pdf)", self._start()
        )
        if path is not None:
            source = self._display.sheet.source
            self._with_module((PAPER,), lambda: self._save_sheet(community, source, path))

    def _save_sheet(self, community: CommunityView, source: Sequence[str], path: Path) -> None:
        from xc_gis.ui.result_page.fact_sheet_paper import sheet_to_pdf  # noqa: PLC0415

        try:
            sheet_to_pdf(community, source, path)
        except XcGisError as fault:
            self._display.show_failure(failure_of(fault))
        else:
            self._note(window_text("saved", path))

    def _with_module(self, names: tuple[str, ...], go: Callable[[], None]) -> None:
        """Go on once modules are loaded."""
        self._questions.ask(LoadModules(names), lambda _loaded: go(), self._display.show_failure)

    def table(self, path: Path, heads: list[str], lines: list[list[object]], *, title: str = msg("缺口表")) -> None:
        """A table of the window as it is shown; ``title``: of its sheet. On paper it says of which run it is, and whom it counts."""
        from xc_gis.ui.presenters.result.table_export import ExportTable  # noqa: PLC0415

        task = ExportTable(path, tuple(heads), tuple(tuple(line) for line in lines), title=tr(title), foot=self._foot())
        self._questions.ask(task, self._written, self._display.show_failure)

    def _foot(self) -> tuple[str, ...]:
        run = self._display.run
        if run is None:
            return ()
        mark = tr(SAMPLE_MARK) if run.is_synthetic else ""
        return (run.name, mark, str(run.manifest["study"]["date"] or ""), str(run.standard["id"]), tr(base_sentence(run.base)))

    def comparison(self, comparison: Comparison, path: Path) -> None:
        """A comparison of two results."""
        from xc_gis.ui.presenters.result.table_export import ExportComparison  # noqa: PLC0415

        self._questions.ask(ExportComparison(comparison, path, language()), self._written, self._display.show_failure)

    def workbook(self) -> None:
        """The hand-in workbook of the result that is shown."""
        from xc_gis.ui.presenters.result.table_export import ExportWorkbook  # noqa: PLC0415

        run = self._display.run
        if run is None:
            return
        suggestion = f"{run.name}.xlsx"
        path = ask_target(self._display.work, RESULT, window_text("export_workbook"), suggestion, "XLSX (*.xlsx)", self._start())
        if path is not None:
            self._questions.ask(ExportWorkbook(run.folder, path, language()), self._written, self._display.show_failure)

    def _written(self, path: Path) -> None:
        self._note(window_text("saved", path))

    def folder(self) -> None:
        """The folder of results, or of the study before its first run."""
        if self._display.study is not None:
            folder = self._display.run.folder if self._display.run is not None else self._display.study.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
