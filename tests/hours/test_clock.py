"""Hours of a day out of tokens, and those that may mean two things."""

from __future__ import annotations

import pytest

from xc_gis.hours.clock import span_at
from xc_gis.hours.tokens import UnreadableHours, tokens


def minutes(hour, minute=0):
    return hour * 60 + minute


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("8:30-17:30", minutes(8, 30), minutes(17, 30)),
        ("下午1:30-5:30", minutes(13, 30), minutes(17, 30)),
        ("上午8:30-17:30", minutes(8, 30), minutes(17, 30)),
        ("早8晚6", minutes(8), minutes(18)),
        ("晚6点-10点", minutes(18), minutes(22)),
        ("中午12:00-下午1:30", minutes(12), minutes(13, 30)),
        ("上午10点至晚12点", minutes(10), minutes(24)),
        ("18:00-次日2:00", minutes(18), minutes(26)),
        ("22:00-6:00", minutes(22), minutes(30)),
        ("0:00-24:00", 0, minutes(24)),
        ("9.30-21.00", minutes(9, 30), minutes(21)),
    ],
)
def test_hours_are_minutes_after_midnight(text, begin, end):
    found = tokens(text)
    assert span_at(found, 0) == ((begin, end), len(found))


@pytest.mark.parametrize(
    "text",
    ["8:30", "8:30-", "8:30-5:30", "10:00-2:00", "08:30-05:30", "8.30-11.30", "8:30-8:30", "25:00-26:00", "9:75-10:00", "下午9:00-8:00",
     "凌晨9点-10点", "晚2点-3点", "上午下午8:00-9:00", "上午-17:00"],
)  # fmt: skip
def test_what_may_mean_two_things_is_not_read(text):
    with pytest.raises(UnreadableHours):
        span_at(tokens(text), 0)
