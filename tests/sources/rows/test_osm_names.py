"""Which name of an object is shown: the Chinese one on Chinese ground, what stands on the sign elsewhere."""

import pytest

from tests.fixtures.towns import FOOTWAY, town
from xc_gis.sources.rows.osm_names import label_name, names_of_streets, shown_name, streets_in_china

TWO_SCRIPTS = {"name": "呼和浩特 ᠬᠥᠬᠡᠬᠣᠲᠠ", "name:zh": "呼和浩特", "name:en": "Hohhot"}


@pytest.mark.parametrize(
    ("tags", "chinese", "name"),
    [
        (TWO_SCRIPTS, True, "呼和浩特"), (TWO_SCRIPTS, False, TWO_SCRIPTS["name"]), ({"name": "甲街"}, True, "甲街"), ({"name:zh": "甲街"}, False, ""), ({"name:zh": "  ", "name": "乙街"}, True, "乙街"),
        ({"name:zh-Hans": "丙街", "name": "x"}, True, "丙街"), ({"name:en": "A"}, True, ""), ({}, True, ""),
    ],
)  # fmt: skip
def test_the_name_follows_the_ground(tags, chinese, name):
    assert shown_name(tags, chinese=chinese) == name


@pytest.mark.parametrize(("language", "name"), [("en", "Hohhot"), ("zh", "呼和浩特")])
def test_a_label_follows_the_reader(language, name):
    assert label_name(TWO_SCRIPTS, chinese=True, language=language) == name
    assert label_name({"name": "甲街", "name:en": " "}, chinese=True, language=language) == "甲街"


def test_a_street_without_a_name_is_absent():
    streets = town({"a": (0, 0), "b": (10, 0), "c": (20, 0)}, [("ab", FOOTWAY | {"name": "甲街"}), ("bc", FOOTWAY)])
    assert list(names_of_streets(streets).values()) == ["甲街"]


def test_streets_lie_where_the_middle_of_them_lies():
    streets = town({"a": (0, 0), "b": (10, 0)}, [("ab", FOOTWAY)])
    assert streets_in_china(streets)
    assert not streets_in_china(streets.__class__(**{**streets.__dict__, "lon": streets.lon - 100}))
    assert streets_in_china(streets.__class__(**{**streets.__dict__, "lon": streets.lon[:0], "lat": streets.lat[:0]}))
