"""The steps of a study in one list: sign, title, and at the right how the step stands."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QModelIndex, QRect, QSize, Qt, pyqtSignal
from PyQt5.QtGui import QColor, QIcon, QPainter
from PyQt5.QtWidgets import QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.study.steps import BUSY, DONE, LOOK, MISSING, PLAIN, STATES_ZH, WRONG, Step
from xc_gis.ui.widgets.choice_views import ChoiceList
from xc_gis.ui.widgets.icons import icon
from xc_gis.ui.widgets.style import ACCENT, ACCENT_SOFT, DANGER, INK, SOFT, WARNING
from xc_gis.wording.window import joined_words, tr

SIGNS = {
    DONE: ("fa5s.check-circle", ACCENT), LOOK: ("fa5s.exclamation-circle", WARNING), WRONG: ("fa5s.times-circle", DANGER),
    MISSING: ("fa5.circle", WARNING), BUSY: ("fa5s.hourglass-half", SOFT), PLAIN: ("fa5.circle", SOFT),
}  # fmt: skip

KEY, DETAIL, STATE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
HEIGHT, SIGN, GAP = 34, 16, 8


class StepList(ChoiceList):
    """
    Shows steps, tells which is chosen.

    Signals
    -------
    chosen
        Key of a step.
    """

    chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr(msg("步骤")))
        self.setMinimumWidth(230)
        self.setMaximumWidth(290)
        self.setItemDelegate(_StepPainter(self))
        self._icons: dict[str, QIcon] = {}
        self.currentRowChanged.connect(self._tell)

    def show_steps(self, steps: Sequence[Step], current: str) -> None:
        """Show the steps; the list is made anew only where there are others."""
        keys = [step.key for step in steps]
        self.blockSignals(True)
        if self.keys() != keys:
            self.clear()
            for step in steps:
                item = QListWidgetItem()
                item.setData(KEY, step.key)
                self.addItem(item)
        for number, step in enumerate(steps):
            shown = self.item(number)
            if shown is not None:
                shown.setText(step.title)
                shown.setData(DETAIL, step.detail)
                shown.setData(STATE, step.state)
                shown.setIcon(self._icon(step.state))
                words = joined_words([part for part in (step.title, tr(STATES_ZH[step.state]), step.detail) if part])
                shown.setData(Qt.ItemDataRole.AccessibleTextRole, words)
                shown.setToolTip(words)
        if current in keys:
            self.setCurrentRow(keys.index(current))
        self.blockSignals(False)

    def keys(self) -> list[str]:
        """Keys of the steps, in their order."""
        items = [self.item(number) for number in range(self.count())]
        return [str(item.data(KEY)) for item in items if item is not None]

    def _icon(self, state: str) -> QIcon:
        if state not in self._icons:
            name, colour = SIGNS[state]
            self._icons[state] = icon(name, color=colour)
        return self._icons[state]

    def _tell(self, number: int) -> None:
        item = self.item(number)
        if item is not None:
            self.chosen.emit(str(item.data(KEY)))


class _StepPainter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex) -> QSize:  # noqa: N802 - Qt's name
        """One line."""
        return QSize(200, HEIGHT)

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Sign, title, detail at the right; the title gives way first."""
        if painter is None:
            return
        painter.save()
        box = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(ACCENT_SOFT))
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), QColor(ACCENT))
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        sign = QRect(box.left() + 10, box.center().y() - SIGN // 2, SIGN, SIGN)
        icon.paint(painter, sign)
        state, metrics = str(index.data(STATE)), option.fontMetrics
        detail = str(index.data(DETAIL) or "")
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        room = QRect(sign.right() + GAP, box.top(), box.right() - sign.right() - 2 * GAP, box.height())
        wide = min(metrics.horizontalAdvance(detail) + 2, room.width() * 2 // 3)
        colour = QColor(SIGNS[state][1] if state in {LOOK, WRONG, MISSING} else SOFT)
        painter.setPen(colour)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        right = QRect(room.right() - wide, room.top(), wide, room.height())
        painter.drawText(
            right, middle | int(Qt.AlignmentFlag.AlignRight), metrics.elidedText(detail, Qt.TextElideMode.ElideRight, wide)
        )
        left = QRect(room.left(), room.top(), room.width() - wide - GAP, room.height())
        painter.setPen(QColor(INK))
        painter.drawText(left, middle, metrics.elidedText(title, Qt.TextElideMode.ElideRight, left.width()))
        painter.restore()
