"""Legs of the points of a patch in a file: 8 bytes where they are measures, 4 where they are numbers (method §3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.legs.legs import Attached, LegCandidates, Legs
from xc_gis.analysis.patches.array_files import read_arrays, write_arrays
from xc_gis.analysis.patches.ground import GroundPiece


@dataclass(frozen=True)
class FiledLegs:
    """
    Points with their legs, whose nodes and edges are those of the whole network.

    Attributes
    ----------
    pairs
        Number of pairs of each point; then by pair ``edge, foot_m, off_line_m, low_m, high_m``, as in ``legs.LegCandidates``.
    legs
        Number of legs of each point; then by leg ``edge, offset_m, node, straight_m, waits, to_u, to_v``, as in ``legs.Legs``.
    off_network
        By point.
    """

    pairs: tuple[np.ndarray, ...]
    legs: tuple[np.ndarray, ...]
    off_network: Bools

    @classmethod
    def of(cls, attached: Attached, piece: GroundPiece) -> FiledLegs:
        """What was found on a piece."""
        pairs, legs = attached.candidates, attached.legs
        first_pair, first_leg = attached.first_rows
        edge, node = (_whole(numbers, found) for numbers, found in ((piece.edges, legs.edge), (piece.nodes, legs.node)))
        return cls(
            (_short(np.diff(first_pair)), _short(piece.edges[pairs.edge]), pairs.foot_m, pairs.off_line_m, pairs.low_m, pairs.high_m),
            (_short(np.diff(first_leg)), edge, legs.offset_m, node, legs.straight_m, legs.waits, legs.to_u, legs.to_v),
            attached.off_network,
        )  # fmt: skip

    @classmethod
    def read(cls, path: Path) -> FiledLegs:
        """From a file."""
        of_pairs, of_legs = 6, 8
        found = read_arrays(path, of_pairs + of_legs + 1)
        return cls(tuple(found[:of_pairs]), tuple(found[of_pairs:-1]), found[-1])

    def write(self, path: Path) -> None:
        """Into a file."""
        write_arrays(path, (*self.pairs, *self.legs, self.off_network))

    def take(self, points: Bools) -> FiledLegs:
        """Those of some points."""
        if points.all():
            return self
        pairs, legs = (
            (table[0][points], *(column[np.repeat(points, table[0])] for column in table[1:]))
            for table in (self.pairs, self.legs)
        )
        return FiledLegs(pairs, legs, self.off_network[points])


def attached_to(piece: GroundPiece, xy: Floats, filed: FiledLegs) -> Attached:
    """Points, shape (n, 2), with those of their legs that lead onto a piece."""
    pair_point, leg_point = (np.repeat(np.arange(len(xy)), table[0]) for table in (filed.pairs, filed.legs))
    pairs = LegCandidates(pair_point, piece.edges_here(filed.pairs[1]), *filed.pairs[2:])
    _, edge, offset_m, node, *others = filed.legs
    legs = Legs(len(xy), leg_point, piece.edges_here(edge), offset_m, piece.nodes_here(node), *others)
    outside, lost = pairs.edge < 0, (legs.edge < 0) & (legs.node < 0)
    if outside.any():
        pairs = pairs.take(~outside)
    if lost.any():
        legs = Legs(len(xy), *(getattr(legs, name)[~lost] for name in Legs.__dataclass_fields__ if name != "n_points"))
    return Attached(xy, pairs, legs, filed.off_network)


def tables_of(filed: FiledLegs, points: Ints) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Columns of ``legs.LegCandidates`` and of ``legs.Legs`` on the whole network; ``points``: the numbers of the points there."""
    pair_point, leg_point = (np.repeat(points, table[0]) for table in (filed.pairs, filed.legs))
    pairs = (pair_point, filed.pairs[1].astype(np.int64), *filed.pairs[2:])
    _, edge, offset_m, node, *others = filed.legs
    legs = (leg_point, edge.astype(np.int64), offset_m, node.astype(np.int64), *others)
    names = [name for name in Legs.__dataclass_fields__ if name != "n_points"]
    return dict(zip(LegCandidates.__dataclass_fields__, pairs, strict=True)), dict(zip(names, legs, strict=True))


def joined(parts: Sequence[Attached]) -> Attached:
    """Several sets of points as one, in their order."""
    first = np.cumsum([0, *(part.n_points for part in parts)])
    tables = []
    for name in ("candidates", "legs"):
        some = [getattr(part, name) for part in parts]
        names = [one for one in type(some[0]).__dataclass_fields__ if one not in {"n_points", "point"}]
        point = np.concatenate([table.point + begin for table, begin in zip(some, first, strict=False)])
        tables.append((type(some[0]), point, [np.concatenate([getattr(table, one) for table in some]) for one in names]))
    (pairs, pair_point, of_pairs), (legs, leg_point, of_legs) = tables
    return Attached(
        np.concatenate([part.xy for part in parts]), pairs(pair_point, *of_pairs), legs(int(first[-1]), leg_point, *of_legs),
        np.concatenate([part.off_network for part in parts]),
    )  # fmt: skip


def without_legs(xy: Floats) -> Attached:
    """Points that no street is near to."""
    none, nothing, false = np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros(0, dtype=bool)
    pairs, legs = LegCandidates(none, none, *[nothing] * 4), Legs(len(xy), none, none, nothing, none, nothing, *[false] * 3)
    return Attached(xy, pairs, legs, np.ones(len(xy), dtype=bool))


def _whole(numbers: Ints, found: Ints) -> np.ndarray:
    """Numbers in the whole network of nodes or edges of a piece; -1 stays."""
    if len(numbers) == 0:
        return _short(found)
    return np.where(found >= 0, _short(numbers)[found], np.int32(-1))


def _short(numbers: np.ndarray) -> np.ndarray:
    return numbers.astype(np.int32)
