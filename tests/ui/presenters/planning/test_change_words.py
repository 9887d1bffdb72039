"""Changes in words and as marks of the map."""

import pytest

from xc_gis.model.changes import (
    AddFacility,
    AddPath,
    AddResidents,
    ChangeFacility,
    ChangeResidents,
    CloseArea,
    CloseFacility,
    ClosePath,
    MoveFacility,
    OpenGate,
)
from xc_gis.ui.presenters.planning.change_words import marks_of, place_of, words_of
from xc_gis.ui.presenters.planning.draft import KeyedChange
from xc_gis.ui.presenters.planning.place_names import PlaceNames
from xc_gis.ui.workers.planning_records import FacilityEntry, PlanningFacts, TypeEntry

SCHOOL = FacilityEntry("F1", "一小", "SCH", "open", 116.3, 39.9)
LOST = FacilityEntry("F2", "", "SCH", "open", None, None)
NAMES = PlaceNames(PlanningFacts((SCHOOL, LOST), (TypeEntry("SCH", "小学", "school", ("PRI",)),), None), ())
RING = ((116.3, 39.9), (116.31, 39.9), (116.31, 39.91))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (AddFacility(type="SCH", at=(1.0, 2.0)), "新增 小学"), (AddFacility(type="XX", at=(1.0, 2.0), name="二小"), "新增 XX：二小"),
        (MoveFacility(facility="F1", at=(1.0, 2.0)), "迁移 一小"), (CloseFacility(facility="F2"), "关闭 F2"),
        (ChangeFacility(facility="F1", status="closed"), "调整 一小：关闭"), (ChangeFacility(facility="F1", hours="24/7"), "调整 一小：24/7"),
        (ChangeFacility(facility="F1", status="open", hours="24/7"), "调整 一小：开放，24/7"), (OpenGate(osm="node/1"), "开放大门 node/1"),
        (OpenGate(at=(1.0, 2.0)), "开放大门 1.00000,2.00000"), (ClosePath(osm="way/2", name="后街"), "封闭道路 后街"),
        (AddPath(line=((1.0, 2.0), (1.1, 2.0)), as_="footbridge"), "新建天桥"), (CloseArea(area=RING), "封闭区域"),
        (ChangeResidents(community="C9", factor=0.9), "C9居民变为 90%"), (ChangeResidents(residents=100.0), "全部社区居民改为 100 人"),
        (ChangeResidents(subdistrict="月坛街道", factor=1.5), "月坛街道居民变为 150%"), (ChangeResidents(area=RING, factor=0.5), "所画区域居民变为 50%"),
        (AddResidents(residents=1200.0, at=(1.0, 2.0)), "新增居民 1,200 人"),
    ],
)  # fmt: skip
def test_each_kind_of_change_has_its_words(change, words):
    assert words_of(change, NAMES) == words


def test_marks_have_the_number_of_the_list_and_what_has_no_place_has_none():
    changes = [
        AddFacility(type="SCH", at=(116.31, 39.91)), CloseFacility(facility="F2"), MoveFacility(facility="F1", at=(116.32, 39.92)),
        CloseFacility(facility="F1"), CloseArea(area=RING), AddPath(line=RING), ChangeResidents(factor=2.0),
    ]  # fmt: skip
    marks = marks_of([KeyedChange(str(n), change) for n, change in enumerate(changes)], NAMES)
    assert [(mark["label"], mark.get("kind"), mark.get("drag")) for mark in marks] == [
        ("1", "add", True), ("3", "move", True), ("4", "close", False), ("5", None, None), ("6", None, None),
    ]  # fmt: skip
    assert marks[1]["from"] == [116.3, 39.9]
    assert marks[3]["ring"] == [list(corner) for corner in RING]
    assert marks[4]["line"] == [list(corner) for corner in RING]


def test_a_change_stands_where_its_facility_does_if_it_says_no_place():
    assert place_of(CloseFacility(facility="F1"), NAMES) == (116.3, 39.9)
    assert place_of(CloseFacility(facility="F2"), NAMES) is None


def test_rows_of_the_map_name_facilities_and_others_none():
    assert NAMES.facility_at(0) is SCHOOL
    assert NAMES.facility_at(7) is NAMES.facility_at(-1) is None
