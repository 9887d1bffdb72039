"""A file is read as what it is, whatever its name; what cannot be read is named as what it is, with what to do."""

import io
import json
import shutil
import zipfile

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely

from tests.fixtures.spoilt_files import XML_SHEET
from xc_gis.errors import InputError
from xc_gis.files.kinds import FOREIGN
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language, msg
from xc_gis.sources.layers.files import read_file
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.tables import LayerTable

ROWS = [("编号", "名称", "经度", "纬度"), ("F1", "西站", "116.3", "39.9"), ("F2", "东站", "116.4", "39.9")]


def read(path, **keys):
    notes = Notes(path.name, "facilities.0")
    frame, _ = read_file(path, LayerTable(path=path.name, **keys), notes)
    return frame, notes.findings


def refused(path, **keys):
    with pytest.raises(InputError) as caught:
        read(path, **keys)
    assert caught.value.message.startswith(path.name)
    return caught.value.message


def packed(**parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def workbook():
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def xml_sheet(rows=ROWS):
    cells = "".join("<Row>" + "".join(f'<Cell><Data ss:Type="String">{c}</Data></Cell>' for c in row) + "</Row>" for row in rows)
    return XML_SHEET.format(cells)


TEXT = "\n".join(",".join(row) for row in ROWS)
HTML = "<html><table>" + "".join("<tr>" + "".join(f"<td>{c}" for c in row) + "</tr>" for row in ROWS) + "</table></html>"
POINTS = gpd.GeoDataFrame(
    pd.DataFrame(ROWS[1:], columns=list(ROWS[0])), geometry=gpd.points_from_xy([116.3, 116.4], [39.9, 39.9]), crs="EPSG:4326"
)
GEOJSON = POINTS.to_json(drop_id=True)
KML = (
    "<kml><Document>"
    + "".join(
        f"<Placemark><name>{r[1]}</name><Point><coordinates>{r[2]},{r[3]}</coordinates></Point></Placemark>" for r in ROWS[1:]
    )
    + "</Document></kml>"
)


def stream(name):
    """A compound file (OLE) of which only the head and the name of a stream are right."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + name.encode("utf-16-le") + b"\0" * 80


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("表.xls", workbook()), ("表.csv", workbook()), ("表.et", workbook()), ("表.geojson", workbook()), ("表.dat", workbook()),
        ("表.xlsx", TEXT.encode()), ("表.xls", TEXT.encode("gb18030")), ("表.ods", TEXT.encode()),
        ("表.xls", HTML.encode()), ("表.xlsx", HTML.encode("gb18030")), ("表.html", HTML.encode()),
        ("表.xls", xml_sheet().encode()), ("表.xml", xml_sheet().encode()), ("表.xlsx", xml_sheet().encode("utf-16")),
        ("表.xls", xml_sheet().replace('"1.0"?', '"1.0" encoding="GB2312"?', 1).encode("gb2312")),
        ("点.geojson", GEOJSON.encode()), ("点.json", GEOJSON.encode("utf-8-sig")), ("点.csv", GEOJSON.encode()), ("点.txt", GEOJSON.encode()),
        ("点.geojson", GEOJSON.encode("utf-16")), ("点.geojson", json.dumps(json.loads(GEOJSON), ensure_ascii=False).encode("gb18030")),
        ("点.kml", KML.encode()), ("点.xml", KML.encode()), ("点.kml", ('<?xml version="1.0" encoding="GBK"?>' + KML).encode("gbk")), ("点.zip", packed(doc=KML, a__kml="x").replace(b"doc", b"doc")),
    ],
)  # fmt: skip
def test_a_file_is_read_as_what_it_is(tmp_path, name, content):
    if name == "点.zip":
        content = packed(**{"doc.kml": KML})
    (tmp_path / name).write_bytes(content)
    frame, _ = read(tmp_path / name)
    words = frame["name" if "name" in frame.columns else "名称"]
    assert words.tolist() == ["西站", "东站"]


@pytest.mark.parametrize(("driver", "suffix"), [("GPKG", ".gpkg"), ("Parquet", ".parquet"), ("ESRI Shapefile", ".shp")])
def test_a_layer_of_another_name_is_read_and_told(tmp_path, driver, suffix):
    right = tmp_path / f"点{suffix}"
    if driver == "Parquet":
        POINTS.to_parquet(right)
    else:
        pyogrio.write_dataframe(POINTS, right, driver=driver, encoding="UTF-8" if suffix == ".shp" else None)
    if suffix != ".shp":
        right = right.rename(tmp_path / "点.csv")
    frame, findings = read(right)
    assert frame["名称"].tolist() == ["西站", "东站"]
    assert any("后缀是 .csv" in found.text for found in findings) == (suffix != ".shp")


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("表.doc", stream("WordDocument"), "Word 文档"), ("表.docx", packed(word__document="x"), "Word 文档"), ("表.xls", stream("WordDocument"), "Word 文档"),
        ("表.pptx", packed(ppt__slide="x"), "演示文稿"), ("表.pdf", b"%PDF-1.7\n", "PDF"), ("表.xlsx", b"%PDF-1.7\n", "PDF"), ("表.rtf", b"{\\rtf1", "RTF"),
        ("表.msg", stream("__nameid_version1.0"), "邮件"), ("库.mdb", b"\0\1\0\0Standard Jet DB\0", "Access"), ("库.accdb", b"\0\1\0\0Standard ACE DB\0", "Access"),
        ("图.dwg", b"AC1027" + b"\0" * 50, "CAD"), ("图.dxf", b"  0\r\nSECTION\r\n  2\r\nHEADER\r\n", "CAD"), ("包.rar", b"Rar!\x1a\x07\x00", "RAR"), ("包.7z", b"7z\xbc\xaf\x27\x1c", "7z"),
        ("包.zip", packed(a="x"), "压缩包"), ("社区.zip", packed(**{"社区.shp": "x"}), "shapefile"), ("表.csv.gz", b"\x1f\x8b\x08\0", "压缩文件"),
        ("表.xlsx.lnk", b"L\0\0\0\x01\x14\x02\0", "快捷方式"), ("表.url", b"[InternetShortcut]\n", "快捷方式"), ("扫描.png", b"\x89PNG\r\n", "图片"), ("扫描.xlsx", b"\xff\xd8\xff\xe0", "图片"),
        ("社区.prj", b"GEOGCS[]", "附属文件"), ("社区.shx", b"\0\0\x27\x0a", "附属文件"), ("工程.qgs", b"<!DOCTYPE qgis><qgis/>", "地图工程"), ("工程.qgz", packed(**{"a.qgs": "x"}), "地图工程"),
        ("图.tab", b"!table\n", "MapInfo"), ("轨迹.gpx", b"<?xml version='1.0'?><gpx/>", "GPX"), ("图.svg", b"<svg/>", "SVG"), ("~$表.xlsx", b"\x05user", "临时文件"),
        ("表.xlsx.crdownload", b"PK\x03\x04", "没有下载完"), ("表.csv", b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"), ("表.numbers", packed(Index__Document="", **{"Index/Document.iwa": ""}), "Numbers"),
        ("路.osm", b"<?xml version='1.0'?><osm version='0.6'/>", "OpenStreetMap"), ("图.tif", b"II*\0", "栅格"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(tmp_path, name, content, word):
    (tmp_path / name).write_bytes(content)
    message = refused(tmp_path / name)
    assert word in message
    assert "\n" not in message
    assert "已损坏" not in message


def test_every_kind_has_its_english_words():
    for what, hint in FOREIGN.values():
        reported = in_language(msg("{shown} 是{what}，不能直接读取", shown="a.x", what=what), "en")
        assert not CHINESE.search(reported), reported
        assert not CHINESE.search(in_language(hint, "en")), hint


@pytest.mark.parametrize(
    "name", ["表.csv", "表.xlsx", "表.xls", "点.geojson", "点.gpkg", "点.kml", "社区.shp", "表.dbf", "表.et"]
)
def test_a_file_of_no_bytes_is_said_to_be_empty(tmp_path, name):
    (tmp_path / name).write_bytes(b"")
    assert "空文件" in refused(tmp_path / name)


@pytest.mark.parametrize("name", ["点.geojson", "点.gpkg", "点.kml", "点.parquet", "点.shp", "表.abc"])
def test_text_that_is_no_layer_is_refused_by_its_suffix(tmp_path, name):
    (tmp_path / name).write_text("这是一封信\n", encoding="utf-8")
    assert "的内容不是" in refused(tmp_path / name) or "格式无法识别" in refused(tmp_path / name)


def test_a_password_is_named(tmp_path):
    (tmp_path / "表.xlsx").write_bytes(stream("EncryptedPackage"))
    assert "设有密码" in refused(tmp_path / "表.xlsx")


def test_half_a_workbook_is_said_to_be_damaged(tmp_path):
    (tmp_path / "表.xlsx").write_bytes(workbook()[:2000])
    assert "已损坏" in refused(tmp_path / "表.xlsx")


def test_one_word_in_the_last_cell_of_a_sheet_does_not_fill_the_memory(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["名称"])
    book.active.cell(1_048_576, 16_384, "x")
    book.save(tmp_path / "表.xlsx")
    assert "XFD1048576" in refused(tmp_path / "表.xlsx")


def test_cells_of_an_xml_spreadsheet_keep_their_columns_and_rows(tmp_path):
    row = '<Row ss:Index="3"><Cell><Data ss:Type="Number">110102001001</Data></Cell><Cell ss:Index="4"><Data ss:Type="DateTime">2026-06-30T00:00:00.000</Data></Cell></Row>'
    text = xml_sheet([("编号", "名称", "床位", "日期")]).replace("</Table>", row + "</Table>")
    (tmp_path / "表.xls").write_text(text, encoding="utf-8")
    frame, _ = read(tmp_path / "表.xls")
    assert frame.drop(columns="__row__").to_numpy().tolist() == [["110102001001", "", "", "2026-06-30"]]
    assert frame["__row__"].tolist() == [3]


def test_a_formula_without_a_result_is_told_in_both_kinds_of_workbook(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["名称", "人数"])
    book.active.append(["甲", "=1+1"])
    book.save(tmp_path / "表.xlsx")
    old = xml_sheet([("名称", "人数")]).replace(
        "</Table>", '<Row><Cell><Data ss:Type="String">甲</Data></Cell><Cell ss:Formula="=1+1"/></Row></Table>'
    )
    (tmp_path / "表.xls").write_text(old, encoding="utf-8")
    for name in ("表.xlsx", "表.xls"):
        _, findings = read(tmp_path / name)
        assert any("公式没有保存计算结果" in found.text for found in findings), name


def test_a_list_whose_places_are_formulas_without_results_says_so(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["名称", "经度", "纬度"])
    book.active.append(["甲", "=116+0.3", "=39.9"])
    book.save(tmp_path / "表.xlsx")
    with pytest.raises(InputError) as caught:
        read(tmp_path / "表.xlsx")
    assert "2 个公式没有保存计算结果" in str(caught.value)


def test_tables_that_programs_keep_are_no_layers(tmp_path):
    path = tmp_path / "社区.gpkg"
    pyogrio.write_dataframe(POINTS, path, layer="社区")
    for name in ("layer_styles", "qgis_projects", "说明"):
        pyogrio.write_dataframe(pd.DataFrame({"styleName": ["a"]}), path, layer=name, append=True)
    assert read(path)[0]["名称"].tolist() == ["西站", "东站"]
    assert read(path, layer="说明")[0]["styleName"].tolist() == ["a"]
    assert "现有:社区、说明" in refused(path, layer="街道")
    pyogrio.write_dataframe(POINTS, path, layer="街道", append=True)
    assert "有 2 个图层:社区、街道" in refused(path)


def test_a_table_of_a_geopackage_is_read_without_geometry(tmp_path):
    path = tmp_path / "表.gpkg"
    pyogrio.write_dataframe(pd.DataFrame(POINTS.drop(columns="geometry")), path, layer="机构")
    frame, _ = read(path)
    assert not isinstance(frame, gpd.GeoDataFrame)
    assert frame["经度"].tolist() == ["116.3", "116.4"]


def test_records_within_a_cell_are_words(tmp_path):
    feature = {
        "type": "Feature",
        "properties": {"名称": "甲", "标签": {"层": [1, 2]}},
        "geometry": {"type": "Point", "coordinates": [116.3, 39.9]},
    }
    (tmp_path / "点.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert read(tmp_path / "点.geojson")[0]["标签"].tolist() == ['{"层": [1, 2]}']


def test_a_shapefile_and_its_copy_under_an_odd_name_read_alike(tmp_path):
    pyogrio.write_dataframe(POINTS, tmp_path / "点.shp", encoding="UTF-8")
    odd = tmp_path / "!a;b %20#?"
    odd.mkdir()
    for part in tmp_path.glob("点.*"):
        shutil.copy(part, odd / part.name.replace("点", "!点;1"))
    assert read(odd / "!点;1.shp")[0]["名称"].tolist() == read(tmp_path / "点.shp")[0]["名称"].tolist()
    assert shapely.equals(read(odd / "!点;1.shp")[0].geometry, read(tmp_path / "点.shp")[0].geometry).all()


@pytest.mark.parametrize("content", [b"a,b\n1,\x002\n", "名称,b\n甲\0,2\n".encode()])
def test_a_stray_zero_in_a_text_table_is_named_as_such(tmp_path, content):
    (tmp_path / "表.csv").write_bytes(content)
    assert "含有空字符" in refused(tmp_path / "表.csv")
