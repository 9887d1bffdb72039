"""Shapes that are moved from one system to another are those that geopandas moves."""

import geopandas as gpd
import numpy as np
import shapely
from geopandas.array import TransformerFromCRS

from xc_gis.areas.projection import between, moved


def test_shapes_move_as_those_of_geopandas_and_missing_ones_stay_missing():
    shapes = np.array(
        [shapely.Point(116.36, 39.9), None, shapely.box(116.3, 39.8, 116.4, 39.9), shapely.MultiPoint([(117, 40), (118, 41)])]
    )
    expected = gpd.GeoSeries(shapes, crs="EPSG:4326").to_crs("EPSG:4548").to_numpy()
    found = moved(shapes, "EPSG:4326", "EPSG:4548")
    assert found[1] is None
    assert [shape.wkb for shape in found if shape is not None] == [shape.wkb for shape in expected if shape is not None]


def test_what_changes_coordinates_is_made_once():
    assert between("EPSG:4326", "EPSG:4548") is between("EPSG:4326", "EPSG:4548")
    assert between("EPSG:4548", "EPSG:4326") is not between("EPSG:4326", "EPSG:4548")


def test_geopandas_uses_what_was_made_and_makes_none_of_its_own():
    between("EPSG:4326", "EPSG:4547")
    made = TransformerFromCRS.cache_info().misses
    gpd.GeoSeries([shapely.Point(114.3, 30.6)], crs="EPSG:4326").to_crs("EPSG:4547")
    assert TransformerFromCRS.cache_info().misses == made
