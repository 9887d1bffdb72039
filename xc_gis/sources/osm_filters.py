"""
OpenStreetMap filters of the rating standard (``shop=bicycle + service:bicycle:repair=yes``): matched against tags, asked of Overpass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from xc_gis.standard import Standard

OsmFilter = tuple[tuple[str, str], ...]
"""Keys and values that must all be there."""


def parse_filter(text: str) -> OsmFilter:
    """Read ``key=value + key=value``. Raises ``ValueError`` for anything else."""
    pairs = []
    for part in text.split("+"):
        key, equals, value = part.strip().partition("=")
        if not (key and equals and value):
            raise ValueError(f"“{text}” 不是 键=值")
        pairs.append((key.strip(), value.strip()))
    return tuple(pairs)


def filters_of(standard: Standard) -> tuple[OsmFilter, ...]:
    """All filters of a standard, each once, sorted."""
    return tuple(sorted({parse_filter(text) for kind in standard.facility_types.values() for text in kind.osm}))


def matches(tags: Mapping[str, str], wanted: OsmFilter) -> bool:
    """Whether an object carries all pairs; of several values (``clinic;doctors``) one is enough."""
    return all(value in _values(tags.get(key, "")) for key, value in wanted)


def facility_type(tags: Mapping[str, str], standard: Standard) -> str:
    """
    Code of the facility type that tags and name speak of, or an empty text.

    A type with a name pattern needs a name that fits; a fitting name is worth more than further tags, and of equals the
    first of the standard stands.
    """
    name = next((tags[key] for key in ("name:zh", "name", "official_name", "alt_name") if tags.get(key)), "")
    best, rank = "", (False, 0)
    for code, kind in standard.facility_types.items():
        if kind.name_re is not None and not re.search(kind.name_re, name):
            continue
        tagged = [len(wanted) for wanted in map(parse_filter, kind.osm) if matches(tags, wanted)]
        if tagged and (kind.name_re is not None, max(tagged)) > rank:
            best, rank = code, (kind.name_re is not None, max(tagged))
    return best


def selector(wanted: Iterable[tuple[str, str]]) -> str:
    """Overpass QL of a filter: ``["shop"="bicycle"]["service:bicycle:repair"="yes"]``."""
    return "".join(f'["{_quoted(key)}"="{_quoted(value)}"]' for key, value in wanted)


def _values(text: str) -> list[str]:
    return [part.strip() for part in text.split(";")]


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
