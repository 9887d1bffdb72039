"""
Worlds: one study under other settings within their ranges, each assessed as a run would.

Worlds that move one setting to an end of its range say what turns a star. Two more have all of them at their worst and at their best: what
any combination covers lies between what these two cover, because more speed, longer legs, a smaller detour and more paths never lower
coverage (method §8).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from xc_gis.analysis.arrays.geometry import Bools
from xc_gis.analysis.assessment import Scene, attached_scene, served_people
from xc_gis.analysis.network.barriers import Barriers, build_barriers
from xc_gis.analysis.network.network import WalkingNetwork, network_on
from xc_gis.analysis.network.street_ground import StreetGround, street_ground
from xc_gis.analysis.network.walkable import is_bridge, is_tunnel
from xc_gis.model import StreetData, StudyData
from xc_gis.model.ranges import Ranges
from xc_gis.progress import Silent
from xc_gis.settings import PROFILES, Settings
from xc_gis.standard import Standard

SLOW, FAST, LONG_WAY, SHORT_WAY, SHORT_LEGS, LONG_LEGS, NO_PATHS = (
    "speed-", "speed+", "detour+", "detour-", "reach-", "reach+", "paths-",
)  # fmt: skip
WORST, BEST = "worst", "best"

PACE = "walk.speed."
"""Settings that leave network and legs as they are. Those of ``legs.`` leave the network as it is; no other settings move."""

DOUBTFUL = frozenset(("path", "steps"))
"""Values of ``highway`` that may be missing on the ground or in the map; footbridges, underpasses and ``informal=yes`` besides."""


@dataclass(frozen=True)
class World:
    """
    What is other than in the study.

    Attributes
    ----------
    name
        Its code.
    settings
        Settings by key.
    paths
        Whether doubtful paths are there.
    """

    name: str
    settings: Mapping[str, float]
    paths: bool = True


@dataclass(frozen=True)
class WorldStates:
    """
    What a world found.

    Attributes
    ----------
    states
        State of every demand point by key.
    off_network
        By demand point: no street reaches it.
    facility_off_network
        By facility.
    """

    states: Mapping[str, np.ndarray]
    off_network: Bools
    facility_off_network: Bools


def worlds_of(settings: Settings, ranges: Ranges) -> list[World]:
    """Worlds whose settings differ from the study's, single ones first; then the worst and the best of all together."""

    def paced(factor: float) -> dict[str, float]:
        return {f"{PACE}{profile}": settings.speed(profile) * factor for profile in PROFILES}

    # a study whose own setting lies outside the range widens it
    detour, reach_m = settings.number("legs.detour"), settings.number("legs.max_m")
    low_detour, high_detour = min(ranges.detour[0], detour), max(ranges.detour[1], detour)
    short_m, long_m = min(ranges.reach_m[0], reach_m), max(ranges.reach_m[1], reach_m)
    single = {
        SLOW: paced(1 - ranges.speed), FAST: paced(1 + ranges.speed), LONG_WAY: {"legs.detour": high_detour},
        SHORT_WAY: {"legs.detour": low_detour}, SHORT_LEGS: {"legs.max_m": short_m},
        LONG_LEGS: {"legs.max_m": long_m},
    }  # fmt: skip
    worlds = [World(name, found) for name, found in single.items() if differs(settings, found)]
    if ranges.paths:
        worlds.append(World(NO_PATHS, {}, paths=False))
    worst = {**single[SLOW], **single[LONG_WAY], **single[SHORT_LEGS]}
    best = {**single[FAST], **single[SHORT_WAY], **single[LONG_LEGS]}
    return [*worlds, World(WORST, worst, paths=not ranges.paths), World(BEST, best)]


def differs(settings: Settings, found: Mapping[str, float]) -> bool:
    """Whether some settings are other than the study's."""
    return any(settings.number(key) != value for key, value in found.items())


def settings_in(settings: Settings, world: World) -> Settings:
    """The settings of a study in a world."""
    return settings.override(dict(world.settings), origin="study", where=world.name) if world.settings else settings


def is_doubtful(tags: Mapping[str, str]) -> bool:
    """Whether a way may be missing."""
    kind = tags.get("highway", "")
    over_or_under = kind == "footway" and (is_bridge(tags) or is_tunnel(tags))
    return kind in DOUBTFUL or over_or_under or (bool(kind) and tags.get("informal") == "yes")


class StudyWorlds:
    """
    Finds what a run would find of one study in any world; nothing is counted.

    What worlds have in common is made once: tags are read once, a network is built once with doubtful paths and once without.

    Parameters
    ----------
    data, streets, standard, settings, study_date
        The study.
    scene
        Its network and legs as it is, where they are known.
    """

    def __init__(
        self, data: StudyData, streets: StreetData, standard: Standard, settings: Settings, study_date: date | None,
        scene: Scene | None = None,
    ) -> None:  # fmt: skip
        self._data, self._streets, self._standard, self._settings, self._date = data, streets, standard, settings, study_date
        self._scene = scene

    def states(self, world: World) -> WorldStates:
        """What a run finds in a world."""
        chosen = settings_in(self._settings, world)
        scene = self._scene_in(world, chosen)
        served = served_people(scene, self._data, self._standard, chosen, Silent(), study_date=self._date)
        return WorldStates(dict(served.states), scene.demand.off_network, scene.facility_off_network)

    def _scene_in(self, world: World, chosen: Settings) -> Scene:
        if self._scene is not None and world.paths and all(key.startswith(PACE) for key in world.settings):
            return self._scene
        network = self._network if world.paths else self._network_without
        return attached_scene(network, self._barriers, self._ground.streets, self._data, chosen, Silent())

    @cached_property
    def _barriers(self) -> Barriers:
        return self._scene.barriers if self._scene else build_barriers(self._streets, self._settings)

    @cached_property
    def _ground(self) -> StreetGround:
        return street_ground(self._streets, self._settings, self._barriers)

    @cached_property
    def _network(self) -> WalkingNetwork:
        return self._scene.network if self._scene else network_on(self._ground, self._settings)

    @cached_property
    def _network_without(self) -> WalkingNetwork:
        doubtful = [osm for osm, _, tags in self._streets.ways if is_doubtful(tags)]
        return network_on(self._ground.closed_and_opened(closed=doubtful), self._settings)
