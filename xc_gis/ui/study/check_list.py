"""What the data check says of a layer, in plain words, with a button for each repair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from xc_gis.model import Finding
from xc_gis.ui.study.window_words import in_window_words, name_of, offered_in
from xc_gis.ui.style import ACCENT, DANGER, SOFT, WARNING
from xc_gis.ui.words import joined_words, label_of, tell

MARKS = {"error": ("✖", DANGER), "warning": ("!", WARNING), "info": ("·", SOFT), "agrees": ("✓", ACCENT)}
AGREES = "相符"
"""Of what is merely told, this alone is a confirmation."""
LEVELS = ("error", "warning", "info")
CRS_WORDS = "坐标系"
MOST_COLUMNS = 2
MOST_LETTERS = 22
"""What a button holds."""

KEYS_ZH = {
    "crs": "坐标系用", "encoding": "编码用", "header_row": "表头在第", "sheet": "工作表用", "layer": "图层用", "type_column": "类型列用",
    "type": "类型用", "axes": "坐标顺序用", "delimiter": "分隔符用", "place_by": "位置按", "each": "每行人数", "band": "波段",
}  # fmt: skip
COLUMNS_ZH = {
    "lon": "经度", "lat": "纬度", "name": "名称", "address": "地址", "facility_id": "编号", "community_id": "社区编号", "residents": "人数",
    "demand_id": "编号", "status": "状态", "subdistrict": "街道",
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
        words.append(tell(f"采用推断的 {len(columns)} 列"))
        keys = {key: value for key, value in keys.items() if key != "columns"}
    for key, value in keys.items():
        if key == "columns" and isinstance(value, Mapping):
            words += [tell(f"{COLUMNS_ZH.get(str(name), str(name))}列用“{column}”") for name, column in value.items()]
        elif key == "crs" and str(value).lower() == "detect":
            words.append(tell("自动判断坐标系"))
        elif key == "crs_confirmed":
            words.append(tell("确认声明无误"))
        elif key == "header_row":
            words.append(tell(f"表头在第 {value} 行" if value else "没有表头"))
        elif isinstance(value, list):
            words.append(
                tell(f"不读以“{'、'.join(str(v) for v in value)}”开头的行")
                if key == "leave_out"
                else f"{name_of(key)}: {'、'.join(map(str, value))}"
            )
        else:
            words.append(f"{tell(KEYS_ZH[key]) if key in KEYS_ZH else name_of(key)} {value}")
    text = joined_words(words)
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


def crs_repairs(message: str) -> tuple[dict[str, Any], ...]:
    """What settles a fault of the coordinate system that carries no repair of its own."""
    if CRS_WORDS not in message:
        return ()
    if "与证据不符" in message:
        return ({"crs": "detect"}, {"crs_confirmed": True})
    return ({"crs": "detect"},) if "没有声明" in message else ()


def fault_repairs(message: str, hint: str) -> list[dict[str, Any]]:
    """What settles a fault: the values that its hint names, else what is known to settle such a fault."""
    named = offered_in(hint)
    usual = [dict(keys) for keys in crs_repairs(message)]
    has_system = any("crs" in keys for keys in named)
    return [*named, *(keys for keys in usual if keys not in named and not (has_system and "crs" in keys))]


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
    repair_wanted
        Keys to be set in the table of the layer.
    """

    repair_wanted = pyqtSignal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 4, 8)
        layout.setSpacing(6)
        title = QLabel(tell("数据检查"))
        title.setObjectName("heading")
        layout.addWidget(title)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self._area, 1)
        self._shown: tuple[object, ...] = ()
        self.show_findings((), None)

    def show_findings(self, findings: Sequence[Finding], fault: tuple[str, str] | None, *, nothing: str = "没有发现问题") -> None:
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
            every = QPushButton(tell(f"全部采用（{len(offers)} 项）"))
            every.setToolTip(tell("把下面推断的各项写入项目文件，以后不再推断；源文件不动"))
            every.clicked.connect(lambda: self.repair_wanted.emit(joined(offers)))
            layout.addWidget(every, 0, Qt.AlignmentFlag.AlignLeft)
        if fault is not None:
            repairs = [dict(f.repair) for f in findings if f.repair and f.level == "error"] or fault_repairs(*fault)
            words = "\n".join(in_window_words(label_of(part)) for part in fault if part)
            layout.addWidget(self._entry("error", words, repairs))
            if CRS_WORDS in fault[0]:  # what was told of the system before it was found wrong
                findings = [found for found in findings if found.topic != "crs" or found.level == "error"]
        for level in LEVELS:
            for found in findings:
                if found.level == level:
                    mark = "agrees" if level == "info" and AGREES in found.text else level
                    words = in_window_words(label_of(found.text))
                    layout.addWidget(self._entry(mark, words, [dict(found.repair)] if found.repair else []))
        if fault is None and not findings:
            layout.addWidget(_soft(tell(nothing)))
        layout.addStretch(1)
        self._area.setWidget(inside)

    def _entry(self, level: str, text: str, repairs: Sequence[dict[str, Any]]) -> QWidget:
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
            button.setToolTip(tell("写入项目文件，源文件不动"))
            button.clicked.connect(lambda _=False, keys=keys: self.repair_wanted.emit(keys))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        return box


def _soft(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setStyleSheet(f"color: {SOFT};")
    return label
