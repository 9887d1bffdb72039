"""The fact sheet on one A4 page: painted as on the screen, so that it prints sharp and cuts no text."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import QMarginsF, QRectF, Qt
from PyQt5.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter
from PyQt5.QtPrintSupport import QPrintDialog, QPrinter
from PyQt5.QtWidgets import QWidget

from xc_gis.errors import OutputError
from xc_gis.files.whole_file import whole_file
from xc_gis.languages.message import msg
from xc_gis.runs.view import CommunityView, CoverageView
from xc_gis.ui.presenters.result.sheet_words import (
    by_domain,
    next_star_heading,
    rating_basis_words,
    reasons_of,
    residents_words,
    star_bounds_words,
    subdistrict_words,
    surveys_words,
)
from xc_gis.ui.result_page.coverage_bars import paint_heading, paint_row
from xc_gis.ui.widgets.searchable_pdf import NotingPainter, plain_letters, searchable
from xc_gis.ui.widgets.state_paint import paint_stars
from xc_gis.ui.widgets.style import INK, SOFT
from xc_gis.wording.codes import DOMAIN_ZH
from xc_gis.wording.window import capital, joined_words, tr, window_text

POINTS = 72.0
MARGIN_MM = 14.0
COLUMNS = 2
GUTTER, HEADING, ROW = 18.0, 17.0, 33.0
TITLE_PT, WORDS_PT, SMALL_PT = 17.0, 9.0, 7.5
Entry = tuple[float, str | CoverageView]
WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


def print_sheet(community: CommunityView, source: Sequence[str], parent: QWidget | None = None) -> bool:
    """Ask for a printer and print; False where the user did not. Raises ``OutputError`` where the printer does not take it."""
    printer = _printer()
    if QPrintDialog(printer, parent).exec_() != QPrintDialog.DialogCode.Accepted:
        return False
    if not _paint(printer, community, source):
        raise OutputError(msg("打印机没有接受这一页"), hint=msg("请检查打印机是否已连接，或改用“存为 PDF”"))
    return True


def sheet_to_pdf(community: CommunityView, source: Sequence[str], path: Path) -> None:
    """Write the page as PDF. Raises ``OutputError`` where it cannot be written."""
    printer = _printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    with whole_file(path, hint=msg("请关闭正在使用它的程序，或换一个可写的位置"), suffix=".pdf") as part:
        part.open("ab").close()  # Qt would only say that it cannot, not why
        printer.setOutputFileName(str(part))
        if not _paint(printer, community, source):
            raise OSError(errno.EIO, os.strerror(errno.EIO))


def _printer() -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(*[MARGIN_MM] * 4), QPageLayout.Unit.Millimeter
    )  # fmt: skip
    printer.setPageLayout(layout)
    return printer


def _paint(printer: QPrinter, community: CommunityView, source: Sequence[str]) -> bool:
    painter = NotingPainter()
    if not painter.begin(printer):
        return False
    scale = printer.resolution() / POINTS
    painter.scale(scale, scale)  # from here on a unit is a point
    page = printer.pageLayout().paintRectPixels(printer.resolution())
    paint_sheet(painter, QRectF(0, 0, page.width() / scale, page.height() / scale), community, source)
    painter.end()
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat and printer.outputFileName():
        file = Path(printer.outputFileName())
        file.write_bytes(searchable(file.read_bytes(), painter.words))
    return True


def paint_sheet(painter: QPainter, page: QRectF, community: CommunityView, source: Sequence[str]) -> None:
    """Paint the page in a box of points (1/72 inch)."""
    y = page.top()
    title = window_text("in_brackets", community.name, tr(msg("暂评"))) if community.provisional else community.name
    y = _words(painter, page, y, title, TITLE_PT, bold=True)
    where = " · ".join(
        (
            subdistrict_words(community),
            tr(msg("编号 {facility_id}", facility_id=community.community_id)),
            residents_words(community),
        )
    )
    y = _words(painter, page, y, where, WORDS_PT, colour=SOFT) + 4
    paint_stars(painter, QRectF(page.left(), y, 110, 22), community.stars, community.stars_low, community.stars_high)
    _words(painter, page.adjusted(120, 0, 0, 0), y + 3, tr(community.stars_zh), 13.0, bold=True)
    y += 28
    for words in (star_bounds_words(community), rating_basis_words(community)):
        if words:
            y = _words(painter, page, y, words, WORDS_PT) + 2
    if community.reasons:
        y = _words(painter, page, y + 4, next_star_heading(community), WORDS_PT, bold=True)
        for reason in reasons_of(community):
            y = _words(painter, page.adjusted(8, 0, 0, 0), y, f"· {capital(reason)}", WORDS_PT)
    if community.surveys:
        y = _words(painter, page, y + 2, surveys_words(community), WORDS_PT)
    foot = QRectF(page.left(), page.bottom() - 34, page.width(), 34)
    _bars(painter, QRectF(page.left(), y + 10, page.width(), foot.top() - y - 16), community)
    legend = msg("粗体为必备服务；实色=已覆盖，斜纹=未知（不能断定有没有），空白=缺口；步行时间由社区中部的住处算起")
    at = _words(painter, page, foot.top(), tr(legend), SMALL_PT, colour=SOFT)
    _words(painter, page, at, joined_words(source, "；"), SMALL_PT, colour=SOFT)


def _bars(painter: QPainter, box: QRectF, community: CommunityView) -> None:
    """All categories in two columns; squeezed where the words above took much of the page, never cut."""
    entries: list[Entry] = []
    for domain, rows in by_domain(community.coverage):
        entries.append((HEADING, tr(DOMAIN_ZH[domain])))
        for row in rows:
            entries.append((ROW, row))
    half = sum(height for height, _ in entries) / COLUMNS
    columns: list[list[Entry]] = [[], []]
    filled = 0.0
    for entry in entries:
        columns[0 if filled + entry[0] / 2 <= half else 1].append(entry)
        filled += entry[0]
    if columns[0] and isinstance(columns[0][-1][1], str):  # no heading stands alone at the foot of a column
        columns[1].insert(0, columns[0].pop())
    tallest = max(sum(height for height, _ in column) for column in columns) or 1.0
    squeeze = min(1.0, box.height() / tallest)
    width = (box.width() - GUTTER) / COLUMNS
    painter.setFont(_font(WORDS_PT * min(1.0, squeeze * 1.1)))
    for n, column in enumerate(columns):
        y = box.top()
        for height, shown in column:
            part = QRectF(box.left() + n * (width + GUTTER), y, width, height * squeeze)
            if isinstance(shown, str):
                paint_heading(painter, part, shown)
            else:
                paint_row(painter, part, shown)
            y += height * squeeze


def _words(
    painter: QPainter, page: QRectF, y: float, words: str, points: float, *, bold: bool = False, colour: str = INK
) -> float:
    """Wrapped text; returns where it ends."""
    font = _font(points, bold=bold)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    room = QRectF(page.left(), y, page.width(), page.bottom() - y + 100)
    needed = painter.boundingRect(room, WRAPPED, words)
    painter.drawText(room, WRAPPED, words)
    return max(needed.bottom(), y + QFontMetricsF(font).height())


def _font(points: float, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(max(round(points), 1))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return plain_letters(font)
