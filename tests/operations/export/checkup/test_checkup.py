"""The check-up of a finished run: one page a community, figures of its tables, the same bytes, stopped and gone on with."""

import csv
import json
import shutil
import subprocess

import pypdf
import pytest
from docx import Document

from xc_gis.errors import Cancelled, InputError, OutputError
from xc_gis.operations.export.checkup import checkup as module
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.report.documents.word.repack import packed
from xc_gis.runs.export_folder import PARTS
from xc_gis.runs.view import read_run_view
from xc_gis.shares import percent

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
LIMIT_S = 300


@pytest.fixture(scope="module")
def handed(finished_run, tmp_path_factory):
    return export_run(finished_run, tmp_path_factory.mktemp("handed"), ExportRequest(checkup=True))


def coverage_of(run, community):
    with (run / "coverage.csv").open(encoding="utf-8-sig", newline="") as table:
        return [row for row in csv.DictReader(table) if row["community_id"] == community]


def test_there_is_a_page_and_a_file_for_each_community(finished_run, handed):
    assert handed.files == ("checkup.pdf", "checkup/C1.docx", "checkup/C2.docx", "checkup-template.docx")
    assert set(handed.files) == set(handed.record["outputs"])
    reader = pypdf.PdfReader(handed.folder / "checkup.pdf")
    assert len(reader.pages) == len(read_run_view(finished_run).communities) == handed.record["details"]["checkup.pdf"]["pages"]
    assert not (handed.folder / PARTS).exists()


def test_figures_of_page_and_file_are_those_of_the_table(finished_run, handed):
    pages = [page.extract_text() for page in pypdf.PdfReader(handed.folder / "checkup.pdf").pages]
    run = read_run_view(finished_run)
    for c, page in zip(run.communities, pages, strict=True):
        assert c.name in page
        document = Document(handed.folder / f"checkup/{c.community_id}.docx")
        services = document.tables[1]
        rows = coverage_of(finished_run, c.community_id)
        assert len(services.rows) == len(rows) + 1
        for row, cells in zip(rows, services.rows[1:], strict=True):
            category = run.by_code[row["category"]]
            shown = [cell.text for cell in cells.cells]
            assert shown[0].rstrip("＊") == category.zh
            if row["coverage"]:
                share = percent(float(row["coverage"]))
                assert shown[2].startswith(share)
                assert share in page
            assert shown[4] == (f"{float(row['gap']):,.0f}" if row["gap"] else "—")
            assert shown[5] == (f"{float(row['unknown']):,.0f}" if row["unknown"] else "—")


