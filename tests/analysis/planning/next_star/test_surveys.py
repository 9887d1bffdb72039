"""What a survey settles is what a whole run with complete lists finds settled."""

from dataclasses import replace

from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.coverage.coverage import GAP, UNKNOWN
from xc_gis.analysis.planning.changed_study import changed_study
from xc_gis.analysis.planning.next_star.surveys import Surveys
from xc_gis.model.changes import CompleteSurvey, Scenario
from xc_gis.operations.study import analyse


def test_those_settled_are_in_a_gap_after_the_survey_and_nobody_else_of_the_community(tmp_path):
    study, found = star_town(tmp_path / "s", surveyed=("MED",))
    ground = search_of(study, found).ground
    points = ground.points_of(0)
    settled = 0
    for code in ("CVS", "VEG", "FOD"):
        survey = Surveys(ground).of(code, points)
        change = CompleteSurvey(category=code, areas=survey.areas)
        changed = changed_study(study.data, study.streets, [Scenario("s", (change,))], study.standard, study.settings)
        after = analyse(replace(study, data=changed.data))
        for key, rows in survey.settles.items():
            turned = points[(found.states[key][points] == UNKNOWN) & (after.states[key][points] == GAP)]
            assert rows.tolist() == turned.tolist()
            settled += len(rows)
    assert settled > 0


def test_a_complete_list_needs_no_survey(tmp_path):
    study, found = star_town(tmp_path / "s")
    ground = search_of(study, found).ground
    assert Surveys(ground).of("CVS", ground.points_of(0)) is None
