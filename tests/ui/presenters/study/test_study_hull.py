"""The ground that a study speaks of: what bounds it, and how far a place lies outside."""

import math

import numpy as np
import pytest

from xc_gis.operations.preview.records import LayerPreview
from xc_gis.ui.presenters.study.study_hull import DEGREE_M, StudyHull

RING = np.array([[116.3, 39.9], [116.4, 39.9], [116.4, 40.0], [116.3, 40.0]])


@pytest.mark.parametrize(
    ("layers", "inside"),
    [
        ({"communities": LayerPreview("communities", "x", count=9, unplaced=2, points=np.array([[116.3, 39.9], [116.4, 39.9]]))}, False),
        ({"communities": LayerPreview("communities", "x", count=9, unplaced=7, points=np.array([[116.3, 39.9], [116.4, 39.9]]))}, True),
        ({}, True),
    ],
)  # fmt: skip
def test_streets_bound_a_study_whose_communities_mostly_wait(layers, inside):
    streets = LayerPreview("network", "x", outlines=(np.array([[116.2, 39.8], [116.5, 40.0]]),))
    ground = StudyHull.of({"network": streets, **layers}, {})
    assert (ground.outside_m(116.45, 39.95) == 0.0) == inside
    assert ground.outside_m(0.0, 0.0) > 1e6
    assert StudyHull.of({}, {}).outside_m(116.4, 39.9) is None


def hull(settings=None, **layers):
    return StudyHull.of(
        {name: LayerPreview(name, "x", outlines=(ring,), count=1) for name, ring in layers.items()}, settings or {}
    )


def test_a_place_in_the_buffer_belongs_to_the_study_and_one_beyond_is_told_in_metres():
    ground = hull(communities=RING)
    assert ground.buffer_m == 1500  # method: study_area_buffer_m
    assert ground.outside_m(116.35, 39.95) == 0.0
    north = 1400 / DEGREE_M
    assert ground.outside_m(116.35, 40.0 + north) == 0.0
    assert ground.outside_m(116.35, 40.0 + 2000 / DEGREE_M) == pytest.approx(2000, abs=1)
    east = 3000 / DEGREE_M / math.cos(math.radians(39.95))
    assert ground.outside_m(116.4 + east, 39.95) == pytest.approx(3000, abs=1)


def test_the_buffer_is_that_of_the_study():
    near = 40.0 + 1000 / DEGREE_M
    assert hull({"study_area_buffer_m": 500}, communities=RING).outside_m(116.35, near) == pytest.approx(1000, abs=1)
    assert hull({"study_area_buffer_m": "soon"}, communities=RING).outside_m(116.35, near) == 0.0


def test_subdistricts_bound_a_study_too_and_streets_alone_where_nothing_else_does():
    wide = np.add(RING, [[0, 0], [0.5, 0], [0.5, 0], [0, 0]])
    assert hull(communities=RING, subdistricts=wide).outside_m(116.8, 39.95) == 0.0
    assert hull(communities=RING, network=wide).outside_m(116.8, 39.95) > 10_000
    assert hull(network=wide).outside_m(116.8, 39.95) == 0.0
    assert hull(residents=RING).outside_m(116.35, 39.95) is None
