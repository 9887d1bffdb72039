"""The list of field checks on paper."""

from __future__ import annotations

from PyQt5.QtGui import QTextDocument
from PyQt5.QtPrintSupport import QPrintDialog, QPrinter
from PyQt5.QtWidgets import QWidget


def print_checks(page: str, parent: QWidget | None = None) -> bool:
    """Ask for a printer and print a page of HTML; whether that was done."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPrinter.PageSize.A4)
    if QPrintDialog(printer, parent).exec_() != QPrintDialog.DialogCode.Accepted:
        return False
    paint_checks(page, printer)
    return True


def paint_checks(page: str, printer: QPrinter) -> None:
    """Lay the page out for a printer and print it."""
    document = QTextDocument()
    document.setHtml(page)
    document.print_(printer)
