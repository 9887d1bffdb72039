"""
What a chosen set of sites means: an order in which to build, what each site is worth, and other sets that really differ.

The order is nested: the first three of five are the three to begin with, and it is told what that costs against the best three.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.planning.siting.benefit import Benefit
from xc_gis.analysis.planning.siting.greedy import greedy, improved
from xc_gis.analysis.planning.siting.reach import Reach
from xc_gis.analysis.planning.siting.rules import SitingRules
from xc_gis.analysis.planning.siting.served import value
from xc_gis.analysis.planning.siting.set_cover import Cover, Walks

DIFFERENT_M = 300.0
"""A site this near to one of another set is the same choice (assumption: a few minutes on foot)."""

ALTERNATIVES = 2
"""Other sets that are offered."""

FREE_COUNTS = 10
"""Up to so many sites the nested order is held against the best set of each number; beyond, at the full number alone."""


@dataclass(frozen=True)
class BuildingStep:
    """
    One step of the nested order.

    Attributes
    ----------
    site
        Number of the site.
    newly_covered
        People whom it covers and neither an existing facility nor an earlier site does.
    cumulative
        People newly covered by this and all earlier sites.
    worth
        Loss of the whole set, in the model's own measure, if this one site is left out.
    worth_people
        People who are then not covered.
    free
        What the best set found of so many sites is worth, in the model's own measure; NaN where it was not looked for.
    nested
        What the first sites of the order are worth.
    """

    site: int
    newly_covered: float
    cumulative: float
    worth: float
    worth_people: float
    free: float
    nested: float


@dataclass(frozen=True)
class Alternative:
    """Another set: its sites, its worth in the model's own measure, people newly covered, and sites in common with the first."""

    sites: Ints
    worth: float
    newly_covered: float
    common: int


def nested_order(benefit: Benefit, reach: Reach, rules: SitingRules, sites: Ints) -> list[BuildingStep]:
    """Order a set so that each next site adds the most; locked ones stand in the order like all others."""
    order = _greedy_order(benefit, sites)
    whole = value(benefit, sites)
    covered_by_all = people_served(benefit, reach, sites)
    steps, before = [], 0.0
    for place, site in enumerate(order, 1):
        chosen = np.array(order[:place], dtype=np.int64)
        cumulative = people_served(benefit, reach, chosen)
        rest = sites[sites != site]
        free = np.nan
        if rules.locked.sum() <= place and (place <= FREE_COUNTS or place == len(order)):
            best = rules.with_count(place)
            free = max(value(benefit, improved(benefit, best, greedy(benefit, best))), value(benefit, chosen))
        steps.append(
            BuildingStep(
                site, cumulative - before, cumulative, whole - value(benefit, rest), covered_by_all - people_served(benefit, reach, rest),
                free, value(benefit, chosen),
            )
        )  # fmt: skip
        before = cumulative
    return steps


def _greedy_order(benefit: Benefit, sites: Ints) -> list[int]:
    left: list[int] = sorted(sites.tolist())
    order: list[int] = []
    while left:
        worth = [value(benefit, [*order, site]) for site in left]
        order.append(left.pop(int(np.argmax(worth))))
    return order


def people_covered(reach: Reach, sites: Ints) -> float:
    """People whom some sites cover and no existing facility does, each once in each category."""
    return float(reach.newly_covered(sites).sum())


def people_served(benefit: Benefit, reach: Reach, sites: Ints) -> float:
    """People whom some sites newly cover, no more than they can hold where they have a capacity (one category only)."""
    return value(benefit, sites) if benefit.capacity is not None else people_covered(reach, sites)


def alternatives(benefit: Benefit, reach: Reach, rules: SitingRules, sites: Ints, xy: Floats) -> list[Alternative]:
    """
    Other good sets: each keeps away from the free sites of all earlier sets, as far as the locked ones let it.

    Parameters
    ----------
    xy
        By site, analysis CRS.
    """
    found: list[Alternative] = []
    taken = np.zeros(rules.n_sites, dtype=bool)
    earlier = sites
    for _ in range(ALTERNATIVES):
        taken |= _around(xy, earlier[~rules.locked[earlier]])
        others = rules.without(taken)
        earlier = improved(benefit, others, greedy(benefit, others))
        worth = value(benefit, earlier)
        if not len(earlier) or worth <= 0 or set(earlier.tolist()) <= set(sites.tolist()):
            break
        found.append(Alternative(earlier, worth, people_served(benefit, reach, earlier), len(np.intersect1d(earlier, sites))))
    return found


def other_covers(target: Cover | Walks, reach: Reach, rules: SitingRules, sites: Ints, xy: Floats) -> list[Alternative]:
    """
    As ``alternatives`` where all are to be covered, or the longest walk is to be short: sets that greedy finds.

    ``worth`` is minus the number of their sites, or minus the seconds of the longest walk. Where the sites that are left give somebody no walk
    at all, there is no other set.
    """
    found: list[Alternative] = []
    taken, earlier = np.zeros(rules.n_sites, dtype=bool), sites
    for _ in range(ALTERNATIVES):
        taken |= _around(xy, earlier[~rules.locked[earlier]])
        other = target.greedily(rules.without(taken))
        if other is None or len(other) > rules.count or set(other.tolist()) <= set(sites.tolist()):
            break
        earlier = other
        worth = -target.longest(other) if isinstance(target, Walks) else -float(len(other))
        found.append(Alternative(other, worth, people_covered(reach, other), len(np.intersect1d(other, sites))))
    return found


def _around(xy: Floats, sites: Ints) -> Bools:
    near = np.zeros(len(xy), dtype=bool)
    for site in sites.tolist():
        near |= np.hypot(*(xy - xy[site]).T) < DIFFERENT_M
    return near
