"""The Word template of the check-up that comes with the program: a file that an office opens, changes and gives back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING

from xc_gis.report.documents.word.looks import (
    WIDTH_MM,
    add_alternatives,
    add_style,
    hatch,
    new_document,
    repeat_heading,
    set_borders,
    set_height,
    set_widths,
)
from xc_gis.report.documents.word.repack import packed, settled
from xc_gis.report.documents.word.style_names import BODY, FILL_IN, HEADING, KAI, TITLE

MAP_MM = 45.0

SERVICES_MM = {
    "zh": (27.0, 7.5, 24.0, 35.5, 12.0, 10.0, 15.0, 15.0, 10.0),
    "en": (31.0, 6.5, 21.5, 36.4, 11.5, 10.0, 14.6, 14.6, 9.9),
}
"""Widths of columns by language: none of the sample's cells takes a second line."""

SERVICES = ("category", "minutes", "coverage", "nearest", "gap", "unknown", "subdistrict", "kind", "state")
COMPARISON = ("what", "here", "subdistrict", "kind", "district")

ROW_MM = 2.7

LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_SIDE = {"category": LEFT, "nearest": LEFT, "minutes": CENTRE, "state": CENTRE}


def checkup_template(labels: Mapping[str, str], lang: str) -> bytes:
    """
    The template in a language; the same bytes each time.

    ``labels``: headings and words of the page (``CheckupWords.labels``); they stand in the file, for an office to change.
    """
    document = new_document(lang)
    _styles(document)
    _head(document, labels)
    _services(document, labels, lang)
    _comparison(document, labels)
    _sentences(document, labels)
    add_alternatives(document)
    settled(document, title=labels["table"], day=None)
    return packed(document)


def _styles(document: Any) -> None:
    add_style(document, "Heading 1", TITLE, 22, line_pt=23, after_pt=0, centred=True)
    add_style(document, "Heading 2", HEADING, 9, line_pt=10.2, before_pt=1.5, after_pt=1)
    add_style(document, "Checkup Origin", KAI, 7, line_pt=9, centred=True)
    add_style(document, "Checkup Text", BODY, 7.8, line_pt=9.3)
    add_style(document, "Checkup Dense", BODY, 7, line_pt=7.5)
    add_style(document, "Checkup Cell", BODY, 6.5, line_pt=7.2)
    add_style(document, "Checkup Head", HEADING, 6, line_pt=6.6, centred=True)
    add_style(document, "Checkup Note", BODY, 6, line_pt=7.2)
    picture = add_style(document, "Checkup Map", BODY, 6, line_pt=7)
    picture.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    add_style(document, FILL_IN, BODY, 8.5, line_pt=10.5, before_pt=1)


def _head(document: Any, labels: Mapping[str, str]) -> None:
    document.paragraphs[0]._element.getparent().remove(document.paragraphs[0]._element) if document.paragraphs else None  # noqa: SLF001
    document.add_paragraph("{{ title }}", style="Heading 1")
    document.add_paragraph("{{ origin }}", style="Checkup Origin")
    document.add_paragraph(labels["result"], style="Heading 2")
    frame = document.add_table(rows=1, cols=2)
    set_borders(frame, none=True)
    set_widths(frame, (WIDTH_MM - MAP_MM - 3, MAP_MM + 3))
    left, right = frame.rows[0].cells
    facts = left.add_table(rows=3, cols=4)
    set_borders(facts)
    set_widths(facts, (25.0, 28.0, 26.0, 28.0))
    _loop(facts, "row in fact_rows", tuple(f"{{{{ row.{n} }}}}" for n in range(4)), 3.8, (LEFT,) * 4)
    left.paragraphs[0]._element.getparent().remove(left.paragraphs[0]._element)  # noqa: SLF001 - a cell begins with an empty one
    last = left.paragraphs[-1]
    last.style, last.text = "Heading 2", labels["old_young"]
    for who, words in (("old", "old"), ("young", "young")):
        left.add_paragraph(f"{labels[who]}{{{{ {words} }}}}", style="Checkup Text")
    right.paragraphs[0].style, right.paragraphs[0].text = "Checkup Map", "{{ map }}"
    right.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _services(document: Any, labels: Mapping[str, str], lang: str) -> None:
    document.add_paragraph(labels["services"], style="Heading 2")
    table = document.add_table(rows=7, cols=len(SERVICES))
    set_borders(table)
    set_widths(table, SERVICES_MM[lang])
    _headings(table.rows[0], [labels[name] for name in SERVICES], 4.6)
    sides = tuple(_SIDE.get(name, RIGHT) for name in SERVICES)
    cells = [f"{{{{ row.{name} }}}}" for name in SERVICES]
    _mark(table.rows[1], "{%tr for row in rows %}")
    _mark(table.rows[2], "{%tr if row.is_unknown %}")
    _row(table.rows[3], cells, ROW_MM, sides)
    hatch(table.rows[3].cells[-1])
    _mark(table.rows[4], "{%tr else %}")
    _row(table.rows[5], cells, ROW_MM, sides)
    _mark(table.rows[6], "{%tr endif %}")
    _mark(table.add_row(), "{%tr endfor %}")
    document.add_paragraph(labels["signs"], style="Checkup Note")


