"""The menus: every action once, with its shortcut; the window says what they do."""

from __future__ import annotations

from collections.abc import Callable

from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import QAction, QActionGroup, QMainWindow, QMenu

from xc_gis.ui.widgets.memory import BACKGROUNDS, Memory
from xc_gis.wording.window import LANGUAGES, window_text

NEEDS_STUDY = ("run", "open_folder")
NEEDS_RUN = ("export_map", "copy_map", "hand_in", "export_tables", "export_workbook", "print_sheet", "compare")

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("file", ("new", "open", "sample", "-", "export_map", "copy_map", "print_sheet", "-", "export_tables", "export_workbook", "hand_in", "-", "open_folder", "-", "quit")),
    ("study", ("run", "stop", "-", "compare")),
    ("view", ("home", "map", "study_page", "standard_page", "planning_page", "voices_page", "targets_page", "-", "find", "pick_place", "whole_area")),
    ("help", ("manual", "-", "open_log", "about")),
)  # fmt: skip
SHORTCUTS = {
    "manual": "F1",
    "new": "Ctrl+N", "open": "Ctrl+O", "export_map": "Ctrl+E", "copy_map": "Ctrl+Shift+C", "print_sheet": "Ctrl+P", "quit": "Ctrl+Q", "run": "F5", "stop": "Shift+F5",
    "home": "Ctrl+1", "map": "Ctrl+2", "study_page": "Ctrl+3", "standard_page": "Ctrl+4", "planning_page": "Ctrl+5", "voices_page": "Ctrl+6", "targets_page": "Ctrl+7", "find": "Ctrl+F", "pick_place": "Ctrl+L", "whole_area": "Ctrl+0",
}  # fmt: skip


class Menus:
    """
    All actions of the window by name.

    Attributes
    ----------
    actions
        By the key of their words.
    """

    def __init__(self, window: QMainWindow, deeds: dict[str, Callable[[], object]], memory: Memory) -> None:
        self.actions: dict[str, QAction] = {}
        bar = window.menuBar()
        assert bar is not None
        for name, keys in MENUS:
            menu = bar.addMenu(window_text(name))
            assert menu is not None
            for key in keys:
                if key == "-":
                    menu.addSeparator()
                    continue
                action = QAction(window_text(key), window)
                if key in SHORTCUTS:
                    action.setShortcut(QKeySequence(SHORTCUTS[key]))
                action.triggered.connect(lambda _checked=False, action=deeds[key]: action())
                menu.addAction(action)
                self.actions[key] = action
            if name == "view":
                self.background = self._choice(menu, "background", [f"background_{b}" for b in BACKGROUNDS], memory.background)
            if name == "help":
                self.language = self._choice(menu, "language", list(LANGUAGES), memory.language)

    @staticmethod
    def _choice(menu: QMenu, title: str, keys: list[str], chosen: str) -> QActionGroup:
        below = menu.addMenu(window_text(title))
        assert below is not None
        group = QActionGroup(below)
        for key in keys:
            action = QAction(LANGUAGES.get(key) or window_text(key), group)
            action.setCheckable(True)
            action.setData(key.removeprefix("background_"))
            action.setChecked(action.data() == chosen)
            below.addAction(action)
        return group

    def allow(self, *, study: bool, run: bool, running: bool) -> None:
        """Which actions make sense now."""
        for key in NEEDS_STUDY:
            self.actions[key].setEnabled(study)
        for key in (*NEEDS_RUN, "planning_page", "voices_page", "targets_page", "find", "pick_place", "whole_area"):
            self.actions[key].setEnabled(run)
        self.actions["run"].setEnabled(study and not running)
        self.actions["stop"].setEnabled(running)
