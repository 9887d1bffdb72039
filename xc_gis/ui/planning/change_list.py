"""The changes of a scenario, one a line with a cross to take it back, and the form of the one that is chosen: name, cost, place."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QSize, Qt, pyqtSignal
from PyQt5.QtGui import QDoubleValidator, QKeyEvent, QResizeEvent
from PyQt5.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.planning.field_form import FieldForm
from xc_gis.ui.presenters.planning.effect_words import DIGITS, YUAN_IN_WAN
from xc_gis.ui.presenters.planning.planning_view import ChangeRow
from xc_gis.ui.widgets.choice_views import ChoiceList
from xc_gis.ui.widgets.elided_label import ElidedLabel
from xc_gis.ui.widgets.fold import Fold
from xc_gis.ui.widgets.icons import icon
from xc_gis.ui.widgets.style import SOFT
from xc_gis.units import is_lonlat
from xc_gis.wording.window import capital, label_of, tr

ROW_PX, CROSS_PX = 30, 24
MOST_ROWS = 5
DECIMALS = 6
LARGEST_WAN = 1e9


class ChangeList(QWidget):
    """
    Shows rows, tells what is done with them.

    Signals
    -------
    chosen
        Key of the change whose form is to be open.
    removed
        Key of a change that is taken back.
    described
        Key, name and cost in yuan (None where nothing is said).
    placed
        Key, longitude and latitude that were typed.
    placed_at
        Key, and the id of what stands there, typed instead.
    answered
        Key, key of a field of its form, and what stands in it now.
    """

    chosen = pyqtSignal(str)
    removed = pyqtSignal(str)
    described = pyqtSignal(str, str, object)
    placed = pyqtSignal(str, float, float)
    placed_at = pyqtSignal(str, str)
    answered = pyqtSignal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.list = _Keys()
        self.list.setAccessibleName(tr(msg("方案中的改动")))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._choose)
        self.list.delete_pressed.connect(self._remove_current)
        layout.addWidget(self.list)
        self.form = QWidget()
        self._fields = fields = QFormLayout(self.form)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setVerticalSpacing(4)
        self.name, self.cost, self.place = QLineEdit(), QLineEdit(), QLineEdit()
        amounts = QDoubleValidator(0.0, LARGEST_WAN, 4, self.cost)
        amounts.setNotation(QDoubleValidator.Notation.StandardNotation)
        self.cost.setValidator(amounts)
        self.place.setToolTip(tr(msg("经度,纬度（WGS 84），或那里的设施、居住点、node/编号；回车后移到该处")))
        for words, field in ((msg("名称"), self.name), (msg("造价（万元）"), self.cost), (msg("经度,纬度"), self.place)):
            fields.addRow(tr(words), field)
            field.setAccessibleName(tr(words))
        self.name.editingFinished.connect(self._describe)
        self.cost.editingFinished.connect(self._describe)
        self.place.editingFinished.connect(self._place)
        layout.addWidget(self.form)
        self.more = FieldForm()
        self.more.answered.connect(lambda field, text: self.answered.emit(self._key, field, text))
        self.fold = Fold(msg("更多内容"), self.more)
        layout.addWidget(self.fold)
        layout.addWidget(self.more)
        widest = self.fontMetrics().horizontalAdvance(label_of(msg("造价（万元）")))
        self.more.align(widest)
        self._rows: Sequence[ChangeRow] = ()
        self._key = ""
        self._filling = False
        self.show_rows([], "")

    def show_rows(self, rows: Sequence[ChangeRow], chosen: str) -> None:
        """Replace the rows; the form is that of ``chosen``, else none."""
        self._filling = True
        self._rows, self._key = rows, chosen if any(row.key == chosen for row in rows) else ""
        self.list.clear()
        for number, row in enumerate(rows, 1):
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, row.key)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.words)
            item.setSizeHint(QSize(0, ROW_PX))
            item.setToolTip(row.words)
            self.list.addItem(item)
            self.list.setItemWidget(item, self._line(number, row))
            if row.key == self._key:
                self.list.setCurrentItem(item)
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(min(len(rows), MOST_ROWS) * ROW_PX + 4)
        self._filling = False
        self._fill_form()

    def _line(self, number: int, row: ChangeRow) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(6, 0, 2, 0)
        cross = QToolButton()
        cross.setIcon(icon("fa5s.times", color=SOFT))
        cross.setAutoRaise(True)
        cross.setFixedSize(CROSS_PX, CROSS_PX)
        cross.setStyleSheet("padding: 2px")
        cross.setAccessibleName(tr(msg("取消这项改动：{words}", words=row.words)))
        cross.setToolTip(tr(msg("取消这项改动")))
        cross.clicked.connect(lambda: self.removed.emit(row.key))
        layout.addWidget(ElidedLabel(f"{number}  {capital(row.words)}"), 1)
        layout.addWidget(cross)
        return line

    def _row(self) -> ChangeRow | None:
        return next((row for row in self._rows if row.key == self._key), None)

    def _fill_form(self) -> None:
        row = self._row()
        self.form.setVisible(row is not None)
        self.fold.setVisible(row is not None)
        self.more.setVisible(row is not None and self.fold.isChecked())
        if row is None:
            return
        self._filling = True
        self.name.setText(row.name)
        self.cost.setText("" if row.cost is None else f"{row.cost / YUAN_IN_WAN:.{DIGITS}g}")
        at = f"{row.place[0]:.{DECIMALS}f},{row.place[1]:.{DECIMALS}f}" if row.place else ""
        self.place.setText(row.place_id or at)
        self.place.setEnabled(row.can_move)
        shown = row.can_move or row.place is not None
        for widget in (self.place, self._fields.labelForField(self.place)):
            if widget is not None:
                widget.setVisible(shown)
        self.more.show_fields(row.fields)
        self._filling = False

    def _choose(self) -> None:
        item = self.list.currentItem()
        if not self._filling and item is not None:
            self._key = str(item.data(Qt.ItemDataRole.UserRole))
            self._fill_form()
            self.chosen.emit(self._key)

    def _remove_current(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.removed.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def _describe(self) -> None:
        row = self._row()
        if self._filling or row is None:
            return
        said = self.cost.text().strip().replace(",", "")
        cost = None if not said else float(said) * YUAN_IN_WAN
        if (self.name.text().strip(), cost) != (row.name, row.cost):
            self.described.emit(row.key, self.name.text(), cost)

    def _place(self) -> None:
        row = self._row()
        if self._filling or row is None or not row.can_move:
            return
        place, said = _lonlat(self.place.text()), self.place.text().strip()
        if place is None:
            if said and said != row.place_id and "," not in said and "，" not in said:
                self.placed_at.emit(row.key, said)
            else:
                self._fill_form()
        elif row.place is None or max(abs(place[0] - row.place[0]), abs(place[1] - row.place[1])) > 10**-DECIMALS:
            self.placed.emit(row.key, *place)


class _Keys(ChoiceList):
    """A list that tells of the delete key, and whose lines are always as wide as it is."""

    delete_pressed = pyqtSignal()

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802 - Qt's name
        """A scroll bar beside the list takes room: else a line keeps its width, and the cross at its end is cut off."""
        super().resizeEvent(event)
        self.doItemsLayout()
        self.updateEditorGeometries()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802 - Qt's name
        """Delete takes a change back."""
        if event is not None and event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)


def _lonlat(text: str) -> tuple[float, float] | None:
    parts = text.replace("，", ",").split(",")
    try:
        lon, lat = (float(part) for part in parts)
    except ValueError:
        return None
    return (lon, lat) if is_lonlat(lon, lat) else None
