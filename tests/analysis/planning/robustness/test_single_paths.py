"""A single missing way is named where a whole run without it alone gives another star, and nowhere else."""

import random
from dataclasses import replace

import numpy as np

from tests.analysis.planning.robustness.shaky_town import shaky_town, without_doubtful
from xc_gis.analysis.planning.changed_gates import closed
from xc_gis.analysis.planning.robustness.single_paths import PathTrials, single_paths
from xc_gis.analysis.planning.robustness.star_bounds import StarBounds
from xc_gis.analysis.planning.robustness.worlds import is_doubtful
from xc_gis.analysis.planning.street_worlds import StreetWorlds
from xc_gis.operations.study import analyse


def test_halving_finds_what_trying_each_finds():
    draw = random.Random(3)
    for _ in range(50):
        ways = range(1, 13)
        near = {row: {way for way in ways if draw.random() < 0.6} for row in range(4)}
        bad = {row: {way for way in near[row] if draw.random() < 0.15} for row in near}
        bears_on = {way: frozenset(row for row in near if way in near[row] or draw.random() < 0.1) for way in ways}
        asked = []

        def turns(missing, rows, bad=bad, asked=asked, bears_on=bears_on):
            asked.append(len(rows))
            return {row for row in rows if bad[row] & {way for way in missing if row in bears_on[way]}}

        assert single_paths(near, bears_on, turns) == {row: sorted(ones) for row, ones in bad.items() if ones}


def test_a_whole_run_without_that_way_alone_says_the_same(tmp_path):
    study, found = shaky_town(tmp_path / "s", least=0.1)
    kinds = {1: "residential"}  # every second street is not there, and all but the first may be missing
    ways = tuple((osm, nodes, {"highway": kinds.get(osm, "path")}) for osm, nodes, _ in study.streets.ways if osm % 2)
    study = replace(study, streets=replace(study.streets, ways=ways))
    found = analyse(study)
    stars = found.rating["stars"].fillna(-1)
    without = analyse(replace(study, streets=without_doubtful(study.streets))).rating["stars"].fillna(-1)
    turned = (without != stars).to_numpy(dtype=bool)
    assert turned.any(), "a town that asks nothing"
    bounds = StarBounds(found, study.standard, study.settings, study.file.study.date)
    worlds = StreetWorlds(found, study.data, study.streets, study.standard, study.settings, study.file.study.date)
    trials = PathTrials(worlds, bounds, turned)
    ways = [osm for osm, _, tags in study.streets.ways if is_doubtful(tags)]
    near = {int(row): ways for row in np.flatnonzero(turned)}
    alone = {}
    for way in ways:
        cut = tuple((osm, nodes, closed(tags) if osm == way else tags) for osm, nodes, tags in study.streets.ways)
        after = analyse(replace(study, streets=replace(study.streets, ways=cut))).rating["stars"].fillna(-1)
        for row in near:
            if after[row] != stars[row]:
                alone.setdefault(row, []).append(way)
    assert alone, "a town in which no way matters alone"
    assert single_paths(near, trials.bears_on(ways), trials.turns) == {row: sorted(ones) for row, ones in sorted(alone.items())}
