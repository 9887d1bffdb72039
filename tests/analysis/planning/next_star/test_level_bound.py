"""The bound is never above what the model of a level says, whatever changes cost, and reaches it where each type serves one question."""

import math

import numpy as np
import pytest

from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.planning.next_star.level_bound import families_of
from xc_gis.analysis.planning.next_star.level_model import LevelModel
from xc_gis.analysis.planning.next_star.linear_model import LinearModel
from xc_gis.analysis.planning.next_star.offers import all_offers
from xc_gis.model.costs import SURVEY, ChangeCosts

CLOSED = ("K07E", "K07W", "K08E", "K08W", "K09E", "K09W", "K10E", "K10W")
FEWER = ("MED", "CVS")
COSTS = [ChangeCosts(), ChangeCosts(default=1.0, stated={"CVS": 0.3, "CHS": 7.5, "SUP": 0.0, SURVEY: 0.25})]


def modelled(search, row, case, units, level):
    """What the model of a level says that the cheapest set costs; inf where there is none."""
    offers = all_offers(search.ground, row, units, search.costs, case.places, delicate=case.delicate)
    model = LinearModel()
    build = [model.column(cost, whole=True) for cost in offers.cost.tolist()]
    survey = {code: model.column(search.costs.of(SURVEY), whole=True) for code in case.surveys}
    LevelModel(case.standing, units, offers, level, model, build, survey).write()
    found = model.solved()
    return math.inf if found.values is None else found.objective


@pytest.mark.parametrize("costs", COSTS)
@pytest.mark.parametrize("free", [False, True])
@pytest.mark.parametrize(
    ("closed", "surveyed", "lists"),
    [(CLOSED, ("MED", "VEG", "CVS", "FOD", "ELD", "SUP"), False), (CLOSED, FEWER, False), ((), (), False), (CLOSED, FEWER, True), ((), FEWER, True)],
)  # fmt: skip
def test_no_set_that_the_model_allows_costs_less(tmp_path, costs, free, closed, surveyed, lists):
    study, found = star_town(tmp_path / "s", closed=closed, surveyed=surveyed, lists=lists)
    search = search_of(study, found, costs)
    for row in (0, 1):
        for level in range(1, 6):
            case = search.case(row, level)
            units = case.units
            if free:
                units = units.with_free({key: np.arange(len(search.ground.home)) % 3 == 0 for key in search.ground.asked})
            bound = search.bounds.least(case.standing, units, case.surveys, level)
            cost = modelled(search, row, case, units, level)
            assert bound <= cost * (1 + 1e-6) + 1e-6, (row, level)


def test_where_lists_alone_are_asked_for_the_bound_is_what_the_cheapest_set_costs(tmp_path):
    study, found = star_town(tmp_path / "s", closed=CLOSED, lists=True)
    search, met = search_of(study, found), 0
    for row in (0, 1):
        for level in range(1, 6):
            case = search.case(row, level)
            bound = search.bounds.least(case.standing, case.units, case.surveys, level)
            cost = modelled(search, row, case, case.units, level)
            met += cost > 0 and bound == pytest.approx(cost, abs=1e-5)
    assert met > 2


def test_questions_that_one_type_serves_are_one_family():
    found = families_of({"A": ("x",), "B": ("y", "z"), "C": ("u",), "D": ("x", "z"), "E": ()})
    assert sorted((sorted(keys), sorted(kinds)) for keys, kinds in found) == [
        (["A", "B", "D"], ["x", "y", "z"]),
        (["C"], ["u"]),
        (["E"], []),
    ]
