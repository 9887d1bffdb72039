"""Personal data in tables of services go no further: no message cites them, names and other columns do not carry them (decision 211)."""

import pytest

from tests.fixtures.personal_data import PERSONAL
from tests.sources.governance import test_census, test_directory, test_service_links
from tests.sources.governance.test_census import COMMUNITIES, STANDARD
from xc_gis.errors import InputError
from xc_gis.sources.governance.public_words import MAY_HOLD, cited
from xc_gis.sources.governance.satisfaction import read_satisfaction
from xc_gis.sources.governance.survey import read_survey, survey_notes
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import SatisfactionTable, SurveyTable
from xc_gis.sources.study.named_files import StudyFiles

SEEDS = [(kind, text) for kind, texts in PERSONAL.items() for text in texts]
CITED = [text for _, text in SEEDS if "," not in text]
"""What a comma would not cut in two."""


@pytest.mark.parametrize(("kind", "text"), SEEDS)
def test_no_kind_is_cited(kind, text):
    assert text not in cited(text)
    assert cited("棋牌队") == "棋牌队"


SAID = {"联系人李小明", "家住西便门内大街"}
"""Seeds that say themselves that they speak of a person."""


def carried(role):
    public = {text for kind, text in SEEDS if kind in MAY_HOLD[role] and "," not in text}
    return public if role == "phone" else public - SAID


def test_a_directory_carries_what_is_public_in_each_column_alone(tmp_path):
    heads = {"name": "名称", "address": "地址", "phone": "联系电话", "hours": "营业时间", "url": "网址"}
    lines = [
        ["餐饮", "早餐", *(text if head == role else f"甲{role}{n}" if head == "name" else "" for head in heads), "西社区"]
        for role in heads for n, text in enumerate(CITED)
    ]  # fmt: skip
    text = "\n".join(map(",".join, [["大类", "小类", *heads.values(), "社区"], *lines]))
    directory, _, notes = test_directory.read(tmp_path, text)
    for role in heads:
        column = set(directory.entries[role])
        assert {one for one in CITED if one in column} == carried(role)
    said = repr(notes.findings)
    assert [one for one in CITED if one in said] == []
    assert "手机号" in said
    assert len(directory.entries) == len(lines)


def test_a_census_counts_a_row_whose_name_is_not_read(tmp_path):
    text = "社区,资源种类,资源名称\n" + "".join(f"西社区,合唱团,{one}\n" for one in CITED)
    census, problems, notes, _ = test_census.read(tmp_path, text)
    names = census.resources["name"].tolist()
    assert SAID.isdisjoint(names)
    assert [one for one in CITED if one in names] == [one for one in CITED if one in carried("name")]
    assert len(names) + len(problems.rows) == len(CITED)
    assert names[CITED.index("京A84671")] == f"第 {CITED.index('京A84671') + 2} 行（名称没有读取）"
    assert [one for one in CITED if one in repr(notes.findings)] == []


def _read_satisfaction(folder, text):
    (folder / "s.csv").write_text(text, encoding="utf-8")
    table = SatisfactionTable.model_validate({"table": "s.csv"})
    return read_satisfaction(StudyFiles(folder, "study.toml"), table, COMMUNITIES, STANDARD, Notes("s.csv", "satisfaction"))


def _read_survey(folder, text):
    (folder / "s.csv").write_text(text, encoding="utf-8")
    (folder / "i.csv").write_text("编号,大类,项,小项\n1,a,b,c\n", encoding="utf-8")
    table = SurveyTable.model_validate({"items": "i.csv", "table": "s.csv"})
    return read_survey(StudyFiles(folder, "study.toml"), table, COMMUNITIES, *survey_notes(table))


WRONG = {
    "census": (test_census.read, "社区,资源种类,数量", ("西社区", "合唱团", "1")),
    "directory": (lambda folder, text: test_directory.read(folder, text, categories=test_directory.CATEGORIES), "社区,小类,名称", ("西社区", "早餐", "甲")),
    "services": (test_service_links.read, "社区,设施名称,设施类型,服务类别", ("西社区", "服务站", "CAN", "")),
    "satisfaction": (_read_satisfaction, "社区,服务类别,有效问卷,满意度", ("西社区", "MED", "40", "90%")),
    "survey": (_read_survey, "社区,小项编号,是否提供,满意度", ("西社区", "1", "是", "90")),
}  # fmt: skip


def refusal(read, folder, text):
    """What the reader says where it refuses a table."""
    try:
        read(folder, text)
    except InputError as fault:
        return f"{fault.message}{fault.hint}"
    return ""


ONE_OF_A_KIND = [next(text for text in texts if "," not in text) for kind, texts in PERSONAL.items() if kind != "coordinates"]
"""``cited`` knows every writing of a kind (``test_no_kind_is_cited``); here each column is to ask it."""


@pytest.mark.parametrize("table", WRONG)
def test_no_fault_cites_personal_data_whatever_the_column(table, tmp_path):
    read, head, good = WRONG[table]
    refused = 0
    for at in range(len(good)):
        for one in ONE_OF_A_KIND:
            row = [*good[:at], one, *good[at + 1 :]]
            said = refusal(read, tmp_path, f"{head}\n{','.join(row)}\n")
            refused += bool(said)
            assert one not in said, (head.split(",")[at], one)
    assert refused > len(ONE_OF_A_KIND) * (len(good) - 2)


def test_rows_without_a_heading_and_footers_are_not_cited(tmp_path):
    said = refusal(test_census.read, tmp_path, "西社区,13800138467,3\n东社区,110102199003078467,4\n")
    assert "像是数据而不是表头" in said
    assert "13800138467" not in said
    *_, notes, _ = test_census.read(
        tmp_path, "社区,资源种类,数量\n西社区,合唱团,1\n东社区,合唱团,1\n制表人：李小明 13800138467,,\n"
    )
    footer = next(found for found in notes.findings if "说明文字" in found.text)
    assert "李小明" not in footer.text
    assert footer.repair is None


def test_tickets_are_no_other_table(tmp_path):
    with pytest.raises(InputError, match="像是 12345 热线工单表"):
        test_directory.read(tmp_path, "工单编号,受理时间,小类,名称,联系电话\n1,2026-01-01,早餐,王小明,13800138467\n")
