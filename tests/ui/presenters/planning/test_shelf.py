"""Scenarios of a study as files beside it."""

import pytest

from xc_gis.errors import InputError
from xc_gis.model.changes import CloseFacility, ScenarioBase
from xc_gis.sources.scenarios.read import read_scenario
from xc_gis.ui.presenters.planning.shelf import ScenarioShelf, scenarios_beside


@pytest.fixture
def study(tmp_path):
    return tmp_path / "study.toml"


@pytest.fixture
def shelf(study):
    made = ScenarioShelf()
    made.open(study)
    return made


def test_a_study_without_scenarios_has_an_empty_one_that_is_not_edited(shelf):
    assert ([d.name for d in shelf.drafts], shelf.edited) == (["方案 1"], [])


def test_what_is_saved_is_there_when_the_study_is_opened_again(shelf, study):
    shelf.current.rename("关闭 A/B", "先试")
    shelf.current.add(CloseFacility(facility="F1", cost=5000.0))
    base = ScenarioBase("0" * 64, {"a.csv": "1" * 64})
    path = shelf.save(base)
    assert path == study.with_name("study.scenarios") / "关闭 A_B.toml"
    assert shelf.edited == []
    again = ScenarioShelf()
    again.open(study)
    draft = again.current
    assert (draft.name, draft.note, [one.change for one in draft.changes]) == (
        "关闭 A/B",
        "先试",
        [CloseFacility(facility="F1", cost=5000.0)],
    )
    assert read_scenario(path).base == base
    assert not draft.is_edited


def test_two_of_one_name_have_two_files(shelf, study):
    shelf.current.add(CloseFacility(facility="F1"))
    first = shelf.save(None)
    shelf.duplicate()
    assert shelf.current.name == "方案 2"
    shelf.current.rename("方案 1", "")
    assert shelf.save(None) != first
    assert len(list(scenarios_beside(study).iterdir())) == 2


def test_one_without_changes_is_no_file(shelf):
    with pytest.raises(InputError, match="没有任何改动"):
        shelf.save(None)


def test_a_file_that_cannot_be_read_stays_and_is_told(study):
    folder = scenarios_beside(study)
    folder.mkdir()
    (folder / "bad.toml").write_text("[scenario\n", encoding="utf-8")
    shelf = ScenarioShelf()
    shelf.open(study)
    assert len(shelf.faults) == 1
    assert "bad.toml" in shelf.faults[0].message
    assert (folder / "bad.toml").is_file()


def test_removing_takes_the_file_along_but_no_file_of_elsewhere(shelf, study, tmp_path):
    shelf.current.add(CloseFacility(facility="F1"))
    path = shelf.save(None)
    far = tmp_path / "far.toml"
    far.write_bytes(path.read_bytes())
    shelf.read(far)
    shelf.remove()
    assert far.is_file()
    shelf.choose(0)
    shelf.remove()
    assert not path.exists()
    assert len(shelf.drafts) == 1


def test_a_file_that_is_open_comes_to_the_front(shelf):
    shelf.current.add(CloseFacility(facility="F1"))
    path = shelf.save(None)
    shelf.new()
    shelf.read(path)
    assert (shelf.at, len(shelf.drafts)) == (0, 2)
