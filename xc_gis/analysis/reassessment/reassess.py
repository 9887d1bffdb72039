"""
An assessment under another standard, without another search: what the window shows while a standard is edited.

Walking times are known up to twice the limit of the standard they were found with. Weights, gates, thresholds, caps, mandatory
flags, senior priority and limits within that bound change only how they are counted, and counting is quick.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.assessment import Assessment, demand_table, state_inputs_of
from xc_gis.analysis.coverage.coverage import SENIOR, by_community, category_block, joint_table, senior_key
from xc_gis.analysis.coverage.gaps import gap_table
from xc_gis.analysis.coverage.inventory import CompleteAreas, Surroundings, complete_areas, surroundings
from xc_gis.analysis.coverage.states import StandardQuestion, questions_of_standard, state_of, widest
from xc_gis.analysis.rating.rating import rate
from xc_gis.analysis.reassessment.need import needs_of
from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.settings import Settings
from xc_gis.standard import Category, Standard
from xc_gis.units import TIME_TOLERANCE_S

MOST_KEPT = 400
"""Categories with their states that are kept; enough for a long afternoon of dragging one spin box."""

Key = tuple[object, ...]


@dataclass(frozen=True)
class Reassessment:
    """
    What another standard makes of the times that are known; frames as in ``Assessment``.

    ``farther``: categories whose limit was raised. Their states, coverage and stars are those of a new run; minutes beyond the
    bound of the earlier search stay absent (``median_minutes``, minutes of gaps), where a new run would know them.
    """

    standard: Standard
    settings: Settings
    times: Mapping[str, Floats]
    states: Mapping[str, np.ndarray]
    coverage: pd.DataFrame
    joint: pd.DataFrame
    rating: pd.DataFrame
    farther: tuple[str, ...]


@dataclass(frozen=True)
class _Counted:
    """One category: times and states by key, and its block of the coverage table."""

    times: Mapping[str, Floats]
    states: Mapping[str, np.ndarray]
    block: pd.DataFrame


class Reassessor:
    """
    Judges one assessment by other standards.

    Keeps what it counted, so that the next change costs only what it touches: a weight or a gate only the rating.

    Parameters
    ----------
    found
        The assessment.
    standard, settings, study_date
        What it was made with.
    """

    def __init__(self, found: Assessment, standard: Standard, settings: Settings, *, study_date: date | None) -> None:
        self._found = found
        self._standard, self._settings, self._date = standard, settings, study_date
        self._ground = state_inputs_of(found.scene, found.data)
        self._counted: dict[Key, _Counted] = {}
        self._areas: tuple[Key, CompleteAreas] | None = None
        self._near: tuple[CompleteAreas, Surroundings] | None = None
        self._coverage: tuple[Key, pd.DataFrame] | None = None
        self._joint: tuple[Key, pd.DataFrame] | None = None
        self._remember_what_was_found()

    def needs(self, standard: Standard, settings: Settings) -> tuple[str, ...]:
        """Why another search is needed for a standard (Chinese, one sentence each); empty where none is."""
        return needs_of(self._standard, self._settings, standard, settings)

    def judge(self, standard: Standard, settings: Settings, *, surveys: bool = False) -> Reassessment:
        """
        Count and rate by a standard.

        Parameters
        ----------
        settings
            With what the standard states, as ``xc_gis.operations.study`` would combine them.
        surveys
            Also work out which surveys would settle the ranges (column ``surveys``, else empty).

        Raises
        ------
        InputError
            If another search is needed; the message says why.
        """
        reasons = self.needs(standard, settings)
        if reasons:
            raise InputError(
                msg("新标准需要重新计算步行时间:{reasons}", reasons=joined(";", reasons)), hint=msg("请保存标准后重新运行")
            )
        asked = {one.question.key: one for one in questions_of_standard(standard)}
        keys = [self._key(category, standard, settings) for category in standard.categories]
        counted = [self._count(key, c, asked, standard, settings) for key, c in zip(keys, standard.categories, strict=True)]
        if self._coverage is None or self._coverage[0] != tuple(keys):
            self._coverage = (tuple(keys), by_community([one.block for one in counted]))
        times = {key: seconds for one in counted for key, seconds in one.times.items()}
        states = {key: state for one in counted for key, state in one.states.items()}
        coverage = self._coverage[1]
        mandatory = tuple(key for key, c in zip(keys, standard.categories, strict=True) if c.mandatory)
        data = self._found.data
        if self._joint is None or self._joint[0] != mandatory:
            self._joint = (mandatory, joint_table(data.communities, self._ground.demand_points, states, coverage, standard))
        joint = self._joint[1]
        rating = rate(
            coverage, joint, standard=standard, communities=data.communities, supply=data.supply, feedback=data.feedback,
            red_flags=data.red_flags, surveys=surveys, typed=data.typed,
        )  # fmt: skip
        return Reassessment(standard, settings, times, states, coverage, joint, rating, self._farther(asked))

    def assessment(self, judged: Reassessment) -> Assessment:
        """The whole assessment, gaps included: what exports and explanations ask for."""
        placed = ~np.isnan(self._ground.xy[:, 0])
        points, communities = self._ground.demand_points, self._found.data.communities
        return replace(
            self._found, times=judged.times, states=judged.states, coverage=judged.coverage, joint=judged.joint,
            rating=judged.rating,
            gaps=gap_table(communities, points, judged.states, judged.times, judged.standard),
            demand=demand_table(points, judged.states, judged.times, judged.standard, placed),
        )  # fmt: skip

    def _remember_what_was_found(self) -> None:
        found, standard = self._found, self._standard
        keys = {category.code: self._key(category, standard, self._settings) for category in standard.categories}
        blocks = dict(iter(found.coverage.groupby("category", sort=False)))
        for category in standard.categories:
            names = [name for name in (category.code, senior_key(category.code)) if name in found.times]
            self._counted[keys[category.code]] = _Counted(
                {name: found.times[name] for name in names}, {name: found.states[name] for name in names}, blocks[category.code]
            )
        self._coverage = (tuple(keys.values()), found.coverage)
        self._joint = (tuple(keys[c.code] for c in standard.categories if c.mandatory), found.joint)

    def _key(self, category: Category, standard: Standard, settings: Settings) -> Key:
        """All that the states and the block of a category depend on."""
        seniors = category.code in standard.senior_codes
        paces = {category.profile, SENIOR} if seniors else {category.profile}
        return (
            category.code, category.minutes, category.profile, category.population, seniors,
            standard.types_of(category.code), tuple(settings.speed(pace) for pace in sorted(paces)),
            settings.number("coverage.unknown_max"), settings.number("inventory.stale_months"),
        )  # fmt: skip

    def _count(
        self, key: Key, category: Category, asked: Mapping[str, StandardQuestion], standard: Standard, settings: Settings
    ) -> _Counted:
        if key in self._counted:
            return self._counted[key]
        mine = [asked[name] for name in (category.code, senior_key(category.code)) if name in asked]
        areas = self._complete_areas(standard, settings)
        near = self._surroundings(areas, widest(list(asked.values()), settings))
        times = {one.question.key: self._seconds(one) for one in mine}
        states = {one.question.key: state_of(one, times[one.question.key], settings, self._ground, areas, near) for one in mine}
        seniors = category.code in standard.senior_codes
        block = category_block(
            self._found.data.communities, self._ground.demand_points, states, times, category, settings, seniors=seniors
        )
        if len(self._counted) >= MOST_KEPT:
            self._counted.clear()
        self._counted[key] = _Counted(times, states, block)
        return self._counted[key]

    def _seconds(self, asked: StandardQuestion) -> Floats:
        """Times as a search for ``asked`` would give them, as far as they are known."""
        question = asked.question
        known = [one.question for one in questions_of_standard(self._standard)]
        same = [q for q in known if (q.types, q.profile) == (question.types, question.profile)]
        source = max(same, key=lambda q: (q.bound_s, q.key == question.key))
        seconds = self._found.times[source.key]
        if source.bound_s <= question.bound_s:
            return seconds
        return np.where(seconds > question.bound_s + TIME_TOLERANCE_S, np.nan, seconds)

    def _farther(self, asked: Mapping[str, StandardQuestion]) -> tuple[str, ...]:
        bounds: dict[tuple[tuple[str, ...], str], float] = {}
        for one in questions_of_standard(self._standard):
            pair = (one.question.types, one.question.profile)
            bounds[pair] = max(bounds.get(pair, 0.0), one.question.bound_s)
        short = [one for one in asked.values() if one.question.bound_s > bounds[one.question.types, one.question.profile]]
        return tuple(dict.fromkeys(one.category.code for one in short))

    def _complete_areas(self, standard: Standard, settings: Settings) -> CompleteAreas:
        served = tuple((c.code, standard.types_of(c.code)) for c in standard.categories)
        key = (settings.number("inventory.stale_months"), served)
        if self._areas is None or self._areas[0] != key:
            data = self._found.data
            self._areas = (key, complete_areas(data.inventory, data.communities, standard, settings, self._date))
        return self._areas[1]

    def _surroundings(self, areas: CompleteAreas, radius_m: float) -> Surroundings:
        if self._near is None or self._near[0] is not areas or self._near[1].radius_m < radius_m:
            self._near = (areas, surroundings(self._ground.xy, self._found.data.communities, radius_m, areas))
        return self._near[1]
