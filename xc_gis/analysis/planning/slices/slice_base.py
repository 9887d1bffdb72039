"""
An analysed study of which coverage is asked at moments of the week (decision 142).

Walking times do not depend on the hour. So who may use and reach which facility within the limit is found once, and a moment is a look at which
of these facilities are open: covered by one that is known to be open; unknown where only facilities of unknown hours are in reach; else what
the study is without the facilities that are closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats, points_of
from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN, counts_by_state, sum_by_community
from xc_gis.analysis.coverage.inventory import all_surveyed, complete_areas, surroundings
from xc_gis.analysis.coverage.states import StandardQuestion, questions_of_standard
from xc_gis.analysis.planning.catchments import pairs_by_category
from xc_gis.analysis.planning.slices.profiles import residents_of
from xc_gis.analysis.planning.slices.reached import Reached
from xc_gis.analysis.times.pair_times import PairTimes
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.errors import InputError
from xc_gis.hours import state as opening
from xc_gis.hours.moments import NoSuchMoment, SliceMoment, moment_of
from xc_gis.hours.reading import read_hours
from xc_gis.languages.message import msg
from xc_gis.model import SLICE_COLUMNS
from xc_gis.progress import Silent
from xc_gis.settings import Settings
from xc_gis.standard import Category, Standard, TimeSlice
from xc_gis.units import SECONDS_PER_MINUTE

ANY_TIME = ""
"""No moment: whatever the hours, as in a run."""


@dataclass(frozen=True)
class SliceCoverage:
    """
    Coverage at a moment.

    Attributes
    ----------
    at, moment
        As asked for; None where hours do not count.
    profile
        Whose pace and whose residents; empty: each category's own.
    codes
        Categories, in the order of the standard; of a profile those that are for any of its people.
    community_ids
        In the order of the rows of ``counts``.
    states
        By code and demand point: ``COVERED``, ``GAP`` or ``UNKNOWN``.
    counts, residents
        Residents by state, shape (3, communities, categories), and in all (communities, categories).
    facility
        By facility: closed (0), unknown (1) or open (2) then; those whose status is not open are closed.
    """

    at: str
    moment: SliceMoment | None
    profile: str
    codes: tuple[str, ...]
    community_ids: np.ndarray
    states: Mapping[str, np.ndarray]
    counts: Floats
    residents: Floats
    facility: np.ndarray

    @property
    def day(self) -> date | None:
        """The day that is meant; None where that is any week, or any time."""
        return self.moment.day if self.moment else None

    def table(self, name: str) -> pd.DataFrame:
        """``SLICE_COLUMNS`` under the name of a slice: by community, then category."""
        n, k = self.residents.shape
        return pd.DataFrame(
            {
                "community_id": np.repeat(self.community_ids, k), "category": list(self.codes) * n, "slice": name,
                "residents": self.residents.ravel(), "covered": self.counts[COVERED].ravel(), "gap": self.counts[GAP].ravel(),
                "unknown": self.counts[UNKNOWN].ravel(),
            }
        )[list(SLICE_COLUMNS)]  # fmt: skip


class SliceBase:
    """
    Answers moments for one assessment.

    Parameters
    ----------
    found, standard, settings, study_date
        The assessment, and what it was made with.
    facilities
        Facilities with other hours than those of the assessment; else the same, row by row.
    """

    def __init__(
        self,
        found: Assessment,
        standard: Standard,
        settings: Settings,
        study_date: date | None,
        facilities: gpd.GeoDataFrame | None = None,
    ) -> None:
        self.found, self.standard, self.settings, self.study_date = found, standard, settings, study_date
        self.facilities = found.data.facilities if facilities is None else facilities
        self.ground = state_inputs_of(found.scene, found.data)
        self.is_open = (self.facilities["status"] == "open").to_numpy()
        self._pairs: dict[tuple[str, str], PairTimes] = {}
        self._reached: dict[tuple[str, str], Reached] = {}
        self._surveyed: dict[tuple[str, float], Bools] = {}
        self._lost: dict[tuple[str, float], Reached] = {}
        self._people: dict[tuple[str, str], Floats | None] = {}
        self._times: dict[str, Mapping[str, Floats]] = {}
        texts = self.facilities["hours"].fillna("").astype(str)
        self._texts, self._text_of = np.unique(texts.to_numpy(dtype=str), return_inverse=True)
        self._areas = complete_areas(found.data.inventory, found.data.communities, standard, settings, study_date)

    @classmethod
    def of(cls, found: Assessment, standard: Standard, settings: Settings, study_date: date | None) -> SliceBase:
        """Keep an assessment; ``standard``, ``settings`` and ``study_date`` are those it was made with."""
        return cls(found, standard, settings, study_date)

    def with_facilities(self, facilities: gpd.GeoDataFrame) -> SliceBase:
        """The same with other hours: nothing is searched again. ``facilities``: the same rows, places, types and status."""
        assert facilities["facility_id"].equals(self.facilities["facility_id"])
        other = SliceBase(self.found, self.standard, self.settings, self.study_date, facilities)
        other._pairs, other._reached, other._surveyed = self._pairs, self._reached, self._surveyed
        other._lost, other._people, other._times = self._lost, self._people, self._times
        return other

    def prepare(self, profiles: Iterable[str] = ()) -> None:
        """Search now what the first moments would otherwise wait for."""
        for profile in ("", *profiles):
            for category in self.categories(profile):
                _ = self.reached(category, profile), self._certain_ground(category, profile), self._lost_near(category, profile)
                self.people(category, profile)
                self.times(category, profile)

    @property
    def slices(self) -> tuple[TimeSlice, ...]:
        """Slices of the standard that this study can have: no holidays of a year without data."""
        return tuple(one for one in self.standard.time_slices if not self._why_not(one))

    @property
    def left_out(self) -> tuple[str, ...]:
        """Why others cannot be had."""
        return tuple(
            msg("没有“{slice}”时段：{why}", slice=one.name, why=why)
            for one in self.standard.time_slices
            if (why := self._why_not(one))
        )

    def _why_not(self, one: TimeSlice) -> str:
        try:
            moment_of(one.at, self.study_date)
        except NoSuchMoment as fault:
            return fault.reason
        return ""

    def categories(self, profile: str = "") -> list[Category]:
        """Categories of the standard, of a profile those that are for any of its people."""
        return [c for c in self.standard.categories if self.people(c, profile) is not None]

    def at(self, at: str, profile: str = "") -> SliceCoverage:
        """
        Coverage at a moment.

        Parameters
        ----------
        at
            ``WED 20:00``, ``PH 10:00``, ``2026-10-01T19:30``; empty: whatever the hours.
        profile
            Whose pace and whose residents; empty: each category's own.

        Raises
        ------
        InputError
            A moment that cannot be had.
        """
        moment, states = self.open_at(at)
        n = len(self.found.data.communities)
        home = self.ground.demand_points.community
        found: dict[str, np.ndarray] = {}
        counts, residents = [], []
        for category in self.categories(profile):
            mine = self._states(category, profile, states)
            people = self.people(category, profile)
            assert people is not None
            found[category.code] = mine
            counts.append(np.stack(counts_by_state(home, people, mine, n)))
            residents.append(sum_by_community(home, people, n))
        return SliceCoverage(
            at, moment, profile, tuple(found), self.found.data.communities["community_id"].to_numpy(), found, np.stack(counts, axis=2),
            np.stack(residents, axis=1), states,
        )  # fmt: skip

    def checked(self, at: str) -> str:
        """A moment as it is, where it can be had. Raises ``InputError`` where not, and for an empty one."""
        self._moment(at)
        return at

    def _moment(self, at: str) -> SliceMoment:
        try:
            return moment_of(at, self.study_date)
        except NoSuchMoment as fault:
            raise InputError(fault.reason) from fault

    def open_at(self, at: str) -> tuple[SliceMoment | None, np.ndarray]:
        """The moment, and the state of every facility then. Raises ``InputError`` for a moment that cannot be had."""
        if at == ANY_TIME:
            return None, np.where(self.is_open, opening.OPEN, opening.CLOSED).astype(np.int8)
        moment = self._moment(at)
        by_text = np.array([opening.state_at(read_hours(str(text)), moment) for text in self._texts], dtype=np.int8)
        return moment, np.where(self.is_open, by_text[self._text_of], opening.CLOSED).astype(np.int8)

    def _states(self, category: Category, profile: str, facility: np.ndarray) -> np.ndarray:
        """States of demand points: the worst and the best that unknown hours allow, unknown where these differ."""
        best = self.reached(category, profile).best(facility)
        lost = self._lost_near(category, profile).best(facility)
        return states_by(best, lost, self._certain_ground(category, profile), self.on_network)

    @property
    def on_network(self) -> Bools:
        """By demand point: a street reaches it."""
        return ~self.ground.demand_points.off_network

    def people(self, category: Category, profile: str = "") -> Floats | None:
        """Residents by demand point whom an answer counts; None where a category is for none of a profile's people."""
        key = (category.code, profile)
        if key not in self._people:
            self._people[key] = residents_of(self.ground.demand_points, category, profile, len(self.found.data.communities))
        return self._people[key]

    def times(self, category: Category, profile: str = "") -> Floats:
        """Seconds to the nearest facility, whatever its hours, at a profile's pace: by demand point, NaN beyond the search of a run."""
        if not profile or profile == category.profile:
            return self.found.times[category.code]
        if profile not in self._times:
            scene, found = self.found.scene, self.found
            bounds = {one.question.key: one.question.bound_s for one in questions_of_standard(self.standard)}
            asked = [Question(c.code, self.standard.types_of(c.code), profile, bounds[c.code]) for c in self.categories(profile)]
            ends = Ends(scene.demand, found.areas, scene.facility, scene.facility_points)
            self._times[profile] = walking_times(
                scene.network, scene.barriers, ends, found.services, asked, self.settings, Silent()
            )
        return self._times[profile][category.code]

    def reached(self, category: Category, profile: str = "") -> Reached:
        """Facilities within the limit of a category."""
        key = (category.code, profile)
        if key not in self._reached:
            pairs = self._pairs_of(category, profile)
            self._reached[key] = Reached.within(pairs, category.minutes * SECONDS_PER_MINUTE, len(self.on_network))
        return self._reached[key]

    def _pairs_of(self, category: Category, profile: str) -> PairTimes:
        """Pairs within the limits; of one profile all categories are searched for together."""
        if (category.code, profile) not in self._pairs:
            asked = [_question(self.standard, c, profile or c.profile, c.minutes) for c in self.categories(profile)]
            for code, pairs in pairs_by_category(self.found, self.settings, asked).items():
                self._pairs[code, profile] = pairs
        return self._pairs[category.code, profile]

    def _certain_ground(self, category: Category, profile: str) -> Bools:
        return self.surveyed(category, self._reach_m(category, profile))

    def surveyed(self, category: Category, reach_m: float) -> Bools:
        """By demand point: all ground within a straight ``reach_m`` is completely surveyed for a category."""
        key = (category.code, reach_m)
        if key not in self._surveyed:
            near = surroundings(self.ground.xy, self.found.data.communities, reach_m, self._areas)
            for one in self.standard.categories:
                self._surveyed[one.code, reach_m] = all_surveyed(near, one.code, self._areas, reach_m)
        return self._surveyed[key]

    def _lost_near(self, category: Category, profile: str) -> Reached:
        return self.lost_near(category, self._reach_m(category, profile))

    def lost_near(self, category: Category, reach_m: float) -> Reached:
        """Facilities that no street reaches within a straight ``reach_m``."""
        key = (category.code, reach_m)
        if key not in self._lost:
            points = self.ground.facility_points
            offers = self.facilities["type"].isin(self.standard.types_of(category.code)).to_numpy()
            mine = np.flatnonzero((self.ground.facility_off_network & offers)[points.facility])
            tree = shapely.STRtree(points_of(points.xy[mine]))
            demand, lost = tree.query(points_of(self.ground.xy), predicate="dwithin", distance=reach_m)
            self._lost[key] = Reached.of(demand.astype(np.int64), points.facility[mine[lost]], len(self.on_network))
        return self._lost[key]

    def _reach_m(self, category: Category, profile: str) -> float:
        return self.settings.speed(profile or category.profile) * category.minutes * SECONDS_PER_MINUTE


