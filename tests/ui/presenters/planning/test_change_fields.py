"""The form of a change says all that a file can say of it, and an answer that cannot be right is refused in words."""

from dataclasses import fields

import pytest

from xc_gis.errors import InputError
from xc_gis.model.changes import (
    CHANGE_KINDS,
    AddFacility,
    AddPath,
    AddResidents,
    ChangeFacility,
    ChangeResidents,
    CloseArea,
    ClosePath,
    CompleteSurvey,
    OpenGate,
)
from xc_gis.ui.presenters.planning.change_fields import fields_of, with_answer

AT = (116.3, 39.9)
RING = ((116.3, 39.9), (116.31, 39.9), (116.31, 39.91))
ONE_OF_EACH = {
    "add_facility": AddFacility(type="CHS", at=AT), "change_facility": ChangeFacility(facility="F1", status="open"),
    "open_gate": OpenGate(at=AT), "close_path": ClosePath(osm="way/1"), "add_path": AddPath(line=(AT, RING[1]), as_="crossing"),
    "close_area": CloseArea(area=RING), "change_residents": ChangeResidents(factor=0.9), "add_residents": AddResidents(residents=10, at=AT), "complete_survey": CompleteSurvey(category="MED"),
}  # fmt: skip
CHOSEN_ELSEWHERE = {"name", "cost", "at", "place", "type", "facility", "line", "area", "community", "subdistrict"}
"""Name, cost and place have fields of their own; what a change is about is chosen when it is made."""


@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_a_form_has_a_field_for_every_key_of_its_kind(kind):
    shown = {one.key for one in fields_of(ONE_OF_EACH[kind])}
    assert shown == {one.name for one in fields(CHANGE_KINDS[kind])} - CHOSEN_ELSEWHERE


def test_every_kind_of_change_has_its_form():
    assert set(ONE_OF_EACH) == set(CHANGE_KINDS) - {"move_facility", "close_facility"}  # these say nothing besides


@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_what_stands_in_a_field_is_the_answer_that_changes_nothing(kind):
    change = ONE_OF_EACH[kind]
    for one in fields_of(change):
        if one.value:
            assert with_answer(change, one.key, one.value) == change
        if one.choices:
            assert one.value in dict(one.choices)


@pytest.mark.parametrize(
    ("change", "key", "text", "expected"),
    [
        (AddFacility(type="CHS", at=AT), "status", "planned", AddFacility(type="CHS", at=AT, status="planned")),
        (AddFacility(type="CHS", at=AT), "hours", " 24/7 ", AddFacility(type="CHS", at=AT, hours="24/7")),
        (AddFacility(type="CHS", at=AT), "note", "先建", AddFacility(type="CHS", at=AT, note="先建")),
        (ChangeFacility(facility="F", status="open"), "hours", "24/7", ChangeFacility(facility="F", status="open", hours="24/7")),
        (ChangeFacility(facility="F", status="open", hours="24/7"), "status", "", ChangeFacility(facility="F", hours="24/7")),
        (OpenGate(at=AT), "osm", "node/12", OpenGate(osm="node/12")),
        (AddPath(line=RING, as_="crossing", signals=True), "as_", "footbridge", AddPath(line=RING, as_="footbridge")),
        (AddPath(line=RING, as_="crossing"), "signals", "1", AddPath(line=RING, as_="crossing", signals=True)),
        (ChangeResidents(factor=0.9), "factor", "80%", ChangeResidents(factor=0.8)),
        (ChangeResidents(factor=0.9), "residents", "1,200", ChangeResidents(residents=1200.0)),
        (ChangeResidents(residents=5.0), "factor", "100", ChangeResidents(factor=1.0)),
        (AddResidents(residents=100, at=AT), "residents_60plus", "40", AddResidents(residents=100, at=AT, residents_60plus=40.0)),
        (AddResidents(residents=9, at=AT, residents_0_3=1), "residents_0_3", "", AddResidents(residents=9, at=AT)),
        (CompleteSurvey(category="MED"), "areas", "C1, 月坛", CompleteSurvey(category="MED", areas=("C1", "月坛"))),
    ],
)
def test_an_answer_is_read_as_people_write_it(change, key, text, expected):
    assert with_answer(change, key, text) == expected


def test_days_are_read_and_an_empty_one_is_none():
    change = with_answer(with_answer(CloseArea(area=RING), "since", "2026-07-01"), "until", "2026-08-31")
    assert (change.since.isoformat(), change.until.isoformat()) == ("2026-07-01", "2026-08-31")
    assert with_answer(change, "until", "").until is None


@pytest.mark.parametrize(
    ("change", "key", "text", "said"),
    [
        (AddResidents(residents=100, at=AT), "residents", "很多", "不是数字"),
        (AddResidents(residents=100, at=AT), "residents", "", "不是数字"),
        (AddResidents(residents=100, at=AT), "residents", "0", "大于 0"),
        (AddResidents(residents=100, at=AT), "residents_60plus", "101", "residents_60plus"),
        (ChangeResidents(factor=0.9), "factor", "-5", "不得为负"),
        (ChangeResidents(factor=0.9), "factor", "nan", "不是数字"),
        (CloseArea(area=RING), "since", "7 月 1 日", "不是日期"),
        (ClosePath(osm="way/1"), "osm", "1", "way/编号"),
        (OpenGate(osm="way/1"), "osm", "", "二者选一"),
        (CompleteSurvey(category="MED"), "areas", "", "areas"),
        (ChangeFacility(facility="F", status="open"), "status", "", "status 或 hours"),
    ],
)
def test_an_answer_that_cannot_be_right_is_told(change, key, text, said):
    with pytest.raises(InputError, match=said):
        with_answer(change, key, text)
