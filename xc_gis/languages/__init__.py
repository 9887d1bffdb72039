"""
Another language than Chinese: the folder ``en`` holds a sentence for each sentence that the library raises or the window says.

Library code raises its errors in Chinese, for the planner whose file it is about, and the window is written in it. Where they
become text, a reader may ask for English: the sentence is found among the templates of the catalogue and said again with the
same file, row and value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from string import Formatter

import yaml

CHINESE = re.compile(r"[\u3400-\u9fff]")

GAP = "{}"
"""Stands in a template for what is filled in: a file, a row, a value."""

ANYTHING = "(.*?)"

STOP = "。"
"""Ends a sentence, within a text of several."""

SEPARATORS = {"\n": "\n", " → ": " → ", "；": "; ", ";": "; ", "，": ", ", ",": ", ", "：": ": ", ":": ": ", "、": ", "}
"""Marks between parts that are said again one by one, with those that English has."""


@lru_cache(maxsize=10_000)
def translated(text: str, lang: str) -> str:
    """
    Say a message in another language.

    Parameters
    ----------
    text
        Message as raised; several lines and sentences within sentences are said again one by one.
    lang
        ``zh`` returns the text as it is.

    Returns
    -------
    str
        A part without a template stays as it is: better a Chinese sentence than none.
    """
    if lang == "zh" or not CHINESE.search(text):
        return text
    bare = text.strip()
    if bare != text:
        return text.replace(bare, translated(bare, lang))
    if GAP not in text and (known := _read(lang).get(text)):
        return known.format()
    for template in known_templates(lang, text):
        if match := template.pattern.fullmatch(text):
            parts = (part if n in template.kept else translated(part, lang) for n, part in enumerate(match.groups()))
            return template.sentence.format(*parts)
    for separator, mark in SEPARATORS.items():
        if separator in text:
            said = [translated(part, lang) for part in text.split(separator)]
            return (separator if any(CHINESE.search(part) for part in said) else mark).join(said)
    return text


@dataclass(frozen=True)
class Template:
    """
    A sentence that the library raises or the window says.

    Attributes
    ----------
    source, sentence
        In Chinese with ``{}`` for what is filled in, and in the other language with ``{0}``, ``{1}``.
    pattern
        What a text looks like that is this sentence, a group for each gap.
    kept
        Gaps written ``{0!s}``: names out of the data, which stay as they are.
    """

    source: str
    sentence: str
    pattern: re.Pattern[str]
    kept: frozenset[int]


def known_templates(lang: str, text: str) -> list[Template]:
    """Templates in the order in which they are tried: for several sentences first those that say how the text begins."""
    return _opening_first(lang) if STOP in text else _templates(lang)


def catalogue(lang: str) -> Mapping[str, str]:
    """Sentences by template (``{}`` for what is filled in; ``{0}``, ``{1}`` in the translation, in the order of the template)."""
    return _read(lang)


@cache
def _read(lang: str) -> dict[str, str]:
    sentences: dict[str, str] = {}
    for file in sorted(resources.files("xc_gis.languages").joinpath(lang).iterdir(), key=lambda file: file.name):
        sentences |= yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    return sentences


@cache
def _templates(lang: str) -> list[Template]:
    """The one with the most fixed text first: of two that fit it says more."""
    found = []
    for source, sentence in _read(lang).items():
        pattern = ANYTHING.join(re.escape(piece) for piece in source.split(GAP))
        names = Formatter().parse(sentence)
        kept = frozenset(int(name) for _, name, _, conversion in names if name and conversion == "s")
        found.append(Template(source, sentence, re.compile(pattern, re.DOTALL), kept))
    return sorted(found, key=lambda template: -len(template.source.replace(GAP, "")))


@cache
def _opening_first(lang: str) -> list[Template]:
    return sorted(_templates(lang), key=lambda template: template.source.startswith(GAP))
