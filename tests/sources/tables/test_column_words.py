"""Columns under the names that offices and map exports give them; a list without names is told."""

import pandas as pd
import pytest
import shapely

from tests.fixtures.small_study import degrees, edit, write_small_study
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.operations.study import read_study
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.column_roles import guess_roles


def guess(table="facilities.0", **columns):
    frame = pd.DataFrame(columns, dtype=object)
    frame[ROW] = range(2, len(frame) + 2)
    return guess_roles(frame, Notes("表.csv", table), taken=(), wanted=None)


@pytest.mark.parametrize(
    "heading",
    ["名字", "机构", "单位", "点位", "站点", "门店", "场所", "网点", "药店名称", "菜市场名称", "站名", "点位名称", "POI名称", "驿站", "公厕名称", "养老机构名称(全称)", "店铺名", " 名 称 "],
)  # fmt: skip
def test_names_stand_under_many_headings(heading):
    assert guess(**{heading: ["甲站", "乙站", "丙站"]}) == {"name": heading}


def test_a_plain_name_is_taken_before_a_vague_one():
    assert guess(单位=["甲局", "乙局"], 名称=["甲站", "乙站"])["name"] == "名称"
    assert guess(机构=["甲局", "乙局"], 机构名称=["甲站", "乙站"])["name"] == "机构名称"


def test_a_vague_heading_whose_rows_repeat_is_no_name():
    assert "name" not in guess(单位=["个", "个", "个", "张"])
    assert "name" not in guess(机构=["卫健委"] * 9 + ["民政局"])


@pytest.mark.parametrize(
    ("x", "y"),
    [("x_east", "y_north"), ("X坐标", "Y坐标"), ("东坐标", "北坐标"), ("X(东)", "Y(北)"), ("X_East(m)", "Y_North(m)"), ("东向坐标", "北向坐标"), ("gcj02_lng", "gcj02_lat"), ("wgs84_lng", "wgs84_lat"), ("x_coord", "y_coord")],
)  # fmt: skip
def test_coordinates_stand_under_many_headings(x, y):
    assert guess(**{x: ["444000.5", "444001.5"], y: ["4417000.1", "4417001.2"]}) == {"lon": x, "lat": y}


WKT = "POINT (117.001 39.921)"


@pytest.mark.parametrize("heading", ["geometry", "the_geom", "geom", "WKT", "shape"])
@pytest.mark.parametrize("cell", [WKT, f"SRID=4326;{WKT}", shapely.to_wkb(shapely.from_wkt(WKT), hex=True)])
def test_a_column_of_outlines_in_a_table_gives_the_places(heading, cell):
    assert guess(**{heading: [cell, cell], "名称": ["甲", "乙"]}) == {"wkt": heading, "name": "名称"}


def write_list(folder, heads, rows, *, kind='type = "auto"', more=""):
    """The small study with a list of its own beside the first."""
    study = write_small_study(folder)
    lines = [",".join(heads), *(",".join(f'"{cell}"' for cell in row) for row in rows)]
    study.with_name("表.csv").write_text("\n".join(lines), encoding="utf-8")
    edit(
        study,
        lambda text: text.replace(
            "[[inventory]]", f'[[facilities]]\npath = "表.csv"\n{kind}\ncrs = "EPSG:4326"\n{more}\n[[inventory]]', 1
        ),
    )
    return read_study(study).data


def place(x, y):
    return degrees([(x, y)])[0]


def test_a_study_reads_a_table_with_a_column_called_geometry(tmp_path):
    rows = [(name, f"POINT ({lon:.8f} {lat:.8f})") for name, (lon, lat) in (("甲站", place(300, 205)), ("乙站", place(700, 405)))]
    data = write_list(tmp_path / "study", ["名字", "geometry"], rows, kind='type = "CHS"')
    assert {"甲站", "乙站"} <= set(data.facilities["name"])
    assert data.facilities.geometry.notna().all()


@pytest.mark.parametrize(
    ("heads", "cells"),
    [
        (["id", "name", "typecode", "location"], ("090102", "050900")), (["id", "name", "高德代码", "location"], ("90102", "50900")),
        (["id", "name", "type", "location"], ("医疗保健服务;综合医院;卫生院", "购物服务;超级市场;超市")),
    ],
)  # fmt: skip
def test_an_export_of_amap_tells_its_types_and_places(tmp_path, heads, cells):
    places = [",".join(f"{v:.7f}" for v in place(*xy)) for xy in ((300, 205), (700, 405))]
    rows = [("B1", "甲社区卫生服务站", cells[0], places[0]), ("B2", "乙药房", cells[1], places[1])]
    data = write_list(tmp_path / "study", heads, rows)
    reported = [f for f in data.findings if "高德分类" in f.text]
    assert [f.repair for f in reported] == [{"type_column": heads[2]}]
    assert not CHINESE.match(in_language(reported[0].text, "en"))
    assert dict(zip(data.facilities["facility_id"], data.facilities["type"], strict=True))["B1"] == "CHS"
    read = data.facilities.set_index("facility_id").loc["B1"].geometry
    home = data.facilities.set_index("facility_id").loc["F1"].geometry
    assert read.x - home.x == pytest.approx(200, abs=0.5)


def test_a_list_without_a_column_of_names_is_told(tmp_path):
    rows = [("甲站的说明", *place(300, 205)), ("乙站的说明", *place(700, 405))]
    data = write_list(tmp_path / "study", ["奇怪的列", "经度", "纬度"], rows, kind='type = "CHS"')
    (text,) = [text for text in data.warnings if "没有认出名称列" in text]
    assert all(word in text for word in ("表.csv", "奇怪的列", "2 行", "最像的是 “奇怪的列”"))
    assert not CHINESE.match(in_language(text, "en").removeprefix("表.csv"))
    assert not any("没有认出名称列" in text for text in read_study(write_small_study(tmp_path / "plain")).data.warnings)
