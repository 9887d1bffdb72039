"""Where each row is: geometry, outlines as text, two columns, two numbers in a cell; why a row has no place."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from xc_gis.errors import CrsError, InputError
from xc_gis.sources.layers.places import find_places
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_reasons import (
    EMPTY_GEOMETRY,
    NO_COORDINATES,
    NO_GEOMETRY,
    NO_NUMBERS,
    UNREADABLE_WKT,
    ZERO_COORDINATES,
)
from xc_gis.sources.rows.notes import Notes


def places(frame=None, *, needed=True, table="facilities.0", **columns):
    if frame is None:
        frame = pd.DataFrame({k: pd.Series(v, dtype=object) for k, v in columns.items()})
    frame[ROW] = range(2, len(frame) + 2)
    notes = Notes("a.csv", table)
    geometry, bad, given = find_places(frame, None, notes, places_needed=needed)
    return (
        [None if g is None else shapely.get_coordinates(g)[0].tolist() for g in geometry],
        [str(b) for b in bad],
        given,
        [str(f.text) for f in notes.findings],
    )


def test_two_columns_are_places_or_a_reason():
    found, bad, _, _ = places(lon=["116.3", "", "0", "x", "116.3", "inf"], lat=["39.9", "39.9", "0", "39.9", None, "1"])
    assert found == [[116.3, 39.9], None, None, None, None, None]
    assert bad == [
        "",
        NO_COORDINATES.text(),
        ZERO_COORDINATES.text(),
        NO_NUMBERS.text(),
        NO_COORDINATES.text(),
        NO_NUMBERS.text(),
    ]


def test_degrees_and_minutes_are_told_with_an_example():
    found, _, _, told = places(lon=["116°30'00\"", "116.5"], lat=["39°30'", "39.5"])
    assert np.allclose(found, [[116.5, 39.5], [116.5, 39.5]])
    assert told == ["1 行的坐标写成度分秒(如 “116°30'00\"”,第 2 行),已换算为度"]


def test_two_numbers_in_a_cell_are_a_place():
    found, bad, _, _ = places(lonlat=["116.3,39.9", "甲", ""])
    assert found == [[116.3, 39.9], None, None]
    assert bad == ["", NO_NUMBERS.text(), NO_COORDINATES.text()]


def test_outlines_as_text_bring_their_system():
    found, bad, given, _ = places(wkt=["SRID=4490;POINT (1 2)", "POINT (1", ""])
    assert found == [[1, 2], None, None]
    assert bad == ["", UNREADABLE_WKT.text(), NO_GEOMETRY.text()]
    assert given.to_epsg() == 4490


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["SRID=4490;POINT (1 2)", "SRID=4326;POINT (1 2)"], "混有几种坐标系:EPSG:4326、EPSG:4490"),
        (["SRID=999999;POINT (1 2)"], "写了不存在的坐标系代码"),
    ],
)
def test_two_systems_in_one_column_and_one_that_is_none_are_refused(cells, words):
    with pytest.raises(CrsError, match=words):
        places(wkt=cells)


@pytest.mark.filterwarnings("ignore:GeoSeries.notna")
def test_geometry_of_the_format_is_a_place_unless_it_is_empty():
    frame = gpd.GeoDataFrame({"lon": ["9"] * 3, "lat": ["9"] * 3}, geometry=[shapely.Point(1, 2), None, shapely.Polygon()])
    found, bad, _, _ = places(frame)
    assert found == [[1, 2], None, None]
    assert bad == ["", NO_GEOMETRY.text(), EMPTY_GEOMETRY.text()]


def test_without_any_place_it_depends_on_whether_one_is_needed():
    assert places(name=["甲"], needed=False)[:2] == ([None], ["没有坐标"])
    with pytest.raises(InputError, match=r"a\.csv 没有坐标列\(现有:name\)") as caught:
        places(name=["甲"])
    assert caught.value.repairs == ({"place_by": "address"},)
    with pytest.raises(InputError) as caught:
        places(name=["甲"], table="residents")
    assert caught.value.repairs == ()
    with pytest.raises(InputError, match=r"a\.csv 的 2 行都没有可用的坐标"):
        places(lon=["", "x"], lat=["", "y"])
    with pytest.raises(InputError, match=r"a\.csv 的 1 行都没有几何"):
        places(gpd.GeoDataFrame({"a": ["1"]}, geometry=[None]))
