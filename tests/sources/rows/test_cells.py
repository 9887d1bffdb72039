"""What stands in a cell: numbers as people write them, words for "not known", coordinates as text."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import shapely

from xc_gis.sources.rows.cells import is_missing, loose_numbers, numbers, shown, texts
from xc_gis.sources.tables.coordinate_text import coordinate_numbers, geometries, pairs


def column(*cells):
    return pd.Series(cells, dtype=object)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("120", 120), (" 8 8 ", 88), ("\uff11\uff12\uff10", 120), ("1,205", 1205), ("-1,205,000.5", -1205000.5), ("约120", 120), ("120余人", 120),
        ("120 张", 120), ("1.2万", 12000), ("0.5万人", 5000), ("大约 30 户", 30), ("\uff5e70", 70), ("36.5㎡", 36.5), ("1e3", 1000),
    ],
)  # fmt: skip
def test_number_is_read_as_meant(cell, number):
    assert numbers(column(cell)).iloc[0] == pytest.approx(number)


@pytest.mark.parametrize(
    "cell", ["1e400", "-inf", "1,20", "12,0,0", "1.2.3", "很多", "100-120", "0x1A", "1_000", "", "—", "120人150户"]
)
def test_what_is_no_number_is_none_and_never_zero(cell):
    assert np.isnan(numbers(column(cell)).iloc[0])


@pytest.mark.parametrize("cell", ["", "—", "暂无", " ", "N/A", "#REF!", "\u3000", "\u200b", None, float("nan")])
def test_words_for_not_known_are_missing(cell):
    assert is_missing(column(cell)).iloc[0]


def test_zero_and_no_answer_are_different_things():
    assert is_missing(column("0", "无", "无锡路")).tolist() == [False, True, False]


def test_rough_numbers_are_told_from_plain_ones():
    assert (
        loose_numbers(column("约120", "120人", "120左右", "1.2万", "120", "约", "-5")).tolist()
        == [True, False, True, True] + [False] * 3
    )


def test_spreadsheet_cells_become_the_text_that_a_person_sees():
    cells = [110102001001.0, 0.1, True, dt.datetime(2026, 5, 1), dt.datetime(2026, 5, 1, 8), dt.date(2026, 5, 1), None]  # noqa: DTZ001
    assert [shown(c) for c in cells] == ["110102001001", "0.1", "是", "2026-05-01", "2026-05-01 08:00:00", "2026-05-01", ""]
    assert texts(pd.Series(pd.to_datetime(["2026-05-01", None]))).tolist() == ["2026-05-01", ""]
    assert texts(column(110102001001.0, float("nan"), " a\x07b ")).tolist() == ["110102001001", "", "ab"]


@pytest.mark.parametrize(
    "text",
    [
        "116\u00b021\u203230\u2033", "116°21'30\"", "116 21 30", "116度21分30秒", "116:21:30", "东经116°21′30″", "E116°21.5'", "116°21.5′E", "116.21.30",
        "116\u00b021\u201930\u201d", "116d21m30s",
    ],
)  # fmt: skip
def test_degrees_and_minutes_are_read(text):
    values, sexagesimal = coordinate_numbers(column(text))
    assert values.iloc[0] == pytest.approx(116 + 21 / 60 + 30 / 3600, abs=1e-9)
    assert sexagesimal.iloc[0]


@pytest.mark.parametrize("text", ["116°61′30″", "116°", "某处", "12:60:00", "116°21′30″西边"])
def test_no_degrees_are_invented(text):
    values, _ = coordinate_numbers(column(text))
    assert np.isnan(values.iloc[0]) or text == "116°"


def test_south_and_west_are_negative():
    assert coordinate_numbers(column("39°30'S", "W116°30'"))[0].tolist() == [-39.5, -116.5]


@pytest.mark.parametrize(
    "text", ["116.3,39.9", "(116.3 39.9)", "116.3\uff0c39.9", "经度\uff1a116.3 纬度\uff1a39.9", "[116.3;39.9]"]
)
def test_two_numbers_in_one_cell(text):
    x, y = pairs(column(text))
    assert (x.iloc[0], y.iloc[0]) == (116.3, 39.9)


def test_three_numbers_or_one_are_no_pair():
    assert pairs(column("116.3,39.9,50", "116.3", ""))[0].isna().all()


def test_outlines_as_text_in_all_spellings():
    point = shapely.Point(116.3, 39.9)
    wkb = shapely.to_wkb(shapely.set_srid(point, 4490), hex=True, include_srid=True)
    cells = column("POINT (116.3 39.9)", "SRID=4490;POINT(116.3 39.9)", wkb, "polygon empty", "POINT(116.3", "某处")
    shapes, systems = geometries(cells)
    assert [s is not None and s.equals(point) for s in shapes] == [True, True, True, False, False, False]
    assert systems == {4490}
