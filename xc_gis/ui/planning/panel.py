"""The panel of the planning page, at the right of the map: the scenario in front, what it changes and what that does."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QShortcut, QTabWidget, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.planning.capacity_tab import CapacityTab
from xc_gis.ui.planning.change_list import ChangeList
from xc_gis.ui.planning.change_tools import ChangeTools
from xc_gis.ui.planning.effect_card import EffectView
from xc_gis.ui.planning.next_star_tab import NextStarTab
from xc_gis.ui.planning.robust_tab import RobustTab
from xc_gis.ui.planning.scenario_bar import ScenarioBar
from xc_gis.ui.planning.siting_tab import SitingTab
from xc_gis.ui.planning.slices_tab import SlicesTab
from xc_gis.wording.window import label_of, tr

KEYS = {"undo": "Ctrl+Z", "redo": "Ctrl+Y", "save": "Ctrl+S"}
COMPARE_KEYS = "Ctrl+B"


class PlanningPanel(QFrame):
    """
    Holds the parts; the window joins them with the presenter.

    Attributes
    ----------
    bar, tools, changes, effect
        Its parts, from above.
    siting, next_star, capacity, times, robust
        In tabs of their own.
    stop
        Ends a long computation; shown while there is one.
    tabs
        The scenario, and siting.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr(msg("规划")))
        self.bar, self.tools, self.changes, self.effect = ScenarioBar(), ChangeTools(), ChangeList(), EffectView()
        self.stage, self.stop = QLabel(), QPushButton(tr(msg("停止计算")))
        self.stage.setObjectName("soft")
        self.stage.setWordWrap(True)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        row = self.tabs.tabBar()
        assert row is not None
        row.setObjectName("narrow")  # all six tabs stand side by side at the least width
        scenario = QWidget()
        column = QVBoxLayout(scenario)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(8)
        for widget in (self.bar, self.tools, self.changes, self.stage, self.stop, self.effect):
            column.addWidget(widget)
        column.addStretch(1)
        self.tabs.addTab(_scrolled(scenario), tr(msg("方案")))
        self.siting = SitingTab()
        self.tabs.addTab(_scrolled(self.siting), label_of(msg("选址")))
        self.next_star, self.capacity, self.times, self.robust = NextStarTab(), CapacityTab(), SlicesTab(), RobustTab()
        self.tabs.addTab(_scrolled(self.next_star), label_of(msg("升一星")))
        self.tabs.addTab(_scrolled(self.capacity), label_of(msg("容量")))
        self.tabs.addTab(_scrolled(self.times), label_of(msg("分时段")))
        self.tabs.addTab(_scrolled(self.robust), label_of(msg("稳固")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        for key, keys in KEYS.items():
            made = QShortcut(QKeySequence(keys), self)  # while the panel is shown, wherever the focus is: most often on the map
            made.activated.connect(lambda asked=key: self.bar.asked.emit(asked))
        QShortcut(QKeySequence(COMPARE_KEYS), self).activated.connect(self.bar.compare.toggle)
        self.show_idle()

    def show_progress(self, stage: str, *, can_stop: bool) -> None:
        """A long computation goes on, or the study is read."""
        self.stage.setText(tr(stage))
        self.stage.show()
        self.stop.setVisible(can_stop)

    def show_idle(self) -> None:
        """None goes on."""
        self.stage.hide()
        self.stop.hide()


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
