"""``study.gpkg``: the layers of a run in longitude and latitude, rows as in the tables, the same bytes twice."""

import contextlib
import sqlite3

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from xc_gis.errors import ResourceError
from xc_gis.report.tables.geopackage import write_geopackage, write_layers


def test_layers_have_the_rows_of_the_run(small):
    path = small.folder / "study.gpkg"
    counts = {name: pyogrio.read_info(path, layer=name)["features"] for name, _ in pyogrio.list_layers(path)}
    result = small.result
    assert counts == {
        "communities": 2, "coverage": 50, "gaps": len(result.gaps), "network": result.network.n_edges, "demand_points": 72, "facilities": 4,
    }  # fmt: skip
    for name in counts:
        assert pyogrio.read_info(path, layer=name)["crs"] == "EPSG:4326"


def test_stars_and_states_are_those_of_the_tables(small):
    communities = gpd.read_file(small.folder / "study.gpkg", layer="communities").set_index("community_id")
    rating = pd.read_csv(small.folder / "rating.csv").set_index("community_id")
    assert communities["stars_high"].tolist() == rating["stars_high"].tolist()
    demand = gpd.read_file(small.folder / "study.gpkg", layer="demand_points")
    assert demand["state_MED"].tolist() == small.result.demand["state_MED"].tolist()
    facilities = gpd.read_file(small.folder / "study.gpkg", layer="facilities")
    assert facilities.geometry.isna().sum() == 1


def test_the_same_run_gives_the_same_bytes(small, tmp_path):
    write_geopackage(small.result, tmp_path / "again.gpkg")
    assert (tmp_path / "again.gpkg").read_bytes() == (small.folder / "study.gpkg").read_bytes()


def test_the_form_is_one_that_every_qgis_3_reads_without_a_warning(small):
    with contextlib.closing(sqlite3.connect(small.folder / "study.gpkg")) as stored:
        assert stored.execute("PRAGMA user_version").fetchone() == (10200,)


def test_a_layer_without_rows_keeps_its_columns(tmp_path):
    empty = gpd.GeoDataFrame({"name": pd.Series([], dtype=object), "n": pd.Series([], dtype=float)}, geometry=[], crs="EPSG:4548")
    nowhere = gpd.GeoDataFrame({"name": ["x", None, 3]}, geometry=[None, None, None], crs="EPSG:4548")
    write_layers([("empty", empty), ("nowhere", nowhere)], tmp_path / "a.gpkg")
    assert list(pyogrio.read_info(tmp_path / "a.gpkg", layer="empty")["fields"]) == ["name", "n"]
    assert gpd.read_file(tmp_path / "a.gpkg", layer="nowhere")["name"].tolist()[0] == "x"


def test_a_file_that_lost_rows_is_told(tmp_path, monkeypatch):
    frame = gpd.GeoDataFrame({"n": [1, 2]}, geometry=[shapely.Point(0, 0), shapely.Point(1, 1)], crs="EPSG:4326")
    write = pyogrio.write_dataframe
    monkeypatch.setattr(pyogrio, "write_dataframe", lambda frame, *args, **named: write(frame.iloc[:1], *args, **named))
    with pytest.raises(ResourceError):
        write_layers([("a", frame)], tmp_path / "a.gpkg")
