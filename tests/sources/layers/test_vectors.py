"""The layer that is meant of several, and cells that hold words and numbers only."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from xc_gis.errors import InputError
from xc_gis.sources.layers.vectors import chosen_layer, crs_of, layer_names, plain_values, read_geopackage, read_geoparquet

POINTS, TABLE = "Point", None


@pytest.mark.parametrize(
    ("layers", "wanted", "found"),
    [
        ([("a", POINTS)], None, "a"), ([("a", TABLE)], None, "a"), ([("a", POINTS), ("b", TABLE)], None, "a"), ([("a", POINTS), ("b", POINTS)], "b", "b"), ([("a", POINTS), ("layer_styles", TABLE), ("gpkg_x", POINTS), ("RTREE_a", POINTS)], None, "a"),
        ([("layer_styles", TABLE), ("a", POINTS)], "layer_styles", "layer_styles"),
    ],
)  # fmt: skip
def test_the_layer_that_is_named_or_the_only_one_is_meant(layers, wanted, found):
    assert chosen_layer(layers, "a.gpkg", wanted) == found


@pytest.mark.parametrize(
    ("layers", "wanted", "words"),
    [
        ([("a", POINTS), ("b", POINTS)], None, "a.gpkg 有 2 个图层:a、b"),
        ([("社区", POINTS)], "社區", "a.gpkg 没有图层 “社區”(现有:社区)"),
        ([], None, "a.gpkg 中没有图层"),
        ([("gpkg_contents", TABLE)], None, "a.gpkg 中没有图层"),
    ],
)
def test_several_or_none_are_told(layers, wanted, words):
    with pytest.raises(InputError) as caught:
        chosen_layer(layers, "a.gpkg", wanted)
    assert caught.value.message == words


def test_lists_and_records_are_text_and_bytes_nothing():
    frame = gpd.GeoDataFrame(
        {"a": pd.Series([["甲", 1], {"b": None}, np.array([1, 2]), b"x", "w", None], dtype=object)},
        geometry=[shapely.Point(0, 0)] * 6,
    ).rename_geometry("shape")
    found = plain_values(frame)
    assert found["a"].dropna().tolist() == ['["甲", 1]', '{"b": null}', "[1, 2]", "w"]
    assert found["a"].isna().tolist() == [False, False, False, True, False, True]
    assert found.geometry.name == "geometry"


def test_layers_of_a_file_are_offered_and_read(tmp_path):
    frame = gpd.GeoDataFrame({"name": ["甲"]}, geometry=[shapely.Point(1, 1)], crs="EPSG:4548")
    for layer in ("社区", "街道"):
        frame.to_file(tmp_path / "a.gpkg", layer=layer)
    assert layer_names(tmp_path / "a.gpkg", "a.gpkg") == ("社区", "街道")
    found, given = read_geopackage(tmp_path / "a.gpkg", "a.gpkg", "街道")
    assert (found["name"].tolist(), given.to_epsg()) == (["甲"], 4548)
    (tmp_path / "b.gpkg").write_bytes(b"SQLite format 3\0half")
    with pytest.raises(InputError, match=r"b\.gpkg 不是可读的 GeoPackage，内容不完整或已损坏"):
        layer_names(tmp_path / "b.gpkg", "b.gpkg")


def test_parquet_with_and_without_places(tmp_path):
    pd.DataFrame({"a": [1]}).to_parquet(tmp_path / "t.parquet")
    assert crs_of(read_geoparquet(tmp_path / "t.parquet", "t")) is None
    gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(1, 1)], crs="EPSG:4548").to_parquet(tmp_path / "g.parquet")
    assert crs_of(read_geoparquet(tmp_path / "g.parquet", "g")).to_epsg() == 4548
    (tmp_path / "x.parquet").write_bytes(b"PAR1half")
    with pytest.raises(InputError, match=r"x 不是可读的 Parquet"):
        read_geoparquet(tmp_path / "x.parquet", "x")
