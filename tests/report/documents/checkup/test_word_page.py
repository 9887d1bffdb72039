"""The program's own template has a place for every field, in both languages, and fits with any page."""

import io
import re
from dataclasses import asdict

import pytest
from docx import Document

from tests.fixtures.finished_run import source_of
from tests.fixtures.sheet_rows import run_with
from tests.ui.presenters.result.figures import MED, community, cover
from xc_gis.operations.export.checkup.content import checkup_texts, checkup_words
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.report.documents.checkup.word_page import word_fields, word_page
from xc_gis.report.documents.checkup.word_template import checkup_template
from xc_gis.report.documents.word.style_names import FILL_IN
from xc_gis.report.documents.word.template import WordTemplate
from xc_gis.runs.view import read_run_view

FOR_OFFICES = {"community", "community_id", "subdistrict", "study", "day", "mark", "facts"}
"""Fields that the program's own template does without: it has them in other words."""


def page_of(finished_run, lang="zh", name="{{ x }}<w:p>"):
    c = community(cover(MED, low=0.2, share=None, high=0.9), cover(MED), name=name)
    (text,) = checkup_texts(run_with(finished_run, c), lang)
    words = checkup_words(read_run_view(finished_run), source_of(finished_run, lang=lang), PageSettings(), lang)
    return {**asdict(text), "figure": None}, words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_template_has_a_place_for_every_field(finished_run, lang):
    record, words = page_of(finished_run, lang)
    content = checkup_template(words.labels, lang)
    text = Document(io.BytesIO(content)).element.body.xml
    fields = set(word_fields(record, words, None))
    assert {name for name in fields if re.search(rf"{{[{{%][^}}]*(?<![.\w]){name}\b", text)} == fields - FOR_OFFICES
    assert checkup_template(words.labels, lang) == content


def test_a_filled_page_holds_its_rows_hatches_unknown_and_says_that_there_is_no_map(finished_run):
    record, words = page_of(finished_run)
    made = word_page(WordTemplate(checkup_template(words.labels, "zh"), "t"), record, words, None)
    document = Document(io.BytesIO(made.content))
    assert document.paragraphs[0].text == "甲街道{{ x }}<w:p>体检表"
    frame, services, comparison = document.tables
    assert words.labels["no_map"] in frame.rows[0].cells[1].text
    assert [len(services.rows), len(comparison.rows)] == [3, 5]
    hatched = [
        "diagStripe" in row.cells[-1]._tc.xml.replace("D", "d", 1) or "DiagStripe" in row.cells[-1]._tc.xml
        for row in services.rows
    ]
    assert hatched == [False, True, False]
    assert "{%" not in document.element.body.xml
    (signature,) = [paragraph for paragraph in document.paragraphs if paragraph.style.name == FILL_IN]
    assert "填报人" in signature.text
    assert len(made.prints) > 10
