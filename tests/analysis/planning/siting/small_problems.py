"""Towns of the brute force as the package takes them."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from tests.analysis.planning.siting.brute_force import Town
from xc_gis.analysis.planning.siting.question import SitingQuestion
from xc_gis.analysis.planning.siting.reach import (
    Reach,
    coverage_benefit,
    full_cover,
    longest_walks,
    shortfall_benefit,
    walking_benefit,
)
from xc_gis.analysis.planning.siting.rules import SitingRules

BOUND_S = 900.0

PATIENCE_S = 600.0
"""Time limit of a question that is answered in a moment: a busy machine must not end it."""


def reach_of(town: Town) -> Reach:
    pairs = sorted((j, i, s) for i, row in enumerate(town.seconds) for j, s in row.items())
    row, site, seconds = (np.array([p[k] for p in pairs]) for k in (0, 1, 2))
    n = len(town.people)
    return Reach(
        n_sites=len(town.seconds), site=site.astype(np.int64), row=row.astype(np.int64), seconds=seconds.astype(float),
        people=np.array(town.people, dtype=float), weight=np.ones(n), area=np.array(town.community),
        xy=np.column_stack([np.arange(n) * 50.0, np.zeros(n)]), existing_s=np.array(town.existing),
        limit_s=np.full(n, town.limit), bound_s=np.full(n, BOUND_S),
    )  # fmt: skip


def rules_of(town: Town) -> SitingRules:
    n = len(town.seconds)
    locked = np.zeros(n, dtype=bool)
    locked[list(town.locked)] = True
    near = None
    if town.apart:
        ends = np.array([*town.apart, *((b, a) for a, b in town.apart)])
        near = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    return SitingRules(town.count, locked, np.array(town.cost), town.budget, near)


def question_of(town: Town, model: str) -> SitingQuestion:
    reach = reach_of(town)
    if model == "mclp":
        target = coverage_benefit(reach, None if town.capacity is None else np.array(town.capacity))
    elif model == "pmedian":
        target = walking_benefit(reach)
    elif model == "equity":
        target = shortfall_benefit(reach)
    elif model == "lscp":
        target = full_cover(reach)[0]
    else:
        target = longest_walks(reach)[0]
    return SitingQuestion(model, target, rules_of(town))
