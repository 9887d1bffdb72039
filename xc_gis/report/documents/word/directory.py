"""A directory as a Word file: headings, notes, and long tables whose headings are repeated. Texts are texts: nothing in them is markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from xc_gis.report.documents.word.looks import add_style, new_document, repeat_heading, set_borders, set_font, set_widths
from xc_gis.report.documents.word.repack import packed, settled
from xc_gis.report.documents.word.style_names import BODY
from xc_gis.report.documents.word.text import word_text

HEADING, TITLE, NOTE, CELL = "Heading", "XC Title", "XC Note", "XC Cell"

TITLE_PT, HEADING_PT, SMALL_HEADING_PT, NOTE_PT, CELL_PT = 22.0, 16.0, 13.0, 10.5, 9.5


@dataclass(frozen=True)
class DirectoryPart:
    """A heading (``level`` 1 or 2), a sentence below it, and a table; without rows the sentence stands alone."""

    level: int
    title: str
    note: str = ""
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def directory_file(
    title: str, notes: Sequence[str], parts: Sequence[DirectoryPart], widths_mm: tuple[float, ...], *, day: date | None, lang: str
) -> bytes:
    """
    Write a directory; the same texts give the same bytes.

    Parameters
    ----------
    notes
        Paragraphs below the title.
    widths_mm
        Of the columns of every table.
    day
        Of the study: stands in the file as the time at which it was made.
    """
    document = new_document(lang)
    add_style(document, TITLE, BODY, TITLE_PT, line_pt=32, after_pt=10, bold=True, centred=True)
    for level, size in ((1, HEADING_PT), (2, SMALL_HEADING_PT)):
        add_style(document, f"{HEADING} {level}", BODY, size, line_pt=size * 1.5, before_pt=10, after_pt=4, bold=True)
    add_style(document, NOTE, BODY, NOTE_PT, line_pt=16, after_pt=3)
    add_style(document, CELL, BODY, CELL_PT, line_pt=13)
    document.add_paragraph(word_text(title), style=TITLE)
    for note in notes:
        document.add_paragraph(word_text(note), style=NOTE)
    for part in parts:
        document.add_paragraph(word_text(part.title), style=f"{HEADING} {part.level}")
        if part.note:
            document.add_paragraph(word_text(part.note), style=NOTE)
        if part.rows:
            _table(document, part, widths_mm)
    settled(document, title=title, day=day)
    return packed(document)


def _table(document: Any, part: DirectoryPart, widths_mm: tuple[float, ...]) -> None:
    table = document.add_table(rows=1, cols=len(part.headings))
    set_borders(table)
    set_widths(table, widths_mm)
    for cell, words in zip(table.rows[0].cells, part.headings, strict=True):
        cell.paragraphs[0].style = document.styles[CELL]
        run = cell.paragraphs[0].add_run(word_text(words))
        run.bold = True
        set_font(run._element.get_or_add_rPr(), BODY)  # noqa: SLF001 - python-docx has no name for it
    repeat_heading(table.rows[0])
    style = document.styles[CELL].style_id
    for row in part.rows:  # python-docx would look through the whole table for each cell
        table._tbl.append(_row(row, widths_mm, style))  # noqa: SLF001


def _row(texts: Sequence[str], widths_mm: tuple[float, ...], style: str) -> Any:
    row = OxmlElement("w:tr")
    form = OxmlElement("w:trPr")
    form.append(OxmlElement("w:cantSplit"))
    row.append(form)
    for text, width in zip(texts, widths_mm, strict=True):
        cell, inner, size = OxmlElement("w:tc"), OxmlElement("w:tcPr"), OxmlElement("w:tcW")
        size.set(qn("w:w"), str(round(width / 25.4 * 1440)))
        size.set(qn("w:type"), "dxa")
        inner.append(size)
        paragraph, looks, named = OxmlElement("w:p"), OxmlElement("w:pPr"), OxmlElement("w:pStyle")
        named.set(qn("w:val"), style)
        looks.append(named)
        run, words = OxmlElement("w:r"), OxmlElement("w:t")
        words.set(qn("xml:space"), "preserve")
        words.text = word_text(text)
        run.append(words)
        for child, parent in ((looks, paragraph), (run, paragraph), (inner, cell), (paragraph, cell), (cell, row)):
            parent.append(child)
    return row
