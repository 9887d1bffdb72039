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


@pytest.mark.parametrize("table", ["survey", "satisfaction"])
def test_tickets_taken_for_another_table_show_no_personal_data(study, table):
    content = {"table": "tickets.csv", **({"items": "items.csv"} if table == "survey" else {})}
    seen = look(study, table, **{table: content})
    assert seen.fault is not None
    shown = repr((seen.rows, seen.fault, seen.findings))
    for cell in ("13800138467", "王某某", "张先生"):
        assert cell not in shown


def test_faults_are_part_of_the_answer(study):
    assert "找不到文件" in look(study, "satisfaction", satisfaction={"table": "gone.csv"}).fault.message
    half = look(study, "survey", survey={"table": "survey.csv"})
    assert half.fault.message == "还没有选择服务目录"
    assert len(half.rows) == 6
    wrong = look(study, "satisfaction", satisfaction={"table": {"path": "satisfaction.csv", "columns": {"n": "没有这列"}}})
    assert "没有这列" in wrong.fault.message
    assert "社区还不可用" in look(study, "satisfaction", communities={}).findings[-1].text
