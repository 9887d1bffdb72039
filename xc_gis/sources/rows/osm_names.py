"""
Which of the names of an OpenStreetMap object is shown.

``name`` is what stands on the sign. Where several peoples live it holds several scripts (呼和浩特, 拉萨, 乌鲁木齐); a planner in China
works with the Chinese one alone, and lists of departments hold that one. Abroad the sign is what everybody looks for.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from xc_gis.areas.china import in_china
from xc_gis.model import StreetData

CHINESE_KEYS = ("name:zh", "name:zh-Hans", "name")
SIGN_KEYS = ("name",)


def shown_name(tags: Mapping[str, str], *, chinese: bool) -> str:
    """Name of an object, empty where it has none; ``chinese``: in Chinese where it is given, as on Chinese ground."""
    return next((name for key in (CHINESE_KEYS if chinese else SIGN_KEYS) if (name := str(tags.get(key, "")).strip())), "")


def names_of_streets(streets: StreetData) -> dict[int, str]:
    """Names of ways by their id; those without one are absent."""
    chinese = streets_in_china(streets)
    named = ((way, shown_name(tags, chinese=chinese)) for way, _, tags in streets.ways)
    return {way: name for way, name in named if name}


def label_name(tags: Mapping[str, str], *, chinese: bool, language: str) -> str:
    """Name for a label: as ``shown_name``, but for readers of English the English one where it is given."""
    english = str(tags.get("name:en", "")).strip() if language == "en" else ""
    return english or shown_name(tags, chinese=chinese)


def streets_in_china(streets: StreetData) -> bool:
    """Whether streets lie in China, by the middle of their nodes; true where there are none."""
    if not len(streets.lon):
        return True
    return in_china(float(np.median(streets.lon)), float(np.median(streets.lat)))