def states_by(best: np.ndarray, lost: np.ndarray, surveyed: Bools, on_network: Bools) -> np.ndarray:
    """
    States of demand points.

    Parameters
    ----------
    best
        By demand point: greatest state of the facilities in reach.
    lost
        The same of facilities that no street reaches: one that is closed then has not been missed.
    surveyed
        All ground within reach is completely surveyed.
    """
    gap = (best == opening.CLOSED) & (lost == opening.CLOSED) & surveyed & on_network
    return np.where((best == opening.OPEN) & on_network, COVERED, np.where(gap, GAP, UNKNOWN)).astype(np.int8)


def _question(standard: Standard, category: Category, profile: str, minutes: float) -> StandardQuestion:
    limit = category if minutes == category.minutes else category.model_copy(update={"minutes": minutes})
    question = Question(category.code, standard.types_of(category.code), profile, minutes * SECONDS_PER_MINUTE)
    return StandardQuestion(question, limit)


def wider_pairs(base: SliceBase, categories: Sequence[Category], minutes: Mapping[str, float]) -> Mapping[str, PairTimes]:
    """Pairs of categories at their own pace within other limits, by code."""
    asked = [_question(base.standard, c, c.profile, minutes[c.code]) for c in categories]
    return pairs_by_category(base.found, base.settings, asked)
