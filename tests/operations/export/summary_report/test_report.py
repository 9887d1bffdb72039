"""The report of a finished run: opened again, printed by LibreOffice, kept where somebody wrote into it."""

import shutil
import subprocess

import pypdf
import pytest
from docx import Document

from tests.fixtures.sheet_rows import run_with
from xc_gis.errors import InputError, OutputError
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest, RunExport
from xc_gis.operations.export.summary_report.report import NAME, prepare_report
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import read_run_view

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
LIMIT_S = 300

CHAPTERS = ["总体情况", "各类服务", "各街道比较", "一老一小", "主要短板与建议", "升星条件", "方法与数据", "局限"]


@pytest.fixture(scope="module")
def handed(finished_run, tmp_path_factory):
    return export_run(finished_run, tmp_path_factory.mktemp("report"), ExportRequest(report=True))


def test_the_report_has_its_chapters_maps_and_tables(finished_run, handed):
    document = Document(handed.folder / NAME)
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == CHAPTERS
    details = handed.record["details"][NAME]
    assert (len(document.inline_shapes), details["figures"]) == (3, 3)
    assert (len(document.tables), details["tables"]) == (4, 4)
    text = "\n".join(p.text for p in document.paragraphs)
    assert run_id(read_run_view(finished_run).manifest) in text
    assert "本次评价社区 2 个" in text
    counted = next(row for row in document.tables[1].rows if row.cells[0].text == "医疗卫生")
    sums = read_run_view(finished_run).manifest["counts"]["categories"]["MED"]
    assert counted.cells[5].text == f"{sums['gap']:,.0f}"


def test_the_same_run_gives_the_same_bytes_and_an_edited_report_stays(finished_run, handed, tmp_path):
    again = export_run(finished_run, tmp_path, ExportRequest(report=True))
    assert again.record["outputs"] == handed.record["outputs"]
    (tmp_path / NAME).write_bytes(b"own")
    with pytest.raises(OutputError, match="改动过"):
        export_run(finished_run, tmp_path, ExportRequest(report=True))
    assert (tmp_path / NAME).read_bytes() == b"own"


def test_fonts_and_communities_are_asked_for_before_any_work(finished_run, tmp_path):
    (tmp_path / "fonts").mkdir()
    with pytest.raises(OutputError, match="没有找到中文字体"):
        export_run(finished_run, tmp_path / "out", ExportRequest(report=True, fonts=tmp_path / "fonts"))
    assert not (tmp_path / "out").exists()
    with pytest.raises(InputError, match="没有社区"):
        prepare_report(RunExport(run_with(finished_run), ExportRequest(report=True)))


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_numbers_headings_and_shows_references(handed, tmp_path):
    made = subprocess.run(
        [OFFICE, f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, handed.folder / NAME],
        check=True, capture_output=True, timeout=LIMIT_S,
    )  # fmt: skip
    if not (tmp_path / "report.pdf").is_file():
        pytest.skip(f"LibreOffice has no writer: {made.stderr.decode(errors='replace')[:100]}")
    text = (
        "".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "report.pdf").pages).replace("\n", "").replace(" ", "")
    )
    assert text.count("一、总体情况") == 2  # in the contents and above the chapter
    assert "（二）评价标准" in text
    assert "星级分布见表1，各社区星级见图1" in text
