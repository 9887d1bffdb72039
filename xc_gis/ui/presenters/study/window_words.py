"""
Sentences of the data check in the words of the window: a field by its name, not as a key of the study file. Knows no Qt.

The library speaks to whoever writes the study file; in the window nobody does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from xc_gis.languages.message import Message, msg
from xc_gis.ui.presenters.study.layer_fields import FIELDS, LayerField
from xc_gis.wording.window import language, tr

FIELD_OF: Mapping[str, LayerField] = {field.key: field for fields in FIELDS.values() for field in fields if field.key}

NAMES = {
    **{key: field.zh for key, field in FIELD_OF.items()},
    "place_by": msg("位置"), "type_column": msg("设施类型"), "type": msg("设施类型"), "type_map": msg("设施类型"), "axes": msg("坐标顺序"), "sheet": msg("工作表或图层"),
    "layer": msg("工作表或图层"), "each": msg("人数从哪里来"), "totals": msg("人数从哪里来"), "weights": msg("权重"), "crs_column": msg("坐标系所在的列"), "areas": msg("范围"),
    "delimiter": msg("分隔符"), "columns": msg("列的含义"),
}  # fmt: skip
"""Key and the name of its question."""

VALUES = {
    ("place_by", "address"): msg("只有地址，按名称和地址查找"), ("axes", "lat,lon"): msg("纬度在前"), ("areas", "outside"): msg("区外"),
    ("weights", "equal"): msg("每处住宅等权"), ("type", "auto"): msg("逐行自动识别"),
}  # fmt: skip

CONFIRM = {
    "zh": (
        (msg("请在其旁写 crs_confirmed = true"), msg("请点“确认声明无误”")),
        (msg("已按 crs_confirmed 使用"), msg("已按您的确认使用")),
    ),
    "en": (
        ("write crs_confirmed = true beside it", "press “The declaration is right”"),
        ("as crs_confirmed says", "as you confirmed"),
    ),
}
EXAMPLES = (msg("请在 columns 中指明，如 "), "Name it in columns, such as ", "Name them in columns, such as ")
WHOLE = re.compile(f"(?:{'|'.join(map(re.escape, EXAMPLES))})?" + r"columns = \{([^}]*)\}")
SETTING = re.compile(r'\b([a-z_]+) = ("[^"]*"|true|\d+(?:\.\d+)?)')
BARE = re.compile(
    r"(?<![A-Za-z0-9_./-])(crs_column|crs|encoding|header_row|columns|type_column|type_map|axes|place_by|band)(?![A-Za-z0-9_./-])"
)
WRITTEN = re.compile("(请|可|或)(?:写明|改为) ?(?=“[^”]+”[选填])")
WRITTEN_IN = {"请": "请在", "可": "请在", "或": "或在"}
"""One writes a key into the study file, and chooses in a field."""

BRACKETED = re.compile(r"[（(](?:crs|band|encoding|header_row)[）)]")
TABLE = re.compile(r"\[+(network|communities|residents|subdistricts|facilities|supply|feedback)\]+")
TABLES = {
    "network": msg("路网"), "communities": msg("社区"), "residents": msg("居民"), "subdistricts": msg("街道"), "facilities": msg("设施清单"),
    "supply": msg("服务落实与品质"), "feedback": msg("群众评价与诉求"),
}  # fmt: skip


KEPT = re.compile(r"⟦(\d+)⟧")
"""Stands for a text that is filled in, while the words of the sentence are changed."""


def in_window_words(text: str) -> str:
    """
    A message in the language of the window, in which keys of the study file are fields of the window.

    Its own words alone are changed: a column that is called crs keeps its name, and so does a text that is no message.
    """
    return with_own_words(text, _with_fields)


def with_own_words(text: str, change: Callable[[str, Callable[[str], str]], str]) -> str:
    """
    A message in the language of the window, its own words changed and not the texts that are filled in.

    ``change`` is given the words, and what gives back in a piece of them what is filled in.
    """
    if not isinstance(text, Message):
        return text
    kept: list[str] = []

    def hidden(value: str) -> str:
        kept.append(value)
        return f"⟦{len(kept) - 1}⟧"

    def shown(words: str) -> str:
        return KEPT.sub(lambda match: kept[int(match[1])], words)

    return shown(change(tr(text.with_texts(hidden)), shown))


def hint_in_window(hint: str) -> str:
    """A hint as above, where no fields are in sight: it says on which page they are."""
    words = in_window_words(hint)
    return words if words == tr(hint) else f"{words}\n{tr(msg('这些在“项目与数据”页'))}"


def _with_fields(text: str, shown: Callable[[str], str]) -> str:
    """A sentence with fields for keys; ``shown`` gives back what is filled in."""
    for written, pressed in CONFIRM.get(language(), ()):
        text = text.replace(written, pressed)
    text = WHOLE.sub(lambda match: _columns(shown(match[1])), text)
    text = SETTING.sub(lambda match: _setting(match, shown), text)
    if language() == "zh":  # in English these are words of the language, too
        text = WRITTEN.sub(lambda match: WRITTEN_IN[match[1]], text)
        text = BRACKETED.sub("", text)
        text = BARE.sub(lambda match: f"“{NAMES[match[1]]}”", text)
        text = TABLE.sub(lambda match: f"“{TABLES[match[1]]}”", text)
        text = re.sub(r"(?<=[\u3400-\u9fff\uff00-\uffef]) (?=“)|(?<=”) (?=[\u3400-\u9fff])", "", text)
    return text


def name_of(key: str) -> str:
    """Name of a question by its key, in the window's language; a key without one stays."""
    return tr(NAMES.get(key, key))


def _columns(inside: str) -> str:
    keys = re.findall(r"([a-z_0-9]+) =", inside)
    names = [name_of(f"columns.{key}") if f"columns.{key}" in NAMES else key for key in keys]
    return tr(msg("请在左边选好{names}", names="".join(f"“{name}”" for name in names)))


def _setting(match: re.Match[str], shown: Callable[[str], str]) -> str:
    key, value = match[1], _value(shown(match[2]))
    if key not in NAMES:
        return match[0]
    field = FIELD_OF.get(key)
    choices = [zh for zh, keys in (field.choices if field else ()) if keys == {key: value}]
    words = choices[0] if choices else VALUES.get((key, str(value)), str(value))
    if key == "header_row" and value == 0:
        return tr(msg("“{name}”填 0", name=name_of(key)))
    return tr(msg("“{name}”选“{words}”", name=name_of(key), words=words))


def _value(text: str) -> Any:
    if text.startswith('"'):
        return text[1:-1]
    if text == "true":
        return True
    return float(text) if "." in text else int(text)