def _comparison(document: Any, labels: Mapping[str, str]) -> None:
    document.add_paragraph(labels["comparison"], style="Heading 2")
    table = document.add_table(rows=4, cols=len(COMPARISON))
    set_borders(table)
    set_widths(table, (40.0, 23.0, 31.0, 31.0, 31.0))
    _headings(table.rows[0], [labels[name] for name in COMPARISON], 3.6)
    _mark(table.rows[1], "{%tr for row in comparison %}")
    _row(table.rows[2], [f"{{{{ row.{n} }}}}" for n in range(5)], 3.2, (LEFT, *(CENTRE,) * 4))
    _mark(table.rows[3], "{%tr endfor %}")
    document.add_paragraph("{{ kind }}", style="Checkup Note")


def _sentences(document: Any, labels: Mapping[str, str]) -> None:
    for heading, name in (("gaps", "gaps"), ("next_star", "next_star")):
        document.add_paragraph(labels[heading], style="Heading 2")
        for text in (f"{{%p for line in {name} %}}", "{%p if is_dense %}"):
            document.add_paragraph(text, style="Checkup Text")
        document.add_paragraph("{{ line }}", style="Checkup Dense")
        document.add_paragraph("{%p else %}", style="Checkup Text")
        for text in ("{{ line }}", "{%p endif %}", "{%p endfor %}"):
            document.add_paragraph(text, style="Checkup Text")
    document.add_paragraph(f"{labels['own']}{labels['own_hint']}", style="Heading 2")
    document.add_paragraph("", style="Checkup Text")
    document.add_paragraph(
        f"{labels['office']}{{{{ office }}}}\t{labels['reporter']}\t{labels['reviewer']}\t{labels['signed']}", style=FILL_IN
    )
    tabs = document.paragraphs[-1].paragraph_format.tab_stops
    for at_mm in (56, 92, 126):
        tabs.add_tab_stop(at_mm * 36_000)
    for text in ("{%p for line in notes %}", "{{ line }}", "{%p endfor %}"):
        document.add_paragraph(text, style="Checkup Note")


def _loop(table: Any, loop: str, cells: tuple[str, ...], height_mm: float, sides: tuple[Any, ...]) -> None:
    _mark(table.rows[0], f"{{%tr for {loop} %}}")
    _row(table.rows[1], cells, height_mm, sides)
    _mark(table.rows[2], "{%tr endfor %}")


def _mark(row: Any, mark: str) -> None:
    """A row that holds a mark of the template alone: it is taken out when the template is filled."""
    row.cells[0].paragraphs[0].text = mark
    for cell in row.cells:
        cell.paragraphs[0].style = "Checkup Head"


def _headings(row: Any, words: list[str], height_mm: float) -> None:
    set_height(row, height_mm)
    repeat_heading(row)
    for cell, text in zip(row.cells, words, strict=True):
        cell.paragraphs[0].style, cell.paragraphs[0].text = "Checkup Head", text
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _row(row: Any, cells: Any, height_mm: float, sides: tuple[Any, ...]) -> None:
    set_height(row, height_mm)
    for cell, text, side in zip(row.cells, cells, sides, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.style, paragraph.text = "Checkup Cell", text
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph.alignment = side
