"""
How Word files look: fonts by their role with the attribute for East Asian letters, and the page of GB/T 9704.

Without ``eastAsia`` Word takes a font of its own for Chinese. Fonts are named and not embedded: an office has them, and what it lacks is
replaced by what stands beside it in the table of fonts.
"""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from xc_gis.report.documents.word.style_names import BODY, INSTEAD, LATIN, PAGE_NUMBER

MARGINS_MM = {"top": 37, "bottom": 35, "left": 28, "right": 26}
"""GB/T 9704."""

WIDTH_MM = 210 - MARGINS_MM["left"] - MARGINS_MM["right"]


def set_font(properties: Any, east_asian: str, latin: str = LATIN) -> None:
    """Fonts in the run properties of a style, run or default; those that the theme names are taken out."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), latin)
    fonts.set(qn("w:eastAsia"), east_asian)


def new_document(lang: str) -> Any:
    """An empty document with the page of GB/T 9704, its fonts and a page number between dashes at the foot."""
    document = Document()
    styles = document.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_font(defaults, BODY)
    language = defaults.find(qn("w:lang"))
    if language is not None:
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")
    normal = styles["Normal"]
    set_font(normal.element.get_or_add_rPr(), BODY)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, mm in MARGINS_MM.items():
        setattr(section, f"{side}_margin", Mm(mm))
    section.footer_distance = Mm(MARGINS_MM["bottom"] - 7 - 5)  # 7 mm below the text
    section.header_distance = Mm(15)
    _page_number(section.footer.paragraphs[0], lang)
    return document


def _page_number(paragraph: Any, lang: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.right_indent = Pt(14)
    for text in ("— ", None, " —"):
        run = paragraph.add_run(text or "")
        run.font.size = Pt(14)
        set_font(run._element.get_or_add_rPr(), PAGE_NUMBER if lang == "zh" else LATIN)  # noqa: SLF001 - python-docx has no name for it
        if text is None:
            add_field(run, "PAGE", "1")


def add_field(run: Any, instruction: str, shown: str, *, dirty: bool = False) -> None:
    """A field in a run: what Word computes, and what is shown until it does."""
    for kind in ("begin", "instr", "separate", "text", "end"):
        if kind == "instr":
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {instruction} "
        elif kind == "text":
            element = OxmlElement("w:t")
            element.text = shown
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            if dirty and kind == "begin":
                element.set(qn("w:dirty"), "true")
        run._element.append(element)  # noqa: SLF001 - python-docx has no name for it


def add_style(  # noqa: PLR0913 - a style has as many sides
    document: Any,
    name: str,
    font: str,
    size_pt: float,
    *,
    line_pt: float,
    before_pt: float = 0,
    after_pt: float = 0,
    bold: bool = False,
    centred: bool = False,
    base: str = "Normal",
) -> Any:
    """A style of paragraphs with a fixed distance of lines: pages are as long with any font."""
    known = {style.name for style in document.styles}
    style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in known:
        style.base_style = document.styles[base]
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = Pt(size_pt), bold, False, RGBColor(0, 0, 0)
    set_font(style.element.get_or_add_rPr(), font)
    form = style.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line_pt)
    form.space_before, form.space_after = Pt(before_pt), Pt(after_pt)
    if centred:
        form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return style


def set_borders(table: Any, size: int = 4, *, none: bool = False) -> None:
    """Thin lines around all cells (eighths of a point), or none; a fixed layout."""
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no name for it
    for old in properties.findall(qn("w:tblStyle")):
        properties.remove(old)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "nil" if none else "single")
        line.set(qn("w:sz"), str(size))
        line.set(qn("w:space"), "0")
        line.set(qn("w:color"), "666666")
        borders.append(line)
    properties.append(borders)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0" if none else "40")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)
    table.autofit = False
    _in_order(properties)


_ORDER = ("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc", "tblCellSpacing",
          "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook")  # fmt: skip
"""Word reads properties of a table in this order alone."""


def _in_order(properties: Any) -> None:
    children = sorted(properties, key=lambda child: _ORDER.index(child.tag.rpartition("}")[2]))
    for child in children:
        properties.append(child)


def set_widths(table: Any, widths_mm: tuple[float, ...]) -> None:
    """Widths of columns, in the grid and in every cell."""
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def set_height(row: Any, height_mm: float) -> None:
    """A row of at least that height, which is not broken over pages: what is long goes on in a second line, and nothing is cut off."""
    row.height, row.height_rule = Mm(height_mm), WD_ROW_HEIGHT_RULE.AT_LEAST
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no name for it
    properties.append(OxmlElement("w:cantSplit"))


def repeat_heading(row: Any) -> None:
    """Repeat a row at the head of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no name for it


def hatch(cell: Any) -> None:
    """Fill a cell with falling lines: unknown."""
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "thinReverseDiagStripe")
    shade.set(qn("w:color"), "9AA5B1")
    shade.set(qn("w:fill"), "FFFFFF")
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no name for it


def add_alternatives(document: Any) -> None:
    """Say in the table of fonts what stands in for a font that a machine lacks."""
    for part in document.part.package.parts:
        if str(part.partname) == "/word/fontTable.xml":
            entries = "".join(
                f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
                for name, other in INSTEAD.items()
            )
            blob = part.blob.decode("utf-8")
            part._blob = blob.replace("</w:fonts>", f"{entries}</w:fonts>").encode("utf-8")  # noqa: SLF001 - a part that python-docx does not read
