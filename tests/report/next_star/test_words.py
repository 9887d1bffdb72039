"""The next star in words, in both languages."""

from xc_gis.analysis.planning.next_star.plan import CommunityPlan
from xc_gis.findings import LowScore
from xc_gis.languages.message import in_language
from xc_gis.model.changes import AddFacility, CompleteSurvey
from xc_gis.model.costs import ChangeCosts
from xc_gis.report.next_star.result import NextStarResult
from xc_gis.report.next_star.words import plan_words, sentences

HERE = (116.3, 39.9)
SHOPS = (
    AddFacility(type="CVS", at=HERE, cost=1.0),
    AddFacility(type="CVS", at=HERE, cost=1.0),
    CompleteSurvey(category="MED", cost=1.0),
)
PLANS = (
    CommunityPlan("C1", "甲", 2, 3, "found", 3.0, SHOPS, 4),
    CommunityPlan("C2", "乙", None, 1, "none", None, (), None, (LowScore(95.0),)),
    CommunityPlan("C3", "丙", 5, None, "top", None, (), None),
    CommunityPlan("C4", "丁", 1, 2, "stopped", None, (), None),
)
RESULT = NextStarResult("x", "", PLANS, ChangeCosts(), 5, {"CVS": "便利店"}, {"MED": "医疗卫生"}, ())


def test_each_community_is_told_what_to_do_or_why_nothing_helps():
    said = [plan_words(plan, RESULT) for plan in PLANS]
    assert said[0] == "C1 甲:2 星 → 4 星,费用 3:新增便利店 2 处、补查医疗卫生"
    assert "得分不足 95.0 分" in said[1]
    assert "已是五星" in said[2]
    assert "未能" in said[3]
    assert in_language(said[0], "en") == "C1 甲: 2 stars → 4 stars, cost 3: 2 × new 便利店, survey of 医疗卫生"


def test_the_whole_is_counted():
    assert sentences(RESULT)[:2] == ["4 个社区:1 个有最省的升星办法,1 个无法靠这些改动升星,1 个已是五星", "费用 3:1 个社区"]
