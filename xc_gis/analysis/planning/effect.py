"""
What changes of facilities do: times, states, people, communities and stars, before and after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN, sum_by_community
from xc_gis.analysis.coverage.states import StandardQuestion
from xc_gis.analysis.planning.community_counts import CommunityCounter, CommunityCounts
from xc_gis.model import AGE_COLUMNS

BEFORE_AFTER_COLUMNS = (
    "community_id", "category", "residents", "covered_before", "covered_after", "gap_before", "gap_after", "unknown_before", "unknown_after",
    "newly_covered", "newly_covered_60plus",
)  # fmt: skip
"""
Residents of each category's group by state. ``newly_covered``: those of the group who are covered now and were not;
``newly_covered_60plus``: people of 60 and more among the residents there, NaN where ages are not known.
"""

STARS_COLUMNS = (
    "community_id", "stars_low_before", "stars_before", "stars_high_before", "stars_low_after", "stars_after", "stars_high_after",
)  # fmt: skip
"""Stars are nullable integers, empty where the data are insufficient."""


@dataclass(frozen=True)
class QuestionEffect:
    """
    Where the time or the state of one question changes.

    Attributes
    ----------
    asked
        The question; its key names times and states.
    rows
        Demand points, ascending; all others stay as they are.
    seconds_before, seconds_after
        To the nearest facility, NaN beyond the bound.
    states_before, states_after
        ``COVERED``, ``GAP``, ``UNKNOWN``.
    """

    asked: StandardQuestion
    rows: Ints
    seconds_before: Floats
    seconds_after: Floats
    states_before: np.ndarray
    states_after: np.ndarray

    @property
    def key(self) -> str:
        """Name of the times and states."""
        return self.asked.question.key


@dataclass(frozen=True)
class PeopleMoved:
    """
    Residents who win or lose cover in one category.

    Attributes
    ----------
    category
        Its code.
    won, lost
        Demand points (rows) in communities that are covered now and were not; that were and are no longer.
    people_won, people_lost
        Residents there: of the category's group (``group``), and by column of ``AGE_COLUMNS``; NaN where an age is not known.
    """

    category: str
    won: Ints
    lost: Ints
    people_won: Mapping[str, float]
    people_lost: Mapping[str, float]


@dataclass(frozen=True)
class Effect:
    """
    What changes do to an assessment.

    Attributes
    ----------
    found
        The assessment before.
    counter
        Who counts communities.
    questions
        Those whose times or states change, in the order of the standard; empty where nothing changes.
    states
        State of every demand point by key, after the changes.
    before, after
        The communities in which a state changes, and no others; rows of the communities' frame.
    """

    found: Assessment
    counter: CommunityCounter
    questions: tuple[QuestionEffect, ...]
    states: Mapping[str, np.ndarray]
    before: CommunityCounts
    after: CommunityCounts

    @cached_property
    def times(self) -> dict[str, Floats]:
        """Seconds of every demand point by key, after the changes; as ``Assessment.times``."""
        times = dict(self.found.times)
        for one in self.questions:
            times[one.key] = times[one.key].copy()
            times[one.key][one.rows] = one.seconds_after
        return times

    @cached_property
    def people(self) -> tuple[PeopleMoved, ...]:
        """Who wins and who loses cover, by category; those where nobody does are left out."""
        moved = []
        for one in self.questions:
            if one.key != one.asked.category.code:
                continue
            inside = self.counter.home[one.rows] >= 0
            was, is_ = one.states_before == COVERED, one.states_after == COVERED
            won, lost = one.rows[inside & ~was & is_], one.rows[inside & was & ~is_]
            if len(won) or len(lost):
                moved.append(PeopleMoved(one.key, won, lost, self._people(one.key, won), self._people(one.key, lost)))
        return tuple(moved)

    def _people(self, code: str, rows: Ints) -> dict[str, float]:
        ages = {name: float(self.counter.ages[name][rows].sum()) for name in AGE_COLUMNS.values()}
        return {"group": float(self.counter.group_of(code)[rows].sum()), **ages}

    def before_after(self, *, touched_only: bool = True) -> pd.DataFrame:
        """
        Residents by state before and after, ``BEFORE_AFTER_COLUMNS``: by community, then category of the standard.

        ``touched_only``: communities and categories in which a state changes; else all of them.
        """
        counter, n = self.counter, len(self.found.data.communities)
        codes = [c.code for c in counter.standard.categories]
        rows = self.after.rows if touched_only else np.arange(n)
        moved = {one.category: one for one in self.people}
        touched = {one.asked.category.code for one in self.questions if (one.states_before != one.states_after).any()}
        columns = np.array([at for at, code in enumerate(codes) if not touched_only or code in touched], dtype=np.int64)
        whole = counter.base.counts
        after = whole.copy()
        after[:, self.after.rows] = self.after.counts
        newly, older = (np.zeros((n, len(codes))) for _ in range(2))
        for at, code in enumerate(codes):
            if code in moved:
                won = moved[code].won
                newly[:, at] = sum_by_community(counter.home[won], counter.group_of(code)[won], n)
                older[:, at] = sum_by_community(counter.home[won], counter.ages["residents_60plus"][won], n)
        pick = np.ix_(rows, columns)
        ids = self.found.data.communities["community_id"].to_numpy()
        values: dict[str, object] = {
            "community_id": np.repeat(ids[rows], len(columns)),
            "category": np.tile(np.array(codes, dtype=object)[columns], len(rows)),
            "residents": counter.total[pick].ravel(),
        }
        for name, state in (("covered", COVERED), ("gap", GAP), ("unknown", UNKNOWN)):
            values[f"{name}_before"] = whole[state][pick].ravel()
            values[f"{name}_after"] = after[state][pick].ravel()
        values |= {"newly_covered": newly[pick].ravel(), "newly_covered_60plus": older[pick].ravel()}
        return pd.DataFrame(values)[list(BEFORE_AFTER_COLUMNS)]

    def stars(self, *, touched_only: bool = True) -> pd.DataFrame:
        """Stars before and after, ``STARS_COLUMNS``; ``touched_only``: communities in which a state changes."""
        base = self.counter.base
        rows = self.after.rows if touched_only else base.rows
        ids = self.found.data.communities["community_id"].to_numpy()
        values: dict[str, object] = {"community_id": ids[rows]}
        for name in ("stars_low", "stars", "stars_high"):
            first = getattr(base.stars, name)
            second, empty = first.copy(), base.stars.without_stars.copy()
            second[self.after.rows] = getattr(self.after.stars, name)
            empty[self.after.rows] = self.after.stars.without_stars
            values[f"{name}_before"] = _integers(first[rows], base.stars.without_stars[rows])
            values[f"{name}_after"] = _integers(second[rows], empty[rows])
        return pd.DataFrame(values)[list(STARS_COLUMNS)]


def _integers(values: Ints, empty: Bools) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(values.astype(np.int64), empty.copy())
