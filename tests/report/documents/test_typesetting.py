"""Pages are tagged PDF/A with embedded fonts, and data in them are text whatever they look like."""

import struct
import zlib
from datetime import date
from io import BytesIO

import pypdf
import pytest

from tests.fixtures.finished_run import fonts, source_of
from xc_gis.report.documents.atlas.document import atlas_pdf
from xc_gis.report.documents.atlas.drawn_page import draw_page
from xc_gis.report.documents.atlas.records import COMMUNITY, AtlasPage
from xc_gis.report.documents.fonts.glyphs import glyphs_of
from xc_gis.report.documents.typesetting import pdf_of, templates_digest, with_resolution


@pytest.fixture(scope="module")
def pdf(finished_run):
    source = source_of(finished_run)
    return atlas_pdf(source, [draw_page(source, AtlasPage(COMMUNITY, "C1"), 0, glyphs_of(fonts().sans))], fonts())


def test_a_document_is_tagged_pdf_a_and_says_so(pdf):
    root = pypdf.PdfReader(BytesIO(pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"].startswith("zh")
    stated = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in stated
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in stated
    assert "<pdfuaid:part>1</pdfuaid:part>" in stated


def test_every_font_is_embedded_and_is_the_one_that_was_chosen(pdf):
    embedded = set()
    for page in pypdf.PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font["/DescendantFonts"][0]
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])
            embedded.add(inner["/BaseFont"].partition("+")[2])
    family = fonts().sans.family.replace(" ", "")
    assert embedded
    assert all(name.replace("-", "").startswith(family[:8]) for name in embedded)


def test_the_time_in_a_document_is_the_day_of_the_study(pdf):
    made = pypdf.PdfReader(BytesIO(pdf)).metadata
    assert made.creation_date.date() == date(2026, 6, 30)
    assert "小项目" in made.title


def test_the_same_data_give_the_same_bytes(pdf, finished_run):
    source = source_of(finished_run)
    again = atlas_pdf(source, [draw_page(source, AtlasPage(COMMUNITY, "C1"), 0, glyphs_of(fonts().sans))], fonts())
    assert again == pdf


def test_another_template_is_another_checksum(monkeypatch, tmp_path):
    before = templates_digest()
    (tmp_path / "atlas.typ").write_text("other", encoding="utf-8")
    monkeypatch.setattr("xc_gis.report.documents.typesetting.TEMPLATES", tmp_path)
    assert templates_digest() != before


def test_a_template_of_its_own_name_is_needed():
    with pytest.raises(KeyError):
        pdf_of("none.typ", {}, {}, fonts(), day=None)


def test_a_picture_says_how_large_it_is():
    png = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(17)
    made = with_resolution(png, 300)
    assert made[:33] == png[:33]
    assert struct.unpack(">IIB", made[41:50]) == (11811, 11811, 1)
    assert zlib.crc32(made[37:50]) == int.from_bytes(made[50:54], "big")
