"""
Who may use which facility point: types and catchments as numbers (method §5). Station 3: before the search.

The one rule of the program: whoever else asks whether a place serves somebody, for planning too, asks ``Eligibility``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Ints
from xc_gis.analysis.arrays.pairing import pairs_by_key
from xc_gis.analysis.legs.facility_points import FacilityPoints
from xc_gis.analysis.times.facility_services import OWN_COMMUNITY, OWN_SUBDISTRICT
from xc_gis.analysis.times.short_walks import ShortWalks

NOBODY = -2
"""Number of an area in which nobody lives."""


@dataclass(frozen=True)
class DemandAreas:
    """Community and subdistrict of each demand point (empty text outside), for catchments."""

    community: np.ndarray
    subdistrict: np.ndarray

    def take(self, points: Ints) -> DemandAreas:
        """Those of some demand points."""
        return DemandAreas(self.community[points], self.subdistrict[points])

    def of(self, catchment: str) -> np.ndarray:
        """Area of each demand point that counts for a reach."""
        return self.community if catchment == OWN_COMMUNITY else self.subdistrict

    @cached_property
    def communities(self) -> tuple[np.ndarray, Ints]:
        """Their communities, sorted, and the number of each demand point's."""
        return np.unique(self.community.astype(str), return_inverse=True)

    @cached_property
    def subdistricts(self) -> tuple[np.ndarray, Ints]:
        """As ``communities``."""
        return np.unique(self.subdistrict.astype(str), return_inverse=True)


def service_points(points: FacilityPoints, services: pd.DataFrame) -> pd.DataFrame:
    """``services`` with one row per facility point (column ``point``)."""
    of = pd.DataFrame({"facility": points.facility, "point": np.arange(len(points.facility))})
    return services.merge(of, on="facility", how="inner")


@dataclass(frozen=True)
class Eligibility:
    """
    Who may use which facility point, as numbers.

    Attributes
    ----------
    type_of_point
        Index of the type of each facility point, -1 where it offers nothing asked for.
    point, kind, community, subdistrict
        One row for each area that a point serves: its point, type, and the number of the community or subdistrict that
        it is bound to (-1: everyone).
    home, quarter
        Number of the community and subdistrict of each demand point.
    """

    type_of_point: Ints
    point: Ints
    kind: Ints
    community: Ints
    subdistrict: Ints
    home: Ints
    quarter: Ints

    @classmethod
    def of(cls, by_facility: pd.DataFrame, types: np.ndarray, areas: DemandAreas, n_points: int) -> Eligibility:
        """Number the offers of ``types`` (sorted) in ``by_facility``, as ``service_points`` gives them."""
        rows = by_facility[by_facility["type"].isin(types)]
        kind = np.searchsorted(types.astype(str), rows["type"].to_numpy().astype(str))
        type_of_point = np.full(n_points, -1, dtype=np.int64)
        type_of_point[rows["point"].to_numpy(dtype=np.int64)] = kind
        catchment, area = rows["catchment"].to_numpy(), rows["area"].to_numpy()
        return cls._of_rows(type_of_point, rows["point"].to_numpy(dtype=np.int64), kind, catchment, area, areas)

    @classmethod
    def of_places(cls, offers: Sequence[tuple[int, str, str]], areas: DemandAreas, n_places: int) -> Eligibility:
        """Number what places offer, all of one type: place, catchment and area of each offer."""
        place = np.array([one[0] for one in offers], dtype=np.int64)
        type_of_place = np.full(n_places, -1, dtype=np.int64)
        type_of_place[place] = 0
        catchment, area = (np.array([one[column] for one in offers], dtype=object) for column in (1, 2))
        return cls._of_rows(type_of_place, place, np.zeros(len(place), dtype=np.int64), catchment, area, areas)

    @classmethod
    def _of_rows(
        cls, type_of_point: Ints, point: Ints, kind: Ints, catchment: np.ndarray, area: np.ndarray, areas: DemandAreas
    ) -> Eligibility:
        (communities, home), (subdistricts, quarter) = areas.communities, areas.subdistricts
        words = area.astype(str)
        return cls(
            type_of_point, point, kind, _numbers(words, communities, catchment == OWN_COMMUNITY),
            _numbers(words, subdistricts, catchment == OWN_SUBDISTRICT), home, quarter,
        )  # fmt: skip

    def allowed(self, walks: ShortWalks) -> tuple[Ints, Ints]:
        """Walks that a catchment allows, and the type each serves; a walk may come several times."""
        walk, row = pairs_by_key(walks.facility, self.point)
        demand = walks.demand[walk]
        served = ((self.community[row] == -1) | (self.community[row] == self.home[demand])) & (
            (self.subdistrict[row] == -1) | (self.subdistrict[row] == self.quarter[demand])
        )
        return walk[served], self.kind[row[served]]

    def serves(self, rows: Ints, demand: int) -> Bools:
        """Whether offers serve one demand point."""
        own: Bools = (self.community[rows] == -1) | (self.community[rows] == self.home[demand])
        return own & ((self.subdistrict[rows] == -1) | (self.subdistrict[rows] == self.quarter[demand]))

    def serves_pairs(self, point: Ints, demand: Ints) -> Bools:
        """By pair of a facility point and a demand point: an offer of the point serves the people there; each pair once, whatever its types."""
        n = len(self.type_of_point)
        for_all = np.zeros(n, dtype=bool)
        for_all[self.point[(self.community == -1) & (self.subdistrict == -1)]] = True
        served: Bools = for_all[point]
        bound = np.flatnonzero(~served)
        for area, lives_in in ((self.community, self.home), (self.subdistrict, self.quarter)):
            rows = np.flatnonzero(area >= 0)
            if not len(rows) or not len(bound):
                continue
            n_areas = int(lives_in.max()) + 1
            allowed = np.zeros(n * n_areas, dtype=bool)
            allowed[self.point[rows] * n_areas + area[rows]] = True
            served[bound] |= allowed[point[bound] * n_areas + lives_in[demand[bound]]]
        return served


def _numbers(words: np.ndarray, known: np.ndarray, bound: Bools) -> Ints:
    """Numbers of the areas that offers are bound to: -1 where they are not, ``NOBODY`` where no demand point names the area or it has no name."""
    if len(known) == 0:
        return np.where(bound, NOBODY, -1)
    at = np.minimum(np.searchsorted(known, words), len(known) - 1)
    return np.where(bound, np.where((known[at] == words) & (words != ""), at, NOBODY), -1)
