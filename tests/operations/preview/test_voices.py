"""Tables of services and voices are looked at by the columns that are used; of the tickets no cell is ever shown, whatever table they are taken for."""

import tomllib

import pytest

from tests.operations.test_governance import write
from xc_gis.operations.preview.preview import preview_layer


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return write(tmp_path_factory.mktemp("looked") / "study")


def look(study, table, **without):
    content = tomllib.loads(study.read_text(encoding="utf-8"))
    return preview_layer(study.parent, {**content, **without}, table)


def test_the_survey_shows_its_columns_and_what_its_reader_says(study):
    seen = look(study, "survey")
    assert (seen.fault, seen.count) == (None, 6)
    assert seen.rows[0] == ("C1", "101", "是", "90")
    assert seen.columns == ("社区编号", "小项编号", "是否提供", "满意度")
    assert any(found.text.startswith("服务目录") for found in seen.findings)


def test_of_the_tickets_only_the_categories_are_shown(study):
    seen = look(study, "hotline")
    assert (seen.fault, seen.count, seen.columns) == (None, 39, ())
    assert seen.rows == (("看病", "MED"), ("买菜", "VEG"))
    assert seen.notices
    everything = repr(seen)
    for cell in ("13800138467", "王某某", "张先生", "3号楼", "T0"):
        assert cell not in everything
    assert look(study, "hotline", hotline={"table": "tickets.csv"}).rows == ()


@pytest.mark.parametrize("table", ["survey", "satisfaction", "census", "directory", "services"])
def test_tickets_taken_for_another_table_show_no_personal_data(study, table):
    content = {"table": "tickets.csv", **({"items": "items.csv"} if table == "survey" else {})}
    seen = look(study, table, **{table: content})
    assert seen.fault is not None
    shown = repr((seen.rows, seen.fault, seen.findings))
    for cell in ("13800138467", "王某某", "张先生"):
        assert cell not in shown


def test_resources_and_links_show_their_columns_and_what_their_readers_say(study):
    census = look(study, "census")
    assert (census.fault, census.count, census.columns) == (None, 4, ("社区", "资源种类", "资源名称", "数量", "设施编号"))
    assert ("东社区", "社区社会组织", "", "十二", "") in census.rows
    assert any("软件假设" in found.text for found in census.findings)
    directory = look(study, "directory")
    assert (directory.fault, directory.count) == (None, 3)
    assert any("2 大类、2 小类、3 家" in found.text for found in directory.findings)
    links = look(study, "services")
    assert (links.fault, links.count, links.columns) == (None, 2, ("小项编号", "服务类别", "设施编号", "设施类型"))
    assert "由数据检查核对" in links.findings[-1].text
    wrong = look(study, "census", census={"table": "census.csv", "complete": ["没有这种"]})
    assert "没有种类 “没有这种”" in wrong.fault.message


def test_a_table_without_what_it_needs_shows_no_row_and_offers_its_headings(study, tmp_path):
    (study.parent / "half.csv").write_text("社区,联系电话,名 称\n西社区,13800138467,甲\n", encoding="utf-8")
    seen = look(study, "directory", directory={"table": "half.csv"})
    assert (seen.rows, seen.columns) == ((), ("社区", "联系电话", "名 称"))
    assert "kind" in seen.fault.message


def test_cells_that_seem_personal_are_not_shown(study):
    (study.parent / "odd.csv").write_text(
        "社区,资源种类,资源名称,数量\n西社区,社区社会组织,张先生13800138467,\n西社区,110102199003078467,,1\n", encoding="utf-8"
    )
    seen = look(study, "census", census={"table": "odd.csv"})
    everything = repr(seen)
    assert "像是手机号" in everything
    assert "13800138467" not in everything
    assert "110102199003078467" not in everything
    assert "没有种类 “（像是身份证号，不显示）”" in seen.fault.message


def test_faults_are_part_of_the_answer(study):
    assert "找不到文件" in look(study, "satisfaction", satisfaction={"table": "gone.csv"}).fault.message
    half = look(study, "survey", survey={"table": "survey.csv"})
    assert half.fault.message == "还没有选择服务目录"
    assert len(half.rows) == 6
    wrong = look(study, "satisfaction", satisfaction={"table": {"path": "satisfaction.csv", "columns": {"n": "没有这列"}}})
    assert "没有这列" in wrong.fault.message
    assert "社区还不可用" in look(study, "satisfaction", communities={}).findings[-1].text
