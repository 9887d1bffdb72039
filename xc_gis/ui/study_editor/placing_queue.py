"""Rows that wait for a place: a list beside the map; click to place, undo, next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QColor
from PyQt5.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.model import PlaceCandidate
from xc_gis.report.check.records import QueuedRow
from xc_gis.ui.map.preview import MARK_NEW, MARK_PLACED, MapPreview, TileSource
from xc_gis.ui.widgets.choice_views import ChoiceList
from xc_gis.ui.widgets.style import INK, SOFT, WARNING
from xc_gis.wording.window import tr, window_text

COMMUNITIES = "communities"
MOST_OFFERS = 3
NAMELESS = msg("（没有名称）")
SIGNS = ("①", "②", "③")


class PlacingQueue(QWidget):
    """
    Shows waiting rows and a map.

    Signals
    -------
    placed
        Number of the row, where it is (longitude, latitude, WGS 84), and how that is known.
    undo_requested
        The last placement is to be taken back.
    """

    placed = pyqtSignal(int, float, float, str)
    undo_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None, *, tiles: TileSource | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(10, 8, 10, 10)
        self.title = QLabel()
        self.title.setObjectName("heading")
        self.title.setWordWrap(True)
        inside.addWidget(self.title)
        self.list = ChoiceList()
        self.list.setAccessibleName(tr(msg("待定位的行")))
        self.list.setWordWrap(True)
        self.list.setAlternatingRowColors(True)
        self.list.currentRowChanged.connect(self._chosen)
        inside.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        self.undo = QPushButton(tr(msg("撤销上一处")))
        self.undo.clicked.connect(self.undo_requested)
        self.next = QPushButton(tr(msg("下一行")))
        self.next.setShortcut("Ctrl+N")
        self.next.setToolTip(tr(msg("跳到下一行没有位置的（Ctrl+N）")))
        self.next.clicked.connect(self.go_next)
        buttons.addWidget(self.undo)
        buttons.addWidget(self.next)
        inside.addLayout(buttons)
        splitter.addWidget(card)
        right = QFrame()
        right.setObjectName("card")
        column = QVBoxLayout(right)
        column.setContentsMargins(10, 8, 10, 10)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        column.addWidget(self.hint)
        self.offers = [QPushButton() for _ in range(MOST_OFFERS)]
        offers = QHBoxLayout()
        for number, button in enumerate(self.offers):
            button.clicked.connect(lambda _=False, number=number: self._take(number))
            button.hide()
            offers.addWidget(button)
        offers.addStretch(1)
        column.addLayout(offers)
        self.map = MapPreview(tiles=tiles)
        self.map.setCursor(Qt.CursorShape.CrossCursor)
        self.map.place_clicked.connect(self._clicked)
        column.addWidget(self.map, 1)
        splitter.addWidget(right)
        splitter.setSizes([380, 720])
        splitter.setChildrenCollapsible(False)
        layout.addWidget(splitter)
        self._rows: tuple[QueuedRow, ...] = ()
        self._placed: dict[int, tuple[float, float]] = {}

    def show_rows(
        self,
        rows: Sequence[QueuedRow],
        placed: Mapping[int, tuple[float, float]],
        *,
        checked: bool,
        undo: bool,
        unread: bool = False,
    ) -> None:
        """Show the rows; those of ``placed`` have got a place in this session. ``unread``: there may be more in layers with faults."""
        same = tuple(rows) == self._rows
        self._rows, self._placed = tuple(rows), dict(placed)
        self.undo.setEnabled(undo)
        if not same:
            self.list.clear()
            for row in rows:
                where = f"{_where(row)}\n{tr(msg('{file} 第 {row} 行', file=PurePosixPath(row.path).stem, row=row.row))}"
                self.list.addItem(QListWidgetItem(f"{row.name or tr(NAMELESS)}\n{where}"))
        for number in range(self.list.count()):
            item = self.list.item(number)
            if item is not None:
                done = number in placed
                item.setForeground(QColor(SOFT if done else INK))
                head = f"{'✓ ' if done else ''}{rows[number].name or tr(NAMELESS)}"
                item.setText(f"{head}\n{item.text().split(chr(10), 1)[1]}")
                item.setToolTip(tr(rows[number].reason))
        waiting = len(rows) - len(placed)
        if not checked:
            self.title.setText(tr(msg("数据检查完成后，这里列出没有位置的行")))
        else:
            self.title.setText(tr(_title(rows, placed, unread=unread)))
        self.next.setEnabled(waiting > 0)
        if rows and self.list.currentRow() < 0:
            self.go_next()
        self._mark()

    def go_next(self) -> None:
        """Choose the next row without a place, from the top again after the last."""
        count = len(self._rows)
        start = self.list.currentRow() + 1
        for step in range(count):
            number = (start + step) % count
            if number not in self._placed:
                self.list.setCurrentRow(number)
                return

    def choose(self, number: int) -> None:
        """Choose a row."""
        self.list.setCurrentRow(number)

    def _chosen(self, number: int) -> None:
        if 0 <= number < len(self._rows):
            row = self._rows[number]
            self.hint.setText(
                tr(msg("在地图上点击“{row}”所在的位置。{address}", row=row.name or row.address, address=row.address))
            )
        else:
            self.hint.setText("")
        offered = self._offered()
        for place, button in enumerate(self.offers):
            button.setVisible(place < len(offered))
            if place < len(offered):
                button.setText(tr(msg("采用 {signs}", signs=SIGNS[place])))
                button.setToolTip(tr(offered[place].evidence))
        if offered:
            self.hint.setText(
                f"{self.hint.text()}\n{tr(msg('可能在 {sign}：{evidence}', sign=SIGNS[0], evidence=offered[0].evidence))}"
            )
            self.map.centre_on(float(offered[0].lon or 0), float(offered[0].lat or 0))
        self._mark()

    def _offered(self) -> list[PlaceCandidate]:
        """Places that the check offers for the row chosen."""
        number = self.list.currentRow()
        if not 0 <= number < len(self._rows) or number in self._placed:
            return []
        return [c for c in self._rows[number].candidates if c.lon is not None and c.lat is not None][:MOST_OFFERS]

    def _take(self, place: int) -> None:
        offered = self._offered()
        if place < len(offered):
            found = offered[place]
            self.placed.emit(self.list.currentRow(), found.lon, found.lat, found.evidence)

    def _mark(self) -> None:
        now = self.list.currentRow()
        marks = [
            (*at, self._rows[n].name, MARK_NEW if n == now else MARK_PLACED)
            for n, at in self._placed.items()
            if n < len(self._rows)
        ]
        offered = [(float(c.lon or 0), float(c.lat or 0), SIGNS[n], WARNING) for n, c in enumerate(self._offered())]
        self.map.show_marks([*marks, *offered])

    def _clicked(self, lon: float, lat: float) -> None:
        number = self.list.currentRow()
        if 0 <= number < len(self._rows):
            self.placed.emit(number, lon, lat, msg("在地图上点选"))


def _where(row: QueuedRow) -> str:
    """What helps to find it: the address, else the subdistrict; a community is called so."""
    if row.table == COMMUNITIES:
        return window_text("in_brackets", tr(msg("社区")), row.subdistrict) if row.subdistrict else tr(msg("社区"))
    return row.address or tr(msg("没有地址"))


def _title(rows: Sequence[QueuedRow], placed: Mapping[int, tuple[float, float]], *, unread: bool) -> str:
    left = [row for number, row in enumerate(rows) if number not in placed]
    communities = sum(row.table == COMMUNITIES for row in left)
    if not left:
        return msg("有图层还读不出；读出的行都有位置") if unread else msg("所有社区和设施都有位置")
    if not communities:
        return msg("{count} 处设施等待定位", count=len(left))
    others = len(left) - communities
    return (
        msg("{communities} 个社区、{others} 处设施等待定位", communities=communities, others=others)
        if others
        else msg("{communities} 个社区等待定位", communities=communities)
    )
