"""How measures stand: days from the day of the study, people of all needs, what is done and yet open."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from xc_gis.model.ledger import Measure
from xc_gis.operations.ledger.outcome import NeedOutcome, People
from xc_gis.operations.ledger.standing import Ledgers, MeasureStanding, due_of


@pytest.mark.parametrize(
    ("state", "days", "due"),
    [
        ("running", -1, "overdue"), ("planned", -400, "overdue"), ("running", 0, "soon"), ("running", 30, "soon"), ("running", 31, "later"), ("running", None, "none"),
        ("done", -1, "finished"), ("stopped", -1, "finished"), ("done", None, "finished"),
    ],
)  # fmt: skip
def test_deadlines(state, days, due):
    assert due_of(state, days) == due


def standing(key, state, *sides, compared=True):
    measure = Measure(key, "", tuple(f"C{n}-MED" for n in range(len(sides))), "街道办", None, None, state, "", 2)
    needs = tuple(
        NeedOutcome(need, *(None if side is None else People(side, 0.0) for side in pair))
        for need, pair in zip(measure.needs, sides, strict=True)
    )
    return MeasureStanding(measure, needs, None, "none", compared)


def test_people_of_a_measure_are_those_of_its_needs_and_not_known_where_one_is_not():
    one = standing("P1", "running", (100.0, 20.0), (50.0, 0.0))
    assert (one.people(after=False), one.people(after=True), one.outcome) == (150.0, 20.0, "partly")
    assert standing("P2", "running", (100.0, None), (50.0, 0.0)).people(after=True) is None
    assert standing("P3", "running", (100.0, 0.0), compared=False).outcome == ""


def test_people_who_are_all_unknown_are_no_0_and_those_in_doubt_stand_beside():
    measure = standing("P1", "running", (0.0, 0.0), (0.0, 0.0))
    first, second = (People(0.0, 5691.0), People(0.0, 9.0)), (People(3.0, 5.0), People(20.0, 0.2))
    one = replace(measure, needs=(NeedOutcome("C0-MED", *first),))
    assert [(one.people(after=side), one.unknown(after=side)) for side in (False, True)] == [(None, 5691.0), (None, 9.0)]
    both = replace(measure, needs=(NeedOutcome("C0-MED", *first), NeedOutcome("C1-MED", *second)))
    assert [(both.people(after=side), both.unknown(after=side)) for side in (False, True)] == [(3.0, 5696.0), (20.0, 9.2)]
    nobody = replace(measure, needs=(NeedOutcome("C0-MED", People(0.0, 0.2), None),))
    assert (nobody.people(after=False), nobody.unknown(after=True)) == (0.0, None)


def test_needs_without_a_measure_and_measures_done_with_people_left():
    needs = tuple(SimpleNamespace(need_id=f"C{n}-MED") for n in range(3))
    done, stopped = standing("P1", "done", (100.0, 20.0)), standing("P2", "stopped", (5.0, 5.0), (5.0, 5.0))
    found = Ledgers(None, needs, (done, stopped, standing("P3", "done", (9.0, 0.0))), date(2026, 6, 30))
    assert found.unanswered == 2
    assert found.done_and_open == (done,)


def test_a_measure_is_done_and_open_where_one_need_is_whatever_is_known_of_the_others():
    half_known, trace = standing("P1", "done", (100.0, 20.0), (50.0, None)), standing("P2", "done", (100.0, 0.3))
    found = Ledgers(None, (), (half_known, trace), None)
    assert found.done_and_open == (half_known,)
    assert (trace.outcome, half_known.people(after=True)) == ("closed", None)
