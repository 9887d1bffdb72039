"""Rows are linked to facilities by id, by name and community, by place; what is ambiguous is linked to none."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.governance.links import KnownFacilities, links

AREAS = gpd.GeoDataFrame(
    {"community_id": ["C1", "C2"], "location": "area"}, geometry=[shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000)]
)
FACILITIES = gpd.GeoDataFrame(
    [
        ("F1", "CHS", "甲卫生站", "open", shapely.Point(100, 100)),
        ("F2", "CHS", "乙卫生站", "open", shapely.Point(1100, 100)),
        ("F3", "PHA", "同名", "open", shapely.Point(500, 500)),
        ("F4", "PHA", "同名", "open", shapely.Point(600, 500)),
        ("F5", "PHA", "同名", "open", shapely.Point(1500, 500)),
        ("F6", "CUL", "旧文化站", "closed", shapely.Point(200, 800)),
        ("F7", "SPO", "F7", "open", None),
    ],
    columns=["facility_id", "type", "name", "status", "geometry"], geometry="geometry",
)  # fmt: skip
KNOWN = KnownFacilities.of(FACILITIES, AREAS)


def linked(community, kind, name, facility_id="", at=(np.nan, np.nan), types=None):
    rows = pd.DataFrame(
        [(community, kind, name, facility_id, *at)], columns=["community_id", "kind", "name", "facility_id", "x", "y"]
    )
    found = links(rows, KNOWN, types or {}, near_m=50).iloc[0]
    return found["facility_id"], found["way"]


def test_the_id_wins_over_everything_and_finds_closed_ones():
    assert linked("C2", "站", "乙卫生站", "F1") == ("F1", "id")
    assert linked("C1", "站", "x", "F6") == ("F6", "id")
    assert linked("C1", "站", "x", "F7") == ("F7", "id")


def test_a_name_counts_in_its_own_community():
    assert linked("C1", "站", " 甲 卫生站 ") == ("F1", "name")
    assert linked("C2", "站", "甲卫生站") == ("", "none")
    assert linked(None, "站", "甲卫生站") == ("F1", "name")
    assert linked("C1", "站", "甲卫生站", "F99") == ("F1", "name")
    assert linked("C1", "站", "旧文化站") == ("", "none")


def test_a_name_that_several_bear_means_none_of_them():
    assert linked("C1", "店", "同名") == ("", "ambiguous")
    assert linked("C2", "店", "同名") == ("F5", "name")
    assert linked(None, "店", "同名") == ("", "ambiguous")


def test_a_kind_that_is_of_another_type_is_not_meant():
    assert linked("C1", "站", "甲卫生站", types={"站": ("PHA",)}) == ("", "none")


def test_near_counts_where_types_agree_and_names_are_alike():
    here, types = (130, 100), {"站": ("CHS",)}
    assert linked("C1", "站", "甲社区卫生站", at=here, types=types) == ("F1", "place")
    assert linked("C1", "站", "甲社区卫生站", at=here) == ("F1", "place")
    assert linked("C1", "站", "理发", at=here, types=types) == ("", "none")
    assert linked("C1", "站", "", at=here, types=types) == ("F1", "place")
    assert linked("C1", "站", "", at=here) == ("", "none")
    assert linked("C1", "站", "甲社区卫生站", at=(151, 100), types=types) == ("", "none")
    assert linked("C1", "站", "甲社区卫生站", at=(150, 100), types=types) == ("F1", "place")


def test_two_that_are_near_mean_none_and_distances_are_told():
    rows = pd.DataFrame(
        [("C1", "店", "", "", 550.0, 500.0), ("C1", "站", "甲卫生站", "", 130.0, 100.0)],
        columns=["community_id", "kind", "name", "facility_id", "x", "y"],
    )  # fmt: skip
    found = links(rows, KNOWN, {"店": ("PHA",)}, near_m=50)
    assert found["way"].tolist() == ["ambiguous", "name"]
    assert found["facility"].tolist() == [-1, 0]
    assert np.isnan(found["distance_m"][0])
    assert found["distance_m"][1] == 30.0


def test_a_study_without_facilities_has_no_links():
    nobody = KnownFacilities.of(FACILITIES.iloc[:0], AREAS)
    rows = pd.DataFrame([("C1", "店", "甲", "", 1.0, 1.0)], columns=["community_id", "kind", "name", "facility_id", "x", "y"])
    assert links(rows, nobody, {}, near_m=50)["way"].tolist() == ["none"]
