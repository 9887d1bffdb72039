"""Connected parts, compiled and by SciPy, have the same labels (decision 156)."""

import numpy as np

from xc_gis.analysis.arrays import connected, loops
from xc_gis.analysis.arrays.connected import connected_parts, parts_by_scipy


def test_labels_are_those_of_scipy(built_library, monkeypatch):
    monkeypatch.setattr(loops, "LIBRARY", built_library)
    monkeypatch.setattr(connected, "parts_by_scipy", None)  # not asked
    chance = np.random.default_rng(2)
    for edges in (0, 30, 150, 500):
        u, v = chance.integers(0, 200, (2, edges))
        assert connected_parts(u, v, 200).tolist() == parts_by_scipy(u, v, 200).tolist()


def test_parts_are_numbered_by_their_first_nodes_with_and_without_a_library(built_library, monkeypatch):
    for library in (built_library, None):
        monkeypatch.setattr(loops, "LIBRARY", library)
        assert connected_parts(np.array([4, 2, 2]), np.array([1, 3, 3]), 6).tolist() == [0, 1, 2, 2, 1, 3]
