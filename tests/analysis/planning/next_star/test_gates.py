"""Gates are opened where that is cheaper, and facilities built where those are; what is not looked at is told."""

import pytest

from tests.analysis.planning.gated_town import gate_search, gated_study
from tests.analysis.planning.next_star.star_towns import star_town
from xc_gis.analysis.planning.next_star import gates
from xc_gis.analysis.planning.next_star.plan import plan_of
from xc_gis.model.changes import OpenGate
from xc_gis.model.costs import ChangeCosts
from xc_gis.operations.study import analyse

CODES = ("VEG", "CVS", "FOD")


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return star_town(tmp_path_factory.mktemp("town") / "s", codes=CODES, surveyed=CODES)[0]


@pytest.fixture(scope="module")
def one_gate(plain):
    """A town in which one gate alone gains the west its star."""
    study = gated_study(plain, 181)
    return study, analyse(study)


@pytest.mark.parametrize(("gate", "facility", "opened"), [(1.0, 10.0, 1), (10.0, 1.0, 0), (1.0, 1.0, 0), (0.0, 1.0, 1)])
def test_the_cheaper_of_gate_and_facility_is_told_and_of_equals_the_facility(one_gate, gate, facility, opened):
    search, with_gates = gate_search(*one_gate, ChangeCosts({"open_gate": gate}, facility))
    plain_answer = search.of(0)
    answer = with_gates.improved(plain_answer)
    assert len(answer.gates) == opened
    assert answer.cost == min(gate, facility)
    assert answer.gates_settled
    changes = plan_of(search, answer).changes
    assert [type(one) for one in changes] == [OpenGate] * opened or not opened
    assert all(one.cost == gate for one in changes if isinstance(one, OpenGate))
    if not opened:
        assert answer == plain_answer


def test_a_star_that_no_facility_gains_may_be_gained_with_a_gate(plain):
    study = gated_study(plain, 81)
    search, with_gates = gate_search(study, analyse(study), ChangeCosts())
    found = search.of(1)
    answer = with_gates.improved(found)
    assert found.status == "none"
    assert answer.status == "found"
    assert answer.stars_after >= answer.target == found.target
    assert answer.gates


def test_what_is_not_looked_at_is_told(one_gate, monkeypatch):
    monkeypatch.setattr(gates, "MOST_WORLDS", 1)
    search, with_gates = gate_search(*one_gate, ChangeCosts({"open_gate": 1.0}, 10.0))
    answer = with_gates.improved(search.of(0))
    assert not answer.gates_settled
    assert not plan_of(search, answer).gates_settled


def test_nothing_is_looked_at_where_no_gate_could_pay(one_gate, monkeypatch):
    study, found = one_gate
    asked = []
    monkeypatch.setattr(gates.OpenedGrounds, "of", lambda *some: asked.append(some))
    search, with_gates = gate_search(study, found, ChangeCosts())
    for row in (0, 1):
        assert with_gates.improved(search.of(row)) == search.of(row)
    assert asked == []
