"""Texts cut into tokens: nothing is skipped that might matter."""

from __future__ import annotations

import pytest

from xc_gis.hours import tokens as kinds
from xc_gis.hours.tokens import UnreadableHours, number_of, tokens


def kinds_of(text):
    return [(token.kind, token.value) for token in tokens(text)]


def test_days_and_hours_in_any_width():
    expected = [
        (kinds.DAY, (0,)), (kinds.RANGE, ()), (kinds.DAY, (4,)), (kinds.TIME, (8, 30)), (kinds.RANGE, ()), (kinds.TIME, (17, 0)),
    ]  # fmt: skip
    assert kinds_of("周一至五8:30-17点") == expected
    assert kinds_of("星期一 ～ 星期五　８：３０－１７时") == expected


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("8点", 8, 0),
        ("八点半", 8, 30),
        ("十二点一刻", 12, 15),
        ("8时05分", 8, 5),
        ("8点30", 8, 30),
        ("20:30:00", 20, 30),
        ("二十点", 20, 0),
    ],
)
def test_times_of_day(text, hour, minute):
    assert kinds_of(text) == [(kinds.TIME, (hour, minute))]


def test_a_number_alone_is_a_day_only_behind_a_day():
    assert kinds_of("周二、四") == [(kinds.DAY, (1,)), (kinds.AND, ()), (kinds.DAY, (3,))]
    with pytest.raises(UnreadableHours):
        tokens("二、四")


@pytest.mark.parametrize("text", ["周一至周五 约8:30", "8:30-17:30（春节除外）", "详见公告"])
def test_an_unknown_word_stops_the_reading(text):
    with pytest.raises(UnreadableHours) as fault:
        tokens(text)
    assert "看不懂" in str(fault.value.reason)


def test_numerals():
    assert [number_of(word) for word in ("九", "十", "十九", "二十", "二十三", "12")] == [9, 10, 19, 20, 23, 12]
