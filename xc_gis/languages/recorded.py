"""
Sentences that a run recorded, said in another language: the message that made a Chinese sentence is found again by its text.

A run records what it has to say in Chinese, whole. A sentence is held against the templates of the catalogue; the one with the most letters of its
own wins, and what it filled in is read back in the same way. A text that no template makes stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter
from typing import Any

from xc_gis.languages.message import MARKS, Message
from xc_gis.languages.punctuation import wide
from xc_gis.languages.sentences import sentences

LEAST_OWN = 3
"""Chinese letters of its own that a template must have, so that a name of the data is not taken for a sentence."""

_OWN = re.compile(r"[\u4e00-\u9fff]")
_COUNTED = re.compile(r"([\d/.,]+ )(.+)", re.DOTALL)
_PARTS = re.compile(r"([；。])"), re.compile(r"(，|,(?!\d{3}(?!\d)))"), re.compile("(、)")
"""Marks between parts that are told one by one, the strongest first."""


class Recorded(Message):
    """A text of a record: itself in Chinese, in another language the sentence of the message that made it."""

    __slots__ = ()

    def in_language(self, lang: str) -> str:
        """Say it."""
        return wide(str(self)) if lang == "zh" else _said(str(self), lang)


def recorded(text: str) -> Message:
    """A text of a record as a message."""
    return Recorded(text, {})


def _said(text: str, lang: str) -> str:
    if not _OWN.search(text):
        return text
    if (known := sentences(lang).get(text)) is not None:
        return known if isinstance(known, str) else known[1]
    found = max(_matches(text, lang), key=lambda one: one[0], default=None)
    if found is not None:
        _, forms, values = found
        singular = next((value for value in values.values() if value.isdigit()), "") == "1"
        return _filled(forms[0] if singular else forms[-1], {name: _said(value, lang) for name, value in values.items()})
    for marks in _PARTS:
        parts = marks.split(text)
        if len(parts) > 1:
            told = [MARKS.get(part, part) if n % 2 else _said(part, lang) for n, part in enumerate(parts)]
            return text if told[::2] == parts[::2] else "".join(told)
    counted = _COUNTED.fullmatch(text)
    return counted[1] + _said(counted[2], lang) if counted else text


def _matches(text: str, lang: str) -> Iterator[tuple[int, tuple[str, ...], Mapping[str, str]]]:
    for own, longest, pattern, forms in _patterns(lang):
        if longest in text and (found := pattern.fullmatch(text)) is not None:
            yield own, forms, found.groupdict()


@cache
def _patterns(lang: str) -> list[tuple[int, str, re.Pattern[str], tuple[str, ...]]]:
    """Of each template with named gaps: its own letters, its longest piece, how it is found again, its sentences in the language."""
    made = []
    for template, sentence in sentences(lang).items():
        pieces = list(Formatter().parse(template))
        names = [name for _, name, _, _ in pieces if name]
        own = sum(len(_OWN.findall(piece)) for piece, *_ in pieces)
        if not names or own < LEAST_OWN or not all(name.isidentifier() for name in names):
            continue
        seen: set[str] = set()
        parts = []
        for piece, name, *_ in pieces:
            parts.append(re.escape(piece))
            if name:
                parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>.*?)")
                seen.add(name)
        forms = (sentence,) if isinstance(sentence, str) else sentence
        made.append((own, max((piece for piece, *_ in pieces), key=len), re.compile("".join(parts), re.DOTALL), forms))
    return made


def _filled(template: str, values: Mapping[str, Any]) -> str:
    """A sentence with texts in its gaps; how numbers are written was settled when they were recorded."""
    parts = []
    for piece, name, *_ in Formatter().parse(template):
        parts += [piece, str(values.get(name, "")) if name else ""]
    return "".join(parts)
