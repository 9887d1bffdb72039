"""At least so many categories of a list: hand-worked on both sides of 15 of 23 and of 20 of 30, with unknown ones at both ends."""

import numpy as np
import pandas as pd
import pytest

from xc_gis.analysis.rating.levels import Values, offered, rule_of
from xc_gis.analysis.rating.rating import rate
from xc_gis.findings import FewOfList
from xc_gis.standard.schema import Standard

NAN = float("nan")
BASIC, QUALITY = [f"B{n:02d}" for n in range(23)], [f"Q{n:02d}" for n in range(30)]
LEVEL = {"min_completeness": 0.0, "at_least": [{"list": "basic", "count": 15}, {"list": "quality", "count": 20}]}
STANDARD = Standard.model_validate(
    {
        "meta": {"id": "circle", "version": "1", "name_zh": "生活圈"},
        "facility_types": {code: {"zh": code, "services": [code]} for code in (*BASIC, *QUALITY)},
        "categories": [
            {"code": code, "zh": code, "domain": "C", "minutes": 15, "profile": "adult", "population": "all", "mandatory": code == "B00",
             "weight": 100 / 53}
            for code in (*BASIC, *QUALITY)
        ],
        "lists": {
            "basic": {"zh": "基本保障类", "en": "basic types", "categories": BASIC},
            "quality": {"zh": "品质提升类", "en": "quality types", "categories": QUALITY},
        },
        "scoring": {"components": {name: {"zh": name, "weight": 100 if name == "access" else 0} for name in ("access", "supply", "feedback")}},
        "stars": {
            "levels": {
                3: {"min_score": 40, "grade": "基础型", "grade_en": "basic", **LEVEL}, 4: {"min_score": 80, "grade": "提升型", **LEVEL},
                5: {"min_score": 95, "grade": "品质型", **LEVEL},
            },
            "caps": [{"id": "V1", "kind": "red_flag", "stars": 0, "zh": "一票否决"}],
        },
    }
)  # fmt: skip


def rated(basic, quality, unknown=()):
    """One community that has so many types of each list, each for everybody; ``unknown``: codes of which nobody knows."""
    have = {*BASIC[:basic], *QUALITY[:quality]}
    rows = [
        {"community_id": "A", "category": code, "note": "", "senior_low": NAN, "senior": NAN, "senior_high": NAN,
         **dict(zip(("coverage_low", "coverage", "coverage_high"), (0.0, NAN, 1.0) if code in unknown else (float(code in have),) * 3, strict=True))}
        for code in (*BASIC, *QUALITY)
    ]  # fmt: skip
    return rate(
        pd.DataFrame(rows), pd.DataFrame([{"community_id": "A", "joint_low": 1.0, "joint": 1.0, "joint_high": 1.0}]), standard=STANDARD,
        communities=pd.DataFrame({"community_id": ["A"], "name": ["甲"], "subdistrict": [""]}), supply=None, feedback=None, red_flags=(),
    ).iloc[0]  # fmt: skip


@pytest.mark.parametrize(
    ("basic", "quality", "stars"),
    [(15, 20, 3), (14, 20, 0), (15, 19, 0), (14, 30, 0), (23, 19, 0), (23, 20, 4), (23, 30, 5), (22, 21, 4)],
)
def test_both_lists_count(basic, quality, stars):
    assert rated(basic, quality)["stars"] == stars


def test_what_is_lacking_is_said_with_both_figures():
    reasons = [one for one in rated(14, 20)["reasons"] if isinstance(one, FewOfList)]
    assert reasons == [FewOfList("basic", "基本保障类", "basic types", 14, 15)]
    assert rated(14, 20)["next_star"] == 3  # the lowest level that there is


def test_unknown_types_are_absent_at_the_low_end_and_offered_at_the_high_one():
    row = rated(14, 20, unknown=(BASIC[14],))
    assert (row["stars_low"], row["stars"], row["stars_high"]) == (0, 0, 3)
    row = rated(15, 20, unknown=(BASIC[14],))
    assert (row["stars_low"], row["stars_high"]) == (0, 3)
    assert rated(16, 21, unknown=(BASIC[15], QUALITY[20]))[["stars_low", "stars", "stars_high"]].tolist() == [3, 3, 3]


def test_surveys_that_settle_name_the_types_that_decide():
    assert rated(15, 20, unknown=(BASIC[14], QUALITY[25]))["surveys"] == ((BASIC[14],),)


def test_a_type_counts_from_the_share_that_its_list_asks_for():
    levels = STANDARD.model_copy(
        update={"lists": {**STANDARD.lists, "basic": STANDARD.lists["basic"].model_copy(update={"covered_min": 0.3})}}
    )
    nothing = np.full((2, 53), NAN)
    coverage = np.zeros((2, 53))
    coverage[0, :2], coverage[1, :2] = (0.3, 0.2999), (0.3, NAN)
    values = Values(coverage, nothing, *(np.ones(2),) * 2, coverage, nothing, coverage, *(np.full(2, NAN),) * 2, np.zeros((2, 0)))
    assert offered(values, rule_of(levels), "basic").tolist() == [1, 1]
