"""The measure of each model as people read it: what it is today, and what a value of the solver makes of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.planning.siting.benefit import FULL_PERCENT
from xc_gis.analysis.planning.siting.reach import Reach, community_groups, longest_walks
from xc_gis.units import SECONDS_PER_MINUTE


@dataclass(frozen=True)
class Measure:
    """
    Measure of a model.

    Attributes
    ----------
    model
        ``mclp``: people covered, times the weights. ``lscp``: sites. ``pmedian``: mean minutes of a walk, where whoever reaches nothing
        within the bound counts with the bound. ``pcentre``: minutes of the longest walk. ``equity``: root of the mean square of the
        uncovered share over communities, percent.
    today
        With existing facilities alone; NaN where there is no such number (somebody reaches nothing; a number of sites).
    """

    model: str
    today: float
    _sum: float = 0.0
    _over: float = 1.0

    def of(self, value: float) -> float:
        """What a value of the solver is in this measure."""
        if self.model == "mclp":
            return self.today + value
        if self.model == "pmedian":
            return (self._sum - value) / self._over / SECONDS_PER_MINUTE
        if self.model == "equity":
            return float(np.sqrt(max(self._sum - value, 0.0) / self._over))
        return -value / (SECONDS_PER_MINUTE if self.model == "pcentre" else 1.0)


def measure_of(model: str, reach: Reach) -> Measure:
    """Measure of a model for a reach."""
    weight = reach.people * reach.weight
    if model == "mclp":
        return Measure(model, float(weight[reach.covered_today].sum()))
    if model == "pmedian":
        total, over = float((weight * np.minimum(reach.existing_s, reach.bound_s)).sum()), max(float(weight.sum()), 1e-9)
        return Measure(model, total / over / SECONDS_PER_MINUTE, total, over)
    if model == "equity":
        group = community_groups(reach)
        people = np.bincount(group, weights=reach.people)
        open_people = np.bincount(group, weights=np.where(reach.covered_today, 0.0, reach.people))
        squares = float(((FULL_PERCENT * open_people / people) ** 2).sum())
        return Measure(model, float(np.sqrt(squares / max(len(people), 1))), squares, max(len(people), 1))
    if model == "pcentre":
        longest = float(longest_walks(reach)[0].existing_s.max(initial=0.0))
        return Measure(model, longest / SECONDS_PER_MINUTE if np.isfinite(longest) else np.nan)
    return Measure(model, np.nan)
