"""The table of a shapefile, read again by GDAL."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from xc_gis.report.gis.dbf import dbf
from xc_gis.report.gis.records import Layer
from xc_gis.report.gis.shapefile import write_shapefile

LONG = "很" * 200
FRAME = pd.DataFrame(
    {
        "name": ["西站", None, LONG], "count": pd.array([1, None, 30], dtype="Int64"), "share": [0.938271, np.nan, 0.0],
        "open": [True, False, True], "none": [np.nan, np.nan, np.nan],
    }
)  # fmt: skip


@pytest.mark.parametrize(("encoding", "letters"), [("gbk", 127), ("utf8", 84)])
def test_what_was_written_is_read_again_and_missing_is_not_zero(tmp_path, encoding, letters):
    places = gpd.GeoDataFrame(FRAME, geometry=shapely.points([[116.3, 39.9], [116.4, 39.9], [116.5, 39.9]]), crs="EPSG:4326")
    (lost,) = write_shapefile(Layer("places", "places", places, "Point", {}), tmp_path, encoding)
    assert (lost.row, lost.column, lost.is_cut) == (2, "name", True)
    read = pyogrio.read_dataframe(tmp_path / "places.shp")
    assert read["name"].tolist()[0] == "西站"
    assert pd.isna(read["name"][1]) or read["name"][1] == ""
    assert read["name"][2] == "很" * letters == lost.written
    assert pd.isna(read["count"][1])
    assert read["count"][[0, 2]].tolist() == [1, 30]
    assert read["share"][[0, 2]].tolist() == [0.938271, 0.0]
    assert pd.isna(read["share"][1])
    assert read["none"].isna().all()
    assert read["open"].astype(bool).tolist() == [True, False, True]


def test_letters_that_the_encoding_has_not_are_told():
    _content, lost = dbf(pd.DataFrame({"name": ["诊所\U0001f3e5"]}), {"name": "name"}, "gbk")
    assert [(one.text, one.written, one.is_cut) for one in lost] == [("诊所\U0001f3e5", "诊所?", False)]
    assert dbf(pd.DataFrame({"name": ["诊所\U0001f3e5"]}), {"name": "name"}, "utf-8")[1] == []


def test_a_table_without_rows_can_be_read(tmp_path):
    empty = gpd.GeoDataFrame(FRAME.iloc[:0], geometry=[], crs="EPSG:4326")
    assert write_shapefile(Layer("places", "places", empty, "Point", {}), tmp_path, "gbk") == []
    assert list(pyogrio.read_dataframe(tmp_path / "places.shp").columns) == [*FRAME.columns, "geometry"]
