"""Worlds: which settings move, and that each is what a run with these settings finds."""

from dataclasses import replace

import numpy as np

from tests.analysis.planning.robustness.shaky_town import shaky_town, without_doubtful, worlds_of_study
from xc_gis.analysis.coverage.coverage import COVERED
from xc_gis.analysis.planning.robustness.worlds import (
    BEST,
    LONG_WAY,
    NO_PATHS,
    SHORT_LEGS,
    SLOW,
    WORST,
    is_doubtful,
    settings_in,
    worlds_of,
)
from xc_gis.model.ranges import Ranges
from xc_gis.operations.study import analyse


def worlds(study, **ranges):
    return {world.name: world for world in worlds_of(study.settings, Ranges(**ranges))}


def test_a_world_is_what_a_run_with_its_settings_finds(tmp_path):
    study, found = shaky_town(tmp_path / "s")
    named, there = worlds(study), worlds_of_study(study, found.scene)
    slow = study.settings.override({f"walk.speed.{p}": 0.85 * study.settings.speed(p) for p in ("adult", "senior", "child")},
                                   origin="study", where="x")  # fmt: skip
    for name, changed in {
        SLOW: replace(study, settings=slow),
        SHORT_LEGS: replace(study, settings=study.settings.override({"legs.max_m": 100.0}, origin="study", where="x")),
        NO_PATHS: replace(study, streets=without_doubtful(study.streets)),
    }.items():
        whole = analyse(changed)
        made = there.states(named[name])
        for key, state in whole.states.items():
            assert np.array_equal(state, made.states[key]), (name, key)


def test_any_world_covers_no_less_than_the_worst_and_no_more_than_the_best(tmp_path):
    study, found = shaky_town(tmp_path / "s")
    there = worlds_of_study(study, found.scene)
    states = {name: there.states(world).states for name, world in worlds(study).items()}
    differs = 0
    for name in states:
        for key in found.states:
            worst, here, best = (states[one][key] == COVERED for one in (WORST, name, BEST))
            assert not (worst & ~here).any()
            assert not (here & ~best).any()
            differs += int((worst != best).sum())
    assert differs > 0


def test_a_setting_at_the_end_of_its_range_has_no_world_and_one_beyond_widens_it(tmp_path):
    study, _ = shaky_town(tmp_path / "s")
    chosen = study.settings.override({"legs.detour": 1.8}, origin="study", where="x")
    named = {world.name: world for world in worlds_of(chosen, Ranges(paths=False))}
    assert LONG_WAY not in named
    assert NO_PATHS not in named
    assert named[WORST].settings["legs.detour"] == 1.8
    assert settings_in(chosen, named[BEST]).number("legs.detour") == 1.0


def test_what_may_be_missing():
    assert is_doubtful({"highway": "path"})
    assert is_doubtful({"highway": "footway", "bridge": "yes"})
    assert is_doubtful({"highway": "residential", "informal": "yes"})
    assert not is_doubtful({"highway": "footway"})
    assert not is_doubtful({"highway": "primary", "bridge": "yes"})
    assert not is_doubtful({"barrier": "wall", "informal": "yes"})
