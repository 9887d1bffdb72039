"""What is built already counts nothing, and steps put together reach the number."""

from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.planning.next_star.completion import Step, StepByStep, completion
from xc_gis.analysis.planning.next_star.district_stars import DistrictStars
from xc_gis.model.costs import ChangeCosts


def test_what_is_built_already_is_not_paid_again(tmp_path):
    study, found = star_town(tmp_path / "s")
    search, costs = search_of(study, found), ChangeCosts()
    stars, case = DistrictStars(search), search.case(1, 5)
    alone = completion(stars, case, (), (), costs)
    assert alone.cost == search.level(case, 5, 5).cost
    half = alone.buildings[: len(alone.buildings) // 2]
    rest = completion(stars, case, half, (), costs)
    assert rest.cost == alone.cost - len(half)
    assert completion(stars, case, alone.buildings, (), costs) == Step((), (), 0.0)


def test_steps_lead_to_the_number_and_no_further(tmp_path):
    study, found = star_town(tmp_path / "s")
    search, costs = search_of(study, found), ChangeCosts()
    cases = {row: search.case(row, 5) for row in (0, 1)}
    stars = DistrictStars(search)
    alone = {row: completion(stars, case, (), (), costs) for row, case in cases.items()}
    told = []
    one = StepByStep(stars, cases, alone, costs).plan(1, told.append)
    assert told == [0]
    assert one.cost(costs) == min(step.cost for step in alone.values())
    assert stars.fives(StepByStep(stars, cases, alone, costs).plan(2, told.append).buildings, ()) == 2
    assert StepByStep(stars, cases, alone, costs).plan(3, told.append) is None
