"""What is placed already is known by name where a name means one place, and gives the study its area and middle."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.towns import ORIGIN, town
from xc_gis.sources.crs.references import MIDDLE_OF_CHINA, References
from xc_gis.units import ANALYSIS_CRS


def square(x, y, side=100):
    return shapely.box(ORIGIN[0] + x, ORIGIN[1] + y, ORIGIN[0] + x + side, ORIGIN[1] + y + side)


def frame(geometry, **columns):
    return gpd.GeoDataFrame(columns, geometry=geometry, crs=ANALYSIS_CRS)


def nothing():
    return References(ANALYSIS_CRS, None)


def test_of_nothing_there_is_no_area_and_the_middle_is_that_of_china():
    known = nothing()
    known.learn("communities", frame([None], name=["甲社区"], community_id=["C1"]), "a.csv")
    assert known.area is None
    assert known.centre == MIDDLE_OF_CHINA
    assert (known.street_tree, known.named_streets, known.layers) == (None, {}, [])


def test_communities_are_known_by_stem_and_id_where_each_means_one():
    known = nothing()
    places = [square(0, 0), square(200, 0), square(400, 0), shapely.Point(ORIGIN)]
    known.learn(
        "communities",
        frame(places, name=["广安东里社区", "西里社区", "西里社区", "丁里社区"], community_id=["C1", "C2", "C3", "C4"]),
        "a.csv",
    )
    assert set(known.communities) == {"广安东里社区"}  # two are called 西里社区, 丁里 is a point
    assert set(known.community_ids) == {"C1", "C2", "C3"}
    assert known.communities["广安东里社区"].equals(places[0])


def test_the_communities_own_column_says_where_subdistricts_are_unless_a_layer_does():
    parts = [square(0, 0), square(100, 0), square(300, 0)]
    columns = {"name": ["甲", "乙", "丙"], "community_id": ["1", "2", "3"], "subdistrict": ["东街道", "东街道", ""]}
    known = nothing()
    known.learn("communities", frame(parts, **columns), "a.csv")
    assert {name: area.area for name, area in known.subdistricts.items()} == {"东街道": 20_000}
    told = nothing()
    told.learn("subdistricts", frame([square(0, 0, 500)], name=["西街道"]), "s.csv")
    told.learn("communities", frame(parts, **columns), "a.csv")
    assert set(told.subdistricts) == {"西街道"}


def test_the_area_is_the_hull_of_all_of_them_and_its_middle_the_centre():
    known = nothing()
    known.learn("communities", frame([square(0, 0)], name=["甲"]), "a.csv")
    known.learn("subdistricts", frame([square(300, 0)], name=["东街道"]), "s.csv")
    assert known.area.equals(shapely.box(*square(0, 0).bounds[:2], *square(300, 0).bounds[2:]))
    known.learn("residents", frame([shapely.Point(0, 0)], name=["x"]), "r.csv")  # homes say nothing of the area
    assert known.area.area == pytest.approx(40_000)
    lon, lat = known.centre
    assert lon == pytest.approx(117 + 200 / 85_300, abs=1e-4)  # 200 m east of the central meridian at 39.9°N
    assert lat == pytest.approx(39.9, abs=0.1)


def test_a_place_is_known_from_other_lists_where_its_name_means_one_place():
    known = nothing()
    points = [shapely.Point(1, 1), shapely.Point(2, 2), shapely.Point(3, 3), shapely.Point(4, 4)]
    known.learn("facilities.0", frame(points, name=["天和药店", "天和药店", "药店", "人民医院"]), "a.csv")
    known.learn("facilities.1", frame(points[:1], name=["第二小学"]), "b.csv")
    assert known.known_beside("b.csv") == {"人民医院": (4.0, 4.0)}  # three letters are too common, two places are no one
    assert known.known_beside("a.csv") == {"第二小学": (1.0, 1.0)}
    assert known.layers == ["a.csv", "b.csv"]


def test_homes_are_all_that_have_a_place():
    known = nothing()
    known.learn("residents", frame([shapely.Point(1, 1), None, shapely.Point(2, 2)], demand_id=["1", "2", "3"]), "r.csv")
    assert len(known.homes.geometries) == 2


def test_streets_are_lines_in_the_analysis_system_known_by_name():
    streets = town({"a": (0, 0), "b": (100, 0), "c": (100, 50)}, [("ab", {"highway": "residential", "name": "甲大街"}), ("bc", {"highway": "residential", "name": "甲大街"}),
                                                                  ("ac", {"highway": "footway", "name": "小路"})])  # fmt: skip
    known = References(ANALYSIS_CRS, streets)
    assert len(known.street_tree.geometries) == 3
    assert set(known.named_streets) == {"甲大街"}  # two letters are too few
    assert known.named_streets["甲大街"].length == pytest.approx(150, abs=0.01)
    assert known.area.area == pytest.approx(2500, rel=1e-3)  # half of 100 m by 50 m: without communities the streets' hull
    assert np.abs(np.array(known.area.centroid.coords[0]) - ORIGIN - [200 / 3, 50 / 3]).max() < 0.01


def test_a_way_with_one_usable_node_is_no_line():
    streets = town({"a": (0, 0), "b": (100, 0)}, [("ab", {"highway": "residential"})])
    broken = streets.__class__(**{**streets.__dict__, "ways": ((1, (1, 99), {}), *streets.ways)})
    assert len(References(ANALYSIS_CRS, broken).street_tree.geometries) == 1
