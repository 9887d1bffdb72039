"""
What the search for stars stands on: an assessed study, the places where something could be built, and who could walk there.

A place is where a whole run of the study with a facility there would put it: its degrees are those that are written into a scenario.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import geopandas as gpd
import numpy as np
import shapely
from scipy.sparse import csr_array

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.assessment import Assessment, Scene, state_inputs_of
from xc_gis.analysis.coverage.states import StandardQuestion, questions_of_standard
from xc_gis.analysis.legs.legs import Attached, attach
from xc_gis.analysis.planning.community_counts import CommunityCounter
from xc_gis.analysis.planning.siting.candidates import street_places
from xc_gis.analysis.planning.siting.study_reach import places_with_homes
from xc_gis.analysis.times.demand_ways import WaysByProfile
from xc_gis.analysis.times.facility_services import EVERYONE, OWN_COMMUNITY
from xc_gis.analysis.times.pair_times import PairSearch
from xc_gis.settings import Settings
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS, TIME_TOLERANCE_S

DEGREES = 7
"""Decimals of degrees in scenarios: a centimetre."""

EVERY_M = 200.0
"""A place for every so many metres of street: less than half of the shortest limit (5 minutes, 360 m) of the shipped standard."""


@dataclass(frozen=True)
class BuildingPlaces:
    """
    Places where a facility could be built.

    Attributes
    ----------
    lonlat, xy
        Shape (places, 2): degrees as they are written, and metres in the analysis CRS that these are.
    community, subdistrict
        By place: where it lies, empty outside.
    seconds
        By profile: walking times demand points × places, a second added so that none is zero; pairs beyond the bound are absent.
    """

    lonlat: Floats
    xy: Floats
    community: np.ndarray
    subdistrict: np.ndarray
    seconds: dict[str, csr_array]

    def near(self, points: Ints) -> Ints:
        """Places that somebody of some demand points reaches, ascending."""
        found = [np.unique(table[points].indices) for table in self.seconds.values()]
        return np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *found])).astype(np.int64)

    def within(self, profile: str, limit_s: float, points: Ints, places: Ints) -> Bools:
        """Which of some demand points reach which of some places in time: places × points."""
        walks = self.seconds[profile][points][:, places].toarray().T
        reached: Bools = (walks > 0) & (walks <= limit_s + 1.0 + TIME_TOLERANCE_S)
        return reached


class Neighbourhood:
    """
    The places around one community, and who of it reaches which: looked up once, asked often.

    Attributes
    ----------
    points
        Demand points of the community that a street reaches, ascending.
    places
        Places that somebody of it reaches, ascending.
    """

    def __init__(self, places: BuildingPlaces, points: Ints) -> None:
        self.points, self.places = points, places.near(points)
        self._all = places
        self._reached: dict[tuple[str, float], Bools] = {}

    def within(self, profile: str, limit_s: float) -> Bools:
        """Who reaches what in time: places × points."""
        key = (profile, limit_s)
        if key not in self._reached:
            self._reached[key] = self._all.within(profile, limit_s, self.points, self.places)
        return self._reached[key]

    def rows_of(self, places: Ints) -> Ints:
        """Rows of some places, all of them in the neighbourhood."""
        found: Ints = np.searchsorted(self.places, places).astype(np.int64)
        return found

    def has(self, place: int) -> bool:
        """Whether somebody of the community reaches a place."""
        row = int(np.searchsorted(self.places, place))
        return row < len(self.places) and int(self.places[row]) == place


class StarGround:
    """
    One assessed study, ready to be asked for stars.

    Attributes
    ----------
    found, standard, settings, study_date
        The assessment, and what it was made with.
    counter
        Counts and rates communities when states change, as a whole run does.
    asked
        Questions of the standard by key of times and states.
    home
        By demand point: row of its community, -1 outside.
    off_network
        By demand point.
    """

    def __init__(
        self, found: Assessment, standard: Standard, settings: Settings, study_date: date | None, *, every_m: float = EVERY_M,
        places: BuildingPlaces | None = None,
    ) -> None:  # fmt: skip
        self.found, self.standard, self.settings, self.study_date = found, standard, settings, study_date
        self._every_m = every_m
        if places is not None:
            self.places = places
        self.inputs = state_inputs_of(found.scene, found.data)
        points = self.inputs.demand_points
        self.counter = CommunityCounter(points, found.data, standard, settings, found.states)
        self.asked: dict[str, StandardQuestion] = {one.question.key: one for one in questions_of_standard(standard)}
        self.home, self.off_network = points.community, points.off_network
        self._near: dict[int, Neighbourhood] = {}

    def near(self, row: int) -> Neighbourhood:
        """The places around a community."""
        if row not in self._near:
            self._near[row] = Neighbourhood(self.places, self.points_of(row))
        return self._near[row]

    def points_of(self, row: int) -> Ints:
        """Demand points of a community that a street reaches, ascending."""
        return np.flatnonzero((self.home == row) & ~self.off_network)

    @cached_property
    def places(self) -> BuildingPlaces:
        """Places on the streets of all communities from which somebody can be reached."""
        scene, data = self.found.scene, self.found.data
        areas = data.communities.geometry.to_numpy()
        frame = street_places(scene.network, areas, self._every_m)
        degrees = frame.to_crs(EXCHANGE_CRS).geometry
        lonlat = np.column_stack([degrees.x.round(DEGREES), degrees.y.round(DEGREES)]).reshape(-1, 2)
        points = gpd.GeoSeries(shapely.points(lonlat), crs=EXCHANGE_CRS).to_crs(frame.crs)
        xy = np.column_stack([points.x, points.y]).reshape(-1, 2)
        attached = attach(scene.network, scene.barriers, xy, self.settings)
        placed = places_with_homes(attached, np.arange(len(xy)), frame.set_geometry(points), data.communities)
        return BuildingPlaces(lonlat, xy, placed.community, placed.subdistrict, self.walks(scene, attached))

    def walks(self, scene: Scene, attached: Attached) -> dict[str, csr_array]:
        """By profile: walking times from the demand points of a scene to places with their legs, as ``BuildingPlaces.seconds``."""
        bounds: dict[str, float] = {}
        for one in self.asked.values():
            bounds[one.question.profile] = max(bounds.get(one.question.profile, 0.0), one.limit_s)
        seconds, n = {}, attached.n_points
        ways = WaysByProfile(scene.demand, scene.network, self.settings)
        for profile, bound_s in sorted(bounds.items()):
            search = PairSearch(ways.of(profile), scene.barriers, self.settings)
            pairs = search.times(attached, np.arange(n), bound_s)
            seconds[profile] = csr_array((pairs.seconds + 1.0, (pairs.demand, pairs.place)), shape=(scene.demand.n_points, n))
        return seconds

    def may_build(self, kind: str, places: Ints, community: str, subdistrict: str) -> Bools:
        """Which of some places serve a community, if a facility of a type stands there."""
        catchment = self.standard.facility_types[kind].catchment if self.settings.flag("catchments") else EVERYONE
        if catchment == EVERYONE:
            return np.ones(len(places), dtype=bool)
        own, area = (self.places.community, community) if catchment == OWN_COMMUNITY else (self.places.subdistrict, subdistrict)
        allowed: Bools = (own[places] == area) & (area != "")
        return allowed
