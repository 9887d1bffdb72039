"""Layers out of an extract: which buildings are homes, which areas belong to a place, what has no whole outline."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.osm_files import everything, way, written
from xc_gis.sources.facilities.type_from_name import TypeBook
from xc_gis.sources.fetch.layers import _homes, _number, of_level, read_layers
from xc_gis.standard import load_standard

RING = (1, 3, 5, 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("6", 6.0),
        ("0.5", 0.5),
        ("199", 199.0),
        ("0", None),
        ("-1", None),
        ("200", None),
        ("six", None),
        ("", None),
        ("nan", None),
    ],
)
def test_levels_are_a_number_that_a_house_can_have(text, number):
    found = _number(text)
    assert np.isnan(found) if number is None else found == number


def test_a_building_without_a_kind_is_a_home_on_residential_ground_alone():
    boxes = [shapely.box(0, 0, 1, 1), shapely.box(10, 0, 11, 1), shapely.box(0, 0, 1, 1), shapely.box(0, 0, 1, 1)]
    buildings = gpd.GeoDataFrame({"building": ["yes", "yes", "apartments", "office"]}, geometry=boxes)
    assert _homes(buildings, [shapely.box(-5, -5, 5, 5)]).tolist() == [True, False, True, False]
    assert _homes(buildings, []).tolist() == [False, False, True, False]


def test_areas_of_a_level_within_a_place_are_told_apart_by_their_number():
    boxes = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(9, 0, 10, 1), shapely.box(0, 0, 1, 1)]
    boundaries = gpd.GeoDataFrame(
        {"osm_id": ["r/1", "r/2", "r/3", "r/4"], "name": ["甲", "甲", "乙", "丙"], "admin_level": ["8", "8", "8", "10"]},
        geometry=boxes,
    )
    assert of_level(boundaries, "8", shapely.box(-1, -1, 3, 3))["name"].tolist() == ["甲(r/1)", "甲(r/2)"]
    assert of_level(boundaries, "10", shapely.box(-1, -1, 3, 3))["name"].tolist() == ["丙"]
    assert len(of_level(boundaries, "6", shapely.box(-1, -1, 3, 3))) == 0


def test_an_extract_is_sorted_into_its_layers(tmp_path):
    more = [
        way(20, RING, {"building": "apartments", "building:levels": "6"}), way(21, RING, {"boundary": "administrative", "admin_level": "8", "name": "甲街道"}), way(22, (1, 3, 5), {"building": "yes"}), way(23, RING, {"building": "no"}),
        way(24, (1, 3), {"leisure": "park"}),
    ]  # fmt: skip
    found = read_layers(
        written(tmp_path, [*everything(), *more]), TypeBook(load_standard("xicheng-ykz-default", base_dir=Path()), {})
    )
    assert found.buildings[["demand_id", "levels", "is_home"]].to_numpy().tolist() == [["way/20", 6.0, True]]
    assert found.boundaries[["osm_id", "name", "admin_level"]].to_numpy().tolist() == [["way/21", "甲街道", "8"]]
    assert found.without_area == ("way/22", "way/24")
    assert len(found.facilities) == 0
