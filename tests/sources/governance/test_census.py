"""The census of resources is read right, or refused with its row."""

from pathlib import Path

import geopandas as gpd
import openpyxl
import pytest
import shapely

from xc_gis.errors import InputError, StudyError
from xc_gis.sources.governance.census import read_census
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import CensusTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.standard import load_standard
from xc_gis.units import ANALYSIS_CRS

COMMUNITIES = gpd.GeoDataFrame(
    {"community_id": ["C1", "C2"], "name": ["西社区", "东社区"], "subdistrict": ["甲街道", "甲街道"]},
    geometry=[shapely.box(0, 0, 100, 100), shapely.box(100, 0, 200, 100)], crs=ANALYSIS_CRS,
)  # fmt: skip
STANDARD = load_standard("xicheng-ykz-default", base_dir=Path())
KINDS = "资源种类,组别,设施类型,出处\n合唱团,社区社会组织,,区清单\n卫生站,公共服务设施,CHS,区清单\n"


def read(folder, text, *, name="c.csv", **keys):
    if isinstance(text, str):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "kinds.csv").write_text(KINDS, encoding="utf-8")
    table = CensusTable.model_validate({"table": {"path": name, **keys.pop("table", {})}, "kinds": "kinds.csv", **keys})
    problems, notes = ProblemList("census"), Notes(name, "census")
    found = read_census(
        StudyFiles(folder, "study.toml"), table, COMMUNITIES, STANDARD, problems, Notes("kinds.csv", "census.kinds"), notes
    )
    return found[0], problems, notes, found[1]


def counts(census):
    return [tuple(row) for row in census.resources[["community_id", "kind", "name", "count"]].fillna(-1).to_numpy()]


def test_counts_and_names_are_read_and_unknown_is_no_zero(tmp_path):
    census, _, notes, records = read(
        tmp_path, "社区,资源种类,名称,数量\n西社区,合唱团,,十二\n西,卫生站,甲站,\n东社区,合唱团,,０\n东社区,卫生站,,\n"
    )
    assert counts(census) == [
        ("C1", "合唱团", "", 12.0),
        ("C1", "卫生站", "甲站", 1.0),
        ("C2", "合唱团", "", 0.0),
        ("C2", "卫生站", "", -1.0),
    ]
    assert any("1 行没有名称也没有数量（第 5 行），按不清楚处理，不算 0" in found.text for found in notes.findings)
    assert [(record.role, record.rows, record.used) for record in records] == [("census", 4, 4), ("census_kinds", 2, 2)]


def test_a_workbook_with_two_heading_rows_and_merged_cells(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("社区", "资源", None),
        (None, "资源种类", "数量"),
        ("西社区", "合唱团", 3),
        (None, "卫生站", 1),
        ("东社区", "合唱团", 2),
    ):
        sheet.append(row)
    for cells in ("A1:A2", "B1:C1", "A3:A4"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "c.xlsx")
    census, *_ = read(tmp_path, None, name="c.xlsx")
    assert counts(census) == [("C1", "合唱团", "", 3.0), ("C1", "卫生站", "", 1.0), ("C2", "合唱团", "", 2.0)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("社区,种类,数量\n西社区,合唱团,1\n南社区,合唱团,2\n", "第 3 行:没有社区 “南社区”"),
        ("社区,种类,数量\n西社区,舞蹈队,1\n", "第 2 行:没有种类 “舞蹈队”"),
        ("社区,种类,数量\n西社区,合唱团,-3\n", "第 2 行的数量 “-3” 不是 0 或正整数"),
        ("社区,种类,数量\n西社区,合唱团,1.5\n", "不是 0 或正整数"),
        ("社区,种类,数量\n西社区,合唱团,几个\n", "不是 0 或正整数"),
        ("社区,种类,数量\n西社区,合唱团,1\n西,合唱团,2\n", "有几个数量，或既有数量又有逐个名称（第 2、3 行）"),
        ("社区,种类,名称,数量\n西社区,合唱团,甲,\n西社区,合唱团,,2\n", "有几个数量，或既有数量又有逐个名称（第 2、3 行）"),
        ("社区,种类,数量\n西社区,,1\n", "第 2 行没有种类"),
        ("社区,种类,数量\n,合唱团,1\n", "第 2 行没有社区"),
        ("社区,数量\n西社区,1\n", "缺少列 资源种类（kind）"),
        ("社区,种类\n西社区,合唱团\n", "缺少列 资源名称（name）"),
        ("社区,种类,数量\n", "没有任何数据行"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_row(tmp_path, text, why):
    with pytest.raises(InputError, match=why):
        read(tmp_path, text)


def test_a_resource_that_stands_twice_counts_once_and_is_listed(tmp_path):
    long, formula = "甲" * 40, '=HYPERLINK("x")<b>'
    text = (
        f'社区,种类,名称\n西社区,合唱团,{long}\n西社区,合唱团,"{formula.replace(chr(34), chr(34) * 2)}"\n西社区,合唱团,{long}\n'
    )
    census, problems, *_ = read(tmp_path, text)
    assert census.resources["name"].tolist() == [long, formula]
    assert [(row, str(reason)) for _, row, reason, _ in problems.rows] == [(4, "与前面的资源完全相同")]


def test_kinds_of_which_the_table_holds_everything(tmp_path):
    text = "社区,种类,数量\n西社区,合唱团,1\n"
    assert read(tmp_path, text)[0].complete == frozenset()
    assert read(tmp_path, text, complete=["卫生站"])[0].complete == {"卫生站"}
    assert read(tmp_path, text, complete="all")[0].complete == {"合唱团", "卫生站"}
    with pytest.raises(StudyError, match="complete:没有种类 “卫生所”"):
        read(tmp_path, text, complete=["卫生所"])


def test_a_place_without_its_system_is_not_used_and_that_is_said(tmp_path):
    text = "社区,种类,名称,经度,纬度\n西社区,卫生站,甲站,116.36,39.91\n西社区,卫生站,乙站,,\n"
    census, _, notes, _ = read(tmp_path, text)
    assert census.resources[["x", "y"]].isna().all(axis=None)
    assert any("没有写明坐标系" in found.text for found in notes.findings)
    census, *_ = read(tmp_path, text, table={"crs": "EPSG:4326"})
    assert census.resources["x"].notna().tolist() == [True, False]


def test_a_rough_count_is_used_and_told(tmp_path):
    census, _, notes, _ = read(tmp_path, "社区,资源种类,名称,数量\n西社区,合唱团,,约12\n东社区,合唱团,,3\n")
    assert [row[3] for row in counts(census)] == [12.0, 3.0]
    assert any("1 个数量是约数（如 “约12”，第 2 行）" in found.text for found in notes.findings)
