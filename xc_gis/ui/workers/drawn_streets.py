"""Streets as somebody points at them on the map: which one is next to a place, and where a drawn line meets them. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import to_plane
from xc_gis.analysis.network.walkable import way_rule
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model import StreetData
from xc_gis.sources.rows.osm_names import shown_name, streets_in_china

LonLat = tuple[float, float]

NEAR_M = 25.0
"""A click on a map of a district is no surer than that: a street is 10 to 40 metres wide."""


class DrawnStreets:
    """
    Ways that somebody may walk on, in the analysis CRS.

    Parameters
    ----------
    streets
        Of the study.
    crs
        Of the analysis.
    """

    def __init__(self, streets: StreetData, crs: str) -> None:
        self._streets, self._crs = streets, crs
        self._ways = [way for way in streets.ways if len(way[1]) > 1 and way_rule(way[2]) is not None]
        x, y = to_plane(np.asarray(streets.lon, dtype=float), np.asarray(streets.lat, dtype=float), crs)
        self._xy = np.column_stack([x, y])
        self._lines = [shapely.LineString(self._xy[self._rows(way[1])]) for way in self._ways]
        self._tree = shapely.STRtree(self._lines)

    def _rows(self, nodes: Sequence[int]) -> np.ndarray:
        return np.searchsorted(self._streets.node_ids, np.asarray(nodes, dtype=np.int64))

    def at(self, lon: float, lat: float) -> tuple[str, str, list[LonLat]]:
        """
        The street next to a place: ``way/ID``, its name (empty for none), its line.

        Raises
        ------
        InputError
            Where no street is within ``NEAR_M``.
        """
        row = self._nearest(self._point(lon, lat))
        if row is None:
            raise InputError(msg("点选处 {metres:g} 米内没有道路", metres=NEAR_M), hint=msg("请放大地图后点在道路上"))
        number, nodes, tags = self._ways[row]
        rows = self._rows(nodes)
        line = list(zip(np.asarray(self._streets.lon)[rows].tolist(), np.asarray(self._streets.lat)[rows].tolist(), strict=True))
        return f"way/{number}", shown_name(tags, chinese=streets_in_china(self._streets)), line

    def joined(self, line: Sequence[LonLat]) -> tuple[LonLat, ...]:
        """The line with each end on the street next to it, if one is within ``NEAR_M``; else the end stays, and trying it says so."""
        points = list(line)
        for end in {0, len(points) - 1}:
            points[end] = self._on_street(*points[end])
        return tuple(points)

    def _on_street(self, lon: float, lat: float) -> LonLat:
        point = self._point(lon, lat)
        row = self._nearest(point)
        if row is None:
            return lon, lat
        way, share = self._ways[row], self._lines[row]
        nodes = self._rows(way[1])
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(self._xy[nodes], axis=0).T))])
        at = share.project(point)
        degrees = [np.interp(at, along, np.asarray(axis, dtype=float)[nodes]) for axis in (self._streets.lon, self._streets.lat)]
        return float(degrees[0]), float(degrees[1])

    def _point(self, lon: float, lat: float) -> shapely.Point:
        x, y = to_plane(np.array([lon]), np.array([lat]), self._crs)
        return shapely.Point(float(x[0]), float(y[0]))

    def _nearest(self, point: shapely.Point) -> int | None:
        found = self._tree.query_nearest(point, max_distance=NEAR_M, all_matches=False)
        return int(found[0]) if len(found) else None
