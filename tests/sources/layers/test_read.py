"""A layer: columns by their names, places in the analysis system, each row under its number."""

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.layers.read import read_layer
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.study.named_files import LayerSource, StudyFiles
from xc_gis.sources.study.tables import LayerTable


def read(folder, text, *, needed=(), places_needed=True, reading=None, **keys):
    (folder / "a.csv").write_text(text, encoding="utf-8")
    source = LayerSource("facilities.0", LayerTable(path="a.csv", **keys), StudyFiles(folder, "study.toml"))
    return read_layer(source, "EPSG:4548", needed=needed, places_needed=places_needed, reading=reading)


WGS = {"crs": "EPSG:4326"}
TEXT = "名称,地址,经度,纬度\n甲,1号,117,39.9\n乙,2号,,\n"


def test_rows_keep_their_number_and_places_come_to_the_analysis_system(tmp_path):
    layer = read(tmp_path, TEXT, **WGS)
    assert layer.frame[ROW].tolist() == [2, 3]
    assert layer.frame.geometry[0].x == pytest.approx(500_000, abs=0.01)  # 117 degrees are the central meridian
    assert layer.frame.geometry[1] is None
    assert [bool(str(reason)) for reason in layer.bad_place] == [False, True]
    assert layer.crs == "EPSG:4326"


def test_swapped_axes_and_a_system_for_each_row(tmp_path):
    swapped = read(tmp_path, "名称,经度,纬度\n甲,39.9,117\n", axes="lat,lon", **WGS)
    assert swapped.frame.geometry[0].x == pytest.approx(500_000, abs=0.01)
    mixed = read(tmp_path, "名称,经度,纬度,系\n甲,117,39.9,WGS84\n乙,117,39.9,GCJ-02\n", crs_column="系")
    assert mixed.crs == "EPSG:4326、GCJ-02"
    assert 100 < mixed.frame.geometry[0].distance(mixed.frame.geometry[1]) < 1500


@pytest.mark.parametrize(
    ("text", "keys", "words"),
    [
        (TEXT, {"columns": {"name": "名称2"}, **WGS}, "a.csv 没有列 “名称2”(columns.name;现有:名称、地址、经度、纬度)"), ("x,经度,纬度\n甲,117,39.9\n", {"needed": ("community_id",), **WGS}, "a.csv 缺少列 社区编号（community_id）；现有：x、经度、纬度"), (TEXT, {}, "a.csv 没有声明坐标系"),
        (TEXT, {"crs": "本地"}, "不认识坐标系 “本地”"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_with_what_there_is(tmp_path, text, keys, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, text, **keys)
    assert words in caught.value.message
    assert caught.value.hint


def test_a_column_that_the_study_names_takes_the_place_of_one_of_that_name(tmp_path):
    layer = read(tmp_path, "name,真名,经度,纬度\n旧,新,117,39.9\n", columns={"name": "真名", "lon": "经度", "lat": "纬度"}, **WGS)
    assert layer.frame["name"].tolist() == ["新"]


def test_names_alone_are_in_no_system_and_a_place_that_cannot_be_is_none(tmp_path):
    assert read(tmp_path, "名称,地址\n甲,1号\n", places_needed=False).crs == ""
    layer = read(tmp_path, "名称,x,y\n甲,39500000,4420000\n乙,1e300,1e300\n", columns={"lon": "x", "lat": "y"}, crs="EPSG:4527")
    assert layer.frame.geometry[0].x == pytest.approx(500_000, abs=0.01)  # the belt 39 stands before the easting
    assert layer.frame.geometry[1] is None
    assert layer.bad_place.tolist() == ["", "坐标不是有效的经纬度或平面坐标"]


def test_rough_numbers_are_used_and_told(tmp_path):
    layer = read(
        tmp_path,
        "名称,经度,纬度,residents\n甲,117,39.9,约120\n",
        columns={"residents": "residents", "lon": "经度", "lat": "纬度"},
        **WGS,
    )
    assert [f.text for f in layer.findings if "约数" in f.text] == ["residents 有 1 个约数(如 “约120”,第 2 行),按所写的数使用"]


def test_what_was_read_is_a_reference_for_the_next(tmp_path):
    reading = Reading("EPSG:4548")
    read(tmp_path, TEXT.replace("甲", "人民医院"), reading=reading, **WGS)
    assert set(reading.references.known_beside("b.csv")) == {"人民医院"}
