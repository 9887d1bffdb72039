"""Real Xicheng: what is not known there is said to be unknown, and no category is invented as zero."""

import numpy as np
import pytest

from tests.fixtures.studies import FIELD, field_data
from xc_gis.study import analyse, read_study

pytestmark = [field_data, pytest.mark.xdist_group("field")]


@pytest.fixture(scope="module")
def found():
    return analyse(read_study(FIELD))


def test_every_community_keeps_its_row_and_nobody_is_rated(found):
    assert len(found.rating) == 263
    assert (found.rating["status"] == "insufficient").all()
    assert found.rating["stars"].isna().all()


def test_community_station_has_coverage_and_all_else_is_unknown(found):
    with_people = found.coverage[found.coverage["residents"] > 0]
    station = with_people[with_people["category"] == "EMP"]
    assert station["covered"].sum() > 0.85 * station["residents"].sum()
    others = with_people[~with_people["category"].isin(["EMP", "SSE", "SAS"])]
    assert (others["unknown"] == others["residents"]).all()
    assert found.coverage["gap"].sum() == 0
    assert others["coverage"].isna().all()


def test_communities_without_a_point_are_kept_without_numbers(found):
    nowhere = found.coverage[found.coverage["note"].str.contains("no_location")]
    assert nowhere["community_id"].nunique() == 115
    assert nowhere["coverage_low"].isna().all()
    assert (found.data.communities["location"] == "derived").sum() > 130


def test_residences_within_the_district_are_all_counted(found):
    assert np.isclose(found.coverage.loc[found.coverage["category"] == "EMP", "residents"].sum(), 7429)


def test_covered_residences_agree_with_the_figures_of_the_method(found):
    """Method §9: 3,480 / 5,943 / 6,773 of 7,429 residences at 5 / 10 / 15 minutes; a quarter of a percent of leeway."""
    seconds = found.times["EMP"][found.data.demand["community_id"].notna().to_numpy()]
    for minutes, expected in ((5, 3480), (10, 5943), (15, 6773)):
        assert int((seconds <= minutes * 60 + 1e-6).sum()) == pytest.approx(expected, rel=0.005)
