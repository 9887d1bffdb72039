"""Telephone and booking of a list: what is said, what is unknown, what is listed."""

import pandas as pd

from xc_gis.sources.facilities.contacts import contact
from xc_gis.sources.facilities.osm_places import TAGS
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList


def read(cells, role):
    problems = ProblemList()
    frame = pd.DataFrame({ROW: range(2, 2 + len(cells)), role: pd.Series(cells, dtype=object)})
    return contact(frame, role, "网点.csv", problems).tolist(), problems.rows


def test_a_telephone_stays_as_it_is_written():
    found, listed = read(["010-63000000", "8000 转 1", "", None, "无", "见门口"], "phone")
    assert found == ["010-63000000", "8000 转 1", "", "", "", ""]
    assert [(row, str(reason)) for _, row, reason, _ in listed] == [(7, "“见门口”没有号码")]


def test_booking_is_yes_no_or_not_said():
    found, listed = read(["是", "否", "", "不详", "√", "无", "也许"], "booking")
    assert found == ["yes", "no", "", "", "yes", "no", ""]
    assert [row for _, row, _, _ in listed] == [8]


def test_tags_of_openstreetmap_and_lists_without_the_columns():
    frame = pd.DataFrame({ROW: [2, 3], TAGS: [{"contact:phone": "+86 10 1"}, {}]})
    assert contact(frame, "phone", "a.osm", ProblemList()).tolist() == ["+86 10 1", ""]
    assert contact(frame, "booking", "a.osm", ProblemList()).tolist() == ["", ""]
