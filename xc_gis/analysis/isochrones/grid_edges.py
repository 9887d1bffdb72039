"""Pairs of a point and an edge in its reach, ordered by edge: what short walks along an edge are found by (method §6)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.arrays.pairing import spans
from xc_gis.analysis.legs.legs import Attached, LegCandidates, least_metres
from xc_gis.analysis.network.network import WalkingNetwork


@dataclass(frozen=True)
class PointsByEdge:
    """
    Points by the edges that they reach.

    Attributes
    ----------
    n_edges
        Edges of the network.
    candidates
        Pairs of a point and an edge that was asked for, ordered by edge, then point.
    least_m
        Bounds of each pair as ``legs.least_metres`` gives them: ahead, back, straight.
    leg
        Rows of the table of legs that end on an edge, ordered by edge and point.
    first_leg
        By pair: first of its legs in ``leg``, and one past the last pair's.
    """

    n_edges: int
    candidates: LegCandidates
    least_m: tuple[Floats, Floats, Floats]
    leg: Ints
    first_leg: Ints

    @cached_property
    def first(self) -> Ints:
        """By edge: first row of ``candidates``, and one past the last."""
        return np.searchsorted(self.candidates.edge, np.arange(self.n_edges + 1))

    def legs_of(self, pairs: Ints) -> tuple[Ints, Ints]:
        """Rows of the table of legs that belong to ``pairs``, and the place in ``pairs`` of each."""
        first = self.first_leg[pairs]
        count = self.first_leg[pairs + 1] - first
        return self.leg[spans(first, count)], np.repeat(np.arange(len(pairs)), count)


def points_by_edge(network: WalkingNetwork, attached: Attached, detour: float, *, edges: Ints | None = None) -> PointsByEdge:
    """
    Order the pairs of points and edges by edge; every leg onto an edge belongs to a pair.

    ``detour``: δ of method §3. ``edges``: those that will be asked for, where the others need not be ordered.
    """
    candidates, legs = attached.candidates, attached.legs
    asked = np.zeros(network.n_edges + 1, dtype=bool)  # the last stands for "at a node"
    asked[slice(0, -1) if edges is None else edges] = True
    pair, leg = np.flatnonzero(asked[candidates.edge]), np.flatnonzero(asked[legs.edge])
    candidates = candidates.take(pair[np.argsort(candidates.edge[pair], kind="stable")])
    leg = leg[np.argsort(legs.edge[leg], kind="stable")]
    n = attached.n_points
    first_leg = np.searchsorted(legs.edge[leg] * n + legs.point[leg], candidates.edge * n + candidates.point)
    return PointsByEdge(
        n_edges=network.n_edges,
        candidates=candidates,
        least_m=least_metres(network, candidates, detour),
        leg=leg,
        first_leg=np.append(first_leg, len(leg)),
    )
