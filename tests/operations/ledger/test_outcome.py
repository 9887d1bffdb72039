"""Whether a need is met, hand-worked: people who become unknown are not people who are served."""

from types import SimpleNamespace

import pytest

from xc_gis.operations.ledger.outcome import NeedOutcome, People, people_by_need, together


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        ((100, 0), (0, 0), "closed"), ((100, 20), (0, 0), "closed"), ((100, 0), (60, 0), "partly"), ((100, 0), (100, 0), "open"), ((100, 0), (130, 0), "open"),
        ((100, 0), (0, 100), "unknown"),  # the list is no longer complete: nobody can say
        ((100, 0), (0, 3), "unknown"), ((100, 0), (60, 40), "unknown"), ((100, 0), (60, 30), "partly"), ((100, 50), (60, 50), "partly"),
        ((0, 0), (0, 0), "unknown"), ((0, 40), (0, 0), "unknown"),  # there was no gap to close
        ((100, 0), None, "unknown"), (None, (0, 0), "unknown"),
    ],
)  # fmt: skip
def test_each_case(before, after, outcome):
    sides = [None if side is None else People(*map(float, side)) for side in (before, after)]
    assert NeedOutcome("C1-MED", *sides).outcome == outcome


@pytest.mark.parametrize(
    ("needs", "outcome"),
    [
        (["closed"], "closed"), (["closed", "closed"], "closed"), (["open", "open"], "open"), (["closed", "open"], "partly"), (["partly", "open"], "partly"),
        (["closed", "unknown"], "partly"), (["open", "unknown"], "unknown"), (["unknown"], "unknown"),
    ],
)  # fmt: skip
def test_a_measure_is_what_its_needs_are_together(needs, outcome):
    assert together(needs) == outcome


def row(code, gap, unknown, *, low=0.5, applies=True):
    return SimpleNamespace(category=SimpleNamespace(code=code), gap=gap, unknown=unknown, low=low, applies=applies)


def test_people_are_those_of_community_and_category():
    run = SimpleNamespace(
        communities=[
            SimpleNamespace(community_id="C", coverage=(row("VEG", 7.0, 0.0),)),
            SimpleNamespace(community_id="C-1", coverage=(row("MED", 5.0, 2.0), row("VEG", None, None))),
        ]
    )
    assert people_by_need(run) == {"C-VEG": People(7.0, 0.0), "C-1-MED": People(5.0, 2.0)}


def test_zeros_of_a_community_whose_residents_are_not_known_close_no_gap():
    lost = row("MED", 0.0, 0.0, low=None)  # no place, or no row of the residents was read
    none_of_the_group = row("ELD", 0.0, 0.0, low=None, applies=False)
    found = people_by_need(SimpleNamespace(communities=[SimpleNamespace(community_id="C1", coverage=(lost, none_of_the_group))]))
    assert found == {"C1-ELD": People(0.0, 0.0)}
    assert NeedOutcome("C1-MED", People(100.0, 0.0), found.get("C1-MED")).outcome == "unknown"
