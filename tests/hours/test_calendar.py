"""The calendar against an independent one (chinesecalendar), day by day, and its own rules."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest

from xc_gis.hours.calendar import MAKE_UP, OFF, ORDINARY, china, read_calendar


def test_every_day_of_its_years_is_worked_or_free_as_another_calendar_has_it():
    days = [date(year, 1, 1) + timedelta(days=n) for year in china().years for n in range(365)]
    wrong = [day for day in days if china().is_working_day(day) != chinese_calendar.is_workday(day)]
    assert len(days) >= 4 * 365
    assert wrong == []


def test_all_days_of_an_arrangement_are_off_not_the_statutory_ones_alone():
    kinds = [china().kind(date(2026, 10, day)) for day in (1, 4, 7, 8, 10)]
    assert kinds == [OFF, OFF, OFF, ORDINARY, MAKE_UP]


def test_an_ordinary_weekday_is_no_holiday_and_no_make_up_day():
    # Thursday 1 and Wednesday 7 October 2026 are off, Saturday 10 October is worked
    assert china().ordinary_from(date(2026, 9, 30), 3) == date(2026, 10, 8)
    assert china().ordinary_from(date(2026, 10, 1), 2) == date(2026, 10, 14)
    assert china().ordinary_from(date(2026, 10, 8), 5) == date(2026, 10, 17)


def test_the_holiday_of_a_study_is_no_weekend_and_comes_after_its_day():
    assert china().off_weekday(date(2026, 6, 30)) == date(2026, 9, 25)
    assert china().off_weekday(date(2025, 10, 9)) == date(2026, 1, 1), "the next one is of the next year"
    assert china().off_weekday(date(2026, 10, 8)) == date(2026, 10, 7), "none is known any more: the last before"
    assert china().off_weekday(date(2031, 6, 30)) is None


YEAR = "2026:\n  source: x\n  days_off: [{{from: {off}, to: {off}, zh: 元旦}}]\n  work: [{work}]\n"


@pytest.mark.parametrize(
    ("off", "work"), [("2026-01-04", "2026-01-04"), ("2027-01-01", "2026-01-04"), ("2026-01-01", "2025-01-04")]
)
def test_a_calendar_that_contradicts_itself_is_refused(off, work):
    with pytest.raises(ValueError, match=r"is off and worked|another year"):
        read_calendar(YEAR.format(off=off, work=work))
    assert read_calendar(YEAR.format(off="2026-01-01", work="2026-01-04")).kind(date(2026, 1, 4)) == MAKE_UP
