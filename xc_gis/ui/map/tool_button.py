"""The button above the map with the tools that take the mouse: box, area, measure."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QAction, QMenu, QToolButton, QWidget

from xc_gis.wording.window import window_text

TOOLS = ("box", "area", "measure")


class ToolButton(QToolButton):
    """
    Shows which tool has the mouse.

    Signals
    -------
    tool_chosen
        Name of a tool; empty where the one that had the mouse is put away.
    """

    tool_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tool = ""
        self.setText(window_text("tools"))
        self.setToolTip(window_text("tools_more"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setCheckable(True)
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.actions_: dict[str, QAction] = {}
        for name in TOOLS:
            action = QAction(window_text(f"tool_{name}"), menu)
            action.setToolTip(window_text(f"tool_{name}_more"))
            action.setCheckable(True)
            action.triggered.connect(lambda on, wanted=name: self.tool_chosen.emit(wanted if on else ""))
            menu.addAction(action)
            self.actions_[name] = action
        self.setMenu(menu)

    def show_tool(self, name: str) -> None:
        """Mark the tool that has the mouse; empty: none."""
        self.tool = name
        self.setChecked(bool(name))
        self.setText(window_text(f"tool_{name}") if name else window_text("tools"))
        for one, action in self.actions_.items():
            action.setChecked(one == name)
