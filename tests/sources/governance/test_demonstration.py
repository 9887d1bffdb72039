"""Tables of demonstration points as offices keep them, and what is refused with its row."""

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.demonstration import read_points

KNOWN = pd.DataFrame({"community_id": ["C1", "C2"], "name": ["西社区", "东社区"], "subdistrict": ["甲街道", "甲街道"]})


def read(folder, text):
    (folder / "points.csv").write_text(text, encoding="utf-8")
    return read_points(folder / "points.csv", KNOWN)


def test_points_by_name_or_id_with_years_as_they_are_written(tmp_path):
    found = read(
        tmp_path, "示范点,街道,级别,命名时间,文号\n东社区,甲街道,市级,2013年,京民〔2013〕1号\n西社区,甲街道,区级,2012-05-01,\n"
    )
    assert found.to_numpy().tolist() == [["C1", "区级", 2012, ""], ["C2", "市级", 2013, "京民〔2013〕1号"]]
    assert read(tmp_path, "community_id,level,year\nC2,city,2013\n")["community_id"].tolist() == ["C2"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("社区编号,年份\nC1,2012\n", "level"),
        ("社区编号,级别,年份\nC1,市级,2012\nC7,市级,2012\n", "3"),
        ("社区编号,级别,年份\nC1,,2012\n", "没有写级别"),
        ("社区编号,级别,年份\nC1,市级,前年\n", "看不出年份"),
        ("社区编号,级别,年份\nC1,市级,2012\nC1,市级,2013\n", "2、3"),
    ],
)
def test_what_is_wrong_is_refused(tmp_path, text, says):
    with pytest.raises(InputError, match=says):
        read(tmp_path, text)


def test_a_table_that_is_not_there_is_said(tmp_path):
    with pytest.raises(InputError, match="找不到示范点表"):
        read_points(tmp_path / "none.csv", KNOWN)
