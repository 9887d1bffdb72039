"""Wrong usage in our words: click and typer speak English, of their own inside."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from xc_gis.languages.message import Message, msg
from xc_gis.wording.visible_text import one_line

_PATTERNS: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (re.compile(r"^No such command '(.*)'", re.DOTALL), lambda name: msg("没有命令 {name}", name=name)),
    (
        re.compile(r"^Got unexpected extra arguments? ?\(?(?:s\) )?\(?(.*?)\)*$", re.DOTALL),
        lambda words: msg("多出来的参数：{words}", words=words),
    ),
    (re.compile(r"greater than or equal to (\S+?)\.?$"), lambda least: msg("不得小于 {least}", least=least)),
    (re.compile(r"less than or equal to (\S+?)\.?$"), lambda most: msg("不得大于 {most}", most=most)),
    (re.compile(r"valid (?:integer|int)\b()"), lambda _: msg("应为整数")),
    (re.compile(r"valid (?:float|number|decimal)\b()"), lambda _: msg("应为数字")),
)


def usage_words(fault: Any) -> str:
    """
    What was wrong with the words of a command.

    ``fault`` is what click raises, of whatever version: ``message``, and where it is about one word ``param`` or ``option_name``.
    """
    kind, message = type(fault).__name__, getattr(fault, "message", "") or ""
    option = str(getattr(fault, "option_name", "") or "")
    if kind == "NoSuchOption":
        return msg("没有选项 {option}", option=one_line(option))
    if kind == "BadOptionUsage":
        return msg("选项 {option} 后面缺少值", option=one_line(option))
    param = getattr(fault, "param", None)
    names = getattr(param, "opts", None) or [""]
    # as the help calls it
    name = names[0] if names[0].startswith("-") else str(getattr(param, "metavar", None) or names[0].upper()).strip("[].")
    if kind == "MissingParameter":
        return msg("缺少 {name}", name=name)
    why = message.with_texts(one_line) if isinstance(message, Message) else _ours(str(message))
    return msg("{name}：{why}", name=name, why=why) if name else why


def _ours(message: str) -> str:
    for pattern, words in _PATTERNS:
        found = pattern.search(message)
        if found:
            return words(one_line(found[1]))
    return msg("用法有误")
