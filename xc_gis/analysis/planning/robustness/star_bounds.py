"""
Stars of communities in one world, and the bounds of what they can be in any combination of settings, unknowns and weights.

The bounds are sound: at the low end only who is covered in the worst world is covered, everybody who could be unknown is, and score and
completeness are the lowest that weights can give; at the high end the other way round. A star whose bounds are one star cannot be turned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN, DemandPoints
from xc_gis.analysis.coverage.states import StateInputs, states_of
from xc_gis.analysis.planning.community_counts import CommunityCounter, States
from xc_gis.analysis.planning.robustness.weights import (
    completeness_bounds,
    completeness_with,
    extreme_weights,
    reached_shares,
    scores_with,
)
from xc_gis.analysis.planning.robustness.worlds import WorldStates
from xc_gis.analysis.rating.bounds import Bounds, bounds_of
from xc_gis.analysis.rating.levels import Rule, Values, rule_of, star_counts, stars_with
from xc_gis.settings import Settings
from xc_gis.shares import misses
from xc_gis.standard import Standard

UNRATED = -1
"""Stars where too little is known."""


@dataclass(frozen=True)
class Counted:
    """
    Communities as one world has them.

    Attributes
    ----------
    bounds
        Low, point and high values.
    applies
        Rows × categories.
    most
        Stars at most (red flags).
    """

    bounds: Bounds
    applies: Bools
    most: Ints
    rule: Rule

    @property
    def known(self) -> Bools:
        """Rows × categories: known, and somebody is counted."""
        return ~np.isnan(self.bounds.point.coverage) & self.applies

    def stars(self, weight: Floats | None = None, at: str = "point") -> Ints:
        """
        Stars as a run gives them, ``UNRATED`` where too little is known.

        Parameters
        ----------
        weight
            Of each row, rows × categories; None for those of the standard.
        at
            ``point``, or ``low`` or ``high``: all who are unknown uncovered or covered.
        """
        every = {name: self._stars_at(getattr(self.bounds, name), weight, name) for name in ("low", "point", "high")}
        completeness = self._completeness(weight)
        chosen = np.clip(every["point"], every["low"], every["high"]) if at == "point" else every[at]
        lacking = ~self.bounds.has_residents | misses(completeness, self.rule.standard.min_completeness)
        return np.where(lacking & (self.most > 0), UNRATED, np.minimum(chosen, self.most))

    def with_values_met(self) -> Counted:
        """The same where figures that nobody stated are enough at either end: what unknown residents alone do is seen then."""
        low, high = (replace(end, typed=self.bounds.point.typed) for end in (self.bounds.low, self.bounds.high))
        return replace(self, bounds=replace(self.bounds, low=low, high=high))

    def without_value(self, key: str) -> Counted:
        """The same where one figure is too little wherever nobody stated it."""
        at, typed = self.rule.typed.index(key), self.bounds.point.typed.copy()
        typed[np.isnan(typed[:, at]), at] = -np.inf
        return replace(self, bounds=replace(self.bounds, point=replace(self.bounds.point, typed=typed)))

    def _completeness(self, weight: Floats | None) -> Floats:
        if weight is None:
            return self.bounds.completeness
        return np.where(self.bounds.has_residents, completeness_with(self.known, self.applies, weight), 0.0)

    def _stars_at(self, values: Values, weight: Floats | None, name: str) -> Ints:
        if weight is None:
            return star_counts(values, self.rule)[1]
        if name != "high":  # at the high end the gate counts as met
            values = replace(values, completeness=self._completeness(weight))
        return stars_with(values, scores_with(values, self.rule, weight), self.rule)


class StarBounds:
    """
    Counts communities of one study in any world.

    Parameters
    ----------
    found, standard, settings, study_date
        The study as it is.
    """

    def __init__(self, found: Assessment, standard: Standard, settings: Settings, study_date: date | None) -> None:
        self._found, self._standard, self._settings, self._date = found, standard, settings, study_date
        self._ground = state_inputs_of(found.scene, found.data)
        self.rule = rule_of(standard)

    def counted(self, states: States) -> Counted:
        """Communities with some states of demand points."""
        counter = CommunityCounter(self._ground.demand_points, self._found.data, self._standard, self._settings, states)
        shares = counter.base.shares
        most = np.array([counter.most_of(row) for row in range(len(self._found.data.communities))])
        return Counted(bounds_of(shares, self.rule), shares.applies, most, self.rule)

    def sure_gaps(self, worst: WorldStates, fastest: Settings) -> Mapping[str, Bools]:
        """
        By key, demand points that are a gap in every combination in which nothing covers them.

        They are reached by a street in the worst world, and nothing within the widest straight reach (of the fastest walkers) can have been
        missed, the facilities that no street reaches in the worst world included.
        """
        points = self._ground.demand_points
        ground = StateInputs(
            DemandPoints(points.community, worst.off_network, points.demand), self._ground.xy, self._ground.facilities,
            self._ground.facility_points, worst.facility_off_network,
        )  # fmt: skip
        nobody = np.full(len(points.community), np.nan)
        times = dict.fromkeys(self._found.times, nobody)
        states = states_of(ground, self._found.data, times, self._standard, fastest, self._date)
        return {key: state == GAP for key, state in states.items()}

    def extremes(self, worst: WorldStates, best: WorldStates, fastest: Settings, spread: float) -> tuple[Ints, Ints]:
        """Lowest and highest stars of any combination; the lowest is ``UNRATED`` where too little may be known."""
        gaps = self.sure_gaps(worst, fastest)

        def end(world: WorldStates) -> Counted:
            covered = {key: world.states[key] == COVERED for key in gaps}
            return self.counted(
                {key: np.where(covered[key], COVERED, np.where(gap, GAP, UNKNOWN)).astype(np.int8) for key, gap in gaps.items()}
            )

        low, high = end(worst), end(best)
        least, _ = completeness_bounds(low.known, low.applies, self.rule.weight, spread)
        values = replace(low.bounds.low, completeness=np.where(low.bounds.has_residents, least, 0.0))
        weight = extreme_weights(reached_shares(values, self.rule), self.rule.weight, spread, high=False)
        lowest = np.minimum(stars_with(values, scores_with(values, self.rule, weight), self.rule), low.most)
        lacking = ~low.bounds.has_residents | misses(least, self._standard.min_completeness)
        top = high.bounds.high
        weight = extreme_weights(reached_shares(top, self.rule), self.rule.weight, spread, high=True)
        highest = np.minimum(stars_with(top, scores_with(top, self.rule, weight), self.rule), high.most)
        return np.where(lacking & (low.most > 0), UNRATED, lowest), highest
