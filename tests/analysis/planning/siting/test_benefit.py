"""What sites win, by block and by curve."""

from __future__ import annotations

import numpy as np
import pytest

from xc_gis.analysis.planning.siting.benefit import ShortfallCurve, blocks_of


def test_a_community_with_twice_the_share_uncovered_counts_four_times():
    curve = ShortfallCurve(np.array([100.0, 100.0]), np.array([80.0, 60.0]))
    assert curve.gain(np.array([20.0, 40.0])) == pytest.approx([400.0, 1600.0])
    assert curve.gain(np.array([0.0, 0.0])).tolist() == [0.0, 0.0]
    small = np.array([1e-6, 1e-6])
    assert curve.slope(np.zeros(2)) == pytest.approx(curve.gain(small) / small, rel=1e-5)


def test_blocks_lie_close_together_and_hold_about_equally_many_people():
    draw = np.random.default_rng(3)
    xy, people = draw.uniform(0, 4000, (900, 2)), draw.integers(1, 9, 900).astype(float)
    block = blocks_of(xy, people, 16)
    held = np.bincount(block, weights=people)
    assert sorted(set(block.tolist())) == list(range(16))
    assert held.max() < 1.2 * people.sum() / 16
    spread = np.mean([np.ptp(xy[block == n], axis=0).max() for n in range(16)])
    assert spread < 2600  # of a ground of 4000 m


def test_few_rows_make_few_blocks():
    assert blocks_of(np.zeros((2, 2)), np.array([1.0, 5.0])).tolist() in ([0, 1], [1, 0])
