"""Pages of targets as a kind of export: refused where a run has none, left out where everything is asked for."""

import json
import shutil

import pytest

from tests.fixtures.followed_run import followed
from xc_gis.errors import InputError
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest, RunExport
from xc_gis.operations.export.targets import NAME, prepare_targets
from xc_gis.runs.view import read_run_view


def test_the_file_is_there_and_the_same_again(followed_run, tmp_path):
    made = export_run(followed_run[1], tmp_path, ExportRequest(targets=True))
    assert made.files == (NAME,)
    assert made.record["details"][NAME]["targets"] == 5
    before = (tmp_path / NAME).stat().st_mtime_ns
    export_run(followed_run[1], tmp_path, ExportRequest(targets=True))
    assert (tmp_path / NAME).stat().st_mtime_ns == before


def test_a_run_that_follows_no_list_is_refused_and_left_out_of_everything(finished_run, tmp_path):
    with pytest.raises(InputError, match="没有指标清单") as fault:
        export_run(finished_run, tmp_path, ExportRequest(targets=True))
    assert "[[indicators]]" in fault.value.hint
    made = export_run(finished_run, tmp_path, ExportRequest(targets=True, workbook=True, only_what_is_there=True))
    assert made.files == ("workbook.xlsx",)


def test_a_run_of_an_earlier_version_says_so(followed_run, tmp_path):
    run, _ = followed(followed_run[1])
    manifest = {key: value for key, value in run.manifest.items() if key != "indicator_lists"}
    shutil.copytree(followed_run[1], tmp_path / "run")
    (tmp_path / "run" / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(InputError) as fault:
        prepare_targets(RunExport(read_run_view(tmp_path / "run"), ExportRequest(targets=True)))
    assert "较早的版本" in fault.value.hint
