"""Layers that lie more than 30 km apart end the run with both, for nobody can say which of them is right."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from xc_gis.errors import InputError
from xc_gis.sources.load.layers_apart import _places, _refuse

HERE = np.array([[116.3, 39.9]])
KM_OF_A_DEGREE = 111.2
"""Of latitude on a sphere of 6371 km."""


@pytest.mark.parametrize(("km", "refused"), [(0.0, False), (29.0, False), (31.0, True)])
def test_thirty_kilometres_are_the_limit(km, refused):
    there = HERE + np.array([0.0, km / KM_OF_A_DEGREE])
    if refused:
        with pytest.raises(
            InputError, match=r"a 的社区与 b 的路网相距约 31 公里：社区在东经 116.*附近，路网在东经 116"
        ) as caught:
            _refuse("a", "社区", HERE, "b", "路网", there)
        assert "crs" in caught.value.hint
    else:
        _refuse("a", "社区", HERE, "b", "路网", there)


def test_the_nearest_places_count_and_what_has_none_is_nowhere():
    far = HERE + np.array([5.0, 0.0])
    _refuse("a", "社区", np.vstack([HERE, far]), "b", "路网", np.vstack([far, HERE]))
    _refuse("a", "社区", np.empty((0, 2)), "b", "路网", far)
    _refuse("a", "社区", HERE, "b", "路网", np.array([[np.nan, np.nan]]))


def test_places_of_a_layer_are_degrees_of_what_has_a_place():
    series = gpd.GeoSeries([shapely.Point(500_000, 4_420_000), None, shapely.Polygon()], crs="EPSG:4548")
    assert _places(series)[0].tolist() == pytest.approx([117.0, 39.91], abs=0.01)
    assert len(_places(series)) == 1
    assert _places(gpd.GeoSeries([None], crs="EPSG:4548")).shape == (0, 2)
