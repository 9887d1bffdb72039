"""
The map as it is shown, for others: a web page that opens where the window stood, a picture, a sheet for print.

Picture and sheet hold the map (``picture.py``) with title, legend, sources and the note that it is for internal use.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PyQt5.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QRectF, QSizeF, Qt
from PyQt5.QtGui import QColor, QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from xc_gis.errors import OutputError
from xc_gis.files.whole_file import write_whole
from xc_gis.files.write_faults import reason_of
from xc_gis.languages.message import msg
from xc_gis.report.map.page_words import in_words
from xc_gis.ui.map.legend import paint_row
from xc_gis.ui.widgets.searchable_pdf import NotingPainter, plain_letters, searchable
from xc_gis.ui.widgets.style import DANGER, FONTS, INK, LINE, SOFT
from xc_gis.wording.window import language

SHEET_MM = (420.0, 297.0)
"""A3 landscape."""

DPI = 200


def link_of(view: dict[str, Any], *, bounds: bool = True) -> str:
    """State of a map as the part of an address behind ``#``."""
    parts = [f"theme={quote(str(view['theme']), safe=':')}"]
    if view.get("community"):
        parts.append(f"community={quote(str(view['community']))}")
    if bounds:
        parts.append("bounds=" + ",".join(f"{b:.6f}" for b in view["bounds"]))
    return "&".join(parts)


def save_html(run_folder: Path, view: dict[str, Any], path: Path) -> None:
    """
    Write the run's page so that it opens as the window shows it, in the language of the window.

    Raises ``OutputError`` where it cannot be written.
    """
    try:
        page = (run_folder / "map.html").read_text(encoding="utf-8")
    except OSError as fault:
        raise OutputError(
            msg("读不到结果中的地图 map.html（{reason_of}）", reason_of=reason_of(fault)), hint=msg("请重新运行该项目")
        ) from fault
    start = link_of(view).replace("&", "&amp;")
    _write(path, in_words(page, language()).replace("<body>", f'<body data-start="{start}">', 1).encode())


def _write(path: Path, content: bytes) -> None:
    write_whole(path, content, hint=msg("请换一个可写的位置，并检查文件是否正被打开"))


class MapSheet:
    """Title, map, legend and sources on one sheet."""

    def __init__(
        self, picture: QImage, *, title: str, theme: str, rows: list[dict[str, Any]], notes: list[str], mark: str
    ) -> None:
        self._picture, self._title, self._theme, self._rows, self._notes, self._mark = picture, title, theme, rows, notes, mark

    def image(self) -> QImage:
        """The sheet as a picture."""
        unit = DPI / 25.4
        image = QImage(round(SHEET_MM[0] * unit), round(SHEET_MM[1] * unit), QImage.Format.Format_RGB32)
        image.setDotsPerMeterX(round(unit * 1000))
        image.setDotsPerMeterY(round(unit * 1000))
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        self._paint(painter, unit)
        painter.end()
        return image

    def save_png(self, path: Path) -> None:
        """Write a picture. Raises ``OutputError``."""
        drawn = QBuffer()
        drawn.open(QIODevice.OpenModeFlag.WriteOnly)
        self.image().save(drawn, "PNG")
        _write(path, bytes(drawn.data()))

    def save_pdf(self, path: Path) -> None:
        """Write a sheet for print; words stay words. Raises ``OutputError``."""
        drawn = QBuffer()
        drawn.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(drawn)
        writer.setPageLayout(
            QPageLayout(
                QPageSize(QSizeF(*SHEET_MM), QPageSize.Unit.Millimeter), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
            )
        )
        writer.setResolution(DPI)
        writer.setTitle(self._title)
        writer.setCreator("XC-GIS")
        painter = NotingPainter(writer)
        self._paint(painter, DPI / 25.4)
        painter.end()
        _write(path, searchable(bytes(drawn.data()), painter.words))

    def _paint(self, painter: QPainter, unit: float) -> None:
        """Paint; ``unit`` is a millimetre in the painter's own."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)

        def box(x: float, y: float, w: float, h: float) -> QRectF:
            return QRectF(x * unit, y * unit, w * unit, h * unit)

        def font(mm: float, *, bold: bool = False) -> QFont:
            made = QFont()
            made.setFamilies(list(FONTS))
            made.setPixelSize(round(mm * unit))
            made.setBold(bold)
            return plain_letters(made)

        width, height = SHEET_MM
        edge, side, top, foot = 10.0, 92.0, 22.0, 12.0
        painter.setPen(QColor(INK))
        painter.setFont(font(7.0, bold=True))
        painter.drawText(
            box(edge, 6, width - 2 * edge, 12), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self._title
        )
        if self._mark:
            painter.setPen(QColor(DANGER))
            painter.setFont(font(5.0, bold=True))
            painter.drawText(
                box(edge, 6, width - 2 * edge, 12), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._mark
            )
        place = box(edge, top, width - 2 * edge - side - 6, height - top - foot - 4)
        wanted = place.width() / place.height()
        w, h = self._picture.width(), self._picture.height()
        cut = QRect(0, 0, w, round(w / wanted)) if w / h < wanted else QRect(0, 0, round(h * wanted), h)
        cut.moveCenter(QRect(0, 0, w, h).center())
        painter.drawImage(place, self._picture, QRectF(cut))
        painter.setPen(QPen(QColor(LINE), 0.3 * unit))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
        left = width - edge - side
        painter.setPen(QColor(INK))
        painter.setFont(font(4.6, bold=True))
        painter.drawText(box(left, top, side, 14), int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft), self._theme)
        painter.setFont(font(3.6))
        at = QRect(round(left * unit), round((top + 15) * unit), round(side * unit), round(200 * unit))
        pixel = unit * 0.3
        for row in self._rows:
            at.translate(0, paint_row(painter, row, QRect(at), pixel))
        painter.setPen(QColor(SOFT))
        painter.setFont(font(2.9))
        painter.drawText(
            box(edge, height - foot - 1, width - 2 * edge, foot), int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop),
            " · ".join(self._notes),
        )  # fmt: skip


def parse_view(answer: object) -> dict[str, Any]:
    """What ``JSON.stringify(xcMap.view())`` gave."""
    view: dict[str, Any] = json.loads(str(answer))
    return view
