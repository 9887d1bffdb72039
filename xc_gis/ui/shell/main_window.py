"""The window: its pages, menus and how it closes. It shows what it is given; the presenter decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import Qt, QTimer
from PyQt5.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PyQt5.QtWidgets import QApplication, QVBoxLayout, QWidget

from xc_gis.ui.map.pointer_place import PointerPlace
from xc_gis.ui.shell.header import Header
from xc_gis.ui.shell.menu_actions import MenuActions
from xc_gis.ui.shell.menus import Menus
from xc_gis.ui.shell.pages import HOME, MAP, ON_MAP, PLANNING, STANDARD, STUDY, TARGETS, VOICES
from xc_gis.ui.shell.preload import preload_pages, preload_words
from xc_gis.ui.shell.study_drop import dropped_study
from xc_gis.ui.shell.window_parts import WindowParts
from xc_gis.ui.storage.study_paths import study_title, uses_standard
from xc_gis.ui.widgets import asking
from xc_gis.ui.widgets.asking import ask_file
from xc_gis.ui.widgets.memory import Memory
from xc_gis.version import __version__
from xc_gis.wording.window import window_text

if TYPE_CHECKING:
    from xc_gis.ui.shell.assembly import Assembly
    from xc_gis.ui.workers.failure import Failure

SMALLEST = (1100, 640)
PRELOAD_MS = 4_000
"""The map comes first; then there is time for the pages behind it."""


class MainWindow(WindowParts):
    """Welcome, work, study and standard pages in one stack, with menus above and a note below."""

    def __init__(self, memory: Memory | None = None) -> None:
        super().__init__(memory)
        self.setWindowTitle(f"{window_text('title')} · XC-GIS {__version__}")
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self._closing = False
        self._title = ("", False)
        """Of the study that is open: its title, and whether it is made up."""
        self._actions = MenuActions(self)
        self.header = Header()
        self.welcome = self.pages.welcome
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        self.menus = Menus(self, self._actions.by_key() | self._own_actions(), self.memory)
        self.menus.background.triggered.connect(lambda action: self._choose_background(action.data()))
        self.menus.language.triggered.connect(lambda action: self._actions.choose_language(action.data()))
        self.note.setContentsMargins(8, 0, 0, 0)
        bar = self.statusBar()
        assert bar is not None
        bar.addWidget(self.note, 1)
        self.pointer = PointerPlace()
        self.pointer.hide()  # until a map is there
        bar.addPermanentWidget(self.pointer)
        self.header.page_requested.connect(self.show_page)
        self.pages.page_shown.connect(self._page_shown)
        self.pages.study_saved.connect(self._study_saved)
        self.pages.run_requested.connect(self._run_of)
        self.pages.study_titled.connect(self._name_study)
        self.pages.standard_saved.connect(self._standard_saved)
        self.header.run_requested.connect(self.run_study)
        self.welcome.sample_requested.connect(self.open_sample)
        self.welcome.new_requested.connect(self.new_study)
        self.welcome.open_requested.connect(self.ask_study)
        self.welcome.study_requested.connect(self.open_study)
        self._show_recent()
        self._allow()
        self.header.show_page(HOME)
        state = self.memory.window("main")
        if state is None or not self.restoreGeometry(state):
            self.resize(1366, 740)

    def _assembled(self, made: Assembly) -> None:
        made.display.opened.connect(self._opened)
        made.display.run_shown.connect(self._run_shown)
        made.display.running.connect(self._running)
        made.display.noted.connect(self.note.setText)
        made.display.work.mouse.pointer_moved.connect(self.pointer.show_place)
        made.display.help_requested.connect(self._actions.open_manual)

    def _own_actions(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.new_study,
            "open": self.ask_study,
            "sample": self.open_sample,
            "quit": self.close,
            "run": self.run_study,
        }

    def _choose_background(self, kind: str) -> None:
        self._actions.choose_background(kind)
        for action in self.menus.background.actions():
            action.setChecked(action.data() == self.memory.background)

    def warm_up(self) -> None:
        """
        Before the window shows: make what would hold it up later, out of sight.

        The web engine starts with the map, and panels are styled when they are first shown: a fifth of a second each.
        """
        before = self.pages.currentWidget()
        self.display.work.warm_up()
        self.pages.setCurrentWidget(self.display.work)
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, True)
        self.show()
        QApplication.sendPostedEvents()
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
        self.display.work.show_no_map(window_text("no_map_yet"))
        self.pages.setCurrentWidget(before)

    def begin(self, study: Path | None = None) -> None:
        """After the window shows: open what was named, else offer what a kill left open."""
        preload_words()
        QTimer.singleShot(PRELOAD_MS, preload_pages)
        if study is not None:
            self.open_study(study)
        else:
            QTimer.singleShot(0, self._recover)

    def _recover(self) -> None:
        self.presenter.offer_recovery()

    # -- studies -------------------------------------------------------------------------------------------------------
    def open_study(self, study: Path) -> None:
        """Open a study file, or the study of a run folder."""
        if study.is_dir():
            found = sorted(study.glob("*.toml"))
            study = found[0] if len(found) == 1 else study
        self.presenter.open_study(study)

    def open_sample(self) -> None:
        """Open the user's copy of the sample; made on the first time."""
        from xc_gis.operations.sample import sample_source  # noqa: PLC0415
        from xc_gis.ui.workers.failure import Failure  # noqa: PLC0415
        from xc_gis.ui.workers.sample import CopySample, sample_study  # noqa: PLC0415

        source = sample_source()
        if source is None:
            self.display.show_failure(Failure(window_text("sample_missing"), window_text("sample_missing_hint")))
            return
        self.welcome.show_opening(opening=True)
        self.note.setText(window_text("sample_coming"))
        self.assembly.questions.ask(CopySample(source, sample_study()), self._sample_is_there, self._refused)

    def _sample_is_there(self, study: Path) -> None:
        self.welcome.show_opening(opening=False)
        self.note.clear()
        self.open_study(study)

    def _refused(self, failure: Failure) -> None:
        self.welcome.show_opening(opening=False)
        self.note.clear()
        self.display.show_failure(failure)

    def ask_study(self) -> None:
        """Ask for a study file."""
        found = ask_file(self, asking.STUDY, window_text("open"), window_text("study_files"), self._last_folder())
        if found is not None:
            self.open_study(found)

    def new_study(self) -> None:
        """Ask where a new study shall lie, and go to its page."""
        self.pages.new_study()

    def _study_saved(self, study: Path) -> None:
        self.memory.remember_study(study)
        self._show_recent()
        if self.display.run is not None and study == self.display.study:
            self.display.show_outdated(window_text("study_changed"))

    def _run_of(self, study: Path) -> None:
        if self.presenter.open_study(study):
            self.presenter.run_study()
            self.show_page(MAP)

    def run_study(self) -> None:
        """Run the study that is in front: the one that is edited on its page, else the one that is open."""
        if self.pages.shown == STUDY:
            self.study_page.run_study()
        else:
            self.presenter.run_study()

    def _opened(self, study: Path, title: str) -> None:
        self.memory.remember_study(study)
        self._show_recent()
        self._title = (title, False)
        self._name_study()
        self._allow()
        self.show_page(MAP)

    def _run_shown(self, run: Any) -> None:
        self._title = (run.name, run.is_synthetic)
        self._name_study()
        if self.memory.background != "own":
            self._actions.apply_background()
        self._allow()

    def _name_study(self) -> None:
        """The title is that of the study in front: on its page the one that is edited, which may be a new one."""
        title, synthetic = self._title
        edited = self.study_page.edited if self.pages.shown == STUDY else None
        if edited is not None and (self._made is None or edited[0] != self._made.display.study):
            title, synthetic = edited[1:]
        self.header.show_study(title, synthetic=synthetic)
        self.header.offer_run(offered=self.pages.shown != STUDY)
        if title:
            self.setWindowTitle(f"{title} · XC-GIS {__version__}")

    def _running(self, running: bool) -> None:
        self.header.show_running(running=running)
        self._allow(running=running)

    def _show_recent(self) -> None:
        self.welcome.show_recent([(path, study_title(path)) for path in self.memory.recent])

    def _allow(self, *, running: bool | None = None) -> None:
        display = self._made.display if self._made is not None else None
        study = display is not None and display.study is not None
        run = display is not None and display.run is not None
        if running is None:
            running = self._made is not None and self._made.engine.is_busy()
        self.menus.allow(study=study, run=run, running=running)
        self.header.allow(MAP, allowed=study)
        self.header.allow(STUDY, allowed=True)
        self.header.allow(STANDARD, allowed=True)
        self.header.allow(PLANNING, allowed=run)
        self.header.allow(VOICES, allowed=run)
        self.header.allow(TARGETS, allowed=run)

    def _page_shown(self, number: int) -> None:
        if number not in ON_MAP:
            self.note.clear()  # what was shown about the map
        self.header.show_page(number)
        self.pointer.setVisible(number in ON_MAP)
        self._name_study()

    def _standard_saved(self, path: Path) -> None:
        self.note.setText(window_text("saved", path))
        study = self.display.study
        if study is not None and uses_standard(study, path):
            self.display.show_outdated(window_text("standard_saved", path.name))

    # -- drag and drop, closing ----------------------------------------------------------------------------------------
    def dragEnterEvent(self, event: QDragEnterEvent | None) -> None:  # noqa: N802 - Qt's name
        """Take a study file."""
        if event is not None and dropped_study(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent | None) -> None:  # noqa: N802 - Qt's name
        """Open a study file."""
        path = dropped_study(event) if event is not None else None
        if path is not None and event is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, lambda: self.open_study(path))  # the other program waits until the drop is over

    def closeEvent(self, event: QCloseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Ask while a run goes on; then end everything that was started."""
        assert event is not None
        if self._made is not None and not self._closing:
            from xc_gis.ui.shell.closing import end_all, may_close  # noqa: PLC0415 - nothing heavy before the window shows

            if not may_close(self._made, self.pages):
                event.ignore()
                return
            self._closing = True
            end_all(self._made, self.pages, self.memory)
        self._actions.close()
        self.memory.keep_window("main", self.saveGeometry())
        self.memory.sync()
        event.accept()
