"""Points near each other are those that a tree of SciPy finds."""

import numpy as np
import pytest
from scipy.spatial import cKDTree

from xc_gis.areas import near_pairs as module
from xc_gis.areas.near_pairs import near_pairs, pairs_between


@pytest.mark.parametrize("reach", [0.5, 7.0, 40.0])
def test_pairs_are_those_of_a_tree(monkeypatch, reach):
    monkeypatch.setattr(module, "POINTS_AT_ONCE", 130)
    chance = np.random.default_rng(3)
    xy = chance.integers(-40, 40, (500, 2)) * reach / 4 + [440_000.0, 4_420_000.0]
    key = chance.integers(0, 3, 500)
    found = near_pairs(xy, key, reach)
    assert (found[:, 0] != found[:, 1]).all()
    expected = {pair for pair in cKDTree(xy).query_pairs(reach) if key[pair[0]] == key[pair[1]]}
    assert len(expected) > 100
    assert len(found) == len(expected)
    assert {tuple(sorted(pair)) for pair in found.tolist()} == expected


def test_reach_is_inclusive_and_a_lone_point_has_no_pair():
    xy = np.array([[0.0, 0.0], [3.0, 4.0], [-3.0, -4.0]])
    assert sorted(map(sorted, near_pairs(xy, np.zeros(3, dtype=np.int64), 5.0).tolist())) == [[0, 1], [0, 2]]
    assert near_pairs(xy, np.arange(3), 5.0).shape == (0, 2)
    assert near_pairs(xy[:0], np.arange(0), 5.0).shape == (0, 2)


@pytest.mark.parametrize("reach", [0.5, 7.0, 40.0])
def test_pairs_between_two_sets_and_their_metres_are_those_of_trees(monkeypatch, reach):
    monkeypatch.setattr(module, "POINTS_AT_ONCE", 130)
    chance = np.random.default_rng(4)
    here, there = (chance.uniform(-20, 20, (size, 2)) * reach + [440_000.0, 4_420_000.0] for size in (400, 250))
    row, other, metres = pairs_between(here, there, reach)
    tree = cKDTree(here).sparse_distance_matrix(cKDTree(there), reach, output_type="ndarray")
    expected = dict(zip(zip(tree["i"].tolist(), tree["j"].tolist(), strict=True), tree["v"].tolist(), strict=True))
    assert len(expected) > 100
    assert len(row) == len(expected)
    assert dict(zip(zip(row.tolist(), other.tolist(), strict=True), metres.tolist(), strict=True)) == expected  # to the last bit
    assert (np.diff(row) >= 0).all()
    assert [len(part) for part in pairs_between(here, there + 1e6, reach)] == [0, 0, 0]
