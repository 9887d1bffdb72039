"""Compiled code stops the legs that NumPy stops (decision 130)."""

import numpy as np

from xc_gis.analysis.arrays import loops
from xc_gis.analysis.network.barriers import Barriers


def test_blocked_legs(built_library, monkeypatch):
    """Chance, and whole metres: there legs touch ends, run along pieces, or have no length."""
    chance = np.random.default_rng(5)
    start = np.concatenate([chance.uniform(0, 400, (300, 2)), chance.integers(0, 40, (300, 2)).astype(float)])
    end = start + np.concatenate([chance.normal(0, 60, (300, 2)), chance.integers(-3, 4, (300, 2)).astype(float)])
    origin = np.concatenate([chance.uniform(-50, 450, (3000, 2)), chance.integers(-5, 45, (3000, 2)).astype(float)])
    target = origin + np.concatenate([chance.normal(0, 70, (3000, 2)), chance.integers(-4, 5, (3000, 2)).astype(float)])
    barriers, point = Barriers(start, end), np.arange(len(origin)) // 7
    monkeypatch.setattr(loops, "LIBRARY", None)
    expected = barriers.blocks(origin, target, point)
    monkeypatch.setattr(loops, "LIBRARY", built_library)
    assert np.array_equal(barriers.blocks(origin, target, point), expected)
    assert 0.1 < expected[:3000].mean() < 0.9
    assert 0.1 < expected[3000:].mean() < 0.9
