"""
Demand points of a world with their legs, found for those alone that are asked for: where times are known, few points need any.
"""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.legs.legs import LEG_COLUMNS, PAIR_COLUMNS, Attached, LegCandidates, Legs, attach, without_islands
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.settings import Settings

FLAGS = frozenset(("waits", "to_u", "to_v"))
NUMBERS = frozenset(("point", "edge", "node"))
"""Columns of the tables of legs that hold flags and whole numbers; the others hold metres."""


class DemandLegs:
    """
    Demand points on one network.

    Parameters
    ----------
    xy
        Shape (n, 2), analysis CRS; NaN without a place.
    off_network
        By point, where a run on the same network has found it; None: all legs are found at once.
    """

    def __init__(
        self, network: WalkingNetwork, barriers: Barriers, xy: Floats, settings: Settings, off_network: Bools | None
    ) -> None:
        self._network, self._barriers, self._settings = network, barriers, settings
        self._whole: Attached | None = None
        self._walked: Attached | None = None
        self.points = _without_legs(xy, off_network | np.isnan(xy[:, 0])) if off_network is not None else self._attached(xy)
        if off_network is None:
            self._whole = self.points

    def whole(self) -> Attached:
        """All of them with all legs, those off the network without."""
        if self._walked is None:
            self._walked = without_islands(self._whole or self._attached(self.points.xy))
        return self._walked

    def some(self, points: Ints) -> Attached:
        """The same of some points, ascending, numbered from 0."""
        if self._walked is not None or self._whole is not None:
            return part_of(self.whole(), points)
        return without_islands(self._attached(self.points.xy[points]))

    def _attached(self, xy: Floats) -> Attached:
        return attach(self._network, self._barriers, xy, self._settings)


def _without_legs(xy: Floats, off_network: Bools) -> Attached:
    pairs = LegCandidates(*(np.zeros(0, dtype=np.int64 if name in NUMBERS else float) for name in PAIR_COLUMNS))
    legs = Legs(
        len(xy), *(np.zeros(0, dtype=bool if name in FLAGS else np.int64 if name in NUMBERS else float) for name in LEG_COLUMNS)
    )
    return Attached(xy, pairs, legs, off_network)
