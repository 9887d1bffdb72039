"""The parts of the window, each made when it is first wanted: what menus and the manual may ask of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PyQt5.QtWidgets import QLabel, QMainWindow

from xc_gis.ui.shell.pages import Pages
from xc_gis.ui.widgets.memory import Memory

if TYPE_CHECKING:
    from xc_gis.ui.presenters.result.result_presenter import ResultPresenter
    from xc_gis.ui.shell.assembly import Assembly
    from xc_gis.ui.shell.result_display import ResultDisplay
    from xc_gis.ui.standard_editor.page import StandardPage
    from xc_gis.ui.study_editor.page import StudyPage
    from xc_gis.ui.workers.engine import Engine


class WindowParts(QMainWindow):
    """
    A window with its pages and all that a study needs.

    Only the welcome page is made at once; the rest comes when it is first needed, so that the window is there at once.
    """

    def __init__(self, memory: Memory | None = None) -> None:
        super().__init__()
        self.memory = memory or Memory()
        self.note = QLabel()
        self.pages = Pages(lambda: self.assembly)
        self._made: Assembly | None = None

    @property
    def assembly(self) -> Assembly:
        """All that a study needs."""
        if self._made is None:
            from xc_gis.ui.shell.assembly import assemble  # noqa: PLC0415 - after the window shows

            self._made = made = assemble(self, self.memory, self.note.setText, self._last_folder)
            self.pages.addWidget(made.display.work)
            self._assembled(made)
        return self._made

    def _assembled(self, made: Assembly) -> None:
        """What else is joined to it when it is made."""

    @property
    def display(self) -> ResultDisplay:
        """The work page and its panels."""
        return self.assembly.display

    @property
    def presenter(self) -> ResultPresenter:
        """What decides which study, run and community is shown."""
        return self.assembly.presenter

    @property
    def engine(self) -> Engine:
        """The process that runs studies and answers questions."""
        return self.assembly.engine

    @property
    def standard_page(self) -> StandardPage:
        """The page of the rating standard."""
        return self.pages.standard

    @property
    def study_page(self) -> StudyPage:
        """The page of a study's data."""
        return self.pages.study

    def show_page(self, number: int) -> None:
        """Show a page, made when it is first wanted."""
        self.pages.show_page(number)

    def _last_folder(self) -> Path:
        return next((p.parent for p in self.memory.recent if p.parent.is_dir()), Path.home())
