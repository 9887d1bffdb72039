"""How a table and a picture of a page beside the map leave the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PyQt5.QtCore import QBuffer, QIODevice
from PyQt5.QtWidgets import QWidget

from xc_gis.errors import XcGisError
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import msg
from xc_gis.ui.presenters.voices.cells import VoiceTable
from xc_gis.ui.widgets.asking import RESULT, TABLE, ask_target
from xc_gis.ui.workers.failure import failure_of
from xc_gis.wording.window import tr, window_text

if TYPE_CHECKING:
    from xc_gis.ui.shell.exporter import Exporter
    from xc_gis.ui.shell.result_display import ResultDisplay


class PageExports:
    """
    Asks where to, and writes.

    Parameters
    ----------
    display
        Where faults and quiet words are said.
    exporter
        Who writes tables.
    """

    def __init__(self, display: ResultDisplay, exporter: Exporter) -> None:
        self._display, self._exporter = display, exporter

    def ask_table(self, parent: QWidget, table: VoiceTable) -> None:
        """Ask for a file for a table, and write it."""
        filters = tr(msg("Excel 工作簿 (*.xlsx);;CSV 表格 (*.csv)"))
        path = ask_target(parent, TABLE, tr(msg("导出表格")), f"{table.title}.xlsx", filters)
        if path is not None:
            self.table_to(table, path)

    def table_to(self, table: VoiceTable, path: Path) -> None:
        """Write a table with the rows that it has."""
        target = path if path.suffix else path.with_name(f"{path.name}.xlsx")
        lines: list[list[object]] = [[cell.value for cell in row.cells] for row in table.rows]
        self._exporter.table(target, list(table.headings), lines, title=table.title)

    def ask_picture(self, parent: QWidget, name: str, widget: QWidget) -> None:
        """Ask for a file for a picture, and write it."""
        path = ask_target(parent, RESULT, tr(msg("存为图片")), f"{name}.png", "PNG (*.png)")
        if path is not None:
            self.picture_to(widget, path)

    def picture_to(self, widget: QWidget, path: Path) -> None:
        """Save what a widget shows as a picture."""
        target = path if path.suffix else path.with_name(f"{path.name}.png")
        content = QBuffer()
        content.open(QIODevice.OpenModeFlag.WriteOnly)
        widget.grab().save(content, "PNG")
        try:
            write_whole(target, bytes(content.data()), hint=msg("请关闭正在使用它的程序,或换一个可写的位置"))
        except XcGisError as fault:
            self._display.show_failure(failure_of(fault))
        else:
            self._display.show_note(window_text("saved", target))
