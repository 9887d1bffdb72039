"""The account of the streets as rows for the check's page, and in a few words for its verdict: texts only."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from xc_gis.check_report import CheckReport, StreetItem, StreetPlace
from xc_gis.report.check_wording import LEVEL_ZH

PLACES_SHOWN = 12
AROUND = frozenset(("same_spot", "crossing"))
"""Kinds whose metres are walked today around what is not joined."""

OSM = re.compile(r"(node|way|relation)/[1-9]\d*")
"""Objects that OpenStreetMap has; new ones with negative numbers are nowhere but in the file."""


def street_rows(items: Sequence[StreetItem]) -> list[dict[str, Any]]:
    """One row a kind, with the first of its places; of what has no place its objects."""
    return [_row(item) for item in items]


def _row(item: StreetItem) -> dict[str, Any]:
    places = item.places or tuple(StreetPlace(None, None, (name,)) for name in item.objects)
    return {
        "level": item.level, "level_zh": LEVEL_ZH[item.level], "title": item.title, "text": item.text, "count": f"{item.count:,}",
        "metres": _metres(item), "ends": f"{item.ends:,}" if item.ends else "",
        "places": [_place(place, item.kind) for place in places[:PLACES_SHOWN]], "more": max(len(places) - PLACES_SHOWN, 0),
    }  # fmt: skip


def _metres(item: StreetItem) -> str:
    """Of street; where two streets are not joined, of the ways around."""
    if not item.metres:
        return ""
    return f"绕行共 {item.metres:,.0f} 米" if item.kind in AROUND else f"{item.metres:,.0f} 米"


def _place(place: StreetPlace, kind: str) -> dict[str, Any]:
    where = f"{place.lon:.5f}, {place.lat:.5f}" if place.lon is not None and place.lat is not None else ""
    measured = place.metres is None or not math.isnan(place.metres)
    metres = f"{place.metres:,.0f} 米" if place.metres is not None and measured else ""
    if kind in AROUND and measured:
        metres = f"绕行 {metres}" if metres else "无路可绕"
    words = "，".join(part for part in (metres, where) if part)
    return {"objects": [_object(name) for name in place.objects], "words": words}


def _object(name: str) -> dict[str, str]:
    return {"name": name, "link": f"https://www.openstreetmap.org/{name}" if OSM.fullmatch(name) else ""}


def doubts(report: CheckReport) -> str:
    """What may change walking times, with counts, metres and ends; empty where nothing is known to."""
    return "；".join(_doubt(item) for item in report.streets if item.level == "warning")


def _doubt(item: StreetItem) -> str:
    much = [f"{item.count:,} 处"]
    much += [_metres(item)] if item.metres else []
    much += [f"{item.ends:,} 端"] if item.ends and item.ends != item.count else []
    return f"{item.title} {'、'.join(much)}"
