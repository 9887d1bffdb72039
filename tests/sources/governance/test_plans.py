"""Emergency plans of areas: whether there is one, of which day, which shelters it names."""

import pytest

from tests.sources.governance.test_levels import KNOWN
from xc_gis.errors import InputError
from xc_gis.sources.governance.plans import read_plans
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable

HEAD = "层级,区域,有无预案,编制日期,责任岗位,避难场所\n"


def read(folder, text, notes=None):
    (folder / "p.csv").write_text(text, encoding="utf-8")
    table = AreaTable.model_validate("p.csv")
    return read_plans(StudyFiles(folder, "study.toml"), table, KNOWN, {"E1", "E2"}, notes or Notes("p.csv", "plans"))


def test_an_empty_answer_is_unknown_and_told(tmp_path):
    notes = Notes("p.csv", "plans")
    rows = "街道,甲街道,√,2025年3月,应急办,e1；E2、E1\n社区,C1,,,,\n社区,C2,编制中,,,\n小区,小区一,不清楚,,,E2\n"
    found, record = read(tmp_path, HEAD + rows, notes)
    assert found.to_numpy().tolist() == [
        ["subdistrict", "甲街道", "yes", "2025-03-01", "应急办", "E1;E2", 2], ["community", "C1", "unknown", "", "", "", 3],
        ["community", "C2", "no", "", "", "", 4], ["compound", "小区 一", "unknown", "", "", "E2", 5],
    ]  # fmt: skip
    assert record.used == 4
    assert [str(one.text) for one in notes.findings if one.level == "warning"][:1] == [
        "1 行没有填有无预案（第 3 行），按不清楚处理，不算“无”"
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("社区,C1,也许,,,", "第 2 行：看不出有无预案（“也许”）"), ("社区,C1,有,去年,,", "第 2 行：“去年” 不是日期"),
        ("社区,C1,有,,,F1", "第 2 行：没有编号为 “F1” 的避难场所"), ("社区,C1,无,,,E1", "第 2 行写明没有预案，却填了避难场所"),
        ("社区,C1,有,,王建国,", "第 2 行的责任岗位像是"), ("网格,一,有,,,", "第 2 行：没有层级 “网格”"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_row(tmp_path, row, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, HEAD + row + "\n")
    assert words in str(caught.value)
