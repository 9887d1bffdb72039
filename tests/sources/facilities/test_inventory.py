"""The inventory as a small table: Chinese headings, names instead of codes, every slip named with its row."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.analysis.coverage.inventory_reasons import inventory_reasons
from xc_gis.errors import InputError
from xc_gis.model import InventoryStatement
from xc_gis.operations.study import analyse, read_study
from xc_gis.settings import Settings
from xc_gis.sources.facilities.inventory import _split
from xc_gis.standard import load_standard

STANDARD = load_standard("xicheng-ykz-default", base_dir=Path())


@pytest.fixture
def study(tmp_path):
    path = write_small_study(tmp_path / "study")
    edit(path, lambda t: t[: t.index("[[inventory]]")] + '[inventory_table]\npath = "清单.csv"\n')
    return path


def write(study, *rows, heading="类别,设施类型,区域,状态,调查日期"):
    study.with_name("清单.csv").write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8-sig")


def test_table_says_what_the_study_file_would(study):
    write(
        study,
        "医疗卫生,,,完整,2026-05-01",
        ",便利店(社区超市),西社区;甲街道,完整,2026/5/1",
        "MED,,区外,部分,",
        "CVS,,C2,不完整,2026年5月1日",
    )
    data = read_study(study).data
    day = date(2026, 5, 1)
    assert data.inventory == (
        InventoryStatement("MED", None, ("all",), "complete", day),
        InventoryStatement(None, "CVS", ("C1", "甲街道"), "complete", day),
        InventoryStatement("MED", None, ("outside",), "partial", None),
        InventoryStatement("CVS", None, ("C2",), "partial", day),
    )
    assert ("inventory", "清单.csv", 4) in [(i.role, i.path, i.rows) for i in data.inputs]


def test_table_may_be_a_spreadsheet(study):
    book = openpyxl.Workbook()
    for row in (
        ["服务类别", "社区或街道", "是否完整", "核实日期", "经办人"],
        ["医疗卫生", "全部", "是", date(2026, 5, 1), "某人"],
    ):
        book.active.append(row)
    book.save(study.with_name("清单.xlsx"))
    edit(study, lambda t: t.replace("清单.csv", "清单.xlsx"))
    assert read_study(study).data.inventory == (InventoryStatement("MED", None, ("all",), "complete", date(2026, 5, 1)),)


def test_study_file_has_the_last_word(study):
    write(study, "MED,,,完整,2026-05-01", "MED,,区外,完整,2026-05-01")
    found = analyse(read_study(study))
    assert found.coverage.query("category == 'MED'")["unknown"].sum() == 0
    edit(study, lambda t: t + '\n[[inventory]]\ncategory = "MED"\nstatus = "partial"\n')
    found = analyse(read_study(study))
    assert found.coverage.query("category == 'MED'")["gap"].sum() == 0


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("医疗卫升,,,完整,", "是否指 “医疗卫生”"),
        (",CHX,,完整,", "是否指"),
        ("MED,CHS,,完整,", "填一个"),
        (",,,完整,", "填一个"),
        ("MED,,丙街道,完整,", "没有名为 “丙街道”"),
        ("MED,,,差不多,", "状态 “差不多” 无法识别"),
        ("MED,,,完整,去年", "调查日期 “去年” 无法识别"),
    ],
)
def test_slip_in_the_table_is_named_with_its_row(study, row, words):
    write(study, "MED,,,完整,", row)
    with pytest.raises(InputError) as caught:
        read_study(study)
    assert "清单.csv 第 3 行" in str(caught.value)
    assert words in str(caught.value)


def test_table_without_status_is_refused(study):
    write(study, "MED", heading="类别")
    with pytest.raises(InputError, match="缺少列"):
        read_study(study)


def reasons(study, *statements):
    communities = read_study(study).data.communities
    found = inventory_reasons(statements, communities, STANDARD, Settings(), date(2026, 6, 30))
    return {code: [(r.reason, r.communities, r.sentence) for r in found if r.category == code] for code in ("MED", "CVS")}


def test_missing_partial_stale_and_outside_are_told_apart(study):
    write(study)
    med = reasons(study)["MED"]
    assert [(reason, ids) for reason, ids, _ in med] == [("no_inventory", ("C1", "C2"))]
    assert "所有社区没有声明清单是否完整" in med[0][2]
    day, old = date(2026, 5, 1), date(2024, 3, 1)
    reported = reasons(
        study,
        InventoryStatement(None, "CHS", ("all",), "complete", day),
        InventoryStatement(None, "CHC", ("C1",), "partial", day),
        InventoryStatement("CVS", None, ("C1",), "complete", old),
        InventoryStatement("CVS", None, ("甲街道",), "complete", day),
        InventoryStatement("CVS", None, ("C2",), "complete", old),
    )
    assert [(reason, ids) for reason, ids, _ in reported["MED"]] == [("no_inventory", ("C2",)), ("partial_inventory", ("C1",))]
    assert "没有声明 社区卫生服务中心 的清单" in reported["MED"][0][2]
    assert "社区卫生服务中心 的清单不完整" in reported["MED"][1][2]
    assert [(reason, ids) for reason, ids, _ in reported["CVS"]] == [("stale_inventory", ("C2",)), ("outside_inventory", ("C1",))]
    assert "2024-03-01" in reported["CVS"][0][2]
    assert "已超过 18 个月" in reported["CVS"][0][2]
    assert 'areas = "outside"' in reported["CVS"][1][2]


def test_nothing_is_said_of_what_is_complete(study):
    write(study)
    statements = [InventoryStatement("MED", None, (where,), "complete", None) for where in ("all", "outside")]
    assert reasons(study, *statements)["MED"] == []


@pytest.mark.parametrize("words", ["C1;C2", "C1；C2", "C1，C2", "C1、C2", "C1 C2", "C1 ；\n C2"])
def test_areas_are_parted_by_any_mark_that_people_write(words):
    assert _split(words) == ["C1", "C2"]


@pytest.mark.parametrize("where", ["study", "table"])
def test_a_category_of_a_further_standard_is_told_with_the_types_to_state_instead(study, where):
    edit(
        study,
        lambda t: t.replace('standard = "xicheng-ykz-default"', 'standard = ["xicheng-ykz-default", "bianmin-circle-default"]'),
    )
    write(study, "影院、小剧场,,,完整," if where == "table" else "MED,,,完整,")
    if where == "study":
        edit(study, lambda t: t + '\n[[inventory]]\ncategory = "CIN"\nstatus = "complete"\n')
    with pytest.raises(
        InputError, match="属于标准 bianmin-circle-default；这里的类别按项目的第一个标准 xicheng-ykz-default"
    ) as fault:
        read_study(study)
    assert fault.value.hint == "请改为声明设施类型：CIN"
