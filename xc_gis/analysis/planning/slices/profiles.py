"""
Whom a walking profile speaks for: adults, seniors, the frail, children, people in wheelchairs, each with their own residents.

A profile and a category meet in the people who are both: of a day-care centre for those of 60 and more, the frail are those of 80 and more, and
children are nobody. How many people use a wheelchair no list says: at that pace everybody whom the category is for is asked.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.coverage.coverage import DemandPoints, group_residents
from xc_gis.standard import Category

SLICE_PROFILES = ("adult", "senior", "frail", "child", "wheelchair")
"""Profiles that have residents of their own; ``planning`` is a pace, not people."""

CHILDREN = ("age0_3", "age3_6", "age6_12")

GROUPS: Mapping[str, tuple[str, ...]] = {
    "adult": ("all",), "senior": ("age60plus",), "frail": ("age80plus",), "child": CHILDREN, "wheelchair": ("all",),
}  # fmt: skip
"""Population groups of each profile."""

WITHIN: Mapping[str, frozenset[str]] = {
    "all": frozenset(("age0_3", "age3_6", "age6_12", "age60plus", "age80plus", "all")), "age60plus": frozenset(("age60plus", "age80plus")),
}  # fmt: skip
"""Groups that lie within a group, besides itself."""


def groups_of(profile: str, population: str) -> tuple[str, ...]:
    """
    Population groups of the people of a profile whom a category is for; none where they have nobody in common.

    >>> groups_of("frail", "age60plus"), groups_of("child", "all"), groups_of("senior", "age0_3"), groups_of("adult", "age3_6")
    (('age80plus',), ('age0_3', 'age3_6', 'age6_12'), (), ('age3_6',))
    """
    found = []
    for group in GROUPS[profile]:
        if group == population or group in WITHIN.get(population, ()):
            found.append(group)
        elif population in WITHIN.get(group, ()):
            found.append(population)
    return tuple(dict.fromkeys(found))


def residents_of(points: DemandPoints, category: Category, profile: str, n_communities: int) -> Floats | None:
    """
    Residents by demand point of a category's group, of a profile alone where one is named; None where they have nobody in common.

    Where a community's ages are not fully known, all of its residents stand in, as everywhere.
    """
    groups = groups_of(profile, category.population) if profile else (category.population,)
    if not groups:
        return None
    found = [group_residents(points, group, n_communities) for group in groups]
    everybody = points.demand["residents"].to_numpy(dtype=float)
    unknown = np.append(np.logical_or.reduce([one.ages_unknown for one in found]), False)
    return np.where(unknown[points.community], everybody, np.sum([one.residents for one in found], axis=0))