def test_the_pdf_is_tagged_its_fonts_are_inside_and_its_form_is_that_of_the_standard(handed):
    reader = pypdf.PdfReader(handed.folder / "checkup.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in root["/Metadata"].get_data()
    first = reader.pages[0]
    assert [round(float(side) / 72 * 25.4) for side in first.mediabox[2:]] == [210, 297]
    fonts = first["/Resources"]["/Font"].values()
    assert all("/FontDescriptor" in font["/DescendantFonts"][0] for font in fonts)
    section = Document(handed.folder / "checkup/C1.docx").sections[0]
    assert [
        round(side.mm) for side in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    ] == [37, 35, 28, 26]


def test_processes_and_a_second_time_make_the_same_bytes(finished_run, handed, tmp_path, monkeypatch):
    again = export_run(finished_run, tmp_path, ExportRequest(checkup=True))
    assert again.record["outputs"] == handed.record["outputs"]
    monkeypatch.setattr(module, "draw_checkup", lambda *_: pytest.fail("drawn again"))
    assert export_run(finished_run, tmp_path, ExportRequest(checkup=True)).files == handed.files


class StopsAt:
    """A listener that stops the work in a stage."""

    def __init__(self, stage, done):
        self._at = (stage, done)

    def step(self, stage, done, _total):
        if stage == self._at[0] and done >= self._at[1]:
            raise Cancelled


@pytest.mark.parametrize(("stage", "done", "kept"), [(module.DRAWING, 1, "*.page"), (module.WRITING, 0, "checkup.pdf")])
def test_a_stopped_export_goes_on_and_makes_the_same_bytes(finished_run, handed, tmp_path, monkeypatch, stage, done, kept):
    with pytest.raises(Cancelled):
        export_run(finished_run, tmp_path, ExportRequest(checkup=True), StopsAt(stage, done))
    assert len(list((tmp_path / PARTS).rglob(kept))) == 1
    assert not (tmp_path / "checkup.pdf").exists()
    if kept == "checkup.pdf":
        monkeypatch.setattr(module, "checkup_pdf", lambda *_: pytest.fail("set again"))
    assert export_run(finished_run, tmp_path, ExportRequest(checkup=True)).record["outputs"] == handed.record["outputs"]


def beside(work, shares, *_):
    """In this process, so that what a test changed holds."""
    return [work(share) for share in shares]


def footers(path):
    return [page.extract_text().split("— ")[-1].split(" —")[0] for page in pypdf.PdfReader(path).pages]


def test_pages_set_in_parts_are_numbered_on_also_where_one_community_takes_two(finished_run, handed, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PAGES_AT_ONCE", 1)
    monkeypatch.setattr(module, "done_by_processes", beside)
    pages = pypdf.PdfReader(
        export_run(finished_run, tmp_path / "parts", ExportRequest(checkup=True)).folder / "checkup.pdf"
    ).pages
    assert [page.extract_text() for page in pages] == [
        page.extract_text() for page in pypdf.PdfReader(handed.folder / "checkup.pdf").pages
    ]
    real = module.checkup_pdf

    def long_first(words, drawn, fonts, *, first):
        made = real(words, drawn, fonts, first=first)
        return module.joined_pdf([made, real(words, drawn, fonts, first=2)]) if first == 1 else made

    monkeypatch.setattr(module, "checkup_pdf", long_first)
    result = export_run(finished_run, tmp_path / "long", ExportRequest(checkup=True))
    assert footers(result.folder / "checkup.pdf") == ["1", "2", "3"]


def test_a_page_can_be_asked_for_alone_in_english(finished_run, tmp_path):
    result = export_run(finished_run, tmp_path, ExportRequest(checkup=True, only=("C2",), lang="en"))
    assert result.files[:2] == ("checkup.pdf", "checkup/C2.docx")
    (page,) = pypdf.PdfReader(tmp_path / "checkup.pdf").pages
    assert "Health care" in page.extract_text()
    with pytest.raises(InputError, match="没有社区或街道 “nowhere”"):
        export_run(finished_run, tmp_path / "none", ExportRequest(checkup=True, only=("nowhere",)))


def template_with(*texts):
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    return packed(document)


def test_an_office_gives_its_own_template(finished_run, tmp_path):
    (tmp_path / "own.docx").write_bytes(template_with("某区", "{{ community }}：{{ rows|length }} 类", "{{ map }}"))
    result = export_run(finished_run, tmp_path / "out", ExportRequest(checkup=True, template=tmp_path / "own.docx", only=("C1",)))
    assert result.files == ("checkup.pdf", "checkup/C1.docx")
    document = Document(tmp_path / "out/checkup/C1.docx")
    assert [paragraph.text for paragraph in document.paragraphs[:2]] == ["某区", "西社区：25 类"]
    assert len(document.inline_shapes) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (template_with("{{ comunity }}"), "comunity"), (template_with("{% for x in rows %}"), "标记写错"), (b"PK\x03\x04", "不是可用的 Word"),
        (b"", "不是可用的 Word"), (None, "读不了模板"),
    ],
)  # fmt: skip
def test_a_template_that_does_not_do_is_told_before_any_work(finished_run, tmp_path, content, words):
    if content is not None:
        (tmp_path / "own.docx").write_bytes(content)
    with pytest.raises(InputError, match=words):
        export_run(finished_run, tmp_path / "out", ExportRequest(checkup=True, template=tmp_path / "own.docx"))
    assert not (tmp_path / "out").exists()


def test_a_missing_font_is_told_before_any_work(finished_run, tmp_path):
    (tmp_path / "fonts").mkdir()
    with pytest.raises(OutputError, match="没有找到中文字体"):
        export_run(finished_run, tmp_path / "out", ExportRequest(checkup=True, fonts=tmp_path / "fonts"))
    assert not (tmp_path / "out").exists()


def test_the_template_beside_stays_once_an_office_has_changed_it(finished_run, handed, tmp_path):
    shutil.copytree(handed.folder, tmp_path / "out")
    own = template_with("{{ title }}")
    (tmp_path / "out/checkup-template.docx").write_bytes(own)
    result = export_run(finished_run, tmp_path / "out", ExportRequest(checkup=True))
    assert "checkup-template.docx" not in result.files
    assert (tmp_path / "out/checkup-template.docx").read_bytes() == own


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_a_file_and_prints_it(handed, tmp_path):
    path = handed.folder / "checkup/C1.docx"
    made = subprocess.run(
        [OFFICE, f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path],
        check=True, capture_output=True, timeout=LIMIT_S,
    )  # fmt: skip
    if not (tmp_path / "C1.pdf").is_file():
        pytest.skip(f"LibreOffice has no writer: {made.stderr.decode(errors='replace')[:100]}")
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(tmp_path / "C1.pdf").pages)
    for word in ("西社区", "一老一小", "医疗卫生", "填报人"):
        assert word in text


def test_the_record_is_plain_and_names_the_community(handed):
    details = json.loads((handed.folder / "export.json").read_text(encoding="utf-8"))["details"]["checkup/C1.docx"]
    assert (details["community"], details["own"]) == ("C1", 0)
