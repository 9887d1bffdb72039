"""Questions of stars asked of a further standard, against whole runs of the changed study, which rate by both."""

from dataclasses import replace
from itertools import combinations

import pandas as pd
import pytest

from tests.analysis.planning.next_star.star_towns import short_standard, star_town, with_lists
from tests.fixtures.small_study import STUDY, write_small_study
from xc_gis.analysis.planning.changed_study import changed_study
from xc_gis.errors import InputError
from xc_gis.languages.message import in_language
from xc_gis.model.changes import AddFacility, CompleteSurvey, Scenario
from xc_gis.model.ranges import Ranges
from xc_gis.operations.by_standard import (
    analysed_by,
    assessed_by,
    chosen,
    further_id,
    in_words_of,
    require_standard,
    study_by,
)
from xc_gis.operations.other_standards import rated_by
from xc_gis.operations.planning.next_star import next_star_of
from xc_gis.operations.planning.next_star_request import NextStarRequest
from xc_gis.operations.planning.robust import robust_of
from xc_gis.operations.planning.scenarios import ScenarioTrials
from xc_gis.operations.study import analyse, settings_under
from xc_gis.progress import Silent
from xc_gis.report.next_star.tables import changes_table
from xc_gis.report.next_star.words import plan_words, sentences
from xc_gis.report.robustness.tables import verdict_text, with_grades
from xc_gis.report.robustness.words import check_words
from xc_gis.standard.typed_values import TypedValue

KINDS = ("CVS", "VEG", "SUP", "BKF")
REQUEST = NextStarRequest(every_m=400.0)


