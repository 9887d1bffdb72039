"""Some of the points of a study with their legs: one facility, one neighbourhood. Station 2."""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Ints
from xc_gis.analysis.arrays.pairing import spans
from xc_gis.analysis.legs.legs import LEG_COLUMNS, Attached, LegCandidates, Legs


def part_of(attached: Attached, points: Ints) -> Attached:
    """Some points with their legs, numbered from 0. ``points`` ascending; all of them are the points themselves."""
    if len(points) == attached.n_points:
        return attached
    candidates = attached.candidates
    number, rows = _rows_of(attached.first_rows[0], points)
    pairs = LegCandidates(
        number, *(getattr(candidates, name)[rows] for name in LegCandidates.__dataclass_fields__ if name != "point")
    )
    return Attached(attached.xy[points], pairs, legs_of(attached, points), attached.off_network[points])


def rearranged(attached: Attached, order: Ints) -> Attached:
    """Points in any order; one may be left out, or come several times."""
    first_pair, first_leg = attached.first_rows
    number, rows = _rows_of(first_pair, order)
    pairs = LegCandidates(
        number, *(getattr(attached.candidates, name)[rows] for name in LegCandidates.__dataclass_fields__ if name != "point")
    )
    number, rows = _rows_of(first_leg, order)
    legs = Legs(len(order), number, *(getattr(attached.legs, name)[rows] for name in LEG_COLUMNS if name != "point"))
    return Attached(attached.xy[order], pairs, legs, attached.off_network[order])


def joined(one: Attached, other: Attached) -> Attached:
    """The points of one, then those of the other."""
    tables = ((one.candidates, other.candidates, LegCandidates.__dataclass_fields__), (one.legs, other.legs, LEG_COLUMNS))
    pairs, legs = (
        [np.concatenate([getattr(a, name), getattr(b, name) + (one.n_points if name == "point" else 0)]) for name in names]
        for a, b, names in tables
    )
    xy, off = np.concatenate([one.xy, other.xy]), np.concatenate([one.off_network, other.off_network])
    return Attached(xy, LegCandidates(*pairs), Legs(len(xy), *legs), off)


def legs_of(attached: Attached, points: Ints) -> Legs:
    """The legs alone of some points, as ``part_of`` gives them."""
    if len(points) == attached.n_points:
        return attached.legs
    number, rows = _rows_of(attached.first_rows[1], points)
    return Legs(len(points), number, *(getattr(attached.legs, name)[rows] for name in LEG_COLUMNS if name != "point"))


def _rows_of(first: Ints, wanted: Ints) -> tuple[Ints, Ints]:
    """Rows of a table sorted by point that belong to ``wanted``, and the place in ``wanted`` of each."""
    count = first[wanted + 1] - first[wanted]
    return np.repeat(np.arange(len(wanted)), count), spans(first[wanted], count)


def only(attached: Attached, points: Ints | Bools) -> Attached:
    """The legs of some points alone; the others keep their numbers, lose their legs and count as off the network."""
    kept = np.zeros(attached.n_points, dtype=bool)
    kept[points] = True
    legs, candidates = attached.legs, attached.candidates
    rows = kept[legs.point]
    few = Legs(legs.n_points, *(getattr(legs, name)[rows] for name in LEG_COLUMNS))
    return Attached(attached.xy, candidates.take(kept[candidates.point]), few, np.where(kept, attached.off_network, True))
