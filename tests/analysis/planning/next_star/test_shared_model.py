"""The model of several communities: a known plan is a solution of it, and a community that is ruled out is so for that plan alone."""

import pytest

from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.planning.next_star.district_stars import DistrictStars
from xc_gis.analysis.planning.next_star.shared_model import SharedModel
from xc_gis.model.costs import ChangeCosts


@pytest.fixture(scope="module")
def stars(tmp_path_factory):
    return DistrictStars(search_of(*star_town(tmp_path_factory.mktemp("t") / "s")))


def model_of(stars, wanted):
    return SharedModel(stars, {row: stars.search.case(row, 5) for row in (0, 1)}, (), wanted, ChangeCosts())


def test_its_cheapest_solution_is_a_plan_that_the_rating_accepts(stars):
    shared = model_of(stars, 2)
    found = shared.set_of(shared.model.solved().values)
    assert found.rows == (0, 1)
    assert stars.fives(found.buildings, found.codes) == 2
    start = shared.start(found, found.rows)
    for column, value in start.items():
        shared.model.at_least({column: 1.0 if value else -1.0}, value)
    assert shared.model.solved().objective == pytest.approx(found.cost(ChangeCosts()))


def test_a_community_that_is_ruled_out_needs_other_changes(stars):
    shared = model_of(stars, 1)
    first = shared.set_of(shared.model.solved().values)
    for row in first.rows:
        shared.rule_out(first, row)
    second = shared.set_of(shared.model.solved().values)
    assert set(second.buildings) != set(first.buildings)
    assert second.cost(ChangeCosts()) >= first.cost(ChangeCosts())


def test_a_set_that_is_not_offered_is_no_start(stars):
    from xc_gis.analysis.planning.next_star.changed_stars import Building
    from xc_gis.analysis.planning.next_star.shared_model import SharedSet

    assert model_of(stars, 1).start(SharedSet((Building("CHS", 10**6),), ()), ()) == {}
