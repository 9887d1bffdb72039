"""What stands above the map: the name of its theme, the search and the buttons; a long name has a line of its own."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtGui import QResizeEvent
from PyQt5.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from xc_gis.ui.widgets.elided_label import ElidedLabel


class MapHead(QWidget):
    """
    One line where the name has room beside the buttons, two where it has not.

    Parameters
    ----------
    search, buttons
        What stands to the right of the name.
    """

    def __init__(self, search: QWidget, buttons: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel()
        self.name.setObjectName("heading")
        self._beside = (search, *buttons)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 6, 8, 0)
        self._column.setSpacing(4)
        self._bar = QHBoxLayout()
        self._column.addLayout(self._bar)
        self._bar.addWidget(self.name, 1)
        for widget in self._beside:
            self._bar.addWidget(widget)
        self._is_apart = False

    def say(self, words: str) -> None:
        """Name what the map shows; the pointer shows it whole."""
        self.name.setText(words)
        self.name.setToolTip(words)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802 - Qt's name
        """More room or less."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self.name.ensurePolished()  # the style sheet gives it its font
        margins = self._column.contentsMargins()
        taken = sum(widget.sizeHint().width() for widget in self._beside)
        taken += self._bar.spacing() * len(self._beside) + margins.left() + margins.right()
        is_apart = self.name.fontMetrics().horizontalAdvance(self.name.text()) > self.width() - taken
        if is_apart == self._is_apart:
            return
        self._is_apart = is_apart
        if is_apart:
            self._bar.removeWidget(self.name)
            self._column.insertWidget(0, self.name)
        else:
            self._column.removeWidget(self.name)
            self._bar.insertWidget(0, self.name, 1)
