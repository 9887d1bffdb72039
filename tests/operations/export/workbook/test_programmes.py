"""Sheets of further programmes: communities with grades and counts, candidates, categories; what they ask for; told apart where there are several."""

from dataclasses import replace

from tests.fixtures.sheet_rows import column
from xc_gis.operations.export.workbook.programmes import programme_sheets
from xc_gis.runs.programmes import read_programmes


def test_a_programme_has_three_sheets_that_say_what_it_asks_for(programme_run):
    communities, near, categories = programme_sheets(read_programmes(programme_run))
    assert [str(one.name) for one in (communities, near, categories)] == ["另一标准总表", "另一标准五星候选", "另一标准指标"]
    assert "便民生活圈" in communities.title
    said = "\n".join(communities.notes)
    assert "步行时间与本册其他各表相同" in said
    assert communities.rated_by == ("一刻钟便民生活圈星级评价（默认版，业态清单待确认）", "bianmin-circle-default 0.2.0")
    assert "3 星（基础型）要求：" in said
    assert "基本保障类业态至少 15 种（共 23 种）" in said
    assert "居民满意度不低于 90%（填报）" in said
    assert column(communities, "基本保障类业态（种）") == ["<2–23>", "<0–22>"]
    assert column(communities, "等级") == ["<暂不评级(数据不足)>"] * 2
    assert len(categories.rows) == 53
    assert "商业网点连锁化率 ≥ 30%（填报）" in [column.head for column in near.columns]


def test_several_programmes_are_told_apart_and_one_standard_has_no_such_sheet(programme_run):
    programmes = read_programmes(programme_run)
    names = [str(sheet.name) for sheet in programme_sheets(programmes * 2)]
    assert len(names) == len(set(names)) == 6
    assert names[0] == "另一标准2总表"
    assert programme_sheets(()) == ()


def test_without_five_stars_there_are_no_candidates(programme_run):
    (one,) = read_programmes(programme_run)
    low = replace(one, levels={3: one.levels[3]})
    assert [str(sheet.name) for sheet in programme_sheets((low,))] == ["另一标准总表", "另一标准指标"]


def test_a_range_of_grades_is_no_grade(programme_run):
    (one,) = read_programmes(programme_run)
    c1, c2 = one.communities
    between, sure = replace(c1, stars=5, stars_low=4, stars_high=5), replace(c2, stars=0, stars_low=0, stars_high=0)
    sheet = programme_sheets((replace(one, communities=(between, sure)),))[0]
    assert column(sheet, "等级") == ["<提升型–品质型>", "无等级"]
