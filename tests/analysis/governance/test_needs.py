"""The ledger of needs: hand-worked rows from gaps, complaints and the survey, each with its id and its people."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.governance.needs import candidates_by_community, needs_table
from xc_gis.standard import load_standard

STANDARD = load_standard("xicheng-ykz-default")
CODES = [category.code for category in STANDARD.categories]


def coverage(*rows):
    """Rows of community, category, residents, gap, unknown, and note where there is one."""
    return pd.DataFrame(
        [{"community_id": c, "community": f"{c}社区", "subdistrict": "甲街道", "category": k, "residents": r, "covered": r - g - u, "gap": g, "unknown": u, "note": "".join(note)}
         for c, k, r, g, u, *note in rows]
    )  # fmt: skip


def demand(**gaps):
    """Three demand points of C1, one of C2; by category the points that are in a gap."""
    frame = pd.DataFrame({"community_id": ["C1", "C1", "C1", "C2"]})
    for code in CODES:
        frame[f"state_{code}"] = ["gap" if n in gaps.get(code, ()) else "covered" for n in range(4)]
    return frame


OLDER = pd.Series([10.0, 20.0, 5.0, np.nan])


def needs(rows, points, hotline=None, reach=None, candidates=None):
    return needs_table(coverage(*rows), points, OLDER, STANDARD, hotline=hotline, reach=reach, candidates=candidates or {})


def test_a_gap_is_a_need_with_its_people_in_all_and_of_sixty_and_more():
    rows = [
        ("C1", "VEG", 300.0, 200.0, 0.0),
        ("C1", "MED", 300.0, 0.0, 300.0),
        ("C2", "VEG", 100.0, 100.0, 0.0),
        ("C1", "ELD", 35.0, 30.0, 5.0),
        ("C1", "CHI", 20.0, 12.0, 0.0),
    ]
    found = needs(rows, demand(VEG=(0, 1, 3), ELD=(0, 1), CHI=(0,)), candidates={"C1": ("S1", "S2")})
    assert found[["need_id", "people", "people_60plus", "unknown", "sources", "candidates"]].fillna(-1).to_numpy().tolist() == [
        ["C1-VEG", 200.0, 30.0, 0.0, "gap", "S1;S2"],
        ["C2-VEG", 100.0, -1, 0.0, "gap", ""],  # ages of its people are not known
        ["C1-ELD", 30.0, 30.0, 5.0, "gap", "S1;S2"],  # a group of people of 60 and more alone
        ["C1-CHI", 12.0, -1, 0.0, "gap", "S1;S2"],  # a group of children
    ]


def test_nobody_known_beside_unknown_people_is_no_zero():
    rows = [("C1", "VEG", 300.0, 0.0, 300.0), ("C1", "MED", 300.0, 0.0, 0.0), ("C1", "CVS", 300.0, 1.0, 299.0)]
    hotline = pd.DataFrame(
        [("C1", code, 0.8, "complaints_only") for code in ("VEG", "MED")],
        columns=["community_id", "category", "pressure", "quadrant"],
    )
    found = needs(rows, demand(), hotline=hotline).set_index("category")
    assert found["people"].fillna(-1).to_dict() == {"VEG": -1, "MED": 0, "CVS": 1}
    assert found["people_60plus"].fillna(-1).to_dict() == {"VEG": -1, "MED": 0, "CVS": 0}
    assert found["unknown"].to_dict() == {"VEG": 300, "MED": 0, "CVS": 299}
    assert found["sources"].to_dict() == {"VEG": "hotline", "MED": "hotline", "CVS": "gap"}


def test_complaints_and_the_survey_make_needs_of_their_own_and_say_so():
    rows = [
        ("C1", "VEG", 300.0, 200.0, 0.0),
        ("C1", "MED", 300.0, 0.0, 0.0),
        ("C1", "CVS", 300.0, 0.0, 0.0),
        ("C2", "CVS", 100.0, 0.0, 0.0),
    ]
    hotline = pd.DataFrame(
        [
            ("C1", "VEG", 0.9, "gap_complaints"),
            ("C1", "MED", 0.8, "complaints_only"),
            ("C1", "CVS", 0.1, "fine"),
            ("ALL", "ALL", np.nan, ""),
        ],
        columns=["community_id", "category", "pressure", "quadrant"],
    )
    reach = pd.DataFrame(
        [("C2", "CVS", "no"), ("C1", "CVS", "yes"), ("C1", "MED", "no")], columns=["community_id", "category", "provided"]
    )
    found = needs(rows, demand(VEG=(0, 1)), hotline, reach)
    assert found[["need_id", "people", "sources", "pressure", "quadrant"]].fillna(-1).to_numpy().tolist() == [
        ["C1-VEG", 200.0, "gap;hotline", 0.9, "gap_complaints"], ["C1-MED", 0.0, "hotline;survey", 0.8, "complaints_only"], ["C2-CVS", 0.0, "survey", -1, ""],
    ]  # fmt: skip


def test_unknown_residents_and_communities_without_people_are_no_need():
    rows = [("C1", "VEG", 300.0, 0.0, 300.0), ("C2", "VEG", np.nan, np.nan, np.nan)]
    found = needs(rows, demand())
    assert len(found) == 0
    assert found["people"].dtype == float


def test_where_nobody_is_known_to_live_complaints_have_no_people_rather_than_none():
    rows = [("C1", "VEG", 0.0, 0.0, 0.0, "no_location"), ("C2", "VEG", 0.0, 0.0, 0.0, "no_residents")]
    hotline = pd.DataFrame(
        [("C1", "VEG", 0.9, "complaints_only"), ("C2", "VEG", 0.8, "complaints_only")],
        columns=["community_id", "category", "pressure", "quadrant"],
    )
    found = needs(rows, demand(), hotline)
    assert found["sources"].tolist() == ["hotline", "hotline"]
    assert found[["residents", "people", "people_60plus", "unknown"]].isna().all(axis=None)


def test_all_residents_who_stand_in_for_the_old_are_not_called_old():
    rows = [("C1", "ELD", 300.0, 200.0, 0.0, "ages_unknown"), ("C2", "ELD", 40.0, 30.0, 0.0, "derived")]
    found = needs(rows, demand(ELD=(0, 3)))
    assert found["people"].tolist() == [200.0, 30.0]
    assert found["people_60plus"].fillna(-1).tolist() == [-1, 30.0]


def test_places_that_could_be_used_belong_to_the_community_around_them():
    communities = gpd.GeoDataFrame(
        {"community_id": ["C1", "C2"]}, geometry=[shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)]
    )
    sites = gpd.GeoDataFrame(
        {"site_id": ["S3", "S1", "S2", "S4", "S5"]},
        geometry=[
            shapely.Point(5, 5),
            shapely.Point(1, 1),
            shapely.box(12, 1, 14, 3),
            shapely.Point(30, 5),
            shapely.Point(10, 5),
        ],
    )
    assert candidates_by_community(sites, communities) == {"C1": ("S1", "S3", "S5"), "C2": ("S2",)}
    assert candidates_by_community(sites[:0], communities) == {}