def shops(standard):
    """A standard of shops alone: grades from three stars on by how many kinds there are and by satisfaction."""
    made = with_lists(short_standard(standard, ("VEG", "CVS", "FOD", "SUP")))
    levels = {
        n: {"min_score": 0.0, "min_completeness": 0.3, "at_least": [{"list": "shops", "count": count}], "grade": f"{n}级", "grade_en": f"grade {n}",
            "values": [{"value": "joy", "least": 80.0 if n == 3 else 90.0}]}
        for n, count in ((3, 2), (4, 4), (5, 4))
    }  # fmt: skip
    # kinds of the other standard are known, and serve nothing (standard.together)
    kinds = {k: v.model_copy(update={"services": ()}) for k, v in standard.facility_types.items()} | dict(made.facility_types)
    return made.model_copy(
        update={
            "facility_types": kinds, "lists": {"shops": made.lists["shops"].model_copy(update={"covered_min": 0.3})},
            "meta": made.meta.model_copy(update={"id": "shops", "name_zh": "商店标准", "name_en": "Shops"}),
            "stars": made.stars.model_copy(update={"levels": levels}), "values": {"joy": TypedValue(zh="满意度", en="satisfaction")},
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The town, rated by the shipped standard and by that of shops; C2 has satisfaction enough for three stars, of C1 nobody knows."""
    closed = ("K07E", "K07W", "K08E", "K08W")
    study, found = star_town(tmp_path_factory.mktemp("town") / "s", closed=closed, surveyed=("MED", "SUP", "ELD"))
    typed = pd.DataFrame(
        [("joy", "community", "C2", 85.0, "", "")], columns=["key", "level", "area", "value", "origin", "stated"]
    )
    data = replace(study.data, typed=typed)
    return replace(study, others=(shops(study.standard),), data=data), replace(found, data=replace(found.data, typed=typed))


@pytest.fixture(scope="module")
def answered(town):
    study, found = town
    by = study_by(study, "shops")
    return by, next_star_of(by, assessed_by(study, by, found), REQUEST, Silent())


def stars_by_shops(study, changes):
    """Stars that a whole run of the changed study gives by its further standard."""
    made = changed_study(study.data, study.streets, [Scenario("s", tuple(changes))], study.standard, study.settings, study.others)
    other = study.others[0]
    found = analyse(replace(study, data=made.data, streets=made.streets))
    rated = rated_by(found, (study.standard, study.settings), other, settings_under(study, other), study.file.study.date)
    return rated.rating["stars"].fillna(-1).astype(int).tolist()


def test_stars_are_those_that_a_run_gives_by_that_standard(town):
    study, found = town
    by = study_by(study, "商店标准")
    assert (by.standard.id, further_id(by), [one.id for one in by.others]) == ("shops", "shops", [study.standard.id])
    own = assessed_by(study, by, found).rating["stars"].fillna(-1).astype(int).tolist()
    assert own == stars_by_shops(study, ()) == analysed_by(study, by, Silent()).rating["stars"].fillna(-1).astype(int).tolist()
    assert study_by(study, "") is study
    assert study_by(study, study.standard.id) is study
    assert assessed_by(study, study, found) is found


def test_a_whole_run_gives_the_promised_stars_and_no_cheaper_set_does(town, answered):
    study, _ = town
    _, result = answered
    found = [(row, plan) for row, plan in enumerate(result.plans) if plan.status == "found"]
    assert [(plan.target, plan.cost) for _, plan in found] == [(3, 1.0), (3, 2.0)]
    places = {change.at for _, plan in found for change in plan.changes if isinstance(change, AddFacility)}
    singles = [AddFacility(type=kind, at=at) for kind in KINDS for at in sorted(places)]
    singles += [CompleteSurvey(category=code, standard="shops") for code in ("VEG", "CVS", "FOD", "SUP")]
    for row, plan in found:
        assert stars_by_shops(study, plan.changes)[row] == plan.stars_after >= plan.target
        for size in range(int(plan.cost)):
            for some in combinations(singles, size):
                assert stars_by_shops(study, some)[row] < plan.target, some


def test_what_is_short_of_a_figure_or_waits_for_one_says_so(answered):
    _, result = answered
    said = [plan_words(plan, result) for plan in result.plans]
    one, other = result.plans
    assert (one.unstated, other.unstated) == (("joy",), ())
    assert "这一星级还要求 满意度，尚无人填报" in said[0]
    assert "grade 3" in in_language(said[0], "en")
    assert sentences(result)[0] == "按评价标准“商店标准”"
    assert "1 个社区的星级要等填报“满意度”后才能确定：要的是这个数，不是设施" in sentences(result)
    table = changes_table(result)
    assert list(table.columns[-3:]) == ["unstated", "grade", "grade_after"]
    assert table["unstated"].tolist() == ["value:joy", ""]


def test_surveys_say_of_which_standard_their_category_is(town, answered):
    study, found = town
    by, result = answered
    named = {one.standard for plan in result.plans for one in plan.changes if isinstance(one, CompleteSurvey)}
    assert named == {"shops"}
    # what a scenario leaves unsaid is the first standard's, by whichever it is tried
    told = in_words_of(Scenario("s", (CompleteSurvey(category="MED"),)), by)
    assert told.changes[0].standard == study.standard.id
    trials = ScenarioTrials(by, "", Silent(), assessed_by(study, by, found))
    assert trials.try_out([told]).effects.stars["stars_after"].fillna(-1).tolist() == stars_by_shops(study, told.changes)
    wrong = Scenario("s", (CompleteSurvey(category="MED", standard="nobody"),))
    with pytest.raises(InputError, match="没有评价标准 “nobody”"):
        trials.try_out([wrong])


def test_how_sure_stars_are_by_that_standard(town):
    study, found = town
    by = study_by(study, "shops")
    result = robust_of(by, assessed_by(study, by, found), Silent(), ranges=Ranges(draws=10))
    table = with_grades(verdict_text(result.communities), result)
    assert table["stars"].tolist() == [str(n) if n >= 0 else "" for n in stars_by_shops(study, ())]
    grades = {"": "", "0": "", "1": "", "3": "3级", "4": "4级", "5": "5级"}
    assert [grades[n] for n in table["highest"]] == table["grade_highest"].tolist()
    surveys = [what for what in result.checks["what"] if what.startswith("survey:")]
    assert surveys
    assert all(what.startswith("survey:shops/") for what in surveys)
    assert check_words("survey:shops/VEG", result.names) == f"补查清单:{by.standard.category('VEG').zh}"


def test_a_standard_that_there_is_none_of_is_refused_with_those_there_are(town, tmp_path):
    study, _ = town
    with pytest.raises(InputError, match="没有评价标准 “market”") as fault:
        study_by(study, "market")
    assert "shops（商店标准）" in fault.value.message
    assert chosen((study.standard, *study.others), " SHOPS ") == 1
    with pytest.raises(InputError, match="没有评价标准 “shops”"):
        require_standard(write_small_study(tmp_path, study=STUDY), "shops")
