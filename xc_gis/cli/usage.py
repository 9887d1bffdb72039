"""Wrong usage in our words: click and typer speak English, of their own inside."""

from __future__ import annotations

import re
from typing import Any

from xc_gis.languages import CHINESE
from xc_gis.visible_text import one_line

_SAID: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^No such command '(.*)'", re.DOTALL), "没有命令 {}"),
    (re.compile(r"^Got unexpected extra arguments? ?\(?(?:s\) )?\(?(.*?)\)*$", re.DOTALL), "多出来的参数：{}"),
    (re.compile(r"greater than or equal to (\S+?)\.?$"), "不得小于 {}"),
    (re.compile(r"less than or equal to (\S+?)\.?$"), "不得大于 {}"),
    (re.compile(r"valid (?:integer|int)\b()"), "应为整数"),
    (re.compile(r"valid (?:float|number|decimal)\b()"), "应为数字"),
)


def usage_words(fault: Any) -> str:
    """
    What was wrong with the words of a command.

    ``fault`` is what click raises, of whatever version: ``message``, and where it is about one word ``param`` or ``option_name``.
    """
    kind, said = type(fault).__name__, str(getattr(fault, "message", "") or "")
    option = str(getattr(fault, "option_name", "") or "")
    if kind == "NoSuchOption":
        return f"没有选项 {one_line(option)}"
    if kind == "BadOptionUsage":
        return f"选项 {one_line(option)} 后面缺少值"
    names = getattr(getattr(fault, "param", None), "opts", None) or [""]
    name = names[0] if names[0].startswith("-") else names[0].upper()
    if kind == "MissingParameter":
        return f"缺少 {name}"
    why = one_line(said) if CHINESE.search(said) else _ours(said)
    return f"{name}：{why}" if name else why


def _ours(said: str) -> str:
    for pattern, words in _SAID:
        found = pattern.search(said)
        if found:
            return words.format(one_line(found[1]))
    return "用法有误"
