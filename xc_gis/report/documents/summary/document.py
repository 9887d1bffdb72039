"""Parts of a report written as a Word file, the same bytes each time."""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from xc_gis.report.documents.summary.numbering import number_headings, numbers_of
from xc_gis.report.documents.summary.records import REFERENCE, FigureOf, Heading, Part, Sentence, TableOf
from xc_gis.report.documents.word.looks import (
    add_alternatives,
    add_field,
    add_style,
    new_document,
    repeat_heading,
    set_borders,
    set_widths,
)
from xc_gis.report.documents.word.repack import packed, settled
from xc_gis.report.documents.word.style_names import BODY, HEADING, KAI, TITLE
from xc_gis.report.documents.word.text import word_text

SIZE_PT, LINE_PT = 16, 29
"""Text of GB/T 9704: third size, 22 lines a page."""

KEPT_ROWS = 12
"""Tables of so many rows are not broken over pages."""


@dataclass(frozen=True)
class ReportHead:
    """Title, lines below it, and the words 目录, 表, 图 in the language of the report."""

    title: str
    lines: tuple[str, ...]
    contents: str
    table: str
    figure: str
    lang: str
    day: date | None


def report_file(head: ReportHead, parts: Sequence[Part]) -> bytes:
    """The file; what stands in a text is text, whatever it looks like."""
    document = new_document(head.lang)
    _styles(document, head.lang)
    number_headings(document, head.lang)
    _page_numbers_outside(document)
    document.add_paragraph(word_text(head.title), style="Title")
    for line in head.lines:
        document.add_paragraph(word_text(line), style="Report Origin")
    _Writer(document, head, parts).write()
    add_alternatives(document)
    settled(document, title=word_text(head.title), day=head.day)
    return packed(document)


def _styles(document: Any, lang: str) -> None:
    size, line = (SIZE_PT, LINE_PT) if lang == "zh" else (12, 18)
    title = add_style(document, "Title", TITLE, 22, line_pt=32, after_pt=8, centred=True)
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)
    add_style(document, "Heading 1", HEADING, size, line_pt=line, before_pt=6)
    add_style(document, "Heading 2", KAI, size, line_pt=line)
    body = add_style(document, "Report Text", BODY, size, line_pt=line)
    indent = OxmlElement("w:ind")
    indent.set(qn("w:firstLineChars"), "200" if lang == "zh" else "0")
    indent.set(qn("w:firstLine"), str(size * 2 * 20 if lang == "zh" else 0))
    body.element.get_or_add_pPr().append(indent)
    add_style(document, "Report Note", BODY, 12 if lang == "zh" else 10.5, line_pt=18 if lang == "zh" else 14)
    add_style(document, "Report Origin", KAI, 12, line_pt=18, centred=True)
    add_style(document, "Report Cell", BODY, 9, line_pt=12)
    add_style(document, "Report Head", HEADING, 9, line_pt=12, centred=True)
    add_style(document, "Caption", HEADING, 10.5, line_pt=16, before_pt=6, after_pt=3, centred=True)
    picture = add_style(document, "Report Figure", BODY, 9, line_pt=12, before_pt=6, centred=True)
    picture.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    picture.paragraph_format.keep_with_next = True
    add_style(document, "Contents Heading", HEADING, 16, line_pt=29, before_pt=6, centred=True)
    for name, left in (("toc 1", 0.0), ("toc 2", 8.0)):
        style = add_style(document, name, BODY, 12, line_pt=20)
        style.paragraph_format.left_indent = Mm(left)


