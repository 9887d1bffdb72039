"""In which community or subdistrict a point lies: as its row says, else the smallest area around it."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from xc_gis.errors import InputError
from xc_gis.sources.people.membership import communities_of, subdistricts_of

COMMUNITIES = gpd.GeoDataFrame(
    {"community_id": ["C1", "C2", "C3"], "subdistrict": ["甲街道", "", "乙街道"], "location": ["area", "area", "point"]},
    geometry=[shapely.box(0, 0, 100, 100), shapely.box(40, 40, 60, 60), shapely.Point(200, 200)],
)
POINTS = np.array(shapely.points([(10, 10), (50, 50), (200, 200), (10, 10)]))


def words(*found):
    return np.array(found, dtype=object)


def test_a_named_community_stands_and_others_are_found_by_place():
    given = words(None, None, None, "C3")
    found = communities_of(given, POINTS, COMMUNITIES, pd.Series([2, 3, 4, 5]), "r.csv")
    assert found.tolist() == ["C1", "C2", None, "C3"]  # an enclave is the smaller area; a point has no ground
    assert given.tolist() == [None, None, None, "C3"]


def test_a_community_that_there_is_not_is_told_with_its_row_and_the_nearest():
    with pytest.raises(InputError, match=r"r\.csv 第 3 行:没有社区 “C11”\(共 2 行\)") as caught:
        communities_of(words("C1", "C11", "X"), POINTS[:3], COMMUNITIES, pd.Series([2, 3, 4]), "r.csv")
    assert "C1" in caught.value.hint


def test_a_subdistrict_is_that_of_the_community_else_the_area_around_the_point():
    home = words("C1", "C2", None, "C3")
    assert subdistricts_of(home, POINTS, COMMUNITIES, None).tolist() == ["甲街道", None, None, "乙街道"]
    areas = gpd.GeoDataFrame({"name": ["丙街道"]}, geometry=[shapely.box(0, 0, 150, 150)])
    assert subdistricts_of(home, POINTS, COMMUNITIES, areas).tolist() == ["甲街道", "丙街道", None, "乙街道"]
