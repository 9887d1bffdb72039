"""Sums of people by the shelters they reach."""

import numpy as np
import pandas as pd

from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN
from xc_gis.analysis.planning.shelters import areas_by_level, emergency_sums


def test_people_of_an_area_are_parted_by_state_and_by_the_shelters_of_its_plan():
    communities = pd.DataFrame({"community_id": ["A", "B", "C"], "subdistrict": ["甲", "甲", None]})
    community = np.array([0, 0, 1, -1])
    compound = np.array(["小区", "NONE", "小区", "小区"], dtype=object)
    levels = areas_by_level(community, communities, compound)
    assert {level: (areas.names, areas.number.tolist()) for level, areas in levels.items()} == {
        "district": (["ALL"], [0, 0, 0, -1]), "subdistrict": (["甲"], [0, 0, 0, -1]), "community": (["A", "B", "C"], [0, 0, 1, -1]),
        "compound": (["小区"], [0, -1, 0, -1]),
    }  # fmt: skip
    reached, off = np.array([0, 3]), np.array([False, False, True, False])
    sums = emergency_sums(
        np.array([10.0, 20.0, 40.0, 80.0]), np.array([COVERED, GAP, UNKNOWN, COVERED]), levels, {("community", "A"): reached, ("compound", "小区"): reached,
        ("community", "C"): reached}, off,
    ).set_index(["level", "area"])  # fmt: skip
    assert sums.loc[("district", "ALL")].to_list()[:4] == [70, 10, 20, 40]  # who lives outside all communities is nobody's
    assert sums.loc[("district", "ALL")].isna().to_list()[4:] == [True] * 3
    assert sums.loc[("community", "A")].to_list() == [30, 10, 20, 0, 10, 20, 0]
    assert sums.loc[("compound", "小区")].to_list() == [50, 10, 0, 40, 10, 0, 40]
    assert sums.loc[("community", "C")].isna().all()  # nobody is known to live there: no zeros
