"""Opening hours and home visits of a list: what is said, what is unknown, what is listed."""

import pandas as pd

from xc_gis.sources.facilities.openings import openings
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList


def read(cells, role="hours"):
    problems = ProblemList()
    frame = pd.DataFrame({ROW: range(2, 2 + len(cells)), role: pd.Series(cells, dtype=object)})
    return openings(frame, role, "网点.csv", problems).tolist(), problems.rows


def test_hours_stay_as_they_are_written():
    found, listed = read(["周一至周五 8:30-17:30", "Mo-Fr 09:00-17:00", "", None, "不详"])
    assert found == ["周一至周五 8:30-17:30", "Mo-Fr 09:00-17:00", "", "", ""]
    assert listed == []


def test_hours_that_cannot_be_read_are_listed_with_file_row_and_reason():
    found, listed = read(["24小时", "请电询", "8:30-5:30"])
    assert found == ["24小时", "请电询", "8:30-5:30"]
    assert [(file, row) for file, row, _, _ in listed] == [("网点.csv", 3), ("网点.csv", 4)]
    assert "请电询" in listed[0][2]
    assert "次日" in listed[1][2]
    assert all("未知" in action for *_, action in listed)


def test_home_visits_are_yes_no_or_not_said():
    found, listed = read(["是", "否", "", "可预约上门", "不上门", "√", "看情况"], "home_visit")
    assert found == ["yes", "no", "", "yes", "no", "yes", ""]
    assert [row for _, row, _, _ in listed] == [8]


def test_a_list_without_the_columns_says_nothing():
    frame = pd.DataFrame({ROW: [2, 3]})
    for role in ("hours", "home_visit"):
        assert openings(frame, role, "网点.csv", ProblemList()).tolist() == ["", ""]
