"""Coordinates typed into the search: every system that they may be in is told, none is guessed."""

import pytest

from xc_gis.operations.explore.typed_coordinates import BD09, GCJ02, NO_PLACE, WGS84, from_wgs84, to_wgs84, typed_coordinates


def places(text):
    return [(p.system, round(p.lon, 5), round(p.lat, 5)) for p in typed_coordinates(text).places]


@pytest.mark.parametrize(
    "text",
    ["116.36,39.91", "39.91 116.36", "39.91，116.36", "（116.36, 39.91）", "116.36°E 39.91°N", "N39.91 E116.36", "北纬39.91 东经116.36",
     "39°54'36\"N, 116°21'36\"E", "39°54′36″ 116°21′36″", "116度21.6分, 39度54.6分", "39 54 36, 116 21 36", "39 54.6 N, 116 21.6 E",
     "经度116.36，纬度39.91", "39°54'36\"N116°21'36\"E"],
)  # fmt: skip
def test_numbers_without_a_system_are_one_place_in_each(text):
    assert places(text) == [(system, 116.36, 39.91) for system in (WGS84, GCJ02, BD09)]


@pytest.mark.parametrize(
    ("text", "system"),
    [("wgs 116.36,39.91", WGS84), ("WGS84: 116.36,39.91", WGS84), ("GPS 39.91,116.36", WGS84), ("gcj 116.36,39.91", GCJ02),
     ("GCJ-02：116.36，39.91", GCJ02), ("高德 116.36,39.91", GCJ02), ("bd09 116.36 39.91", BD09), ("百度116.36,39.91", BD09)],
)  # fmt: skip
def test_a_system_that_is_typed_is_the_only_one(text, system):
    assert places(text) == [(system, 116.36, 39.91)]


def test_the_three_places_lie_hundreds_of_metres_apart_and_turn_back_exactly():
    found = typed_coordinates("116.36,39.91").places
    assert len({(round(p.wgs_lon, 3), round(p.wgs_lat, 3)) for p in found}) == 3
    for p in found:
        assert from_wgs84(p.system, p.wgs_lon, p.wgs_lat) == pytest.approx((116.36, 39.91), abs=1e-8)


def test_numbers_that_may_stand_in_either_order_are_given_in_both():
    assert places("wgs 39.91,70.5") == [(WGS84, 39.91, 70.5), (WGS84, 70.5, 39.91)]
    assert places("wgs 70.5E,39.91") == [(WGS84, 70.5, 39.91)]


def test_outside_china_there_is_one_system():
    assert places("13.4, 152.5 E") == [(WGS84, 152.5, 13.4)]
    assert to_wgs84(BD09, 13.4, 52.5) == (13.4, 52.5)


def test_west_and_south_are_negative():
    assert places("33°30'S 70°30'W")[0] == (WGS84, -70.5, -33.5)
    assert places("-33.5,-170.5")[0] == (WGS84, -170.5, -33.5)


@pytest.mark.parametrize("text", ["916.36,39.91", "4412345.5, 447123.2"])
def test_two_numbers_that_are_no_place_are_told_so(text):
    assert typed_coordinates(text).fault == NO_PLACE
    assert typed_coordinates(text).places == ()


def test_two_longitudes_are_a_contradiction():
    assert "经度" in typed_coordinates("116E, 39E").fault


@pytest.mark.parametrize("text", ["", "椿树", "3 号楼", "12", "长安街 12", "1,2,3", "116°75'0\" 39°10'0\"", "高德"])
def test_other_words_are_no_coordinates(text):
    assert typed_coordinates(text) is None
