"""
The survey as a matrix, communities × items, that scrolls both ways with its names in sight: only the cells in sight are painted.

Provided is full, not provided white with a cross, not known hatched; satisfaction is the colour of its class with its figure.
"""

from __future__ import annotations

from PyQt5.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, pyqtSignal
from PyQt5.QtGui import QColor, QMouseEvent, QPainter, QPen
from PyQt5.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from xc_gis.languages.message import msg
from xc_gis.report.themes import THEMES, tint
from xc_gis.ui.presenters.planning.value_theme import class_of
from xc_gis.ui.presenters.voices.survey_tables import PROVIDED, SATISFACTION, SurveyMatrix
from xc_gis.ui.presenters.voices.themes import PROVIDED_COLOURS
from xc_gis.ui.widgets.choice_views import ChoiceTable
from xc_gis.ui.widgets.state_paint import hatch
from xc_gis.ui.widgets.style import DANGER, GROUND, INK, LINE
from xc_gis.wording.window import tr

Index = QModelIndex | QPersistentModelIndex
DISPLAY, TIP, TEXT = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole)
CELL_PX, ROW_PX, NAME_PX = 27, 22, 132
HEAD_PX, CODE_PX = 88, 50
"""Height of the headings with names, and with codes alone, where each item has a short one."""
SHORT = 6
EMPTY = SurveyMatrix((), (), (), ())


class MatrixModel(QAbstractTableModel):
    """
    Answers by row and column.

    ``has_codes``: every item has a code that fits a heading.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix, self.what = EMPTY, PROVIDED
        self.has_codes = True

    def replace(self, matrix: SurveyMatrix, what: str) -> None:
        """Replace the contents."""
        self.beginResetModel()
        self.matrix, self.what = matrix, what
        self.has_codes = all(0 < len(item.code) <= SHORT for item in matrix.items)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's signature
        """Communities."""
        return 0 if parent.isValid() else len(self.matrix.communities)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Items."""
        return 0 if parent.isValid() else len(self.matrix.items)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:  # noqa: N802
        """Names of communities and items."""
        if orientation == Qt.Orientation.Vertical:
            _, name, subdistrict = self.matrix.communities[section]
            return {DISPLAY: name, TIP: f"{subdistrict} {name}".strip()}.get(role)
        item = self.matrix.items[section]
        path = " › ".join(dict.fromkeys((item.division, item.item, item.name)))
        return {DISPLAY: item.code if self.has_codes else item.name, TIP: f"{item.code} {path}".strip()}.get(role)

    def data(self, index: Index, role: int = DISPLAY) -> object:
        """Words of a cell; what is painted is read from the matrix."""
        return self.matrix.words(index.row(), index.column()) if role in {TIP, TEXT} else None


class _Cells(QStyledItemDelegate):
    """Paints cells."""

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """A cell of the matrix."""
        model = index.model()
        if painter is None or not isinstance(model, MatrixModel):
            return
        box = option.rect
        letter, score = model.matrix.letters[index.row()][index.column()], model.matrix.scores[index.row()][index.column()]
        if model.what == SATISFACTION:
            _paint_score(painter, box, score)
        elif letter == "?":
            for brush in hatch():
                painter.fillRect(box, brush)
        elif letter == "y":
            painter.fillRect(box.adjusted(1, 1, -2, -2), QColor(PROVIDED_COLOURS["y"]))
        else:
            _paint_cross(painter, box)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(QColor(INK), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))


def _paint_score(painter: QPainter, box: QRect, score: float | None) -> None:
    if score is None:
        for brush in hatch():
            painter.fillRect(box, brush)
        return
    theme = THEMES["coverage"]
    painter.fillRect(box.adjusted(0, 0, -1, -1), QColor(tint(theme.classes[class_of(theme, score)].colour)))
    painter.setPen(QColor(INK))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), f"{int(score * 100 + 1e-6)}")


def _paint_cross(painter: QPainter, box: QRect) -> None:
    painter.setPen(QPen(QColor(DANGER), 2))
    middle = box.center()
    painter.drawLine(middle.x() - 4, middle.y() - 4, middle.x() + 4, middle.y() + 4)
    painter.drawLine(middle.x() - 4, middle.y() + 4, middle.x() + 4, middle.y() - 4)


