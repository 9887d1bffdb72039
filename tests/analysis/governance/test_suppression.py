"""Small counts cannot be told from what is shown: a solver tries."""

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from xc_gis.analysis.governance.suppression import estimates, hidden_cells, with_sums

MIN_CELL = 5


def equations(shape, area=None):
    """Every row and column, and every column within a subdistrict: its cells less its sum."""
    number = np.arange(shape[0] * shape[1]).reshape(shape)
    n_inner = shape[0] - 1 if area is None else len(area)
    sums = [(number[row, :-1], number[row, -1]) for row in range(shape[0])]
    sums += [(number[:n_inner, column], number[-1, column]) for column in range(shape[1])]
    for street in range(n_inner, shape[0] - 1):
        sums += [(number[:n_inner][area == street - n_inner, column], number[street, column]) for column in range(shape[1])]
    for cells, whole in sums:
        one = np.zeros(number.size)
        one[cells], one[whole] = 1, -1
        yield one


def most(table, hidden, cell, area=None):
    """The largest count that a hidden cell may have, as somebody works it out who sees the rest and knows that nothing hidden is zero."""
    low, high = (np.where(hidden, 1, table), np.where(hidden, table.sum() + 50, table))
    aim = np.zeros(table.size)
    aim[np.ravel_multi_index(cell, table.shape)] = -1
    rules = LinearConstraint(np.array(list(equations(table.shape, area))), 0, 0)
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


AREAS = {
    "one small cell, a neighbour in its subdistrict": ([[12, 3, 40], [9, 20, 15], [30, 8, 11]], [0, 0, 1]), "alone in its subdistrict": ([[12, 3, 40], [9, 20, 15], [30, 8, 11]], [0, 1, 1]),
    "every subdistrict is one community": ([[12, 3, 40], [9, 20, 15], [30, 8, 11]], [0, 1, 2]), "the sum of a subdistrict is small": ([[12, 1, 40], [9, 2, 15], [30, 8, 11], [9, 9, 9]], [0, 0, 1, 1]),
    "some belong to no subdistrict": ([[12, 3, 40], [9, 20, 15], [30, 8, 11], [7, 2, 9]], [0, 0, -1, -1]), "mostly zeros": ([[0, 2, 0], [7, 0, 0], [0, 0, 9]], [0, 1, 1]), "all small": ([[1, 2], [3, 4], [1, 1]], [0, 0, 1]),
    "one subdistrict": ([[1, 30], [20, 3]], [0, 0]),
}  # fmt: skip


@pytest.mark.parametrize(("counts", "area"), AREAS.values(), ids=AREAS)
def test_a_solver_cannot_tell_with_the_sums_of_subdistricts_either(counts, area):
    area = np.array(area)
    table = with_sums(np.array(counts), area)
    hidden = hidden_cells(table, MIN_CELL, area)
    small = np.argwhere((table > 0) & (table < MIN_CELL))
    assert hidden[tuple(small.T)].all()
    assert all(most(table, hidden, tuple(cell), area) >= MIN_CELL for cell in small)
    assert not hidden[table == 0].any()


@pytest.mark.parametrize("seed", range(3))
def test_nor_in_random_tables_with_subdistricts(seed):
    random = np.random.default_rng(seed)
    area = random.integers(-1, 3, size=9)
    table = with_sums(random.poisson(random.choice([0.3, 3, 20], size=(9, 4))), area)
    hidden = hidden_cells(table, MIN_CELL, area)
    small = np.argwhere((table > 0) & (table < MIN_CELL))
    assert len(small)
    assert all(most(table, hidden, tuple(cell), area) >= MIN_CELL for cell in small)


def test_cells_hidden_without_a_thought_of_subdistricts_are_given_away_by_their_sums():
    counts, area = np.array([[12, 3, 40], [9, 20, 15], [30, 8, 11]]), np.array([0, 1, 2])
    plain = hidden_cells(with_sums(counts), MIN_CELL)
    naive = np.zeros((7, 4), dtype=bool)
    naive[[0, 1, 2, 6]] = plain
    assert most(with_sums(counts, area), naive, (0, 1), area) == 3


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
