"""Further conditions of siting, folded away until they are wanted: what is built, near what, sites in any case or never, areas, layers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from xc_gis.languages.message import Message, msg
from xc_gis.ui.presenters.study.system_choices import EVERYWHERE, SHIFTED, WEB
from xc_gis.wording.window import label_of, tr

MOST_NEAR_M, NEAR_M = 5000, 50
DETECT = "detect"


class SitingConditions(QWidget):
    """
    Shows conditions, tells which areas and layers are to be chosen.

    Parameters
    ----------
    first
        Further fields with their words, above its own.

    Signals
    -------
    no_go_drawn
        An area in which nothing is built is to be drawn, besides those that there are.
    cleared
        No area is left out any more.
    layer_asked
        ``no_go`` or ``area``: a layer of polygons is to be chosen.
    """

    no_go_drawn = pyqtSignal()
    cleared = pyqtSignal()
    layer_asked = pyqtSignal(str)

    def __init__(self, first: Sequence[tuple[Message, QWidget]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layers: dict[str, Path | None] = {"no_go": None, "area": None}
        self._drawn = 0
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(4)
        self.build, self.near, self.crs = QComboBox(), QComboBox(), QComboBox()
        self.near_m = QSpinBox()
        self.near_m.setRange(0, MOST_NEAR_M)
        self.near_m.setValue(NEAR_M)
        self.near_m.setSuffix(tr(msg(" 米内")))
        self.near_m.setAccessibleName(tr(msg("多少米内")))
        self.lock, self.forbid = QLineEdit(), QLineEdit()
        for field in (self.lock, self.forbid):
            field.setPlaceholderText(tr(msg("候选编号，用空格分开")))
            field.setToolTip(tr(msg("也可以在选出的地点上点“锁定”“排除”")))
        for words, value in (*EVERYWHERE, *SHIFTED, *WEB):
            if value != DETECT:
                self.crs.addItem(label_of(words), value or "")
        beside = QHBoxLayout()
        beside.setSpacing(4)
        self.near.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        beside.addWidget(self.near, 1)
        beside.addWidget(self.near_m)
        self.no_go, self.area = QLabel(), QLabel()
        add_rows(form, (*first, (msg("建哪类设施"), self.build)))
        form.addRow(label_of(msg("只建在近处")), beside)
        self.near.setAccessibleName(label_of(msg("只建在近处")))
        add_rows(form, ((msg("一定要建"), self.lock), (msg("不要建"), self.forbid)))
        form.addRow(label_of(msg("禁建区")), self._areas())
        self.clear = self._button(msg("清除"), self._clear)
        left_out = QHBoxLayout()
        left_out.addWidget(self.no_go, 1)
        left_out.addWidget(self.clear)
        form.addRow("", left_out)
        form.addRow(label_of(msg("选址范围")), self._button(msg("选图层…"), lambda: self.layer_asked.emit("area")))
        form.addRow("", self.area)
        add_rows(form, ((msg("图层坐标系"), self.crs),))
        for label in (self.no_go, self.area):
            label.setObjectName("soft")
            label.setWordWrap(True)
        self._say()

    def _areas(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._button(msg("画一处…"), self.no_go_drawn.emit), 1)
        row.addWidget(self._button(msg("选图层…"), lambda: self.layer_asked.emit("no_go")), 1)
        return row

    def _button(self, words: Message, deed: Any) -> QPushButton:
        made = QPushButton(label_of(words))
        made.clicked.connect(lambda _on: deed())
        return made

    def _clear(self) -> None:
        self.layers["no_go"] = None
        self.cleared.emit()
        self._say()

    # -- what is shown -------------------------------------------------------------------------------------------------
    def show_types(self, types: Sequence[tuple[str, str]]) -> None:
        """Offer facility types (words, code) to build, and to be near to; what is chosen stays."""
        for choice, nothing in ((self.build, msg("按服务类别自动选")), (self.near, msg("不限"))):
            chosen = choice.currentData()
            choice.clear()
            choice.addItem(label_of(nothing), "")
            for words, code in types:
                choice.addItem(words, code)
            choice.setCurrentIndex(max(0, choice.findData(chosen)))

    def show_no_go(self, drawn: int) -> None:
        """How many areas were drawn in which nothing is built; they take the place of a layer."""
        self._drawn = drawn
        if drawn:
            self.layers["no_go"] = None
        self._say()

    def show_layer(self, which: str, path: Path | None) -> None:
        """The layer that was chosen; None: none."""
        self.layers[which] = path
        self._say()

    def add(self, field: QLineEdit, site: str) -> None:
        """Put a site into ``lock`` or ``forbid``, and take it out of the other."""
        for one in (self.lock, self.forbid):
            words = [word for word in one.text().replace(",", " ").split() if word != site]
            one.setText(" ".join([*words, site] if one is field else words))

    def _say(self) -> None:
        for label, path, drawn in ((self.no_go, self.layers["no_go"], self._drawn), (self.area, self.layers["area"], 0)):
            said = tr(msg("画出 {count} 处", count=drawn)) if drawn else path.name if path is not None else ""
            label.setText(said)
            label.setVisible(bool(said))
        self.clear.setVisible(bool(self.no_go.text()))

    def asked(self) -> dict[str, Any]:
        """The conditions as fields of ``SitingRequest``."""
        build, near = str(self.build.currentData() or ""), str(self.near.currentData() or "")
        return {
            "build": (build,) if build else (), "near": (f"{near}@{self.near_m.value()}",) if near else (),
            "lock": tuple(self.lock.text().replace(",", " ").split()), "forbid": tuple(self.forbid.text().replace(",", " ").split()),
            "no_go": self.layers["no_go"], "area": self.layers["area"], "crs": str(self.crs.currentData()) or None,
        }  # fmt: skip


def add_rows(form: QFormLayout, rows: Sequence[tuple[Message, QWidget]]) -> None:
    """Put widgets with their words into a form; they take the room that there is."""
    for words, widget in rows:
        widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        widget.setAccessibleName(label_of(words))
        form.addRow(label_of(words), widget)
