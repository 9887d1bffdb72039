"""
Robust is proven, fragile is shown: a run with the setting that is named turns the star, and none of 300 draws turns a robust one.

The draws are runs of the study under random settings, with random paths missing; each is rated with four sets of random weights, at
either end of what is unknown and in between, by the rating of a run under a standard with these weights.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.analysis.planning.robustness.shaky_town import shaky_town, without_doubtful, worlds_of_study
from xc_gis.analysis.planning.changed_gates import closed
from xc_gis.analysis.planning.robustness.star_bounds import StarBounds
from xc_gis.analysis.planning.robustness.verdict import AS_IT_IS, kept_share
from xc_gis.analysis.planning.robustness.worlds import is_doubtful, settings_in, worlds_of
from xc_gis.analysis.rating.rating import rate
from xc_gis.model.ranges import Ranges
from xc_gis.operations.planning.robust import robust_of
from xc_gis.operations.study import analyse
from xc_gis.progress import Silent
from xc_gis.settings import PROFILES

NARROW = Ranges(speed=0.05, detour=(1.25, 1.35), reach_m=(145.0, 155.0), weights=0.05, draws=50)
TOWNS = {
    "wide": ({}, Ranges(draws=50)),
    "narrow": ({}, NARROW),
    "at the edge": ({"least": 0.19}, Ranges(draws=50)),
    "unknown": ({"surveyed": ("MED", "VEG", "CVS")}, NARROW),
}
SETTING_DRAWS, WEIGHT_DRAWS = 25, 4
ENDS = ("stars", "stars_low", "stars_high")


@pytest.fixture(scope="module", params=list(TOWNS))
def judged(request, tmp_path_factory):
    changes, ranges = TOWNS[request.param]
    study, found = shaky_town(tmp_path_factory.mktemp("town") / "s", **changes)
    return study, found, ranges, robust_of(study, found, Silent(), ranges=ranges).communities


@pytest.mark.parametrize(("least", "named"), [(0.13, {"speed-", "reach-"}), (0.19, {"paths-", "reach-"})])
def test_a_star_at_the_edge_of_its_gate_is_turned_by_single_settings(tmp_path, least, named):
    study, found = shaky_town(tmp_path / "s", least=least)
    table = robust_of(study, found, Silent(), ranges=Ranges(draws=50)).communities
    assert named <= {code for codes in table["turned_by"] for code in codes.split(";")}
    assert not table["robust"].any()


def test_what_is_named_turns_the_star_in_a_run_with_it(judged):
    study, found, ranges, table = judged
    worlds = {world.name: world for world in worlds_of(study.settings, ranges)}
    named = {code for codes in table["turned_by"] for code in codes.split(";")} & set(worlds)
    for code in sorted(named):
        world = worlds[code]
        streets = study.streets if world.paths else without_doubtful(study.streets)
        run = analyse(replace(study, settings=settings_in(study.settings, world), streets=streets))
        for row, codes in enumerate(table["turned_by"]):
            turned = run.rating["stars"].iloc[row] is not found.rating["stars"].iloc[row] and (
                str(run.rating["stars"].iloc[row]) != str(found.rating["stars"].iloc[row])
            )
            assert turned == (code in codes.split(";")), (code, row)
    low, high = found.rating["stars_low"].astype(str), found.rating["stars_high"].astype(str)
    today = found.rating["stars"].astype(str)
    for row, codes in enumerate(table["turned_by"]):
        assert ("unknown-" in codes.split(";")) == (low.iloc[row] != today.iloc[row])
        assert ("unknown+" in codes.split(";")) == (high.iloc[row] != today.iloc[row])


def test_draws_do_not_depend_on_the_order_in_which_worlds_are_done(tmp_path):
    study, found = shaky_town(tmp_path / "s", least=0.19)
    bounds = StarBounds(found, study.standard, study.settings, study.file.study.date)
    named = {AS_IT_IS: bounds.counted(found.states)}
    there = worlds_of_study(study)
    for world in worlds_of(study.settings, Ranges()):
        named[world.name] = bounds.counted(there.states(world).states)
    first = kept_share(named, 0.2, 60)
    assert first.min() < 1
    assert kept_share(dict(reversed(named.items())), 0.2, 60).tolist() == first.tolist()


def drawn_study(study, ranges, draw):
    speed = draw.uniform(1 - ranges.speed, 1 + ranges.speed)
    settings = {f"walk.speed.{profile}": study.settings.speed(profile) * speed for profile in PROFILES}
    settings |= {"legs.detour": draw.uniform(*ranges.detour), "legs.max_m": draw.uniform(*ranges.reach_m)}
    missing = {osm for osm, _, tags in study.streets.ways if is_doubtful(tags) and draw.random() < 0.5}
    ways = tuple((osm, nodes, closed(tags) if osm in missing else tags) for osm, nodes, tags in study.streets.ways)
    chosen = study.settings.override(settings, origin="study", where="draw")
    return replace(study, settings=chosen, streets=replace(study.streets, ways=ways))


def weighed(standard, ranges, draw):
    categories = tuple(
        c.model_copy(update={"weight": c.weight * draw.uniform(1 - ranges.weights, 1 + ranges.weights)})
        for c in standard.categories
    )
    return standard.model_copy(update={"categories": categories})


def test_none_of_300_draws_turns_a_robust_star_or_leaves_the_bounds(judged):
    study, _, ranges, table = judged
    draw, tried = np.random.default_rng(500), 0
    for _ in range(SETTING_DRAWS):
        run = analyse(drawn_study(study, ranges, draw))
        for _ in range(WEIGHT_DRAWS):
            data = run.data
            rating = rate(
                run.coverage, run.joint, standard=weighed(study.standard, ranges, draw), communities=data.communities, supply=data.supply,
                feedback=data.feedback, red_flags=data.red_flags, surveys=False,
            )  # fmt: skip
            for stars in (rating[end] for end in ENDS):
                tried += 1
                for row, one in enumerate(table.itertuples()):
                    star = stars.iloc[row]
                    if pd.isna(star):
                        assert pd.isna(one.lowest)
                        continue
                    assert pd.isna(one.lowest) or one.lowest <= star
                    assert star <= one.highest
                    if one.robust:
                        assert star == one.stars
    assert tried == 300


def test_robust_is_where_the_bounds_meet_and_then_nothing_turns_it(judged):
    table = judged[3]
    for one in table.itertuples():
        met = not pd.isna(one.stars) and not pd.isna(one.lowest) and one.lowest == one.stars == one.highest
        assert bool(one.robust) == met or (pd.isna(one.stars) and pd.isna(one.highest))
        assert (one.turned_by == "") == bool(one.robust)
        assert one.kept == 1.0 or not one.robust
