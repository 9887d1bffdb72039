"""A model written piece by piece finds the cheapest of what its rows allow."""

import pytest

from xc_gis.analysis.planning.next_star.linear_model import LinearModel


def test_the_cheapest_of_two_that_suffice():
    model = LinearModel()
    dear, cheap, both = model.column(3.0, whole=True), model.column(2.0, whole=True), model.column()
    model.covered_by(both, [dear, cheap])
    model.at_least({both: 1.0}, 1.0)
    found = model.solved()
    assert found.objective == pytest.approx(2.0)
    assert [round(value) for value in found.values[:2]] == [0, 1]


def test_nothing_suffices():
    model = LinearModel()
    one = model.column(1.0, whole=True)
    model.at_least({one: 1.0}, 2.0)
    assert model.solved().values is None


def test_the_least_of_a_sum():
    model = LinearModel()
    a, b = model.column(high=2.0), model.column()
    assert model.least_of({a: -1.5, b: 4.0}) == -3.0


def test_a_model_without_rows_asks_for_nothing(capfd):
    model = LinearModel()
    model.column(5.0, whole=True)
    assert model.solved().objective == 0.0
    assert capfd.readouterr().out == ""  # standard output belongs to our answers
