"""A heading that folds away what stands below it."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QToolButton, QWidget

from xc_gis.languages.message import Message
from xc_gis.wording.window import label_of


class Fold(QToolButton):
    """A heading that shows and hides what it stands above."""

    def __init__(self, words: Message, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(label_of(words))
        self.setCheckable(True)
        self.setAutoRaise(True)
        self._inside = inside
        self.toggled.connect(self._show)
        self._show(on=False)

    def _show(self, on: bool) -> None:
        self._inside.setVisible(on)
        self.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
