"""
What is asked of Overpass: all that the method needs of OpenStreetMap (method §2), by topic and square.

Raw objects with all their tags are asked for, not a graph: access, foot, sidewalk, crossings, barriers, steps, bridges,
tunnels and layers stay as mapped, and so do walls, railways and water, which no network graph holds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from xc_gis.languages.message import msg
from xc_gis.sources.facilities.type_from_name import TypeBook
from xc_gis.sources.streets.found import GREEN, WATER
from xc_gis.sources.study.area import Box

STOPPING = {
    "railway": "rail|subway|light_rail|tram",
    "waterway": "river|canal|stream|riverbank|dock",
    "barrier": "wall|fence|retaining_wall|city_wall|guard_rail|hedge",
}
"""Lines that can stop a straight leg, and their neighbours."""

ADMIN_LEVELS = ("6", "8", "10")
"""Levels of administrative boundaries in China: districts, subdistricts, communities."""


def topics(book: TypeBook) -> dict[str, Sequence[str]]:
    """Statements by topic; each is completed by the box it is asked for. ``book`` knows the tags of facilities."""
    ground = GREEN | WATER | {("landuse", "residential")}
    return {
        msg("道路"): (
            'way["highway"]',
            *(f'way["{key}"~"^({words})$"]' for key, words in STOPPING.items()),
            'node["barrier"]',
            'node["entrance"]',
            *(f"{kind}{one}" for one in _selectors(ground) for kind in ("way", "relation")),
        ),
        msg("设施"): tuple(f"{kind}{one}" for one in _selectors(book.first_tags) for kind in ("node", "way", "relation")),
        msg("建筑"): ('way["building"]', 'relation["building"]'),
    }


def _selectors(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Overpass QL of tags, one selector a key: the server looks into its index once for all values."""
    values = defaultdict(set)
    for key, value in pairs:
        values[key].add(value)
    for key, found in sorted(values.items()):
        if len(found) == 1:
            yield f'["{key}"="{_quoted(*found)}"]'
        else:
            yield f'["{key}"~"^({"|".join(_quoted(re.escape(value)) for value in sorted(found))})$"]'


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def boundaries() -> Sequence[str]:
    """Statements for subdistricts and communities."""
    levels = "|".join(ADMIN_LEVELS)
    return (f'relation["boundary"="administrative"]["admin_level"~"^({levels})$"]',)


def query(statements: Sequence[str], box: Box, seconds: float) -> str:
    """Overpass QL for objects that meet a box, with all nodes and members that they are made of."""
    west, south, east, north = (f"{value:.6f}" for value in box)
    where = f"({south},{west},{north},{east})"
    asked = "\n".join(f"  {statement}{where};" for statement in statements)
    return f"[out:json][timeout:{seconds:.0f}];\n(\n{asked}\n);\n(._;>;);\nout body qt;\n"
