"""The tab of the next star: the cheapest changes of each community, with a button that opens them as a scenario."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSpinBox, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.planning.analysis_tab import AnalysisTab
from xc_gis.wording.window import label_of, tr

MOST = 9999
"""Communities that can be asked for; the study says if it has fewer."""


class NextStarTab(AnalysisTab):
    """
    Shows what its presenter says.

    Signals
    -------
    open_asked
        Community whose changes are to be opened as a scenario.
    five_asked
        Number of five-star communities for which the district's cheapest plan is to be found.
    """

    open_asked = pyqtSignal(str)
    five_asked = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            msg("每个社区再升一星，最省要做哪些改动：新建设施、补查清单、开放大门。选中一行，可作为方案打开。"),
            msg("寻找下一颗星"),
            parent,
        )
        self.ask_standard()
        self.open = QPushButton(tr(msg("作为方案打开")))
        self.open.setObjectName("primary")
        self.open.clicked.connect(lambda: self.open_asked.emit(self.chosen_key))
        self.buttons.insertWidget(0, self.open)
        self.five, self.ask_five = QSpinBox(), QPushButton(label_of(msg("求全区最省方案")))
        self.five.setRange(1, MOST)
        self.five.setValue(10)
        self.five.setAccessibleName(label_of(msg("五星社区数")))
        self.ask_five.setToolTip(tr(msg("使全区达到这么多五星社区的最省方案，共用的设施只计一次；求证最多一分钟")))
        self.ask_five.clicked.connect(lambda: self.five_asked.emit(self.five.value()))
        line = QHBoxLayout()
        line.addWidget(self.five)
        self.ask_five.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # long words widen no panel
        line.addWidget(self.ask_five, 1)
        self.form.addRow(label_of(msg("五星社区数")), line)
        self.allow_open(on=False)

    def _allow(self, *, working: bool) -> None:
        super()._allow(working=working)
        if hasattr(self, "ask_five"):
            self.ask_five.setEnabled(not working)

    def allow_open(self, *, on: bool) -> None:
        """Whether the row that is chosen has changes."""
        self.open.setEnabled(on)
