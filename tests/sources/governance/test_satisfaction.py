"""Satisfaction by community and service is read right, or refused with its row."""

from pathlib import Path

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.satisfaction import read_satisfaction
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import SatisfactionTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.standard import load_standard

COMMUNITIES = pd.DataFrame(
    [("C1", "西社区", "甲街道"), ("C2", "东社区", "甲街道")], columns=["community_id", "name", "subdistrict"]
)
STANDARD = load_standard("xicheng-ykz-default", base_dir=Path())


def read(folder, text, **keys):
    (folder / "s.csv").write_text(text, encoding="utf-8")
    table = SatisfactionTable.model_validate({"table": "s.csv", **keys})
    return read_satisfaction(StudyFiles(folder, "study.toml"), table, COMMUNITIES, STANDARD, Notes("s.csv", "satisfaction"))


def test_services_by_code_or_name_and_all_of_them(tmp_path):
    answers, record = read(tmp_path, "社区,服务类别,有效问卷,满意度\n东社区,医疗卫生,120,90%\n东社区,VEG,30,85\n西社区,总体,,\n")
    assert answers.fillna(-1).to_numpy().tolist() == [
        ["C1", "ALL", -1.0, -1.0],
        ["C2", "MED", 120.0, 0.9],
        ["C2", "VEG", 30.0, 0.85],
    ]
    assert (record.rows, record.used) == (3, 2)


def test_how_many_answered_may_be_a_chinese_numeral(tmp_path):
    answers, _ = read(tmp_path, "社区,有效问卷,满意度\n西社区,一百二十,九十\n")
    assert answers[["n", "score"]].to_numpy().tolist() == [[120.0, 0.9]]


def test_points_of_a_scale_are_said_by_the_study(tmp_path):
    text = "社区,有效问卷,得分\n西社区,100,4.5\n"
    assert read(tmp_path, text, scale=5)[0]["score"].tolist() == [0.9]
    with pytest.raises(InputError, match="像是几分制而不是百分数"):
        read(tmp_path, text)
    with pytest.raises(InputError, match="第 2 行的得分不在 0 到 4 之间"):
        read(tmp_path, text, scale=4)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("西社区,医疗卫生,100,90\n西,MED,100,80\n", "s.csv:社区 C1 的 医疗卫生 有几行（第 2、3 行）"), ("西社区,总体,100,90\n西社区,总体,100,80\n", "s.csv:社区 C1 的 总体 有几行（第 2、3 行）"), ("北社区,MED,100,90\n", "第 2 行:没有社区 “北社区”"), ("西社区,飞行,100,90\n", "第 2 行:标准中没有服务类别 “飞行”"),
        ("西社区,MED,几十,90\n", "第 2 行的份数不是整数"), ("西社区,MED,-3,90\n", "第 2 行的份数不是整数"), ("西社区,MED,100,90\n东社区,MED,100,0.9\n", "第 3 行的满意度 “0.9”"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_row(tmp_path, rows, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, "社区,服务类别,有效问卷,满意度\n" + rows)
    assert words in caught.value.message
