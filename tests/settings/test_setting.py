"""A value is read in the type of its setting or refused with its place, its bounds and what is possible."""

import math

import pytest

from xc_gis.errors import StudyError
from xc_gis.settings import SETTINGS
from xc_gis.settings.setting import Setting

WHERE = "study.toml [settings]"


def setting(default, **more):
    return Setting("a.b", default, "m", "", "", "assumption", **more)


def refused(one, value):
    with pytest.raises(StudyError) as caught:
        one.checked(value, WHERE)
    assert caught.value.message.startswith(f"{WHERE}:{one.key} = ")
    return caught.value


def test_numbers_are_read_within_their_bounds_which_count():
    one = setting(1.0, minimum=0.5, maximum=2.0)
    assert [one.checked(v, WHERE) for v in (0.5, 2, 1.25)] == [0.5, 2.0, 1.25]
    assert isinstance(one.checked(2, WHERE), float)
    for value in (0.4999, 2.0001, math.inf, -math.inf, math.nan):
        fault = refused(one, value)
        assert "超出范围" in fault.message
        assert fault.hint == "允许 0.5 至 2 m"


@pytest.mark.parametrize("value", [True, False, "1.0", None, [1.0]])
def test_what_is_no_number_is_not_made_one(value):
    fault = refused(setting(1.0), value)
    assert "不是数字" in fault.message
    assert fault.hint == "单位:m"


@pytest.mark.parametrize("value", [1, 0, "true", None])
def test_a_switch_takes_true_and_false_alone(value):
    assert setting(default=True).checked(value=False, where=WHERE) is False
    assert "不是 true 或 false" in refused(setting(default=True), value).message


def test_a_choice_takes_its_words_and_names_them_all():
    one = setting("rule", choices=("rule", "open"))
    assert one.checked("open", WHERE) == "open"
    for value in ("Open", "", 1, None, True):
        assert refused(one, value).hint == "可用:rule、open"


def test_a_text_has_the_form_and_a_meaning():
    one = setting("1", form=r"\d+", example="1、23", means=lambda text: 1 / int(text) if int(text) else int("nought"))
    assert one.checked(" 23 ", WHERE) == " 23 "
    for value in ("x", "", "1.5", "0"):
        assert refused(one, value).hint == "可用:1、23"
    assert refused(setting("x"), 5).hint == "可用:文字"


@pytest.mark.parametrize("moment", ["WED 10:00", "wed 9:05", "SUN 23:59", "2026-07-01 20:00", "2028-02-29T08:30"])
def test_moments_of_a_week_and_of_the_calendar_are_read(moment):
    assert SETTINGS["moment"].checked(moment, WHERE) == moment


@pytest.mark.parametrize(
    "moment", ["WED 24:00", "MITTWOCH 10:00", "2026-02-29 10:00", "2026-04-31 10:00", "2026-01-00 10:00", "2026-07-01", "10:00"]
)
def test_a_moment_that_no_week_or_calendar_has_is_refused(moment):
    assert refused(SETTINGS["moment"], moment).hint == "可用:WED 10:00、2026-07-01 20:00"


@pytest.mark.parametrize("key", sorted(SETTINGS))
def test_every_default_passes_its_own_check_and_its_bounds_are_possible(key):
    one = SETTINGS[key]
    assert one.key == key
    assert one.checked(one.default, WHERE) == one.default
    assert one.minimum < one.maximum
    if isinstance(one.default, float):
        assert one.checked(one.minimum, WHERE) == one.minimum
        refused(one, one.maximum * 1.001)
    assert one.source
