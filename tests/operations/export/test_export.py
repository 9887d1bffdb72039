"""An export from the folder of a run: what is asked for is checked before any work."""

import shutil
import subprocess
import sys
import time

import pypdf
import pytest

from tests.fixtures.studies import ROOT
from xc_gis.errors import InputError, OutputError
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.operations.export.page_work import read_part


def test_themes_are_written_side_by_side(finished_run, tmp_path):
    result = export_run(
        finished_run, tmp_path / "out", ExportRequest(atlas=True, themes=("stars", "gaps:MED", "stars"), only=("C1",))
    )
    assert result.files == ("atlas.pdf", "atlas-gaps-MED.pdf")
    for name in result.files:
        (page,) = pypdf.PdfReader(result.folder / name).pages
        assert "西社区" in page.extract_text()
        assert result.record["outputs"][name]


LIMIT_S = 120.0
"""Most that a killed export is waited for."""


def test_a_killed_export_leaves_whole_pages_and_goes_on(finished_run, tmp_path):
    command = [
        sys.executable,
        "-m",
        "xc_gis",
        "export",
        str(finished_run),
        "--out",
        str(tmp_path / "out"),
        "--atlas",
        "--jobs",
        "1",
    ]
    work = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + LIMIT_S
    while work.poll() is None and not list((tmp_path / "out").rglob("*.page")):
        assert time.monotonic() < end, "no page was drawn"
    work.kill()
    work.wait(LIMIT_S)
    kept = list((tmp_path / "out").rglob("*.page"))
    assert all(read_part(path) for path in kept)
    result = export_run(finished_run, tmp_path / "out", ExportRequest(atlas=True))
    again = export_run(finished_run, tmp_path / "other", ExportRequest(atlas=True))
    assert result.record["outputs"] == again.record["outputs"]
    assert not list((tmp_path / "out").rglob("*.page"))


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (ExportRequest(), InputError), (ExportRequest(atlas=True, themes=("stern",)), InputError),
        (ExportRequest(atlas=True, settings=PageSettings(title="{x}")), InputError), (ExportRequest(workbook=True, report=True, only=("C1",)), InputError),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_before_anything_is_written(finished_run, tmp_path, request_, error):
    with pytest.raises(error):
        export_run(finished_run, tmp_path / "out", request_)
    assert not (tmp_path / "out").exists()


def test_a_missing_font_is_told_before_any_work(finished_run, tmp_path):
    (tmp_path / "fonts").mkdir()
    with pytest.raises(OutputError, match="没有找到中文字体"):
        export_run(finished_run, tmp_path / "out", ExportRequest(atlas=True, fonts=tmp_path / "fonts"))
    assert not (tmp_path / "out").exists()


def test_a_run_without_a_map_has_no_pages(finished_run, tmp_path):
    shutil.copytree(finished_run, tmp_path / "run")
    (tmp_path / "run/map.html").unlink()
    with pytest.raises(InputError, match=r"map\.html"):
        export_run(tmp_path / "run", tmp_path / "out", ExportRequest(atlas=True))


def test_all_of_some_communities_leaves_out_what_is_of_all_and_says_so(finished_run, tmp_path):
    request = ExportRequest(workbook=True, report=True, only=("C1",), only_what_is_there=True)
    made = export_run(finished_run, tmp_path / "out", request)
    assert (made.files, [str(title) for title in made.left_out]) == (("workbook.xlsx",), ["评价报告"])
