"""
The reach of candidates and of existing facilities in a study: exact walking times, catchments, and who lives where.

Who lives outside all communities is not counted, as everywhere; whoever no street reaches cannot be won by any site, and is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.coverage import SENIOR, group_residents, senior_key
from xc_gis.analysis.legs.legs import Attached
from xc_gis.analysis.planning.siting.reach import Reach
from xc_gis.analysis.times.demand_ways import WaysByProfile
from xc_gis.analysis.times.eligibility import Eligibility
from xc_gis.analysis.times.facility_services import EVERYONE, OWN_SUBDISTRICT, home_communities
from xc_gis.analysis.times.pair_times import PairSearch, PairTimes
from xc_gis.settings import Settings
from xc_gis.standard import Category, Standard
from xc_gis.units import SECONDS_PER_MINUTE, TIME_TOLERANCE_S

SENIORS = "age60plus"


@dataclass(frozen=True)
class WantedCategory:
    """
    A category that every new site is to offer.

    Attributes
    ----------
    code
        Of the category.
    weight
        What one person of it counts, against the other categories.
    type
        Facility type that is built: its catchment says whom it may serve.
    """

    code: str
    weight: float
    type: str


@dataclass(frozen=True)
class Places:
    """
    Places with their legs.

    Attributes
    ----------
    attached, place_of_point
        The points at which places are entered, and the place of each.
    community, subdistrict
        By place: where it lies, empty outside.
    """

    attached: Attached
    place_of_point: Ints
    community: np.ndarray
    subdistrict: np.ndarray

    @property
    def count(self) -> int:
        """Number of places."""
        return len(self.community)

    @property
    def off_network(self) -> Bools:
        """By place: no street reaches any point of it."""
        on = np.zeros(self.count, dtype=bool)
        on[self.place_of_point[~self.attached.off_network]] = True
        return ~on


def places_with_homes(attached: Attached, place_of_point: Ints, frame: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> Places:
    """Places of a frame with geometry, with the community and the subdistrict in which each lies."""
    home = np.array(home_communities(frame, communities), dtype=object)
    named = dict(zip(communities["community_id"], communities["subdistrict"], strict=True))
    return Places(attached, place_of_point, home, np.array([named.get(one, "") for one in home], dtype=object))


@dataclass(frozen=True)
class DemandRows:
    """
    Demand rows of some categories in a study.

    Attributes
    ----------
    point, category
        By row: demand point, and number of the category asked for.
    people
        By row: residents of the group.
    off_network
        By category: people whom no street reaches.
    """

    point: Ints
    category: Ints
    people: Floats
    off_network: Floats


class StudyReach:
    """
    Reach of any places in an assessed study.

    Parameters
    ----------
    found, standard, settings
        The study.
    wanted
        Categories, in the order asked for.
    seniors
        Residents of 60 and more at their own pace, instead of the group of each category.
    bound_factor
        Walks are looked for up to so many times the limit of the category.
    """

    def __init__(
        self,
        found: Assessment,
        standard: Standard,
        settings: Settings,
        wanted: Sequence[WantedCategory],
        *,
        seniors: bool = False,
        bound_factor: float = 1.0,
    ) -> None:
        self.found, self.standard, self.settings, self.wanted = found, standard, settings, tuple(wanted)
        self.categories = tuple(next(c for c in standard.categories if c.code == one.code) for one in wanted)
        self._seniors, self._factor = seniors, bound_factor
        self.points = state_inputs_of(found.scene, found.data).demand_points
        self.rows = self._demand_rows()
        self._pairs: dict[tuple[int, str], tuple[Places, PairTimes]] = {}
        self._searches: dict[str, PairSearch] = {}
        self._ways = WaysByProfile(found.scene.demand, found.scene.network, settings)

    def profile(self, category: Category) -> str:
        """Whose pace counts."""
        return SENIOR if self._seniors and category.code in self.standard.senior_codes else category.profile

    def key(self, category: Category) -> str:
        """Name of the times and states in the assessment."""
        own = self.profile(category) == SENIOR and category.profile != SENIOR
        return senior_key(category.code) if own else category.code

    def _demand_rows(self) -> DemandRows:
        n = len(self.found.data.communities)
        parts: list[tuple[Ints, Ints, Floats]] = []
        lost = []
        for number, category in enumerate(self.categories):
            group = SENIORS if self._seniors else category.population
            people = group_residents(self.points, group, n).residents
            counted = (self.points.community >= 0) & (people > 0)
            use = np.flatnonzero(counted & ~self.points.off_network)
            lost.append(float(people[counted & self.points.off_network].sum()))
            parts.append((use, np.full(len(use), number), people[use]))
        point, of, people = (np.concatenate(columns) for columns in zip(*parts, strict=True))
        return DemandRows(point, of, people, np.array(lost))

    def of(self, places: Places, *, existing: bool = True) -> Reach:
        """
        Reach of places.

        ``existing``: what the facilities of today give; without them everybody starts with nothing.
        """
        rows = self.rows
        site, row, seconds = [], [], []
        today = np.full(len(rows.point), np.inf)
        for number, (category, wanted) in enumerate(zip(self.categories, self.wanted, strict=True)):
            mine = np.flatnonzero(rows.category == number)
            row_of = np.full(len(self.points.community), -1, dtype=np.int64)
            row_of[rows.point[mine]] = mine
            pairs = self._times(places, category)
            use = (row_of[pairs.demand] >= 0) & self._may_use(pairs, places, wanted.type)
            site.append(pairs.place[use])
            row.append(row_of[pairs.demand[use]])
            seconds.append(pairs.seconds[use])
            if existing:
                known = self.found.times[self.key(category)][rows.point[mine]]
                today[mine] = np.where(np.isnan(known), np.inf, known)
        limit = np.array([c.minutes * SECONDS_PER_MINUTE for c in self.categories])
        of_site, of_row, of_seconds = np.concatenate(site), np.concatenate(row), np.concatenate(seconds)
        order = np.lexsort((of_site, of_row))
        bound = limit * self._factor
        today = np.where(today > bound[rows.category] + TIME_TOLERANCE_S, np.inf, today)
        return Reach(
            n_sites=places.count, site=of_site[order], row=of_row[order], seconds=of_seconds[order], people=rows.people,
            weight=np.array([one.weight for one in self.wanted])[rows.category],
            area=self.points.community[rows.point].astype(np.int64), xy=self.found.scene.demand.xy[rows.point],
            existing_s=today, limit_s=limit[rows.category], bound_s=bound[rows.category],
        )  # fmt: skip

    def _times(self, places: Places, category: Category) -> PairTimes:
        """Pairs at the pace of a category; categories of one pace share the longest search."""
        profile = self.profile(category)
        bound = max(c.minutes for c in self.categories if self.profile(c) == profile) * SECONDS_PER_MINUTE * self._factor
        if (id(places), profile) not in self._pairs:
            if profile not in self._searches:
                self._searches[profile] = PairSearch(self._ways.of(profile), self.found.scene.barriers, self.settings)
            pairs = self._searches[profile].times(places.attached, places.place_of_point, bound)
            self._pairs[id(places), profile] = (places, pairs)
        pairs = self._pairs[id(places), profile][1]
        within = pairs.seconds <= category.minutes * SECONDS_PER_MINUTE * self._factor + TIME_TOLERANCE_S
        return PairTimes(pairs.place[within], pairs.demand[within], pairs.seconds[within])

    def _may_use(self, pairs: PairTimes, places: Places, kind: str) -> Bools:
        """By pair: the catchment of what is built allows it."""
        catchment = self.standard.facility_types[kind].catchment if self.settings.flag("catchments") else EVERYONE
        own = places.subdistrict if catchment == OWN_SUBDISTRICT else places.community
        offers = [(place, catchment, "" if catchment == EVERYONE else str(own[place])) for place in range(places.count)]
        return Eligibility.of_places(offers, self.found.areas, places.count).serves_pairs(pairs.place, pairs.demand)


def default_types(standard: Standard, codes: Sequence[str]) -> Mapping[str, str]:
    """By category the facility type that is built where nothing is said: the first that serves everyone, else the first."""
    chosen = {}
    for code in codes:
        types = standard.types_of(code)
        chosen[code] = next((t for t in types if standard.facility_types[t].catchment == EVERYONE), types[0])
    return chosen
