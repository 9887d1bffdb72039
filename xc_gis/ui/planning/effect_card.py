"""What a scenario does: people, stars, cost, categories, and the communities whose stars change."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QColor
from PyQt5.QtWidgets import QFrame, QLabel, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.planning.planning_view import EffectCard
from xc_gis.ui.widgets.row_table import row_table
from xc_gis.ui.widgets.style import ACCENT, DANGER

ROW_PX = 24
MOST_ROWS = 9


class EffectView(QFrame):
    """
    Shows the card that it is given; computes nothing.

    Signals
    -------
    community_selected
        Identifier of a community whose stars change.
    category_selected
        Code of a category.
    """

    community_selected = pyqtSignal(str)
    category_selected = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self.state, self.headline, self.stars, self.further, self.cost, self.remarks = (QLabel() for _ in range(6))
        self.headline.setObjectName("heading")
        self.stars.setObjectName("subheading")
        self.state.setObjectName("soft")
        self.remarks.setObjectName("warning")
        labels = (self.state, self.headline, self.stars, self.further, self.cost, self.remarks)
        for label in labels:
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.categories = row_table(
            (msg("服务"), msg("新覆盖"), msg("失去")), msg("按服务类别的变化"), row_px=ROW_PX, striped=False
        )
        self.communities = row_table((msg("社区"), msg("原"), msg("新")), msg("星级有变的社区"), row_px=ROW_PX, striped=False)
        for widget in (*labels, self.communities, self.categories):
            layout.addWidget(widget)
        self.categories.itemSelectionChanged.connect(lambda: self._tell(self.categories, self.category_selected))
        self.communities.itemSelectionChanged.connect(lambda: self._tell(self.communities, self.community_selected))
        self._filling = False
        self.show_card(EffectCard())

    def show_card(self, card: EffectCard) -> None:
        """Replace what is shown."""
        self._filling = True
        for label, words in (
            (self.state, card.state), (self.headline, card.headline), (self.stars, card.stars),
            (self.further, "\n".join(card.further)), (self.cost, card.cost), (self.remarks, "\n".join(card.remarks)),
        ):  # fmt: skip
            label.setText(words)
            label.setVisible(bool(words))
        _fill(self.categories, [(row.code, (row.name, row.won, row.lost), row.more, 0) for row in card.categories])
        rows = [
            (r.community_id, (r.community, r.before, r.after), f"{r.community} · {r.subdistrict}", r.step)
            for r in card.communities
        ]
        _fill(self.communities, rows)
        self._filling = False

    def _tell(self, table: QTableWidget, signal: object) -> None:
        items = table.selectedItems()
        first = table.item(items[0].row(), 0) if items else None
        if first is not None and not self._filling:
            signal.emit(str(first.data(Qt.ItemDataRole.UserRole)))  # type: ignore[attr-defined]


def _fill(table: QTableWidget, rows: Sequence[tuple[str, tuple[str, ...], str, int | None]]) -> None:
    table.setRowCount(len(rows))
    for at, (key, cells, more, step) in enumerate(rows):
        for column, text in enumerate(cells):
            item = QTableWidgetItem(text)
            item.setToolTip(more or text)
            item.setData(Qt.ItemDataRole.UserRole, key)
            if column and step:
                item.setForeground(QColor(ACCENT if step > 0 else DANGER))
            if column:
                item.setTextAlignment(int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
            table.setItem(at, column, item)
    table.setVisible(bool(rows))
    top = table.horizontalHeader()
    head = top.sizeHint().height() if top is not None else ROW_PX
    table.setFixedHeight(head + min(len(rows), MOST_ROWS) * ROW_PX + 4)
