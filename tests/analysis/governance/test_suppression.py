"""Small counts cannot be told from what is shown: a solver tries."""

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from xc_gis.analysis.governance.suppression import estimates, hidden_cells, with_sums

MIN_CELL = 5


def equations(shape):
    """Every row and column: its cells less its sum."""
    number = np.arange(shape[0] * shape[1]).reshape(shape)
    for lines in (number, number.T):
        for line in lines:
            one = np.zeros(number.size)
            one[line[:-1]], one[line[-1]] = 1, -1
            yield one


def most(table, hidden, cell):
    """The largest count that a hidden cell may have, as somebody works it out who sees the rest and knows that nothing hidden is zero."""
    low, high = (np.where(hidden, 1, table), np.where(hidden, table.sum() + 50, table))
    aim = np.zeros(table.size)
    aim[np.ravel_multi_index(cell, table.shape)] = -1
    rules = LinearConstraint(np.array(list(equations(table.shape))), 0, 0)
    return -milp(aim, constraints=rules, bounds=Bounds(low.ravel(), high.ravel()), integrality=np.ones(table.size)).fun


TABLES = {
    "one small cell": [[12, 3, 40], [9, 20, 15], [30, 8, 11]], "two in a row that are one each": [[1, 1, 30], [9, 20, 15], [30, 8, 11]], "a single community": [[3, 30]], "a single cell": [[2]],
    "mostly zeros": [[0, 2, 0], [7, 0, 0], [0, 0, 9]], "all small": [[1, 2], [3, 4]], "a small sum": [[1, 1, 0], [20, 30, 9], [8, 7, 6]],
}  # fmt: skip


@pytest.mark.parametrize("counts", TABLES.values(), ids=TABLES)
def test_a_solver_cannot_tell_that_a_hidden_count_is_small(counts):
    table = with_sums(np.array(counts))
    hidden = hidden_cells(table, MIN_CELL)
    small = np.argwhere((table > 0) & (table < MIN_CELL))
    assert hidden[tuple(small.T)].all()
    assert all(most(table, hidden, tuple(cell)) >= MIN_CELL for cell in small)


@pytest.mark.parametrize("seed", range(3))
def test_nor_in_random_tables(seed):
    random = np.random.default_rng(seed)
    table = with_sums(random.poisson(random.choice([0.3, 3, 20], size=(9, 5))))
    hidden = hidden_cells(table, MIN_CELL)
    small = np.argwhere((table > 0) & (table < MIN_CELL))
    assert len(small)
    assert all(most(table, hidden, tuple(cell)) >= MIN_CELL for cell in small)


def test_hiding_the_small_count_alone_would_give_it_away():
    table = with_sums(np.array(TABLES["one small cell"]))
    assert most(table, (table > 0) & (table < MIN_CELL), (0, 1)) == 3


def test_nothing_small_nothing_hidden_and_zeros_are_shown():
    table = with_sums(np.array([[0, 9], [12, 5]]))
    assert not hidden_cells(table, MIN_CELL).any()


def test_little_is_hidden_beside_it():
    hidden = hidden_cells(with_sums(np.array(TABLES["one small cell"])), MIN_CELL)
    assert hidden.sum() == 4
    assert not hidden[:, -1].any()
    assert not hidden[-1].any()


@pytest.mark.parametrize("counts", TABLES.values(), ids=TABLES)
def test_estimates_follow_from_what_is_shown_alone(counts):
    table = with_sums(np.array(counts))
    hidden = hidden_cells(table, MIN_CELL)
    guess = estimates(table, hidden)
    assert (guess == estimates(np.where(hidden, 777, table), hidden)).all()
    shown_rows = ~hidden[:-1, -1]
    assert guess.sum(axis=1)[shown_rows] == pytest.approx(table[:-1, -1][shown_rows])
    assert (guess[~hidden[:-1, :-1]] == table[:-1, :-1][~hidden[:-1, :-1]]).all()
