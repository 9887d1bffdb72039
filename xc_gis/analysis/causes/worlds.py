"""
Studies that share most of what they are made of, assessed one after the other: what one of them asks and another has answered is not asked again.

The engine is that of every run; only what is the same is kept: the network where streets and settings are the same, the legs of demand points
where people are, the times of a category where its facilities are.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.assessment import Scene, Search, demand_xy, scene_of, served_people
from xc_gis.analysis.causes.demand_legs import DemandLegs
from xc_gis.analysis.causes.facility_legs import FacilityLegs
from xc_gis.analysis.causes.known_times import Known, KnownTimes, Listed
from xc_gis.analysis.causes.remembering_search import RememberingSearch
from xc_gis.analysis.coverage.coverage import coverage_table, joint_table
from xc_gis.analysis.coverage.inventory import CompleteAreas, Surroundings, surroundings
from xc_gis.analysis.coverage.states import Looking, questions_of_standard
from xc_gis.analysis.network.barriers import Barriers, build_barriers
from xc_gis.analysis.network.network import WalkingNetwork, network_on
from xc_gis.analysis.network.street_ground import street_ground
from xc_gis.analysis.rating.rating import rate
from xc_gis.analysis.reassessment.need import COUNTED, DRAWN, SPEED, rests_on
from xc_gis.analysis.times.travel_times import Question
from xc_gis.model import StreetData, StudyData
from xc_gis.progress import Progress, Silent
from xc_gis.settings import Settings
from xc_gis.standard import Standard


@dataclass(frozen=True)
class World:
    """
    One study that may never have been: parts of one run with parts of another.

    ``people``, ``ground``: names of its demand points with their communities, and of its streets; worlds that share them say the same.
    """

    people: str
    ground: str
    data: StudyData
    streets: StreetData
    standard: Standard
    settings: Settings
    study_date: date | None


@dataclass(frozen=True)
class Figures:
    """What a world comes to: ``coverage`` and ``rating`` as in ``Assessment``; which surveys settle a range is not worked out."""

    coverage: pd.DataFrame
    rating: pd.DataFrame


class Worlds:
    """Assesses worlds; keeps what the next may ask again."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress or Silent()
        self._networks: dict[Hashable, tuple[WalkingNetwork, Barriers, FacilityLegs]] = {}
        self._off_network: dict[Hashable, Bools] = {}
        self._demand: dict[Hashable, DemandLegs] = {}
        self._near: dict[Hashable, Surroundings] = {}
        self._scenes: dict[Hashable, tuple[gpd.GeoDataFrame, Scene]] = {}
        self._lists: dict[int, Listed] = {}
        self._times = KnownTimes()

    def figures(self, world: World) -> Figures:
        """Coverage and rating of a world: those of a run of it, to the last digit."""
        scene = self._scene(world)
        served = served_people(
            scene, world.data, world.standard, world.settings, self._progress, study_date=world.study_date,
            search=self._search(world), looking=self._looking(world),
        )  # fmt: skip
        data, points, standard = served.data, served.points, world.standard
        coverage = coverage_table(data.communities, points, served.states, served.times, standard, world.settings, medians=False)
        joint = joint_table(data.communities, points, served.states, coverage, standard)
        rating = rate(
            coverage, joint, standard=standard, communities=data.communities, supply=data.supply, feedback=data.feedback,
            red_flags=data.red_flags, surveys=False, typed=data.typed,
        )  # fmt: skip
        return Figures(coverage, rating)

    def _scene(self, world: World) -> Scene:
        ground = (world.ground, built(world.settings))
        if ground not in self._networks:
            barriers = build_barriers(world.streets, world.settings)
            read = street_ground(world.streets, world.settings, barriers)
            network = network_on(read, world.settings)
            self._networks[ground] = network, barriers, FacilityLegs(network, barriers, read.streets, world.settings)
        network, barriers, facility_legs = self._networks[ground]
        key, facilities = (ground, world.people), world.data.facilities
        last, scene = self._scenes.get((key, id(facilities)), (None, None))
        if scene is None or last is not facilities:
            if key not in self._demand:
                # territories that the network decides need the legs of all
                known = None if (world.data.communities["location"] == "point").any() else self._off_network.get(key)
                self._demand[key] = DemandLegs(network, barriers, demand_xy(world.data), world.settings, known)
            points, legs = facility_legs.of(facilities)
            scene = scene_of(network, barriers, self._demand[key].points, legs, points, len(facilities))
            self._scenes[key, id(facilities)] = (facilities, scene)
        return scene

    def know(self, world: World, times: Mapping[str, Floats], off_network: Bools) -> None:
        """Take over what a run has found of a world: times by question, and who is off the network; in the order of its demand points."""
        listed = self._listed(world.data.facilities)
        self._off_network[(world.ground, built(world.settings)), world.people] = off_network
        for one in questions_of_standard(world.standard):
            if one.question.key in times:
                key = _asked_in(world, one.question)
                self._times.remember(key, Known(listed, one.question.bound_s, times[one.question.key]))

    def _search(self, world: World) -> Search:
        """What answers a world's questions."""
        ground = (world.ground, built(world.settings))
        demand, legs = self._demand[ground, world.people], self._networks[ground][2]
        return RememberingSearch(
            self._times, self._listed(world.data.facilities), demand, legs, lambda one: _asked_in(world, one)
        )

    def _looking(self, world: World) -> Looking:
        """What finds the communities around its demand points; those derived from the network are its own."""

        def look(xy: Floats, communities: gpd.GeoDataFrame, radius_m: float, complete: CompleteAreas) -> Surroundings:
            derived = (communities["location"] == "derived").any()
            where = (world.ground, built(world.settings)) if derived else ()
            key = (world.people, where, radius_m, complete.open_somewhere(len(communities)).tobytes())
            if key not in self._near:
                self._near[key] = surroundings(xy, communities, radius_m, complete)
            return self._near[key]

        return look

    def _listed(self, facilities: gpd.GeoDataFrame) -> Listed:
        known = self._lists.get(id(facilities))
        if known is None or known.frame is not facilities:
            known = self._lists[id(facilities)] = Listed.of(facilities)
        return known


def _asked_in(world: World, question: Question) -> Hashable:
    """All that times to a question rest on, but the list and how far they are looked for."""
    return world.ground, world.people, built(world.settings), rests_on(question, world.standard, world.settings)


def built(settings: Settings) -> Hashable:
    """The settings on which networks, legs and times rest, but how fast people walk: a time asks for one pace alone."""
    return tuple(
        (key, value)
        for key, value in sorted(settings.values.items())
        if key not in COUNTED and not key.startswith((DRAWN, SPEED))
    )
