"""Runs of other years, opened with the study that they were made from."""

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.years.opened import study_of, year_run
from xc_gis.progress import Silent
from xc_gis.runs.run_id import run_id


def test_a_folder_is_opened_with_its_study(years):
    with year_run(years / "1") as run:
        assert (run.shown, run.date, run.id) == ("1", "2026-06-30", run_id(run.manifest))
        assert study_of(run, Silent()).file.study.name == "小项目"
        assert str(years) not in str(run.record())


def test_what_is_no_run_is_refused(tmp_path):
    with pytest.raises(InputError), year_run(tmp_path):
        pass
