"""Two assessments held against each other: residents by state add up, and stars are counted where both know them."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.analysis.planning.before_after import BeforeAfter, before_after
from xc_gis.analysis.planning.people import People
from xc_gis.operations.study import Study, analyse, read_study


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return read_study(write_small_study(tmp_path_factory.mktemp("study")))


def without(study, facility):
    facilities = study.data.facilities
    closed = facilities.assign(status=facilities["status"].mask(facilities["facility_id"] == facility, "closed"))
    return Study(study.file, study.standard, study.settings, replace(study.data, facilities=closed), study.streets)


def test_what_one_loses_is_what_the_other_gains(study):
    whole, less = analyse(study), analyse(without(study, "F1"))
    loses, gains = before_after(whole, less, study.standard), before_after(less, whole, study.standard)
    assert loses.lost == gains.gained
    assert loses.lost_any == gains.gained_any
    assert loses.lost["MED"].groups["residents"] > 0
    assert loses.gained_any.groups["residents"] == gains.lost_any.groups["residents"] == 0
    for table in (loses.coverage, gains.coverage):
        for when in ("before", "after"):
            parts = sum(table[f"{state}_{when}"] for state in ("covered", "gap", "unknown"))
            np.testing.assert_allclose(parts, table["residents"])
    rise = gains.coverage["covered_after"] - gains.coverage["covered_before"]
    assert rise.tolist() == gains.coverage["newly_covered"].tolist()


def test_the_same_twice_changes_nothing(study):
    found = analyse(study)
    same = before_after(found, found, study.standard)
    assert same.coverage["newly_covered"].sum() == same.stars_won == same.stars_lost == same.communities_up == 0


def test_stars_count_where_both_are_rated():
    stars = pd.DataFrame({"stars_before": pd.array([1, 3, None, 2]), "stars_after": pd.array([3, 2, 4, None])})
    nobody = People({})
    found = BeforeAfter(pd.DataFrame(), stars, {}, {}, nobody, nobody)
    assert (found.stars_won, found.stars_lost, found.communities_up, found.communities_down) == (2, 1, 1, 1)
