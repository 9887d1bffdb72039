"""
Stars of one community written from the method page alone (§7), for many sets of changes at once; shares no code with the tool.

Everything is arrays sets × demand points: who is covered, and who is in a gap, of each category.
"""

from __future__ import annotations

import numpy as np

GUARD = 1e-9
MOST_UNKNOWN = 0.2


def stars_of(  # noqa: PLR0913 - what a community is
    standard, supply, feedback, people, older, covered, gap, senior_covered, senior_gap, stated=None
):
    """
    Point stars of each set, -1 where too little is known.

    ``covered``, ``gap``: by category code. ``senior_…``: of the categories that seniors depend on, at their own pace. ``stated``: figures that somebody stated, by
    key; one that is not there is too little at low, enough at high and left out at the point.
    """
    codes = [c.code for c in standard.categories]
    weight = np.array([c.weight for c in standard.categories], dtype=float)
    mandatory = [c.code for c in standard.categories if c.mandatory]
    senior = [c.code for c in standard.categories if c.mandatory and c.senior_priority]
    main = {code: _three(covered[code], gap[code], people) for code in codes}
    old = {code: _three(senior_covered[code], senior_gap[code], older) for code in senior}
    low, point, high = ({code: values[n] for code, values in main.items()} for n in range(3))
    known = np.stack([~np.isnan(point[code]) for code in codes])
    completeness = (known * weight[:, None]).sum(axis=0) / weight.sum()
    joint = _joint(mandatory, covered, gap, people, {code: ~np.isnan(point[code]) for code in codes})
    absent = {name for name, value in (("supply", supply), ("feedback", feedback)) if value is None}
    worlds = []
    for n, (values, confirmed, complete) in enumerate(
        ((low, low, completeness), (point, high, completeness), (high, high, np.ones_like(completeness)))
    ):
        score = _score(standard, weight, np.stack([values[code] for code in codes]), supply, feedback)
        elders = {code: old[code][n] for code in senior}
        # what is there for certain is there, also where too many are unknown for the point to look at it
        offered = {code: np.where(np.isnan(values[code]), low[code], values[code]) for code in codes}
        figures = {key: (stated or {}).get(key, (-np.inf, np.nan, np.inf)[n]) for key in standard.values}
        worlds.append(_level(standard, score, values, elders, joint[n], complete, absent, confirmed, offered, figures))
    stars = np.clip(worlds[1], worlds[0], worlds[2])
    return np.where(completeness < standard.min_completeness - GUARD, -1, stars)


def _three(covered, gap, people):
    """Low, point (NaN where too many are unknown) and high share."""
    total = people.sum()
    has, lacks = covered @ people, gap @ people
    unknown = total - has - lacks
    with np.errstate(invalid="ignore"):
        point = np.where(unknown / total > MOST_UNKNOWN + GUARD, np.nan, has / (has + lacks))
    return has / total, point, (has + unknown) / total


def _joint(mandatory, covered, gap, people, known):
    total = people.sum()
    every = np.logical_and.reduce([covered[code] for code in mandatory])
    lacking = np.logical_or.reduce([gap[code] for code in mandatory])
    sure_every, sure_lacking = np.ones_like(every), np.zeros_like(every)
    for code in mandatory:
        sure_every &= covered[code] | ~known[code][:, None]
        sure_lacking |= gap[code] & known[code][:, None]
    with np.errstate(invalid="ignore"):
        point = (sure_every @ people) / ((sure_every | sure_lacking) @ people)
    point[~np.logical_or.reduce([known[code] for code in mandatory])] = np.nan
    return (every @ people) / total, point, (~lacking @ people) / total


def _score(standard, weight, shares, supply, feedback):
    parts, target = standard.scoring.components, standard.scoring.category_target
    known = ~np.isnan(shares)
    reached = np.minimum(1.0, np.nan_to_num(shares) / target)
    reached[shares >= target - GUARD] = 1.0
    with np.errstate(invalid="ignore"):
        access = (known * reached * weight[:, None]).sum(axis=0) / (known * weight[:, None]).sum(axis=0)
    total, present = parts.access.weight * access, parts.access.weight
    for value, one in ((supply, parts.supply), (feedback, parts.feedback)):
        if value is not None:
            total, present = total + one.weight * value, present + one.weight
    return np.floor(total / present * 1000 + 0.5 + GUARD) / 10


def _level(  # noqa: PLR0913 - what a level asks for
    standard, score, values, elders, joint, complete, absent, confirmed, offered, figures
):
    def meets(value, least):
        return np.isnan(value) | (value >= least - GUARD)

    mandatory = [c.code for c in standard.categories if c.mandatory]
    stars = np.zeros(len(score), dtype=int)
    for level in sorted(standard.levels):
        asked = standard.levels[level]
        good = (score >= asked.min_score) & (complete >= asked.min_completeness - GUARD)
        if asked.mandatory_each_min is not None:
            for code in mandatory:
                good &= meets(values[code], asked.mandatory_each_min)
        if asked.senior_priority_min is not None:
            for code in elders:
                good &= meets(elders[code], asked.senior_priority_min)
        if asked.joint_min is not None:
            good &= meets(joint, asked.joint_min)
        good &= not absent & set(asked.components_required)
        for one in asked.at_least:
            of = standard.lists[one.list]
            good &= sum((offered[code] >= of.covered_min - GUARD).astype(int) for code in of.categories) >= one.count
        for one in asked.values:
            good &= bool(meets(figures[one.value], one.least))
        stars[good] = level
    nothing = sum((confirmed[code] <= GUARD).astype(int) for code in mandatory)  # V1
    half = sum((confirmed[code] < 0.5 - GUARD).astype(int) for code in mandatory)  # V2
    return np.where((nothing >= 1) | (half >= 3), np.minimum(stars, 1), stars)
