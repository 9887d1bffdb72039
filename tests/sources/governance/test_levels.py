"""Which area of which level a row speaks of."""

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.model.hierarchy import LEVELS
from xc_gis.sources.governance.levels import AreasByLevel, areas_at_levels
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes

COMMUNITIES = pd.DataFrame(
    [("C1", "西社区", "甲街道"), ("C2", "东社区", "甲街道"), ("C3", "东社区", "乙街道")], columns=["community_id", "name", "subdistrict"]
)  # fmt: skip
KNOWN = AreasByLevel(COMMUNITIES, {"compound": ["小区 一"]})


def places(rows, levels=LEVELS, known=KNOWN):
    frame = pd.DataFrame(rows).fillna("")
    frame[ROW] = range(2, 2 + len(frame))
    return areas_at_levels(frame, known, levels, Notes("t.csv", "roles"))


def test_each_level_finds_its_areas_however_they_are_typed():
    assert places(
        [
            {"level": "全区", "area": "西城区"}, {"level": "街道级", "area": "甲"}, {"level": "社区", "area": "c1"},
            {"level": "社区", "community": "东社区", "subdistrict": "乙街道"}, {"level": "小区", "area": "小区一"},
        ]
    ) == [("district", "ALL"), ("subdistrict", "甲街道"), ("community", "C1"), ("community", "C3"), ("compound", "小区 一")]  # fmt: skip


def test_the_areas_of_a_level_are_those_of_the_study():
    assert [KNOWN.at(level) for level in LEVELS] == [["ALL"], ["乙街道", "甲街道"], ["C1", "C2", "C3"], [], ["小区 一"]]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"level": "楼栋", "area": "1 号楼"}, "第 2 行：层级到小区为止，不记录楼栋"),
        ({"level": "片区", "area": "东片"}, "第 2 行：没有层级 “片区”"),
        ({"level": "街道", "area": "丙街道"}, "第 2 行：没有街道 “丙街道”"),
        ({"level": "社区", "area": "东社区"}, "请加上街道列"),
        ({"level": "社区", "area": ""}, "第 2 行没有说明是哪个社区"),
        ({"level": "网格", "area": "一"}, "第 2 行说的是网格，项目没有这一层的图层"),
        ({"level": "小区", "area": "小区二"}, "第 2 行：没有小区 “小区二”"),
        ({"level": "社区", "area": "13800138000"}, "像是"),
    ],
)
def test_an_area_that_is_none_is_refused_with_its_row(row, words):
    with pytest.raises(InputError) as caught:
        places([row])
    told = f"{caught.value}{caught.value.hint}"
    assert words in told
    assert "13800138000" not in told


def test_an_area_stands_once():
    with pytest.raises(InputError, match="第 3 行：C1 重复（另见第 2 行）"):
        places([{"level": "社区", "area": "C1"}, {"level": "社区", "area": "西社区"}])


def test_names_that_read_alike_are_told_apart_or_refused():
    known = AreasByLevel(COMMUNITIES, {"compound": ["小区 一", "小区一", "Ａ院"]})
    assert places([{"level": "小区", "area": "小区一"}, {"level": "小区", "area": "a院"}], known=known) == [
        ("compound", "小区一"),
        ("compound", "Ａ院"),
    ]
    with pytest.raises(InputError, match="没有小区 “小 区一”"):
        places([{"level": "小区", "area": "小 区一"}], known=known)
