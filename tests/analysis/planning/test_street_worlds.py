"""Some people on changed streets: what a whole run of the changed study finds of them, and of nobody else."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.planning.gated_town import gated_streets
from tests.fixtures.served_study import write_served_study
from xc_gis.analysis.planning.changed_study import changed_study
from xc_gis.analysis.planning.street_worlds import StreetWorlds
from xc_gis.model.changes import OpenGate, Scenario
from xc_gis.operations.study import analyse, read_study


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return read_study(write_served_study(tmp_path_factory.mktemp("s") / "s"))


@pytest.mark.parametrize("seed", [2, 7, 11])
def test_states_are_those_of_a_whole_run(plain, seed):
    study = replace(plain, streets=gated_streets(plain.streets, seed))
    found = analyse(study)
    worlds = StreetWorlds(found, study.data, study.streets, study.standard, study.settings, study.file.study.date)
    draw = np.random.default_rng(seed)
    ways, nodes = (
        draw.choice(worlds.ground.gated_ways, 12, replace=False),
        draw.choice(worlds.ground.shut_nodes, 8, replace=False),
    )
    changes = [OpenGate(osm=f"way/{n}") for n in ways] + [OpenGate(osm=f"node/{n}") for n in nodes]
    changed = changed_study(study.data, study.streets, [Scenario("s", tuple(changes))], study.standard, study.settings)
    whole = analyse(replace(study, streets=changed.streets))
    people = worlds.home == 0
    there = worlds.look(worlds.ground.closed_and_opened(opened_ways=set(ways), opened_nodes=set(nodes)), people)
    assert there.rows.tolist() == np.flatnonzero(people).tolist()
    turned = 0
    for key, state in whole.states.items():
        assert np.array_equal(there.states[key][people], state[people]), key
        assert np.array_equal(there.states[key][~people], found.states[key][~people])
        turned += int((state != found.states[key])[people].sum())
    assert turned > 0, "gates that do nothing"
