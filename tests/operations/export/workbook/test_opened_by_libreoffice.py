"""The workbook opened by LibreOffice (package ``libreoffice-calc``), which prints it: every sheet, every page with its run and number."""

import shutil
import subprocess

import pypdf
import pytest

from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.workbook.workbook import NAME
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import read_run_view

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
LIMIT_S = 300


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_every_sheet(finished_run, tmp_path):
    export_run(finished_run, tmp_path, ExportRequest(workbook=True))
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / NAME],
        check=True, capture_output=True, timeout=LIMIT_S,
    )  # fmt: skip
    pages = [page.extract_text() for page in pypdf.PdfReader(tmp_path / "workbook.pdf").pages]
    text = "\n".join(pages)
    run = read_run_view(finished_run)
    assert all(run_id(run.manifest) in page and run.standard["id"] in page for page in pages)
    for word in (
        "街道汇总表",
        "全区总表与排名",
        "社区星级分布表",
        "短板与补建清单",
        "五星候选名单与各项门槛",
        "各类别覆盖率指标表",
        "方法与数据说明",
        "数据表字段说明",
    ):
        assert word in text
    for community in run.communities:
        assert community.name in text
