"""Everything the plug-in says, in Chinese and English: the language of QGIS decides."""

from __future__ import annotations

from typing import NamedTuple

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
