"""A ground with gates open is what a whole run of that study would stand on, for the people of one community."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.planning.gated_town import gate_search, gated_streets
from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.planning.changed_study import changed_study
from xc_gis.model.changes import OpenGate, Scenario
from xc_gis.model.costs import ChangeCosts
from xc_gis.operations.study import analyse

CODES = ("VEG", "CVS", "FOD")


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    study = star_town(tmp_path_factory.mktemp("town") / "s", codes=CODES, surveyed=CODES)[0]
    study = replace(study, streets=gated_streets(study.streets, 7))
    return study, analyse(study)


def test_people_of_the_community_reach_what_a_whole_run_says(town):
    study, found = town
    search, with_gates = gate_search(study, found, ChangeCosts())
    grounds, base = with_gates._grounds, search.ground
    some = grounds.gates[::2]
    opened = grounds.of(0, some)
    made = changed_study(
        study.data, study.streets, [Scenario("s", tuple(OpenGate(osm=osm) for osm in some))], study.standard, study.settings
    )
    changed = replace(study, streets=made.streets)
    whole = search_of(changed, analyse(changed)).ground
    mine = np.flatnonzero(base.home == 0)
    others = np.flatnonzero(base.home != 0)
    assert opened.off_network[mine].tolist() == whole.off_network[mine].tolist()
    turned = 0
    for key, state in whole.found.states.items():
        assert np.array_equal(opened.found.states[key][mine], state[mine]), key
        assert np.array_equal(opened.found.states[key][others], found.states[key][others])
        turned += int((state[mine] != found.states[key][mine]).sum())
    for profile, table in opened.places.seconds.items():
        rows = dict(zip(map(tuple, whole.places.lonlat.tolist()), range(len(whole.places.lonlat)), strict=True))
        same = [(n, rows[tuple(place)]) for n, place in enumerate(base.places.lonlat.tolist()) if tuple(place) in rows]
        here, there = (np.array(column) for column in zip(*same, strict=True))
        assert np.allclose(table[mine][:, here].toarray(), whole.places.seconds[profile][mine][:, there].toarray(), atol=1e-6)
        assert (table[others] != base.places.seconds[profile][others]).nnz == 0
    assert turned > 0
    assert grounds.changes(opened, 0)
    assert not grounds.changes(opened, 1)
    assert not grounds.changes(grounds.of(0, []), 0)


def test_with_all_gates_open_nobody_loses(town):
    study, found = town
    _, with_gates = gate_search(study, found, ChangeCosts())
    for key, state in with_gates._grounds.all_open.found.states.items():
        assert not ((found.states[key] == 0) & (state != 0)).any()
