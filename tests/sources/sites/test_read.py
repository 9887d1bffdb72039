"""Candidate sites and areas out of files as offices have them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.small_study import BEIJING, degrees
from xc_gis.errors import InputError
from xc_gis.sources.sites.read import read_areas, read_sites
from xc_gis.units import EXCHANGE_CRS

GROUND = shapely.transform(shapely.box(0, 0, 2400, 1200), lambda p: p + BEIJING.origin)


def table(folder, head: str, *rows: str):
    path = folder / "premises.csv"
    places = degrees([(410.0, 410.0), (810.0, 410.0), (1210.0, 410.0)])
    lines = [f"{lon:.8f},{lat:.8f},{row}" for (lon, lat), row in zip(places, rows, strict=False)]
    path.write_text("\n".join([f"经度,纬度,{head}", *lines]) + "\n", encoding="utf-8")
    return path


def read(path, crs="EPSG:4326"):
    return read_sites(path, crs, BEIJING.crs, GROUND, 1500.0)


def test_columns_are_found_by_their_headings(tmp_path):
    layer = read(table(tmp_path, "空间编号,名称,改造费用,服务人数", "Z2,旧仓库,1.5万,200人", "Z1,旧车间,,"))
    assert layer.frame["site_id"].tolist() == ["Z1", "Z2"]
    assert layer.frame["name"].tolist() == ["旧车间", "旧仓库"]
    assert layer.frame["cost"].tolist()[1] == 15000.0
    assert np.isnan(layer.frame["cost"].iloc[0])
    assert layer.frame["capacity"].tolist()[1] == 200.0
    assert layer.left_out == ()
    assert not layer.frame["building"].any()


def test_rows_without_ids_are_called_by_file_and_row(tmp_path):
    assert read(table(tmp_path, "名称", "甲", "乙")).frame["site_id"].tolist() == ["premises:2", "premises:3"]


def test_an_outline_is_a_building(tmp_path):
    path = tmp_path / "premises.geojson"
    house = shapely.transform(shapely.box(400, 400, 430, 430), lambda p: p + BEIJING.origin)
    gpd.GeoDataFrame({"id": ["H"], "name": ["楼"]}, geometry=[house], crs=BEIJING.crs).to_crs(EXCHANGE_CRS).to_file(path)
    layer = read(path, None)
    assert layer.frame["building"].tolist() == [True]
    assert layer.frame.geometry.area.iloc[0] == pytest.approx(900, rel=0.001)


def test_a_table_that_does_not_say_its_system_is_refused(tmp_path):
    with pytest.raises(InputError, match="没有声明坐标系"):
        read(table(tmp_path, "名称", "甲"), None)


def test_areas_are_polygons(tmp_path):
    path = tmp_path / "areas.geojson"
    gpd.GeoDataFrame(geometry=[GROUND], crs=BEIJING.crs).to_crs(EXCHANGE_CRS).to_file(path)
    areas, sha256 = read_areas(path, None, BEIJING.crs)
    assert areas[0].area == pytest.approx(GROUND.area, rel=0.001)
    assert len(sha256) == 64
