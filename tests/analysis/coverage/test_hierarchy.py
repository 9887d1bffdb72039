"""Figures add up at every level, on hand-worked and on random towns; grids that overlap or leave gaps are counted, nobody twice."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from hypothesis import given
from hypothesis import strategies as st

from xc_gis.analysis.coverage.coverage import DemandPoints
from xc_gis.analysis.coverage.hierarchy import FIGURES, PATH, grid_table, hierarchy_table, names_around
from xc_gis.model.hierarchy import LEVELS
from xc_gis.standard import load_standard

FEW = ("MED", "ELD")
STANDARD = load_standard("xicheng-ykz-default")
STANDARD = STANDARD.model_copy(update={"categories": tuple(c for c in STANDARD.categories if c.code in FEW)})
COMMUNITIES = gpd.GeoDataFrame(
    {"community_id": ["C1", "C2", "C3"], "subdistrict": ["甲街道", "甲街道", "乙街道"]},
    geometry=[shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10), shapely.box(20, 0, 30, 10)],
)


def points_of(home, people, older):
    demand = gpd.GeoDataFrame({"residents": people, "residents_60plus": older}, geometry=[shapely.Point(0, 0)] * len(home))
    return DemandPoints(np.array(home), np.zeros(len(home), dtype=bool), demand)


def table(home, people, older, states, grid=None, compound=None):
    names = [None if one is None else np.array(one, dtype=object) for one in (grid, compound)]
    by_category = {code: np.array(states, dtype=np.int8) for code in FEW}
    return hierarchy_table(points_of(home, people, older), by_category, COMMUNITIES, STANDARD, grid=names[0], compound=names[1])


def figures(found, level, code, *columns):
    rows = found[(found["level"] == level) & (found["category"] == code)]
    return rows[[*columns, *FIGURES]].to_numpy().tolist()


def test_hand_worked_town():
    found = table(
        [0, 0, 1, 2, -1],
        [10.0, 20.0, 30.0, 40.0, 99.0],
        [1.0, 2.0, 3.0, 4.0, 9.0],
        [0, 1, 2, 0, 0],
        ["G1", "NONE", "G1", "G2", "G2"],
        ["X", "NONE", "NONE", "Y", "NONE"],
    )
    assert figures(found, "district", "MED") == [[100.0, 50.0, 20.0, 30.0]]
    assert figures(found, "subdistrict", "ELD", "subdistrict") == [["乙街道", 4.0, 4.0, 0.0, 0.0], ["甲街道", 6.0, 1.0, 2.0, 3.0]]
    assert figures(found, "grid", "MED", "community_id", "grid") == [
        ["C3", "G2", 40.0, 40.0, 0.0, 0.0], ["C1", "G1", 10.0, 10.0, 0.0, 0.0], ["C1", "NONE", 20.0, 0.0, 20.0, 0.0], ["C2", "G1", 30.0, 0.0, 0.0, 30.0],
    ]  # fmt: skip
    assert figures(found, "compound", "MED", "community_id", "grid", "compound")[2] == [
        "C1",
        "NONE",
        "NONE",
        20.0,
        0.0,
        20.0,
        0.0,
    ]


@given(
    st.lists(
        st.tuples(
            st.integers(-1, 2),
            st.integers(0, 50),
            st.integers(0, 5),
            st.integers(0, 2),
            st.sampled_from("-AB"),
            st.sampled_from("-XY"),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_every_level_adds_up_to_the_one_above(rows):
    home, people, older, states, grid, compound = (list(column) for column in zip(*rows, strict=True))
    found = table(home, np.array(people, dtype=float), np.array(older, dtype=float), states, grid, compound)
    whole = sum(number for at, number in zip(home, people, strict=True) if at >= 0)
    assert found[(found["level"] == "district") & (found["category"] == "MED")]["residents"].sum() == whole
    assert (found["residents"] == found[["covered", "gap", "unknown"]].sum(axis=1)).all()
    for depth, (above, below) in enumerate(zip(LEVELS, LEVELS[1:], strict=False)):
        keys = [*PATH[:depth], "category"]
        sums = [found[found["level"] == level].groupby(keys)[FIGURES].sum() for level in (above, below)]
        pd.testing.assert_frame_equal(*sums)


def test_a_level_without_a_layer_is_left_out():
    found = table([0], [10.0], [1.0], [0], compound=["X"])
    assert found["level"].unique().tolist() == ["district", "subdistrict", "community", "compound"]


GRIDS = gpd.GeoDataFrame(
    {"name": ["G2", "G1", "G3"]}, geometry=[shapely.box(5, 0, 15, 10), shapely.box(0, 0, 10, 10), shapely.box(20, 0, 25, 5)]
)


def test_whoever_lives_where_grids_overlap_stands_in_one_row():
    names, count = names_around(np.array([[1.0, 1.0], [7.0, 1.0], [17.0, 1.0], [np.nan, np.nan]]), GRIDS)
    assert names.tolist() == ["G1", "G1", "NONE", "NONE"]
    assert count.tolist() == [1, 2, 0, 0]


def test_grids_cover_people_and_ground_with_gaps_and_overlaps_told():
    points = points_of([0, 0, 1, 2, -1], [10.0, 20.0, 30.0, 40.0, 99.0], [0.0] * 5)
    found = grid_table(points, np.array([1, 2, 0, 1, 1]), COMMUNITIES, GRIDS)
    assert found.to_numpy().tolist() == [
        ["district", "ALL", 100.0, 70.0, 20.0, 300.0, 175.0, 50.0], ["subdistrict", "乙街道", 40.0, 40.0, 0.0, 100.0, 25.0, 0.0],
        ["subdistrict", "甲街道", 60.0, 30.0, 20.0, 200.0, 150.0, 50.0],
        ["community", "C1", 30.0, 30.0, 20.0, 100.0, 100.0, 50.0], ["community", "C2", 30.0, 0.0, 0.0, 100.0, 50.0, 0.0],
        ["community", "C3", 40.0, 40.0, 0.0, 100.0, 25.0, 0.0],
    ]  # fmt: skip


def test_a_grid_inside_another_overlaps_it():
    inside = gpd.GeoDataFrame({"name": ["A", "B"]}, geometry=[shapely.box(0, 0, 10, 10), shapely.box(2, 2, 4, 4)])
    found = grid_table(points_of([0], [10.0], [0.0]), np.array([2]), COMMUNITIES, inside)
    assert found.iloc[0][["ground_in_grids", "ground_in_several"]].tolist() == [100.0, 4.0]
