"""The solver in small words: what it finds, what it says of its bound, and that no error is lost in it."""

from __future__ import annotations

import time

import numpy as np
import pytest
from scipy.sparse import csr_array

from tests.analysis.planning.siting.small_problems import PATIENCE_S
from xc_gis.analysis.planning.siting.solver import INFINITE, Solver


def knapsack(until: float, n: int = 30) -> Solver:
    """Most worth within a weight: whole things, seeded."""
    draw = np.random.default_rng(5)
    solver = Solver(-draw.integers(10, 99, n).astype(float), np.zeros(n), np.ones(n), until)
    solver.add_rows(csr_array(draw.integers(5, 60, (4, n)).astype(float)), np.full(4, -INFINITE), np.full(4, 250.0))
    solver.whole(np.arange(n))
    return solver


def test_fractions_then_whole_things():
    solver = Solver(np.array([-3.0, -2.0]), np.zeros(2), np.ones(2), time.monotonic() + PATIENCE_S)
    solver.add_rows(csr_array(np.array([[2.0, 2.0]])), np.array([-INFINITE]), np.array([3.0]))
    found = solver.run()
    assert (found.status, found.objective, found.bound) == ("optimal", -4.0, -4.0)
    assert found.values.tolist() == [1.0, 0.5]
    solver.whole(np.arange(2))
    found = solver.run()
    assert (found.status, found.objective) == ("optimal", -3.0)
    solver.bound_columns(np.array([0]), np.zeros(1), np.zeros(1))
    assert solver.run().objective == -2.0


def test_what_cannot_be_is_said():
    solver = Solver(np.ones(2), np.zeros(2), np.ones(2), time.monotonic() + PATIENCE_S)
    solver.add_rows(csr_array(np.array([[1.0, 1.0]])), np.array([3.0]), np.array([INFINITE]))
    solver.whole(np.arange(2))
    assert solver.run().status == "infeasible"


def test_without_time_nothing_is_found_and_nothing_bounded():
    found = knapsack(time.monotonic()).run()
    assert (found.status, found.values, found.bound) == ("stopped", None, -np.inf)


def test_bounds_and_better_solutions_are_heard_and_true():
    heard = []
    found = knapsack(time.monotonic() + PATIENCE_S).run(lambda bound, values: heard.append((bound, values)))
    assert found.status == "optimal"
    assert found.bound == pytest.approx(found.objective)
    assert all(bound <= found.objective + 1e-6 for bound, _ in heard)


def test_an_error_of_the_listener_is_raised_when_the_run_ends():
    def listener(_bound, _values):
        raise KeyError("broken")

    with pytest.raises(KeyError, match="broken"):
        knapsack(time.monotonic() + PATIENCE_S).run(listener)
