"""
Answers questions from times that are known, searching for no more than what differs: the few facilities that came or went, and whom they concern.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.causes.demand_legs import DemandLegs
from xc_gis.analysis.causes.facility_legs import FacilityLegs
from xc_gis.analysis.causes.known_times import Known, KnownTimes, Listed, Near, concerned, lesser, within_reach
from xc_gis.analysis.coverage.states import BOUND_FACTOR
from xc_gis.analysis.network.barriers import Barriers
from xc_gis.analysis.network.network import WalkingNetwork
from xc_gis.analysis.times.facility_services import EVERYONE
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.progress import Progress
from xc_gis.settings import Settings


@dataclass(frozen=True)
class RememberingSearch:
    """
    Stands for ``walking_times`` in worlds that share most of what they are made of.

    Of such worlds states alone are wanted, not how far a gap is from being covered: nothing is looked for beyond the limits.

    Attributes
    ----------
    known
        Times found so far; what is found is added.
    listed
        Facilities of the world that asks.
    demand
        Its demand points.
    facility_legs
        Of its network.
    rests_on
        All that times to a question rest on, but the list and how far they are looked for.
    """

    known: KnownTimes
    listed: Listed
    demand: DemandLegs
    facility_legs: FacilityLegs
    rests_on: Callable[[Question], Hashable]

    def __call__(
        self, network: WalkingNetwork, barriers: Barriers, ends: Ends, services: pd.DataFrame, questions: Sequence[Question],
        settings: Settings, progress: Progress,
    ) -> Mapping[str, Floats]:  # fmt: skip
        """As ``walking_times``, as far as each limit."""
        asked = _Asked(network, barriers, self.demand, ends, services, settings, progress)
        answers: dict[str, Floats] = {}
        anew: list[Question] = []
        by_list: dict[int, list[tuple[Question, Near]]] = {}
        for question in (replace(one, bound_s=one.bound_s / BOUND_FACTOR) for one in questions):
            near = self.known.near(self.rests_on(question), self.listed, question.types, question.bound_s)
            if near is None:
                anew.append(question)
            elif len(near.came) or len(near.went):
                by_list.setdefault(id(near.known.listed), []).append((question, near))
            else:
                answers[question.key] = near.known.within(question.bound_s)
        new: dict[str, Floats] = asked.all(anew) if anew else {}
        for group in by_list.values():
            new |= self._from_another_list(asked, group)
        for question in (*anew, *(question for group in by_list.values() for question, _ in group)):
            self.known.remember(self.rests_on(question), Known(self.listed, question.bound_s, new[question.key]))
        return answers | new

    def _from_another_list(self, asked: _Asked, group: Sequence[tuple[Question, Near]]) -> dict[str, Floats]:
        """Answers to questions of which times are known of one other list, in the order of demand points."""
        questions, other = [question for question, _ in group], group[0][1].known.listed
        answers = {question.key: near.known.within(question.bound_s).copy() for question, near in group}
        came, went = (np.unique(np.concatenate([getattr(near, name) for _, near in group])) for name in ("came", "went"))
        again: dict[str, Ints] = {}
        if len(went):
            points, gone = asked.to_others(other, went, self.facility_legs, questions, answers)
            again = {key: points[concerned(answers[key][points], seconds)] for key, seconds in gone.items()}
        if len(came):
            points, new = asked.to_some(came, questions, answers)
            for key, seconds in new.items():
                answers[key][points] = lesser(answers[key][points], seconds)
        for_sure = [question for question in questions if len(again.get(question.key, ()))]
        if for_sure:
            points = np.unique(np.concatenate([again[question.key] for question in for_sure]))
            for key, seconds in asked.of_some(points, for_sure).items():
                answers[key][points] = seconds
        return answers


@dataclass(frozen=True)
class _Asked:
    """What a search is asked on."""

    network: WalkingNetwork
    barriers: Barriers
    demand: DemandLegs
    ends: Ends
    services: pd.DataFrame
    settings: Settings
    progress: Progress

    def all(self, questions: Sequence[Question]) -> dict[str, Floats]:
        """Times from every demand point to the nearest of all facilities."""
        return self._times(replace(self.ends, demand=self.demand.whole()), self.services, questions)

    def of_some(self, points: Ints, questions: Sequence[Question]) -> dict[str, Floats]:
        """The same from some demand points, ascending."""
        return self._times(self._from(points, self.ends), self.services, questions)

    def to_some(self, rows: Ints, questions: Sequence[Question], known: Mapping[str, Floats]) -> tuple[Ints, dict[str, Floats]]:
        """Demand points, ascending, for which some facilities may be nearer than what is known, and their times to the nearest of these."""
        points = self._near(self.ends.facility_points.xy[np.isin(self.ends.facility_points.facility, rows)], questions, known)
        return points, self._times(self._from(points, self.ends), self.services[self.services["facility"].isin(rows)], questions)

    def to_others(
        self, listed: Listed, rows: Ints, facility_legs: FacilityLegs, questions: Sequence[Question], known: Mapping[str, Floats]
    ) -> tuple[Ints, dict[str, Floats]]:
        """The same to some facilities of another list, as if each served everyone: whom it serves has it no later."""
        frame = listed.frame.iloc[rows].reset_index(drop=True)
        entrances, legs = facility_legs.of(frame)
        offers = pd.DataFrame(
            {"facility": np.arange(len(rows)), "type": frame["type"].to_numpy(), "catchment": EVERYONE, "area": ""}
        )
        points = self._near(entrances.xy, questions, known)
        ends = Ends(self.ends.demand, self.ends.areas, legs, entrances)
        return points, self._times(self._from(points, ends), offers, questions)

    def _near(self, places: Floats, questions: Sequence[Question], known: Mapping[str, Floats]) -> Ints:
        """Demand points that have one of some places within what they walk in the time that is known, as the crow flies."""
        speeds = {question.key: self.settings.speed(question.profile) for question in questions}
        metres = np.fmax.reduce([np.where(np.isnan(known[q.key]), q.bound_s, known[q.key]) * speeds[q.key] for q in questions])
        metres[self.demand.points.off_network] = -1.0
        return within_reach(self.demand.points.xy, metres, places)

    def _from(self, points: Ints, ends: Ends) -> Ends:
        return replace(ends, demand=self.demand.some(points), areas=ends.areas.take(points))

    def _times(self, ends: Ends, services: pd.DataFrame, questions: Sequence[Question]) -> dict[str, Floats]:
        return walking_times(self.network, self.barriers, ends, services, questions, self.settings, self.progress)
