"""The window: its pages, menus and how it closes. It shows what it is given; the presenter decides."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import Qt, QTimer, QUrl
from PyQt5.QtGui import QCloseEvent, QDesktopServices, QDragEnterEvent, QDropEvent
from PyQt5.QtWidgets import QApplication, QFileDialog, QLabel, QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

import xc_gis
from xc_gis.ui import places
from xc_gis.ui.header import Header
from xc_gis.ui.memory import Memory
from xc_gis.ui.menus import Menus
from xc_gis.ui.preload import preload_pages
from xc_gis.ui.study_paths import study_title
from xc_gis.ui.welcome_page import WelcomePage
from xc_gis.ui.words import say

if TYPE_CHECKING:
    from xc_gis.ui.standard.page import StandardPage
    from xc_gis.ui.study.page import StudyPage
    from xc_gis.ui.study_desk import StudyDesk
    from xc_gis.ui.study_presenter import StudyPresenter
    from xc_gis.ui.work.engine import Engine

logger = logging.getLogger(__name__)

HOME, MAP, STUDY, STANDARD = range(4)
SMALLEST = (1100, 640)
PRELOAD_MS = 4_000
"""The map comes first; then there is time for the pages behind it."""


class MainWindow(QMainWindow):
    """
    Welcome, work, study and standard pages in one stack.

    Only the welcome page is made at once; the rest comes when it is first needed, so that the window is there at once.
    """

    def __init__(self, memory: Memory | None = None) -> None:
        super().__init__()
        self.memory = memory or Memory()
        self.setWindowTitle(f"{say('title')} · XC-GIS {xc_gis.__version__}")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._closing = False
        self._shown = HOME
        self._desk: StudyDesk | None = None
        self._standard: StandardPage | None = None
        self._study_page: StudyPage | None = None
        self._waiting: dict[int, Callable[[Any], None]] = {}
        self.header = Header()
        self.welcome = WelcomePage()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.welcome)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        self.menus = Menus(self, self._deeds(), self.memory)
        self.menus.background.triggered.connect(lambda action: self._choose_background(action.data()))
        self.menus.language.triggered.connect(lambda action: self._choose_language(action.data()))
        self.note = QLabel()
        self.note.setContentsMargins(8, 0, 0, 0)
        bar = self.statusBar()
        assert bar is not None
        bar.addWidget(self.note, 1)
        self.header.page_wanted.connect(self.show_page)
        self.header.run_wanted.connect(self._run)
        self.welcome.sample_wanted.connect(self.open_sample)
        self.welcome.new_wanted.connect(self.new_study)
        self.welcome.open_wanted.connect(self.ask_study)
        self.welcome.study_wanted.connect(self.open_study)
        self._show_recent()
        self._allow()
        self.header.show_page(HOME)
        state = self.memory.window("main")
        if state is None or not self.restoreGeometry(state):
            self.resize(1366, 740)

    def _deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.new_study, "open": self.ask_study, "sample": self.open_sample, "quit": self.close,
            "export_html": lambda: self._hand_on.map("html"), "export_png": lambda: self._hand_on.map("png"),
            "export_pdf": lambda: self._hand_on.map("pdf"), "export_tables": self._export_tables,
            "print_sheet": self._print, "open_folder": self._open_folder,
            "run": self._run, "stop": self._stop, "compare": self._compare,
            "home": lambda: self.show_page(HOME), "map": lambda: self.show_page(MAP), "study_page": lambda: self.show_page(STUDY),
            "standard_page": lambda: self.show_page(STANDARD), "pick_place": self._pick_place,
            "whole_area": self._whole_area, "open_log": self._open_log, "about": self._about,
        }  # fmt: skip

    # -- parts that are made when needed -------------------------------------------------------------------------------
    @property
    def desk(self) -> StudyDesk:
        """The work page and its panels."""
        if self._desk is None:
            self._complete()
        assert self._desk is not None
        return self._desk

    @property
    def presenter(self) -> StudyPresenter:
        """Who decides."""
        _ = self.desk
        return self._presenter

    @property
    def engine(self) -> Engine:
        """Who works."""
        _ = self.desk
        return self._engine

    def _complete(self) -> None:
        from xc_gis.ui.hand_on import HandOn  # noqa: PLC0415
        from xc_gis.ui.session import Session  # noqa: PLC0415
        from xc_gis.ui.study_desk import StudyDesk  # noqa: PLC0415
        from xc_gis.ui.study_presenter import StudyPresenter  # noqa: PLC0415
        from xc_gis.ui.work.engine import Engine  # noqa: PLC0415 - after the window shows

        self._engine = Engine(self)
        self._desk = desk = StudyDesk(self)
        self._hand_on = HandOn(desk, self.note.setText, self._last_folder)
        self._presenter = presenter = StudyPresenter(desk, self._engine, Session())
        self.pages.addWidget(desk.work)
        self._engine.progressed.connect(presenter.on_progress)
        self._engine.prepared.connect(presenter.on_prepared)
        self._engine.answered.connect(presenter.on_answer)
        self._engine.failed.connect(presenter.on_failure)
        self._engine.stopped.connect(presenter.on_stopped)
        self._engine.answered.connect(self._answered)
        self._engine.failed.connect(self._failed)
        desk.work.theme_wanted.connect(presenter.choose_theme)
        desk.work.community_wanted.connect(presenter.choose_community)
        desk.work.place_wanted.connect(presenter.ask_place)
        desk.work.place_card.pace_chosen.connect(presenter.choose_pace)
        desk.work.place_dismissed.connect(presenter.dismiss_place)
        desk.table.community_selected.connect(presenter.choose_community)
        desk.table.category_selected.connect(presenter.choose_theme)
        desk.table.export_wanted.connect(self._export_table)
        desk.sheet.category_chosen.connect(presenter.choose_category)
        desk.sheet.print_wanted.connect(self._hand_on.sheet)
        desk.sheet.pdf_wanted.connect(self._hand_on.sheet_file)
        desk.strip.stop_wanted.connect(presenter.stop_run)
        desk.outdated.run_wanted.connect(presenter.run_study)
        desk.opened.connect(self._opened)
        desk.run_shown.connect(self._run_shown)
        desk.running.connect(self._running)
        desk.noted.connect(self.note.setText)
        for name, splitter in (("across", desk.work.across), ("middle", desk.work.middle)):
            state = self.memory.window(name)
            if state is not None:
                splitter.restoreState(state)

    @property
    def standard_page(self) -> StandardPage:
        """The page of the rating standard."""
        if self._standard is None:
            from xc_gis.ui.standard.page import StandardPage  # noqa: PLC0415

            self._standard = page = StandardPage(self.engine)
            self.pages.addWidget(page)
            page.preview.connect(self.desk.show_preview)
            page.saved.connect(self._standard_saved)
            page.community_selected.connect(self.presenter.choose_community)
            page.back_wanted.connect(lambda: self.show_page(MAP))
        return self._standard

    @property
    def study_page(self) -> StudyPage:
        """The page of a new study, or of the data of the one that is open."""
        if self._study_page is None:
            from xc_gis.ui.study.page import StudyPage  # noqa: PLC0415

            self._study_page = page = StudyPage(self.engine)
            self.pages.addWidget(page)
            page.study_saved.connect(self._study_saved)
            page.run_wanted.connect(self._run_of)
            page.back_wanted.connect(lambda: self.show_page(HOME if self.desk.study is None else MAP))
        return self._study_page

    def warm_up(self) -> None:
        """
        Before the window shows: make what would hold it up later, out of sight.

        The web engine starts with the map, and panels are styled when they are first shown: a fifth of a second each.
        """
        before = self.pages.currentWidget()
        self.desk.work.warm_up()
        self.pages.setCurrentWidget(self.desk.work)
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, True)
        self.show()
        QApplication.sendPostedEvents()
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
        self.desk.work.show_no_map(say("no_map_yet"))
        self.pages.setCurrentWidget(before)

    def begin(self, study: Path | None = None) -> None:
        """After the window shows: open what was named, else offer what a kill left open."""
        QTimer.singleShot(PRELOAD_MS, preload_pages)
        if study is not None:
            self.open_study(study)
        else:
            QTimer.singleShot(0, self._recover)

    # -- studies -------------------------------------------------------------------------------------------------------
    def open_study(self, study: Path) -> None:
        """Open a study file, or the study of a run folder."""
        if study.is_dir():
            found = sorted(study.glob("*.toml"))
            study = found[0] if len(found) == 1 else study
        self.presenter.open_study(study)

    def open_sample(self) -> None:
        """Open the user's copy of the sample; made on the first time."""
        from xc_gis.ui.sample import CopySample, sample_source, sample_study  # noqa: PLC0415
        from xc_gis.ui.work.failure import Failure  # noqa: PLC0415

        source = sample_source()
        if source is None:
            self.desk.show_failure(Failure(say("sample_missing"), say("sample_missing_hint")))
            return
        self.welcome.sample.setEnabled(False)
        number = self.engine.ask(CopySample(source, sample_study()))
        self._waiting[number] = self._sample_is_there

    def _sample_is_there(self, study: Path) -> None:
        self.welcome.sample.setEnabled(True)
        self.open_study(study)

    def ask_study(self) -> None:
        """Ask for a study file."""
        name, _ = QFileDialog.getOpenFileName(self, say("open"), str(self._last_folder()), say("study_files"))
        if name:
            self.open_study(Path(name))

    def new_study(self) -> None:
        """Ask where a new study shall lie, and go to its page."""
        if self.study_page.new_study():
            self._show(STUDY, self.study_page)

    def _study_saved(self, study: Path) -> None:
        self.memory.remember_study(study)
        self._show_recent()
        if self.desk.run is not None and study == self.desk.study:
            self.desk.show_outdated(say("study_changed"))

    def _run_of(self, study: Path) -> None:
        if self.presenter.open_study(study):
            self.presenter.run_study()
            self.show_page(MAP)

    def _recover(self) -> None:
        self.presenter.offer_recovery()

    def _run(self) -> None:
        self.presenter.run_study()

    def _stop(self) -> None:
        self.presenter.stop_run()

    def _compare(self) -> None:
        self.presenter.compare()

    def _pick_place(self) -> None:
        self.desk.work.pick.toggle()

    def _whole_area(self) -> None:
        self.desk.work.whole.click()

    def _export_tables(self) -> None:
        self.desk.table.ask_export()

    def _print(self) -> None:
        self._hand_on.sheet()

    def _open_folder(self) -> None:
        self._hand_on.folder()

    def _last_folder(self) -> Path:
        return next((p.parent for p in self.memory.recent if p.parent.is_dir()), Path.home())

    def _opened(self, study: Path, title: str) -> None:
        self.memory.remember_study(study)
        self._show_recent()
        self.header.show_study(title, synthetic=False)
        self.setWindowTitle(f"{title} · XC-GIS {xc_gis.__version__}")
        self._allow()
        self.show_page(MAP)

    def _run_shown(self, run: Any) -> None:
        self.header.show_study(run.name, synthetic=run.is_synthetic)
        if self.memory.background != "own":
            self._apply_background()
        self._allow()

    def _running(self, running: bool) -> None:
        self.header.show_running(running=running)
        self._allow(running=running)

    def _show_recent(self) -> None:
        self.welcome.show_recent([(path, study_title(path)) for path in self.memory.recent])

    def _allow(self, *, running: bool | None = None) -> None:
        desk = self._desk
        study = desk is not None and desk.study is not None
        run = desk is not None and desk.run is not None
        if running is None:
            running = desk is not None and self._engine.is_busy()
        self.menus.allow(study=study, run=run, running=running)
        self.header.allow(MAP, allowed=study)
        self.header.allow(STUDY, allowed=True)
        self.header.allow(STANDARD, allowed=True)

    def show_page(self, number: int) -> None:
        """Show a page, made when it is first wanted."""
        page: QWidget = self.welcome
        if number == MAP:
            page = self.desk.work
        elif number == STUDY:
            draft = self.study_page.presenter.draft
            if self.desk.study is not None and (draft is None or draft.path != self.desk.study):
                self.study_page.open_study(self.desk.study)
            elif self.desk.study is None and draft is None and not self.study_page.new_study():
                self.header.show_page(self._shown)
                return
            page = self.study_page
        elif number == STANDARD:
            if not self.standard_page.is_edited:
                self.standard_page.open_standard(self.desk.study)
            page = self.standard_page
        self._show(number, page)

    def _show(self, number: int, page: QWidget) -> None:
        if number != MAP:
            self.note.clear()  # what was said about the map
        self._shown = number
        self.pages.setCurrentWidget(page)
        page.setFocus()
        self.header.show_page(number)

    def _standard_saved(self, path: Path) -> None:
        self.note.setText(say("saved", path))
        study = self.desk.study
        if study is not None and path.name in study.read_text(encoding="utf-8"):
            self.desk.show_outdated(say("standard_saved", path.name))

    def _export_table(self, path: Path, heads: list[str], lines: list[list[object]]) -> None:
        from xc_gis.ui.results.table_export import ExportTable  # noqa: PLC0415

        task = ExportTable(path, tuple(heads), tuple(tuple(line) for line in lines), title="缺口表")
        self._waiting[self.engine.ask(task)] = lambda saved: self.note.setText(say("saved", saved))

    # -- small things --------------------------------------------------------------------------------------------------
    def _answered(self, number: int, answer: object) -> None:
        if number in self._waiting:
            self._waiting.pop(number)(answer)

    def _failed(self, number: int, failure: Any) -> None:
        if self._waiting.pop(number, None) is not None:
            self.welcome.sample.setEnabled(True)
            self.desk.show_failure(failure)

    def _choose_background(self, kind: str) -> None:
        from xc_gis.ui.map.background_choice import choose_background  # noqa: PLC0415

        choose_background(kind, self.memory, self)
        for action in self.menus.background.actions():
            action.setChecked(action.data() == self.memory.background)
        if self.desk.work.has_map:
            self._apply_background()

    def _apply_background(self) -> None:
        from xc_gis.ui.map.background_choice import apply_background  # noqa: PLC0415

        apply_background(self.desk.work.map, self.memory)

    def _choose_language(self, word: str) -> None:
        self.memory.language = word
        self.note.setText(say("language_next"))

    def _open_log(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(places.log_file())))

    def _about(self) -> None:
        QMessageBox.about(
            self, say("about"),
            f"<b>{say('title')}</b><br>XC-GIS {xc_gis.__version__} · GPL-3.0-or-later<br>© OpenStreetMap contributors, ODbL<br>"
            f"Leaflet, folium, Qt, GeoPandas, SciPy …",
        )  # fmt: skip

    # -- drag and drop, closing ----------------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:  # noqa: N802 - Qt's name
        """Take a study file."""
        if event is not None and _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:  # noqa: N802 - Qt's name
        """Open a study file."""
        path = _dropped(event) if event is not None else None
        if path is not None and event is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, lambda: self.open_study(path))  # the other program waits until the drop is over

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Ask while a run goes on; then end everything that was started."""
        assert event is not None
        if self._desk is not None and not self._closing:
            if self._engine.is_busy() and not self.desk.confirm(say("close_asks"), say("yes_leave"), say("no_stay")):
                event.ignore()
                return
            if (
                self._standard is not None
                and self._standard.is_edited
                and not self.desk.confirm(say("standard_unsaved"), say("yes_discard"), say("no_back"))
            ):
                event.ignore()
                return
            self._closing = True
            self.presenter.close_study()
            self._engine.shutdown()
            self._desk.tiles.close()
            self.memory.keep_window("across", self._desk.work.across.saveState())
            self.memory.keep_window("middle", self._desk.work.middle.saveState())
            if self._study_page is not None:
                self._study_page.shutdown()
            self._end_pages()
        self.memory.keep_window("main", self.saveGeometry())
        self.memory.sync()
        event.accept()

    def _end_pages(self) -> None:
        """A web page must go before the profile that it was made with."""
        from xc_gis.ui.map.view import MapView  # noqa: PLC0415 - the window shows before the web engine is loaded

        for view in self.findChildren(MapView):
            view.shutdown()


def _dropped(event: QDropEvent) -> Path | None:
    data = event.mimeData()
    for url in data.urls() if data is not None else []:
        if url.isLocalFile() and url.toLocalFile().lower().endswith(".toml"):
            return Path(url.toLocalFile())
    return None
