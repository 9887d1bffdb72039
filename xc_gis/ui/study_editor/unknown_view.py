"""A clear picture of what will be unknown, category by category, and why."""

from __future__ import annotations

from PyQt5.QtCore import QRectF, QSize, Qt, pyqtSignal
from PyQt5.QtGui import QColor, QPainter, QPaintEvent
from PyQt5.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.report.check.records import CheckReport
from xc_gis.report.themes import COVERED
from xc_gis.shares import percent
from xc_gis.ui.presenters.study.unknown_rows import LEAST, hardly_zh, unknown_rows
from xc_gis.ui.widgets.state_paint import hatch
from xc_gis.ui.widgets.style import LINE
from xc_gis.wording.window import joined_words, tr

ALL_KNOWN = msg("按现在的数据，每个居民点的每一类服务都能判断：有，或者没有。")
SOME_UNKNOWN = msg("下面的居民在这些类别里算“未知”：既不算覆盖，也不算缺口。右边写着原因。")
NOT_YET = msg("路网、社区、居民和设施清单都能读出之后，这里显示每一类服务有多少居民无法判断，以及为什么。")


class UnknownView(QFrame):
    """
    Shows what will be unknown.

    Signals
    -------
    inventory_requested
        The reader wants to declare lists complete.
    """

    inventory_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        head = QHBoxLayout()
        self.words = QLabel()
        self.words.setWordWrap(True)
        head.addWidget(self.words, 1)
        self.declare = QPushButton(tr(msg("去声明清单完整性")))
        self.declare.clicked.connect(self.inventory_requested)
        head.addWidget(self.declare)
        layout.addLayout(head)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        layout.addWidget(self._area, 1)

    def show_report(self, report: CheckReport | None, *, busy: bool) -> None:
        """Show the picture; ``busy``: a check is under way."""
        rows = unknown_rows(report.unknown) if report is not None and report.unknown is not None else ()
        known = report is not None and report.unknown is not None
        self.words.setText(tr(msg("正在检查…") if busy else NOT_YET if not known else SOME_UNKNOWN if rows else ALL_KNOWN))
        self.declare.setVisible(any("inventory" in reason.reason for reason in (report.unknown or ())) if report else False)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        homes = report is not None and "residents" not in report.totals  # every row counts one
        telling = [row for row in rows if row.share >= LEAST]
        for n, row in enumerate(telling):
            grid.addWidget(QLabel(row.zh), n, 0)
            grid.addWidget(UnknownBar(row.share), n, 1)
            count = (
                msg("{residents:,.0f} 处住宅", residents=row.residents) if homes else msg("{count:,.0f} 人", count=row.residents)
            )
            figure = QLabel(f"{percent(row.share)} · {tr(count)}")
            grid.addWidget(figure, n, 2)
            why = QLabel(joined_words(row.reasons, "；"))
            why.setObjectName("soft")
            why.setWordWrap(True)
            grid.addWidget(why, n, 3)
        hardly = [row for row in rows if row.share < LEAST]
        if hardly:
            rest = QLabel(hardly_zh(hardly, len(telling), homes=homes))
            rest.setObjectName("soft")
            rest.setWordWrap(True)
            grid.addWidget(rest, len(telling), 0, 1, 4)
        grid.setColumnStretch(3, 1)
        grid.setRowStretch(len(telling) + 1, 1)
        self._area.setWidget(inside)


class UnknownBar(QWidget):
    """Residents from left to right: known, unknown (hatched)."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share
        self.setFixedSize(QSize(170, 16))
        self.setAccessibleName(tr(msg("未知 {share}", share=percent(share))))

    def paintEvent(self, _event: QPaintEvent | None) -> None:  # noqa: N802 - Qt's name
        """Paint the bar."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        known = box.width() * (1 - self.share)
        painter.fillRect(QRectF(box.left(), box.top(), known, box.height()), QColor(COVERED))
        unknown = QRectF(box.left() + known, box.top(), box.width() - known, box.height())
        for brush in hatch():
            painter.fillRect(unknown, brush)
        painter.setPen(QColor(LINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        painter.end()
