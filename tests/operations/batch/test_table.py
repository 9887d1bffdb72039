"""A table of studies: what a row says is what is asked; a wrong row is one message with file and row."""

from datetime import date

import pytest

from tests.fixtures.small_study import STUDY
from xc_gis.errors import InputError
from xc_gis.operations.batch.asked import AS_IT_STANDS, Variant
from xc_gis.operations.batch.table import studies_in_table


@pytest.fixture
def table(tmp_path):
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "study.toml").write_text(STUDY, encoding="utf-8")

    def write(text, encoding="utf-8"):
        (tmp_path / "表.csv").write_text(text, encoding=encoding)
        return studies_in_table(tmp_path / "表.csv")

    return write


def test_rows_are_studies_with_what_is_other(table, tmp_path):
    found = table(
        "study,name,standard,date,walk.speed.adult,gates\nd/study.toml,,,,,\nd/study.toml,slow,xicheng-ykz-default,2025-06-30,1.0,open\n\n"
    )
    assert [one.name for one in found] == ["d", "slow"]
    assert {one.path for one in found} == {tmp_path / "d" / "study.toml"}
    assert found[0].variant == AS_IT_STANDS
    settings = (("walk.speed.adult", 1.0), ("gates", "open"))
    assert found[1].variant == Variant(("xicheng-ykz-default",), date(2025, 6, 30), settings)


def test_chinese_headings_and_encodings_of_offices_are_read(table):
    (one,) = table("项目,名称,日期\nd/study.toml,德胜,2025/6/30\n", "gb18030")
    assert (one.name, one.variant.day) == ("德胜", date(2025, 6, 30))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name\na\n", "study 列"),
        ("study,walk.speed.adlt\nd/study.toml,1\n", r"walk\.speed\.adlt.*walk\.speed\.adult"),
        ("study,项目\nd/study.toml,d/study.toml\n", "两列"),
        ("study\nd/studi.toml\n", r"第 2 行.*studi\.toml.*study\.toml"),
        ("study,name\nd/study.toml,a\nd/study.toml,A\n", "第 3 行.*第 2 行"),
        ("study,name\n,a\n", "第 2 行"),
        ("study,name\nd/study.toml,a/b\n", "第 2 行.*a/b"),
        ("study,walk.speed.adult\nd/study.toml,fast\n", r"第 2 行.*walk\.speed\.adult"),
        ("study,standard\nd/study.toml,none\n", "第 2 行.*none"),
        ("study\n", "没有项目"),
    ],
)
def test_what_is_wrong_is_one_message_with_its_row(table, text, said):
    with pytest.raises(InputError, match=said):
        table(text)


def test_a_cell_without_a_heading_is_told_by_its_column(tmp_path):
    (tmp_path / "study.toml").write_text("[study]\n", encoding="utf-8")
    (tmp_path / "t.csv").write_text("study,name\nstudy.toml,x,y\n", encoding="utf-8")
    with pytest.raises(InputError, match="第 3 列有内容，却没有列名"):
        studies_in_table(tmp_path / "t.csv")


@pytest.mark.parametrize("text", ["2026年6月30日", "2026.6.30", "2026/6/30", "20260630"])
def test_days_are_read_as_offices_write_them(tmp_path, text):
    (tmp_path / "study.toml").write_text("[study]\n", encoding="utf-8")
    (tmp_path / "t.csv").write_text(f"项目,名称,日期\nstudy.toml,x,{text}\n", encoding="utf-8")
    assert studies_in_table(tmp_path / "t.csv")[0].variant.day == date(2026, 6, 30)
