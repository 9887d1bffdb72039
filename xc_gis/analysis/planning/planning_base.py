"""
An analysed study kept in memory, on which changes of facilities are tried (decision 118).

What a change does is exactly what a whole run of the changed study would find: the same times to the nearest facility, the same states,
the same stars. But only the categories that a changed facility serves are looked at again, only around it, and only the
communities whose people it touches are counted and rated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.inventory import CompleteAreas, Surroundings, all_surveyed, complete_areas, surroundings
from xc_gis.analysis.coverage.states import StandardQuestion, near_lost_facility, questions_of_standard, state_by, widest
from xc_gis.analysis.legs.legs import Attached, without_islands
from xc_gis.analysis.planning.community_counts import CommunityCounter
from xc_gis.analysis.planning.effect import Effect, QuestionEffect
from xc_gis.analysis.planning.facility_changes import FacilityChanges, KnownFacilities
from xc_gis.analysis.planning.tried_places import Place, TriedPlaces, Walks
from xc_gis.analysis.times.eligibility import service_points
from xc_gis.analysis.times.nearest_left import NearestLeft
from xc_gis.settings import Settings
from xc_gis.standard import Standard
from xc_gis.units import TIME_TOLERANCE_S


@dataclass(frozen=True)
class _Plan:
    """Changes as they bear on times: facilities (rows) that are gone from where they stood, and places that are new, by type."""

    gone: tuple[int, ...]
    new: tuple[tuple[str, Place], ...]
    opened: tuple[int, ...]

    def types(self, kinds: np.ndarray) -> set[str]:
        """Types of the facilities that change."""
        return {str(kinds[row]) for row in (*self.gone, *self.opened)} | {kind for kind, _ in self.new}


class PlanningBase:
    """
    Says what changes of facilities would do to one assessment.

    Every answer is worked out from the assessment, never from an earlier change; searches are kept, so that of a long scenario
    only what is new in it takes time.

    Attributes
    ----------
    found, standard, settings
        The assessment, and what it was made with.
    """

    def __init__(self, found: Assessment, standard: Standard, settings: Settings, study_date: date | None) -> None:
        self.found, self.standard, self.settings, self._date = found, standard, settings, study_date
        self._asked = questions_of_standard(standard)
        self._places = TriedPlaces(found, standard, settings)
        self._known = KnownFacilities(found.data.facilities, standard)
        self._kinds, self._open = self._known.type, self._known.is_open
        self._ground = state_inputs_of(found.scene, found.data)
        self.counter = CommunityCounter(self._ground.demand_points, found.data, standard, settings, found.states)
        self._left: dict[str, NearestLeft] = {}
        self._certain: dict[str, Bools] = {}

    @classmethod
    def of(cls, found: Assessment, standard: Standard, settings: Settings, study_date: date | None) -> PlanningBase:
        """Keep an assessment; ``standard``, ``settings`` and ``study_date`` are those it was made with."""
        return cls(found, standard, settings, study_date)

    def prepare(self) -> None:
        """Make now what the first changes would otherwise wait for: search graphs, ways, what was surveyed."""
        for asked in self._asked:
            self._places.ways(asked.question.profile).prepare()
            self._nearest_left(asked).prepare()
            self._certain_of(asked)

    def effect_of(self, changes: FacilityChanges) -> Effect:
        """
        Say what changes would do.

        Raises
        ------
        InputError
            A place that no street reaches, an id or type that is not known, two changes of one facility, or a facility that closes
            and is not open.
        """
        self._known.check(changes)
        plan = self._plan(changes)
        kinds = plan.types(self._kinds)
        answers = [self._answer(one, plan) for one in self._asked if kinds & set(one.question.types)]
        changed = tuple(one for one in answers if len(one.rows))
        states = dict(self.found.states)
        for one in changed:
            states[one.key] = states[one.key].copy()
            states[one.key][one.rows] = one.states_after
        turned = [one.rows[one.states_before != one.states_after] for one in changed]
        home = self.counter.home[np.concatenate([np.zeros(0, dtype=np.int64), *turned])]
        rows = np.unique(home[home >= 0])
        codes = {one.asked.category.code for one in changed}
        after = self.counter.count_again(rows, codes, states)
        return Effect(self.found, self.counter, changed, states, self.counter.base.take(rows), after)

    def _plan(self, changes: FacilityChanges) -> _Plan:
        known = self._known
        closed, moved = (
            [known.row(name) for name in names] for names in (changes.closed, (m.facility_id for m in changes.moved))
        )
        new = [(one.type, self._places.new(one.type, (one.x_m, one.y_m), one.serves, one.facility_id)) for one in changes.added]
        for row, one in zip(moved, changes.moved, strict=True):
            place = self._places.new(str(known.type[row]), (one.x_m, one.y_m), known.serves[row], one.facility_id)
            if self._open[row]:
                new.append((str(self._kinds[row]), place))
        gone = sorted([*closed, *(row for row in moved if self._open[row])])
        opened = sorted(known.row(name) for name in changes.opened)
        new += [(str(self._kinds[row]), self._places.standing(row)) for row in opened]
        return _Plan(tuple(gone), tuple(new), tuple(opened))

    def _answer(self, asked: StandardQuestion, plan: _Plan) -> QuestionEffect:
        """New times and states of one question, where they change."""
        before = self.found.times[asked.question.key]
        walks = [self._walks_to(place, kind, asked) for kind, place in plan.new if kind in asked.question.types]
        nearer = [one.demand[~(one.seconds >= before[one.demand])] for one in walks]
        went, without_s = self._without(asked, plan.gone)
        certain, unsure = self._certain_after(asked, plan)
        rows = np.unique(np.concatenate([went, unsure, *nearer]))
        seconds = np.where(np.isnan(before[rows]), np.inf, before[rows])
        seconds[np.searchsorted(rows, went)] = without_s
        for one in walks:
            at = np.searchsorted(rows, one.demand)
            mine = np.flatnonzero((at < len(rows)) & (rows[np.minimum(at, len(rows) - 1)] == one.demand)) if len(rows) else at[:0]
            seconds[at[mine]] = np.minimum(seconds[at[mine]], one.seconds[mine])
        after = np.where(np.isinf(seconds), np.nan, seconds)
        states = state_by(after, asked.limit_s, ~self._ground.demand_points.off_network[rows], certain[rows])
        states_before = self.found.states[asked.question.key][rows]
        differs = (states != states_before) | ~((after == before[rows]) | (np.isnan(after) & np.isnan(before[rows])))
        return QuestionEffect(
            asked, rows[differs], before[rows[differs]], after[differs], states_before[differs], states[differs]
        )  # fmt: skip

    def _without(self, asked: StandardQuestion, gone: Sequence[int]) -> tuple[Ints, Floats]:
        """Demand points (ascending) who went to a facility that is gone, and their seconds to the nearest that is left, ``inf`` beyond the bound."""
        gone = [row for row in gone if self._kinds[row] in asked.question.types]
        before = self.found.times[asked.question.key]
        went = [np.zeros(0, dtype=np.int64)]
        for row in gone:
            walks = self._walks_to(self._places.standing(row), str(self._kinds[row]), asked)
            went.append(walks.demand[walks.seconds <= before[walks.demand] + TIME_TOLERANCE_S])
        rows = np.unique(np.concatenate(went))
        if len(rows) == 0:
            return rows, np.zeros(0)
        points = np.concatenate([self._places.points_of(row) for row in gone])
        return rows, self._nearest_left(asked).seconds(rows, points, before[rows], asked.question.bound_s)

    def _walks_to(self, place: Place, kind: str, asked: StandardQuestion) -> Walks:
        """Who may use a place of type ``kind`` and reaches it within the bound of a question; questions at one pace share a search."""
        question = asked.question
        sharing = [one.question for one in self._asked if one.question.profile == question.profile and kind in one.question.types]
        bound_s = max(one.bound_s for one in sharing)
        walks = self._places.served(place, self._places.walks(place, question.profile, bound_s))
        within = walks.seconds <= question.bound_s + TIME_TOLERANCE_S
        return Walks(walks.demand[within], walks.seconds[within])

    def _nearest_left(self, asked: StandardQuestion) -> NearestLeft:
        key = asked.question.key
        if key not in self._left:
            offers = self._offers[self._offers["type"].isin(asked.question.types)]
            self._left[key] = NearestLeft(
                self._places.ways(asked.question.profile), self.found.areas, self._facility, offers, self.found.scene.barriers,
                self.settings,
            )  # fmt: skip
        return self._left[key]

    def _certain_of(self, asked: StandardQuestion) -> Bools:
        """By demand point: nothing within straight reach can have been missed, as things stand."""
        key = asked.question.key
        if key not in self._certain:
            reach_m = asked.reach_m(self.settings)
            near_lost = near_lost_facility(self._ground.xy, self._lost_points(asked, self._open), reach_m)
            self._certain[key] = self._surveyed(asked) & ~near_lost
        return self._certain[key]

    def _certain_after(self, asked: StandardQuestion, plan: _Plan) -> tuple[Bools, Ints]:
        """What is certain after the changes, and the demand points where that has changed: a facility that no street reaches comes or goes."""
        certain = self._certain_of(asked)
        off = self.found.scene.facility_off_network
        if not any(off[row] and self._kinds[row] in asked.question.types for row in (*plan.gone, *plan.opened)):
            return certain, np.zeros(0, dtype=np.int64)
        open_after = self._open.copy()
        open_after[list(plan.gone)] = False
        open_after[list(plan.opened)] = True
        lost = self._lost_points(asked, open_after)
        after = self._surveyed(asked) & ~near_lost_facility(self._ground.xy, lost, asked.reach_m(self.settings))
        return after, np.flatnonzero(after != certain)

    def _lost_points(self, asked: StandardQuestion, is_open: Bools) -> Floats:
        scene = self.found.scene
        lost = scene.facility_off_network & is_open & np.isin(self._kinds, asked.question.types)
        return scene.facility_points.xy[lost[scene.facility_points.facility]]

    def _surveyed(self, asked: StandardQuestion) -> Bools:
        areas, near = self._inventory
        return all_surveyed(near, asked.category.code, areas, asked.reach_m(self.settings))

    @cached_property
    def _inventory(self) -> tuple[CompleteAreas, Surroundings]:
        data = self.found.data
        areas = complete_areas(data.inventory, data.communities, self.standard, self.settings, self._date)
        return areas, surroundings(self._ground.xy, data.communities, widest(self._asked, self.settings), areas)

    @cached_property
    def _facility(self) -> Attached:
        return without_islands(self.found.scene.facility)

    @cached_property
    def _offers(self) -> pd.DataFrame:
        return service_points(self.found.scene.facility_points, self.found.services)
