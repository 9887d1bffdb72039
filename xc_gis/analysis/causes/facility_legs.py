"""
Facilities on one network: entrances and legs of a place are found once, in however many lists it stands.
"""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Ints
from xc_gis.analysis.arrays.pairing import spans
from xc_gis.analysis.legs.facility_points import FacilityPoints, facility_points, ways_in
from xc_gis.analysis.legs.legs import Attached, attach
from xc_gis.analysis.legs.point_parts import joined, rearranged
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.model import StreetData
from xc_gis.settings import Settings

Place = tuple[bytes, bool]
"""All that the entrances of a facility rest on: its place as WKB, and whether its outline is a building's."""


class FacilityLegs:
    """Finds entrances and legs on one network; ``streets``: as read for walkers."""

    def __init__(self, network: WalkingNetwork, barriers: Barriers, streets: StreetData, settings: Settings) -> None:
        self._network, self._barriers, self._settings = network, barriers, settings
        self._ways = ways_in(streets, network, settings)
        self._attached: Attached | None = None
        self._points: dict[Place, tuple[int, int]] = {}

    def of(self, facilities: gpd.GeoDataFrame) -> tuple[FacilityPoints, Attached]:
        """Entrances of a list, as ``facility_points`` gives them, with their legs."""
        shapes = facilities.geometry.to_numpy()
        rows = np.flatnonzero(~shapely.is_missing(shapes))
        building = facilities["building"].to_numpy(dtype=bool)[rows].tolist()
        places = list(zip(shapely.to_wkb(shapes[rows]), building, strict=True))
        new = {place: row for place, row in zip(places, rows.tolist(), strict=True) if place not in self._points}
        if new or self._attached is None:
            self._find(facilities, new)
        assert self._attached is not None
        found = np.array([self._points[place] for place in places], dtype=np.int64).reshape(-1, 2)
        attached = rearranged(self._attached, spans(found[:, 0], found[:, 1]))
        return FacilityPoints(attached.xy, np.repeat(rows, found[:, 1])), attached

    def _find(self, facilities: gpd.GeoDataFrame, rows: Mapping[Place, int]) -> None:
        points = facility_points(facilities.iloc[list(rows.values())], self._ways)
        attached = attach(self._network, self._barriers, points.xy, self._settings)
        before = 0 if self._attached is None else self._attached.n_points
        self._attached = attached if self._attached is None else joined(self._attached, attached)
        first: Ints = np.searchsorted(points.facility, np.arange(len(rows) + 1))
        for number, place in enumerate(rows):
            self._points[place] = before + int(first[number]), int(first[number + 1] - first[number])
