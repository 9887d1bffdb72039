"""The account of the streets as rows for the check's page, and in a few words for its verdict: texts only."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

from xc_gis.findings import StreetItem, StreetPlace
from xc_gis.languages.message import joined, msg
from xc_gis.report.check.records import CheckReport
from xc_gis.wording.check import LEVEL_ZH

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
    return (
        msg("绕行共 {metres:,.0f} 米", metres=item.metres) if item.kind in AROUND else msg("{metres:,.0f} 米", metres=item.metres)
    )


def _place(place: StreetPlace, kind: str) -> dict[str, Any]:
    where = f"{place.lon:.5f}, {place.lat:.5f}" if place.lon is not None and place.lat is not None else ""
    measured = place.metres is None or not math.isnan(place.metres)
    metres = msg("{metres:,.0f} 米", metres=place.metres) if place.metres is not None and measured else ""
    if kind in AROUND and measured:
        metres = msg("绕行 {metres}", metres=metres) if metres else msg("无路可绕")
    words = joined("，", (part for part in (metres, where) if part))
    return {"objects": [_object(name) for name in place.objects], "words": words}


def _object(name: str) -> dict[str, str]:
    return {"name": name, "link": f"https://www.openstreetmap.org/{name}" if OSM.fullmatch(name) else ""}


def doubts(report: CheckReport) -> str:
    """What may change walking times, with counts, metres and ends; empty where nothing is known to."""
    return joined("；", (_doubt(item) for item in report.streets if item.level == "warning"))


def _doubt(item: StreetItem) -> str:
    much: list[str] = [msg("{count:,} 处", count=item.count)]
    much += [_metres(item)] if item.metres else []
    much += [msg("{ends:,} 端", ends=item.ends)] if item.ends and item.ends != item.count else []
    return msg("{title} {much}", title=item.title, much=joined("、", much))
