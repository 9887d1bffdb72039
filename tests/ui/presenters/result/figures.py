"""Rows of a run made by hand, so that every word about them can be worked out."""

from xc_gis.runs.view import CategoryView, CommunityView, CoverageView, NearestView

MED = CategoryView("MED", "医疗卫生", "P", 15.0, "adult", "all", True, True, 12.0, (), "Health")
ELD = CategoryView("ELD", "养老服务", "S", 15.0, "senior", "age60plus", True, True, 10.0, (), "Care")
CVS = CategoryView("CVS", "便利店", "C", 10.0, "adult", "all", False, False, 4.0, (), "Convenience")
NEAREST = NearestView("F1", "西站", "", 6.25, "D1", 116.0, 39.0)


def cover(category=MED, **figures):
    """A hundred residents: 60 covered, 40 in gap, nobody unknown, unless told otherwise."""
    usual = {
        "community_id": "C1", "residents": 100.0, "covered": 60.0, "gap": 40.0, "unknown": 0.0, "low": 0.6, "share": 0.6, "high": 0.6,
        "senior_low": None, "senior_high": None, "median_minutes": 7.0, "notes": (), "gap_points": 2, "over_median": 3.0, "over_most": 5.0,
        "nearest": NEAREST,
    }  # fmt: skip
    return CoverageView(category=category, **{**usual, **figures})


NOBODY = {
    "residents": None,
    "covered": None,
    "gap": None,
    "unknown": None,
    "low": None,
    "share": None,
    "high": None,
    "median_minutes": None,
    "nearest": None,
    "over_median": None,
}


def community(*rows, **figures):
    """A community with four stars."""
    usual = {
        "community_id": "C1", "name": "西社区", "subdistrict": "甲街道", "location": "area", "residents": {"residents": 100.0}, "status": "rated",
        "provisional": False, "stars": 4, "stars_low": 4, "stars_high": 4, "score": 86.0, "score_low": 86.0, "score_high": 86.0,
        "completeness": 0.95, "joint_low": 0.5, "joint_high": 0.5, "next_star": 5, "reasons": (), "surveys": (),
    }  # fmt: skip
    return CommunityView(coverage=rows or (cover(),), **{**usual, **figures})
