"""Marks of siting on the map: sites that were found, the area that is looked in, areas where nothing is built. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xc_gis.model.changes import LonLat
from xc_gis.ui.workers.siting_tasks import FoundSite

Ring = tuple[LonLat, ...]


def site_marks(sites: Sequence[FoundSite]) -> list[dict[str, Any]]:
    """Sites with their ranks, as ``planning.js`` takes them."""
    return [
        {
            "key": f"site {rank}", "kind": "found", "label": str(rank), "title": one.name or one.site_id, "more": "", "lon": one.lon,
            "lat": one.lat, "drag": False,
        }
        for rank, one in enumerate(sites, 1)
    ]  # fmt: skip


def ground_marks(inside: Ring, no_go: Sequence[Ring]) -> list[dict[str, Any]]:
    """Outlines of areas that were drawn for siting."""
    made: list[dict[str, Any]] = [
        {"key": f"no-go {number}", "ring": [list(corner) for corner in ring]} for number, ring in enumerate(no_go, 1)
    ]
    if inside:
        made.append({"key": "inside", "ring": [list(corner) for corner in inside], "inside": True})
    return made
