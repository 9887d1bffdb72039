"""Keys written into a study file: what a person wrote stays, and a file that would not read is never written."""

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.errors import StudyError
from xc_gis.model import Finding
from xc_gis.sources.study.edit import guessed_keys, set_keys, set_tables
from xc_gis.sources.study.file import read_study_file


@pytest.fixture
def study(tmp_path):
    return write_small_study(tmp_path / "study")


def test_a_key_lands_in_its_table_and_every_other_line_stays(study):
    before = study.read_text(encoding="utf-8")
    study.write_text(before.replace("[[facilities]]", "# 卫生部门\n[[facilities]]   # 名单"), encoding="utf-8")
    before = study.read_text(encoding="utf-8").splitlines()
    set_keys(study, "facilities.0", {"encoding": "gb18030"})
    after = study.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == ['encoding = "gb18030"']
    assert [line for line in after if line in before] == before
    assert read_study_file(study).facilities[0].encoding == "gb18030"


def test_columns_are_joined_with_those_that_stand_there(study):
    set_keys(study, "facilities.0", {"columns": {"address": "地址"}})
    columns = read_study_file(study).facilities[0].columns
    assert columns == {"facility_id": "编号", "name": "名称", "lon": "经度", "lat": "纬度", "address": "地址"}


def test_columns_are_made_where_there_are_none_and_none_removes_a_key(study):
    set_keys(study, "residents", {"columns": {"lon": "x"}, "crs": None})
    table = read_study_file(study).residents
    assert table.columns == {"lon": "x"}
    assert table.crs is None


def test_last_table_without_a_final_newline_takes_a_key(study):
    study.write_text(study.read_text(encoding="utf-8").rstrip(), encoding="utf-8")
    set_keys(study, "inventory.1", {"surveyed": "2026-05-01"} | {"status": "partial"} | {"surveyed": None})
    assert read_study_file(study).inventory[1].status == "partial"
    set_keys(study, "settings", {"legs": "nearest"})
    set_keys(study, "settings", {"catchments": False})
    assert read_study_file(study).settings == {"legs": "nearest", "catchments": False}


def test_windows_line_ends_and_bom_stay(study):
    text = study.read_text(encoding="utf-8")
    study.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    set_keys(study, "residents", {"encoding": "utf-8"})
    raw = study.read_bytes()
    assert raw.count(b"\r\n") == text.count("\n") + 1
    assert raw.replace(b"\r\n", b"").count(b"\n") == 0
    assert raw.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("tables", "words"),
    [
        ({"residents": {"encodign": "utf-8"}}, "是否指 “encoding”"),
        ({"residents": {"path": "nowhere.csv"}}, "找不到文件"),
        ({"facilities.7": {"crs": "BD-09"}}, "没有第 7 个"),
    ],
)
def test_keys_that_would_break_the_study_leave_it_as_it_was(study, tables, words):
    before = study.read_bytes()
    with pytest.raises(StudyError) as caught:
        set_tables(study, {"communities": {"encoding": "utf-8"}, **tables})
    assert words in str(caught.value)
    assert study.name in str(caught.value)
    assert study.read_bytes() == before
    assert not list(study.parent.glob(".study-*"))


def test_guessed_keys_are_joined_by_table():
    findings = [
        Finding("a.csv", "facilities.0", "columns", "info", "", repair={"columns": {"lon": "经度"}}),
        Finding("a.csv", "facilities.0", "encoding", "info", "", repair={"encoding": "gb18030"}),
        Finding("a.csv", "facilities.0", "columns", "info", "", repair={"columns": {"lat": "纬度"}}),
        Finding("b.csv", "residents", "rows", "warning", ""),
    ]
    assert guessed_keys(findings) == {"facilities.0": {"columns": {"lon": "经度", "lat": "纬度"}, "encoding": "gb18030"}}
