"""What a right click offers, and what the card of a facility says."""

import pytest

from xc_gis.runs.view import read_run_view
from xc_gis.ui.presenters.result.facility_words import facility_lines, facility_text, service_lines
from xc_gis.ui.presenters.result.map_menu_entries import (
    COPY,
    HEADING,
    MEASURE,
    PLACE,
    PLAN_ADD,
    PLAN_CLOSE,
    PLAN_MOVE,
    SERVICE,
    SUBDISTRICT,
    TOGGLE,
    coordinates,
    menu_entries,
)

GROUND = {"lon": 116.36, "lat": 39.91, "community": "", "row": -1, "name": ""}


@pytest.fixture(scope="module")
def run(small_run):
    return read_run_view(small_run)


def test_empty_ground_has_the_place_the_ruler_and_coordinates_in_three_systems(run):
    entries = menu_entries(GROUND, run, ())
    assert [e.action for e in entries] == [HEADING, PLACE, MEASURE, COPY, COPY, COPY]
    assert entries[1].value == (116.36, 39.91)
    assert entries[3].value == "116.360000,39.910000"
    assert len({e.value for e in entries[3:]}) == 3


def test_outside_china_there_is_one_system(run):
    assert [e.action for e in menu_entries({**GROUND, "lon": 13.4, "lat": 52.5}, run, ())][-2:] == [MEASURE, COPY]
    assert coordinates("GCJ-02", 13.4, 52.5) == "13.400000,52.500000"


def test_a_community_can_be_added_and_taken_out_and_its_subdistrict_chosen(run):
    entries = menu_entries({**GROUND, "community": "C1"}, run, ())
    toggle = next(e for e in entries if e.action == TOGGLE)
    assert "加到" in toggle.words
    assert "去掉" in next(e for e in menu_entries({**GROUND, "community": "C1"}, run, ("C1", "C2")) if e.action == TOGGLE).words
    quarter = next(e for e in entries if e.action == SUBDISTRICT)
    assert (quarter.words, quarter.value) == ("选择甲街道的 2 个社区", "甲街道")


def test_a_facility_comes_first_with_whom_it_serves(run):
    entries = menu_entries({**GROUND, "row": 2, "name": "西站"}, run, ())
    assert (entries[0].action, entries[0].words, entries[1].action, entries[1].value) == (HEADING, "西站", SERVICE, (2, "西站"))


FACILITY = {
    "facility_id": "F1", "name": "西站", "code": "CHS", "type": "社区卫生站", "address": "", "status": "open", "file": "f.csv", "row": 2,
    "lon": 116.1, "lat": 39.8,
}  # fmt: skip


def test_the_card_says_source_and_row_and_that_there_is_no_address():
    lines = facility_lines({"facility": FACILITY})
    assert lines == ["社区卫生站", "没有地址", "来源：f.csv 第 2 行", "编号 F1"]
    assert "已停业" in facility_lines({"facility": {**FACILITY, "status": "closed"}})[0]


def test_whom_it_serves_is_told_with_the_communities(run):
    one = {
        "category": "MED",
        "zh": "医疗卫生",
        "minutes": 15.0,
        "residents": 1200.0,
        "nearest": 900.0,
        "communities": ["C1", "C2"],
    }
    answer = {"facility": FACILITY, "serves": [one]}
    (reported,) = service_lines(answer, run)
    assert reported == "医疗卫生（15 分钟）：1,200 人按时走得到，其中 900 人离它最近\n这些居民住在 西社区、东社区"
    assert "116.100000,39.800000 (WGS 84)" in facility_text(answer, run)


def test_one_that_serves_nobody_says_why_and_no_zero(run):
    (reported,) = service_lines({"facility": FACILITY, "serves": []}, run)
    assert "0" not in reported
    assert "不提供服务" in reported


def test_on_the_planning_page_a_facility_can_be_closed_and_moved_and_the_chosen_type_put_here(run):
    here = {**GROUND, "row": 0, "name": "西站"}
    actions = [e.action for e in menu_entries(here, run, (), plans="便利店")]
    assert {PLAN_CLOSE, PLAN_MOVE, PLAN_ADD} <= set(actions)
    assert PLAN_ADD not in [e.action for e in menu_entries(here, run, (), plans="")]
    assert not {PLAN_CLOSE, PLAN_MOVE, PLAN_ADD} & {e.action for e in menu_entries(here, run, ())}
