"""
The table in an HTML page that calls itself .xls: what many government systems export.

Only text is read; nothing of the page is run or fetched.
"""

from __future__ import annotations

from html.parser import HTMLParser

MOST_SPAN = 1000
"""Cells that one cell may stand for; more is no table."""


def html_rows(text: str) -> list[list[str]]:
    """Rows of the table with the most rows; empty where there is none."""
    page = _Page()
    page.feed(text)
    page.close()
    return max(page.tables, key=len, default=[])


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end_cell()
            self._open.append([])
            self.tables.append(self._open[-1])
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].append([])
        elif tag in {"td", "th"} and self._open:
            self._end_cell()
            if not self._open[-1]:
                self._open[-1].append([])
            span = dict(attrs).get("colspan") or ""
            self._cell, self._span = [], min(int(span), MOST_SPAN) if span.isdecimal() and span.isascii() else 1
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr"}:
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is not None and self._open and self._open[-1]:
            self._open[-1][-1] += [" ".join("".join(self._cell).split())] + [""] * (max(self._span, 1) - 1)
        self._cell = None
