"""Arcs say what SciPy's sparse matrix says."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from xc_gis.analysis.times.arcs import Arcs


@pytest.fixture(scope="module")
def drawn():
    chance, n = np.random.default_rng(4), 60
    key = np.unique(chance.integers(0, n * n, 250))
    key = key[(key // n != 7) & (key // n != n - 1)]  # states without arcs, the last among them
    seconds = chance.uniform(0.1, 9.0, len(key))
    matrix = csr_array((seconds, (key // n, key % n)), shape=(n, n))
    return Arcs.of_pairs(key // n, key % n, seconds, n), matrix


def test_arcs_are_those_of_the_matrix(drawn):
    arcs, matrix = drawn
    assert arcs.n_states == 60
    assert np.array_equal(arcs.matrix().toarray(), matrix.toarray())
    assert arcs.rows.tolist() == matrix.tocoo().row.tolist()
    assert arcs.indptr.dtype == arcs.indices.dtype == np.int32  # as compiled searches read them


def test_turned_arcs_lead_back(drawn):
    arcs, matrix = drawn
    turned = arcs.turned()
    assert np.array_equal(turned.matrix().toarray(), matrix.T.toarray())
    assert all((np.diff(turned.indices[a:b]) > 0).all() for a, b in zip(turned.indptr, turned.indptr[1:], strict=False))


def test_arcs_between_some_states(drawn):
    arcs, matrix = drawn
    states = np.array([0, 3, 7, 8, 21, 22, 23, 40, 59])
    number = np.zeros(60, dtype=np.int32)
    number[states] = np.arange(1, len(states) + 1)
    assert np.array_equal(arcs.between(states, number).matrix().toarray(), matrix.toarray()[np.ix_(states, states)])
