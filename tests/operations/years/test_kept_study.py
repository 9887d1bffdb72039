"""The study of a run from what it kept: the same as read anew, and only where its files are those of the run."""

import json
import shutil

import pytest

from tests.fixtures.small_study import edit
from xc_gis.operations.run import open_run
from xc_gis.operations.study import ReadStreets
from xc_gis.operations.years.compare import compare_into
from xc_gis.operations.years.kept_study import kept_study
from xc_gis.operations.years.opened import study_of, year_run
from xc_gis.progress import Silent
from xc_gis.report.tables.kept_lists import KEPT, ReadParts


def of(folder):
    return kept_study(open_run(folder), Silent(), ReadParts())


@pytest.fixture
def second(years, tmp_path):
    for name in ("study2", "2"):
        shutil.copytree(years / name, tmp_path / name)
    return tmp_path


def test_it_is_the_study_that_would_be_read(years):
    kept = of(years / "2")
    with year_run(years / "2") as run:
        read = study_of(run, Silent(), ReadStreets())
    assert not kept.heard
    assert kept.study.data.facilities["facility_id"].tolist() == read.data.facilities["facility_id"].tolist()
    assert (kept.study.settings.values, kept.study.settings.origins) == (read.settings.values, read.settings.origins)
    assert (kept.study.data.days, kept.study.data.inputs) == (read.data.days, read.data.inputs)
    assert kept.study.streets.ways == read.streets.ways


def test_what_was_split_from_it_is_what_the_lists_give(years, second):
    edit(second / "2" / "manifest.json", lambda text: text.replace(KEPT, "other.zip"))  # as a run of an earlier version
    assert of(second / "2") is None
    compare_into([years / "1", years / "2"], second / "kept")
    compare_into([years / "1", second / "2"], second / "read")
    for name in ("changes.csv", "causes.csv", "differences.csv"):
        assert (second / "kept" / name).read_bytes() == (second / "read" / name).read_bytes()


@pytest.mark.parametrize("file", ["facilities.csv", "study.toml", "few.yaml", "residents.csv"])
def test_a_file_that_is_no_longer_that_of_the_run_is_read_and_told(second, file):
    edit(second / "study2" / file, lambda text: text + "\n")
    assert of(second / "2") is None


def test_corrections_that_came_after_the_run_have_its_lists_read(second):
    (second / "study2" / "study.corrections.csv").write_text("x\n", encoding="utf-8")
    assert of(second / "2") is None


def test_what_another_program_kept_and_what_was_changed_is_not_taken(second):
    manifest = json.loads((second / "2" / "manifest.json").read_text(encoding="utf-8"))
    for other in ({"method": "0"}, {"build": "0" * 64}):
        (second / "2" / "manifest.json").write_text(json.dumps({**manifest, **other}), encoding="utf-8")
        assert of(second / "2") is None
    (second / "2" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert of(second / "2") is not None
    (second / "2" / KEPT).write_bytes((second / "2" / KEPT).read_bytes() + b" ")
    assert of(second / "2") is None
