"""Days of a week put together: exceptions, pauses, and how they are written."""

from __future__ import annotations

import pytest

from xc_gis.hours.tokens import UnreadableHours
from xc_gis.hours.week import Week, day_after, rules, season

MORNING, AFTERNOON, WHOLE = (510, 720), (810, 1050), (510, 1050)


def test_a_named_day_is_an_exception_to_every_day():
    week = Week()
    week.add(None, [WHOLE])
    week.add((5,), [MORNING])
    assert list(rules(week.by_day(frozenset({6})))) == [("Mo-Fr", "08:30-17:30"), ("Sa", "08:30-12:00")]


def test_a_pause_cuts_the_hours_around_it():
    week = Week()
    week.add((0, 1), [WHOLE])
    week.pauses.append((None, (720, 810)))
    assert list(rules(week.by_day(frozenset({7})))) == [("Mo-Tu", "08:30-12:00,13:30-17:30"), ("PH", "off")]


@pytest.mark.parametrize(
    ("spans", "pause"),
    [([WHOLE, MORNING], None), ([AFTERNOON, MORNING], None), ([MORNING], (720, 810)), ([(480, 1560), (1080, 1980)], None)],
)
def test_hours_that_contradict_each_other_are_not_read(spans, pause):
    week = Week()
    week.add(None, spans)
    if pause:
        week.pauses.append((None, pause))
    with pytest.raises(UnreadableHours):
        week.by_day(frozenset())


def test_hours_of_holidays_alone_say_nothing_of_other_days():
    week = Week()
    week.add((7,), [WHOLE])
    with pytest.raises(UnreadableHours):
        week.by_day(frozenset())


def test_days_of_the_year():
    assert season((11, 1), (3, 31)) == "Nov 1-Mar 31"
    assert [day_after(day) for day in ((9, 30), (12, 31), (2, 28), (2, 29))] == [(10, 1), (1, 1), (3, 1), (3, 1)]
