"""
What can be done for one community: facilities that could be built, as the people whom each would cover.

A unit is a demand point whose people one question of the standard leaves uncovered today. Of facilities that cover the same units one is
enough; one that covers no more than another which costs no more is never needed. (It is kept where covering fewer may be better: in a
category that counts as unknown, more cover can make a low share known.)
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.coverage.coverage import COVERED, GAP
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.planning.next_star.surveys import Survey
from xc_gis.model.costs import ChangeCosts


@dataclass(frozen=True)
class Units:
    """
    Uncovered demand points of one community, by question.

    Attributes
    ----------
    key
        By unit: key of times and states.
    point
        By unit: demand point.
    gap
        By unit: is a gap today; else unknown.
    settles
        By unit: would be a gap if the survey of its category found nothing.
    free
        By unit: may be covered by something that is not counted (``with_free``); None: none of them.
    """

    key: np.ndarray
    point: Ints
    gap: Bools
    settles: Bools
    free: Bools | None = None

    def __len__(self) -> int:
        return len(self.point)

    def with_free(self, covered: Mapping[str, np.ndarray]) -> Units:
        """The same units, free where another world covers them; ``covered``: by key and demand point."""
        free = [bool(covered[key][point]) for key, point in zip(self.key.tolist(), self.point.tolist(), strict=True)]
        return replace(self, free=np.array(free, dtype=bool))


@dataclass(frozen=True)
class Offers:
    """
    Facilities that could be built.

    Attributes
    ----------
    kind, place, cost
        By offer: facility type, row of the places, cost.
    covers
        Offers × units.
    """

    kind: np.ndarray
    place: Ints
    cost: Floats
    covers: Bools

    def __len__(self) -> int:
        return len(self.place)

    def take(self, rows: Ints) -> Offers:
        """Some of the offers."""
        return Offers(self.kind[rows], self.place[rows], self.cost[rows], self.covers[rows])


def units_of(ground: StarGround, points: Ints, codes: Collection[str], surveys: Mapping[str, Survey]) -> Units:
    """Units of the people of some demand points in some categories."""
    parts: list[tuple[str, Ints, Bools, Bools]] = []
    for key, one in ground.asked.items():
        if one.category.code not in codes:
            continue
        state = ground.found.states[key][points]
        mine = points[state != COVERED]
        survey = surveys.get(one.category.code)
        settled = survey.settles.get(key, mine[:0]) if survey else mine[:0]
        parts.append((key, mine, state[state != COVERED] == GAP, np.isin(mine, settled)))
    if not parts:
        nothing = np.zeros(0, dtype=bool)
        return Units(np.zeros(0, dtype=object), np.zeros(0, dtype=np.int64), nothing, nothing)
    keys = np.concatenate([np.full(len(mine), key, dtype=object) for key, mine, _, _ in parts])
    point, gap, settles = (np.concatenate([part[n] for part in parts]) for n in (1, 2, 3))
    return Units(keys, point.astype(np.int64), gap.astype(bool), settles.astype(bool))


def covers_of(ground: StarGround, community: int, units: Units, kind: str, places: Ints) -> Bools:
    """Which units a facility of a type at each of some places around a community would cover: places × units; catchments are not looked at."""
    covers = np.zeros((len(places), len(units)), dtype=bool)
    near = ground.near(community)
    at = near.rows_of(places)
    for key, one in ground.asked.items():
        if kind in one.question.types:
            rows = np.flatnonzero(units.key == key)
            if len(rows):
                who = np.searchsorted(near.points, units.point[rows])
                covers[:, rows] = near.within(one.question.profile, one.limit_s)[np.ix_(at, who)]
    return covers


def all_offers(
    ground: StarGround, community: int, units: Units, costs: ChangeCosts, places: Ints, *, delicate: Bools | None = None
) -> Offers:
    """
    Facilities of all types at all places near a community that cover somebody of it; each set of units once by type.

    ``delicate``: units in which covering fewer may be better; None: of no unit.
    """
    frame = ground.found.data.communities
    name, quarter = str(frame["community_id"].iloc[community]), str(frame["subdistrict"].fillna("").iloc[community])
    kinds, rows, covers = [], [], []
    asked = {kind for one in ground.asked.values() for kind in one.question.types}
    for kind in (kind for kind in ground.standard.facility_types if kind in asked):
        allowed = places[ground.may_build(kind, places, name, quarter)]
        found = covers_of(ground, community, units, kind, allowed)
        useful = np.flatnonzero(found.any(axis=1))
        if len(useful) == 0:
            continue
        first = np.sort(np.unique(np.packbits(found[useful], axis=1), axis=0, return_index=True)[1])
        kinds.append(np.full(len(first), kind, dtype=object))
        rows.append(allowed[useful[first]])
        covers.append(found[useful[first]])
    if not kinds:
        return Offers(np.zeros(0, dtype=object), np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros((0, len(units)), dtype=bool))
    of_offer = np.concatenate(kinds)
    cost = np.array([costs.of(str(one)) for one in of_offer])
    return undominated(Offers(of_offer, np.concatenate(rows), cost, np.concatenate(covers)), delicate)


def undominated(offers: Offers, delicate: Bools | None = None) -> Offers:
    """
    Without the offers that cover no more than another one that costs no more; in ``delicate`` units both must cover the same.

    An offer can be superfluous only beside one that covers some of its units: families that share no unit are looked at each by itself.
    """
    keep = np.ones(len(offers), dtype=bool)
    for rows, columns in _families(offers.covers):
        part = None if delicate is None else delicate[columns]
        keep[rows] = _needed(offers.covers[np.ix_(rows, columns)], offers.cost[rows], part)
    return offers.take(np.flatnonzero(keep))


def _families(covers: Bools) -> list[tuple[Ints, Ints]]:
    """Rows and columns of a table that hang together, each row in one of them; a row of nothing is part of every other, so then there is one."""
    if not len(covers):
        return []
    if not covers.any(axis=1).all():
        return [(np.arange(covers.shape[0]), np.arange(covers.shape[1]))]
    alike, of_unit = np.unique(np.packbits(covers, axis=0), axis=1, return_index=True, return_inverse=True)[1:]
    table = covers[:, alike]
    n = len(table)
    row, column = np.nonzero(table)
    joined = coo_array((np.ones(len(row), dtype=np.int8), (row, n + column)), shape=(n + len(alike), n + len(alike)))
    family = connected_components(joined, directed=False)[1]
    of_row, of_column = family[:n], family[n:][of_unit.ravel()]
    return [(np.flatnonzero(of_row == one), np.flatnonzero(of_column == one)) for one in np.unique(of_row)]


def _needed(covers: Bools, cost: Floats, delicate: Bools | None) -> Bools:
    """Which rows no other one makes superfluous."""
    size = covers.sum(axis=1)
    if delicate is None or not delicate.any():
        # of units that the same offers cover one is enough
        _, first = np.unique(np.packbits(covers, axis=0), axis=1, return_index=True)
        table = covers[:, first].astype(np.float32)
        size = table.sum(axis=1).astype(np.int64)
    else:
        table = covers.astype(np.float32)
    inside = np.rint(table @ table.T).astype(np.int64) == size[:, None]  # row's units are all column's
    if delicate is not None and delicate.any():
        part = table[:, delicate]
        common, own = np.rint(part @ part.T).astype(np.int64), part.sum(axis=1).astype(np.int64)
        inside &= (common == own[:, None]) & (common == own[None, :])
    cheaper = cost[None, :] <= cost[:, None]
    number = np.arange(len(cost))
    alike = inside & inside.T & (cost[None, :] == cost[:, None])
    worse = inside & cheaper & (~alike | (number[None, :] < number[:, None]))
    np.fill_diagonal(worse, val=False)
    needed: Bools = ~worse.any(axis=1)
    return needed
