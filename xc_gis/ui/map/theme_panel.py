"""What the map shows: themes by domain, layers, facility types, and the legend of the theme."""

from __future__ import annotations

from typing import Any

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QFont, QResizeEvent
from PyQt5.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.map.legend import Legend
from xc_gis.ui.widgets.choice_views import ChoiceList
from xc_gis.wording.codes import DOMAIN_ZH
from xc_gis.wording.window import tr, window_text

KINDS = (("", "coverage"), ("minutes:", "minutes"), ("gaps:", "gaps"))
TIGHT = "padding: 3px 4px;"
ABOVE_PX = 150
"""Height of all in the panel but the list of categories and the legend."""

ROWS_IN_SIGHT = 16
"""A dozen categories and their headings."""

LEGEND_LEAST_PX = 96
LAYERS = ("sites", "gaps", "streets", "borders")
CODE = Qt.ItemDataRole.UserRole


class ThemePanel(QWidget):
    """
    Chooses themes and layers; computes nothing.

    Signals
    -------
    theme_chosen
        Key of a theme, as ``MapView.set_theme`` takes it.
    layer_switched
        Layer and whether it is shown.
    site_types_chosen
        Codes of facility types, or None for those of the theme.
    """

    theme_chosen = pyqtSignal(str)
    layer_switched = pyqtSignal(str, bool)
    site_types_chosen = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = "stars"
        self._quiet = False
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        bar = self.tabs.tabBar()
        assert bar is not None
        bar.setDrawBase(False)
        self.tabs.addTab(self._theme_tab(), window_text("themes"))
        self.tabs.addTab(self._layer_tab(), window_text("layers"))
        self.legend = Legend()
        self.legend_fold = QToolButton()
        self.legend_fold.setObjectName("fold")
        self.legend_fold.setText(window_text("legend"))
        self.legend_fold.setCheckable(True)
        self.legend_fold.setChecked(True)
        self.legend_fold.setArrowType(Qt.ArrowType.DownArrow)
        self.legend_fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.legend_fold.setToolTip(window_text("fold_more"))
        self.legend_fold.toggled.connect(self._fold_legend)
        holder = QScrollArea()
        holder.setWidgetResizable(True)
        holder.setFrameShape(QFrame.Shape.NoFrame)
        holder.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 4, 0)
        inside.addWidget(self.legend)
        inside.addStretch(1)
        holder.setWidget(inner)
        self._legend_holder = holder
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 4, 8, 6)
        layout.setSpacing(3)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.legend_fold)
        layout.addWidget(holder)

    def _theme_tab(self) -> QWidget:
        tab = QWidget()
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        self._overall = QButtonGroup(self)
        self._overall.setExclusive(False)
        overall = QHBoxLayout()
        overall.setSpacing(4)
        layout.addLayout(overall)
        for key in ("stars", "joint"):
            button = QPushButton(window_text(key))
            button.setCheckable(True)
            button.setProperty("theme", key)
            button.clicked.connect(lambda _=False, k=key: self._request(k))
            button.setStyleSheet(TIGHT)
            button.setToolTip(window_text(f"{key}_more"))
            self._overall.addButton(button)
            overall.addWidget(button, 1 if key == "joint" else 0)
        row = QHBoxLayout()
        row.setSpacing(4)
        self._kinds = QButtonGroup(self)
        for number, (_, words) in enumerate(KINDS):
            button = QPushButton(window_text(words))
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setStyleSheet(TIGHT)
            self._kinds.addButton(button, number)
            row.addWidget(button)
        self._kinds.idClicked.connect(self._kind_clicked)
        layout.addLayout(row)
        self.categories = ChoiceList()
        self.categories.setAccessibleName(window_text("themes"))
        self.categories.setObjectName("plain")
        self.categories.setSpacing(0)
        self.categories.setUniformItemSizes(True)
        self.categories.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.categories.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.categories.currentItemChanged.connect(self._category_chosen)
        self.categories.itemClicked.connect(self._category_chosen)
        layout.addWidget(self.categories, 1)
        return tab

    def _layer_tab(self) -> QWidget:
        tab = QWidget()
        layout = QVBoxLayout(tab)
        layout.setContentsMargins(2, 8, 0, 0)
        layout.setSpacing(6)
        self.layer_ticks: dict[str, QCheckBox] = {}
        for name in LAYERS:
            tick = QCheckBox(window_text(f"layer_{name}"))
            tick.setChecked(True)
            tick.toggled.connect(lambda on, n=name: self.layer_switched.emit(n, on))
            self.layer_ticks[name] = tick
            layout.addWidget(tick)
        heading = QLabel(window_text("site_types"))
        heading.setObjectName("heading")
        layout.addSpacing(4)
        layout.addWidget(heading)
        self.types_follow = QCheckBox(window_text("site_types_theme"))
        self.types_follow.setChecked(True)
        self.types_follow.toggled.connect(self._types_changed)
        layout.addWidget(self.types_follow)
        self.types = QListWidget()
        self.types.setAccessibleName(window_text("site_types"))
        self.types.setObjectName("plain")
        self.types.setSpacing(1)
        self.types.setEnabled(False)
        self.types.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.types.itemChanged.connect(self._types_changed)
        layout.addWidget(self.types, 1)
        return tab

    # -- rows in -------------------------------------------------------------------------------------------------------
    def show_themes(self, described: dict[str, Any]) -> None:
        """Show what a map can show: ``domains`` (code, zh), ``categories`` (code, zh, name, domain, minutes), ``types`` (code, zh, count)."""
        self._quiet = True
        self.categories.clear()
        bold = QFont(self.font())
        bold.setBold(True)
        for domain in described["domains"]:
            rows = [c for c in described["categories"] if c["domain"] == domain["code"]]
            if not rows:
                continue
            heading = QListWidgetItem(tr(DOMAIN_ZH.get(domain["code"], domain["zh"])))
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            heading.setFont(bold)
            self.categories.addItem(heading)
            for category in rows:
                item = QListWidgetItem(f"   {category['name']}")
                item.setData(CODE, category["code"])
                item.setToolTip(tr(msg("{zh}：要求步行 {minutes} 分钟以内", zh=category["zh"], minutes=category["minutes"])))
                self.categories.addItem(item)
        self.types.clear()
        for kind in described["types"]:
            item = QListWidgetItem(window_text("in_brackets", kind["zh"], kind["count"]))
            item.setData(CODE, kind["code"])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.types.addItem(item)
        self._quiet = False
        self.show_theme(self._theme)

    def show_theme(self, key: str) -> None:
        """Mark the theme shown, without asking for it."""
        self._theme, self._quiet = key, True
        for button in self._overall.buttons():
            button.setChecked(button.property("theme") == key)
        code = key.rsplit(":", 1)[-1] if key not in {"stars", "joint"} else ""
        if code:
            number = next(n for n, (start, _) in enumerate(KINDS) if key == start + code)
            self._kinds.button(number).setChecked(True)  # type: ignore[union-attr]
        found = [i for i in self._items() if i.data(CODE) == code and code]
        if found:
            self.categories.setCurrentItem(found[0])
        else:
            self.categories.setCurrentItem(None)
            self.categories.clearSelection()
        self._quiet = False

    def words_of(self, key: str) -> str:
        """A theme in words."""
        if key in {"stars", "joint"}:
            return window_text(key)
        start, _, code = key.rpartition(":")
        kind = next(words for begin, words in KINDS if begin == (f"{start}:" if start else ""))
        name = next((item.text().strip() for item in self._items() if item.data(CODE) == code), code)
        return f"{name} · {window_text(kind)}"

    def show_legend(self, rows: list[dict[str, Any]]) -> None:
        """Show the legend of the theme."""
        self.legend.show_rows(rows)
        self._give_legend_room()

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802 - Qt's name
        """The legend takes what it needs, but leaves a dozen categories in sight."""
        super().resizeEvent(event)
        self._give_legend_room()

    def _give_legend_room(self) -> None:
        row = max(self.categories.sizeHintForRow(0), self.fontMetrics().height())
        free = self.height() - ABOVE_PX - ROWS_IN_SIGHT * row
        self._legend_holder.setFixedHeight(min(self.legend.height() + 4, max(LEGEND_LEAST_PX, free)))

    def _fold_legend(self, shown: bool) -> None:
        self._legend_holder.setVisible(shown)
        self.legend_fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

    # -- requests -----------------------------------------------------------------------------------------------------
    def _items(self) -> list[QListWidgetItem]:
        return [item for n in range(self.categories.count()) if (item := self.categories.item(n)) is not None]

    def _request(self, key: str) -> None:
        self.show_theme(key)
        self.theme_chosen.emit(key)

    def _kind_clicked(self, _number: int) -> None:
        self._category_chosen(self.categories.currentItem())

    def _category_chosen(self, item: QListWidgetItem | None, _before: object = None) -> None:
        if self._quiet or item is None or not item.data(CODE):
            return
        key = KINDS[self._kinds.checkedId()][0] + item.data(CODE)
        if key != self._theme:
            self._request(key)

    def _types_changed(self, _what: object = None) -> None:
        if self._quiet:
            return
        follow = self.types_follow.isChecked()
        self.types.setEnabled(not follow)
        rows = [item for n in range(self.types.count()) if (item := self.types.item(n)) is not None]
        chosen = [item.data(CODE) for item in rows if item.checkState() == Qt.CheckState.Checked]
        self.site_types_chosen.emit(None if follow else chosen)
