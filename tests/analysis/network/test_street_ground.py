"""Streets of which ways are closed or gates opened are the streets that other tags would give; the tags are not read again."""

import numpy as np
import pytest

from tests.analysis.planning.gated_town import gated_streets
from tests.fixtures.small_study import write_small_study
from xc_gis.analysis.network.conditions import moment_of
from xc_gis.analysis.network.network import build_network, network_on
from xc_gis.analysis.network.street_ground import street_ground
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.analysis.planning.changed_gates import close_path, open_gate
from xc_gis.analysis.planning.street_draft import StreetDraft
from xc_gis.model.changes import ClosePath, OpenGate
from xc_gis.operations.study import read_study

ARRAYS = ("osm_id", "u", "v", "length_m", "gated", "gate_part", "wait_u", "wait_v", "forward", "way_id")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return read_study(write_small_study(tmp_path_factory.mktemp("s") / "s"))


@pytest.mark.parametrize("seed", range(6))
def test_the_network_is_that_of_the_changed_tags(study, seed):
    streets = gated_streets(study.streets, seed)
    ground, draw = street_ground(streets, study.settings), np.random.default_rng(seed)
    ways, nodes = draw.choice(ground.gated_ways, 4, replace=False), draw.choice(ground.shut_nodes, 5, replace=False)
    closed = draw.choice([way for way, _, _ in streets.ways if way not in ways], 3, replace=False)
    draft = StreetDraft(streets, study.settings.word("crs.analysis"), moment_of(study.settings.word("moment")))
    for change in [OpenGate(osm=f"way/{n}") for n in ways] + [OpenGate(osm=f"node/{n}") for n in nodes]:
        open_gate(draft, NumberedChange(change, 1, "s"), change)
    for way in closed:
        change = ClosePath(osm=f"way/{way}")
        close_path(draft, NumberedChange(change, 1, "s"), change)
    wanted = build_network(draft.finished(), study.settings)
    found = network_on(
        ground.closed_and_opened(closed=set(closed), opened_ways=set(ways), opened_nodes=set(nodes)), study.settings
    )
    for name in ARRAYS:
        assert np.array_equal(getattr(found, name), getattr(wanted, name)), name
    before = network_on(ground, study.settings)
    assert before.n_edges != found.n_edges or not np.array_equal(before.gated, found.gated)


def test_what_can_be_opened_is_what_keeps_walkers_out(study):
    streets = gated_streets(study.streets, 1, private=0.3)
    ground = street_ground(streets, study.settings)
    assert ground.gated_ways == [way for way, _, tags in streets.ways if tags.get("access") == "private"]
    assert ground.shut_nodes == sorted(streets.node_tags)
