"""
Times that are known of a list answer for a list that differs in a few facilities: only these few are searched for, and whoever they may concern.

A time is the least over all facilities that serve a demand point, each by itself. So a facility that came lowers times or leaves them; one that went
matters only where it was as near as the nearest.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.reassessment.need import as_far_as
from xc_gis.units import LENGTH_TOLERANCE_M, TIME_TOLERANCE_S

FEW = 0.25
"""Where more of a list differs than this share, it is searched for as a whole: three searches are then no cheaper than one (assumption)."""

SPARE = 0.01
"""Streets are not measured shorter than straight by more than this share: projection and rounding take far less (assumption)."""

Traits = tuple[str, bool, bytes]
"""All of a facility of a type that the times to it rest on: whom it serves besides, whether its outline is a building's, its place as WKB."""


@dataclass(frozen=True)
class Listed:
    """
    The open facilities of a list.

    Attributes
    ----------
    frame
        All facilities.
    rows
        By type and ``Traits``: row in ``frame``; of two that are alike one stands for both.
    """

    frame: gpd.GeoDataFrame
    rows: Mapping[str, Mapping[Traits, int]]

    @classmethod
    def of(cls, frame: gpd.GeoDataFrame) -> Listed:
        """Those that have a place."""
        is_open = np.flatnonzero((frame["status"] == "open").to_numpy() & frame.geometry.notna().to_numpy())
        part = frame.iloc[is_open]
        shapes = shapely.to_wkb(part.geometry.to_numpy())
        rows: dict[str, dict[Traits, int]] = {}
        each = zip(
            is_open.tolist(), part["type"].tolist(), part["serves"].tolist(), part["building"].tolist(), shapes, strict=True
        )
        for row, kind, serves, building, shape in each:
            rows.setdefault(str(kind), {})[str(serves), bool(building), shape] = row
        return cls(frame, rows)

    def beyond(self, other: Listed, types: Iterable[str]) -> Ints:
        """Rows, ascending, of facilities of some types that the other does not list."""
        nothing: Mapping[Traits, int] = {}
        found = [self.rows[kind][one] for kind in types if kind in self.rows
                 for one in self.rows[kind].keys() - other.rows.get(kind, nothing).keys()]  # fmt: skip
        return np.sort(np.array(found, dtype=np.int64))

    def count(self, types: Iterable[str]) -> int:
        """How many facilities of some types."""
        return sum(len(self.rows.get(kind, ())) for kind in types)


@dataclass(frozen=True)
class Known:
    """
    Times to the facilities of a list, by demand point.

    Attributes
    ----------
    seconds
        NaN where nothing is reached within ``bound_s``.
    """

    listed: Listed
    bound_s: float
    seconds: Floats

    def within(self, bound_s: float) -> Floats:
        """The same as far as a bound."""
        if self.bound_s == bound_s:
            return self.seconds
        return as_far_as(self.seconds, bound_s)


@dataclass(frozen=True)
class Near:
    """Times that are known of another list, and rows of what that list lacks and of what it has besides."""

    known: Known
    came: Ints
    went: Ints


class KnownTimes:
    """What was found for any list, by all else that times rest on."""

    def __init__(self) -> None:
        self._found: dict[Hashable, list[Known]] = {}

    def remember(self, key: Hashable, known: Known) -> None:
        """Keep times; those of the same list that were looked for less far are dropped."""
        mine = self._found.setdefault(key, [])
        mine[:] = [one for one in mine if one.listed is not known.listed or one.bound_s > known.bound_s]
        mine.append(known)

    def near(self, key: Hashable, listed: Listed, types: tuple[str, ...], bound_s: float) -> Near | None:
        """Times of the list that differs least, looked for as far as the bound; None where none differs in few facilities alone."""
        best: Near | None = None
        for known in self._found.get(key, ()):
            if known.bound_s < bound_s:
                continue
            one = Near(known, listed.beyond(known.listed, types), known.listed.beyond(listed, types))
            if best is None or len(one.came) + len(one.went) < len(best.came) + len(best.went):
                best = one
        if best is None or len(best.came) + len(best.went) > FEW * max(listed.count(types), best.known.listed.count(types)):
            return None
        return best


def within_reach(xy: Floats, metres: Floats, places: Floats) -> Ints:
    """
    Points, ascending, that have one of some places within their own distance: nobody walks faster than straight ahead.

    Parameters
    ----------
    xy, places
        Shapes (n, 2) and (m, 2), analysis CRS; NaN for a point without a place.
    metres
        By point; negative: nothing is near enough.
    """
    some = np.flatnonzero((metres >= 0) & ~np.isnan(xy[:, 0]))
    if not len(some) or not len(places):
        return some[:0]
    tree = shapely.STRtree(shapely.points(places))
    _, nearest = tree.query_nearest(shapely.points(xy[some]), return_distance=True, all_matches=False)
    return some[nearest <= metres[some] * (1 + SPARE) + LENGTH_TOLERANCE_M]


def concerned(seconds: Floats, to_those_that_went: Floats) -> Bools:
    """By demand point: one of those that went may have been the nearest. Seconds, NaN where nothing is reached."""
    found: Bools = to_those_that_went <= seconds + TIME_TOLERANCE_S
    return found


def lesser(one: Floats, other: Floats) -> Floats:
    """The lesser of two times by demand point; NaN where neither is reached."""
    return np.fmin(one, other)
