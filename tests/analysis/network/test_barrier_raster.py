"""The raster may say too often that there could be a barrier, never too seldom."""

import numpy as np
import pytest
import shapely

from xc_gis.analysis.network import barrier_raster
from xc_gis.analysis.network.barrier_raster import CELL_M


def drawn(seed, count=30):
    rng = np.random.default_rng(seed)
    start = rng.uniform(0, 2000, (count, 2))
    return rng, start, start + rng.normal(0, 1, (count, 2)) * rng.choice([0, 3, 40, 400], count)[:, None]


@pytest.mark.parametrize("seed", range(8))
def test_no_box_with_a_barrier_is_cleared_and_far_ones_are(seed):
    rng, start, end = drawn(seed)
    low = rng.uniform(-400, 2400, (3000, 2))
    high = low + rng.uniform(0, 90, (3000, 2))
    low[:30], high[:30] = start, start  # a box may be as small as an end of a piece
    said = barrier_raster.barrier_raster(start, end).any_in(*low.T, *high.T)
    lines = shapely.MultiLineString(list(np.stack([start, end], axis=1)))
    metres = shapely.distance(lines, shapely.box(*low.T, *high.T))
    metres[:30] = 0.0
    assert said[metres == 0].all()
    assert not said[metres > 3 * CELL_M].any()
    assert (metres > 3 * CELL_M).sum() > 500


def test_over_much_ground_the_cells_grow_and_nothing_is_lost(monkeypatch):
    monkeypatch.setattr(barrier_raster, "MOST_CELLS", 100)
    _, start, end = drawn(3)
    raster = barrier_raster.barrier_raster(start, end)
    assert raster.sums.size < 400
    assert raster.any_in(*np.minimum(start, end).T, *np.maximum(start, end).T).all()


def test_what_was_given_is_not_changed():
    _, start, end = drawn(1)
    boxes = [start[:, 0].copy(), start[:, 1].copy(), end[:, 0].copy(), end[:, 1].copy()]
    kept = [side.copy() for side in boxes]
    barrier_raster.barrier_raster(start, end).any_in(*boxes)
    assert all((now == before).all() for now, before in zip(boxes, kept, strict=True))
