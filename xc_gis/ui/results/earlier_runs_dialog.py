"""Which earlier result the shown one is compared with: the one before, one that lies beside the study, or any folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xc_gis.ui.asking import RESULT, ask_folder
from xc_gis.ui.words import say, tell


class EarlierRunsDialog(QDialog):
    """
    Offers what there is.

    Signals
    -------
    before_chosen
        The run before in this session.
    folder_chosen
        A run folder.
    """

    before_chosen = pyqtSignal()
    folder_chosen = pyqtSignal(Path)

    def __init__(self, folders: Sequence[Path], start: Path, parent: QWidget | None = None, *, has_before: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("compare").rstrip("…"))
        self.setMinimumWidth(520)
        self._start = start
        asked = QLabel(tell("与哪一次结果比较？"))
        asked.setObjectName("heading")
        self.list = QListWidget()
        self.list.setAccessibleName(tell("可比较的结果"))
        if has_before:
            self._offer(tell("本次打开后的上一次结果"), None)
        for folder in folders:
            self._offer(folder.name, folder)
        self.list.setCurrentRow(0)
        self.list.itemDoubleClicked.connect(self._take)
        none = QLabel(tell("项目文件夹中没有别的结果；可选择其他位置的结果文件夹。"))
        none.setObjectName("soft")
        none.setWordWrap(True)
        self.other = QPushButton(tell("选择结果文件夹…"))
        self.do, leave = QPushButton(tell("比较")), QPushButton(tell("取消"))
        self.other.clicked.connect(self._ask_folder)
        self.do.clicked.connect(self._take)
        leave.clicked.connect(self.reject)
        is_empty = self.list.count() == 0
        self.list.setVisible(not is_empty)
        none.setVisible(is_empty)
        self.do.setEnabled(not is_empty)
        (self.other if is_empty else self.do).setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        buttons.addWidget(self.do)
        buttons.addWidget(leave)
        column = QVBoxLayout(self)
        column.addWidget(asked)
        column.addWidget(self.list)
        column.addWidget(none)
        column.addLayout(buttons)

    def _offer(self, words: str, folder: Path | None) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, folder)
        item.setToolTip(words if folder is None else str(folder))
        self.list.addItem(item)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        folder = item.data(Qt.ItemDataRole.UserRole)
        if folder is None:
            self.before_chosen.emit()
        else:
            self.folder_chosen.emit(folder)
        self.accept()

    def _ask_folder(self) -> None:
        folder = ask_folder(self, RESULT, tell("选择结果文件夹"), self._start)
        if folder is not None:
            self.folder_chosen.emit(folder)
            self.accept()
