"""Lists that a scenario completes: who was unknown for want of them is known, and nobody is covered by a survey alone."""

from dataclasses import replace

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.analysis.planning.changed_surveys import changed_surveys
from xc_gis.errors import InputError
from xc_gis.model.changes import CompleteSurvey
from xc_gis.operations.study import analyse, read_study


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return read_study(write_small_study(tmp_path_factory.mktemp("study")))


def surveyed(study, *changes):
    numbered = [NumberedChange(change, n, "s.toml") for n, change in enumerate(changes, 1)]
    return changed_surveys(study.data, numbered, study.standard)


def test_unknown_residents_are_in_a_gap_once_the_list_is_complete(study):
    def pharmacies(data):
        return analyse(replace(study, data=data)).coverage.query("category == 'PHA'")

    before = pharmacies(study.data)
    after = pharmacies(replace(study.data, inventory=surveyed(study, CompleteSurvey(category="PHA"))))
    assert (before["unknown"] == before["residents"]).all()
    assert (after["gap"] == after["residents"]).all()
    assert (after["covered"] == 0).all()


def test_a_survey_without_its_surroundings_settles_only_what_is_far_from_them(study):
    inventory = surveyed(study, CompleteSurvey(category="PHA", areas=("C1",)))
    after = analyse(replace(study, data=replace(study.data, inventory=inventory))).coverage.query("category == 'PHA'")
    assert (after["gap"] == 0).all()  # the ground outside is nearer than ten minutes from everywhere


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (CompleteSurvey(category="PHX"), "PHX"),
        (CompleteSurvey(category="PHA", areas=("C9",)), "C9"),
    ],
)
def test_what_the_study_does_not_have_is_said(study, change, words):
    with pytest.raises(InputError, match=words):
        surveyed(study, change)


def test_other_changes_leave_inventories_alone(study):
    assert surveyed(study) == study.data.inventory
