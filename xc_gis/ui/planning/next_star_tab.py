"""The tab of the next star: the cheapest changes of each community, with a button that opens them as a scenario."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QPushButton, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.planning.analysis_tab import AnalysisTab
from xc_gis.wording.window import tr


class NextStarTab(AnalysisTab):
    """
    Shows what its presenter says.

    Signals
    -------
    open_asked
        Community whose changes are to be opened as a scenario.
    """

    open_asked = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            msg("每个社区再升一星，最省要做哪些改动：新建设施、补查清单。选中一行，可作为方案打开。"), msg("寻找下一颗星"), parent
        )
        self.open = QPushButton(tr(msg("作为方案打开")))
        self.open.setObjectName("primary")
        self.open.clicked.connect(lambda: self.open_asked.emit(self.chosen_key))
        self.buttons.insertWidget(0, self.open)
        self.allow_open(on=False)

    def allow_open(self, *, on: bool) -> None:
        """Whether the row that is chosen has changes."""
        self.open.setEnabled(on)
