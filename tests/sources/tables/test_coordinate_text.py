"""Coordinates as people write them: worked out on paper, and none where there is none."""

import numpy as np
import pandas as pd
import pytest
import shapely

from xc_gis.sources.tables.coordinate_text import coordinate_numbers, geometries, looks_like_wkt, pairs


def one(text):
    numbers, sixty = coordinate_numbers(pd.Series([text], dtype=object))
    return numbers[0], bool(sixty[0])


@pytest.mark.parametrize(
    "text",
    [
        "116°21'36\"",
        "116°21′36″E",
        "东经116度21分36秒",
        "116 21 36",
        "116:21:36",
        "E116°21.6'",
        "116d21m36s",
        "116.21.36",
        "１１６°２１′３６″",
        "116°21’36”",
    ],
)
def test_degrees_minutes_and_seconds_are_degrees(text):
    """21 minutes and 36 seconds are 0.36 degrees."""
    value, sixty = one(text)
    assert value == pytest.approx(116.36, abs=1e-9)
    assert sixty


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("116.36", 116.36),
        ("39.9", 39.9),
        (" 116.36 ", 116.36),
        ("500000.5", 500000.5),
        ("-0.5", -0.5),
        ("１１６.３６", 116.36),
        (116.36, 116.36),
    ],
)
def test_plain_numbers_stay_as_they_are(text, value):
    assert one(text) == (value, False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("33°30'S", -33.5),
        ("W0°30'", -0.5),
        ("南纬33度30分", -33.5),
        ("33.5°S", -33.5),
        ("W0.5°", -0.5),
        ("西经0.5度", -0.5),
        ("南纬33.5度", -33.5),
        ("33.5°N", 33.5),
        ("北纬33.5度", 33.5),
    ],
)
def test_west_and_south_are_negative_with_or_without_minutes(text, value):
    assert one(text)[0] == pytest.approx(value)


@pytest.mark.parametrize("text", ["116°60'00\"", "116°21'60\"", "116.99.36", "街道", "116°21'36\"X", "116 21 36 5"])
def test_what_is_no_degree_is_none(text):
    value, sixty = one(text)
    assert np.isnan(value)
    assert not sixty


def test_a_column_of_numbers_and_one_with_nothing_are_no_sixties():
    numbers, sixty = coordinate_numbers(pd.Series([116.36, np.nan]))
    assert numbers[0] == 116.36
    assert not sixty.any()
    numbers, sixty = coordinate_numbers(pd.Series(["", None, "不详"], dtype=object))
    assert numbers.isna().all()
    assert not sixty.any()


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("116.3,39.9", (116.3, 39.9)),
        ("(116.3 39.9)", (116.3, 39.9)),
        ("116.3，39.9", (116.3, 39.9)),
        ("经度116.3 纬度39.9", (116.3, 39.9)),
        ("-0.5;51", (-0.5, 51.0)),
        ("116.3", None),
        ("116.3,39.9,5", None),
        ("", None),
        ("甲", None),
    ],
)
def test_two_numbers_in_a_cell_are_just_two(text, pair):
    first, second = pairs(pd.Series([text], dtype=object))
    assert ((first[0], second[0]) == pair) if pair else (np.isnan(first[0]) and np.isnan(second[0]))


WKB = shapely.to_wkb(shapely.Point(1, 2), hex=True)
EWKB = shapely.to_wkb(shapely.set_srid(shapely.Point(1, 2), 4490), hex=True, include_srid=True)


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("POINT (1 2)", True),
        (" srid=4326; multipolygon (((", True),
        ("POINT Z (1 2 3)", True),
        ("POLYGON EMPTY", True),
        (WKB, True),
        (EWKB, True),
        ("POINTE", False),
        ("公园", False),
        ("0123456789ABCDEF", False),
    ],
)
def test_outlines_as_text_are_known(text, looks):
    assert looks_like_wkt(text) is looks


def test_geometry_and_system_of_each_cell():
    shapes, systems = geometries(
        pd.Series(["POINT (1 2)", "SRID=4326;POINT (3 4)", WKB, EWKB, "POINT EMPTY", "POINT (1", "甲", None], dtype=object)
    )
    assert [None if g is None else tuple(g.coords[0]) for g in shapes] == [(1, 2), (3, 4), (1, 2), (1, 2), None, None, None, None]
    assert systems == {4326, 4490}
