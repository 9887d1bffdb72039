"""
What is already placed, for new layers to be compared with: named areas, named streets, homes, places of one name.

Everything here is in the analysis CRS. The streets come from OpenStreetMap, whose system is known; layers are added in
the order in which a study reads them, each after its own coordinate system was settled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.model import StreetData
from xc_gis.sources.crs.hypotheses import placed
from xc_gis.sources.rows.area_words import community_stem
from xc_gis.sources.rows.cells import clean
from xc_gis.sources.rows.osm_names import shown_name, streets_in_china
from xc_gis.units import EXCHANGE_CRS

AREA = 2
SHORTEST_NAME = 4
"""Letters below which a name of a place is too common to be evidence (``药店``)."""

MIDDLE_OF_CHINA = (105.0, 35.0)


@dataclass
class References:
    """Layers already placed, and the trees to search them."""

    target_crs: str
    streets: StreetData | None
    subdistricts: dict[str, shapely.Geometry] = field(default_factory=dict)
    communities: dict[str, shapely.Geometry] = field(default_factory=dict)
    community_ids: dict[str, shapely.Geometry] = field(default_factory=dict)
    _known: dict[str, dict[str, list[tuple[float, float]]]] = field(default_factory=dict)
    _ground: list[shapely.Geometry] = field(default_factory=list)
    homes: shapely.STRtree | None = None
    layers: list[str] = field(default_factory=list)

    def learn(self, table: str, frame: gpd.GeoDataFrame, shown: str) -> None:
        """Take a layer that is placed as a reference for the layers to come; ``shown`` is its name for messages."""
        geometry = frame.geometry.to_numpy()
        here = ~shapely.is_missing(geometry)
        if not here.any():
            return
        names = _column(frame, "name")
        if shown not in self.layers:
            self.layers.append(shown)
        if table in {"subdistricts", "communities"}:
            self._ground.append(shapely.convex_hull(shapely.GeometryCollection(list(geometry[here]))))
        flat = here & (shapely.get_dimensions(geometry) == AREA)
        if table == "subdistricts":
            self.subdistricts = {n: g for n, g in zip(names[flat], geometry[flat], strict=True) if n}
        elif table == "communities":
            self.communities = _unique(zip((community_stem(n) for n in names[flat]), geometry[flat], strict=True))
            self.community_ids = _unique(zip(_column(frame, "community_id")[flat], geometry[flat], strict=True))
            if not self.subdistricts:  # the communities' own column says where the subdistricts are
                self.subdistricts = _joined(zip(_column(frame, "subdistrict")[flat], geometry[flat], strict=True))
        elif table == "residents":
            self.homes = shapely.STRtree(geometry[here])
        points = shapely.get_coordinates(shapely.centroid(geometry[here]))
        if table.startswith("facilities"):
            by_name: dict[str, list[tuple[float, float]]] = defaultdict(list)
            for name, point in zip(names[here], points, strict=True):
                if len(name) >= SHORTEST_NAME:
                    by_name[name].append((float(point[0]), float(point[1])))
            self._known[shown] = by_name

    def known_beside(self, shown: str) -> dict[str, tuple[float, float]]:
        """Places by name out of the other lists, where one name means one place."""
        every: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for file, by_name in self._known.items():
            if file != shown:
                for name, found in by_name.items():
                    every[name] += found
        return {name: found[0] for name, found in every.items() if len(found) == 1}

    @property
    def area(self) -> shapely.Geometry | None:
        """Hull of the study area: subdistricts and communities, else the streets."""
        if self._ground:
            return shapely.convex_hull(shapely.GeometryCollection(self._ground))
        return self._street_hull

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude and latitude of the middle of the study area; of China where nothing is placed yet."""
        area = self.area
        if area is None:
            return MIDDLE_OF_CHINA
        lon, lat = gpd.GeoSeries([area.centroid], crs=self.target_crs).to_crs(EXCHANGE_CRS).get_coordinates().iloc[0].tolist()
        return lon, lat

    @cached_property
    def _street_lines(self) -> tuple[np.ndarray, np.ndarray]:
        """Every way as a line, and its name."""
        streets = self.streets
        if streets is None or not streets.ways:
            return np.array([], dtype=object), np.array([], dtype=object)
        position = pd.Index(np.asarray(streets.node_ids))
        xy = placed(np.column_stack([streets.lon, streets.lat]).astype(float), EXCHANGE_CRS, self.target_crs)
        lengths = np.array([len(nodes) for _, nodes, _ in streets.ways])
        at = position.get_indexer(np.concatenate([np.asarray(nodes) for _, nodes, _ in streets.ways]))
        way = np.repeat(np.arange(len(lengths)), lengths)
        good = (at >= 0) & np.isfinite(xy[at]).all(axis=1)
        way, at = way[good], at[good]
        enough = np.bincount(way, minlength=len(lengths))[way] > 1
        way, at = way[enough], at[enough]
        number, index = np.unique(way, return_inverse=True)
        chinese = streets_in_china(streets)
        names = np.array([clean(shown_name(streets.ways[n][2], chinese=chinese)) for n in number], dtype=object)
        return (shapely.linestrings(xy[at], indices=index) if len(at) else np.array([], dtype=object)), names

    @cached_property
    def street_tree(self) -> shapely.STRtree | None:
        """All ways with ``highway``."""
        lines = self._street_lines[0]
        return shapely.STRtree(lines) if len(lines) else None

    @cached_property
    def named_streets(self) -> dict[str, shapely.Geometry]:
        """Streets by name."""
        groups: dict[str, list[shapely.Geometry]] = defaultdict(list)
        for line, name in zip(*self._street_lines, strict=True):
            if len(name) >= SHORTEST_NAME - 1:
                groups[name].append(line)
        return {name: shapely.multilinestrings(lines) for name, lines in groups.items()}

    @cached_property
    def _street_hull(self) -> shapely.Geometry | None:
        lines = self._street_lines[0]
        return shapely.convex_hull(shapely.GeometryCollection(list(lines))) if len(lines) else None


def _unique(pairs: object) -> dict[str, shapely.Geometry]:
    groups: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for name, geometry in pairs:  # type: ignore[attr-defined]
        groups[name].append(geometry)
    return {name: found[0] for name, found in groups.items() if name and len(found) == 1}


def _joined(pairs: Iterable[tuple[str, shapely.Geometry]]) -> dict[str, shapely.Geometry]:
    groups: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for name, geometry in pairs:
        if name:
            groups[name].append(geometry if geometry.is_valid else shapely.make_valid(geometry))
    return {name: shapely.union_all(parts) for name, parts in groups.items()}


def _column(frame: pd.DataFrame, name: str) -> np.ndarray:
    if name not in frame.columns:
        return np.full(len(frame), "", dtype=object)
    return frame[name].map(lambda v: "" if v is None or v is pd.NA or v != v else clean(v)).to_numpy(dtype=object)  # noqa: PLR0124
