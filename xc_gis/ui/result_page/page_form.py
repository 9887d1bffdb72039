"""The fields of a page: area, paper, title, scale, what stands beside the map, office and number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QWidget

from xc_gis.languages.message import msg
from xc_gis.wording.window import language, tr

if TYPE_CHECKING:
    from xc_gis.operations.export.current_map.shown_map import PageChoice

SCALES = (1_000, 2_000, 3_000, 5_000, 8_000, 10_000, 15_000, 20_000, 25_000, 30_000, 50_000)
WIDTH_PX = 270

EVERY = "every_subdistrict"
"""The area of a page for each subdistrict."""

Area = tuple[str, str, str]
"""Kind, name or id, words."""


class PageForm(QWidget):
    """
    Fields, and the choice that they make.

    Signals:
        changed: A field says something else.
    """

    changed = pyqtSignal()

    def __init__(self, areas: Sequence[Area], kept: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area, self.paper, self.orientation, self.scale = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for kind, name, words in areas:
            self.area.addItem(words, (kind, name))
        for paper in ("A4", "A3"):
            self.paper.addItem(paper, paper)
        for name, words in (("auto", msg("自动（按范围）")), ("upright", msg("竖放")), ("lying", msg("横放"))):
            self.orientation.addItem(tr(words), name)
        self.title = QLineEdit()
        self.title.setClearButtonEnabled(True)
        self.title.setMaxLength(120)
        self.scale.setEditable(True)
        self.scale.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.scale.addItems([tr(msg("自动（放满）")), *(f"1:{scale:,}" for scale in SCALES)])
        self.legend, self.facts = QCheckBox(tr(msg("图例"))), QCheckBox(tr(msg("数值、表和位置示意")))
        self.office, self.map_number = QLineEdit(), QLineEdit()
        self.office.setPlaceholderText(tr(msg("留空则印出填写处")))
        self.map_number.setPlaceholderText(tr(msg("送审后取得，留空则印出填写处")))
        self._restore(kept)
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(8)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: Sequence[tuple[str, QWidget]] = (
            (msg("出图范围"), self.area), (msg("纸张"), self.paper), (msg("方向"), self.orientation), (msg("标题"), self.title),
            (msg("比例尺"), self.scale), (msg("编制单位"), self.office), (msg("审图号"), self.map_number),
        )  # fmt: skip
        for words, field in rows:
            field.setAccessibleName(tr(words))
            field.setMinimumWidth(WIDTH_PX - 90)
            layout.addRow(tr(words), field)
        layout.insertRow(5, "", self.legend)
        layout.insertRow(6, "", self.facts)
        for box in (self.area, self.paper, self.orientation):
            box.currentIndexChanged.connect(self._tell)
        for tick in (self.legend, self.facts):
            tick.toggled.connect(self._tell)
        for line in (self.title, self.office, self.map_number):
            line.textChanged.connect(self._tell)
        self.scale.editTextChanged.connect(self._tell)
        self._allow()

    def _restore(self, kept: Mapping[str, Any]) -> None:
        for box, name in ((self.paper, "paper"), (self.orientation, "orientation")):
            at = box.findData(kept.get(name))
            box.setCurrentIndex(max(at, 0))
        self.legend.setChecked(kept.get("legend", True) is not False)
        self.facts.setChecked(kept.get("facts", True) is not False)
        self.office.setText(str(kept.get("office", "")))
        self.map_number.setText(str(kept.get("map_number", "")))

    def to_keep(self) -> dict[str, Any]:
        """What the next page begins with."""
        return {
            "paper": self.paper.currentData(), "orientation": self.orientation.currentData(), "legend": self.legend.isChecked(),
            "facts": self.facts.isChecked(), "office": self.office.text(), "map_number": self.map_number.text(),
        }  # fmt: skip

    def choice(self) -> PageChoice:
        """The page that the fields describe."""
        kind, name = self.area.currentData()
        return choice_of(self.to_keep(), kind, name, title=self.title.text(), scale=self.chosen_scale() or 0.0)

    def area_words(self) -> str:
        """The area as names of files say it."""
        kind, _ = self.area.currentData()
        return tr(msg("各街道")) if kind == EVERY else self.area.currentText()

    def chosen_scale(self) -> float | None:
        """``N`` of 1 : N; 0 for as large as it fits; None where what was typed is no scale."""
        text = self.scale.currentText().strip()
        if self.scale.currentIndex() == 0 and text == self.scale.itemText(0):
            return 0.0
        return scale_of(text)

    def _tell(self) -> None:
        self._allow()
        self.changed.emit()

    def _allow(self) -> None:
        kind, _ = self.area.currentData()
        self.title.setEnabled(kind != EVERY)  # it would name all of them alike

    def suggest_title(self, title: str) -> None:
        """What stands on the page unless another title is typed."""
        self.title.setPlaceholderText(title)


def scale_of(text: str) -> float | None:
    """
    A scale as people write it; empty is as large as it fits.

    >>> [scale_of(text) for text in ("1:5,000", "5000", "1：2500", "", "big", "1:0")]
    [5000.0, 5000.0, 2500.0, 0.0, None, None]
    """
    if not text.strip():
        return 0.0
    found = re.fullmatch(r"(?:1\s*[:：/]\s*)?(\d{1,3}(?:[,，]?\d{3})*|\d+)", text.strip())
    number = float(re.sub(r"[,，]", "", found[1])) if found else 0.0
    return number if number > 0 else None


def choice_of(kept: Mapping[str, Any], kind: str, name: str, *, title: str = "", scale: float = 0.0) -> PageChoice:
    """A page from what is kept of the fields."""
    from xc_gis.operations.export.current_map.shown_map import PageChoice  # noqa: PLC0415 - loaded ahead in a thread
    from xc_gis.operations.export.page_settings import PageSettings  # noqa: PLC0415

    settings = PageSettings(office=str(kept.get("office", "")).strip(), map_number=str(kept.get("map_number", "")).strip())
    paper, orientation = kept.get("paper"), kept.get("orientation")
    return PageChoice(
        area=kind, name=name, paper=paper if paper in {"A4", "A3"} else "A4",
        orientation=orientation if orientation in {"upright", "lying"} else "auto", title=title, scale=scale,
        legend=kept.get("legend", True) is not False, facts=kept.get("facts", True) is not False, settings=settings, lang=language(),
    )  # fmt: skip
