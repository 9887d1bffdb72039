"""Sums of people by the shelters they reach."""

import numpy as np
import pandas as pd

from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN
from xc_gis.analysis.planning.shelters import emergency_sums, people_by_level


def test_people_of_an_area_are_parted_by_state_and_by_the_shelters_of_its_plan():
    communities = pd.DataFrame({"community_id": ["A", "B"], "subdistrict": ["甲", "甲"]})
    community = np.array([0, 0, 1, -1])
    compound = np.array(["小区", "NONE", "小区", "小区"], dtype=object)
    who = people_by_level(community, communities, compound)
    assert {level: list(areas) for level, areas in who.items()} == {
        "district": ["ALL"], "subdistrict": ["甲"], "community": ["A", "B"], "compound": ["小区"],
    }  # fmt: skip
    reached, off = np.array([True, False, False, True]), np.array([False, False, True, False])
    sums = emergency_sums(
        np.array([10.0, 20.0, 40.0, 80.0]), np.array([COVERED, GAP, UNKNOWN, COVERED]), who, {("community", "A"): reached, ("compound", "小区"): reached}, off
    ).set_index(["level", "area"])  # fmt: skip
    assert sums.loc[("district", "ALL")].to_list()[:4] == [70, 10, 20, 40]  # who lives outside all communities is nobody's
    assert sums.loc[("district", "ALL")].isna().to_list()[4:] == [True] * 3
    assert sums.loc[("community", "A")].to_list() == [30, 10, 20, 0, 10, 20, 0]
    assert sums.loc[("compound", "小区")].to_list() == [50, 10, 0, 40, 10, 0, 40]
