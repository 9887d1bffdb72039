"""Beds, places and square metres: what stands there, what is unknown, what is listed."""

import numpy as np
import pandas as pd

from xc_gis.sources.facilities.osm_places import TAGS
from xc_gis.sources.facilities.room import room
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList


def read(cells, role="capacity"):
    problems = ProblemList()
    frame = pd.DataFrame({ROW: range(2, 2 + len(cells)), role: pd.Series(cells, dtype=object)})
    return room(frame, role, "养老.csv", problems), problems.rows


def test_numbers_with_units_and_full_width_digits_are_read():
    found, listed = read(["40", "１２０张", "约30", "1,200"])
    assert found.tolist() == [40, 120, 30, 1200]
    assert listed == []


def test_zero_is_a_number_and_blank_is_not_known():
    found, listed = read(["0", "", "不详", None])
    assert found.iloc[0] == 0
    assert np.isnan(found.iloc[1:]).all()
    assert listed == []


def test_words_and_negative_numbers_are_not_known_and_listed_with_file_and_row():
    found, listed = read(["若干", "-5", "8"])
    assert np.isnan(found.iloc[:2]).all()
    assert found.iloc[2] == 8
    assert [(file, row) for file, row, _, _ in listed] == [("养老.csv", 2), ("养老.csv", 3)]
    assert "若干" in str(listed[0][2])
    assert "未知" in str(listed[0][3])


def test_a_list_without_the_column_says_nothing():
    problems = ProblemList()
    found = room(pd.DataFrame({ROW: [2, 3]}), "floor_area", "养老.csv", problems)
    assert np.isnan(found).all()
    assert found.dtype == float
    assert problems.rows == []


def test_tags_say_beds_or_places_and_never_floor_area():
    frame = pd.DataFrame({ROW: [1, 2, 3], TAGS: [{"capacity": "60"}, {"beds": "20", "capacity:disabled": "2"}, {"name": "甲"}]})
    assert room(frame, "capacity", "a.osm", ProblemList()).tolist()[:2] == [60, 20]
    assert np.isnan(room(frame, "capacity", "a.osm", ProblemList()).iloc[2])
    assert np.isnan(room(frame, "floor_area", "a.osm", ProblemList())).all()
