"""Every point with a place lies in one patch; patches are even, and as many for each worker."""

import numpy as np
import pytest

from xc_gis.analysis.patches.division import Sizes, divided, patches_for


@pytest.mark.parametrize("patches", [1, 2, 7, 16])
def test_every_point_is_in_one_patch(patches):
    xy = np.random.default_rng(1).normal(0, 1000, (501, 2))
    xy[::7] = np.nan
    found = divided(xy, patches)
    assert np.array_equal(np.sort(np.concatenate(found)), np.flatnonzero(~np.isnan(xy[:, 0])))
    assert all(np.all(np.diff(rows) > 0) for rows in found)
    sizes = [len(rows) for rows in found]
    assert len(sizes) == patches
    assert max(sizes) - min(sizes) <= 3


def test_patches_are_compact():
    xy = np.random.default_rng(2).uniform(0, 8000, (4000, 2))
    areas = [np.prod(np.ptp(xy[rows], axis=0)) for rows in divided(xy, 16)]
    assert sum(areas) < 8000**2 * 1.05


def test_fewer_points_than_patches_and_points_on_one_spot():
    assert [rows.tolist() for rows in divided(np.zeros((2, 2)), 5)] == [[0, 1]]
    assert divided(np.full((3, 2), np.nan), 2) == []
    assert sorted(len(rows) for rows in divided(np.zeros((8, 2)), 4)) == [2, 2, 2, 2]


def test_each_worker_has_as_many():
    assert patches_for(330_000, 2) == 18
    assert patches_for(330_000, 16) == 64
    assert patches_for(12_000, 16) == 2
    assert patches_for(0, 4) == 1
    assert patches_for(1000, 1, Sizes(most_points=100)) == 10
