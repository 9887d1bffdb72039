"""An error as one dialog: what is wrong and where, what to do, and details to copy for whoever repairs the program."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtGui import QFontDatabase, QGuiApplication
from PyQt5.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.study.window_words import hint_in_window, in_window_words
from xc_gis.ui.workers.failure import Failure
from xc_gis.version import __version__
from xc_gis.wording.window import tr

TITLES = {1: msg("数据或设置有误"), 3: msg("已停止"), 70: msg("未能完成")}
OURS = msg("程序出错")


class ErrorDialog(QDialog):
    """Shows one failure. ``open()`` it: the window behind keeps painting."""

    def __init__(self, failure: Failure, parent: QWidget | None = None, *, log: str = "") -> None:
        super().__init__(parent)
        self.failure = failure
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(OURS if failure.is_ours else TITLES.get(failure.exit_code, OURS)))
        self.setMinimumWidth(460)
        icon = QLabel()
        kind = QStyle.StandardPixmap.SP_MessageBoxCritical if failure.is_ours else QStyle.StandardPixmap.SP_MessageBoxWarning
        style = self.style()
        if style is not None:
            icon.setPixmap(style.standardIcon(kind).pixmap(36, 36))
        message = _text(in_window_words(failure.message), "heading")
        hint = _text(hint_in_window(failure.hint), "")
        words = QVBoxLayout()
        words.addWidget(message)
        if failure.hint:
            words.addWidget(_text(tr(msg("怎么办")), "soft"))
            words.addWidget(hint)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self.details = QPlainTextEdit(self._report(log))
        self.details.setReadOnly(True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumHeight(140)
        self.details.hide()
        buttons = QDialogButtonBox()
        close = buttons.addButton(tr(msg("知道了")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.copy_button = buttons.addButton(tr(msg("复制详情")), QDialogButtonBox.ButtonRole.ActionRole)
        self.more_button = QPushButton(tr(msg("显示详情")), self)
        self.more_button.setCheckable(True)
        if failure.details:
            buttons.addButton(self.more_button, QDialogButtonBox.ButtonRole.ActionRole)
        else:
            self.more_button.hide()
        if close is not None:
            close.setDefault(True)
        self.more_button.toggled.connect(self._more)
        if self.copy_button is not None:
            self.copy_button.clicked.connect(self.copy)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.details, 1)
        column.addWidget(buttons)

    def copy(self) -> None:
        """Put message, hint and details on the clipboard."""
        board = QGuiApplication.clipboard()
        if board is not None:
            board.setText(self.details.toPlainText())

    def _more(self, shown: bool) -> None:
        self.details.setVisible(shown)
        self.more_button.setText(tr(msg("隐藏详情") if shown else msg("显示详情")))
        self.adjustSize()

    def _report(self, log: str) -> str:
        failure = self.failure
        parts = [tr(failure.message), tr(failure.hint), failure.details, f"XC-GIS {__version__}"]
        if failure.is_ours and log:
            parts.append(tr(msg("日志：{log}", log=log)))
        return "\n\n".join(part for part in parts if part)


def show_failure(failure: Failure, parent: QWidget | None = None, *, log: str = "") -> ErrorDialog:
    """Open the dialog of a failure without holding the window up; returns it."""
    dialog = ErrorDialog(failure, parent, log=log)
    dialog.open()
    return dialog


def _text(words: str, name: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse))
    return label