class _UprightHeader(QHeaderView):
    """Names of items from below upwards, as much of them as fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(CELL_PX)
        self.setDefaultSectionSize(CELL_PX)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for a code, or some signs of a name."""
        model = self.model()
        short = isinstance(model, MatrixModel) and model.has_codes
        return QSize(super().sizeHint().width(), CODE_PX if short else HEAD_PX)

    def paintSection(self, painter: QPainter | None, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803 - Qt's names
        """A name, turned."""
        model = self.model()
        if painter is None or model is None:
            return
        painter.save()
        painter.fillRect(rect, QColor(GROUND))
        painter.setPen(QColor(LINE))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        painter.setPen(QColor(INK))
        font = painter.font()
        font.setBold(False)
        painter.setFont(font)
        words = str(model.headerData(logicalIndex, Qt.Orientation.Horizontal))
        room = rect.height() - 8
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRect(4, 0, room, rect.width()), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.restore()


class MatrixView(ChoiceTable):
    """
    Shows the matrix; tells what is chosen and what the pointer is over.

    Signals
    -------
    community_chosen, item_chosen
        Id of a community; number of an item, from 0.
    told
        What the cell says that the pointer or the keys are on.
    """

    community_chosen = pyqtSignal(str)
    item_chosen = pyqtSignal(int)
    told = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = MatrixModel(self)
        self.setModel(self.cells)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(tr(msg("社区 × 项目")))
        self.setHorizontalHeader(_UprightHeader(self))
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        down = self.verticalHeader()
        if down is not None:
            down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            down.setDefaultSectionSize(ROW_PX)
            down.setFixedWidth(NAME_PX)
            down.setMinimumSectionSize(ROW_PX)
            down.setStyleSheet("QHeaderView::section { padding: 0 6px; font-weight: 400; }")
            down.setDefaultAlignment(Qt.AlignmentFlag.AlignVCenter)
            down.sectionClicked.connect(lambda row: self._choose(row, -1))
        across = self.horizontalHeader()
        if across is not None:
            across.sectionClicked.connect(lambda column: self._choose(-1, column))
        self._updating = False
        chosen = self.selectionModel()
        if chosen is not None:
            chosen.currentChanged.connect(self._current)

    def show_matrix(self, matrix: SurveyMatrix, what: str) -> None:
        """Replace the contents; where one had scrolled to, one stays."""
        bars = self.horizontalScrollBar(), self.verticalScrollBar()
        at = [bar.value() if bar is not None else 0 for bar in bars]
        self._updating = True
        self.cells.replace(matrix, what)
        self._updating = False
        for bar, value in zip(bars, at, strict=True):
            if bar is not None:
                bar.setValue(value)

    def select(self, community: str) -> None:
        """Bring the row of a community into sight, without saying that it was chosen."""
        row = next((n for n, (one, *_) in enumerate(self.cells.matrix.communities) if one == community), -1)
        at = self.currentIndex()
        if row < 0 or row == at.row():
            return
        self._updating = True
        index = self.cells.index(row, max(0, at.column()))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._updating = False

    def _current(self, index: QModelIndex, before: QModelIndex) -> None:
        if self._updating or not index.isValid():
            return
        self.told.emit(self.cells.matrix.words(index.row(), index.column()))
        if index.row() != before.row():
            self._choose(index.row(), -1)
        if index.column() != before.column():
            self._choose(-1, index.column())

    def _choose(self, row: int, column: int) -> None:
        if row >= 0:
            self.community_chosen.emit(self.cells.matrix.communities[row][0])
        if column >= 0:
            self.item_chosen.emit(column)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:  # noqa: N802 - Qt's name
        """Tell the cell below the pointer."""
        super().mouseMoveEvent(event)
        if event is not None:
            index = self.indexAt(event.pos())
            if index.isValid():
                self.told.emit(self.cells.matrix.words(index.row(), index.column()))

    def leaveEvent(self, event: QEvent | None) -> None:  # noqa: N802 - Qt's name
        """The pointer is elsewhere: what is chosen is told again."""
        super().leaveEvent(event)
        index = self.currentIndex()
        self.told.emit(self.cells.matrix.words(index.row(), index.column()) if index.isValid() else "")
