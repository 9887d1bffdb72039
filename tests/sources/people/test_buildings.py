"""In which buildings people live by their use, and how much floor they have; what is guessed is told with its count."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely
import shapely.affinity
import shapely.ops

from tests.fixtures.dwellings import BY_ID, SPREAD, load, write_study
from xc_gis.errors import InputError
from xc_gis.sources.people.buildings import dwellings
from xc_gis.sources.rows.cells import ROW


def test_a_floor_area_wins_over_outline_and_levels(tmp_path):
    buildings = [
        (110, 110, 10, {"levels": 6, "floor_area": 100.0, "use": "住宅"}),
        (310, 110, 10, {"levels": 1, "floor_area": 300.0, "use": "商住公寓"}),
        (410, 110, 10, {"levels": 9, "floor_area": 300.0, "use": "住宅配套用房"}),
        (1310, 110, 10, {"levels": 1, "floor_area": None, "use": "宿舍"}),
    ]
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": BY_ID}, buildings=buildings))
    assert data.demand.set_index("demand_id")["residents"].to_dict() == pytest.approx({"B0": 250, "B1": 750, "B3": 77})


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"levels": "六"}, ("第 2 行的层数 levels = '六' 不是数字",)),
        ({"levels": "-2"}, ("第 2 行的层数", "是负数")),
        ({"floor_area": "大"}, ("第 2 行的建筑面积 floor_area", "不是数字")),
    ],
)
def test_levels_that_are_no_number_are_named_with_their_row(tmp_path, columns, words):
    with pytest.raises(InputError) as caught:
        load(write_study(tmp_path, SPREAD, {"人口.csv": BY_ID}, buildings=[(110, 110, 10, columns)]))
    for word in words:
        assert word in str(caught.value)


def judged(*rows, geometry=None, sized=True, **columns):
    count = len(next(iter(columns.values())))
    shapes = geometry if geometry is not None else [shapely.box(0, 0, 10, 10)] * count
    frame = gpd.GeoDataFrame(
        {**{k: pd.Series(v, dtype=object) for k, v in columns.items()}, ROW: range(2, count + 2)},
        geometry=shapes,
        crs="EPSG:4548",
    )
    found = dwellings(frame, "楼.gpkg", sized=sized)
    return found.lived_in.tolist(), found.floor_area_m2.tolist(), [(f.level, str(f.text)) for f in found.findings]


@pytest.mark.parametrize(
    ("word", "lived_in"),
    [
        ("apartments", True),
        ("residential", True),
        ("住宅", True),
        ("居民楼", True),
        ("office", False),
        ("办公", False),
        ("学校", False),
        ("", True),
        ("yes", True),
        ("某种楼", True),
        ("OFFICE", False),
        ("厕所", False),
    ],
)
def test_people_live_where_nobody_says_otherwise(word, lived_in):
    assert judged(building=[word], levels=[2])[0] == [lived_in]


def test_what_was_taken_for_homes_and_what_was_not_is_told_with_counts():
    told = judged(building=["office", "office", "shop_x", "", "house"], levels=[1] * 5)[2]
    assert ("info", "2 栋非居住建筑未分到人口(office 2)") in told
    assert ("warning", "1 栋建筑用途无法识别(“shop_x” 1),按住宅分摊") in told
    assert ("warning", "1 栋建筑没有说明用途,按住宅分摊") in told
    assert judged(levels=[1])[2] == [("warning", "没有建筑用途列(use 或 building),全部按住宅分摊")]
    assert judged(use=["", ""], building=["office", "office"], levels=[1, 1])[0] == [True, True]  # the use stands before the tag
    assert judged(use=["", ""], levels=[1, 1])[2] == [("info", "2 栋建筑没有说明用途,按住宅分摊")]


def test_floor_area_is_given_or_footprint_times_levels_with_one_where_they_are_missing():
    lived_in, area, told = judged(building=["house"] * 4, levels=[6, None, 0, 2], floor_area=[None, None, 350, "1,200 ㎡"])
    assert area == [600.0, 100.0, 350.0, 1200.0]
    assert told == [("warning", "1 栋住宅没有层数(25.0%),按 1 层计算建筑面积,分到的人口可能偏少")]
    assert lived_in == [True] * 4


def test_a_point_has_no_floor_and_without_any_size_there_is_nothing_to_weigh_by():
    point = shapely.Point(0, 0)
    _, area, told = judged(geometry=[point, shapely.box(0, 0, 10, 10)], building=["house", "house"], levels=[3, 3])
    assert area == [0.0, 300.0]
    assert ("warning", "1 处住宅没有轮廓也没有建筑面积,未分到人口") in told
    with pytest.raises(InputError, match="既没有建筑轮廓"):
        judged(geometry=[point], building=["house"])
    assert judged(geometry=[point], building=["house"], sized=False)[1] == [0.0]


@pytest.mark.parametrize(("value", "why"), [("六", "不是数字"), (-1, "是负数"), (float("inf"), "不是数字")])
def test_levels_that_cannot_be_are_told_with_row_and_count(value, why):
    with pytest.raises(InputError, match=rf"楼\.gpkg 第 3 行的层数 levels = .* {why}\(共 2 行\)"):
        judged(building=["house"] * 3, levels=[1, value, value])
