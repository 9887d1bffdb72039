"""Isochrones of many places together are those of each place alone; the union is the ground of any of them."""

import numpy as np
import pytest
import shapely

from tests.analysis.isochrones.test_isochrone import engine_of
from xc_gis.analysis.isochrones import many_isochrones
from xc_gis.analysis.isochrones.check import check_outlines
from xc_gis.analysis.isochrones.many_isochrones import isochrones_before_and_after, isochrones_of_many, union_isochrones
from xc_gis.analysis.legs.point_parts import part_of

PLACES = [(90, 20), (120, 75), (300, 200), (10, 10), (330, 120), (20, 185), (5000, 5000), (400, 240)]
MEMBERS = [np.array(rows) for rows in ([3, 4], [0], [6], [1, 6], [7], [2, 5])]
MINUTES = [2.0, 4.0, 6.0]


@pytest.mark.parametrize("tile_share", [1.0, 0.1, 100.0])
@pytest.mark.parametrize(("profile", "changes"), [("adult", {}), ("wheelchair", {}), ("planning", {"legs": "nearest"})])
@pytest.mark.parametrize("towards", [True, False])
def test_lines_do_not_depend_on_the_places_beside(profile, changes, towards, tile_share, monkeypatch):
    monkeypatch.setattr(many_isochrones, "TILE_SHARE", tile_share)
    engine, points = engine_of(PLACES, profile, towards=towards, **changes)
    drawn = isochrones_of_many(engine, points, MEMBERS, MINUTES)
    assert drawn.shape == (len(MEMBERS), len(MINUTES))
    for place, rows in enumerate(MEMBERS):
        alone = engine.outlines(part_of(points, np.sort(rows)), MINUTES)
        assert [line.wkb for line in drawn[place]] == [line.wkb for line in alone]
    assert all(line.is_empty for line in drawn[2])
    assert sum(line.area > 0 for line in drawn.ravel()) >= 12


def test_more_places_than_are_taken_at_once_are_all_drawn(monkeypatch):
    engine, points = engine_of(PLACES)
    whole = isochrones_of_many(engine, points, MEMBERS, MINUTES)
    monkeypatch.setattr(many_isochrones, "PLACES_AT_ONCE", 2)
    few = isochrones_of_many(engine, points, MEMBERS, MINUTES)
    assert [line.wkb for line in few.ravel()] == [line.wkb for line in whole.ravel()]


def test_the_union_says_of_every_point_whether_any_place_is_near():
    engine, points = engine_of(PLACES)
    rows = np.array([0, 2, 6, 7])
    union = union_isochrones(engine, points, rows, MINUTES)
    every = engine.cells.attached
    for row in check_outlines(engine, part_of(points, rows), every, MINUTES, union):
        assert row["wrong"] <= row["asked"] * 0.01
        assert row["counted"] > 0
    for line, each in zip(union, isochrones_of_many(engine, points, [np.array([r]) for r in rows], MINUTES).T, strict=True):
        together = shapely.union_all(each)
        # between two places no line of its own is drawn: half a step at most lies between the two ways of saying it
        assert shapely.difference(together, line.buffer(engine.cells.grid.step_m)).area == 0
        assert shapely.difference(line, together.buffer(engine.cells.grid.step_m)).area == 0


def test_no_place_no_ground():
    engine, points = engine_of(PLACES)
    assert all(line.is_empty for line in union_isochrones(engine, points, np.array([], dtype=int), MINUTES))
    assert isochrones_of_many(engine, points, [], MINUTES).shape == (0, 3)
    assert isochrones_of_many(engine, points, MEMBERS, []).shape == (len(MEMBERS), 0)


def test_a_place_more_only_gains_ground_and_one_less_only_loses_it():
    engine, points = engine_of(PLACES)
    before, after = np.array([0, 2]), np.array([0, 2, 7])
    wider = isochrones_before_and_after(engine, points, before, after, MINUTES)
    narrower = isochrones_before_and_after(engine, points, after, before, MINUTES)
    for more, less in zip(wider, narrower, strict=True):
        assert more.lost.is_empty
        assert shapely.equals(more.before, less.after)
        assert shapely.equals(more.gained, less.lost)
        assert shapely.difference(more.gained, more.after).area < 1e-6
        assert more.gained.intersection(more.before).area < 1e-6
    assert wider[1].gained.area > 1000
