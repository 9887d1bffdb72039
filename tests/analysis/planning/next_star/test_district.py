"""The cheapest plan for a number of five-star communities: rated by a whole run (that none is cheaper: tests/independent)."""

import time

import numpy as np
import pytest

from tests.analysis.planning.next_star.star_towns import cost_of, search_of, star_town
from tests.analysis.planning.next_star.test_search import whole_run
from xc_gis.analysis.planning.next_star import district as next_star_district
from xc_gis.analysis.planning.next_star.changed_stars import Building
from xc_gis.analysis.planning.next_star.district import DistrictSearch
from xc_gis.analysis.planning.next_star.shared_model import SharedSet
from xc_gis.model.changes import AddFacility, CompleteSurvey
from xc_gis.model.costs import ChangeCosts
from xc_gis.progress import Silent

DEAR = ChangeCosts({"CHS": 3.0, "CHC": 2.5, "SUP": 1.75, "EDS": 1.5, "complete_survey": 0.5})


def district_of(folder, costs=None, every_m=1200.0, **town):
    study, found = star_town(folder / "s", **town)
    return study, DistrictSearch(search_of(study, found, costs, every_m=every_m))


def asked(district, wanted, time_limit_s=20.0):
    return district.of(wanted, time_limit_s=time_limit_s, progress=Silent())


def changes_of(district, answer):
    lonlat = district.search.ground.places.lonlat
    built = [AddFacility(type=one.kind, at=tuple(lonlat[one.place])) for one in answer.buildings]
    return [*built, *(CompleteSurvey(category=code) for code in answer.codes)]


@pytest.mark.parametrize("town", [{}, {"surveyed": ("MED", "VEG", "CVS", "FOD", "ELD")}], ids=["surveyed", "one list open"])
def test_a_whole_run_confirms_it(tmp_path, town):
    costs = DEAR
    study, district = district_of(tmp_path, costs, every_m=400.0, **town)
    for wanted in (1, 2):
        answer = asked(district, wanted)
        assert answer.status == "optimal"
        assert answer.bound == pytest.approx(answer.cost)
        assert answer.cost == pytest.approx(sum(cost_of(costs, one) for one in answer.buildings) + 0.5 * len(answer.codes))
        after = whole_run(study, changes_of(district, answer))
        assert int((after == 5).sum()) == int((answer.after == 5).sum()) >= wanted


def test_what_two_communities_share_is_counted_once(tmp_path):
    _, district = district_of(tmp_path, every_m=400.0)
    answer = asked(district, 2)
    assert answer.cost <= sum(one.cost for one in answer.alone.values())
    assert answer.cost == len(answer.buildings) + len(answer.codes)


def test_without_time_there_is_a_plan_and_no_proof(tmp_path):
    _, district = district_of(tmp_path, every_m=400.0)
    answer = asked(district, 2, time_limit_s=0.0)
    assert answer.status in {"gap", "optimal"}
    assert answer.bound <= answer.cost
    assert int((answer.after == 5).sum()) >= 2


def test_where_it_cannot_be_reached_each_community_says_why(tmp_path):
    _, district = district_of(tmp_path, components=(None, 1.0))
    answer = asked(district, 1)
    assert (answer.status, answer.cost, answer.reached) == ("none", None, 0)
    assert {one.status for one in answer.alone.values()} == {"none"}


def test_what_is_there_already_costs_nothing(tmp_path):
    _, district = district_of(tmp_path, every_m=400.0)
    assert asked(district, 0).cost == 0.0


def test_a_plan_is_made_cheaper_among_its_own_communities(tmp_path, monkeypatch):
    """A plan with a facility too many, and no other community beside it."""
    monkeypatch.setattr(next_star_district, "BESIDE", 0)
    _, district = district_of(tmp_path, every_m=400.0)
    best = asked(district, 1)
    row = int(np.flatnonzero(best.after == 5)[0])
    spare = next(
        Building(best.buildings[0].kind, place) for place in district.search.ground.near(row).places.tolist()
        if Building(best.buildings[0].kind, place) not in best.buildings
    )  # fmt: skip
    dear = SharedSet((*best.buildings, spare), best.codes, (row,))
    cases = {n: district.search.case(n, 5) for n in (0, 1)}
    found = district._improved(dear, cases, [], 1, time.monotonic() + 30.0, Silent())
    assert found.cost(district.search.costs) == best.cost
    assert district.stars.fives(found.buildings, found.codes) >= 1
