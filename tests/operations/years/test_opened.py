"""Runs of other years, opened with the study that they were made from."""

import shutil

import pytest

from xc_gis.errors import InputError
from xc_gis.operations import study as reading
from xc_gis.operations.study import ReadStreets
from xc_gis.operations.years import opened
from xc_gis.operations.years.opened import StudiesOfRuns, study_of, year_run
from xc_gis.progress import Silent
from xc_gis.runs.run_id import run_id
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.study.file import read_study_file


def test_a_folder_is_opened_with_its_study(years):
    with year_run(years / "1") as run:
        assert (run.shown, run.date, run.id) == ("1", "2026-06-30", run_id(run.manifest))
        assert study_of(run, Silent(), ReadStreets()).file.study.name == "小项目"
        assert str(years) not in str(run.record(run.manifest["standard"]))


@pytest.mark.parametrize(("kept", "files"), [(True, 0), (False, 1)])
def test_of_runs_in_a_row_each_study_and_each_street_file_is_read_once(years, monkeypatch, kept, files):
    read = []
    if not kept:
        monkeypatch.setattr(opened, "kept_study", lambda *_: None)
    monkeypatch.setattr(reading, "read_streets", lambda path, **how: read.append(path.parent.name) or read_streets(path, **how))
    studies = StudiesOfRuns(Silent())
    with year_run(years / "1") as one, year_run(years / "2") as two:
        first, second = studies.pair(one, two)
        again, _ = studies.pair(two, one)
    assert again is second
    assert first.file.study.date != second.file.study.date
    assert len(read) == files  # the same streets in both years
    assert first.streets is second.streets


def test_streets_of_another_file_or_other_ground_are_read_anew(years, tmp_path):
    shutil.copytree(years / "study1", tmp_path / "other")
    known = ReadStreets()
    files = [read_study_file(folder / "study.toml") for folder in (years / "study1", tmp_path / "other")]
    first, _ = known.near(files[0], None, Silent())
    assert known.near(files[1], None, Silent())[0] is first  # the same bytes elsewhere
    assert known.near(files[0], (116.3, 39.8, 116.5, 40.0), Silent())[0] is not first
    streets = files[1].resolve(files[1].network.osm)
    streets.write_bytes(streets.read_bytes() + b"\n")
    files[1].opened.forget()
    assert known.near(files[1], None, Silent())[0] is not first


def test_a_bound_keeps_the_latest_streets(years):
    file, ground = read_study_file(years / "study1" / "study.toml"), (110.0, 35.0, 120.0, 45.0)
    for most, are_kept in ((None, True), (2, True), (1, False)):
        known = ReadStreets(most)
        first, _ = known.near(file, None, Silent())
        second, _ = known.near(file, ground, Silent())
        assert known.near(file, ground, Silent())[0] is second
        assert (known.near(file, None, Silent())[0] is first) == are_kept
        if most == 2:
            known.near(file, (110.0, 35.0, 120.0, 44.0), Silent())
            assert known.near(file, None, Silent())[0] is first, "asked for later than the second"
            assert known.near(file, ground, Silent())[0] is not second


def test_what_is_no_run_is_refused(tmp_path):
    with pytest.raises(InputError), year_run(tmp_path):
        pass
