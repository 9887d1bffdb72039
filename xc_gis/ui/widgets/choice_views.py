"""
Lists and tables in which a row that becomes current is a choice.

Qt makes the first row current as soon as such a view gets the focus, by Tab or when a window comes to the front: nobody chose it,
and yet the map would change its theme. Here the focus chooses nothing; the first arrow key does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt5.QtGui import QFocusEvent
from PyQt5.QtWidgets import QAbstractItemView, QListWidget, QTableView, QTableWidget

if TYPE_CHECKING:
    View = QAbstractItemView
else:
    View = object


class _FocusChoosesNothing(View):
    """What the views below share."""

    def focusInEvent(self, event: QFocusEvent | None) -> None:  # noqa: N802 - Qt's name
        """Take the focus, and leave what is current as it was."""
        rows = self.selectionModel()
        if rows is None or self.currentIndex().isValid():
            super().focusInEvent(event)
            return
        rows.blockSignals(True)
        super().focusInEvent(event)
        rows.clearCurrentIndex()
        rows.blockSignals(False)
        ground = self.viewport()
        if ground is not None:
            ground.update()


class ChoiceList(_FocusChoosesNothing, QListWidget):
    """A list whose current row is a choice."""


class ChoiceTable(_FocusChoosesNothing, QTableView):
    """A table whose current row is a choice."""


class ChoiceCells(_FocusChoosesNothing, QTableWidget):
    """A table that holds its cells itself, whose chosen row is a choice."""
