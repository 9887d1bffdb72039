"""A page to a printer, as large as the paper allows."""

from __future__ import annotations

from PyQt5.QtCore import QMarginsF, QRectF
from PyQt5.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PyQt5.QtPrintSupport import QPrintDialog, QPrinter
from PyQt5.QtWidgets import QWidget

from xc_gis.languages.message import msg
from xc_gis.wording.window import tr


def print_page(page: QImage, paper: str, *, lies: bool, parent: QWidget | None) -> str:
    """Ask for a printer and print; a sentence about it, empty where the user did not."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    size = QPageSize(QPageSize.PageSizeId.A3 if paper == "A3" else QPageSize.PageSizeId.A4)
    way = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter))
    printer.setFullPage(True)
    if QPrintDialog(printer, parent).exec_() != QPrintDialog.DialogCode.Accepted:
        return ""
    return paint_page(printer, page)


def paint_page(printer: QPrinter, page: QImage) -> str:
    """Paint the page on the paper that the printer has, its middle in the middle; a sentence about it."""
    painter = QPainter()
    if not painter.begin(printer):
        return tr(msg("打印机没有接受这一页；请检查打印机是否已连接，或改用“存为 PDF”"))
    room = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    factor = min(room.width() / page.width(), room.height() / page.height())
    width, height = page.width() * factor, page.height() * factor
    painter.drawImage(QRectF((room.width() - width) / 2, (room.height() - height) / 2, width, height), page, QRectF(page.rect()))
    painter.end()
    return tr(msg("已送到打印机"))
