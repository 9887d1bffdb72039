"""The page where the work is done: themes on the left, map over table in the middle, fact sheet on the right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QShortcut,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from xc_gis.ui.map.head import MapHead
from xc_gis.ui.map.search_field import SearchField
from xc_gis.ui.map.theme_panel import ThemePanel
from xc_gis.ui.map.tool_button import ToolButton
from xc_gis.ui.measured import Measured, label_of_point
from xc_gis.ui.results.facility_card import FacilityCard
from xc_gis.ui.results.measure_card import MeasureCard
from xc_gis.ui.results.place_card import PlaceCard
from xc_gis.ui.results.totals import Totals
from xc_gis.ui.results.totals_card import TotalsCard
from xc_gis.ui.words import say

if TYPE_CHECKING:
    from xc_gis.run_view import RunView
    from xc_gis.ui.map.tiles import Tiles
    from xc_gis.ui.map.view import MapView


PANELS = {"fold_themes": "Ctrl+Shift+1", "fold_table": "Ctrl+Shift+2", "fold_sheet": "Ctrl+Shift+3"}
"""Panels that fold away, so that a small screen shows the map, with their keys."""


class WorkPage(QWidget):
    """
    Holds the panels and joins map and themes; the panels of a community are given by the window.

    Signals
    -------
    theme_wanted, community_wanted
        Key of a theme, identifier of a community.
    place_wanted
        Longitude and latitude.
    place_dismissed
        The place is no longer wanted.
    map_refused
        The map of the run was written by another version of the program.
    communities_boxed, community_toggled
        Identifiers of communities within a box; of one that is chosen in addition, or no longer.
    area_drawn, measured
        Longitudes and latitudes of the corners of an area; of the clicks between which is measured.
    menu_wanted
        What lies where the right button was pressed; see ``menu_entries``.
    pointer_moved
        Longitude and latitude; None where the pointer left the map.
    """

    theme_wanted = pyqtSignal(str)
    community_wanted = pyqtSignal(str)
    place_wanted = pyqtSignal(float, float)
    place_dismissed = pyqtSignal()
    map_refused = pyqtSignal()
    communities_boxed = pyqtSignal(list)
    community_toggled = pyqtSignal(str)
    area_drawn = pyqtSignal(tuple)
    measured = pyqtSignal(tuple)
    menu_wanted = pyqtSignal(dict)
    pointer_moved = pyqtSignal(object)

    def __init__(self, tiles: Tiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._tiles = tiles
        self._map: MapView | None = None
        self._place: Mapping[str, Any] | None = None
        self._is_preview = self._is_marked = self._has_totals = self._is_measured = False
        self._selected: tuple[str, ...] = ()
        self._table: QWidget | None = None
        self.themes = ThemePanel()
        self.themes.setMinimumWidth(215)
        self.place_card = PlaceCard()
        self.right = QStackedWidget()
        self.right.addWidget(self.place_card)
        self.totals_card = TotalsCard()
        self.right.addWidget(self.totals_card)
        self.measure_card = MeasureCard()
        self.right.addWidget(self.measure_card)
        self.facility_card = FacilityCard()
        self.right.addWidget(self.facility_card)
        self.right.setMinimumWidth(320)
        self.strip_holder = QVBoxLayout()
        self.strip_holder.setContentsMargins(0, 0, 0, 0)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self.strip_holder)
        column.addWidget(self._map_card(), 1)
        self.middle = QSplitter(Qt.Orientation.Vertical)
        self.middle.addWidget(centre)
        self.middle.setChildrenCollapsible(False)
        self.middle.setHandleWidth(8)
        self.across = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self.themes, self.middle, self.right):
            self.across.addWidget(widget)
        self.across.setHandleWidth(8)
        self.across.setChildrenCollapsible(False)
        self.across.setStretchFactor(1, 1)
        self.across.setSizes([236, 760, 352])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.across)
        self.themes.theme_chosen.connect(self.theme_wanted)
        escape = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._step_back)
        self.place_card.closed.connect(self.place_dismissed)
        self.place_card.way_chosen.connect(self._show_way)

    def _map_card(self) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        self._empty = QLabel(say("no_map_yet"))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setObjectName("soft")
        self._map_stack = QStackedLayout()
        self._map_stack.addWidget(self._empty)
        self.pick = QPushButton(say("pick_place"))
        self.pick.setCheckable(True)
        self.pick.setToolTip(say("pick_place_more"))
        self.pick.setAccessibleDescription(say("pick_place_more"))
        self.pick.setEnabled(False)
        self.whole = QPushButton(say("whole_area"))
        self.whole.setEnabled(False)
        self.whole.clicked.connect(self._show_whole)
        self.search = SearchField()
        self.search.setEnabled(False)
        self.tools = ToolButton()
        self.tools.setEnabled(False)
        self.tools.tool_chosen.connect(self._use_tool)
        self.folds: dict[str, QToolButton] = {}
        for name, keys in PANELS.items():
            fold = QToolButton()
            fold.setText(say(name))
            fold.setCheckable(True)
            fold.setChecked(True)
            fold.setToolTip(say("in_brackets", say("fold_panel", say(name)), keys))
            fold.setShortcut(QKeySequence(keys))
            fold.toggled.connect(lambda shown, n=name: self._show_panel(n, shown))
            self.folds[name] = fold
        self.head = MapHead(self.search, [self.pick, self.tools, self.whole, *self.folds.values()])
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 0, 1, 1)
        inside.setSpacing(6)
        inside.addWidget(self.head)
        inside.addLayout(self._map_stack, 1)
        return card

    @property
    def theme_name(self) -> QLabel:
        """The name of what the map shows."""
        return self.head.name

    def _show_panel(self, name: str, shown: bool) -> None:
        panel = {"fold_themes": self.themes, "fold_table": self._table, "fold_sheet": self.right}[name]
        if panel is not None:
            panel.setVisible(shown)

    @property
    def folded(self) -> list[str]:
        """Names of the panels that are folded away."""
        return [name for name, fold in self.folds.items() if not fold.isChecked()]

    def fold(self, names: Iterable[str]) -> None:
        """Fold these panels away, and show the others."""
        for name, fold in self.folds.items():
            fold.setChecked(name not in set(names))

    # -- parts that the window gives -----------------------------------------------------------------------------------
    def set_table(self, table: QWidget) -> None:
        """Put a table below the map."""
        self._table = table
        self.middle.addWidget(table)
        self.middle.setStretchFactor(0, 3)
        self.middle.setStretchFactor(1, 2)
        self.middle.setSizes([400, 240])

    def set_sheet(self, sheet: QWidget) -> None:
        """Put a fact sheet on the right."""
        self.right.insertWidget(0, sheet)
        self.right.setCurrentIndex(0)

    def set_strip(self, strip: QWidget) -> None:
        """Put a strip above the map."""
        self.strip_holder.addWidget(strip)

    # -- the map -------------------------------------------------------------------------------------------------------
    @property
    def map(self) -> MapView:
        """The map; made when it is first needed, for the web engine takes its time."""
        if self._map is None:
            from xc_gis.ui.map.view import MapView  # noqa: PLC0415

            self._map = MapView(tiles=self._tiles)
            self._map_stack.addWidget(self._map)
            self._map.community_clicked.connect(self.community_wanted)
            self._map.place_clicked.connect(self.place_wanted)
            self._map.legend_changed.connect(self.themes.show_legend)
            self._map.described.connect(self._described)
            self._map.ready.connect(self._map_ready)
            self._map.refused.connect(self.map_refused)
            self._map.tool_used.connect(self._tool_used)
            self.themes.layer_switched.connect(self._map.set_layer)
            self.themes.site_types_chosen.connect(self._map.set_site_types)
            self.pick.toggled.connect(self._pick)
        return self._map

    def warm_up(self) -> None:
        """Make the map before it is wanted."""
        self._map_stack.setCurrentWidget(self.map)

    @property
    def has_map(self) -> bool:
        """Has the map been made?"""
        return self._map is not None

    def open_map(self, run_folder: Path) -> None:
        """Show the map of a run."""
        self._is_preview = self._is_marked = False
        self.map.open_run(run_folder)
        self._map_stack.setCurrentWidget(self.map)

    def show_no_map(self, words: str) -> None:
        """Say why there is no map."""
        self._empty.setText(words)
        self._map_stack.setCurrentWidget(self._empty)
        self.pick.setEnabled(False)
        self.whole.setEnabled(False)
        self.search.setEnabled(False)
        self.tools.setEnabled(False)
        self.search.forget()
        self.head.say("")

    def _described(self, facts: dict[str, Any]) -> None:
        self.themes.show_themes(facts)
        self._name_theme()

    def _map_ready(self) -> None:
        self.pick.setEnabled(True)
        self.whole.setEnabled(True)
        self.search.setEnabled(True)
        self.tools.setEnabled(True)
        self.tools.show_tool("")

    def _show_whole(self) -> None:
        self.map.call("xcMap.fitWhole")

    # -- what is shown -------------------------------------------------------------------------------------------------
    def show_theme(self, key: str) -> None:
        """Show a theme on the map and mark it in the list."""
        self.themes.show_theme(key)
        self.map.set_theme(key)
        self._name_theme()

    def show_preview(self, rows: list[dict[str, Any]]) -> None:
        """Show ratings by a standard that is being edited; an empty list brings those of the run back."""
        self._is_preview = bool(rows)
        self.map.show_ratings(rows)
        self._name_theme()

    def _name_theme(self) -> None:
        theme = self.map.theme
        self.totals_card.show_category("" if theme in {"stars", "joint"} else theme.rpartition(":")[2])
        self.head.say(self.themes.words_of(theme) + (say("preview") if self._is_preview else ""))

    def show_place(self, answer: Mapping[str, Any], category: str) -> None:
        """Show an answer about a place; one about a walk alone stays on the map."""
        self._place = answer
        self.map.show_place(dict(answer), category or None)
        if not category:
            self.place_card.show_place(answer)
            self.right.setCurrentWidget(self.place_card)
            self.pick.setChecked(False)

    def show_mark(self, mark: Mapping[str, Any]) -> None:
        """Mark what was looked for; Esc takes the mark away."""
        self._is_marked = True
        self.map.show_mark(dict(mark))

    @property
    def shows_place(self) -> bool:
        """Is a place or a walk on the map?"""
        return self._place is not None

    def clear_place(self) -> None:
        """Take the place away and show the community again."""
        self._place = None
        if self._map is not None:
            self._map.clear_place()
        self._show_right()

    def _step_back(self) -> None:
        """Esc: out of asking about places, else away from the place that is shown."""
        if self.tools.tool:
            self._use_tool("")
        elif self._is_measured:
            self.measure_card.closed.emit()
        elif self.right.currentWidget() is self.facility_card:
            self.facility_card.closed.emit()
        elif self.pick.isChecked():
            self.pick.setChecked(False)
        elif self._place is not None:
            self.place_dismissed.emit()
        elif self._has_totals:
            self.totals_card.closed.emit()
        elif self._is_marked and self._map is not None:
            self._is_marked = False
            self._map.clear_mark()

    # -- tools that take the mouse ------------------------------------------------------------------------------------
    def _pick(self, on: bool) -> None:
        if on:
            self.tools.show_tool("")
            self.map.use_tool("")
        self.map.set_mode("place" if on else "community")

    def _use_tool(self, name: str) -> None:
        self.pick.setChecked(False)
        self.tools.show_tool(name)
        if name == "measure" and self._is_measured:
            self.measure_card.closed.emit()
        self.map.use_tool(name)
        self.map.setFocus()

    def _tool_used(self, name: str, facts: dict[str, Any]) -> None:
        if name == "box":
            self.tools.show_tool("")
            self.communities_boxed.emit([str(one) for one in facts["ids"]])
        elif name == "toggle":
            self.community_toggled.emit(str(facts["id"]))
        elif name == "area":
            self.tools.show_tool("")
            self.area_drawn.emit(_places(facts["ring"]))
        elif name == "measure":
            self.measured.emit(_places(facts["points"]))
        elif name == "measured":
            self.tools.show_tool("")
        elif name == "pointer":
            self.pointer_moved.emit((float(facts["lon"]), float(facts["lat"])) if facts["on"] else None)
        elif name == "menu":
            self.menu_wanted.emit(facts)

    def measure_from(self, lon: float, lat: float) -> None:
        """Measure, with the first click done."""
        self._use_tool("measure")
        self.map.call("xcWindowTools.begin", "measure", lon, lat)

    def show_facility(self, answer: Mapping[str, Any], run: RunView) -> None:
        """Show a facility beside the map, and the ground from which it is reached on it."""
        facility = answer["facility"]
        self.facility_card.show_facility(answer, run)
        if facility["lon"] is not None:
            empty = {"type": "FeatureCollection", "features": []}
            self.map.show_place(
                {"lon": facility["lon"], "lat": facility["lat"], "nearest": [], "ways": empty, "isochrones": answer["reach"]}
            )
        self.right.setCurrentWidget(self.facility_card)

    def clear_facility(self) -> None:
        """No facility any more."""
        if self.right.currentWidget() is self.facility_card:
            if self._map is not None:
                self._map.clear_place()
            self._show_right()

    def show_measure(self, measured: Measured) -> None:
        """Show what was measured beside the map and on it."""
        self._is_measured = True
        self.measure_card.show_measure(measured)
        self.map.show_measure(
            [list(point) for point in measured.points],
            [[list(place) for place in segment.way] for segment in measured.segments],
            [label_of_point(measured, n) for n in range(len(measured.points))],
        )
        self.right.setCurrentWidget(self.measure_card)

    def clear_measure(self) -> None:
        """Nothing is measured any more."""
        self._is_measured = False
        if self._map is not None:
            self._map.clear_measure()
        if self.right.currentWidget() is self.measure_card:
            self._show_right()

    @property
    def selected(self) -> tuple[str, ...]:
        """Ids of the communities that are framed together."""
        return self._selected

    def show_totals(self, totals: Totals, ids: list[str], ring: list[list[float]]) -> None:
        """Show totals beside the map, and frame on it what they are of."""
        self.totals_card.show_totals(totals)
        self.map.show_selection(ids, ring)
        self._has_totals, self._selected = True, tuple(ids)
        self._show_right()

    def _show_right(self) -> None:
        """What the right panel shows while no place is asked about."""
        if self._has_totals:
            self.right.setCurrentWidget(self.totals_card)
        else:
            self.right.setCurrentIndex(0)

    def clear_totals(self) -> None:
        """Nothing is chosen any more."""
        if self._map is not None:
            self._map.show_selection([], [])
        self._has_totals, self._selected = False, ()
        if self.right.currentWidget() is self.totals_card:
            self._show_right()

    def _show_way(self, category: str) -> None:
        if self._place is not None:
            self.map.show_place(dict(self._place), category or None)


def _places(corners: Sequence[Sequence[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(lon), float(lat)) for lon, lat in corners)
