"""Answers as changes of a scenario, and what is lacking where there is none."""

from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.planning.next_star.plan import community_rows, plan_of
from xc_gis.findings import LowCoverage
from xc_gis.model.changes import AddFacility
from xc_gis.model.costs import ChangeCosts


def test_a_plan_says_where_and_what_it_costs(tmp_path):
    study, found = star_town(tmp_path / "s")
    search = search_of(study, found, ChangeCosts({"CVS": 2.0, "SUP": 7.0}))
    plan = plan_of(search, search.of(1))
    assert plan.community_id == "C2"
    assert all(isinstance(one, AddFacility) and one.cost == search.costs.of(one.type) for one in plan.changes)
    places = {tuple(place) for place in search.ground.places.lonlat.tolist()}
    assert {one.at for one in plan.changes} <= places


def test_where_no_set_exists_it_says_what_is_lacking_with_everything_built(tmp_path):
    study, found = star_town(tmp_path / "s")
    search = search_of(study, found, every_m=2400.0)  # one place: too few convenience stores whatever is built
    plan = plan_of(search, search.of(0))
    assert plan.status == "none"
    assert any(isinstance(one, LowCoverage) and one.category == "CVS" and one.least == 0.5 for one in plan.lacking)


def test_rows_of_communities(tmp_path):
    study, found = star_town(tmp_path / "s")
    search = search_of(study, found)
    assert community_rows(search, ["C2"]) == [1]
    assert community_rows(search, []) == [0, 1]
