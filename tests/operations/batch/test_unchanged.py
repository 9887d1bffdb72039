"""A run is left alone only where nothing that it was made from, and nothing of it, is another."""

import shutil

import pytest

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.operations.batch.unchanged import is_unchanged, is_whole
from xc_gis.operations.run import run_into
from xc_gis.runs.how_made import HowMade

TABLES = HowMade(tables_only=True, outlines=False, lang="zh")
CORRECTIONS = "操作,设施编号,说明\n忽略,F2,\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    study = write_small_study(folder / "study")
    run_into(study, folder / "run", tables_only=True)
    return folder


@pytest.fixture
def copy(made, tmp_path):
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def holds(folder, asked=TABLES):
    return is_unchanged(folder / "run", folder / "study" / "study.toml", asked)


def test_a_run_of_the_same_bytes_is_left_alone(copy):
    assert holds(copy)


def test_another_study_of_the_same_bytes_is_computed_again(copy):
    shutil.copytree(copy / "study", copy / "other")
    assert holds(copy)
    assert not is_unchanged(copy / "run", copy / "other" / "study.toml", TABLES)


@pytest.mark.parametrize("name", ["study.toml", "residents.csv", "streets.osm", "communities.geojson", "facilities.csv"])
def test_another_input_is_computed_again(copy, name):
    edit(copy / "study" / name, lambda text: text + "\n")
    assert not holds(copy)


def test_corrections_that_came_and_results_that_went_count(copy):
    (copy / "study" / "study.corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    assert not holds(copy)
    run_into(copy / "study" / "study.toml", copy / "run", tables_only=True)
    assert holds(copy)
    (copy / "study" / "study.corrections.csv").unlink()
    assert not holds(copy)


def test_another_program_another_kind_of_run_and_damage_count(copy, monkeypatch):
    assert not holds(copy, HowMade(tables_only=False, outlines=True, lang="zh"))
    edit(copy / "run" / "rating.csv", lambda text: text.replace("C1", "C9"))
    assert not holds(copy)
    assert not is_unchanged(copy / "none", copy / "study" / "study.toml", TABLES)


def test_another_version_counts(copy, monkeypatch):
    monkeypatch.setattr("xc_gis.operations.batch.unchanged.__version__", "9")
    assert not holds(copy)


def test_a_whole_run_is_one_of_this_kind_and_of_its_variant(copy):
    run, study = copy / "run", copy / "study" / "study.toml"
    assert is_whole(run, TABLES)
    assert is_whole(run, TABLES, study)
    assert not is_whole(run, HowMade(tables_only=False, outlines=True, lang="zh"))
    edit(study, lambda text: text + "\n")
    assert is_whole(run, TABLES)
    assert not is_whole(run, TABLES, study)
    edit(run / "rating.csv", lambda text: text.replace("C1", "C9"))
    assert not is_whole(run, TABLES)
