"""The tabs of indicators, indices and ledgers: choices, drawings and exports of each."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.targets.targets_view import RadarAxis
from xc_gis.ui.presenters.voices.voices_view import Choices
from xc_gis.ui.targets.radar import Radar
from xc_gis.ui.voices.voice_tab import VoiceTab
from xc_gis.wording.window import tr


class TargetTab(VoiceTab):
    """A tab whose data are named in the study file alone: there is no step of the study page to go to."""

    def show_missing(self, words: str) -> None:
        """Why there is nothing to show; empty: there is."""
        super().show_missing(words)
        self.add.hide()

    def show_choice(self, box: QComboBox, choices: Choices, chosen: str, *, least: int = 1) -> None:
        """What can be chosen, and what is; fewer than ``least`` hide the choice."""
        self.offer(box, choices, chosen)
        box.setToolTip(box.currentText())
        for widget in (box, self.form.labelForField(box)):
            if widget is not None:
                widget.setVisible(len(choices) >= least)

    def key_of(self, box: QComboBox) -> str:
        """Key of what is chosen."""
        return str(box.currentData() or "")


class IndicatorsTab(TargetTab):
    """
    The plan's indicators.

    Signals
    -------
    list_chosen, indicator_chosen, theme_chosen
        Keys.
    behind_requested, book_requested
        The pages of what is behind as PDF; the sheets of targets as a workbook.
    """

    list_chosen = pyqtSignal(str)
    indicator_chosen = pyqtSignal(str)
    theme_chosen = pyqtSignal(str)
    behind_requested = pyqtSignal()
    book_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list, self.indicator, self.theme = QComboBox(), QComboBox(), QComboBox()
        self.add_choice(msg("指标清单"), self.list)
        self.add_choice(msg("指标"), self.indicator)
        self.add_choice(msg("地图显示"), self.theme)
        self.behind, self.book = (
            QPushButton(tr(msg("导出未完成的指标（PDF）…"))),
            QPushButton(tr(msg("导出指标工作表（Excel）…"))),
        )
        self.behind.setToolTip(tr(msg("会议用的几页：哪些指标未完成，谁拖后腿，怎样达到")))
        self.book.setToolTip(tr(msg("指标达标、街道指标、指数和各维度的工作表")))
        for button in (self.behind, self.book):
            self.below.addWidget(button)
        self.list.activated.connect(lambda _: self.list_chosen.emit(self.key_of(self.list)))
        self.indicator.activated.connect(lambda _: self.indicator_chosen.emit(self.key_of(self.indicator)))
        self.theme.activated.connect(lambda _: self.theme_chosen.emit(self.key_of(self.theme)))
        self.behind.clicked.connect(self.behind_requested)
        self.book.clicked.connect(self.book_requested)

    def show_choices(self, lists: Choices, indicators: Choices, themes: Choices, chosen: tuple[str, str, str]) -> None:
        """What can be chosen, and what is: list, indicator, theme of the map."""
        self.show_choice(self.list, lists, chosen[0])
        self.show_choice(self.indicator, indicators, chosen[1])
        self.show_choice(self.theme, themes, chosen[2])


class IndexTab(TargetTab):
    """
    Indices of subdistricts.

    Signals
    -------
    list_chosen, area_chosen, dimension_chosen
        Keys.
    """

    list_chosen = pyqtSignal(str)
    area_chosen = pyqtSignal(str)
    dimension_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list, self.area, self.dimension = QComboBox(), QComboBox(), QComboBox()
        self.add_choice(msg("指标清单"), self.list)
        self.add_choice(msg("街道"), self.area)
        self.add_choice(msg("地图显示"), self.dimension)
        self.radar = Radar()
        self.charts.addWidget(self.radar)
        self.list.activated.connect(lambda _: self.list_chosen.emit(self.key_of(self.list)))
        self.area.activated.connect(lambda _: self.area_chosen.emit(self.key_of(self.area)))
        self.dimension.activated.connect(lambda _: self.dimension_chosen.emit(self.key_of(self.dimension)))

    def show_choices(self, lists: Choices, areas: Choices, dimensions: Choices, chosen: tuple[str, str, str]) -> None:
        """What can be chosen, and what is: list, subdistrict, dimension of the map."""
        self.show_choice(self.list, lists, chosen[0], least=2)
        self.show_choice(self.area, areas, chosen[1])
        self.show_choice(self.dimension, dimensions, chosen[2])

    def show_radar(self, axes: Sequence[RadarAxis], chosen: str, whole: str) -> None:
        """The chosen subdistrict against the district, with what both are called; none hides it."""
        self.radar.show_axes(axes, chosen, whole)


class ProgrammeTab(TargetTab):
    """
    Further programmes.

    Signals
    -------
    programme_chosen, theme_chosen
        Keys.
    """

    programme_chosen = pyqtSignal(str)
    theme_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.programme, self.theme = QComboBox(), QComboBox()
        self.add_choice(msg("评价标准"), self.programme)
        self.add_choice(msg("地图显示"), self.theme)
        self.programme.activated.connect(lambda _: self.programme_chosen.emit(self.key_of(self.programme)))
        self.theme.activated.connect(lambda _: self.theme_chosen.emit(self.key_of(self.theme)))

    def show_choices(self, programmes: Choices, themes: Choices, chosen: tuple[str, str]) -> None:
        """What can be chosen, and what is: programme, theme of the map."""
        self.show_choice(self.programme, programmes, chosen[0])
        self.show_choice(self.theme, themes, chosen[1])


class LedgerTab(TargetTab):
    """
    The three ledgers.

    Signals
    -------
    category_chosen, against_chosen
        Code of a category; folder of an earlier run, empty for none.
    folder_requested
        An earlier run is to be looked for.
    reading_requested
        The office's table is to be read again.
    book_requested
        The ledgers as a workbook.
    """

    category_chosen = pyqtSignal(str)
    against_chosen = pyqtSignal(str)
    folder_requested = pyqtSignal()
    reading_requested = pyqtSignal()
    book_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.category, self.against = QComboBox(), QComboBox()
        self.add_choice(msg("服务类别"), self.category)
        self.add_choice(msg("与之比较"), self.against)
        self.folder, self.again, self.book = (
            QPushButton(tr(msg("选择结果文件夹…"))), QPushButton(tr(msg("重新读取"))), QPushButton(tr(msg("导出台账工作簿（Excel）…"))),
        )  # fmt: skip
        self.folder.setToolTip(tr(msg("与较早的一次结果比较，看每个项目是否消除了缺口")))
        self.again.setToolTip(tr(msg("单位改了项目清单：再读一次，不用重新运行")))
        self.book.setToolTip(tr(msg("资源清单、需求清单、项目清单各一张工作表")))
        line = QHBoxLayout()
        for button in (self.folder, self.again):
            line.addWidget(button)
        self.below.addLayout(line)
        self.below.addWidget(self.book)
        self.category.activated.connect(lambda _: self.category_chosen.emit(self.key_of(self.category)))
        self.against.activated.connect(lambda _: self.against_chosen.emit(self.key_of(self.against)))
        self.folder.clicked.connect(self.folder_requested)
        self.again.clicked.connect(self.reading_requested)
        self.book.clicked.connect(self.book_requested)

    def show_choices(self, categories: Choices, earlier: Choices, chosen: tuple[str, str]) -> None:
        """What can be chosen, and what is: category, earlier run to compare with."""
        self.show_choice(self.category, categories, chosen[0])
        self.show_choice(self.against, earlier, chosen[1])
