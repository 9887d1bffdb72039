"""What a search above the map may find. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from xc_gis.languages.message import msg

COORDINATES, SUBDISTRICT, COMMUNITY, FACILITY, STREET, NOTE = (
    "coordinates",
    "subdistrict",
    "community",
    "facility",
    "street",
    "note",
)
KIND_ZH = {COORDINATES: msg("坐标"), SUBDISTRICT: msg("街道"), COMMUNITY: msg("社区"), FACILITY: msg("设施"), STREET: msg("道路")}


@dataclass(frozen=True)
class Hit:
    """
    One thing that the text may mean, or (kind ``note``) a word about what is not listed.

    Attributes
    ----------
    kind, title, more
        Kind, name, and what tells it from others of the same name.
    community_id
        Of a community.
    mark
        What the page shows for it: ``lon, lat, title, more, lines, box``; empty for a community or a subdistrict.
    """

    kind: str
    title: str
    more: str = ""
    community_id: str = ""
    mark: Mapping[str, Any] = field(default_factory=dict)
