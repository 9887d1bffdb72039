"""Shapes of the map packed small: whole steps there and back, holes kept, streets by class and cut to the surroundings."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.towns import ORIGIN, town
from xc_gis.report.map.map_shapes import (
    OTHER_STREETS,
    SCALE,
    STREET_LOOKS,
    ground_shapes,
    packed_line,
    packed_polygons,
    packed_rings,
    shown_bounds,
    street_lines,
    subdistrict_shapes,
)
from xc_gis.units import ANALYSIS_CRS, EXCHANGE_CRS


def unpacked(packed):
    return np.cumsum(np.array(packed).reshape(-1, 2), axis=0) / SCALE


def test_a_line_comes_back_within_half_a_step():
    points = np.random.default_rng(7).uniform(-180, 180, (50, 2))
    assert np.abs(unpacked(packed_line(points)) - points).max() <= 0.5 / SCALE + 1e-12
    assert packed_line(np.array([[116.00001, 39.0], [116.00003, 38.99999]])) == [11_600_001, 3_900_000, 2, -1]


def test_holes_and_parts_come_as_rings():
    square = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    both = shapely.MultiPolygon([square, shapely.box(5, 5, 6, 6)])
    assert len(packed_rings(both)) == 3
    alone = shapely.box(7, 7, 9, 8)
    packed = packed_polygons(np.array([both, shapely.MultiPolygon(), alone]))
    assert [[len(polygon) for polygon in polygons] for polygons in packed] == [[2, 1], [], [1]]
    for rings, polygon in zip(packed[0] + packed[2], [*both.geoms, alone], strict=True):
        drawn = shapely.Polygon(unpacked(rings[0]), [unpacked(ring) for ring in rings[1:]])
        assert drawn.equals(polygon)


def test_bounds_are_those_of_communities_else_of_residents():
    areas = gpd.GeoDataFrame(geometry=[shapely.box(116, 39, 117, 40), None], crs=EXCHANGE_CRS)
    demand = gpd.GeoDataFrame(geometry=[shapely.Point(ORIGIN), None], crs=ANALYSIS_CRS)
    assert shown_bounds(areas, demand) == [116, 39, 117, 40]
    west, south, east, north = shown_bounds(areas.iloc[1:], demand)
    assert (west, south) == (east, north)
    assert west == pytest.approx(117, abs=1e-6)


def test_streets_are_drawn_by_class_the_big_ones_last_and_only_near():
    nodes = {"a": (0, 0), "b": (500, 0), "c": (500, 500), "p": (90_000, 0), "q": (91_000, 0)}
    streets = town(
        nodes,
        [
            ("ab", {"highway": "primary_link"}),
            ("bc", {"highway": "footway"}),
            ("ca", {"highway": "motorway"}),
            ("pq", {"highway": "footway"}),
        ],
    )
    west, south = streets.lon[0], streets.lat[0]
    drawn = street_lines(streets, [west, south, west + 0.01, south + 0.01])
    assert [one["colour"] for one in drawn] == [OTHER_STREETS[0], STREET_LOOKS[1][1], STREET_LOOKS[0][1]]
    assert [len(one["lines"]) for one in drawn] == [1, 1, 1]


def test_water_lies_on_green_and_what_is_far_is_left_out():
    box = [116.0, 39.0, 116.1, 39.1]
    background = gpd.GeoDataFrame(
        {"kind": ["water", "green", "green"]}, geometry=[shapely.box(116, 39, 116.05, 39.05), shapely.box(116, 39, 116.1, 39.1), shapely.box(120, 39, 121, 40)],
        crs=EXCHANGE_CRS,
    )  # fmt: skip
    assert [shape["kind"] for shape in ground_shapes(background, box)] == ["green", "water"]
    assert ground_shapes(background.iloc[:0], box) == []


def test_subdistricts_are_those_of_the_layer_else_what_the_communities_make_up():
    areas = gpd.GeoDataFrame(
        {"subdistrict": ["甲", "甲", "", "乙"], "location": ["area", "derived", "area", "point"]},
        geometry=[shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(2, 0, 3, 1), shapely.box(4, 0, 5, 1)], crs=EXCHANGE_CRS,
    )  # fmt: skip
    (made,) = subdistrict_shapes(None, areas)
    assert (made["name"], len(made["rings"])) == ("甲", 1)
    assert unpacked(made["rings"][0]).max(axis=0).tolist() == [2, 1]
    layer = gpd.GeoDataFrame({"name": ["丙"]}, geometry=[shapely.box(0, 0, 9, 9)], crs=EXCHANGE_CRS)
    assert [shape["name"] for shape in subdistrict_shapes(layer, areas)] == ["丙"]
    assert subdistrict_shapes(None, areas.iloc[3:]) == []
