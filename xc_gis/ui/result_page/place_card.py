"""What lies around a place that was clicked: nearest facility of each category, minutes, whether that is near enough."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QColor
from PyQt5.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.widgets.row_table import row_table
from xc_gis.ui.widgets.style import DANGER, SOFT
from xc_gis.wording.codes import PROFILE_ZH
from xc_gis.wording.window import label_of, named, tr, window_text

CODE = Qt.ItemDataRole.UserRole
UNKNOWN = "unknown"
NOBODY_KNOWS = msg("两倍时限内没有已知的设施；这类设施的清单没有声明完整，不能断定有没有")
MAYBE_NEARER = msg("规定时间内没有已知的设施；清单没有声明完整，可能还有更近的")


class PlaceCard(QWidget):
    """
    The answer about one place.

    Signals
    -------
    closed
        The place is no longer wanted.
    way_chosen
        Category whose way alone is to be shown; empty: all.
    pace_chosen
        Walking profile of the circles.
    """

    closed = pyqtSignal()
    pace_chosen = pyqtSignal(str)
    way_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = QLabel(tr(msg("所选地点")))
        self.heading.setObjectName("heading")
        close = QPushButton(tr(msg("返回")))
        close.setAccessibleName(tr(msg("返回社区")))
        close.clicked.connect(self.closed)
        self.where = QLabel()
        self.where.setObjectName("soft")
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.pace = QComboBox()
        self.pace.setAccessibleName(tr(msg("步行范围按谁的步速")))
        self.pace.setToolTip(tr(msg("图上 5、10、15 分钟的范围按谁的步速画；各类设施的分钟数始终按评价标准规定的人群计算")))
        for profile, words in PROFILE_ZH.items():
            self.pace.addItem(label_of(words), profile)
        self.pace.activated.connect(lambda _row: self.pace_chosen.emit(str(self.pace.currentData())))
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.table = row_table((msg("服务"), msg("最近的设施"), msg("分钟")), msg("最近的各类设施"), wide=1, striped=False)
        self.table.itemSelectionChanged.connect(self._selected)
        self.all_ways = QPushButton(tr(msg("显示全部路线")))
        self.all_ways.clicked.connect(self._show_all)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addLayout(top)
        layout.addWidget(self.where)
        pace = QHBoxLayout()
        pace.addWidget(QLabel(tr(msg("步行范围按"))))
        pace.addWidget(self.pace, 1)
        pace.addWidget(QLabel(tr(msg("的步速"))))
        layout.addLayout(pace)
        layout.addWidget(self.summary)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.all_ways)

    def show_place(self, answer: Mapping[str, Any]) -> None:
        """Show an answer (see ``Explorer.ask_place``)."""
        self.where.setText(tr(msg("经度 {lon:.6f}，纬度 {lat:.6f}", lon=answer["lon"], lat=answer["lat"])))
        self.pace.setCurrentIndex(max(self.pace.findData(answer.get("profile", "adult")), 0))
        nearest, absent = list(answer.get("nearest", [])), list(answer.get("absent", []))
        self.summary.setText(tr(place_words(answer)))
        self.table.blockSignals(True)
        self.table.setRowCount(len(nearest) + len(absent))
        for n, row in enumerate(nearest):
            late, open_ = not row.get("within", True), row.get("state") == UNKNOWN
            minutes = f"{row['minutes']:.1f}" + (f" / {row['limit']:g}" if "limit" in row else "")
            self._put(
                n,
                (named(row["zh"], row.get("en", "")), row["facility"], minutes),
                row["category"],
                (SOFT if open_ else DANGER) if late else None,
                tr(row.get("type", "")),
                MAYBE_NEARER if late and open_ else "",
            )
        for n, row in enumerate(absent, len(nearest)):
            words, more = (msg("未知"), NOBODY_KNOWS) if row.get("state") == UNKNOWN else (msg("两倍时限内走不到"), "")
            self._put(
                n, (named(row["zh"], row.get("en", "")), tr(words), "—"), row["category"], SOFT if more else DANGER, "", more
            )
        self.table.clearSelection()
        self.table.blockSignals(False)

    def _put(self, row: int, words: tuple[str, str, str], code: str, colour: str | None, kind: str, more: str = "") -> None:
        for column, text in enumerate(words):
            item = QTableWidgetItem(text)
            item.setData(CODE, code)
            shown = window_text("in_brackets", text, kind) if column == 1 and kind else text
            item.setToolTip(f"{shown}\n{tr(more)}" if more else shown)
            if colour and column:
                item.setForeground(QColor(colour))
            if column == 2:  # noqa: PLR2004 - minutes
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.table.setItem(row, column, item)

    def _selected(self) -> None:
        items = self.table.selectedItems()
        if items:
            self.way_chosen.emit(str(items[0].data(CODE)))

    def _show_all(self) -> None:
        self.table.clearSelection()
        self.way_chosen.emit("")


def place_words(answer: Mapping[str, Any]) -> str:
    """How many categories a place reaches in time, how many it lacks, and of how many nobody knows."""
    rows = [*answer.get("nearest", ()), *answer.get("absent", ())]
    within = sum(bool(row.get("within")) for row in rows)
    unknown = sum(not row.get("within") and row.get("state") == UNKNOWN for row in rows)
    late = len(rows) - within - unknown
    return msg(
        "{count} 类服务中，{within} 类在规定时间内走得到，{late} 类走不到，{unknown} 类未知",
        count=len(rows),
        within=within,
        late=late,
        unknown=unknown,
    )
