"""Everything the plug-in says, in Chinese and English: the language of QGIS decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from qgis.core import QgsApplication


class Text(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str


def language() -> str:
    """``zh`` where QGIS speaks Chinese, else ``en``: what texts are in, and what the program is asked to speak."""
    return "zh" if QgsApplication.locale().lower().startswith("zh") else "en"


def say(text: Text, **filled: object) -> str:
    """A text in the language of QGIS; names and paths that are filled in stay as they are."""
    return getattr(text, language()).format(**filled) if filled else str(getattr(text, language()))


def numbers(answer: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Of an answer what is filled into a text: “–” for what it does not hold or holds as null, which is no number."""
    return {name: "–" if answer.get(name) is None else answer[name] for name in names}
