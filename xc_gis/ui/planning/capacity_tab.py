"""The tab of capacity: who can walk to a service and finds it full."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QComboBox, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.planning.analysis_tab import AnalysisTab


class CapacityTab(AnalysisTab):
    """
    Shows what its presenter says (``CapacityView``).

    Signals
    -------
    theme_asked
        Category and kind of theme that are chosen.
    """

    theme_asked = pyqtSignal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            msg("床位、席位和面积，与走得到的居民相比：谁走得到的设施都已满。清单没有写容量的设施按未知处理。"),
            msg("开始计算容量"),
            parent,
        )
        self.category, self.kind = QComboBox(), QComboBox()
        self.add_choice(msg("服务类别"), self.category)
        self.add_choice(msg("地图显示"), self.kind)
        for box in (self.category, self.kind):
            box.activated.connect(self._choose_theme)
        self.show_choices((), ())

    def show_choices(self, categories: Sequence[tuple[str, str]], kinds: Sequence[tuple[str, str]]) -> None:
        """Categories and themes to choose from."""
        self.offer(self.category, categories)
        self.offer(self.kind, kinds)

    def show_category(self, code: str) -> None:
        """Mark the category that is shown."""
        self.category.setCurrentIndex(max(0, self.category.findData(code)))

    def _choose_theme(self) -> None:
        if self.category.currentData():
            self.theme_asked.emit(str(self.category.currentData()), str(self.kind.currentData()))
