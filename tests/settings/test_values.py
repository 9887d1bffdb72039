"""The values of one study: defaults, overridden by the standard, overridden by the study, each with where it came from."""

import pytest

from xc_gis.errors import StudyError
from xc_gis.settings import SETTINGS, Settings


def test_without_any_word_every_setting_has_its_default():
    plain = Settings()
    assert set(plain) == set(SETTINGS)
    assert {key: plain.values[key] for key in plain} == {key: one.default for key, one in SETTINGS.items()}
    assert set(plain.origins.values()) == {"default"}


def test_the_later_word_wins_and_says_where_it_came_from():
    first = Settings()
    standard = first.override({"walk.speed.adult": 1.1, "legs": "nearest"}, origin="standard", where="标准")
    study = standard.override({"walk.speed.adult": 1.3}, origin="study", where="study.toml")
    assert (study.speed("adult"), study.word("legs")) == (1.3, "nearest")
    assert [study.origins[key] for key in ("walk.speed.adult", "legs", "gates")] == ["study", "standard", "default"]
    assert (standard.speed("adult"), first.speed("adult")) == (
        1.1,
        SETTINGS["walk.speed.adult"].default,
    )  # nobody's values change


def test_values_are_read_in_their_type():
    given = Settings().override({"legs.max_m": 100, "catchments": False}, origin="study", where="study.toml")
    assert given.number("legs.max_m") == 100.0
    assert isinstance(given.number("legs.max_m"), float)
    assert given.flag("catchments") is False
    for read, key in ((given.number, "legs"), (given.word, "catchments"), (given.flag, "legs.max_m")):
        with pytest.raises(AssertionError):
            read(key)


def test_an_unknown_key_is_told_with_the_nearest_one_and_a_value_with_its_bounds():
    with pytest.raises(StudyError, match=r"study\.toml:没有名为 “legs\.max” 的设置") as caught:
        Settings().override({"legs.max": 100}, origin="study", where="study.toml")
    assert "legs.max_m" in caught.value.hint
    with pytest.raises(StudyError, match="超出范围"):
        Settings().override({"legs.max_m": 100, "legs.detour": 0.9}, origin="study", where="study.toml")
