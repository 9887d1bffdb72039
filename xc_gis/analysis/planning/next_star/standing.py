"""How a community stands today: the shares that its rating looks at, as the search for a star needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.coverage.coverage import COVERED, GAP, SENIOR, UNKNOWN, group_residents, senior_key
from xc_gis.analysis.planning.next_star.ground import StarGround
from xc_gis.analysis.rating.levels import Rule, rule_of
from xc_gis.shares import within
from xc_gis.standard import Cap, Category


@dataclass(frozen=True)
class Share:
    """
    One share of one community: residents of a category's group, or its people of 60 and more at their own pace.

    Attributes
    ----------
    category, senior
        Which.
    key
        Of its times and states.
    people
        By demand point of the study: those who are counted.
    total
        Of the community; above 0 where ``applies``.
    covered, gap, unknown
        Parts of ``total``.
    is_unknown
        Too many are unknown: it is left out of the rating.
    applies
        Somebody is counted.
    """

    category: Category
    senior: bool
    key: str
    people: Floats
    total: float
    covered: float
    gap: float
    unknown: float
    is_unknown: bool
    applies: bool

    @property
    def quotient(self) -> float:
        """Covered of those known; 0 where nobody is."""
        known = self.covered + self.gap
        return self.covered / known if known > 0 else 0.0


class Population:
    """People by category of one study, counted once for all communities."""

    def __init__(self, ground: StarGround) -> None:
        self.ground = ground
        n = len(ground.found.data.communities)
        points = ground.inputs.demand_points
        self.groups = {c.code: group_residents(points, c.population, n).residents for c in ground.standard.categories}
        self.older = group_residents(points, "age60plus", n).residents
        self.everybody = points.demand["residents"].to_numpy(dtype=float)
        self.rule = rule_of(ground.standard)


@dataclass(frozen=True)
class Standing:
    """
    One community.

    Attributes
    ----------
    row
        Of the communities.
    rule, unknown_max
        The standard, and the largest unknown share of a known category.
    points
        Demand points of the community that a street reaches.
    everybody, total
        Residents by demand point of the study, and of the community in all.
    shares
        Main shares in the order of the standard, then those of seniors.
    supply, feedback
        0-1, NaN where absent.
    typed
        Stated values by their keys, NaN where nobody stated one.
    """

    row: int
    rule: Rule
    unknown_max: float
    points: Ints
    everybody: Floats
    total: float
    shares: tuple[Share, ...]
    supply: float
    feedback: float
    typed: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def _main(self) -> dict[str, Share]:
        return {share.category.code: share for share in self.shares if not share.senior}

    def share(self, code: str) -> Share:
        """The main share of a category."""
        return self._main[code]

    def main_shares(self) -> list[Share]:
        """Main shares of the categories that apply."""
        return [share for share in self.shares if share.applies and not share.senior]

    def unknown_codes(self) -> list[str]:
        """Categories that are left out of the rating because too many residents are unknown."""
        return [share.category.code for share in self.main_shares() if share.is_unknown]

    def capped(self, cap: Cap, asked: Bools) -> list[Share]:
        """The shares that a cap looks at."""
        codes = {code for code, wanted in zip(self.rule.codes, asked, strict=True) if wanted}
        return [
            share for share in self.shares
            if share.senior == cap.is_of_seniors and share.category.code in codes and share.total > 0
        ]  # fmt: skip


def standing_of(people: Population, row: int) -> Standing:
    """How a community stands."""
    ground = people.ground
    inside = np.flatnonzero(ground.home == row)
    standard, unknown_max = ground.standard, ground.settings.number("coverage.unknown_max")
    shares = []
    applies = dict(zip(people.rule.codes, ground.counter.base.shares.applies[row], strict=True))
    for senior in (False, True):
        for category in standard.categories:
            if senior and category.code not in standard.senior_codes:
                continue
            key = senior_key(category.code) if senior and category.profile != SENIOR else category.code
            counted = people.older if senior else people.groups[category.code]
            state, mine = ground.found.states[key][inside], counted[inside]
            total = float(mine.sum())
            covered, gap, lost = (float(mine[state == s].sum()) / total if total > 0 else 0.0 for s in (COVERED, GAP, UNKNOWN))
            left_out = total > 0 and not within(lost, unknown_max)
            counts = total > 0 and bool(applies[category.code])
            shares.append(Share(category, senior, key, counted, total, covered, gap, lost, left_out, counts))
    base = ground.counter.base.shares
    total = float(people.everybody[inside].sum())
    return Standing(
        row, people.rule, unknown_max, ground.points_of(row), people.everybody, total, tuple(shares),
        float(base.supply[row]), float(base.feedback[row]), dict(zip(people.rule.typed, base.typed[row].tolist(), strict=True)),
    )  # fmt: skip
