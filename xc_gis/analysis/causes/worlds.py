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
from xc_gis.analysis.legs.legs import Attached
from xc_gis.analysis.network.barriers import Barriers, build_barriers
from xc_gis.analysis.network.network import WalkingNetwork, network_on
from xc_gis.analysis.network.street_ground import street_ground
from xc_gis.analysis.rating.rating import rate
from xc_gis.analysis.reassessment.need import COUNTED, DRAWN
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
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
        self._networks: dict[Hashable, tuple[WalkingNetwork, Barriers, StreetData]] = {}
        self._demand: dict[Hashable, Attached] = {}
        self._times: dict[Hashable, Floats] = {}

    def figures(self, world: World) -> Figures:
        """Coverage and rating of a world: those of a run of it, to the last digit."""
        scene = self._scene(world)
        served = served_people(
            scene, world.data, world.standard, world.settings, self._progress, study_date=world.study_date, search=_Search(self, world),
        )  # fmt: skip
        data, points, standard = served.data, served.points, world.standard
        coverage = coverage_table(data.communities, points, served.states, served.times, standard, world.settings)
        joint = joint_table(data.communities, points, served.states, coverage, standard)
        rating = rate(
            coverage, joint, standard=standard, communities=data.communities, supply=data.supply, feedback=data.feedback,
            red_flags=data.red_flags, surveys=False, typed=data.typed,
        )  # fmt: skip
        return Figures(coverage, rating)

    def _scene(self, world: World) -> Scene:
        ground = (world.ground, walked(world.settings))
        if ground not in self._networks:
            barriers = build_barriers(world.streets, world.settings)
            read = street_ground(world.streets, world.settings, barriers)
            self._networks[ground] = (network_on(read, world.settings), barriers, read.streets)
        network, barriers, streets = self._networks[ground]
        key = (ground, world.people)
        if key not in self._demand:
            scene = attached_scene(network, barriers, streets, world.data, world.settings, self._progress)
            self._demand[key] = scene.demand
            return scene
        return with_facilities(network, barriers, streets, self._demand[key], world.data.facilities, world.settings)

    def answered(self, key: Hashable) -> Floats | None:
        """Times that are known."""
        return self._times.get(key)

    def remember(self, key: Hashable, seconds: Floats) -> None:
        """Keep times."""
        self._times[key] = seconds


class _Search:
    """Answers what is known and searches for the rest."""

    def __init__(self, worlds: Worlds, world: World) -> None:
        self._worlds, self._world = worlds, world
        self._lists = lists_by_type(world.data.facilities)

    def __call__(
        self, network: WalkingNetwork, barriers: Barriers, ends: Ends, services: pd.DataFrame, questions: Sequence[Question],
        settings: Settings, progress: Progress,
    ) -> Mapping[str, Floats]:  # fmt: skip
        keys = {question.key: self._key(question, settings) for question in questions}
        lacking = [question for question in questions if self._worlds.answered(keys[question.key]) is None]
        if lacking:
            found = walking_times(network, barriers, ends, services, lacking, settings, progress)
            for name, seconds in found.items():
                self._worlds.remember(keys[name], seconds)
        answers: dict[str, Floats] = {}
        for name, key in keys.items():
            known = self._worlds.answered(key)
            assert known is not None
            answers[name] = known
        return answers

    def _key(self, question: Question, settings: Settings) -> Hashable:
        standard, world = self._world.standard, self._world
        catchments = tuple(standard.facility_types[kind].catchment for kind in question.types)
        lists = tuple(self._lists.get(kind, b"") for kind in question.types)
        return (
            world.ground,
            world.people,
            walked(settings),
            question.types,
            question.profile,
            question.bound_s,
            catchments,
            lists,
        )


def walked(settings: Settings) -> Hashable:
    """The settings on which times rest."""
    return tuple(
        (key, value) for key, value in sorted(settings.values.items()) if key not in COUNTED and not key.startswith(DRAWN)
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
