"""Sheets as one workbook: title, day, standard, run and mark on each, headings that stay, filters, widths, paper."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from xc_gis.languages.message import in_language, joined, msg
from xc_gis.report.documents.workbook.charts import height_px, put_chart
from xc_gis.report.documents.workbook.looks import PLAIN, SUM, UNKNOWN, WEAK, Looks
from xc_gis.report.documents.workbook.print_setup import page_height_px, set_up_page
from xc_gis.report.documents.workbook.records import BookHead, Kind, Row, Sheet, Shown, Unknown
from xc_gis.report.documents.workbook.text_size import LINE_POINTS, capital, lines
from xc_gis.report.tables.xlsx import workbook_in, write_cell
from xc_gis.shares import cut, is_trace

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

SHOWN = 3
"""Decimals of a share in a cell, which reads as percent with one decimal."""

ROW_PX = 20

WIDER = 0.85
"""Of a line in the font of the sheet so much is counted on: what stands in for the font may be wider."""


def write_book(head: BookHead, sheets: Sequence[Sheet], lang: str) -> bytes:
    """The content of a workbook in a language; text never becomes a formula, and the same sheets give equal bytes."""
    raw = io.BytesIO()
    with workbook_in(raw) as book:
        looks = Looks(book)
        for content in sheets:
            sheet = book.add_worksheet(_heading(content.name, lang))
            writer = _Writer(sheet, looks, content, _head_of(content, head), lang)
            first = writer.write()
            _charts(book, sheet, content, first, lang)
    return raw.getvalue()


def _head_of(content: Sheet, head: BookHead) -> BookHead:
    """What stands on a sheet: it names the standard that it speaks of."""
    if content.rated_by is None:
        return head
    name, version = content.rated_by
    return replace(head, standard=name, standard_id=version)


def _charts(book: Workbook, sheet: Worksheet, content: Sheet, first: int, lang: str) -> None:
    """Charts below the table; a page begins with the first, and with each that does not fit below the one before."""
    at, left, breaks = first + len(content.rows) + 1, 0.0, []
    end = at - 2
    for chart in content.charts:
        height = height_px(chart, content)
        if height > left:
            breaks.append(at)
            left = 0.93 * page_height_px(content)  # the heading stands above
        put_chart(book, sheet, chart, content, first, at, lang)
        rows = math.ceil(height / ROW_PX) + 1
        end = at + rows - 1
        at, left = at + rows, left - rows * ROW_PX
    if breaks:
        sheet.set_h_pagebreaks(breaks)
    sheet.print_area(0, 0, end, len(content.columns) - 1)  # no page is printed for what lies beside


class _Writer:
    """A sheet that is being written."""

    def __init__(self, sheet: Worksheet, looks: Looks, content: Sheet, head: BookHead, lang: str) -> None:
        self.sheet, self.looks, self.content, self.head, self.lang = sheet, looks, content, head, lang

    def write(self) -> int:
        """Write it; returns the row, from 0, with which the table begins."""
        content, sheet = self.content, self.sheet
        for number, column in enumerate(content.columns):
            sheet.set_column(number, number, column.width)
        head_row = self._top()
        for number, column in enumerate(content.columns):
            write_cell(sheet, head_row, number, _heading(column.head, self.lang), self.looks.head)
        tallest = max(lines(_heading(column.head, self.lang), column.width) for column in content.columns)
        sheet.set_row(head_row, tallest * LINE_POINTS + 4)
        for number, row in enumerate(content.rows, head_row + 1):
            self._row(number, row)
        listed = sum(not row.is_sum for row in content.rows)
        sheet.autofilter(head_row, 0, head_row + max(listed, 1), len(content.columns) - 1)
        sheet.freeze_panes(head_row + 1, content.frozen)
        set_up_page(sheet, content, self.head, head_row, self.lang)
        return head_row + 1

    def _top(self) -> int:
        """Title, origin and notes; returns the next row."""
        head = self.head
        self._line(0, _heading(self.content.title, self.lang), self.looks.title, 24)
        said = in_language(head.mark, self.lang)
        study = joined("    ", [head.study, head.mark]) if said and said not in head.study else head.study
        self._line(1, study, self.looks.mark if head.mark else self.looks.origin, 0)
        origin = msg(
            "数据日期：{day}    评价标准：{name}（{id}）    结果编号：{run}    {limit}",
            day=head.day.isoformat() if head.day else "—", name=head.standard, id=head.standard_id, run=head.run, limit=head.limit,
        )  # fmt: skip
        self._line(2, joined("    ", [origin, head.base]) if head.base else origin, self.looks.origin, 0)
        for number, note in enumerate(self.content.notes, 3):
            self._line(number, note, self.looks.note, 0)
        return 3 + len(self.content.notes)

    def _line(self, row: int, text: str, look: object, height: float) -> None:
        """A text over the columns of the first printed page, as high as it needs to be."""
        last = self._shown_first() - 1
        first = (
            min(self.content.frozen, last - 1) if self.content.pages_across > 1 else 0
        )  # what is repeated on each page holds no cut text
        words = in_language(text, self.lang)
        self.sheet.merge_range(row, first, row, last, "", look)
        write_cell(self.sheet, row, first, words, look)
        width = sum(column.width for column in self.content.columns[first : last + 1])
        self.sheet.set_row(row, height or lines(words, width * WIDER) * LINE_POINTS + 2)

    def _shown_first(self) -> int:
        """Columns of the first printed page, about."""
        widths = [column.width for column in self.content.columns]
        share = sum(widths) / self.content.pages_across
        return max(2, sum(sum(widths[: n + 1]) <= share for n in range(len(widths))))

    def _row(self, number: int, row: Row) -> None:
        tallest = 1
        for at, (column, value) in enumerate(zip(self.content.columns, row.values, strict=True)):
            kind, state = None, SUM if row.is_sum else PLAIN
            if isinstance(value, Shown):
                kind, state, value = value.kind, WEAK if value.weak else state, value.value  # noqa: PLW2901
            if isinstance(value, Unknown):
                state, value = UNKNOWN, value.words  # noqa: PLW2901
            shown = _shown(value, kind or column.kind, self.lang)
            write_cell(self.sheet, number, at, shown, self.looks.cell(column, shown, state, kind))
            if isinstance(shown, str) and (column.wrap or state == UNKNOWN):
                tallest = max(tallest, lines(shown, column.width))
        self.sheet.set_row(number, tallest * LINE_POINTS + 2)


def _shown(value: object, kind: Kind, lang: str) -> object:
    if isinstance(value, str):
        return in_language(value, lang)
    if isinstance(value, float) and kind is Kind.SHARE and not is_trace(value):
        return cut(value, SHOWN)
    return value


def _heading(text: str, lang: str) -> str:
    return capital(in_language(text, lang))
