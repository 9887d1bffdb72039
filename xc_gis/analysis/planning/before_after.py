"""What a scenario does to residents and stars: two assessments of one study, held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.coverage import COVERED, DemandPoints, group_residents, sum_by_community
from xc_gis.analysis.planning.people import SENIORS, People, PeopleCount
from xc_gis.standard import Standard

COUNTED = ("covered", "gap", "unknown")
STARS = ("stars_low", "stars", "stars_high")


@dataclass(frozen=True)
class BeforeAfter:
    """
    What changes.

    Attributes
    ----------
    coverage
        ``community_id, category, residents`` (after), ``covered_before, covered_after, gap_before, gap_after, unknown_before,
        unknown_after, newly_covered, newly_covered_60plus`` (NaN where ages are not known): residents of the category's group.
    stars
        ``community_id`` and ``stars_low, stars, stars_high`` before and after; missing where a community is not rated.
    gained, lost
        By category: people of its group who live on where they lived and are covered after and not before; the other way round.
    gained_any, lost_any
        People who gain or lose any category that is for them, each of them once.
    """

    coverage: pd.DataFrame
    stars: pd.DataFrame
    gained: Mapping[str, People]
    lost: Mapping[str, People]
    gained_any: People
    lost_any: People

    @property
    def stars_won(self) -> int:
        """Stars that communities gain, of those rated before and after."""
        return int(self._steps().clip(lower=0).sum())

    @property
    def stars_lost(self) -> int:
        """Stars that communities lose."""
        return int((-self._steps()).clip(lower=0).sum())

    @property
    def communities_up(self) -> int:
        """Communities with more stars."""
        return int((self._steps() > 0).sum())

    @property
    def communities_down(self) -> int:
        """Communities with fewer stars."""
        return int((self._steps() < 0).sum())

    def _steps(self) -> pd.Series:
        return (self.stars["stars_after"] - self.stars["stars_before"]).dropna().astype(int)


def before_after(before: Assessment, after: Assessment, standard: Standard) -> BeforeAfter:
    """
    Hold two assessments against each other.

    Communities are the same in both. Demand points are matched by id: who lives at a new one is nobody who was not covered before.
    """
    points = state_inputs_of(after.scene, after.data).demand_points
    old = _rows_in(before.data.demand["demand_id"], after.data.demand["demand_id"])
    gains, losses = {}, {}
    for category in standard.categories:
        now = after.states[category.code] == COVERED
        then = np.zeros(len(now), dtype=bool)
        then[old >= 0] = (before.states[category.code] == COVERED)[old[old >= 0]]
        gains[category.code] = now & ~then & (old >= 0)
        losses[category.code] = then & ~now
    count = PeopleCount.of(points, standard, len(after.data.communities))
    gained, lost = (
        {code: np.flatnonzero(who & (points.community >= 0)) for code, who in changed.items()} for changed in (gains, losses)
    )
    return BeforeAfter(
        _coverage(before, after, points, gains, standard),
        _stars(before, after),
        {code: count.of_category(code, rows) for code, rows in gained.items()},
        {code: count.of_category(code, rows) for code, rows in lost.items()},
        count.of_any(gained),
        count.of_any(lost),
    )


def _rows_in(before: pd.Series, after: pd.Series) -> Ints:
    """Row before of each demand point after; -1 for a new one."""
    return pd.Index(before).get_indexer(pd.Index(after)).astype(np.int64)


def _coverage(
    before: Assessment, after: Assessment, points: DemandPoints, gains: Mapping[str, Bools], standard: Standard
) -> pd.DataFrame:
    n = len(after.data.communities)
    newly, older = {}, {}
    seniors = points.demand[SENIORS].to_numpy(dtype=float)
    for category in standard.categories:
        group = group_residents(points, category.population, n).residents
        who = gains[category.code]
        newly[category.code] = sum_by_community(points.community, np.where(who, group, 0.0), n)
        older[category.code] = _sum_known(points, np.where(who, seniors, 0.0), n)
    codes = [category.code for category in standard.categories]
    keys = ["community_id", "category"]
    counted = before.coverage[[*keys, *COUNTED]].merge(
        after.coverage[[*keys, "residents", *COUNTED]],
        on=keys,
        suffixes=("_before", "_after"),
        how="right",
        validate="one_to_one",
    )
    columns: dict[str, object] = {name: counted[name] for name in (*keys, "residents")}
    columns |= {f"{name}_{when}": counted[f"{name}_{when}"] for name in COUNTED for when in ("before", "after")}
    columns["newly_covered"] = np.column_stack([newly[code] for code in codes]).ravel()
    columns["newly_covered_60plus"] = np.column_stack([older[code] for code in codes]).ravel()
    return pd.DataFrame(columns)


def _sum_known(points: DemandPoints, values: Floats, n: int) -> Floats:
    """Sums by community, NaN where a value is not known."""
    known = sum_by_community(points.community, np.nan_to_num(values), n)
    lacking = sum_by_community(points.community, np.isnan(values).astype(float), n) > 0
    return np.where(lacking, np.nan, known)


def _stars(before: Assessment, after: Assessment) -> pd.DataFrame:
    columns: dict[str, object] = {"community_id": after.rating["community_id"]}
    was = before.rating.set_index("community_id").loc[after.rating["community_id"]]
    columns |= {f"{name}_before": was[name].array for name in STARS}
    columns |= {f"{name}_after": after.rating[name].array for name in STARS}
    return pd.DataFrame(columns)
