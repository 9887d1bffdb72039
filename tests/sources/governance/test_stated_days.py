"""Days on which figures were stated: as offices write them, or refused with the row."""

from datetime import date

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.stated_days import days_of
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes


def days(*words):
    return days_of(pd.DataFrame({"stated": words, ROW: range(2, 2 + len(words))}), Notes("v.csv", "values"))


def test_days_as_offices_write_them():
    assert days("2026-05-31", "2026年5月3日", "", "2026年5月") == [date(2026, 5, 31), date(2026, 5, 3), None, date(2026, 5, 1)]


@pytest.mark.parametrize("word", ["2026-13-45", "上月", "2026-02-30"])
def test_a_word_that_is_no_day_is_refused_with_its_row(word):
    with pytest.raises(InputError) as caught:
        days("2026-05-31", word)
    assert "第 3 行" in caught.value.message
    assert word in caught.value.message


def test_a_table_without_days_has_none():
    assert days_of(pd.DataFrame({ROW: [2, 3]}), Notes("v.csv", "values")) == [None, None]
