"""Figures of a scenario as columns for the page: nothing to say is null, steps are from the point before."""

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.report.map.map_shapes import SCALE
from xc_gis.report.map.scenario_figures import coverage_columns, demand_steps, gap_columns, rating_rows


def test_places_are_whole_steps_of_degrees_and_one_without_a_place_is_nowhere():
    steps = demand_steps(gpd.GeoSeries([shapely.Point(116.3, 39.9), shapely.Point()], crs=4326))
    assert steps.tolist() == [[round(116.3 * SCALE), round(39.9 * SCALE)], [0, 0]]


def test_shares_are_filed_as_in_a_run_and_nan_is_null():
    columns = coverage_columns(
        {"low": np.array([1.0, np.nan]), "share": np.array([2 / 3, 0.0])}, np.array(["", "no_residents"], dtype=object)
    )
    assert columns == {"low": [1, None], "share": [0.666667, 0], "note": ["", "no_residents"]}


def test_stars_that_are_not_there_are_null():
    stars = {"stars_low": [1, None], "stars": [2, None], "stars_high": [3, None]}
    joint = {name: np.array([0.5, np.nan]) for name in ("joint_low", "joint", "joint_high")}
    rows = rating_rows(["C1", "C2"], stars, joint)
    assert rows[0] == {
        "community_id": "C1",
        "stars_low": 1,
        "stars": 2,
        "stars_high": 3,
        "joint_low": 0.5,
        "joint": 0.5,
        "joint_high": 0.5,
    }
    assert set(list(rows[1].values())[1:]) == {None}


def test_residents_in_gap_are_told_from_the_point_before_with_tenths_over_the_limit():
    columns = gap_columns(np.array([[100, 200], [103, 199]]), np.array([10.4, 7.6]), np.array([63.0, np.nan]))
    assert columns == {"x": [100, 3], "y": [200, -1], "residents": [10, 8], "over_tenths": [10, None]}


def test_no_residents_in_gap_are_empty_columns():
    empty = gap_columns(np.zeros((0, 2), dtype=np.int64), np.zeros(0), np.zeros(0))
    assert empty == {"x": [], "y": [], "residents": [], "over_tenths": []}
