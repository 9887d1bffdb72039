"""The pages of the window in one stack: welcome, map, study, standard, planning, services and voices, targets and ledgers; each made when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QStackedWidget, QWidget

from xc_gis.ui.shell.welcome_page import WelcomePage

if TYPE_CHECKING:
    from xc_gis.ui.shell.assembly import Assembly
    from xc_gis.ui.shell.planning_assembly import Planning
    from xc_gis.ui.shell.targets_assembly import TargetsPage
    from xc_gis.ui.shell.voices_assembly import VoicesPage
    from xc_gis.ui.standard_editor.page import StandardPage
    from xc_gis.ui.study_editor.page import StudyPage

HOME, MAP, STUDY, STANDARD, PLANNING, VOICES, TARGETS = range(7)
ON_MAP = (MAP, PLANNING, VOICES, TARGETS)
"""Pages that show the map of the run."""


class Pages(QStackedWidget):
    """
    Only the welcome page is made at once, so that the window is there at once.

    Parameters
    ----------
    assembly
        Gives display, engine and presenter, made by then.

    Signals
    -------
    page_shown
        Number of the page that is shown now.
    study_saved, run_requested
        A study file: changed, to be run.
    standard_saved
        A file of a standard.
    study_titled
        The study on its page has another title.
    """

    page_shown = pyqtSignal(int)
    study_saved = pyqtSignal(Path)
    run_requested = pyqtSignal(Path)
    standard_saved = pyqtSignal(Path)
    study_titled = pyqtSignal()

    def __init__(self, assembly: Callable[[], Assembly]) -> None:
        super().__init__()
        self._assembly = assembly
        self._shown = HOME
        self._standard: StandardPage | None = None
        self._study: StudyPage | None = None
        self._planning: Planning | None = None
        self._voices: VoicesPage | None = None
        self._targets: TargetsPage | None = None
        self.welcome = WelcomePage()
        self.addWidget(self.welcome)

    @property
    def standard(self) -> StandardPage:
        """The page of the rating standard."""
        if self._standard is None:
            from xc_gis.ui.standard_editor.page import StandardPage  # noqa: PLC0415

            made = self._assembly()
            self._standard = page = StandardPage(made.engine)
            self.addWidget(page)
            page.preview.connect(made.display.show_preview)
            page.saved.connect(self.standard_saved)
            page.community_selected.connect(made.presenter.choose_community)
            page.back_requested.connect(lambda: self.show_page(MAP))
        return self._standard

    @property
    def study(self) -> StudyPage:
        """The page of a new study, or of the data of the one that is open."""
        if self._study is None:
            from xc_gis.ui.study_editor.page import StudyPage  # noqa: PLC0415

            made = self._assembly()
            self._study = page = StudyPage(made.engine)
            self.addWidget(page)
            page.study_saved.connect(self.study_saved)
            page.run_requested.connect(self.run_requested)
            page.titled.connect(self.study_titled)
            page.back_requested.connect(lambda: self.show_page(HOME if made.display.study is None else MAP))
        return self._study

    def new_study(self) -> None:
        """Ask where a new study shall lie, and go to its page."""
        if self.study.new_study():
            self._show(STUDY, self.study)

    def show_page(self, number: int) -> None:
        """Show a page, made when it is first wanted."""
        page: QWidget = self.welcome
        if number in ON_MAP:
            page = self._assembly().display.work
            self._lend_map(number)
        elif number == STUDY:
            opened = self._assembly().display.study
            draft = self.study.presenter.draft
            if opened is not None and (draft is None or draft.path != opened):
                self.study.open_study(opened)
            elif opened is None and draft is None and not self.study.new_study():
                self.page_shown.emit(self._shown)  # it stays
                return
            page = self.study
        elif number == STANDARD:
            if not self.standard.is_edited:
                self.standard.open_standard(self._assembly().display.study)
            page = self.standard
        self._show(number, page)

    @property
    def planning(self) -> Planning:
        """The planning page; it is the work page with another panel."""
        if self._planning is None:
            from xc_gis.ui.shell.planning_assembly import Planning  # noqa: PLC0415

            made = self._assembly()
            self._planning = Planning(made.display, made.engine, made.presenter, made.questions, made.exporter)
        return self._planning

    @property
    def voices(self) -> VoicesPage:
        """The page of services and voices; it is the work page with another panel."""
        if self._voices is None:
            from xc_gis.ui.shell.voices_assembly import VoicesPage  # noqa: PLC0415

            made = self._assembly()
            self._voices = page = VoicesPage(made.display, made.presenter, made.questions, made.exporter)
            page.add_requested.connect(self._add_table)
        return self._voices

    @property
    def targets(self) -> TargetsPage:
        """The page of targets, ledgers and years; it is the work page with another panel."""
        if self._targets is None:
            from xc_gis.ui.shell.targets_assembly import TargetsPage  # noqa: PLC0415

            made = self._assembly()
            self._targets = TargetsPage(made.display, made.presenter, made.questions, made.exporter, made.engine)
        return self._targets

    def _lend_map(self, number: int) -> None:
        """The page that had the map gives it back before another takes it."""
        if self._planning is not None and number != PLANNING:
            self._planning.show(on=False)
        if self._voices is not None and number != VOICES:
            self._voices.show(on=False)
        if self._targets is not None and number != TARGETS:
            self._targets.show(on=False)
        if number == PLANNING:
            self.planning.show(on=True)
        elif number == VOICES:
            self.voices.show(on=True)
        elif number == TARGETS:
            self.targets.show(on=True)

    def _add_table(self, table: str) -> None:
        """A table that the study lacks is to be named on its page."""
        self.show_page(STUDY)
        self.study.go_to(table)

    @property
    def has_unsaved_scenario(self) -> bool:
        """Whether a scenario has been edited and not saved."""
        return self._planning is not None and bool(self._planning.presenter.shelf.edited)

    def _show(self, number: int, page: QWidget) -> None:
        self._shown = number
        self.setCurrentWidget(page)
        page.setFocus()
        self.page_shown.emit(number)

    @property
    def shown(self) -> int:
        """Number of the page that is shown."""
        return self._shown

    @property
    def has_unsaved_standard(self) -> bool:
        """Whether a standard has been edited and not saved."""
        return self._standard is not None and self._standard.is_edited

    def shutdown(self) -> None:
        """End what the pages started."""
        from xc_gis.ui.map.view import MapView  # noqa: PLC0415 - the window shows before the web engine is loaded

        if self._study is not None:
            self._study.shutdown()
        if self._targets is not None:
            self._targets.close()
        for view in self.findChildren(MapView):
            view.shutdown()  # a web page must go before the profile that it was made with
