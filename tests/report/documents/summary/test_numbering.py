"""Numbers of headings as they are shown before Word counts them."""

from docx.oxml.ns import qn

from xc_gis.report.documents.summary.numbering import OWN, chinese, number_headings, numbers_of
from xc_gis.report.documents.word.looks import new_document


def test_sections_begin_anew_in_each_chapter():
    assert numbers_of([1, 2, 2, 1, 2], "zh") == ["一、", "（一）", "（二）", "二、", "（一）"]
    assert numbers_of([1, 2, 1, 2], "en") == ["1 ", "1.1 ", "2 ", "2.1 "]
    assert [chinese(n) for n in (1, 9, 10, 11, 20, 35)] == ["一", "九", "十", "十一", "二十", "三十五"]


def test_the_form_stands_before_all_lists():
    document = new_document("en")
    number_headings(document, "en")
    tags = [child.tag for child in document.part.numbering_part.element]
    assert max(n for n, tag in enumerate(tags) if tag == qn("w:abstractNum")) < tags.index(qn("w:num"))
    assert document.styles["Heading 2"].element.pPr.numPr.numId.val == int(OWN)
