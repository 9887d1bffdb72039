"""The map as a page: its paper, title, scale and legend at the left, the page itself at the right, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PyQt5.QtCore import QTimer, pyqtSignal
from PyQt5.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.result_page.making_dialog import MakingDialog
from xc_gis.ui.result_page.page_form import EVERY, WIDTH_PX, Area, PageForm
from xc_gis.ui.result_page.page_preview import PagePreview
from xc_gis.wording.window import tr, window_text

if TYPE_CHECKING:
    from xc_gis.operations.export.current_map.shown_map import PageChoice
    from xc_gis.ui.workers.page_tasks import PagePicture

REST_MS = 350
"""Fields must rest so long before the page is drawn anew."""

SIZE = (1000, 660)
"""Fits a screen of 1366 × 768."""


class MapPageDialog(MakingDialog):
    """
    Asks how the page shall be.

    Signals
    -------
    preview_wanted
        A ``PageChoice``.
    file_wanted
        ``pdf``, ``png`` or ``html``.
    copy_wanted, print_wanted
        To the clipboard, to a printer.
    """

    preview_wanted = pyqtSignal(object)
    file_wanted = pyqtSignal(str)
    copy_wanted = pyqtSignal()
    print_wanted = pyqtSignal()

    def __init__(self, areas: Sequence[Area], kept: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(window_text("export_map").rstrip("…"))
        self.form, self.preview = PageForm(areas, kept), PagePreview()
        self.facts = QLabel()
        self.facts.setObjectName("soft")
        self.facts.setWordWrap(True)
        self.pdf, self.png = QPushButton(tr(msg("存为 PDF…"))), QPushButton(tr(msg("存为图片…")))
        self.web, self.copy, self.paper = (
            QPushButton(tr(msg("存为网页…"))),
            QPushButton(tr(msg("复制图片"))),
            QPushButton(tr(msg("打印…"))),
        )
        self.leave = QPushButton(tr(msg("关闭")))
        self.pdf.setObjectName("primary")
        self.web.setToolTip(tr(msg("全部专题的交互地图，打开时就是现在的样子；不含标题、纸张等设置")))
        self._lay_out()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.ask_preview)
        self.form.changed.connect(self._changed)
        for button, suffix in ((self.pdf, "pdf"), (self.png, "png"), (self.web, "html")):
            button.clicked.connect(lambda _checked=False, suffix=suffix: self.file_wanted.emit(suffix))
        self.copy.clicked.connect(self.copy_wanted)
        self.paper.clicked.connect(self.print_wanted)
        self.leave.clicked.connect(self.reject)
        self.allow()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.form)
        left.addWidget(self.facts)
        left.addStretch(1)
        note = QLabel(tr(msg("页面与图集同一画法：矢量、文字可查找；水印按审图要求印出。在线底图不进页面。")))
        note.setObjectName("soft")
        note.setWordWrap(True)
        left.addWidget(note)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(WIDTH_PX + 40)
        across = QHBoxLayout()
        across.addWidget(side)
        across.addWidget(self.preview, 1)
        buttons = QHBoxLayout()
        for button in (self.pdf, self.png, self.web, self.copy, self.paper):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.leave.setAutoDefault(False)
        buttons.addWidget(self.leave)
        self.pdf.setDefault(True)
        column = QVBoxLayout(self)
        column.addLayout(across, 1)
        column.addWidget(self.line)
        column.addLayout(buttons)
        self.resize(*SIZE)

    @property
    def is_every(self) -> bool:
        """Is a page for each subdistrict wanted?"""
        return bool(self.form.area.currentData()[0] == EVERY)

    def ask_preview(self) -> None:
        """Ask for the page that the fields describe."""
        self._rest.stop()
        if self.form.chosen_scale() is None:
            self.preview.show_words(tr(msg("比例尺请写成 {example} 这样", example="1:5000")))
            self.allow()
            return
        self.preview.show_words(tr(msg("正在绘制…")))
        self.preview_wanted.emit(self.form.choice())

    def _changed(self) -> None:
        self.preview.show_words(tr(msg("正在绘制…")))
        self._rest.start()
        self.allow()

    def show_picture(self, picture: PagePicture, choice: PageChoice) -> None:
        """Show the page that was drawn."""
        paper = f"{choice.paper} {tr(msg('横放') if picture.lies else msg('竖放'))}"
        words = [tr(msg("比例尺 {scale}，{paper}", scale=f"1:{picture.scale:,.0f}", paper=paper))]
        if not picture.fits:
            words.append(tr(msg("这个比例尺下，范围有一部分在图外")))
        if picture.left_out:
            words.append(tr(msg("{count} 个名称因位置不足未标注", count=picture.left_out)))
        if self.is_every:
            words.append(tr(msg("预览是第一个街道；每个街道一页")))
        self.facts.setText("\n".join(words))
        self.form.suggest_title("" if self.is_every else picture.title)
        self.preview.show_page(picture.content, f"{picture.title} {' '.join(words)}")
        self.allow()

    def refuse(self, words: str) -> None:
        """Say why there is no page."""
        self.facts.clear()
        self.preview.show_words(words)
        self.allow()

    def allow(self) -> None:
        """Only what there is a page for; a page of each subdistrict is neither copied nor printed."""
        can = not self.is_busy and self.form.chosen_scale() is not None
        for button in (self.pdf, self.png):
            button.setEnabled(can)
        self.web.setEnabled(not self.is_busy)
        for button in (self.copy, self.paper):
            button.setEnabled(can and not self.is_every)
        self.png.setText(tr(msg("存为图片（每街道一张）…") if self.is_every else msg("存为图片…")))
