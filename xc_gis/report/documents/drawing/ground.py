"""What a run's map holds, in metres: areas, streets, water and green, facilities, people in gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray

from xc_gis.units import EXCHANGE_CRS

GREEN, WATER = "green", "water"

AREA = 2
"""Dimensions of an area."""

Shapes = NDArray[np.object_]


@dataclass(frozen=True)
class StreetClass:
    """Streets that look alike; ``weight`` as on a screen, in pixels."""

    lines: Shapes
    colour: str
    weight: float

    @cached_property
    def tree(self) -> shapely.STRtree:
        """For finding the streets in a frame."""
        return shapely.STRtree(self.lines)


@dataclass(frozen=True)
class GapPlaces:
    """Places of residents in gap: n × 2 metres, how many, minutes over the limit (NaN beyond the search)."""

    places: NDArray[np.float64]
    residents: NDArray[np.float64]
    over_minutes: NDArray[np.float64]


@dataclass(frozen=True)
class Ground:
    """
    The shapes of a run in its analysis CRS.

    Attributes
    ----------
    communities
        By id: a polygon, a point where no more is known, or None.
    subdistricts
        By name.
    streets
        The least first.
    background
        ``green`` and ``water``.
    facilities
        n × 2 metres, NaN without a place; ``facility_types, facility_names`` in the same order; those that are open and on a street are ``serving``.
    gaps
        By category.
    crs
        Of all of them.
    """

    communities: Mapping[str, Any]
    subdistricts: Mapping[str, shapely.Geometry]
    streets: tuple[StreetClass, ...]
    background: Mapping[str, Shapes]
    facilities: NDArray[np.float64]
    facility_types: NDArray[np.object_]
    facility_names: NDArray[np.object_]
    serving: NDArray[np.bool_]
    gaps: Mapping[str, GapPlaces]
    crs: str

    @cached_property
    def areas(self) -> Mapping[str, shapely.Geometry]:
        """Communities that are polygons."""
        known = {name: shape for name, shape in self.communities.items() if shape is not None}
        return {name: shape for name, shape in known.items() if shapely.get_dimensions(shape) == AREA}

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of all communities; raises ``ValueError`` where none has a place."""
        known = np.array([shape for shape in self.communities.values() if shape is not None], dtype=object)
        if len(known) == 0:
            raise ValueError("no community has a place")
        west, south, east, north = shapely.total_bounds(known).tolist()
        return west, south, east, north


def ground_of(data: Mapping[str, Any], crs: str) -> Ground:
    """
    Unpack the data of a run's map page (``report.map.map_data``).

    Raises
    ------
    LookupError, TypeError, ValueError
        The data are not of that form.
    """
    place = _Unpacked(int(data["scale"]), pyproj.Transformer.from_crs(EXCHANGE_CRS, crs, always_xy=True))
    facilities = data["facilities"]
    return Ground(
        communities={c["id"]: place.community(c) for c in data["communities"]},
        subdistricts={s["name"]: place.area(s["rings"]) for s in data["subdistricts"]},
        streets=tuple(
            sorted((StreetClass(place.lines(s["lines"]), s["colour"], float(s["weight"])) for s in data["streets"]), key=lambda s: s.weight)
        ),
        background={
            kind: np.array([place.area(g["rings"]) for g in data["ground"] if g["kind"] == kind], dtype=object) for kind in (GREEN, WATER)
        },
        facilities=place.points(facilities["x"], facilities["y"]),
        facility_types=np.array(facilities["type"], dtype=object),
        facility_names=np.array(facilities["name"], dtype=object),
        serving=np.array([not off and status == "open" for off, status in zip(facilities["off_network"], facilities["status"], strict=True)], dtype=bool),
        gaps={code: place.gaps(columns) for code, columns in data["gaps"].items()},
        crs=crs,
    )  # fmt: skip


def gap_places(columns: Mapping[str, Sequence[Any]], data: Mapping[str, Any], crs: str) -> GapPlaces:
    """People in gap of one category from columns as the map page has them; ``data`` has its ``scale``."""
    return _Unpacked(int(data["scale"]), pyproj.Transformer.from_crs(EXCHANGE_CRS, crs, always_xy=True)).gaps(columns)


class _Unpacked:
    """Packed degrees to metres: whole steps, each from the one before."""

    def __init__(self, scale: int, transformer: pyproj.Transformer) -> None:
        self._scale = scale
        self._transformer = transformer

    def _metres(self, steps: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y = self._transformer.transform(steps[:, 0] / self._scale, steps[:, 1] / self._scale)
        return np.column_stack([x, y])

    def _packed(self, lines: Sequence[Sequence[int]]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        counts = np.array([len(line) // 2 for line in lines], dtype=np.int64)
        moved = np.concatenate([np.asarray(line, dtype=np.int64) for line in lines]).reshape(-1, 2)
        sums = np.cumsum(moved, axis=0)
        starts = np.cumsum(counts) - counts
        before = np.where(starts[:, None] > 0, sums[np.maximum(starts - 1, 0)], 0)
        return self._metres((sums - np.repeat(before, counts, axis=0)).astype(float)), np.repeat(np.arange(len(counts)), counts)

    def lines(self, packed: Sequence[Sequence[int]]) -> Shapes:
        kept = [line for line in packed if len(line) >= 4]  # noqa: PLR2004 - two points
        if not kept:
            return np.empty(0, dtype=object)
        places, line_of = self._packed(kept)
        made: Shapes = shapely.linestrings(places, indices=line_of)
        return made

    def area(self, rings: Sequence[Sequence[int]]) -> shapely.Geometry:
        """Rings to an area: what lies within an odd number of them."""
        places, ring_of = self._packed(rings)
        made = shapely.linearrings(places, indices=ring_of)
        shape = shapely.polygons(made[0]) if len(made) == 1 else shapely.build_area(shapely.geometrycollections(made))
        return shape if shapely.is_valid(shape) else shapely.buffer(shape, 0)

    def community(self, record: Mapping[str, Any]) -> Any:
        if "rings" in record:
            return self.area(record["rings"])
        if "lon" in record:
            return shapely.points(self._metres(np.array([[record["lon"], record["lat"]]]) * self._scale)[0])
        return None

    def points(self, x: Sequence[int | None], y: Sequence[int | None]) -> NDArray[np.float64]:
        steps = np.array(
            [(np.nan, np.nan) if a is None or b is None else (a, b) for a, b in zip(x, y, strict=True)], dtype=float
        ).reshape(-1, 2)
        known = ~np.isnan(steps[:, 0])
        places = np.full_like(steps, np.nan)
        if known.any():
            places[known] = self._metres(steps[known])
        return places

    def gaps(self, columns: Mapping[str, Sequence[Any]]) -> GapPlaces:
        steps = np.cumsum(np.column_stack([columns["x"], columns["y"]]).astype(np.int64).reshape(-1, 2), axis=0).astype(float)
        return GapPlaces(
            self._metres(steps) if len(steps) else steps,
            np.asarray(columns["residents"], dtype=float),
            np.array([np.nan if v is None else v / 10 for v in columns["over_tenths"]], dtype=float),
        )
