"""A report in Word: headings that number themselves, contents, captions and references as fields, texts of the data as text."""

import io
import re
from datetime import date
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.report.documents.word.test_carried import PNG
from xc_gis.report.documents.summary.document import ReportHead, report_file
from xc_gis.report.documents.summary.records import FigureOf, Heading, Sentence, TableOf, reference

MEAN = "{{ x }} <w:p> =1+1 😀 \x07&amp; \ue000nothing\ue001"

PARTS = (
    Heading(1, "总体"), Sentence(f"见{reference('t')}和{reference('f')}；{MEAN}"),
    TableOf("t", "表名", ("甲", "乙"), ((MEAN, "1"), ("b", "2")), (80.0, 76.0), (False, True)), Heading(2, "分节"),
    FigureOf("f", "图名", PNG, 20.0, "地图"), TableOf("u", "另一张", ("甲",), (), (156.0,), (False,)), Heading(1, "末章"), Sentence("注", is_note=True),
)  # fmt: skip


def head(lang="zh"):
    return ReportHead(f"报告{MEAN}", ("一行",), "目录", "表", "图", lang, date(2026, 6, 30))


@pytest.fixture(scope="module")
def content():
    return report_file(head(), PARTS)


def codes(document):
    return [node.text.strip() for node in document.element.body.iter(qn("w:instrText"))]


def test_contents_captions_and_references_are_fields_with_what_they_show(content):
    document = Document(io.BytesIO(content))
    found = codes(document)
    assert found[0] == 'TOC \\o "1-2" \\n \\h \\z \\u'
    assert [code for code in found if code.startswith("SEQ")] == [
        "SEQ Table \\* ARABIC",
        "SEQ Figure \\* ARABIC",
        "SEQ Table \\* ARABIC",
    ]
    assert [code for code in found if code.startswith("REF")] == ["REF _Ref_t \\h", "REF _Ref_f \\h"]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert any(text.startswith("见表 1和图 1；{{ x }} <w:p> =1+1 😀 &amp;") for text in texts)
    assert [text for text in texts if re.match("[表图] \\d", text)] == ["表 1  表名", "图 1  图名", "表 2  另一张"]


def test_every_reference_has_a_bookmark_and_every_field_an_end(content):
    body = Document(io.BytesIO(content)).element.body
    marks = {node.get(qn("w:name")) for node in body.iter(qn("w:bookmarkStart"))}
    anchors = {node.get(qn("w:anchor")) for node in body.iter(qn("w:hyperlink"))}
    targets = {re.match(r"\s*(?:PAGE)?REF (\S+)", node.text)[1] for node in body.iter(qn("w:instrText")) if "REF" in node.text}
    assert anchors | targets <= marks
    kinds = [node.get(qn("w:fldCharType")) for node in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    ids = [node.get(qn("w:id")) for node in body.iter(qn("w:bookmarkStart"))]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("lang", "entries"), [("zh", ["一、总体", "（一）分节", "二、末章"]), ("en", ["1 总体", "1.1 分节", "2 末章"])]
)
def test_contents_are_there_before_word_has_made_them(lang, entries):
    document = Document(io.BytesIO(report_file(head(lang), PARTS)))
    shown = [paragraph for paragraph in document.paragraphs if paragraph.style.name.startswith("toc")]
    assert ["".join(node.text or "" for node in paragraph._p.iter(qn("w:t"))) for paragraph in shown] == entries


def test_headings_are_bound_to_one_list_of_words_own(content):
    document = Document(io.BytesIO(content))
    lists = [document.styles[f"Heading {n}"].element.pPr.numPr for n in (1, 2)]
    assert lists[0].numId.val == lists[1].numId.val
    assert [entry.ilvl.val for entry in lists] == [0, 1]
    formats = [node.get(qn("w:val")) for node in document.part.numbering_part.element.iter(qn("w:numFmt"))]
    assert formats.count("chineseCounting") == 2


def test_tables_pictures_and_page_numbers(content):
    document = Document(io.BytesIO(content))
    first = document.tables[0]
    assert first.rows[1].cells[0].text == "{{ x }} <w:p> =1+1 😀 &amp; \ue000nothing\ue001"
    assert first.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "地图"
    section = document.sections[0]
    assert [footer.paragraphs[0].text for footer in (section.footer, section.even_page_footer)] == ["— 1 —", "— 1 —"]


def test_the_same_parts_give_the_same_bytes_and_whole_xml(content):
    assert report_file(head(), PARTS) == content
    names = ZipFile(io.BytesIO(content)).namelist()
    assert "word/document.xml" in names


def test_the_contents_are_whole_as_they_come(content):
    document = Document(io.BytesIO(content))
    assert not [code for code in codes(document) if code.startswith("PAGEREF")]
    assert document.settings.element.find(qn("w:updateFields")) is None  # else Word asks a question before it opens the file
    shown = [paragraph for paragraph in document.paragraphs if paragraph.style.name.startswith("toc")]
    assert not [paragraph for paragraph in shown if list(paragraph._p.iter(qn("w:tab")))]
