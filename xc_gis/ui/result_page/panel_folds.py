"""Buttons that fold panels of the work page away and show them again, so that a small screen shows the map."""

from __future__ import annotations

from collections.abc import Iterable

from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import QToolButton, QWidget

from xc_gis.wording.window import window_text

THEMES, TABLE, SHEET = "fold_themes", "fold_table", "fold_sheet"
KEYS = {THEMES: "Ctrl+Shift+1", TABLE: "Ctrl+Shift+2", SHEET: "Ctrl+Shift+3"}
"""Panels by the key of their words, with their keys."""


class PanelFolds:
    """
    One button a panel.

    Attributes
    ----------
    buttons
        By the key of their words.
    """

    def __init__(self) -> None:
        self.buttons = {name: self._button(name, keys) for name, keys in KEYS.items()}
        self._panels: dict[str, QWidget] = {}

    def set_panel(self, name: str, panel: QWidget) -> None:
        """Let a button fold this panel."""
        self._panels[name] = panel

    @property
    def folded(self) -> list[str]:
        """Names of the panels that are folded away."""
        return [name for name, button in self.buttons.items() if not button.isChecked()]

    def fold(self, names: Iterable[str]) -> None:
        """Fold these panels away, and show the others."""
        away = set(names)
        for name, button in self.buttons.items():
            button.setChecked(name not in away)

    def _button(self, name: str, keys: str) -> QToolButton:
        button = QToolButton()
        button.setText(window_text(name))
        button.setCheckable(True)
        button.setChecked(True)
        button.setToolTip(window_text("in_brackets", window_text("fold_panel", window_text(name)), keys))
        button.setShortcut(QKeySequence(keys))
        button.toggled.connect(lambda shown: self._show(name, shown))
        return button

    def _show(self, name: str, shown: bool) -> None:
        if name in self._panels:
            self._panels[name].setVisible(shown)
