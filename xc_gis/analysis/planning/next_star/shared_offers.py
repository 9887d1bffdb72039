"""
What can be built for several communities at once: facilities as the people whom each would cover in all of them.

Of facilities that cover the same people one is enough, and one that covers no more than another which costs no more is never needed: the
rule of ``offers``, over all communities together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, vstack

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.planning.next_star.offers import Offers, Units, covers_of
from xc_gis.model.costs import ChangeCosts

ROWS_AT_ONCE = 1000
"""Offers that are held against all others together."""


@dataclass(frozen=True)
class SharedOffers:
    """
    Facilities that could be built for some communities.

    Attributes
    ----------
    kind, place, cost
        By offer: facility type, row of the places, cost.
    covers
        Offers × units of all communities, one community after the other.
    first
        By community: its first unit; one more at the end.
    """

    kind: np.ndarray
    place: Ints
    cost: Floats
    covers: csr_array
    first: Ints

    def __len__(self) -> int:
        return len(self.place)

    def of(self, number: int) -> tuple[Ints, Offers]:
        """The offers that cover somebody of one community: their rows, and what each covers of it."""
        part = self.covers[:, int(self.first[number]) : int(self.first[number + 1])]
        rows = np.flatnonzero(np.diff(part.indptr)).astype(np.int64)
        covers: Bools = part[rows].toarray() > 0
        return rows, Offers(self.kind[rows], self.place[rows], self.cost[rows], covers)


def shared_offers(
    ground: StarGround, communities: Sequence[int], units: Sequence[Units], delicate: Sequence[Bools | None], costs: ChangeCosts
) -> SharedOffers:
    """
    Facilities of all types at all places that cover somebody of some communities.

    Parameters
    ----------
    communities
        Rows.
    units, delicate
        By community: as ``offers.all_offers`` takes them.
    """
    first = np.concatenate([[0], np.cumsum([len(one) for one in units])]).astype(np.int64)
    n_units, n_places = int(first[-1]), len(ground.places.xy)
    frame = ground.found.data.communities
    names = frame["community_id"].astype(str).to_numpy()
    quarters = frame["subdistrict"].fillna("").astype(str).to_numpy()
    asked = {kind for one in ground.asked.values() for kind in one.question.types}
    kinds, places, tables = [], [], []
    for kind in (kind for kind in ground.standard.facility_types if kind in asked):
        rows, columns = [], []
        for number, community in enumerate(communities):
            near = ground.near(community).places
            allowed = near[ground.may_build(kind, near, names[community], quarters[community])]
            at, unit = np.nonzero(covers_of(ground, community, units[number], kind, allowed))
            rows.append(allowed[at])
            columns.append(unit + first[number])
        row, column = np.concatenate([np.zeros(0, int), *rows]), np.concatenate([np.zeros(0, int), *columns])
        table = csr_array((np.ones(len(row), dtype=np.float32), (row, column)), shape=(n_places, n_units))
        useful = np.flatnonzero(np.diff(table.indptr))
        kinds.append(np.full(len(useful), kind, dtype=object))
        places.append(useful)
        tables.append(table[useful])
    kind_of, place = np.concatenate([np.zeros(0, object), *kinds]), np.concatenate([np.zeros(0, int), *places])
    covers = csr_array(vstack(tables)) if tables else csr_array((0, n_units), dtype=np.float32)
    cost = np.array([costs.of(str(one)) for one in kind_of], dtype=float)
    soft = np.zeros(n_units, dtype=bool)
    for number, mask in enumerate(delicate):
        if mask is not None:
            soft[first[number] : first[number + 1]] = mask
    kept = _first_of_each(covers, cost)
    kept = kept[_undominated(csr_array(covers[kept]), cost[kept], soft)]
    return SharedOffers(kind_of[kept], place[kept].astype(np.int64), cost[kept], csr_array(covers[kept]), first)


def _first_of_each(covers: csr_array, cost: Floats) -> Ints:
    """Of offers that cover the same the cheapest, the first of these; ascending."""
    covers.sort_indices()
    best: dict[bytes, int] = {}
    for row in range(covers.shape[0]):
        mark = covers.indices[covers.indptr[row] : covers.indptr[row + 1]].tobytes()
        if mark not in best or cost[row] < cost[best[mark]]:
            best[mark] = row
    return np.sort(np.fromiter(best.values(), dtype=np.int64, count=len(best)))


def _undominated(covers: csr_array, cost: Floats, soft: Bools) -> Ints:
    """Rows that cover something that no other row which costs no more covers, too; in ``soft`` units both must cover the same."""
    size = np.diff(covers.indptr)
    part = csr_array(covers[:, np.flatnonzero(soft)])
    soft_size = np.diff(part.indptr)
    turned = csr_array(covers.T)
    worse = np.zeros(len(size), dtype=bool)
    for begin in range(0, len(size), ROWS_AT_ONCE):
        some = slice(begin, begin + ROWS_AT_ONCE)
        both = (covers[some] @ turned).tocoo()
        row, other = both.coords[0] + begin, both.coords[1]
        inside = (np.rint(both.data) == size[row]) & (row != other) & (cost[other] <= cost[row])
        row, other = row[inside], other[inside]
        if soft.any():
            common = np.rint(np.asarray(part[row].multiply(part[other]).sum(axis=1))).astype(np.int64).ravel()
            same = (common == soft_size[row]) & (common == soft_size[other])
            row = row[same]
        worse[row] = True
    return np.flatnonzero(~worse)
