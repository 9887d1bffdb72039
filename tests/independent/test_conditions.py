"""Conditional access at a moment of the week."""

import pytest

from tests.independent.conditions import Moment, holds, tags_at


@pytest.mark.parametrize(
    ("condition", "moment", "expected"),
    [
        ("Mo-Fr 07:00-19:00", Moment(2, 600), True),
        ("Mo-Fr 07:00-19:00", Moment(5, 600), False),
        ("Mo-Fr 07:00-10:00", Moment(2, 600), False),  # the end of the hours is no longer in them
        ("10:00-12:00", Moment(2, 600), True),
        ("22:00-06:00", Moment(2, 300), True),
        ("Fr 22:00-06:00", Moment(5, 300), True),
        ("Fr 22:00-06:00", Moment(4, 300), False),
        ("Sa-Tu", Moment(0, 0), True),
        ("Mo,We,Fr 08:00-09:00,10:00-11:00", Moment(2, 630), True),
        ("Mo-Fr 08:00-18:00, Sa 10:00-12:00", Moment(5, 630), True),
        ("Mo-Su 08:00-18:00; We off", Moment(2, 630), False),
        ("PH off; 06:00-22:00", Moment(2, 630), True),
        ("24/7", Moment(6, 0), True),
        ("sunrise-sunset", Moment(2, 630), None),
        ("Apr-Oct", Moment(2, 630), None),
        ("wet", Moment(2, 630), None),
        ("wet AND Sa", Moment(2, 630), False),
        ("Mo-Fr AND 09:00-11:00", Moment(2, 630), True),
    ],
)
def test_condition_holds_or_not_or_is_not_read(condition, moment, expected):
    assert holds(condition, moment) is expected


def test_last_clause_that_holds_decides_and_an_unread_one_leaves_the_plain_tag():
    at = Moment(2, 600)
    assert tags_at({"access": "yes", "access:conditional": "no @ (06:00-12:00); private @ (We)"}, at)["access"] == "private"
    assert tags_at({"access": "yes", "access:conditional": "no @ snow"}, at)["access"] == "yes"
    assert tags_at({"foot:conditional": "no @ (Sa); yes @ We 09:00-11:00"}, at)["foot"] == "yes"
