"""
Full-width marks in Chinese sentences, as planners write them.

The library's sentences mix half-width and full-width marks. Whoever shows them shows full-width ones, and leaves alone what
is filled in: a file, a value, a name out of the data keep each of their characters.
"""

from __future__ import annotations

import re

from xc_gis.languages import CHINESE

GAP = "{}"
"""Stands in a template for what is filled in: a file, a row, a value."""

WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
HALF = re.compile("[,;:!?()]")
LATIN = re.compile("[A-Za-z]")
GAP_SIGN = "\0"
"""Stands for a gap while the marks of a template are looked at, so that they keep their places."""

_BESIDE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—·\0]")
"""Whatever makes the mark beside it Chinese: a Chinese sign or mark, or something that is filled into a Chinese sentence."""


def wide(template: str) -> str:
    """
    A Chinese sentence with full-width marks; its gaps stay.

    Marks between Latin letters or digits stay, as do filters of files and keys of menus.

    >>> wide("{} 有误:第 {} 行(共 2 行),见 10:30")
    '{} 有误：第 {} 行（共 2 行），见 10:30'
    >>> wide("{}({}):{}")
    '{}（{}）：{}'
    >>> wide("表格 (*.csv);;所有文件 (*)"), wide("文件(&F)"), wide("12,345 人")
    ('表格 (*.csv);;所有文件 (*)', '文件(&F)', '12,345 人')
    """
    is_frame = GAP in template and not LATIN.search(template)  # nothing but gaps and marks
    if not HALF.search(template) or not (is_frame or CHINESE.search(template)):
        return template
    text = template.replace(GAP, GAP_SIGN)
    signs = list(text)
    open_at: list[int] = []
    for at, sign in enumerate(text):
        if sign == "(":
            open_at.append(at)
        elif sign == ")" and open_at:
            start = open_at.pop()
            if _is_chinese_pair(text, start, at):
                signs[start], signs[at] = WIDE["("], WIDE[")"]
        elif sign in ",;:!?" and _is_chinese_mark(text, at):
            signs[at] = WIDE[sign]
    return "".join(signs).replace(GAP_SIGN, GAP)


def _is_chinese_pair(text: str, start: int, end: int) -> bool:
    inside = text[start + 1 : end]
    if inside.startswith(("&", "*")):
        return False
    return bool(_BESIDE.search(text[max(start - 1, 0) : start] + inside + text[end + 1 : end + 2]))


def _is_chinese_mark(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if ";" in {before, after}:  # between filters of files
        return False
    if after == " ":  # a list of figures or keys, unless words stand before it
        return bool(CHINESE.search(before))
    if before.isascii() and after.isascii() and before not in {"", ")", GAP_SIGN} and after not in {"", "(", GAP_SIGN}:
        return False
    return bool(_BESIDE.search(before + after)) or before == ")"
