"""Columns by what the study says, else by their headings; two that say the same are not chosen between."""

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.table_rows import read_rows, require, roles_of
from xc_gis.sources.governance.words import SURVEY_HEADINGS
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable


def test_headings_are_read_with_units_and_over_two_rows():
    found = roles_of(["社区编号", "服务/小项编号", "提供情况/是否提供", "满意度（%）", "备注"], {}, SURVEY_HEADINGS, "s")
    assert found == {
        "community_id": "社区编号",
        "code": "服务/小项编号",
        "provided": "提供情况/是否提供",
        "satisfaction": "满意度（%）",
    }


def test_what_the_study_says_goes_first():
    assert roles_of(["甲", "是否提供"], {"provided": "甲"}, SURVEY_HEADINGS, "s") == {"provided": "甲"}


@pytest.mark.parametrize(
    ("columns", "stated", "words"),
    [
        (["a"], {"provided": "b"}, "s 没有列 “b”"), (["a"], {"surveyor": "a"}, "没有 “surveyor” 这一项"),
        (["群众/满意度", "专家/满意度"], {}, "s 有几列都可能是满意度（satisfaction）:专家/满意度、群众/满意度"),
    ],
)  # fmt: skip
def test_columns_that_do_not_exist_or_say_the_same_are_told(columns, stated, words):
    with pytest.raises(InputError) as caught:
        roles_of(columns, stated, SURVEY_HEADINGS, "s")
    assert words in caught.value.message


def test_columns_without_a_role_are_left_in_the_file(tmp_path):
    (tmp_path / "s.csv").write_text("社区,是否提供,调查人\n西,是,张三\n", encoding="utf-8")
    notes = Notes("s.csv", "survey")
    frame = read_rows(StudyFiles(tmp_path, "study.toml"), AreaTable(path="s.csv"), SURVEY_HEADINGS, notes)
    assert list(frame.columns[:2]) == ["community", "provided"]
    with pytest.raises(InputError, match="缺少列 小项编号（code）"):
        require(frame, ["provided", "code"], SURVEY_HEADINGS, notes)


@pytest.mark.parametrize("second", ["社区名称,小项名称,,", "社区,小项编号,是否提供,满意度"])
def test_a_row_of_headings_among_the_data_is_told_with_its_row(tmp_path, second):
    (tmp_path / "s.csv").write_text(f"社区,小项,结果,分数\n{second}\n西社区,1,是,90\n", encoding="utf-8")
    table = AreaTable.model_validate({"path": "s.csv", "header_rows": 1})
    with pytest.raises(InputError) as caught:
        read_rows(StudyFiles(tmp_path, "study.toml"), table, SURVEY_HEADINGS, Notes("s.csv", "survey"))
    assert "s.csv 第 2 行像是第二行表头" in caught.value.message
    assert "header_rows = 2" in caught.value.hint


def test_a_row_that_looks_like_one_heading_is_data(tmp_path):
    (tmp_path / "s.csv").write_text("社区,小项,是否提供,满意度\n社区,1,是,90\n", encoding="utf-8")
    table = AreaTable.model_validate({"path": "s.csv"})
    assert len(read_rows(StudyFiles(tmp_path, "study.toml"), table, SURVEY_HEADINGS, Notes("s.csv", "survey"))) == 1


def test_years_below_columns_without_a_heading_are_headings_and_years_in_data_are_not(tmp_path):
    (tmp_path / "s.csv").write_text("社区,满意度,,\n,2022,2023,2024\n西社区,90,91,92\n", encoding="utf-8")
    table = AreaTable.model_validate({"path": "s.csv", "header_rows": 1})
    with pytest.raises(InputError, match="第 2 行像是第二行表头"):
        read_rows(StudyFiles(tmp_path, "study.toml"), table, SURVEY_HEADINGS, Notes("s.csv", "survey"))
    (tmp_path / "s.csv").write_text("社区,小项,是否提供,备注\n西社区,2022,是,2023\n", encoding="utf-8")
    assert len(read_rows(StudyFiles(tmp_path, "study.toml"), table, SURVEY_HEADINGS, Notes("s.csv", "survey"))) == 1
