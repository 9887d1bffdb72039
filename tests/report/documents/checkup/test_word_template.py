"""The template's table: widths fill the page, headings are repeated, Chinese has its font."""

import io

from docx import Document
from docx.oxml.ns import qn

from tests.fixtures.finished_run import source_of
from xc_gis.operations.export.checkup.content import checkup_words
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.report.documents.checkup.word_template import SERVICES_MM, checkup_template
from xc_gis.report.documents.word.looks import WIDTH_MM
from xc_gis.runs.view import read_run_view


def test_tables_fill_the_page_and_repeat_their_headings(finished_run):
    words = checkup_words(read_run_view(finished_run), source_of(finished_run), PageSettings(), "zh")
    document = Document(io.BytesIO(checkup_template(words.labels, "zh")))
    assert [round(sum(widths), 6) for widths in SERVICES_MM.values()] == [WIDTH_MM] * 2
    services = document.tables[1]
    assert services.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert services.rows[0].cells[0].text == words.labels["category"]
    for name in ("Heading 1", "Heading 2", "Checkup Cell"):
        assert document.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
