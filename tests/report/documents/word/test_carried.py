"""A block that is carried means the same in the new file: style, list, picture, link; what cannot be carried is refused."""

import zlib
from io import BytesIO

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from xc_gis.report.documents.word.carried import Carrier, NotCarriedError
from xc_gis.report.documents.word.looks import add_style

RAW = zlib.compress(b"\x00\xff\xff\xff")


def chunk(kind, data):
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\2\0\0\0") + chunk(b"IDAT", RAW) + chunk(b"IEND", b"")


def carried(old, new, paragraph):
    """A paragraph carried to the end of the new document, which is saved and opened again."""
    new.element.body.insert(0, Carrier(old, new).copy_of(paragraph._element))
    raw = BytesIO()
    new.save(raw)
    return Document(raw)


def test_a_style_of_the_same_name_is_taken_and_one_that_is_missing_comes_along():
    old, new = Document(), Document()
    add_style(old, "本单位正文", "仿宋", 12, line_pt=16)
    paragraph = old.add_paragraph("说明", style="本单位正文")
    found = carried(old, new, paragraph).paragraphs[0]
    assert (found.text, found.style.name, found.style.font.size.pt) == ("说明", "本单位正文", 12)
    add_style(new, "标题样式", "黑体", 10, line_pt=12)
    add_style(old, "标题样式", "黑体", 20, line_pt=22)
    assert carried(old, new, old.add_paragraph("x", style="标题样式")).paragraphs[0].style.font.size.pt == 10


def test_a_list_keeps_its_numbers():
    old, new = Document(), Document()
    paragraph = old.add_paragraph("第一项")
    form = old.styles["List Number"].element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = int(form)
    before = len(new.part.numbering_part.element.findall(qn("w:num")))
    found = carried(old, new, paragraph)
    numbering = found.part.numbering_part.element
    number = found.paragraphs[0]._p.pPr.numPr.numId.val
    (entry,) = [one for one in numbering.findall(qn("w:num")) if one.numId == number]
    forms = {one.get(qn("w:abstractNumId")) for one in numbering.findall(qn("w:abstractNum"))}
    assert str(entry.abstractNumId.val) in forms
    assert len(numbering.findall(qn("w:num"))) == before + 1
    assert [child.tag for child in numbering].index(qn("w:num")) > max(
        n for n, child in enumerate(numbering) if child.tag == qn("w:abstractNum")
    )


def test_pictures_and_links_come_along():
    old, new = Document(), Document()
    paragraph = old.add_paragraph()
    paragraph.add_run().add_picture(BytesIO(PNG))
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), old.part.relate_to("https://example.org/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    found = carried(old, new, paragraph)
    (shape,) = found.inline_shapes
    picture = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    assert found.part.rels[picture].target_part.blob == PNG
    assert found.part.rels[found.paragraphs[0]._p.find(qn("w:hyperlink")).get(qn("r:id"))].target_ref == "https://example.org/"


@pytest.mark.parametrize("tag", ["w:footnoteReference", "w:commentReference", "w:object", "w:sectPr"])
def test_what_lies_elsewhere_in_the_file_is_not_carried(tag):
    old = Document()
    paragraph = old.add_paragraph("x")
    paragraph.runs[0]._r.append(OxmlElement(tag))
    with pytest.raises(NotCarriedError):
        Carrier(old, Document()).copy_of(paragraph._element)
