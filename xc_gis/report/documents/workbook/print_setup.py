"""A sheet on paper: A4 across, headings on every page, and what tells where a page comes from in its margins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xc_gis.languages.message import in_language, joined, msg
from xc_gis.report.documents.workbook.looks import FONT
from xc_gis.report.documents.workbook.records import BookHead, Sheet
from xc_gis.report.documents.workbook.text_size import capital

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A4 = 9
MARGINS_IN = {"left": 0.5, "right": 0.5, "top": 0.75, "bottom": 0.7}
PAGE_WIDTH_IN = 11.69 - MARGINS_IN["left"] - MARGINS_IN["right"]
PAGE_HEIGHT_IN = 8.27 - MARGINS_IN["top"] - MARGINS_IN["bottom"]
DOTS_AN_INCH = 96

INCHES_A_LETTER = 7 / DOTS_AN_INCH
"""A column's width is given in digits of seven dots, 96 dots an inch."""

LEAST_SCALE, MOST_SCALE = 40, 82
"""Percent; below 100 for programs whose font of the sheet is wider."""

LONGEST = (60, 60, 60)
IN_FOOTER = (40, 88, 26)
"""Signs of the texts left, in the middle and right in a margin, which takes 255 with the names of fonts."""


def set_up_page(sheet: Worksheet, content: Sheet, head: BookHead, head_row: int, lang: str) -> None:
    """Say how a sheet is printed."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(**MARGINS_IN)
    sheet.repeat_rows(head_row)
    if content.charts:  # on pages of their own: breaks are heeded only where no number of pages is asked for
        sheet.set_print_scale(scale_of(content))
    else:
        if content.pages_across > 1:
            sheet.repeat_columns(0, content.frozen - 1)
        sheet.fit_to_pages(content.pages_across, 0)
    sheet.set_header(_margin(head.study, capital(in_language(content.title, lang)), head.mark, lang))
    origin = joined("  ", [head.day.isoformat() if head.day else "—", head.standard_id])
    page = msg("第 {page} 页，共 {total} 页", page="\x01", total="\x02")
    centre = joined("  ", [page, head.base]) if head.base else page
    sheet.set_footer(_margin(origin, centre, msg("结果编号 {run}", run=head.run), lang, IN_FOOTER))


def scale_of(content: Sheet) -> int:
    """Percent at which all columns fit side by side."""
    return max(LEAST_SCALE, int(MOST_SCALE * min(1.0, PAGE_WIDTH_IN / _width_in(content))))


def _width_in(content: Sheet) -> float:
    return sum(column.width + 0.7 for column in content.columns) * INCHES_A_LETTER


def width_px(content: Sheet) -> int:
    """Dots of all columns side by side."""
    return int(_width_in(content) * DOTS_AN_INCH)


def page_height_px(content: Sheet) -> int:
    """Dots from top to bottom of a page at the scale of the sheet."""
    return int(PAGE_HEIGHT_IN * DOTS_AN_INCH * 100 / scale_of(content))


def _margin(left: str, centre: str, right: str, lang: str, longest: tuple[int, int, int] = LONGEST) -> str:
    parts = zip("LCR", (left, centre, right), longest, strict=True)
    return "".join(f'&{place}&"{FONT},Regular"&9 {_plain(in_language(text, lang), most)}' for place, text, most in parts)


def _plain(text: str, longest: int) -> str:
    """Text that orders nothing: ``&`` stands for itself; the page's own numbers are put in last."""
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    return short.replace("&", "&&").replace("\x01", "&P").replace("\x02", "&N")
