"""Values of the communities are shown as they stand, each community in the colour of its value; faults with row and value."""

from __future__ import annotations

import tomllib

import pytest

from tests.fixtures.small_study import STUDY, write_small_study
from xc_gis.operations.preview.preview import preview_layer


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("values") / "study").parent


def look(folder, rows, **without):
    (folder / "values.csv").write_text("community_id,value\n" + rows, encoding="utf-8")
    content = {**tomllib.loads(STUDY), "supply": {"values": "values.csv"}, **without}
    return preview_layer(folder, content, "supply")


def test_each_community_has_the_colour_of_its_value(folder):
    seen = look(folder, "C1,0.84\nC2,0.1\n")
    assert (seen.fault, seen.count, seen.rows) == (None, 2, (("C1", "0.84"), ("C2", "0.1")))
    assert seen.classes.counts == (1, 0, 0, 0, 1)
    assert sorted(seen.classes.outlines) == [0, 4]
    assert seen.classes.names == ("西社区\n0.84", "东社区\n0.1")
    assert [found.text for found in seen.findings] == ["2 个社区有数,平均 0.47"]


def test_a_community_without_a_value_is_said_and_is_no_zero(folder):
    seen = look(folder, "C1,0.8\nC2,\n")
    assert [found.level for found in seen.findings] == ["info", "warning"]
    assert seen.findings[1].text.startswith("1 个社区没有数:不算 0")
    assert len(seen.outlines) == 1
    nobody = look(folder, "C1,\nC2,\n")
    assert (nobody.classes, nobody.findings[0].level) == (None, "warning")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("C1,0.5\nC2,85\n", "第 3 行:value = '85' 不是 0 到 1 的数"),
        ("C1,0.5\nC2,高\n", "第 3 行"),
        ("C1,0.5\nC9,0.5\n", "没有社区 “C9”"),
        ("C1,0.5\nC1,0.6\n", "重复"),
    ],
)
def test_fault_names_its_row_beside_the_rows(folder, rows, words):
    seen = look(folder, rows)
    assert words in seen.fault.message
    assert len(seen.rows) == 2


def test_file_or_column_that_is_not_there_is_said(folder):
    content = {**tomllib.loads(STUDY), "feedback": {"values": "none.csv"}}
    assert "找不到文件 none.csv" in preview_layer(folder, content, "feedback").fault.message
    (folder / "other.csv").write_text("社区,分\nC1,0.5\n", encoding="utf-8")
    seen = preview_layer(folder, {**content, "feedback": {"values": "other.csv"}}, "feedback")
    assert "缺少列 社区编号（community_id）" in seen.fault.message
    assert seen.headings == ("社区", "分")


def test_before_there_are_communities_ids_are_not_judged(folder):
    seen = look(folder, "C9,0.5\n", communities={})
    assert seen.fault is None
    assert "还没有核对" in seen.findings[0].text
