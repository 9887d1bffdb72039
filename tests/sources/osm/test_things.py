"""Numbers and places as a file writes them: what is none stays none."""

import pytest

from xc_gis.sources.osm.things import number_of, place_of


@pytest.mark.parametrize(
    ("word", "number"), [("12", 12), (12, 12), ("-7", -7), (12.0, 12), (str(2**63 - 1), 2**63 - 1), (1 - 2**63, 1 - 2**63)]
)
def test_a_whole_number_of_64_bits_is_one(word, number):
    assert number_of(word) == number


@pytest.mark.parametrize("word", ["", "x", "1.5", 1.5, float("inf"), float("nan"), 2**63, str(-(2**63))])
def test_any_other_is_none(word):
    with pytest.raises(ValueError):
        number_of(word)


@pytest.mark.parametrize(
    ("attributes", "place"),
    [
        ({"lon": "116.3", "lat": "39.9"}, (116.3, 39.9)), ({"lon": 116.3, "lat": 39.9}, (116.3, 39.9)), ({"lon": "-180", "lat": "-90"}, (-180.0, -90.0)), ({"lon": "180.1", "lat": "0"}, None), ({"lon": "0", "lat": "90.1"}, None),
        ({"lon": "116,3", "lat": "39.9"}, None), ({"lon": "nan", "lat": "1"}, None), ({"lon": "1"}, None), ({}, None), ({"lon": None, "lat": 1}, None),
    ],
)  # fmt: skip
def test_a_place_is_on_earth_or_none(attributes, place):
    assert place_of(attributes) == place
