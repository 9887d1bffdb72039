"""The window: its pages, menus and how it closes. It shows what it is given; the presenter decides."""

from __future__ import annotations

from PyQt5.QtWidgets import QMainWindow, QStackedWidget

import xc_gis

TITLE = "一刻钟社区服务圈规划"


class MainWindow(QMainWindow):
    """Welcome, work, study and standard pages in one stack."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(f"{TITLE} · XC-GIS {xc_gis.__version__}")
        self.pages = QStackedWidget(self)
        self.setCentralWidget(self.pages)
        self.resize(1366, 768)
