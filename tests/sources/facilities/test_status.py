"""Whether a facility is open: by the words of real lists, else by days; an unknown word is nobody's guess."""

from datetime import date, timedelta

import pandas as pd
import pytest

from xc_gis.sources.facilities.status import _WORDS, read_day, read_last_day, read_status
from xc_gis.sources.rows.names import plain_name


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("", "open"), ("营业", "open"), ("正常营业", "open"), ("试运营", "open"), ("存续", "open"),
        ("筹备", "planned"), ("筹建中", "planned"), ("即将开业", "planned"), ("尚未开放", "planned"),
        ("停业", "closed"), ("已拆除", "closed"), ("搬迁", "closed"), ("装修中", "closed"), ("暂停营业", "closed"), ("( 已 疏解 )", "closed"),
        ("CLOSED", "closed"),
    ],
)  # fmt: skip
def test_words_of_real_lists_are_understood(word, status):
    found, unknown = read_status(pd.Series([word]), pd.Series([""]), pd.Series([""]), None)
    assert (found[0], unknown[0]) == (status, False)


def test_unknown_word_is_not_guessed():
    assert read_status(pd.Series(["另行通知"]), pd.Series([""]), pd.Series([""]), None)[1][0]


@pytest.mark.parametrize(
    ("since", "until", "status"),
    [
        ("2026-07-01", "", "planned"),
        ("2026.6.30", "", "open"),
        ("", "2026年6月29日", "closed"),
        ("", "20260630", "open"),
        ("不详", "", "open"),
    ],
)
def test_days_of_opening_and_closing_decide_from_the_day_of_the_study(since, until, status):
    found, _ = read_status(pd.Series([""]), pd.Series([since]), pd.Series([until]), date(2026, 6, 30))
    assert found[0] == status


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026/5/1", "2026-05-01"), ("2026年5月1日", "2026-05-01"), ("20260501", "2026-05-01"), ("46143", "2026-05-01"), ("46143.5", "2026-05-01"),
        ("２０２６-０５-０１", "2026-05-01"), ("2026-05-01 00:00:00", "2026-05-01"), ("2026/5/1 0:00", "2026-05-01"), ("2026.5.1", "2026-05-01"), ("2026-05-01T08:00:00", "2026-05-01"),
        ("2026年5月", "2026-05-01"), ("2026-05", "2026-05-01"), ("2026", "2026-01-01"), ("2026年", "2026-01-01"),
        ("5/1/2026", None), ("去年", None), ("2026-13-01", None), ("2026-06-31", None), ("123", None),
    ],
)  # fmt: skip
def test_days_as_offices_write_them(text, day):
    assert str(read_day(text)) == str(day)


@pytest.mark.parametrize(
    ("text", "day"), [("2026年2月", "2026-02-28"), ("2026-12", "2026-12-31"), ("2026", "2026-12-31"), ("2026/5/1", "2026-05-01")]
)
def test_what_closes_in_a_month_is_open_until_its_end(text, day):
    assert str(read_last_day(text)) == day


def test_a_day_beats_an_open_word_and_a_closed_word_stays():
    words, since, until = (
        pd.Series(["营业", "停业", "规划", "营业"]),
        pd.Series(["", "2099-01-01", "", "2099"]),
        pd.Series(["2020-01", "", "2020", ""]),
    )
    assert read_status(words, since, until, date(2026, 6, 30))[0].tolist() == ["closed", "closed", "closed", "planned"]
    assert read_status(words, since, until, None)[0].tolist() == [
        "open",
        "closed",
        "planned",
        "open",
    ]  # without a day of the study


def test_no_word_means_two_states():
    words = [word for text in _WORDS.values() for word in text.split()]
    assert len(words) == len(set(words))
    assert all(plain_name(word) == word for word in words)  # else it would never be found


@pytest.mark.parametrize(
    ("serial", "day"),
    [("10000", "1927-05-18"), ("36526", "2000-01-01"), ("79999", "2119-01-10"), ("9999", None), ("80000", None)],
)
def test_days_as_excel_counts_them_are_those_of_its_calendar(serial, day):
    """Right: 36526 is 1 January 2000 by Microsoft's own documentation; the others counted from it."""
    counted = date(2000, 1, 1) + timedelta(days=int(serial) - 36526)
    assert str(read_day(serial)) == str(day)
    assert day is None or str(counted) == day
