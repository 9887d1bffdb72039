"""Fonts have the attribute for East Asian letters everywhere; tables, fields and margins are as Word wants them."""

from docx import Document
from docx.oxml.ns import qn

from xc_gis.report.documents.word.looks import (
    add_alternatives,
    add_field,
    add_style,
    hatch,
    new_document,
    repeat_heading,
    set_borders,
    set_font,
    set_height,
    set_widths,
)
from xc_gis.report.documents.word.style_names import BODY, HEADING


def fonts(element):
    return {key.rpartition("}")[2]: value for key, value in element.find(qn("w:rFonts")).attrib.items()}


def test_text_and_styles_name_their_chinese_font_and_none_of_the_theme():
    document = new_document("zh")
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    assert fonts(defaults)["eastAsia"] == BODY
    style = add_style(document, "Heading 2", HEADING, 9, line_pt=11)
    assert fonts(style.element.rPr) == {
        "ascii": "Times New Roman",
        "hAnsi": "Times New Roman",
        "cs": "Times New Roman",
        "eastAsia": HEADING,
    }
    assert add_style(document, "Own", BODY, 8, line_pt=9).base_style.name == "Normal"
    run = document.add_paragraph().add_run("x")
    set_font(run._element.get_or_add_rPr(), HEADING)
    assert fonts(run._element.rPr)["eastAsia"] == HEADING


def test_the_page_number_stands_between_dashes():
    footer = new_document("zh").sections[0].footer.paragraphs[0]
    codes = [node.text for node in footer._p.iter(qn("w:instrText"))]
    assert (footer.text, codes) == ("— 1 —", [" PAGE "])


def test_a_field_begins_separates_and_ends():
    run = Document().add_paragraph().add_run()
    add_field(run, "TOC", "…", dirty=True)
    kinds = [node.get(qn("w:fldCharType")) for node in run._r.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert next(run._r.iter(qn("w:fldChar"))).get(qn("w:dirty")) == "true"


def test_tables_have_lines_widths_heights_and_headings():
    table = Document().add_table(2, 2)
    set_borders(table)
    set_widths(table, (20.0, 30.0))
    set_height(table.rows[0], 5.0)
    repeat_heading(table.rows[0])
    hatch(table.rows[1].cells[0])
    properties = table._tbl.tblPr
    order = [child.tag.rpartition("}")[2] for child in properties]
    assert order.index("tblBorders") < order.index("tblLayout") < order.index("tblCellMar")
    assert properties.find(qn("w:tblBorders")).find(qn("w:insideH")).get(qn("w:val")) == "single"
    assert [round(cell.width.mm) for cell in table.rows[1].cells] == [20, 30]
    assert table._tbl.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert table.rows[1].cells[0]._tc.tcPr.find(qn("w:shd")).get(qn("w:val")) == "thinReverseDiagStripe"


def test_a_reader_without_a_font_is_told_what_stands_in():
    document = new_document("zh")
    add_alternatives(document)
    (table,) = [part for part in document.part.package.parts if str(part.partname) == "/word/fontTable.xml"]
    assert table.blob.decode().count("<w:altName") >= 4
