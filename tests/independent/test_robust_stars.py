"""
Robust stars against 500 draws in which everything moves at once, each resident whom nobody knows about among it; rated by code written from the
method page alone (``star_rating``).

A draw is a whole run with drawn speeds, legs and missing paths; whoever is unknown then is covered or in a gap by chance, each by himself, in parts
of all shares from none to all; weights are drawn, too. It is the truth that a study cannot know: a robust star is the star of all of them.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.analysis.planning.robustness.shaky_town import shaky_town
from tests.independent.star_rating import stars_of
from xc_gis.analysis.planning.changed_gates import closed
from xc_gis.model.ranges import Ranges
from xc_gis.operations.planning.robust import robust_of
from xc_gis.operations.study import analyse
from xc_gis.progress import Silent
from xc_gis.settings import PROFILES

RUNS, WEIGHTS, TRUTHS = 10, 5, 10
CODES = ("MED", "VEG", "CVS")
"""Categories of the towns: those that caps of the shipped standard look at, and others."""

NARROW = Ranges(speed=0.03, detour=(1.27, 1.33), reach_m=(147.0, 153.0), weights=0.05, draws=20)
TOWNS = {
    "sure": ({"codes": CODES, "surveyed": CODES}, NARROW),
    "a list is not complete": ({"codes": CODES, "surveyed": ("MED", "VEG")}, NARROW),
    "wide": ({"codes": CODES, "surveyed": CODES}, Ranges(draws=20)),
    "at the edge": ({"codes": CODES, "surveyed": CODES, "least": 0.19}, NARROW),
}


@pytest.mark.parametrize("town", list(TOWNS))
def test_the_truth_is_never_another_star_where_one_is_robust(tmp_path, town):
    changes, ranges = TOWNS[town]
    study, found = shaky_town(tmp_path / "s", **changes)
    table = robust_of(study, found, Silent(), ranges=ranges).communities
    draw, seen = np.random.default_rng(13), {row: set() for row in range(len(table))}
    for _ in range(RUNS):
        run = analyse(_drawn(study, ranges, draw))
        for row in range(len(table)):
            stars = _truths(study, run, row, ranges, draw)
            seen[row] |= set(stars.tolist())
            one = table.iloc[row]
            if one.robust:
                assert set(stars.tolist()) == {-1 if pd.isna(one.stars) else one.stars}, (row, one)
            assert pd.isna(one.lowest) or (stars >= one.lowest).all()
            assert pd.isna(one.highest) or (stars <= one.highest).all()
    if town == "sure":
        assert table["robust"].any(), "a test that asks nothing"
    if town == "at the edge":
        assert any(len(stars) > 1 for stars in seen.values()), "draws that turn nothing"


def _drawn(study, ranges, draw):
    """The study under settings within the ranges, some of its doubtful paths missing."""
    settings = {f"walk.speed.{p}": study.settings.speed(p) * draw.uniform(1 - ranges.speed, 1 + ranges.speed) for p in PROFILES}
    settings |= {"legs.detour": draw.uniform(*ranges.detour), "legs.max_m": draw.uniform(*ranges.reach_m)}
    share = draw.random()
    ways = tuple(
        (osm, nodes, closed(tags) if tags.get("highway") == "path" and draw.random() < share else tags)
        for osm, nodes, tags in study.streets.ways
    )
    chosen = study.settings.override(settings, origin="study", where="draw")
    return replace(study, settings=chosen, streets=replace(study.streets, ways=ways))


def _truths(study, run, row, ranges, draw):
    """Stars of one community in so many truths that this run does not contradict."""
    people = run.data.demand
    mine = (people["community_id"] == run.data.communities["community_id"].iloc[row]).to_numpy()
    residents, older = (people[name].to_numpy(float)[mine] for name in ("residents", "residents_60plus"))
    standard = study.standard
    found = []
    for _ in range(WEIGHTS):
        covered, gap = {}, {}
        for key, state in run.states.items():
            here, unknown = state[mine], state[mine] == 2
            lucky = unknown & (draw.random((TRUTHS, mine.sum())) < draw.random((TRUTHS, 1)))
            covered[key] = (here == 0) | lucky
            gap[key] = ((here == 1) | unknown) & ~covered[key]
        senior = {code: f"{code}@senior" if f"{code}@senior" in covered else code for code in standard.senior_codes}
        found += stars_of(
            _weighed(standard, ranges, draw), 1.0, 1.0, residents, older, covered, gap,
            {code: covered[key] for code, key in senior.items()}, {code: gap[key] for code, key in senior.items()},
        ).tolist()  # fmt: skip
    return np.array(found)


def _weighed(standard, ranges, draw):
    spread = ranges.weights
    return standard.model_copy(
        update={
            "categories": tuple(
                c.model_copy(update={"weight": c.weight * draw.uniform(1 - spread, 1 + spread)}) for c in standard.categories
            )
        }
    )
