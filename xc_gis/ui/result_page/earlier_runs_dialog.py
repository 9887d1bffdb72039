"""Earlier results of a study: which one is compared with, what they are called, how many are kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QKeyEvent
from PyQt5.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.runs.history import KeptRun
from xc_gis.ui.widgets.asking import RESULT, ask_folder
from xc_gis.wording.window import tr, window_text

MOST = 50
"""More results than this are kept as folders of one's own."""

_FOLDER = Qt.ItemDataRole.UserRole


class EarlierRunsDialog(QDialog):
    """
    Offers what there is.

    Signals
    -------
    before_chosen
        The run before in this session.
    folder_chosen
        A run folder.
    described
        A kept run's folder, its new name and note.
    removal_requested
        A kept run's folder.
    most_chosen
        How many runs without a name are to be kept.
    """

    before_chosen = pyqtSignal()
    folder_chosen = pyqtSignal(Path)
    described = pyqtSignal(Path, str, str)
    removal_requested = pyqtSignal(Path)
    most_chosen = pyqtSignal(int)

    def __init__(self, start: Path, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(window_text("compare").rstrip("…"))
        self.setMinimumWidth(720)
        self._start = start
        self._kept: dict[Path, KeptRun] = {}
        asked = QLabel(tr(msg("与哪一次结果比较？")))
        asked.setObjectName("heading")
        self.list = QTreeWidget()
        self.list.setAccessibleName(tr(msg("可比较的结果")))
        self.list.setHeaderLabels([tr(msg("结果")), tr(msg("评价标准")), tr(msg("说明")), tr(msg("占用空间"))])
        self.list.setRootIsDecorated(False)
        header = self.list.header()
        assert header is not None
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.itemDoubleClicked.connect(self._take)
        self.list.currentItemChanged.connect(self._show_label)
        self.none = QLabel(tr(msg("还没有更早的结果：每次运行后，上一次结果会留在这里；也可选择其他位置的结果文件夹。")))
        self.none.setObjectName("soft")
        self.none.setWordWrap(True)
        self.name, self.note = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(tr(msg("例如：上会稿。有名称的结果不会自动删除")))
        for field in (self.name, self.note):
            field.editingFinished.connect(self._describe)
        self._label = QWidget()
        form = QFormLayout(self._label)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr(msg("名称")), self.name)
        form.addRow(tr(msg("说明")), self.note)
        self.most = QSpinBox()
        self.most.setRange(0, MOST)
        self.most.setValue(most)
        self.most.valueChanged.connect(self.most_chosen)
        self.space = QLabel()
        self.space.setObjectName("soft")
        kept = QHBoxLayout()
        kept.addWidget(QLabel(tr(msg("保留最近几次结果"))))
        kept.addWidget(self.most)
        kept.addWidget(self.space)
        kept.addStretch(1)
        self.other, self.forget = QPushButton(tr(msg("选择结果文件夹…"))), QPushButton(tr(msg("删除这次结果")))
        self.do, leave = QPushButton(tr(msg("比较"))), QPushButton(tr(msg("取消")))
        for button in (self.other, self.forget, leave):
            button.setAutoDefault(False)
        self.other.clicked.connect(self._ask_folder)
        self.forget.clicked.connect(self._forget)
        self.do.clicked.connect(self._take)
        leave.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        for button in (self.other, self.forget):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self.do, leave):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        for widget in (asked, self.list, self.none, self._label):
            column.addWidget(widget)
        column.addLayout(kept)
        column.addLayout(buttons)

    def show_runs(self, kept: Sequence[KeptRun], folders: Sequence[Path], *, has_before: bool) -> None:
        """Replace the contents: the run before in this session, kept runs, other results beside the study."""
        chosen = self._chosen()
        self._kept = {run.folder: run for run in kept}
        self.list.clear()
        if has_before:
            self._offer(tr(msg("本次打开后的上一次结果")), None)
        for run in kept:
            when = f"{run.ended:%Y-%m-%d %H:%M}" if run.ended else run.folder.name
            self._offer(f"{run.name}（{when}）" if run.name else when, run.folder, run.standard, run.note, _megabytes(run.size))
        for folder in folders:
            self._offer(folder.name, folder)
        count = self.list.topLevelItemCount()
        rows = [row for row in map(self.list.topLevelItem, range(count)) if row is not None]
        if rows:
            self.list.setCurrentItem(next((row for row in rows if row.data(0, _FOLDER) == chosen), rows[0]))
        self.list.setVisible(count > 0)
        self.none.setVisible(count == 0)
        self.do.setEnabled(count > 0)
        (self.do if count else self.other).setDefault(True)
        self.space.setText(
            tr(msg("已保留 {count} 次，共占 {megabytes}", count=len(kept), megabytes=_megabytes(sum(run.size for run in kept))))
        )
        self._show_label()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802 - Qt's name
        """Enter in a field ends the field, not the question."""
        ends = event is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if ends and isinstance(self.focusWidget(), QLineEdit):
            return
        super().keyPressEvent(event)

    def _offer(self, words: str, folder: Path | None, *more: str) -> None:
        row = QTreeWidgetItem([words, *more])
        row.setData(0, _FOLDER, folder)
        row.setToolTip(0, words if folder is None else str(folder))
        self.list.addTopLevelItem(row)

    def _chosen(self) -> Path | None:
        row = self.list.currentItem()
        return row.data(0, _FOLDER) if row is not None else None

    def _show_label(self) -> None:
        run = self._kept.get(self._chosen() or Path())
        self._label.setVisible(run is not None)
        self.forget.setEnabled(run is not None)
        self.name.setText(run.name if run else "")
        self.note.setText(run.note if run else "")

    def _describe(self) -> None:
        run = self._kept.get(self._chosen() or Path())
        if run is not None and (self.name.text().strip(), self.note.text().strip()) != (run.name, run.note):
            self.described.emit(run.folder, self.name.text(), self.note.text())

    def _forget(self) -> None:
        folder = self._chosen()
        if folder in self._kept:
            self.removal_requested.emit(folder)

    def _take(self) -> None:
        row = self.list.currentItem()
        if row is None:
            return
        folder = row.data(0, _FOLDER)
        if folder is None:
            self.before_chosen.emit()
        else:
            self.folder_chosen.emit(folder)
        self.accept()

    def _ask_folder(self) -> None:
        folder = ask_folder(self, RESULT, tr(msg("选择结果文件夹")), self._start)
        if folder is not None:
            self.folder_chosen.emit(folder)
            self.accept()


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
