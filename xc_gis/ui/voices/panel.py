"""The panel of services and voices at the right of the map: a tab each for hotline, survey, satisfaction and resources."""

from __future__ import annotations

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QFrame, QLabel, QTabWidget, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.voices.voices_presenter import HOTLINE, RESOURCES, SATISFACTION, SURVEY
from xc_gis.ui.voices.tabs import HotlineTab, ResourcesTab, SatisfactionTab, SurveyTab
from xc_gis.wording.window import label_of, tr

KEYS = (HOTLINE, SURVEY, SATISFACTION, RESOURCES)

FOUR_ABREAST = "QTabBar::tab { padding-left: 5px; padding-right: 5px; margin-right: 2px; }"
"""All tabs are in sight at the panel's usual width."""


class VoicesPanel(QFrame):
    """
    Holds the tabs; the window joins them with the presenter.

    Attributes
    ----------
    hotline, survey, satisfaction, resources
        The tabs.
    note
        What the rating lacks.

    Signals
    -------
    turned
        Key of the tab that is in front now.
    """

    turned = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr(msg("服务与诉求")))
        self.hotline, self.survey, self.satisfaction = HotlineTab(), SurveyTab(), SatisfactionTab()
        self.resources = ResourcesTab()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setStyleSheet(FOUR_ABREAST)
        for tab, words in (
            (self.hotline, msg("12345 热线")), (self.survey, msg("服务调查")), (self.satisfaction, msg("满意度")), (self.resources, msg("资源与目录")),
        ):  # fmt: skip
            self.tabs.addTab(tab, label_of(words))
        self.note = QLabel()
        self.note.setObjectName("warning")
        self.note.setWordWrap(True)
        self.note.setContentsMargins(10, 2, 10, 8)
        self.note.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.note)
        self.tabs.currentChanged.connect(lambda n: self.turned.emit(KEYS[n]))

    def show_rating_note(self, words: str) -> None:
        """What the rating lacks; empty where nothing."""
        self.note.setText(words)
        self.note.setVisible(bool(words))
