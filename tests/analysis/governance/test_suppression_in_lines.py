"""What is hidden in a line with its sum: whoever subtracts finds a remainder that could be all of a small count and more."""

from itertools import product

import numpy as np
import pytest

from xc_gis.analysis.governance.suppression_in_lines import hidden_in_line

MIN_CELL = 5


def line(*counts, may=None):
    """What is hidden."""
    found = hidden_in_line(np.array(counts), np.ones(len(counts), dtype=bool) if may is None else np.array(may), MIN_CELL)
    return None if found is None else np.flatnonzero(found).tolist()


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [((9, 20), []), ((0, 9), []), ((3, 20, 30), [0, 1]), ((1, 1, 30, 40), [0, 1, 2]), ((4, 4, 4), [0, 1, 2]), ((2, 0, 6), [0, 2]), ((1, 4), None), ((3,), None)],
)  # fmt: skip
def test_small_ones_and_as_many_others_as_it_takes(counts, hidden):
    assert line(*counts) == hidden


def test_some_cannot_be_hidden():
    assert line(3, 20, 30, may=[True, False, True]) == [0, 2]
    assert line(3, 20, may=[True, False]) is None


def test_no_small_count_is_told_whatever_the_line():
    for counts in product((0, 1, 2, 4, 5, 9), repeat=3):
        found = line(*counts)
        if found:
            most = [sum(counts[n] for n in found) - (len(found) - 1) for n in found if counts[n] < MIN_CELL]
            assert all(one >= MIN_CELL for one in most), counts