def _page_numbers_outside(document: Any) -> None:
    """Right pages have their number on the right, left pages on the left."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    even, odd = section.even_page_footer, section.footer
    even.is_linked_to_previous = False
    own = even.paragraphs[0]._p  # noqa: SLF001 - python-docx has no name for it
    for run in odd.paragraphs[0].runs:
        own.append(copy.deepcopy(run._r))  # noqa: SLF001
    even.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
    even.paragraphs[0].paragraph_format.left_indent = Pt(14)


class _Writer:
    """A report that is being written: numbers of tables and figures, bookmarks."""

    def __init__(self, document: Any, head: ReportHead, parts: Sequence[Part]) -> None:
        self._document, self._head, self._parts = document, head, parts
        self._bookmarks = 0
        counts = {TableOf: 0, FigureOf: 0}
        self._shown: dict[str, str] = {}
        for part in parts:
            if isinstance(part, TableOf | FigureOf):
                counts[type(part)] += 1
                word = head.table if isinstance(part, TableOf) else head.figure
                self._shown[part.key] = f"{word} {counts[type(part)]}"

    def write(self) -> None:
        """Contents first, then part by part."""
        headings = [part for part in self._parts if isinstance(part, Heading)]
        self._contents(headings)
        at = 0
        for part in self._parts:
            if isinstance(part, Heading):
                paragraph = self._document.add_paragraph(style=f"Heading {part.level}")
                self._marked(paragraph, f"_Toc{at:04d}", lambda p, text=part.text: p.add_run(word_text(text)))
                at += 1
            elif isinstance(part, Sentence):
                self._sentence(part)
            elif isinstance(part, TableOf):
                self._table(part)
            else:
                self._figure(part)

    def _contents(self, headings: Sequence[Heading]) -> None:
        """A field of links without pages: only a layout knows these, and the contents are whole as they come (decision 197)."""
        self._document.add_paragraph(self._head.contents, style="Contents Heading")
        numbers = numbers_of([heading.level for heading in headings], self._head.lang)
        for n, (heading, number) in enumerate(zip(headings, numbers, strict=True)):
            paragraph = self._document.add_paragraph(style=f"toc {heading.level}")
            if n == 0:
                _signs(paragraph, "begin", ' TOC \\o "1-2" \\n \\h \\z \\u ', "separate")
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"_Toc{n:04d}")
            paragraph._p.append(link)  # noqa: SLF001 - python-docx has no name for it
            link.append(paragraph.add_run(f"{number}{word_text(heading.text)}")._r)  # noqa: SLF001
        if headings:
            _signs(paragraph, "end")
        self._document.add_paragraph(style="Report Cell").paragraph_format.page_break_before = False

    def _marked(self, paragraph: Any, name: str, write: Any) -> None:
        """Put a bookmark around what ``write`` adds to a paragraph."""
        self._bookmarks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self._bookmarks))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), name)
                paragraph._p.append(mark)  # noqa: SLF001
                write(paragraph)
            else:
                paragraph._p.append(mark)  # noqa: SLF001

    def _sentence(self, part: Sentence) -> None:
        paragraph = self._document.add_paragraph(style="Report Note" if part.is_note else "Report Text")
        for n, piece in enumerate(REFERENCE.split(part.text)):
            if n % 2 and piece in self._shown:
                add_field(paragraph.add_run(), f"REF _Ref_{piece} \\h", self._shown[piece])
            elif piece:
                paragraph.add_run(word_text(piece.replace("\ue000", "").replace("\ue001", "")))

    def _caption(self, key: str, words: str, kind: str) -> None:
        paragraph = self._document.add_paragraph(style="Caption")
        word, _, number = self._shown[key].rpartition(" ")

        def write(into: Any) -> None:
            into.add_run(f"{word} ")
            add_field(into.add_run(), f"SEQ {kind} \\* ARABIC", number)

        self._marked(paragraph, f"_Ref_{key}", write)
        paragraph.add_run(f"  {word_text(words)}")
        paragraph.paragraph_format.keep_with_next = kind == "Table"

    def _table(self, part: TableOf) -> None:
        self._caption(part.key, part.caption, "Table")
        table = self._document.add_table(rows=1 + len(part.rows), cols=len(part.headings))
        set_borders(table)
        set_widths(table, part.widths)
        repeat_heading(table.rows[0])
        for row, words in zip(table.rows, (part.headings, *part.rows), strict=True):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
            for cell, text, is_number in zip(row.cells, words, part.numbers, strict=True):
                paragraph = cell.paragraphs[0]
                paragraph.style = "Report Head" if words is part.headings else "Report Cell"
                paragraph.text = word_text(text)
                if is_number and words is not part.headings:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                if len(part.rows) <= KEPT_ROWS and words is not (part.headings, *part.rows)[-1]:
                    paragraph.paragraph_format.keep_with_next = True
        self._document.add_paragraph(style="Report Cell")

    def _figure(self, part: FigureOf) -> None:
        paragraph = self._document.add_paragraph(style="Report Figure")
        shape = paragraph.add_run().add_picture(io.BytesIO(part.content), width=Mm(part.width_mm))
        shape._inline.docPr.set("descr", word_text(part.words))  # noqa: SLF001
        self._caption(part.key, part.caption, "Figure")


def _signs(paragraph: Any, *signs: str) -> None:
    """Signs of a field that reaches over several paragraphs, each in a run of its own."""
    for sign in signs:
        run = paragraph.add_run()
        if sign in {"begin", "separate", "end"}:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), sign)
        else:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = sign
        run._r.append(element)  # noqa: SLF001
