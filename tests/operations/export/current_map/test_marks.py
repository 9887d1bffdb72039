"""What was asked on the window's map lies over the page: places, ways, selections, measures, changes."""

import pytest

from tests.fixtures.finished_run import inputs_of
from xc_gis.operations.export.current_map.marks import overlays_of
from xc_gis.operations.export.current_map.shown_map import ShownMap
from xc_gis.operations.export.spoken import saying

A, B, C = [116.36, 39.90], [116.361, 39.90], [116.361, 39.901]


def way(category):
    return {"properties": {"category": category}, "geometry": {"type": "LineString", "coordinates": [A, B]}}


def reach(minutes):
    return {"properties": {"minutes": minutes}, "geometry": {"type": "Polygon", "coordinates": [[A, B, C, A]]}}


PLACE = {
    "lon": A[0], "lat": A[1], "isochrones": {"features": [reach(5), reach(15), {"properties": {"minutes": 10}, "geometry": None}]},
    "ways": {"features": [way("MED"), way("ELD")]},
    "nearest": [{"category": "MED", "lon": B[0], "lat": B[1], "facility": "<i>站</i>"}, {"category": "ELD", "lon": None, "lat": None, "facility": "x"}],
}  # fmt: skip


def words(run, **marks):
    shown = ShownMap(run, "MED", (116.0, 39.0, 117.0, 40.0), community=marks.pop("community", ""), marks=marks)
    return [(one.words, one.label) for one in overlays_of(shown, inputs_of(run).ground, saying("zh"))]


def test_a_place_has_its_circles_below_its_ways(finished_run):
    assert words(finished_run, place=PLACE) == [
        ("步行 15 分钟范围", "15 分钟"), ("步行 5 分钟范围", "5 分钟"), ("步行路线", ""), ("步行路线", ""), ("最近的设施", "<i>站</i>"), ("所选地点", ""),
    ]  # fmt: skip


def test_of_one_category_its_way_alone(finished_run):
    assert sum(said == "步行路线" for said, _ in words(finished_run, place=PLACE, category="ELD")) == 1


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        ({"community": "C1", "selection": {"ids": ["C1", "C2", "gone"], "ring": []}}, [("所选社区", ""), ("所选社区", "")]),
        ({"selection": {"ids": [], "ring": [A, B, C]}}, [("所画范围", "")]),
        ({"measure": {"points": [A, B], "ways": [[A, B], [A]], "labels": ["", "80 m"]}}, [("步行路线", ""), ("量测直线", ""), ("量测点", ""), ("量测点", "80 m")]),
        ({"changes": [{"kind": "add", "label": "1", "title": "新站", "lon": A[0], "lat": A[1], "from": B}]}, [("方案中的迁移", ""), ("方案中的改动", "1 新站")]),
        ({"changes": [{"line": [A, B], "gone": True}, {"line": [A, B]}, {"ring": [A, B, C]}]}, [("方案中的范围", ""), ("方案中关闭的路", ""), ("方案中新开的路", "")]),
        ({"found": {"lon": A[0], "lat": A[1], "title": "某地"}}, [("所查地点", "某地")]),
        ({"found": {"lines": [[A, B]], "lon": A[0], "title": "某街"}}, [("所查道路", "")]),
        ({}, []),
    ],
)  # fmt: skip
def test_each_mark_of_the_window_is_drawn_and_named(finished_run, marks, said):
    assert words(finished_run, **dict(marks)) == said
