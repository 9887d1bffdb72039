"""The tabs of hotline, survey, satisfaction and resources: choices and drawings of each."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QComboBox, QLabel, QWidget

from xc_gis.languages.message import msg
from xc_gis.runs.voices import MonthRow
from xc_gis.ui.presenters.voices.hotline_tables import QuadrantSum
from xc_gis.ui.presenters.voices.voices_view import Choices, RangeBar
from xc_gis.ui.voices.month_bars import MonthBars
from xc_gis.ui.voices.quadrant_grid import QuadrantGrid
from xc_gis.ui.voices.range_bars import RangeBars
from xc_gis.ui.voices.voice_tab import VoiceTab
from xc_gis.wording.window import label_of


class HotlineTab(VoiceTab):
    """
    The hotline.

    Signals
    -------
    category_chosen, theme_chosen
        Keys.
    """

    category_chosen = pyqtSignal(str)
    theme_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.category, self.theme = QComboBox(), QComboBox()
        self.add_choice(msg("诉求类别"), self.category)
        self.add_choice(msg("地图显示"), self.theme)
        self.category.activated.connect(lambda _: self.category_chosen.emit(str(self.category.currentData())))
        self.theme.activated.connect(lambda _: self.theme_chosen.emit(str(self.theme.currentData())))
        self.quadrants, self.months = QuadrantGrid(), MonthBars()
        self._of_months = _heading(msg("每月诉求件数（全区、全部类别）"))
        self._of_quadrants = _heading(msg("需求与缺口"))
        for widget in (self._of_quadrants, self.quadrants):
            self.charts.addWidget(widget)
        for widget in (self._of_months, self.months):
            self.below.addWidget(widget)
        self.key_chosen.connect(self.category_chosen)

    def show_choices(self, categories: Choices, themes: Choices, category: str, theme: str) -> None:
        """What can be chosen, and what is."""
        self.offer(self.category, categories, category)
        self.offer(self.theme, themes, theme)

    def show_months(self, months: Sequence[MonthRow], period: tuple[str, str]) -> None:
        """Tickets by month; none hides it."""
        self.months.show_months(months, period)
        self._of_months.setVisible(bool(months))

    def show_quadrants(self, sums: dict[str, QuadrantSum] | None, chosen: str) -> None:
        """The demand × gap matrix; None where it means nothing."""
        self.quadrants.show_sums(sums, chosen)
        self._of_quadrants.setVisible(sums is not None)


class SurveyTab(VoiceTab):
    """
    The survey of the service catalogue.

    Signals
    -------
    base_chosen, theme_chosen, item_chosen
        Keys; number of an item, from 0.
    """

    base_chosen = pyqtSignal(str)
    theme_chosen = pyqtSignal(str)
    item_chosen = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.item, self.base = QComboBox(), QComboBox(), QComboBox()
        self.add_choice(msg("地图显示"), self.theme)
        self.add_choice(msg("调查项目"), self.item)
        self.add_choice(msg("统计口径"), self.base)
        self.base.activated.connect(lambda _: self.base_chosen.emit(str(self.base.currentData())))
        self.theme.activated.connect(lambda _: self.theme_chosen.emit(str(self.theme.currentData())))
        self.item.activated.connect(lambda _: self.item_chosen.emit(int(self.item.currentData())))
        self.bars = RangeBars(msg("四项统计"))
        self.charts.addWidget(_heading(msg("四项统计（占比，下限–上限）")))
        self.charts.addWidget(self.bars)

    def show_choices(self, bases: Choices, themes: Choices, items: Choices, chosen: tuple[str, str, str]) -> None:
        """What can be chosen, and what is: base, theme, item."""
        for box, choices, key in zip((self.base, self.theme, self.item), (bases, themes, items), chosen, strict=True):
            self.offer(box, choices, key)

    def show_bars(self, bars: Sequence[RangeBar]) -> None:
        """The four statistics."""
        self.bars.show_bars(bars)


class SatisfactionTab(VoiceTab):
    """
    Residents' satisfaction.

    Signals
    -------
    category_chosen
        Key.
    """

    category_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.category = QComboBox()
        self.add_choice(msg("服务类别"), self.category)
        self.category.activated.connect(lambda _: self.category_chosen.emit(str(self.category.currentData())))
        self.bars = RangeBars(msg("所选社区的满意度"))
        self._of_bars = _heading(msg("所选社区的满意度（95% 区间）"))
        self.charts.addWidget(self._of_bars)
        self.charts.addWidget(self.bars)

    def show_choices(self, categories: Choices, category: str) -> None:
        """What can be chosen, and what is."""
        self.offer(self.category, categories, category)

    def show_bars(self, bars: Sequence[RangeBar]) -> None:
        """Satisfaction of the community that is chosen, by service."""
        self.bars.show_bars(bars)
        self._of_bars.setVisible(bool(bars))


class ResourcesTab(VoiceTab):
    """
    Resources and directory.

    Signals
    -------
    kind_chosen
        Name of a kind of resources.
    """

    kind_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = QComboBox()
        self.add_choice(msg("资源种类"), self.kind)
        self.kind.activated.connect(lambda _: self.kind_chosen.emit(str(self.kind.currentData())))
        self.key_chosen.connect(self.kind_chosen)

    def show_choices(self, kinds: Choices, kind: str) -> None:
        """What can be chosen, and what is; none hides the choice."""
        self.offer(self.kind, kinds, kind)
        for widget in (self.kind, self.form.labelForField(self.kind)):
            if widget is not None:
                widget.setVisible(bool(kinds))


def _heading(words: str) -> QLabel:
    label = QLabel(label_of(words))
    label.setObjectName("subheading")
    label.setWordWrap(True)
    return label
