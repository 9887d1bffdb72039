"""Real Xicheng: what is not known there is said to be unknown, and no category is invented as zero."""

import numpy as np
import pytest

from tests.fixtures.studies import FIELD, field_data
from xc_gis.operations.study import analyse, read_study

pytestmark = field_data


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


def test_covered_residences_and_those_off_the_network_are_as_another_implementation_found_them(found):
    """3,455 / 5,895 / 6,746 of 7,429 residences at 5 / 10 / 15 minutes from a community station, 181 off the network."""
    inside = found.data.demand["community_id"].notna().to_numpy()
    seconds = found.times["EMP"][inside]
    assert [int((seconds <= minutes * 60 + 1e-6).sum()) for minutes in (5, 10, 15)] == [3455, 5895, 6746]
    assert int(found.scene.demand.off_network[~np.isnan(found.scene.demand.xy[:, 0])].sum()) == 181
