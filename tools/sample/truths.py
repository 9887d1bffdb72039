"""
The designed truths: what a run of the sample must find. Asserted by ``tests/test_sample_truths.py``.

Places are on paper (metres); communities are found by place, so that a new name changes nothing.
"""

from __future__ import annotations

from tools.sample.frame import Community, communities

ACROSS_THE_CANAL = (-2300.0, -1650.0)
"""West of the canal, far from its bridges: a clinic stands 100 m beyond the water, and nobody reaches it in time."""

CLINIC_BEYOND = (-2000.0, -1650.0)

BEHIND_THE_WALL = (-1750.0, 1350.0)
"""A walled compound with one gate in the west: a convenience store stands behind its eastern wall."""

NO_CLINIC = (-1400.0, 6100.0)
"""Corner of the north: everything is surveyed, and no clinic within fifteen minutes."""

NO_CLINIC_RADIUS_M = 1750.0

PARTIAL = (2400.0, -4000.0)
"""Corner of the south-east: repair shops were surveyed everywhere but here, and none is near."""

PARTIAL_RADIUS_M = 1700.0
PARTIAL_CATEGORY = "REP"

FIVE_STARS = (-300.0, 1000.0)
"""Everything is near, surveyed and well liked."""

OFF_NETWORK_BLOCKS = 3
"""Walled blocks without any mapped way: their residents are unknown."""


def community_at(place: tuple[float, float]) -> Community:
    """The community at a place on paper."""
    u, v = place
    return next(c for c in communities() if c.box[0] <= u < c.box[2] and c.box[1] <= v < c.box[3])


STORE_BEHIND = "墙外便利店"
"""The store on the street right behind the eastern wall of the compound."""
