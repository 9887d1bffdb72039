"""Access that holds at some hours only, at the moment of the study."""

import math
from datetime import date

import pytest

from tests.fixtures.towns import FOOTWAY, settings, town, walk_seconds
from xc_gis.analysis.network.conditions import moment_of, on_date, tags_at, with_conditions
from xc_gis.errors import StudyError

V = 1.2
WEDNESDAY = moment_of("WED 10:00")


def foot_at(text, moment=WEDNESDAY, **plain):
    found, unread = tags_at({"foot:conditional": text, **plain}, moment)
    return found.get("foot"), not unread


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no @ (22:00-06:00)", None),
        ("no @ (09:00-11:00)", "no"),
        ("no @ 09:00-11:00", "no"),
        ("yes @ (Mo-Fr 08:00-18:00)", "yes"),
        ("yes @ (Sa,Su)", None),
        ("yes @ (Mo-Fr 09:00-11:00; Sa 10:00-12:00)", "yes"),
        ("yes @ (Mo-Fr 09:00-11:00); no @ (We)", "no"),
        ("destination @ (10:00-12:00 AND We)", "destination"),
        ("no @ (10:00-12:00 AND Th)", None),
        ("no @ ((sunrise-00:30)-(sunset+00:30))", "no"),
        ("no @ (PH)", None),
    ],
)
def test_condition_holds_or_not_at_the_moment(text, value):
    assert foot_at(text) == (value, True)


@pytest.mark.parametrize(
    "text", ["no @ (wet)", "no @ (weight>3.5)", "no", "@ (22:00-06:00)", "no @ (22:00-06:00", 'yes @ ("on call")']
)
def test_what_cannot_be_read_counts_as_the_plain_tag_says_and_is_listed(text):
    assert foot_at(text, foot="yes") == ("yes", False)


def test_season_needs_a_date_and_the_study_has_one():
    assert foot_at("no @ (Nov-Mar)") == (None, False)
    assert on_date("WED 10:00", date(2026, 12, 4)) == "2026-12-09 10:00"
    assert on_date("2026-07-01 20:00", date(2026, 12, 4)) == "2026-07-01 20:00"
    assert foot_at("no @ (Nov-Mar)", moment_of("2026-12-09 10:00")) == ("no", True)
    assert foot_at("no @ (Nov-Mar)", moment_of("2026-07-01 10:00")) == (None, True)


@pytest.mark.parametrize("word", ["WEDNESDAY 10:00", "10:00", "WED 25:00", "2026-13-01 10:00", "周三 10:00", ""])
def test_moment_that_is_none_is_refused_with_an_example(word):
    with pytest.raises(StudyError, match="moment") as refused:
        settings(moment=word)
    assert "WED 10:00" in refused.value.hint


# a — b — c, the middle piece for walkers by day only
PLACES = {"a": (0, 0), "b": (300, 0), "c": (600, 0), "d": (900, 0)}


def by_day(**tags):
    return town(PLACES, [("ab cd", FOOTWAY), ("bc", {"highway": "footway", **tags})])


def test_path_that_is_closed_at_night_is_walked_by_day():
    park = by_day(**{"access:conditional": "no @ (20:00-06:00)"})
    assert walk_seconds(park, (0, 0), (900, 0)) == pytest.approx(900 / V)
    assert math.isnan(walk_seconds(park, (0, 0), (900, 0), moment="WED 21:00"))
    assert math.isnan(walk_seconds(park, (0, 0), (900, 0), moment="2026-07-01 05:00"))


def test_gate_that_is_open_by_day_is_passed_by_day():
    gate = town(
        PLACES, [("abcd", FOOTWAY)], tags={"b": {"barrier": "gate", "access": "no", "foot:conditional": "yes @ (06:00-20:00)"}}
    )
    assert walk_seconds(gate, (0, 0), (900, 0)) == pytest.approx(900 / V)
    assert math.isnan(walk_seconds(gate, (0, 0), (900, 0), moment="SUN 22:00"))


def test_unread_conditions_are_named_with_their_object():
    streets, unread = with_conditions(by_day(**{"foot:conditional": "no @ (wet)"}), WEDNESDAY)
    assert [(u.kind, u.key, u.text) for u in unread] == [("way", "foot:conditional", "no @ (wet)")]
    assert len(streets.ways) == 3


def test_conditions_of_cars_are_nobodys():
    _, unread = with_conditions(by_day(**{"motor_vehicle:conditional": "no @ (wet)"}), WEDNESDAY)
    assert unread == ()
