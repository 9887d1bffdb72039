"""
Who walks how long to a place where a facility might stand, or to one that stands: one search each, kept for the next question.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.legs.legs import Attached, attach
from xc_gis.analysis.legs.point_parts import part_of
from xc_gis.analysis.times.demand_ways import DemandWays, WaysByProfile
from xc_gis.analysis.times.eligibility import Eligibility
from xc_gis.analysis.times.facility_services import EVERYONE, facility_services
from xc_gis.analysis.times.pair_times import PairSearch
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.settings import Settings
from xc_gis.standard import Standard

Kept = TypeVar("Kept")

MOST_KEPT = 256
"""Searches that are kept: those of a long scenario, and of a marker's last places."""


@dataclass(frozen=True)
class Walks:
    """Demand points (ascending) that reach a place, and their seconds; whoever may use it."""

    demand: Ints
    seconds: Floats


@dataclass(frozen=True)
class Place:
    """
    Where a facility stands or might stand.

    Attributes
    ----------
    name
        Tells it from others.
    entered
        The points at which it is entered, with their legs.
    areas
        Catchment and area of those that it serves, as ``facility_services`` gives them.
    """

    name: Hashable
    entered: Attached
    areas: tuple[tuple[str, str], ...]


class TriedPlaces:
    """
    Places on the streets of one assessment.

    Parameters
    ----------
    found, standard, settings
        The assessment, and what it was made with.
    """

    def __init__(self, found: Assessment, standard: Standard, settings: Settings) -> None:
        self._found, self._standard, self._settings = found, standard, settings
        self._ways = WaysByProfile(found.scene.demand, found.scene.network, settings)
        self._walks: OrderedDict[Hashable, Walks] = OrderedDict()
        self._places: OrderedDict[Hashable, Place] = OrderedDict()
        services = found.services
        self._services = {
            int(row): tuple(zip(rows["catchment"], rows["area"], strict=True)) for row, rows in services.groupby("facility")
        }
        points = found.scene.facility_points.facility
        self._first_point = np.searchsorted(points, np.arange(len(found.data.facilities) + 1))

    def ways(self, profile: str) -> DemandWays:
        """The demand points' ways onto the network at the pace of a profile."""
        return self._ways.of(profile)

    def points_of(self, facility: int) -> Ints:
        """Facility points of a row of the facility frame."""
        return np.arange(self._first_point[facility], self._first_point[facility + 1])

    def standing(self, facility: int) -> Place:
        """The place of a facility of the study, a row of its frame; with the areas that it would serve if it is not open."""

        def make() -> Place:
            areas = self._services.get(facility)
            if areas is None:
                areas = self._areas_of(self._found.data.facilities.iloc[[facility]])
            return Place(("row", facility), part_of(self._found.scene.facility, self.points_of(facility)), areas)

        return _kept(self._places, ("row", facility), make)

    def new(self, kind: str, xy: tuple[float, float], serves: str, name: str) -> Place:
        """
        A point, metres in the analysis CRS, at which a facility of type ``kind`` opens; ``name`` is for messages.

        Raises
        ------
        InputError
            If no street reaches it.
        """
        key = (kind, *xy, serves)

        def make() -> Place:
            scene = self._found.scene
            entered = attach(scene.network, scene.barriers, np.array([xy], dtype=float), self._settings)
            if entered.off_network[0]:
                raise InputError(self._why_off(entered, name), hint=msg("请换一个离街道更近的地点"))
            if not self._settings.flag("catchments") or self._standard.facility_types[kind].catchment == EVERYONE:
                return Place(key, entered, ((EVERYONE, ""),))
            row = {"facility_id": [name], "type": [kind], "status": ["open"], "serves": [serves]}
            frame = gpd.GeoDataFrame(row, geometry=[shapely.Point(xy)], crs=self._found.data.demand.crs)
            return Place(key, entered, self._areas_of(frame))

        return _kept(self._places, key, make)

    def walks(self, place: Place, profile: str, bound_s: float) -> Walks:
        """Who reaches a place within a bound, inclusive."""

        def make() -> Walks:
            search = PairSearch(self.ways(profile), self._found.scene.barriers, self._settings)
            pairs = search.times(place.entered, np.zeros(place.entered.n_points, dtype=np.int64), bound_s)
            return Walks(pairs.demand, pairs.seconds)

        return _kept(self._walks, (place.name, profile, bound_s), make)

    def served(self, place: Place, walks: Walks) -> Walks:
        """Those of some walks whose people the place serves."""
        offers = Eligibility.of_places([(0, catchment, area) for catchment, area in place.areas], self._found.areas, 1)
        mine = offers.serves_pairs(np.zeros(len(walks.demand), dtype=np.int64), walks.demand)
        return Walks(walks.demand[mine], walks.seconds[mine])

    def _areas_of(self, frame: gpd.GeoDataFrame) -> tuple[tuple[str, str], ...]:
        data = self._found.data
        open_ = frame.assign(status="open")
        rows = facility_services(open_, data.communities, data.subdistricts, self._standard, self._settings)
        return tuple(zip(rows["catchment"], rows["area"], strict=True))

    def _why_off(self, entered: Attached, name: str) -> str:
        reach_m = self._settings.number("legs.max_m")
        if len(entered.legs.point):
            return msg("新址 {name} 附近只有不与路网相连的零星道路,步行到不了", name=name)
        if len(entered.candidates.point):
            return msg("新址 {name} 与 {reach:.0f} 米内的街道之间都有墙、水面或大路阻隔,步行到不了", name=name, reach=reach_m)
        return msg("新址 {name} 的 {reach:.0f} 米内没有可步行的街道", name=name, reach=reach_m)


def _kept(store: OrderedDict[Hashable, Kept], key: Hashable, make: Callable[[], Kept]) -> Kept:
    """What was made for a key; the one that was asked for the longest time ago goes first."""
    if key in store:
        store.move_to_end(key)
        return store[key]
    made = make()
    store[key] = made
    if len(store) > MOST_KEPT:
        store.popitem(last=False)
    return made
