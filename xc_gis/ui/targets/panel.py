"""The panel of targets, ledgers and years at the right of the map: a tab each."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QFrame, QTabWidget, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.targets.targets_presenter import INDEX, INDICATORS, LEDGER, PROGRAMME, YEARS
from xc_gis.ui.targets.tabs import IndexTab, IndicatorsTab, LedgerTab, ProgrammeTab
from xc_gis.ui.targets.years_tab import YearsTab
from xc_gis.wording.window import label_of, tr

FIVE_ABREAST = "QTabBar::tab { padding-left: 2px; padding-right: 2px; margin-right: 1px; }"
"""All tabs are in sight at the panel's usual width, in both languages."""

KEYS = (INDICATORS, INDEX, PROGRAMME, LEDGER, YEARS)


class TargetsPanel(QFrame):
    """
    Holds the tabs; the window joins them with the presenter.

    Attributes
    ----------
    indicators, index, programme, ledger, years
        The tabs.

    Signals
    -------
    turned
        Key of the tab that is in front now.
    """

    turned = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr(msg("指标与台账")))
        self.indicators, self.index, self.ledger = IndicatorsTab(), IndexTab(), LedgerTab()
        self.programme, self.years = ProgrammeTab(), YearsTab()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setStyleSheet(FIVE_ABREAST)
        for tab, words in (
            (self.indicators, msg("指标")),
            (self.index, msg("七有五性")),
            (self.programme, msg("其他标准")),
            (self.ledger, msg("台账")),
            (self.years, msg("历年")),
        ):
            self.tabs.addTab(tab, label_of(words))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
        self.tabs.currentChanged.connect(lambda n: self.turned.emit(KEYS[n]))
