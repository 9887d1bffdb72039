"""Shapefiles: every part, and every word of their table, in whatever encoding it is and whatever is said of it."""

import geopandas as gpd
import pyogrio
import pytest
import shapely

from xc_gis.errors import InputError
from xc_gis.sources.layers.shapefile import read_shapefile
from xc_gis.sources.rows.notes import Notes

NAMES = ["西长安街社区服务站", "德胜门外大街便利店", "槐树胡同菜市场"]
STATES = ["正常营业", "已关闭", "装修中"]


def written(folder, encoding, *, cpg=None, driver=0, names=NAMES):
    """A shapefile with Chinese columns and words in an encoding, and with what it says of that."""
    points = [shapely.Point(116.3 + n / 100, 39.9) for n in range(len(names))]
    words = {"名称": names, "状态": STATES[: len(names)], "床位": range(len(names))}
    frame = gpd.GeoDataFrame({"名稱": names} if encoding == "CP950" else words, geometry=points, crs="EPSG:4326")
    path = folder / "机构.shp"
    pyogrio.write_dataframe(frame, path, encoding=encoding)
    (folder / "机构.cpg").unlink()
    if cpg is not None:
        (folder / "机构.cpg").write_bytes(cpg.encode())
    dbf = folder / "机构.dbf"
    raw = bytearray(dbf.read_bytes())
    raw[29] = driver
    dbf.write_bytes(raw)
    return path


def read(path, encoding=None):
    notes = Notes(path.name, "facilities.0")
    return read_shapefile(path, notes, encoding=encoding), notes.findings


@pytest.mark.parametrize(
    "cpg", [None, "UTF-8", "GBK", "936", "ANSI 936", "OEM", "GB2312", "ISO-8859-1", "1252", "Big5", "没有的编码", ""]
)
@pytest.mark.parametrize("encoding", ["GBK", "UTF-8"])
def test_words_are_read_right_whatever_the_cpg_says(tmp_path, encoding, cpg):
    frame, findings = read(written(tmp_path, encoding, cpg=cpg))
    assert frame["名称"].tolist() == NAMES
    assert frame["状态"].tolist() == STATES
    assert [found.topic for found in findings] == ["encoding"]
    assert findings[0].repair == {"encoding": "gb18030" if encoding == "GBK" else "utf-8"}


@pytest.mark.parametrize("driver", [0x00, 0x4D, 0x57, 0x03, 0x78])
def test_words_are_read_right_whatever_the_head_of_the_table_says(tmp_path, driver):
    frame, _ = read(written(tmp_path, "GBK", driver=driver))
    assert frame["状态"].tolist() == STATES


def test_traditional_characters_in_big5_are_read(tmp_path):
    names = ["臺北市政府社會局服務站", "國民小學圖書館", "衛生所"]
    frame, _ = read(written(tmp_path, "CP950", names=names))
    assert frame.iloc[:, 0].tolist() == names


@pytest.mark.parametrize(("cpg", "level"), [("UTF-8", "warning"), ("GBK", "info"), (None, "info"), ("ISO-8859-1", "info")])
def test_it_is_said_what_was_taken_and_where_the_cpg_is_wrong(tmp_path, cpg, level):
    _, (found,) = read(written(tmp_path, "GBK", cpg=cpg))
    assert found.level == level
    assert "GB18030" in found.text
    assert cpg in {None, "GBK"} or cpg in found.text


def test_an_encoding_of_the_study_is_taken_and_a_wrong_one_refused(tmp_path):
    path = written(tmp_path, "GBK", cpg="UTF-8")
    frame, findings = read(path, "gbk")
    assert frame["名称"].tolist() == NAMES
    assert not findings
    with pytest.raises(InputError, match="不是 UTF-8 编码"):
        read(path, "utf-8")
    with pytest.raises(InputError, match="没有名为"):
        read(path, "klingon")


def test_a_word_cut_off_within_a_character_keeps_the_rest(tmp_path):
    path = written(tmp_path, "UTF-8", names=["社" * 20 + "ab"])
    dbf = tmp_path / "机构.dbf"
    raw = dbf.read_bytes()
    at, width = raw.index("社".encode()), 80  # GDAL's width for texts
    dbf.write_bytes(raw[:at] + ("a" + "社" * 30).encode()[:width] + raw[at + width :])
    frame, _ = read(path)
    assert frame["名称"].tolist() == ["a" + "社" * ((width - 1) // 3)]


def test_western_names_stay_western(tmp_path):
    points = [shapely.Point(2.3, 48.8)] * 2
    frame = gpd.GeoDataFrame({"nom": ["Café Élysée", "Rue de la Santé"]}, geometry=points, crs="EPSG:4326")
    pyogrio.write_dataframe(frame, tmp_path / "机构.shp", encoding="ISO-8859-1")
    (tmp_path / "机构.cpg").write_text("ISO-8859-1")
    assert read(tmp_path / "机构.shp")[0]["nom"].tolist() == frame["nom"].tolist()


def test_a_damaged_word_is_named_by_its_row(tmp_path):
    names = [f"第{n}社区服务站" for n in range(120)]
    points = [shapely.Point(116.3, 39.9)] * len(names)
    pyogrio.write_dataframe(
        gpd.GeoDataFrame({"名称": names}, geometry=points, crs="EPSG:4326"), tmp_path / "机构.shp", encoding="UTF-8"
    )
    dbf = tmp_path / "机构.dbf"
    dbf.write_bytes(dbf.read_bytes().replace("第7社".encode(), b"\xe7\xac7\xe7\xa4\xbe\x20"))
    with pytest.raises(InputError, match="第 9 行第 1 列有损坏的文字"):
        read(tmp_path / "机构.shp")
