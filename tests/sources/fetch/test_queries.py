"""What is asked of Overpass: every tag once, names quoted, all nodes and members with it."""

import re
from pathlib import Path

import pytest

from xc_gis.sources.facilities.type_from_name import TypeBook
from xc_gis.sources.fetch.queries import _quoted, _selectors, boundaries, query, topics
from xc_gis.standard import load_standard


@pytest.fixture(scope="module")
def book():
    return TypeBook(load_standard("xicheng-ykz-default", base_dir=Path()), {})


def test_values_of_one_key_are_asked_for_together():
    assert list(_selectors([("b", "2"), ("a", "x"), ("b", "1")])) == ['["a"="x"]', '["b"~"^(1|2)$"]']
    assert list(_selectors([("a", "x.y"), ("a", "z")])) == ['["a"~"^(x\\\\.y|z)$"]']
    assert list(_selectors([])) == []


@pytest.mark.parametrize(("text", "quoted"), [('a"b', 'a\\"b'), ("a\\b", "a\\\\b"), ("甲", "甲")])
def test_a_quote_does_not_end_the_text(text, quoted):
    assert _quoted(text) == quoted


def test_every_tag_of_the_standard_is_asked_for_of_nodes_ways_and_relations(book):
    asked = "\n".join(topics(book)["设施"])
    for key, value in book.first_tags:
        for kind in ("node", "way", "relation"):
            assert re.search(
                rf'^{kind}\["{re.escape(key)}"(="{re.escape(value)}"|~"\^\(.*\b{re.escape(value)}\b.*\)\$")\]$',
                asked,
                re.MULTILINE,
            ), (kind, key, value)


def test_streets_and_what_stops_a_leg_are_asked_for(book):
    asked = topics(book)["道路"]
    assert 'way["highway"]' in asked
    assert {'node["barrier"]', 'node["entrance"]'} <= set(asked)
    assert any("railway" in one and "light_rail" in one for one in asked)
    assert any(one.startswith("relation") and "natural" in one for one in asked)
    assert boundaries() == ('relation["boundary"="administrative"]["admin_level"~"^(6|8|10)$"]',)


def test_a_box_is_south_west_north_east_and_nodes_come_along():
    asked = query(['way["highway"]'], (116.1, 39.2, 117.3, 40.4), 180.4)
    assert (
        asked
        == '[out:json][timeout:180];\n(\n  way["highway"](39.200000,116.100000,40.400000,117.300000);\n);\n(._;>;);\nout body qt;\n'
    )
