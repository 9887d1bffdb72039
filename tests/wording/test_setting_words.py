"""A setting reads as planners say it: no key, no word of the study file, in both languages."""

import re

import pytest

from xc_gis.languages.message import in_language
from xc_gis.settings import SETTINGS
from xc_gis.wording.setting_words import setting_name, value_words

CHINESE = re.compile(r"[\u3400-\u9fff]")


def values_of(setting):
    if setting.choices:
        return setting.choices
    if isinstance(setting.default, bool):
        return (True, False)
    return (setting.default,)


@pytest.mark.parametrize("key", sorted(SETTINGS))
def test_every_setting_and_each_of_its_choices_has_words_in_both_languages(key):
    setting = SETTINGS[key]
    for value in values_of(setting):
        name, words = setting_name(key), value_words(key, value, setting.unit)
        assert key not in name
        assert CHINESE.search(name)
        assert str(value) != words
        english = [in_language(part, "en") for part in (name, words)]
        assert all(english)
        assert not any(CHINESE.search(part) for part in english)


@pytest.mark.parametrize(
    ("key", "value", "unit", "zh", "en"),
    [
        ("moment", "SUN 20:30", "", "星期日 20:30", "Sunday 20:30"),
        ("legs.max_m", 150.0, "m", "150 米", "150 m"),
        ("walk.speed.adult", 1.2, "m/s", "1.2 米/秒", "1.2 m/s"),
        ("coverage.unknown_max", 0.25, "share", "25.0%", "25.0%"),
        ("catchments", False, "", "关", "off"),
        ("gates", "rule", "", "出入可以，不能穿行", "in and out, not through"),
        ("crs.analysis", "EPSG:4548", "", "EPSG:4548", "EPSG:4548"),
        ("network.min_part_m", 1234567.5, "m", "1234567.5 米", "1234567.5 m"),
        ("of.another.version", 3, "parsec", "3 parsec", "3 parsec"),
        ("of.another.version", None, "", "None", "None"),
    ],
)
def test_a_value_has_its_unit_or_its_choice_in_words(key, value, unit, zh, en):
    words = value_words(key, value, unit)
    assert (str(words), in_language(words, "en")) == (zh, en)


def test_a_setting_of_another_version_keeps_its_key():
    assert setting_name("of.another.version") == "“of.another.version”"
