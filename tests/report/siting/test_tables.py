"""Tables of a siting question: sites in the order in which to build them, whoever is left, names never a formula."""

import geopandas as gpd
import pandas as pd
import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.operations.planning.site import site_study
from xc_gis.operations.planning.site_request import SitingRequest
from xc_gis.report.siting.summary import summary
from xc_gis.report.siting.tables import alternatives_table, left_over, sites_table, write_siting_tables


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    path = write_small_study(tmp_path_factory.mktemp("tables"))
    return site_study(path, SitingRequest(("CVS",), 2, every_m=200.0, time_limit_s=5.0, relocate=False))


def test_sites_add_up_to_what_is_covered_then(result):
    sites = sites_table(result)
    told = summary(result)
    assert sites["rank"].tolist() == [1, 2]
    assert set(sites["site_id"]) == set(told["sites"])
    assert sites["cumulative"].tolist() == sites["newly_covered"].cumsum().tolist()
    assert sites["cumulative"].iloc[-1] == pytest.approx(told["covered_after"] - told["covered_before"])
    assert (sites["newly_covered"].diff().iloc[1:] <= 0).all()  # the larger gain is built first
    assert sites["lon"].between(116.9, 117.2).all()


def test_whoever_is_left_is_everybody_that_is_not_covered(result):
    left, told = left_over(result), summary(result)
    assert left["residents"].sum() == pytest.approx(told["residents"] - told["covered_after"])
    assert set(left["why"]) <= {"no_site", "not_chosen"}
    assert set(left["category"]) <= {"CVS"}


def test_other_sets_have_a_row_for_each_of_their_sites(result):
    others = alternatives_table(result)
    assert others.groupby("alternative").size().tolist() == [len(other.sites) for other in result.plan.others]
    assert (others["newly_covered"] <= sites_table(result)["cumulative"].iloc[-1] + 1e-6).all()


def test_files_hold_the_tables_and_no_formula(result, tmp_path):
    spoilt = result.candidates.assign(name="=1+1")
    object.__setattr__(result, "candidates", spoilt)
    names = write_siting_tables(result, tmp_path)
    assert names == ["sites.csv", "stars.csv", "siting.gpkg"]
    table = pd.read_csv(tmp_path / "sites.csv")
    assert table["name"].tolist() == ["'=1+1"] * 2
    assert len(gpd.read_file(tmp_path / "siting.gpkg", layer="candidates")) == len(spoilt)
