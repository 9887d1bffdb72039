"""The tab of moments: a slider over the week, slices of the standard, who walks, and the three sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QSignalBlocker, Qt, pyqtSignal
from PyQt5.QtWidgets import QComboBox, QLabel, QSlider, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.planning.analysis_tab import AnalysisTab
from xc_gis.ui.presenters.planning.slices_presenter import HALF_HOURS, PROFILES, STEPS
from xc_gis.wording.window import label_of, tr


class SlicesTab(AnalysisTab):
    """
    Shows what its presenter says (``SlicesView``).

    Signals
    -------
    moved
        Step of the slider.
    moment_chosen, profile_chosen, theme_chosen
        Moment of a slice, profile, and what the map shows.
    """

    moved = pyqtSignal(int)
    moment_chosen = pyqtSignal(str)
    profile_chosen = pyqtSignal(str)
    theme_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            msg("按开放时间看一周内任一时刻谁够得着服务。没有写开放时间的设施，其居民为未知，不算缺口。"), msg("准备时段"), parent
        )
        self.moment, self.profile, self.theme = QComboBox(), QComboBox(), QComboBox()
        self.slider, self.words = QSlider(Qt.Orientation.Horizontal), QLabel()
        self.slider.setRange(0, STEPS - 1)
        self.slider.setPageStep(HALF_HOURS)
        self.slider.setTickInterval(HALF_HOURS)
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.setAccessibleName(tr(msg("一周中的时刻")))
        self.words.setObjectName("heading")
        self.words.setWordWrap(True)
        for key, zh in PROFILES:
            self.profile.addItem(label_of(zh), key)
        self.add_choice(msg("步行的人"), self.profile)
        self.add_choice(msg("时段"), self.moment)
        self.add_choice(msg("地图显示"), self.theme)
        self.form.addRow(self.words)
        self.form.addRow(self.slider)
        self.slider.valueChanged.connect(self.moved)
        self.moment.activated.connect(lambda _: self.moment_chosen.emit(str(self.moment.currentData())))
        self.profile.activated.connect(lambda _: self.profile_chosen.emit(str(self.profile.currentData())))
        self.theme.activated.connect(lambda _: self.theme_chosen.emit(str(self.theme.currentData())))
        self.show_facts((), ())

    def show_facts(self, slices: Sequence[tuple[str, str]], needs: Sequence[tuple[str, str]]) -> None:
        """What can be chosen."""
        self.offer(self.moment, slices)
        self.offer(self.theme, needs)
        self.slider.setEnabled(bool(slices))
        if not slices:
            self.words.setText(tr(msg("先准备时段，再拖动滑块")))

    def show_moment(self, at: str, words: str, step: int | None) -> None:
        """The moment that is shown; one that is no slice leaves the choice of slices empty."""
        self.words.setText(words)
        self.moment.setCurrentIndex(self.moment.findData(at))
        if step is not None and step != self.slider.value():
            blocked = QSignalBlocker(self.slider)
            self.slider.setValue(step)
            blocked.unblock()
