"""
Sentences of the data check in the words of the window: a field by its name, not as a key of the study file. Knows no Qt.

The library speaks to whoever writes the study file; in the window nobody does. What a hint says is offered as a repair, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from xc_gis.ui.study.layer_fields import FIELDS, LayerField
from xc_gis.ui.words import language, tell

FIELD_OF: Mapping[str, LayerField] = {field.key: field for fields in FIELDS.values() for field in fields if field.key}

NAMES = {
    **{key: field.zh for key, field in FIELD_OF.items()},
    "place_by": "位置", "type_column": "设施类型", "type": "设施类型", "type_map": "设施类型", "axes": "坐标顺序", "sheet": "工作表或图层",
    "layer": "工作表或图层", "each": "人数从哪里来", "totals": "人数从哪里来", "weights": "权重", "crs_column": "坐标系所在的列", "areas": "范围",
    "delimiter": "分隔符", "columns": "列的含义",
}  # fmt: skip
"""Key and the name of its question."""

VALUES = {
    ("place_by", "address"): "只有地址，按名称和地址查找", ("axes", "lat,lon"): "纬度在前", ("areas", "outside"): "区外",
    ("weights", "equal"): "每处住宅等权", ("type", "auto"): "逐行自动识别",
}  # fmt: skip

CONFIRM = {
    "zh": (("请在其旁写 crs_confirmed = true", "请点“确认声明无误”"), ("已按 crs_confirmed 使用", "已按您的确认使用")),
    "en": (
        ("write crs_confirmed = true beside it", "press “The declaration is right”"),
        ("as crs_confirmed says", "as you confirmed"),
    ),
}
EXAMPLES = ("请在 columns 中指明，如 ", "Name it in columns, such as ", "Name them in columns, such as ")
WHOLE = re.compile(f"(?:{'|'.join(map(re.escape, EXAMPLES))})?" + r"columns = \{([^}]*)\}")
SETTING = re.compile(r'\b([a-z_]+) = ("[^"]*"|true|\d+(?:\.\d+)?)')
BARE = re.compile(
    r"(?<![A-Za-z0-9_./-])(crs_column|crs|encoding|header_row|columns|type_column|type_map|axes|place_by|band)(?![A-Za-z0-9_./-])"
)
BRACKETED = re.compile(r"[（(](?:crs|band|encoding|header_row)[）)]")
TABLE = re.compile(r"\[+(network|communities|residents|subdistricts|facilities|supply|feedback)\]+")
TABLES = {
    "network": "路网", "communities": "社区", "residents": "居民", "subdistricts": "街道", "facilities": "设施清单",
    "supply": "服务落实与品质", "feedback": "群众评价与诉求",
}  # fmt: skip
SUCH_AS = ("如 ", "such as ")
TAKEN = frozenset({"crs", "encoding", "header_row", "axes", "place_by", "band", "crs_confirmed"})
"""Keys that a button sets where a hint names their value; of examples only that of the encoding, which is the usual one."""


def in_window_words(text: str) -> str:
    """A sentence, told already, in which keys of the study file are fields of the window."""
    for said, shown in CONFIRM.get(language(), ()):
        text = text.replace(said, shown)
    text = WHOLE.sub(lambda match: _columns(match[1]), text)
    text = SETTING.sub(_setting, text)
    if language() == "zh":  # in English these are words of the language, too
        text = BRACKETED.sub("", text)
        text = BARE.sub(lambda match: f"“{NAMES[match[1]]}”", text)
        text = TABLE.sub(lambda match: f"“{TABLES[match[1]]}”", text)
        text = re.sub(r"(?<=[\u3400-\u9fff\uff00-\uffef]) (?=“)|(?<=”) (?=[\u3400-\u9fff])", "", text)
    return text


def hint_in_window(hint: str) -> str:
    """A hint, told already, where no fields are in sight: it says on which page they are."""
    said = in_window_words(hint)
    return said if said == hint else f"{said}\n{tell('这些在“项目与数据”页')}"


def offered_in(hint: str) -> list[dict[str, Any]]:
    """Repairs that a hint names with their value, each once: what a button can do instead of the reader."""
    offers: list[dict[str, Any]] = []
    for match in SETTING.finditer(hint):
        key, value = match[1], _value(match[2])
        is_example = hint[: match.start()].endswith(SUCH_AS)
        if key in TAKEN and value != "" and "…" not in str(value) and (not is_example or key == "encoding"):
            offers.append({key: value})
    return [offer for number, offer in enumerate(offers) if offer not in offers[:number]]


def name_of(key: str) -> str:
    """Name of a question by its key, in the window's language; a key without one stays."""
    return tell(NAMES.get(key, key))


def _columns(inside: str) -> str:
    keys = re.findall(r"([a-z_0-9]+) =", inside)
    names = [name_of(f"columns.{key}") if f"columns.{key}" in NAMES else key for key in keys]
    return tell(f"请在左边选好{''.join(f'“{name}”' for name in names)}")


def _setting(match: re.Match[str]) -> str:
    key, value = match[1], _value(match[2])
    if key not in NAMES:
        return match[0]
    field = FIELD_OF.get(key)
    choices = [zh for zh, keys in (field.choices if field else ()) if keys == {key: value}]
    words = choices[0] if choices else VALUES.get((key, str(value)), str(value))
    if key == "header_row" and value == 0:
        return f"“{name_of(key)}”{tell('填')} 0"
    return f"“{name_of(key)}”{tell('选')}“{tell(words)}”"


def _value(text: str) -> Any:
    if text.startswith('"'):
        return text[1:-1]
    if text == "true":
        return True
    return float(text) if "." in text else int(text)
