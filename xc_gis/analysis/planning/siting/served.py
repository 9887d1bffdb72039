"""
What a set of sites is worth: the curve of blocks, and the limits of what each site can hold.

Where sites have a capacity, people are sent to sites so that as many as possible are served; nobody has to go to the nearest.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.planning.siting.benefit import Benefit

PARTS_OF_A_PERSON = 1000
"""The flow is searched in whole numbers: people are counted in thousandths."""

MOST_FLOW = 2_000_000_000
"""Whole numbers of the flow have 32 bits; more people than this are counted in larger parts."""


def value(benefit: Benefit, sites: Sequence[int] | Ints) -> float:
    """What a set of sites wins in all."""
    chosen = np.asarray(sites, dtype=np.int64)
    if benefit.capacity is not None and not np.isinf(benefit.capacity[chosen]).all():
        return flow(benefit, chosen)[0]
    return benefit.value_of(benefit.won(benefit.best_saving(chosen)))


def flow(benefit: Benefit, sites: Ints) -> tuple[float, Bools]:
    """
    Most people that sites can serve within their capacities.

    Returns
    -------
    people
        Served by the sites together, accurate to a thousandth of a person for each group.
    full
        By demand row, who could be served only by sites that are full: the smallest cut; with it
        people = sum over rows that are not full + capacities of the full sites.
    """
    assert benefit.capacity is not None
    pairs = benefit.pairs_of(sites)
    number = np.full(benefit.n_sites, -1, dtype=np.int64)
    number[sites] = np.arange(len(sites))
    group, members = _groups(benefit, pairs, number)
    n_groups, n = len(members), len(sites)
    parts = min(PARTS_OF_A_PERSON, MOST_FLOW / max(float(members.sum()), 1.0))
    # source → groups → sites → sink
    source, sink = n_groups + n, n_groups + n + 1
    room = np.minimum(benefit.capacity[sites], members.sum())
    tail = np.concatenate([np.full(n_groups, source), group[:, 0], n_groups + np.arange(n)])
    head = np.concatenate([np.arange(n_groups), n_groups + group[:, 1], np.full(n, sink)])
    size = np.concatenate([members, np.full(len(group), members.sum()), room])  # no group is held back on its way
    graph = csr_array((np.rint(size * parts).astype(np.int32), (tail, head)), shape=(sink + 1, sink + 1))
    found = maximum_flow(csr_array(graph), source, sink)
    left = csr_array(graph - found.flow)
    left.data[left.data < 0] = 0
    left.eliminate_zeros()
    reached = np.zeros(sink + 1, dtype=bool)
    reached[breadth_first_order(left, source, return_predecessors=False)] = True
    # exact people of the cut: groups that cannot be reached any more are served whole, full sites hold what they hold
    people = float(members[~reached[:n_groups]].sum() + room[reached[n_groups : n_groups + n]].sum())
    full_sites = sites[reached[n_groups : n_groups + n]]
    full = np.zeros(benefit.n_demand, dtype=bool)
    full[benefit.demand[benefit.pairs_of(full_sites)]] = True
    kept = np.zeros(benefit.n_demand, dtype=bool)
    open_sites = sites[~reached[n_groups : n_groups + n]]
    kept[benefit.demand[benefit.pairs_of(open_sites)]] = True
    return people, full & ~kept


def _groups(benefit: Benefit, pairs: Ints, number: Ints) -> tuple[Ints, Floats]:
    """Rows that are covered by the same of these sites, together: (group, site) pairs, and the people of each group."""
    order = np.lexsort((number[benefit.site[pairs]], benefit.demand[pairs]))
    row, site = benefit.demand[pairs][order], number[benefit.site[pairs]][order]
    first = np.flatnonzero(np.concatenate([[True], row[1:] != row[:-1]])) if len(row) else np.zeros(0, dtype=np.int64)
    ends = np.append(first[1:], len(row))[: len(first)]
    seen: dict[bytes, int] = {}
    edges: list[tuple[int, int]] = []
    members: list[float] = []
    for begin, end in zip(first.tolist(), ends.tolist(), strict=True):
        key = site[begin:end].tobytes()
        if key not in seen:
            seen[key] = len(members)
            members.append(0.0)
            edges.extend((seen[key], int(s)) for s in site[begin:end])
        members[seen[key]] += float(benefit.weight[row[begin]])
    return np.array(edges, dtype=np.int64).reshape(-1, 2), np.array(members)
