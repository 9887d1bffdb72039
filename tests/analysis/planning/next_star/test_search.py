"""The cheapest next star: a whole run of the changed study gives it, and no set that costs less does."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.planning.next_star.star_towns import (
    CITY,
    FEW,
    cheaper_sets,
    rated,
    search_of,
    star_town,
)
from xc_gis.analysis.planning.changed_study import changed_study
from xc_gis.analysis.planning.next_star.plan import plan_of
from xc_gis.analysis.planning.next_star.search import levels_for
from xc_gis.findings import Flagged, NoComponent
from xc_gis.model import RedFlag
from xc_gis.model.changes import AddFacility, CompleteSurvey, Scenario
from xc_gis.model.costs import ChangeCosts
from xc_gis.operations.study import analyse

DEAR = ChangeCosts({"CHS": 3.0, "CHC": 2.5, "SUP": 1.75, "EDS": 1.5, "complete_survey": 0.5})

TOWNS = {
    "as it is": {},
    "half surveyed": {"surveyed": ("MED", "VEG")},
    "nothing surveyed": {"surveyed": ()},
    "nothing open": {"closed": tuple(CITY)},
    "lists": {"closed": tuple(CITY), "surveyed": ("MED", "VEG", "CVS"), "lists": True},
}


@pytest.fixture(scope="module", params=list(TOWNS))
def town(request, tmp_path_factory):
    return star_town(tmp_path_factory.mktemp("town") / "s", **TOWNS[request.param])


def whole_run(study, changes):
    """Stars of every community after a whole run of the study in which the changes were made."""
    changed = changed_study(study.data, study.streets, [Scenario("s", tuple(changes))], study.standard, study.settings)
    return analyse(replace(study, data=changed.data, streets=changed.streets)).rating.set_index("community_id")["stars"]


@pytest.mark.parametrize("costs", [ChangeCosts(), DEAR], ids=["alike", "dear"])
def test_a_whole_run_of_the_changed_study_gives_the_promised_star(town, costs):
    study, found = town
    search = search_of(study, found, costs)
    for row in (0, 1):
        plan = plan_of(search, search.of(row))
        if plan.status != "found":
            continue
        assert plan.stars_after >= plan.target
        assert whole_run(study, plan.changes)[plan.community_id] == plan.stars_after
        assert plan.cost == pytest.approx(sum(one.cost for one in plan.changes))


@pytest.mark.parametrize("costs", [ChangeCosts(), DEAR], ids=["alike", "dear"])
def test_no_cheaper_set_gains_a_star(town, costs):
    study, found = town
    search = search_of(study, found, costs, every_m=1200.0)
    for row in (0, 1):
        answer = search.of(row)
        if answer.target is None:
            continue
        dearer = answer.cost if answer.cost is not None else np.inf
        for some in cheaper_sets(search, row, answer.target, dearer, costs):
            stars = rated(search, row, some)
            assert stars is None or stars < answer.target, some


def test_what_is_dear_is_not_built_where_something_cheap_does(tmp_path):
    study, found = star_town(tmp_path / "s", closed=("F1", *CITY))
    kinds = {}
    for name, costs in {"station": {"CHC": 9.0}, "centre": {"CHS": 9.0}}.items():
        answer = search_of(study, found, ChangeCosts(costs)).of(1)
        kinds[name] = {one.kind for one in answer.buildings} & {"CHS", "CHC"}
    assert kinds == {"station": {"CHS"}, "centre": {"CHC"}}


def test_five_stars_need_components_that_nobody_can_build(tmp_path):
    study, found = star_town(tmp_path / "s", components=(None, 1.0), surveyed=FEW)
    search = search_of(study, found)
    full = [AddFacility(type=kind, at=tuple(place)) for kind in ("CVS", "SUP") for place in search.ground.places.lonlat.tolist()]
    better = changed_study(study.data, study.streets, [Scenario("s", tuple(full))], study.standard, study.settings)
    study = replace(study, data=better.data)
    search = search_of(study, analyse(study))
    plan = plan_of(search, search.of(0))
    assert (plan.stars, plan.status, plan.changes) == (4, "none", ())
    assert NoComponent("supply") in plan.lacking


def test_a_red_flag_is_no_matter_of_facilities(tmp_path):
    study, _ = star_town(tmp_path / "s")
    study = replace(study, data=replace(study.data, red_flags=(RedFlag("C1", "京发〔2026〕1号", "事故"),)))
    search = search_of(study, analyse(study))
    plan = plan_of(search, search.of(0))
    assert plan.status == "none"
    assert plan.lacking[0] == Flagged("V4", "京发〔2026〕1号", 0)


def test_a_survey_is_a_change_where_too_little_is_known(tmp_path):
    study, found = star_town(tmp_path / "s", surveyed=("MED", "VEG"))
    search = search_of(study, found)
    plan = plan_of(search, search.of(1))
    assert plan.stars is None
    assert [type(one) for one in plan.changes] == [CompleteSurvey]
    assert set(plan.changes[0].areas) <= {"C1", "C2", "outside"}


def test_levels_that_rise_are_looked_at_alone(tmp_path):
    study, _ = star_town(tmp_path / "s")
    standard = study.standard
    assert levels_for(standard, 3) == [3]
    raw = {n: dict(level) for n, level in standard.stars.levels.items()}
    raw[3]["joint_min"] = 0.9
    odd = standard.model_copy(update={"stars": standard.stars.model_copy(update={"levels": raw})})
    assert levels_for(odd, 3) == [3, 4, 5]
