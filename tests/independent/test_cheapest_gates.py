"""
Gates among the cheapest changes, against opening every set of them, up to one more than is told, in a whole run of the changed study.

What else is then cheapest is asked of the search without gates on that study, which ``test_cheapest_stars`` holds against trying everything.
"""

from dataclasses import replace
from itertools import combinations

import pytest

from tests.analysis.planning.gated_town import gate_search, gated_study
from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.planning.changed_study import changed_study
from xc_gis.analysis.planning.next_star.plan import plan_of
from xc_gis.model.changes import OpenGate, Scenario
from xc_gis.model.costs import ChangeCosts
from xc_gis.operations.study import analyse

CODES = ("VEG", "CVS", "FOD")
COSTS = ChangeCosts({"open_gate": 1.0}, 10.0)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return star_town(tmp_path_factory.mktemp("town") / "s", codes=CODES, surveyed=CODES)[0]


def after(study, changes):
    made = changed_study(study.data, study.streets, [Scenario("s", tuple(changes))], study.standard, study.settings)
    changed = replace(study, data=made.data, streets=made.streets)
    return changed, analyse(changed)


@pytest.mark.parametrize(("seed", "row", "gates"), [(181, 0, 1), (187, 0, 2), (276, 0, 1)])
def test_no_set_of_gates_is_cheaper_and_a_whole_run_gives_the_star(plain, seed, row, gates):
    study = gated_study(plain, seed)
    found = analyse(study)
    search, with_gates = gate_search(study, found, COSTS)
    answer = with_gates.improved(search.of(row))
    assert answer.gates_settled
    assert len(answer.gates) == gates
    _, run = after(study, plan_of(search, answer).changes)
    assert int(run.rating["stars"].iloc[row]) == answer.stars_after >= answer.target
    shut = [
        *(f"node/{n}" for n in study.streets.node_tags),
        *(f"way/{n}" for n, _, tags in study.streets.ways if "access" in tags),
    ]
    least = search.of(row).cost
    for size in range(1, gates + 2):
        for some in combinations(shut, size):
            changed, run = after(study, [OpenGate(osm=osm) for osm in some])
            rest = search_of(changed, run, COSTS).reaching(row, answer.target)
            least = min(least, rest.cost + size) if rest.cost is not None else least
    assert answer.cost == pytest.approx(least)
