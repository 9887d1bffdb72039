"""
Studies that share most of what they are made of, assessed one after the other: what one of them asks and another has answered is not asked again.

The engine is that of every run; only what is the same is kept: the network where streets and settings are the same, the legs of demand points
where people are, the times of a category where its facilities are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.assessment import Scene, attached_scene, served_people, with_facilities
from xc_gis.analysis.coverage.coverage import coverage_table, joint_table
from xc_gis.analysis.coverage.states import questions_of_standard
from xc_gis.analysis.legs.legs import Attached
from xc_gis.analysis.network.barriers import Barriers, build_barriers
from xc_gis.analysis.network.network import WalkingNetwork, network_on
from xc_gis.analysis.network.street_ground import street_ground
from xc_gis.analysis.rating.rating import rate
from xc_gis.analysis.reassessment.need import COUNTED, DRAWN, SPEED
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.model import StreetData, StudyData
from xc_gis.progress import Progress, Silent
from xc_gis.settings import Settings
from xc_gis.standard import Standard
from xc_gis.units import TIME_TOLERANCE_S


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
        self._networks: dict[Hashable, tuple[WalkingNetwork, Barriers, StreetData]] = {}
        self._demand: dict[Hashable, Attached] = {}
        self._scenes: dict[Hashable, tuple[gpd.GeoDataFrame, Scene]] = {}
        self._lists: dict[int, tuple[gpd.GeoDataFrame, Mapping[str, bytes]]] = {}
        self._times: dict[Hashable, tuple[float, Floats]] = {}

    def figures(self, world: World) -> Figures:
        """Coverage and rating of a world: those of a run of it, to the last digit."""
        scene = self._scene(world)
        served = served_people(
            scene, world.data, world.standard, world.settings, self._progress, study_date=world.study_date, search=_Search(self, world),
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
            self._networks[ground] = (network_on(read, world.settings), barriers, read.streets)
        network, barriers, streets = self._networks[ground]
        key, facilities = (ground, world.people), world.data.facilities
        last, scene = self._scenes.get((key, id(facilities)), (None, None))
        if scene is None or last is not facilities:
            if key not in self._demand:
                scene = attached_scene(network, barriers, streets, world.data, world.settings, self._progress)
                self._demand[key] = scene.demand
            else:
                scene = with_facilities(network, barriers, streets, self._demand[key], facilities, world.settings)
            self._scenes[key, id(facilities)] = (facilities, scene)
        return scene

    def lists(self, facilities: gpd.GeoDataFrame) -> Mapping[str, bytes]:
        """As ``lists_by_type``."""
        last, found = self._lists.get(id(facilities), (None, None))
        if found is None or last is not facilities:
            found = lists_by_type(facilities)
            self._lists[id(facilities)] = (facilities, found)
        return found

    def know(self, world: World, times: Mapping[str, Floats]) -> None:
        """Take over times of a world that a run has found already, by category and in the order of its demand points."""
        search = _Search(self, world)
        for one in questions_of_standard(world.standard):
            if one.question.key in times:
                self.remember(search.key(one.question, world.settings), one.question.bound_s, times[one.question.key])

    def answered(self, key: Hashable, bound_s: float) -> Floats | None:
        """Times that are known as far as a bound, and NaN beyond it."""
        known, seconds = self._times.get(key, (-1.0, None))
        if seconds is None or known < bound_s:
            return None
        return seconds if known == bound_s else np.where(seconds > bound_s + TIME_TOLERANCE_S, np.nan, seconds)

    def remember(self, key: Hashable, bound_s: float, seconds: Floats) -> None:
        """Keep times that were looked for as far as a bound; what is known farther stays."""
        if self._times.get(key, (-1.0, None))[0] < bound_s:
            self._times[key] = (bound_s, seconds)


class _Search:
    """Answers what is known and searches for the rest."""

    def __init__(self, worlds: Worlds, world: World) -> None:
        self._worlds, self._world = worlds, world
        self._lists = worlds.lists(world.data.facilities)

    def __call__(
        self, network: WalkingNetwork, barriers: Barriers, ends: Ends, services: pd.DataFrame, questions: Sequence[Question],
        settings: Settings, progress: Progress,
    ) -> Mapping[str, Floats]:  # fmt: skip
        keys = {question.key: self.key(question, settings) for question in questions}
        lacking = [question for question in questions if self._worlds.answered(keys[question.key], question.bound_s) is None]
        if lacking:
            found = walking_times(network, barriers, ends, services, lacking, settings, progress)
            for question in lacking:
                self._worlds.remember(keys[question.key], question.bound_s, found[question.key])
        answers: dict[str, Floats] = {}
        for question in questions:
            known = self._worlds.answered(keys[question.key], question.bound_s)
            assert known is not None
            answers[question.key] = known
        return answers

    def key(self, question: Question, settings: Settings) -> Hashable:
        """All that times to a question rest on, but how far they are looked for."""
        standard, world = self._world.standard, self._world
        catchments = tuple(standard.facility_types[kind].catchment for kind in question.types)
        lists = tuple(self._lists.get(kind, b"") for kind in question.types)
        return (
            world.ground,
            world.people,
            built(settings),
            question.types,
            settings.speed(question.profile),
            question.profile,
            catchments,
            lists,
        )


def built(settings: Settings) -> Hashable:
    """The settings on which networks, legs and times rest, but how fast people walk: a time asks for one pace alone."""
    return tuple(
        (key, value)
        for key, value in sorted(settings.values.items())
        if key not in COUNTED and not key.startswith((DRAWN, SPEED))
    )


def lists_by_type(facilities: gpd.GeoDataFrame) -> dict[str, bytes]:
    """By type: a checksum of all that the times to its open facilities rest on."""
    is_open = np.flatnonzero((facilities["status"] == "open").to_numpy() & facilities.geometry.notna().to_numpy())
    part = facilities.iloc[is_open]
    shapes = shapely.to_wkb(part.geometry.to_numpy())
    sums: dict[str, hashlib._Hash] = {}
    for kind, serves, building, shape in zip(part["type"], part["serves"], part["building"], shapes, strict=True):
        one = sums.setdefault(str(kind), hashlib.sha256())
        one.update(repr((str(serves), bool(building), len(shape))).encode() + shape)
    return {kind: one.digest() for kind, one in sums.items()}
