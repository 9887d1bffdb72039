"""
Who may use which facility point: types and catchments as numbers (method §5). Station 3: before the search.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.facility_points import FacilityPoints
from xc_gis.analysis.geometry import Bools, Ints
from xc_gis.analysis.pairing import pairs_by_key
from xc_gis.analysis.short_walks import ShortWalks


@dataclass(frozen=True)
class DemandAreas:
    """Community and subdistrict of each demand point (empty text outside), for catchments."""

    community: np.ndarray
    subdistrict: np.ndarray

    def take(self, points: Ints) -> DemandAreas:
        """Those of some demand points."""
        return DemandAreas(self.community[points], self.subdistrict[points])

    def of(self, reach: str) -> np.ndarray:
        """Area of each demand point that counts for a reach."""
        return self.community if reach == "own_community" else self.subdistrict


def points_offering(points: FacilityPoints, offered: pd.DataFrame) -> pd.DataFrame:
    """``offered`` with one row per facility point (column ``point``)."""
    of = pd.DataFrame({"facility": points.facility, "point": np.arange(len(points.facility))})
    return offered.merge(of, on="facility", how="inner")


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
        """Number the offers of ``types`` (sorted) in ``by_facility``, as ``points_offering`` gives them."""
        rows = by_facility[by_facility["type"].isin(types)]
        kind = np.searchsorted(types.astype(str), rows["type"].to_numpy().astype(str))
        type_of_point = np.full(n_points, -1, dtype=np.int64)
        type_of_point[rows["point"].to_numpy()] = kind
        reach, area = rows["reach"].to_numpy(), rows["area"].to_numpy().astype(str)
        home, quarter = areas.community.astype(str), areas.subdistrict.astype(str)
        communities, subdistricts = np.unique(home), np.unique(quarter)

        def number(words: np.ndarray, known: np.ndarray, bound: Bools) -> Ints:
            if len(known) == 0:
                return np.where(bound, -2, -1)
            at = np.minimum(np.searchsorted(known, words), len(known) - 1)
            # nobody lives in an area that no demand point names: -2 meets nobody
            return np.where(bound, np.where(known[at] == words, at, -2), -1)

        return cls(
            type_of_point, rows["point"].to_numpy(dtype=np.int64), kind,
            number(area, communities, reach == "own_community"), number(area, subdistricts, reach == "own_subdistrict"),
            np.searchsorted(communities, home), np.searchsorted(subdistricts, quarter),
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
