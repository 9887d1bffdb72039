"""The ground that a study speaks of, as far as its layers were looked at: where a row can be placed. Knows no Qt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xc_gis.operations.preview.records import LayerPreview
from xc_gis.settings import Settings

BUFFER = "study_area_buffer_m"
FRAME = ("communities", "subdistricts")
DEGREE_M = 111_195.0
"""Metres of a degree of latitude on a sphere of 6 371 km: near enough to tell a slip from a place."""


@dataclass(frozen=True)
class StudyHull:
    """
    Hull of all that bounds a study.

    Attributes
    ----------
    corners
        Longitude and latitude of what bounds it; empty where nothing is known.
    buffer_m
        So far around the hull a place still belongs to the study.
    """

    corners: tuple[tuple[float, float], ...]
    buffer_m: float

    @classmethod
    def of(cls, previews: Mapping[str, LayerPreview], settings: Mapping[str, Any]) -> StudyHull:
        """
        From what was seen of the layers.

        Communities and subdistricts bound a study, as in a run. Where most communities wait for a place and there are no
        subdistricts, those few that have one do not: then the streets do.
        """
        seen = {name: previews[name] for name in (*FRAME, "network") if name in previews}
        communities = seen.get("communities")
        few = communities is not None and 2 * communities.unplaced > communities.count
        names = FRAME if "subdistricts" in seen or not few else (*FRAME, "network")
        corners = [tuple(map(float, place)) for name in names if name in seen for place in _places(seen[name])]
        if not corners and "network" in seen:
            corners = [tuple(map(float, place)) for place in _places(seen["network"])]
        given = settings.get(BUFFER)
        buffer_m = float(given) if isinstance(given, int | float) else Settings().number(BUFFER)
        return cls(tuple((lon, lat) for lon, lat in corners), buffer_m)

    def outside_m(self, lon: float, lat: float) -> float | None:
        """How far a place lies outside the hull: 0 inside and in its buffer; None where nothing bounds the study."""
        if not self.corners:
            return None
        import shapely  # noqa: PLC0415 - when the first row is placed

        width = math.cos(math.radians(lat))
        hull = shapely.MultiPoint([(x * width, y) for x, y in self.corners]).convex_hull
        away = float(hull.distance(shapely.Point(lon * width, lat))) * DEGREE_M
        return away if away > self.buffer_m else 0.0


def _places(preview: LayerPreview) -> list[Any]:
    parts = [list(ring) for ring in preview.outlines]
    if preview.points is not None:
        parts.append(list(preview.points))
    return [place for part in parts for place in part]
