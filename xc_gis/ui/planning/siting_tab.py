"""The tab for siting: what is asked, the search as it goes with a stop, what was found and a scenario of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PyQt5.QtCore import QTimer, pyqtSignal
from PyQt5.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.runs.view import RunView
from xc_gis.ui.planning.curve import Curve
from xc_gis.ui.planning.siting_conditions import SitingConditions, add_rows
from xc_gis.ui.presenters.planning.siting_words import MODELS
from xc_gis.ui.widgets.choice_views import ChoiceList
from xc_gis.ui.widgets.fold import Fold
from xc_gis.ui.workers.siting_tasks import FoundSite, SitingStep
from xc_gis.wording.window import label_of, name_of, tr

STREETS, TYPES, LAYER = "streets", "types", "layer"
CANDIDATES = ((STREETS, msg("沿街地点")), (TYPES, msg("现有设施的位置")), (LAYER, msg("候选图层（如腾退空间）…")))
MOST_SITES, MOST_M, MOST_S = 200, 5000, 3600
MOST_LINES = 9


class SitingTab(QWidget):
    """
    Shows what its presenter says; tells what is asked for.

    Signals
    -------
    start_asked
        Fields of ``SitingRequest``.
    stop_asked, scenario_asked
        The search is to end; a scenario is to be made of the sites.
    area_asked, whole_asked
        An area is to be drawn in which alone is looked; the whole study again.
    layer_asked
        A file of candidates is to be chosen.
    export_asked
        Tables and map of what was found are to be written.
    """

    start_asked = pyqtSignal(dict)
    stop_asked = pyqtSignal()
    scenario_asked = pyqtSignal()
    area_asked = pyqtSignal()
    whole_asked = pyqtSignal()
    layer_asked = pyqtSignal()
    export_asked = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layer: Path | None = None
        self._ids: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(8)
        form = QFormLayout()
        form.setVerticalSpacing(4)
        self.category, self.model, self.candidates, self.kind = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.others, self.budget = QLineEdit(), QLineEdit()
        self.count, self.spacing, self.every, self.seconds = QSpinBox(), QSpinBox(), QSpinBox(), QSpinBox()
        self.others.setPlaceholderText(tr(msg("如 CVS:2 FOOD")))
        self.others.setToolTip(tr(msg("其他服务类别的代码，可带权重，用空格分开")))
        self.budget.setPlaceholderText(tr(msg("不限")))
        self.seniors, self.relocate = QCheckBox(tr(msg("只计 60 岁以上"))), QCheckBox(tr(msg("并问：现有设施重新布局能改善多少")))
        for box, low, high, value in (
            (self.count, 1, MOST_SITES, 5),
            (self.spacing, 0, MOST_M, 0),
            (self.every, 10, MOST_M, 200),
            (self.seconds, 0, MOST_S, 30),
        ):
            box.setRange(low, high)
            box.setValue(value)
        for key, words in MODELS:
            self.model.addItem(label_of(words), key)
        for key, words in CANDIDATES:
            self.candidates.addItem(label_of(words), key)
        rows = (
            (msg("服务类别"), self.category), (msg("建几处"), self.count), (msg("目标"), self.model), (msg("候选地点"), self.candidates),
            (msg("设施类型"), self.kind), (msg("间距（米）"), self.every), (msg("求证时限（秒）"), self.seconds),
        )  # fmt: skip
        self._form = form
        add_rows(form, rows)
        column.addLayout(form)
        column.addWidget(self.seniors)
        column.addWidget(self.relocate)
        self.more = SitingConditions(
            ((msg("更多类别"), self.others), (msg("彼此至少相隔（米）"), self.spacing), (msg("总预算"), self.budget))
        )
        self.more_open = Fold(msg("更多条件"), self.more)
        column.addWidget(self.more_open)
        column.addWidget(self.more)
        self.area = QPushButton(tr(msg("只在所画范围内…")))
        self.area.setCheckable(True)
        self.area.clicked.connect(lambda on: (self.area_asked if on else self.whole_asked).emit())
        self.start, self.stop = QPushButton(tr(msg("开始选址"))), QPushButton(tr(msg("停止")))
        self.start.setObjectName("primary")
        line = QHBoxLayout()
        line.addWidget(self.area, 1)
        line.addWidget(self.start, 1)
        line.addWidget(self.stop, 1)
        column.addLayout(line)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.curve, self.sites, self.words = Curve(), ChoiceList(), QLabel()
        self.words.setWordWrap(True)
        self.words.setObjectName("soft")
        self.sites.setAccessibleName(tr(msg("选出的地点")))
        self.make = QPushButton(tr(msg("用这些地点建一个方案")))
        self.lock, self.forbid, self.export = (QPushButton(tr(words)) for words in (msg("锁定"), msg("排除"), msg("导出…")))
        self.lock.setToolTip(tr(msg("再次选址时一定要建所选的地点")))
        self.forbid.setToolTip(tr(msg("再次选址时不再考虑所选的地点")))
        self.found = QWidget()
        deeds = QHBoxLayout(self.found)
        deeds.setContentsMargins(0, 0, 0, 0)
        for button in (self.lock, self.forbid, self.export):
            deeds.addWidget(button, 1)
        for widget in (self.state, self.curve, self.sites, self.found, self.make, self.words):
            column.addWidget(widget)
        column.addStretch(1)
        self.start.clicked.connect(self._start)
        self.stop.clicked.connect(self.stop_asked)
        self.make.clicked.connect(self.scenario_asked)
        self.export.clicked.connect(self.export_asked)
        self.lock.clicked.connect(lambda: self._mark_site(self.more.lock))
        self.forbid.clicked.connect(lambda: self._mark_site(self.more.forbid))
        self.candidates.activated.connect(self._choose_candidates)
        self.model.currentIndexChanged.connect(lambda _: self.count.setEnabled(self.model.currentData() != "lscp"))
        self._choose_candidates()
        self.show_fault("")

    # -- what is asked -------------------------------------------------------------------------------------------------
    def show_run(self, run: RunView, types: Sequence[tuple[str, str]]) -> None:
        """Offer the categories of a run, and facility types (words, code) as candidates."""
        chosen, kind = self.category.currentData(), self.kind.currentData()
        self.category.clear()
        for one in run.categories:
            self.category.addItem(name_of(one), one.code)
        self.kind.clear()
        for words, code in types:
            self.kind.addItem(words, code)
        self.more.show_types(types)
        self.category.setCurrentIndex(max(0, self.category.findData(chosen)))
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))

    def show_layer(self, path: Path | None) -> None:
        """The file of candidates; None: none was chosen, the streets again."""
        self.layer = path
        if path is None:
            self.candidates.setCurrentIndex(0)
        else:
            self.candidates.setToolTip(path.name)
        self._show_rows()

    def _choose_candidates(self) -> None:
        if self.candidates.currentData() == LAYER:
            self.layer_asked.emit()
        self._show_rows()

    def _show_rows(self) -> None:
        source = self.candidates.currentData()
        for widget, wanted in ((self.kind, TYPES), (self.every, STREETS)):
            widget.setVisible(source == wanted)
            label = self._form.labelForField(widget)
            if label is not None:
                label.setVisible(source == wanted)

    def asked(self) -> dict[str, Any]:
        """The question as fields of ``SitingRequest``."""
        source, model = self.candidates.currentData(), str(self.model.currentData())
        said = self.budget.text().strip().replace(",", "")
        try:
            budget = float(said) if said else None
        except ValueError:
            budget = -1.0  # refused in words
        return {
            "categories": (str(self.category.currentData()), *self.others.text().replace(",", " ").split()), "model": model,
            "count": None if model == "lscp" else self.count.value(), "every_m": float(self.every.value()),
            "candidates": self.layer if source == LAYER else None,
            **self.more.asked(), "candidates_type": (str(self.kind.currentData()),) if source == TYPES else (),
            "spacing_m": float(self.spacing.value()), "budget": budget, "people": "60plus" if self.seniors.isChecked() else "group",
            "time_limit_s": float(self.seconds.value()), "relocate": self.relocate.isChecked(), "stars": True,
        }  # fmt: skip

    def _mark_site(self, field: QLineEdit) -> None:
        row = self.sites.currentRow()
        if 0 <= row < len(self._ids):
            self.more.add(field, self._ids[row])
            self.more_open.setChecked(True)

    def _start(self) -> None:
        self.start_asked.emit(self.asked())

    # -- what is shown -------------------------------------------------------------------------------------------------
    def _allow(self, *, searching: bool, found: bool) -> None:
        self.start.setEnabled(not searching)
        self.stop.setEnabled(searching)
        self.make.setVisible(found)
        self.found.setVisible(found)
        self.sites.setVisible(found)

    def show_searching(self, words: str, trace: Sequence[SitingStep]) -> None:
        """The search as it goes."""
        self._allow(searching=True, found=False)
        if not trace:
            self._bring_into_sight()
        self.state.setText(words)
        self.words.clear()
        best = [(one.seconds, one.value) for one in trace if math.isfinite(one.value)]
        bound = [(one.seconds, one.bound) for one in trace if math.isfinite(one.bound)]
        last = tr(msg("{seconds:.0f} 秒", seconds=trace[-1].seconds)) if trace else ""
        self.curve.show_lines((best, bound) if bound else (best,), tr(msg("最好方案与上界")), last)

    def _bring_into_sight(self) -> None:
        """Scroll to where the search will be seen."""
        inside: QWidget | None = self
        while inside is not None and not isinstance(inside, QScrollArea):
            inside = inside.parentWidget()
        if inside is not None:
            self.curve.show()
            QTimer.singleShot(0, lambda: inside.ensureWidgetVisible(self.curve))

    def show_found(self, words: str, lines: Sequence[str], sites: Sequence[FoundSite], covered_today: float) -> None:
        """What was found."""
        self._allow(searching=False, found=bool(sites))
        self.state.setText(words)
        self.words.setText("\n".join(lines))
        self._ids = [site.site_id for site in sites]
        self.sites.clear()
        for rank, site in enumerate(sites, 1):
            name, new = site.name or site.site_id, site.newly_covered
            item = QListWidgetItem(tr(msg("{rank}. {name}：新增 {new:,.0f} 人", rank=rank, name=name, new=new)))
            whole = msg(
                "{rank}. {name}：新增 {new:,.0f} 人，累计 {total:,.0f} 人", rank=rank, name=name, new=new, total=site.cumulative
            )
            item.setToolTip(tr(whole))
            self.sites.addItem(item)
        self.sites.setFixedHeight(min(len(sites), MOST_LINES) * 24 + 6)
        points = [(0.0, covered_today), *((float(n), covered_today + site.cumulative) for n, site in enumerate(sites, 1))]
        self.curve.show_lines((points,) if sites else (), tr(msg("覆盖的居民")), tr(msg("{count} 处", count=len(sites))))

    def show_fault(self, words: str) -> None:
        """Why there is no answer."""
        self._allow(searching=False, found=False)
        self.state.setText(words)
        self.words.clear()
        self.curve.show_lines((), "", "")
