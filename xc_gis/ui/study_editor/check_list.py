"""What the data check says of a layer, in plain words, with a button for each repair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from xc_gis.findings import Fault
from xc_gis.languages.message import begins_with_data, msg
from xc_gis.model import Finding
from xc_gis.ui.presenters.study.window_words import in_window_words, name_of
from xc_gis.ui.widgets.style import ACCENT, DANGER, SOFT, WARNING
from xc_gis.wording.window import capital, joined_words, tr

MARKS = {"error": ("✖", DANGER), "warning": ("!", WARNING), "info": ("·", SOFT), "agrees": ("✓", ACCENT)}
LEVELS = ("error", "warning", "info")
MOST_COLUMNS = 2
MOST_LETTERS = 22
"""What a button holds."""

KEYS_ZH = {
    "crs": msg("坐标系用"), "encoding": msg("编码用"), "header_row": msg("表头在第"), "sheet": msg("工作表用"), "layer": msg("图层用"), "type_column": msg("类型列用"),
    "type": msg("类型用"), "axes": msg("坐标顺序用"), "delimiter": msg("分隔符用"), "place_by": msg("位置按"), "each": msg("每行人数"), "band": msg("波段"),
}  # fmt: skip
COLUMNS_ZH = {
    "lon": msg("经度"), "lat": msg("纬度"), "name": msg("名称"), "address": msg("地址"), "facility_id": msg("编号"), "community_id": msg("社区编号"), "residents": msg("人数"),
    "demand_id": msg("编号"), "status": msg("状态"), "subdistrict": msg("街道"),
}  # fmt: skip


def repair_zh(keys: Mapping[str, Any]) -> str:
    """
    What a repair does, on its button.

    >>> repair_zh({"crs": "GCJ-02"}), repair_zh({"columns": {"lon": "经度", "lat": "纬度"}})
    ('坐标系用 GCJ-02', '经度列用“经度”,纬度列用“纬度”')
    """
    words: list[str] = []
    columns = keys.get("columns")
    if isinstance(columns, Mapping) and len(columns) > MOST_COLUMNS:
        words.append(tr(msg("采用推断的 {count} 列", count=len(columns))))
        keys = {key: value for key, value in keys.items() if key != "columns"}
    for key, value in keys.items():
        if key == "columns" and isinstance(value, Mapping):
            words += [
                tr(msg("{get}列用“{column}”", get=COLUMNS_ZH.get(str(name), str(name)), column=column))
                for name, column in value.items()
            ]
        elif key == "crs" and str(value).lower() == "detect":
            words.append(tr(msg("自动判断坐标系")))
        elif key == "crs_confirmed":
            words.append(tr(msg("确认声明无误")))
        elif key == "header_row":
            words.append(tr(msg("表头在第 {value} 行", value=value) if value else msg("没有表头")))
        elif isinstance(value, list):
            words.append(
                tr(msg("不读以“{value}”开头的行", value="、".join(str(v) for v in value)))
                if key == "leave_out"
                else f"{name_of(key)}: {'、'.join(map(str, value))}"
            )
        else:
            words.append(f"{tr(KEYS_ZH[key]) if key in KEYS_ZH else name_of(key)} {value}")
    text = joined_words(words)
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


def joined(repairs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """
    Several repairs as one; mappings such as ``columns`` are joined.

    >>> joined([{"crs": "GCJ-02", "columns": {"lon": "X"}}, {"columns": {"lat": "Y"}}])
    {'crs': 'GCJ-02', 'columns': {'lon': 'X', 'lat': 'Y'}}
    """
    every: dict[str, Any] = {}
    for repair in repairs:
        for key, value in repair.items():
            every[key] = {**every.get(key, {}), **value} if isinstance(value, Mapping) else value
    return every


class CheckList(QFrame):
    """
    Shows findings, tells which repair is taken.

    Signals
    -------
    repair_requested
        Keys to be set in the table of the layer.
    """

    repair_requested = pyqtSignal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 4, 8)
        layout.setSpacing(6)
        title = QLabel(tr(msg("数据检查")))
        title.setObjectName("heading")
        layout.addWidget(title)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self._area, 1)
        self._shown: tuple[object, ...] = ()
        self.show_findings((), None)

    def show_findings(self, findings: Sequence[Finding], fault: Fault | None, *, nothing: str = msg("没有发现问题")) -> None:
        """Show what was found, the worst first; ``fault``: why the layer cannot be read, and what to do."""
        shown = (tuple((f.level, f.text, str(f.repair)) for f in findings), fault, nothing)
        if shown == self._shown:
            return
        self._shown = shown
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setSpacing(10)
        offers = [dict(f.repair) for f in findings if f.repair and f.level != "error"]
        if len(offers) > 1:
            every = QPushButton(tr(msg("全部采用（{count} 项）", count=len(offers))))
            every.setToolTip(tr(msg("把下面推断的各项写入项目文件，以后不再推断；源文件不动")))
            every.clicked.connect(lambda: self.repair_requested.emit(joined(offers)))
            layout.addWidget(every, 0, Qt.AlignmentFlag.AlignLeft)
        if fault is not None:
            repairs = [dict(f.repair) for f in findings if f.repair and f.level == "error"] or [
                dict(keys) for keys in fault.repairs
            ]
            words = "\n".join(_line(part) for part in (fault.message, fault.hint) if part)
            layout.addWidget(self._entry("error", words, repairs))
            if fault.topic == "crs":  # what was reported of the system before it was found wrong
                findings = [found for found in findings if found.topic != "crs" or found.level == "error"]
        for level in LEVELS:
            for found in findings:
                if found.level == level:
                    mark = "agrees" if found.confirms else level
                    words = _line(found.text)
                    layout.addWidget(self._entry(mark, words, [dict(found.repair)] if found.repair else []))
        if fault is None and not findings:
            layout.addWidget(_soft(tr(nothing)))
        layout.addStretch(1)
        self._area.setWidget(inside)

    def _entry(self, level: str, text: str, repairs: Sequence[Mapping[str, Any]]) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        sign, colour = MARKS[level]
        mark = QLabel(sign)
        mark.setStyleSheet(f"color: {colour}; font-weight: 700;")
        mark.setFixedWidth(14)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        words = QLabel(text)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(words)
        for keys in repairs:
            button = QPushButton(repair_zh(keys).replace("&", "&&"))  # a name in it is no shortcut
            button.setToolTip(tr(msg("写入项目文件，源文件不动")))
            button.clicked.connect(lambda _=False, keys=keys: self.repair_requested.emit(dict(keys)))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        return box


def _soft(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setStyleSheet(f"color: {SOFT};")
    return label


def _line(text: str) -> str:
    """A message that begins a line: with a capital, unless the name of a file or a column begins it."""
    words = in_window_words(text)
    return words if begins_with_data(text, words) else capital(words)
