"""The menu of a right click on the map: shows entries, tells which was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QAction, QMenu, QWidget

from xc_gis.ui.presenters.result.map_menu_entries import HEADING, LINE, Entry


class MapMenu(QMenu):
    """
    Made anew for each click.

    Signals
    -------
    action_chosen
        Action and value of an ``Entry``.
    """

    action_chosen = pyqtSignal(str, object)

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for entry in entries:
            if entry.action == LINE:
                self.addSeparator()
                continue
            action = QAction(entry.words.replace("&", "&&"), self)
            if entry.action == HEADING:
                font = action.font()
                font.setBold(True)
                action.setFont(font)
                action.setEnabled(False)
            else:
                action.triggered.connect(lambda _on, one=entry: self.action_chosen.emit(one.action, one.value))
            self.addAction(action)
