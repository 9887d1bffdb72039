"""Words at the end of names of communities and subdistricts, and in addresses, as they stand in Chinese data."""

from __future__ import annotations

import re

OFFICE = "街道"
"""Ends the name of a subdistrict, and is often left away."""

OFFICE_IN_FULL = "街道办事处"
COMMUNITY = "社区"
HOUSE = "号"
"""Ends a house number."""

BEFORE_HOUSE = r"(?=[甲乙丙丁]?\d)"
"""Pattern of what stands behind the name of a street: a house number begins."""

AREA_END = re.compile("(社区居民委员会|社区居委会|居委会|社区|街道办事处|街道|地区)$")
"""What names of one area may end with or without."""

_COMMUNITY_ENDS = re.compile(r"(社区)?(居民委员会|居委会|社区|村委会)+$")


def community_stem(name: str) -> str:
    """A community's name as it begins names of its services: ``马甸社区居委会`` → ``马甸社区``."""
    stem = _COMMUNITY_ENDS.sub("", name)
    return f"{stem}{COMMUNITY}" if len(stem) > 1 else ""


def subdistrict_stem(name: str) -> str:
    """A subdistrict's name without what it ends with: ``月坛街道办事处`` → ``月坛``."""
    return name.removesuffix(OFFICE_IN_FULL).removesuffix(OFFICE)


def house_number(text: str) -> str:
    """A house number with the word behind it: ``12`` and ``12号`` → ``12号``."""
    return f"{text.removesuffix(HOUSE)}{HOUSE}"
