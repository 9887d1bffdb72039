"""Rows of one list: ids, names, types and places, each as the list says or by a rule that is told."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from xc_gis.errors import InputError
from xc_gis.sources.facilities.osm_places import TAGS
from xc_gis.sources.facilities.rows import _with_zeros, facility_rows, type_column
from xc_gis.sources.facilities.type_from_name import TypeBook
from xc_gis.sources.layers.read import Layer
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.tables import FacilitiesTable
from xc_gis.standard import load_standard

STANDARD = load_standard("xicheng-ykz-default", base_dir=Path())


def read(table=None, *, geometry=None, bad=None, file="药店.csv", **columns):
    count = len(next(iter(columns.values())))
    places = [shapely.Point(n, 0) for n in range(count)] if geometry is None else geometry
    frame = gpd.GeoDataFrame(
        {**{k: pd.Series(v, dtype=object) for k, v in columns.items()}, ROW: range(2, count + 2)},
        geometry=places,
        crs="EPSG:4548",
    )
    layer = Layer(file, frame, "EPSG:4326", "sha", pd.Series(bad or [""] * count, dtype=object))
    made = FacilitiesTable(path=file, **(table or {"type": "PHA"}))
    problems, notes = ProblemList(), Notes(file, "facilities.0")
    rows = facility_rows(layer, made, STANDARD, TypeBook(STANDARD, made.type_map), None, problems, notes)
    return rows, problems.rows, [str(f.text) for f in notes.findings]


def test_a_row_without_an_id_gets_file_and_row_and_is_told_where_others_have_one():
    rows, problems, _ = read(facility_id=["P1", ""], name=["甲", "乙"])
    assert rows["facility_id"].tolist() == ["P1", "药店:3"]
    assert rows["id_given"].tolist() == [True, False]
    assert problems == [("药店.csv", 3, "没有设施编号", "按文件名和行号编号后使用")]
    rows, problems, _ = read(name=["甲", "乙"])
    assert rows["facility_id"].tolist() == ["药店:2", "药店:3"]
    assert problems == []


def test_a_row_without_a_name_is_called_by_its_id():
    rows, _, told = read(facility_id=["P1", "P2"], name=["甲", ""])
    assert rows["name"].tolist() == ["甲", "P2"]
    assert told == []
    _, _, told = read(facility_id=["P1", "P2"], 单位=["甲药店", "乙药店"], 地区=["西城", "西城"])
    assert "2 行以编号为名" in told[0]
    assert "最像的是 “单位”；" in told[0]


def test_why_a_row_has_no_place_is_kept_and_gone_where_it_has_one():
    rows, problems, _ = read(geometry=[None, shapely.Point(1, 1), None], bad=["没有坐标", "", ""], name=["甲", "乙", "丙"])
    assert rows["no_place"].tolist()[:2] == ["没有坐标", ""]
    assert rows["no_place"].tolist()[2] == "几何无效且无法修复"  # nothing said why
    assert problems == []


def test_the_community_is_the_id_where_there_is_one_else_the_name():
    rows, _, _ = read(name=["甲", "乙"], community_id=["C1", ""], community=["东里", "西里"])
    assert rows["stated_community"].tolist() == ["C1", "西里"]


@pytest.mark.parametrize(
    ("tag", "building"),
    [("yes", True), ("retail", True), (" No ", False), ("", False), ("nan", False), ("0", False), ("false", False)],
)
def test_a_building_is_what_its_tag_calls_so(tag, building):
    assert read(name=["甲"], building=[tag])[0]["building"].tolist() == [building]
    assert read({"type": "PHA"}, name=["甲"], **{TAGS: [{"building": tag}]})[0]["building"].tolist() == [building]


def test_types_are_codes_or_names_of_the_standard_and_a_stranger_is_told_with_its_row():
    zh = STANDARD.facility_types["PHA"].zh
    assert read({"type_column": "类型"}, name=["甲", "乙"], 类型=["PHA", zh])[0]["type"].tolist() == ["PHA", "PHA"]
    with pytest.raises(InputError, match=r"药店\.csv 第 3 行:标准中没有设施类型 “PHX”\(共 2 行\)") as caught:
        read({"type_column": "类型"}, name=["甲", "乙", "丙"], 类型=["PHA", "PHX", "药"])
    assert "PHA" in caught.value.hint
    with pytest.raises(InputError, match="没有设施类型 “PHX”"):
        read({"type": "PHX"}, name=["甲"])


def test_a_table_needs_the_column_of_types_unless_they_are_mapped():
    assert type_column(FacilitiesTable(path="a.csv", type_column="类型")) == ("类型",)
    assert type_column(FacilitiesTable(path="a.csv", type_column="类型", columns={"type": "种类"})) == ()


def test_the_zero_that_a_spreadsheet_dropped_is_put_back():
    assert _with_zeros(pd.Series(["90102", "090102", "9010", "190102", "a0102", ""])).tolist() == [
        "090102",
        "090102",
        "9010",
        "190102",
        "a0102",
        "",
    ]


def test_codes_of_a_map_export_are_used_where_most_cells_plainly_are_such():
    rows, _, told = read(
        {"type": "auto"}, name=["天和", "一家", "某处", "某店", "x"], typecode=["090601", "90601", "090601", "090601", ""]
    )
    assert rows["type"].tolist()[:4] == ["PHA"] * 4
    assert any("typecode" in text for text in told)
    rows, _, told = read({"type": "auto"}, name=["天和大药房", "一家"], typecode=["药", "090601"])
    assert not any("typecode" in text for text in told)  # half of the cells are codes: not plainly


def test_an_automatic_list_without_names_tags_and_words_is_refused():
    with pytest.raises(InputError, match="没有名称列,无法识别设施类型"):
        read({"type": "auto"}, x=["1"])


def test_an_osm_list_of_one_type_leaves_out_others_and_what_is_private_with_the_reason():
    tags = [{"amenity": "pharmacy"}, {"amenity": "pharmacy", "access": "private"}, {"shop": "convenience"}, {"amenity": "bench"}]
    rows, _, _ = read({"type": "PHA"}, file="a.osm", name=["甲", "乙", "丙", "丁"], **{TAGS: tags})
    assert rows["type"].tolist() == ["PHA", "", "", ""]
    assert rows["typed"].tolist()[1:3] == ["access=private,不对公众开放", "不是 PHA"]


def test_types_that_a_column_says_in_words_of_the_standard_are_taken_without_being_told_so():
    zh = STANDARD.facility_types["PHA"].zh
    rows, _, told = read({"type": "auto"}, name=["甲", "乙", "丙"], 类型=["CHS", zh, "LIB"])
    assert rows["type"].tolist() == ["CHS", "PHA", "LIB"]
    assert "设施类型按列 “类型” 中标准的代码或名称识别（如 “CHS”）" in told
    rows, _, told = read({"type": "auto"}, name=["甲药店", "乙药店", "丙"], 类型=["沿街", "沿街", "院内"])
    assert not any("标准的代码" in line for line in told)
    _, _, told = read({"type": "auto"}, name=["甲", "乙"], 分类=["菜市场", "菜市场"], typecode=["060703", "060703"])
    assert "高德" in "".join(told)  # a part of a name is no word of the standard: the codes beside it say more
