"""What the map page says in its language: its sentences as they are said, by which its scripts find them; Chinese ones with full-width marks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from importlib import resources
from itertools import count
from typing import Any

from markupsafe import Markup

from xc_gis.languages.message import msg
from xc_gis.languages.punctuation import wide
from xc_gis.languages.sentences import sentences
from xc_gis.report.map.page_scripts import script_texts
from xc_gis.report.themes import theme_sentences
from xc_gis.wording.bases import SENTENCES
from xc_gis.wording.codes import (
    DOMAIN_ZH,
    GROUP_ZH,
    INTERNAL_ABROAD_ZH,
    INTERNAL_ZH,
    PROFILE_ZH,
    SAMPLE_MARK,
    STATUS_ZH,
    SYNTHETIC_CREDIT,
)

SENTENCE = re.compile(r"""\bt\("([^"]*)"|\bdata-say="([^"]*)\"""")
"""A sentence in a script, ``t("{} 分钟", 5)``, or in the markup of the page, ``data-say="专题"``."""

IN_DATA = (
    STATUS_ZH["insufficient"],
    msg("{}(数据 {})"),
    msg("标准 {} {}"),
    msg("结果编号 {}"),
    msg("审图号 {}"),
    msg("不足 5 人的数据未列,居住点不显示"),
    msg("设施与人口:项目文件所列数据"),
    *SENTENCES.values(),
    SYNTHETIC_CREDIT,
    INTERNAL_ZH,
    INTERNAL_ABROAD_ZH,
    msg("北"),
    *DOMAIN_ZH.values(),
    *PROFILE_ZH.values(),
    *(words for group, words in GROUP_ZH.items() if group != "all"),
    SAMPLE_MARK,
)
"""What comes with the data and the markup of the page."""


def page_sentences(texts: Iterable[str]) -> tuple[str, ...]:
    """All sentences of the page and of more scripts or markup (``texts``), ``{}`` for what is filled in."""
    found = (called or marked for text in (*script_texts(), *texts) for called, marked in SENTENCE.findall(text))
    return tuple(sorted({*found, *IN_DATA, *theme_sentences()}))


def page_words(texts: Iterable[str], lang: str) -> Mapping[str, str | list[str]]:
    """
    Each sentence as a language says it, ``{0}``, ``{1}`` for what is filled in, by the one in the scripts.

    Chinese: those that get full-width marks. Two forms where the language tells one from many: by the first value.
    """
    if lang == "zh":
        return {str(text): numbered(wide(str(text))) for text in page_sentences(texts) if wide(str(text)) != text}
    known = sentences(lang)
    called = ((str(text), known.get(text)) for text in page_sentences(texts))
    return {
        text: numbered(forms) if isinstance(forms, str) else list(map(numbered, forms))
        for text, forms in called
        if forms is not None
    }


def words_element(lang: str) -> Markup:
    """The block of the page with its words in a language."""
    words = json_element(page_words([page_file("web_map.html")], lang))
    return Markup(f'<script type="application/json" id="xc-words">{words}</script>\n')  # noqa: S704 - escaped for its element


IN_ELEMENT = "<&\u2028\u2029"
"""What could end or change a script element: written as JSON writes any letter, so that the reader gets the same text."""


def json_element(content: Any) -> str:
    """JSON that can stand in a script element of a page, whatever the names in it."""
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in IN_ELEMENT:
        packed = packed.replace(sign, f"\\u{ord(sign):04x}")
    return packed


def page_file(name: str) -> str:
    """Text of a file of the page: its markup or its style sheet."""
    return resources.files("xc_gis.report.map").joinpath(name).read_text(encoding="utf-8")


def numbered(words: str) -> str:
    """Gaps by their number, as the script fills them in."""
    numbers = count()
    return re.sub(r"\{\}", lambda _gap: f"{{{next(numbers)}}}", words)
