"""
What a change does to communities: residents by state, shares and stars of those that it touches, by the rules of a whole run.

The rules are those of ``coverage`` and ``rating``, asked for some communities and categories instead of all; sums are taken in
the same order, so that the same figures come out to the last bit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.arrays.pairing import spans
from xc_gis.analysis.coverage.coverage import (
    COVERED,
    GAP,
    SENIOR,
    UNKNOWN,
    DemandPoints,
    counts_by_state,
    group_residents,
    joint_shares,
    senior_key,
    shares,
    sum_by_community,
)
from xc_gis.analysis.rating.bounds import CommunityShares, StarRange, bounds_of, component, star_range
from xc_gis.analysis.rating.levels import rule_of
from xc_gis.analysis.rating.rating import flags_of, most_stars
from xc_gis.analysis.rating.stated_values import value_matrix
from xc_gis.model import AGE_COLUMNS, StudyData
from xc_gis.settings import Settings
from xc_gis.standard import Category, Standard

States = Mapping[str, np.ndarray]
"""State of every demand point, by key of a question."""


@dataclass(frozen=True)
class CommunityCounts:
    """
    Residents and stars of some communities.

    Attributes
    ----------
    rows
        Rows of the communities, ascending.
    counts
        Residents of each category's group, shape (3, rows, categories): covered, gap, unknown.
    senior_counts
        The same of those of 60 and more at their own pace; 0 where they are not asked for.
    shares, stars
        What follows from them.
    """

    rows: Ints
    counts: Floats
    senior_counts: Floats
    shares: CommunityShares
    stars: StarRange

    def take(self, rows: Ints) -> CommunityCounts:
        """Those of some of the communities, by their place in ``rows``."""
        shares = replace(self.shares, **{name: getattr(self.shares, name)[rows] for name in self.shares.__dataclass_fields__})
        stars = replace(self.stars, **{name: getattr(self.stars, name)[rows] for name in self.stars.__dataclass_fields__})
        return CommunityCounts(self.rows[rows], self.counts[:, rows], self.senior_counts[:, rows], shares, stars)


class CommunityCounter:
    """
    Counts and rates communities of one study by one standard.

    Parameters
    ----------
    points, data, standard, settings
        Demand points with their communities, the study, and what it is judged by.
    states
        State of every demand point as things stand.

    Attributes
    ----------
    standard
        What communities are judged by.
    home
        By demand point: row of its community, -1 outside all.
    total
        Residents of each category's group, communities × categories.
    ages
        Residents of each demand point by column of ``AGE_COLUMNS``, NaN where ages are not known.
    base
        All communities as things stand.
    """

    def __init__(self, points: DemandPoints, data: StudyData, standard: Standard, settings: Settings, states: States) -> None:
        self.standard, self._rule = standard, rule_of(standard)
        self._unknown_max = settings.number("coverage.unknown_max")
        self.home, self._n = points.community, len(data.communities)
        inside = np.flatnonzero(points.community >= 0)
        self._by_community = inside[np.argsort(points.community[inside], kind="stable")]
        self._first = np.searchsorted(points.community[self._by_community], np.arange(self._n + 1))
        people, unknown = points.demand, np.full(len(points.demand), np.nan)
        self.ages = {
            name: people[name].to_numpy(dtype=float) if name in people.columns else unknown for name in AGE_COLUMNS.values()
        }
        self._people = self.ages["residents"]
        groups = [group_residents(points, c.population, self._n) for c in standard.categories]
        self._group = [group.residents for group in groups]
        self._older = group_residents(points, "age60plus", self._n).residents
        self.total = np.stack([sum_by_community(self.home, group, self._n) for group in self._group], axis=1)
        self._total_older = sum_by_community(self.home, self._older, self._n)
        everybody = sum_by_community(self.home, self._people, self._n)[:, None]
        ages_unknown = np.stack([group.ages_unknown for group in groups], axis=1)
        self._applies: Bools = ~((everybody > 0) & (self.total == 0) & ~ages_unknown)
        ids = data.communities["community_id"].to_numpy()
        self._supply, self._feedback = component(data.supply, ids), component(data.feedback, ids)
        self._typed = value_matrix(data.typed, data.communities, standard)
        self._most = most_stars(flags_of(data.red_flags, ids), self._n, standard)
        self._mandatory = [n for n, c in enumerate(standard.categories) if c.mandatory]
        nothing = np.zeros((3, self._n, len(standard.categories)))
        every = {key: state[self._by_community] for key, state in states.items()}
        self.base = self._count(np.arange(self._n), range(len(standard.categories)), every, nothing, nothing.copy())

    def most_of(self, row: int) -> int:
        """Stars that a community may have at most: fewer than five where a red flag holds."""
        return int(self._most[row])

    def group_of(self, code: str) -> Floats:
        """Residents of a category's group by demand point."""
        return self._group[self._rule.codes.index(code)]

    def count_again(self, rows: Ints, codes: Collection[str], states: States) -> CommunityCounts:
        """Count the communities ``rows`` (ascending) where the states of the categories ``codes`` have changed to ``states``."""
        categories = [n for n, code in enumerate(self._rule.codes) if code in codes]
        points = self._points_of(rows)
        mine = {key: state[points] for key, state in states.items()}
        return self._count(rows, categories, mine, self.base.counts[:, rows], self.base.senior_counts[:, rows])

    def count_each(self, row: int, codes: Collection[str], states: States, times: int) -> CommunityCounts:
        """
        Count one community several times, each with other states.

        ``states``: of its demand points (``points_of``), once for each time, one after the other.
        """
        categories = [n for n, code in enumerate(self._rule.codes) if code in codes]
        rows = np.full(times, row)
        return self._count(rows, categories, states, self.base.counts[:, rows], self.base.senior_counts[:, rows])

    def points_of(self, row: int) -> Ints:
        """Demand points of a community, ascending."""
        return self._points_of(np.array([row]))

    def _points_of(self, rows: Ints) -> Ints:
        return self._by_community[spans(self._first[rows], self._first[rows + 1] - self._first[rows])]

    def _count(
        self, rows: Ints, categories: Sequence[int], states: States, counts: Floats, senior_counts: Floats
    ) -> CommunityCounts:
        """``states``: of the demand points of the rows, one row after the other."""
        size = self._first[rows + 1] - self._first[rows]
        points = self._points_of(rows)
        home, n = np.repeat(np.arange(len(rows)), size), len(rows)
        for at in categories:
            category = self.standard.categories[at]
            counts[:, :, at] = counts_by_state(home, self._group[at][points], states[category.code], n)
            key = self._senior_key(category)
            if key:
                senior_counts[:, :, at] = counts_by_state(home, self._older[points], states[key], n)
        found = self._shares(rows, counts, senior_counts)
        known = ~np.isnan(found.point) & found.applies
        mandatory = self._mandatory
        joint = joint_shares(
            home, self._people[points], [states[self._rule.codes[m]] for m in mandatory],
            [found.applies[:, m] for m in mandatory], [known[:, m] for m in mandatory], n,
        )  # fmt: skip
        found = replace(found, joint_low=joint[0], joint=joint[1], joint_high=joint[2])
        stars = star_range(bounds_of(found, self._rule), self._rule, self._most[rows])
        return CommunityCounts(rows, counts, senior_counts, found, stars)

    def _shares(self, rows: Ints, counts: Floats, senior_counts: Floats) -> CommunityShares:
        low, point, high = shares([counts[s] for s in (COVERED, GAP, UNKNOWN)], self.total[rows], self._unknown_max)
        older = np.repeat(self._total_older[rows, None], len(self._rule.codes), axis=1)
        found = shares([senior_counts[s] for s in (COVERED, GAP, UNKNOWN)], older, self._unknown_max)
        asked = np.array([bool(self._senior_key(c)) for c in self.standard.categories])
        senior_low, senior, senior_high = (np.where(asked, share, np.nan) for share in found)
        nothing = np.full(len(rows), np.nan)
        return CommunityShares(
            low, point, high, senior_low, senior, senior_high, self._applies[rows], nothing, nothing, nothing,
            self._supply[rows], self._feedback[rows], self._typed[rows],
        )  # fmt: skip

    def _senior_key(self, category: Category) -> str:
        """Question of seniors at their own pace, empty where the standard does not ask it."""
        if category.code not in self.standard.senior_codes:
            return ""
        return category.code if category.profile == SENIOR else senior_key(category.code)
