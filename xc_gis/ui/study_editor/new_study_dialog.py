"""Where a new study begins: a name, and a folder that is made for it."""

from __future__ import annotations

import re
from pathlib import Path

from PyQt5.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.widgets.asking import NEW, ask_folder, first_folder
from xc_gis.wording.window import tr

FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')


class NewStudyDialog(QDialog):
    """Asks for a name and a place; says at once what would be refused."""

    def __init__(self, parent: QWidget | None = None, *, start: Path | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr(msg("新建项目")))
        layout = QVBoxLayout(self)
        about = QLabel(tr(msg("一个项目是一个文件夹：项目文件、数据副本和结果都在里面，可以整体拷贝或邮寄。")))
        about.setObjectName("soft")
        about.setWordWrap(True)
        layout.addWidget(about)
        form = QFormLayout()
        self.name = QLineEdit(tr(msg("一刻钟社区服务圈")))
        self.name.setMinimumWidth(360)
        self.name.selectAll()
        form.addRow(tr(msg("项目名称")), self.name)
        self.place = QLineEdit(str(start or first_folder(NEW)))
        button = QPushButton(tr(msg("选择…")))
        button.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(button)
        form.addRow(tr(msg("放在哪里")), row)
        self.folder = QLabel()
        self.folder.setObjectName("soft")
        self.folder.setWordWrap(True)
        form.addRow(tr(msg("文件夹")), self.folder)
        layout.addLayout(form)
        self.fault = QLabel()
        self.fault.setObjectName("danger")
        self.fault.setWordWrap(True)
        layout.addWidget(self.fault)
        buttons = QDialogButtonBox()
        self.ok = buttons.addButton(tr(msg("新建")), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(tr(msg("取消")), QDialogButtonBox.ButtonRole.RejectRole)
        if self.ok is not None:
            self.ok.setObjectName("primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self.name.textChanged.connect(self._check)
        self.place.textChanged.connect(self._check)
        self._check()

    def _choose(self) -> None:
        found = ask_folder(self, NEW, tr(msg("放在哪里")), typed=Path(self.place.text()))
        if found is not None:
            self.place.setText(str(found))

    def _check(self) -> None:
        folder, name = self.chosen()
        fault = ""
        if not name:
            fault = msg("请填写项目名称")
        elif not folder.parent.is_dir():
            fault = msg("这个位置不存在")
        elif (folder / "study.toml").exists():
            fault = msg("这里已有同名项目，请换一个名称")
        self.folder.setText(str(folder))
        self.fault.setText(tr(fault))
        if self.ok is not None:
            self.ok.setEnabled(not fault)

    def chosen(self) -> tuple[Path, str]:
        """Folder of the study, and its name."""
        name = self.name.text().strip()
        return Path(self.place.text().strip()).expanduser() / (FORBIDDEN.sub("-", name) or "study"), name
