"""Values by community from small tables: 0 to 1, each community once; who has no row has no value."""

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.people.indicators import read_values
from xc_gis.sources.study.named_files import StudyFiles

COMMUNITIES = pd.Series(["C1", "C2", "C3"])


def read(folder, text):
    (folder / "v.csv").write_text(text, encoding="utf-8")
    return read_values(StudyFiles(folder, "study.toml"), "supply", "v.csv", COMMUNITIES)


def test_without_a_table_there_is_no_component(tmp_path):
    assert read_values(StudyFiles(tmp_path, "study.toml"), "supply", None, COMMUNITIES) == (None, None)


def test_values_are_kept_and_empty_ones_are_none(tmp_path):
    values, record = read(tmp_path, "community_id,value\nC1,0\nC2,1\nC3,\n")
    assert values == {"C1": 0.0, "C2": 1.0}
    assert (record.role, record.rows, record.used) == ("supply", 3, 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("community_id,x\nC1,1\n", "v.csv 缺少列 数值（value）；现有：community_id、x"), ("id,value\nC1,1\n", "缺少列 社区编号（community_id）"), ("community_id,value\nC1,1\nC9,1\n", "v.csv 第 3 行:没有社区 “C9”"),
        ("community_id,value\nC1,1\nC1,1\n", "重复(第 2、3 行)"), ("community_id,value\nC1,1.01\n", "v.csv 第 2 行:value = '1.01' 不是 0 到 1 的数"), ("community_id,value\nC1,80\n", "不是 0 到 1 的数"),
        ("community_id,value\nC1,-0.1\n", "不是 0 到 1 的数"), ("community_id,value\nC1,好\n", "不是 0 到 1 的数"), ("community_id,value\n,1\n", "第 2 行没有社区编号"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_value_is_told_with_its_row(tmp_path, text, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert words in caught.value.message
