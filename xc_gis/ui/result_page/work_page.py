"""The page where the work is done: themes on the left, map over table in the middle, fact sheet on the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import QLabel, QShortcut, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.map.theme_panel import ThemePanel
from xc_gis.ui.result_page.map_answers import MapAnswers
from xc_gis.ui.result_page.map_card import MapCard
from xc_gis.ui.result_page.map_tools import MapTools
from xc_gis.ui.result_page.panel_folds import SHEET, TABLE, THEMES, PanelFolds
from xc_gis.ui.result_page.side_panel import SidePanel
from xc_gis.wording.window import tr, window_text

if TYPE_CHECKING:
    from xc_gis.ui.map.tiles import Tiles
    from xc_gis.ui.map.view import MapView

THEMES_NARROWEST = 215
WIDTHS, HEIGHTS = [236, 760, 352], [400, 240]
"""Of themes, map and sheet, and of map and table, before anybody has moved them."""

OWN = ""
"""Name of the page's own panel and table."""


class WorkPage(QWidget):
    """
    Holds the panels and joins map and themes; the panels of a community are given by the window.

    Signals
    -------
    theme_requested, community_requested
        Key of a theme, identifier of a community.
    place_requested
        Longitude and latitude.
    place_dismissed
        The place is no longer wanted.
    map_refused
        The map of the run was written by another version of the program.

    Attributes
    ----------
    themes, right
        Panels at the left and at the right.
    head, search, pick, tools, whole
        The line above the map and its parts.
    mouse
        Who has the mouse on the map, and what was done with it.
    answers
        What was asked, on the map and beside it.
    scenario
        Name of the scenario whose figures the map shows; empty for those of the run.
    """

    theme_requested = pyqtSignal(str)
    community_requested = pyqtSignal(str)
    place_requested = pyqtSignal(float, float)
    place_dismissed = pyqtSignal()
    map_refused = pyqtSignal()

    def __init__(self, tiles: Tiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._tiles = tiles
        self._map: MapView | None = None
        self._is_preview, self.scenario, self._values, self._figures = False, "", "", ""
        self._below = QStackedWidget()
        self._guests: dict[str, tuple[QWidget | None, QWidget]] = {}
        self._heights: dict[str, list[int]] = {}  # of map and table on the pages that are not shown
        self._shown = OWN
        self.themes = ThemePanel()
        self.themes.setMinimumWidth(THEMES_NARROWEST)
        self.right = SidePanel()
        self.place_card, self.totals_card = self.right.place_card, self.right.totals_card
        self.measure_card, self.facility_card = self.right.measure_card, self.right.facility_card
        self._folds = PanelFolds()
        self._folds.set_panel(THEMES, self.themes)
        self._folds.set_panel(SHEET, self.right)
        self.folds = self._folds.buttons
        self._card = card = MapCard(self.folds.values())
        self.head, self.search, self.pick, self.tools, self.whole = card.head, card.search, card.pick, card.tools, card.whole
        self.mouse = MapTools(card, lambda: self.map)
        self.answers = MapAnswers(self.right, self.mouse, lambda: self.map, lambda: self.has_map)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.strip_holder = QVBoxLayout()
        self.strip_holder.setContentsMargins(0, 0, 0, 0)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self.strip_holder)
        column.addWidget(self._card, 1)
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
        self.across.setSizes(WIDTHS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.across)

    def _connect(self) -> None:
        self.themes.theme_chosen.connect(self.theme_requested)
        escape = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.answers.step_back)
        self.place_card.closed.connect(self.place_dismissed)
        self.whole.clicked.connect(self._show_whole)

    @property
    def theme_name(self) -> QLabel:
        """The name of what the map shows."""
        return self.head.name

    @property
    def folded(self) -> list[str]:
        """Names of the panels that are folded away."""
        return self._folds.folded

    def fold(self, names: Iterable[str]) -> None:
        """Fold these panels away, and show the others."""
        self._folds.fold(names)

    # -- parts that the window gives -----------------------------------------------------------------------------------
    def set_table(self, table: QWidget) -> None:
        """Put a table below the map."""
        self._below.addWidget(table)
        self._guests[OWN] = (None, table)
        self._folds.set_panel(TABLE, self._below)
        self.middle.addWidget(self._below)
        self.middle.setStretchFactor(0, 3)
        self.middle.setStretchFactor(1, 2)
        self.middle.setSizes(HEIGHTS)

    def set_sheet(self, sheet: QWidget) -> None:
        """Put a fact sheet on the right."""
        self.right.set_sheet(sheet)

    def add_guest(self, name: str, panel: QWidget, table: QWidget, heights: Sequence[int]) -> None:
        """Take in the panel and the table of another page that shows this map; ``heights``: of map and table there."""
        self._guests[name], self._heights[name] = (panel, table), list(heights)
        self._below.addWidget(table)

    def show_guest(self, name: str) -> None:
        """Show panel and table of another page in the places of fact sheet and gap table; ``OWN``: these again."""
        panel, table = self._guests[name]
        self.right.lend(panel)
        if name != self._shown:
            self._heights[self._shown] = self.middle.sizes()
            self._below.setCurrentWidget(table)
            self.middle.setSizes(self._heights[name])
            self._shown = name

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
            self._card.put(self._map)
            self._map.community_clicked.connect(self.community_requested)
            self._map.place_clicked.connect(self.place_requested)
            self._map.legend_changed.connect(self.themes.show_legend)
            self._map.described.connect(self._described)
            self._map.ready.connect(self._map_ready)
            self._map.refused.connect(self.map_refused)
            self.themes.layer_switched.connect(self._map.set_layer)
            self.themes.site_types_chosen.connect(self._map.set_site_types)
            self.mouse.connect_map(self._map)
        return self._map

    def warm_up(self) -> None:
        """Make the map before it is wanted."""
        self._card.show_map(self.map)

    @property
    def has_map(self) -> bool:
        """Has the map been made?"""
        return self._map is not None

    def open_map(self, run_folder: Path) -> None:
        """Show the map of a run."""
        self._is_preview, self._values, self._figures = False, "", ""
        self.answers.forget_mark()
        self.map.open_run(run_folder)
        self._card.show_map(self.map)

    def show_no_map(self, words: str) -> None:
        """Say why there is no map."""
        self._card.show_words(words)

    def _described(self, facts: dict[str, Any]) -> None:
        self.themes.show_themes(facts)
        self._name_theme()

    def _map_ready(self) -> None:
        self._card.allow(allowed=True)
        self.tools.show_tool("")

    def _show_whole(self) -> None:
        self.map.call("xcMap.fitWhole")

    # -- what is shown -------------------------------------------------------------------------------------------------
    def show_theme(self, key: str) -> None:
        """Show a theme on the map and mark it in the list; values shown over it go."""
        self.show_values(None)
        self.themes.show_theme(key)
        self.map.set_theme(key)
        self._name_theme()

    def show_preview(self, rows: list[dict[str, Any]]) -> None:
        """Show ratings by a standard that is being edited; an empty list brings those of the run back."""
        self._is_preview = bool(rows)
        self.map.show_ratings(rows)
        self._name_theme()

    def show_scenario(self, figures: dict[str, Any] | None, name: str) -> None:
        """Show the figures of a scenario; None: those of the run."""
        self.scenario = name if figures is not None else ""
        self.map.show_figures(figures)
        self._name_theme()

    def show_values(self, record: dict[str, Any] | None) -> None:
        """Show values of communities over the theme (``values.js``); None: the theme again."""
        if record is None and not self._values:
            return
        self._values = record["name"] if record is not None else ""
        self.map.show_values(record)
        self._name_theme()

    def show_figures(self, figures: dict[str, Any] | None, words: str) -> None:
        """Show other figures than those of the run, with what they are; None: those of the run."""
        if figures is None and not self._figures:
            return
        self._figures = words if figures is not None else ""
        self.map.show_figures(figures)
        self._name_theme()

    @property
    def beside_the_run(self) -> str:
        """Name of what the map shows that is not of the run: a scenario, values, a moment; empty for nothing."""
        return self.scenario or self._values or self._figures

    @property
    def figures_name(self) -> str:
        """What the figures are of that are shown in place of those of the run, a scenario's aside; empty for the run."""
        return self._figures

    @property
    def is_preview(self) -> bool:
        """Are stars by a standard that is being edited shown?"""
        return self._is_preview

    @property
    def shown_words(self) -> str:
        """What the map shows, for headings: its theme, and of which scenario."""
        words = self._values or self.themes.words_of(self.map.theme)
        words = f"{words} · {self._figures}" if self._figures else words
        return f"{words} · {tr(msg('方案：{name}', name=self.scenario))}" if self.scenario else words

    def _name_theme(self) -> None:
        theme = self.map.theme
        self.totals_card.show_category("" if theme in {"stars", "joint"} else theme.rpartition(":")[2])
        previewed = self._is_preview and not self.scenario  # stars of a scenario are by the standard of the run
        self.head.say(self.shown_words + (window_text("preview") if previewed else ""))
