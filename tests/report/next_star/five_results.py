"""Plans for five-star communities, made by hand."""

from xc_gis.findings import LowJoint, LowScore, NoComponent
from xc_gis.languages.message import Name
from xc_gis.model.changes import AddFacility, CompleteSurvey
from xc_gis.model.costs import ChangeCosts
from xc_gis.report.next_star.five_result import FiveStarCommunity, FiveStarsResult, SharedChange

CHANGES = (
    SharedChange(CompleteSurvey(category="CVS", cost=1.0), ("C2",)),
    SharedChange(AddFacility(type="CHS", at=(116.3712345, 39.9), cost=2.0), ("C2", "C3")),
)


def result(status="optimal", changes=CHANGES, after=(5, 5, 5, 2), confirmed=3, lacking=((), (), (), ()), bound=3.0):
    communities = tuple(
        FiveStarCommunity(f"C{n + 1}", f"社区{n + 1}", stars, then, alone, why)
        for n, (stars, then, alone, why) in enumerate(zip((5, 3, None, 2), after, (None, 2.0, 3.0, None), lacking, strict=True))
    )
    cost = 3.0 if changes else None
    return FiveStarsResult(
        "小项目", "", 3, status, cost, bound, changes, communities, 3, confirmed, ChangeCosts(), 18, {"CHS": Name("社区卫生服务站", "")},
        {"CVS": Name("便利店", "")}, (),
    )  # fmt: skip


def unreachable():
    lacking = ((), (), (NoComponent("supply"), LowJoint(0.5, 0.8)), (NoComponent("supply"), LowScore(85.0)))
    return result("none", (), (5, 3, None, 2), None, lacking, None)
