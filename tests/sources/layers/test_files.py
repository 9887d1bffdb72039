"""A layer's file by its content: what another name says is told, what is no layer refused."""

import geopandas as gpd
import pytest
import shapely

from xc_gis.errors import InputError
from xc_gis.sources.layers.files import read_file
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.tables import LayerTable

FRAME = gpd.GeoDataFrame({"name": ["甲", "乙"]}, geometry=[shapely.Point(116, 39), None], crs="EPSG:4326")


def read(path):
    notes = Notes(path.name, "communities")
    frame, given = read_file(path, LayerTable(path=path.name), notes)
    return frame, given, [str(f.text) for f in notes.findings if f.topic == "encoding"]


@pytest.mark.parametrize(
    ("written_as", "called", "told"),
    [
        ("a.gpkg", "a.gpkg", ""),
        ("a.gpkg", "a.json", "后缀是 .json，内容是 GeoPackage，已按 GeoPackage 读取"),
        ("a.geojson", "a.json", ""),
        ("a.geojson", "a.csv", "内容是 GeoJSON"),
        ("a.parquet", "a.geoparquet", ""),
        ("a.parquet", "a.xlsx", "内容是 Parquet"),
    ],
)
def test_the_content_counts_and_another_name_is_told(tmp_path, written_as, called, told):
    path = tmp_path / written_as
    FRAME.to_parquet(path) if path.suffix == ".parquet" else FRAME.to_file(path)
    frame, given, heard = read(path.rename(tmp_path / called))
    assert frame["name"].tolist() == ["甲", "乙"]
    assert frame[ROW].tolist() == [2, 3]  # the first feature stands below its heading
    assert given is not None
    assert told in "".join(heard)
    assert bool(heard) is bool(told)


def test_a_table_has_no_system_of_its_own(tmp_path):
    (tmp_path / "a.csv").write_text("名称,地址\n甲,1号\n", encoding="utf-8")
    frame, given, _ = read(tmp_path / "a.csv")
    assert given is None
    assert type(frame).__name__ == "DataFrame"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "a.csv 是空文件"), ("a.gpkg", b"hello world", "a.gpkg 的内容不是 GeoPackage"), ("a.shp", b"hello", "a.shp 的内容不是 shapefile"), ("a.xyz", b"hello", "a.xyz 的格式无法识别"), ("a.tif", b"II*\0" + bytes(20), "是栅格"),
        ("a.csv", "名称,地址\n".encode(), "a.csv 没有任何数据行"), ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "没有"),
    ],
)  # fmt: skip
def test_what_is_no_layer_is_refused_by_its_name(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read(tmp_path / name)
    assert words in caught.value.message
