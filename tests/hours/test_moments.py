"""Moments: which day is meant."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from xc_gis.hours.moments import WEEKS, NoSuchMoment, moment_of

STUDY_DATE = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("word", "when", "ordinary"),
    [
        ("WED 20:00", "2026-07-01T20:00", True),
        ("tue 7:05", "2026-06-30T07:05", True),
        ("SAT 10:00", "2026-07-04T10:00", True),
        ("PH 10:00", "2026-09-25T10:00", False),
        ("2026-10-01T19:30", "2026-10-01T19:30", False),
        ("2026-10-01 19:30", "2026-10-01T19:30", False),
    ],
)
def test_a_moment_has_its_day(word, when, ordinary):
    found = moment_of(word, STUDY_DATE)
    day = datetime.fromisoformat(when)
    assert (found.times, found.is_ordinary, found.day) == ((day,), ordinary, day.date())


def test_without_a_study_date_a_weekday_is_any_week_of_the_year():
    found = moment_of("FRI 09:00")
    assert len(set(found.times)) == WEEKS
    assert {(time.weekday(), time.hour) for time in found.times} == {(4, 9)}
    assert found.day is None


@pytest.mark.parametrize(
    ("word", "study_date"),
    [("", STUDY_DATE), ("WED", STUDY_DATE), ("WED 25:00", STUDY_DATE), ("2026-02-30T10:00", STUDY_DATE), ("20:00", STUDY_DATE),
     ("PH 10:00", None), ("PH 10:00", date(2031, 1, 1))],
)  # fmt: skip
def test_a_moment_that_cannot_be_had_says_why(word, study_date):
    with pytest.raises(NoSuchMoment) as fault:
        moment_of(word, study_date)
    assert str(fault.value.reason)
