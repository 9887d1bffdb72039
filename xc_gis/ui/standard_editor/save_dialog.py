"""Where a new version of a standard gets its id and version; says at once what would be refused."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from xc_gis.errors import XcGisError
from xc_gis.languages.message import msg
from xc_gis.standard.save import check_name, file_name
from xc_gis.wording.window import tr


class SaveStandardDialog(QDialog):
    """
    Asks for id and version.

    Parameters
    ----------
    suggestion, base
        Id and version to offer, and those of the base.
    folder
        Where the file will lie.
    study
        Name of the study that could use it; empty without one.
    """

    def __init__(
        self, suggestion: tuple[str, str], base: tuple[str, str], folder: Path, study: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr(msg("另存为新版本")))
        self._base, self._folder = base, folder
        layout = QVBoxLayout(self)
        form = QFormLayout()
        self.id = QLineEdit(suggestion[0])
        self.version = QLineEdit(suggestion[1])
        self.id.setMinimumWidth(280)
        form.addRow(tr(msg("标准编号")), self.id)
        form.addRow(tr(msg("版本号")), self.version)
        self.file = QLabel()
        self.file.setObjectName("soft")
        form.addRow(tr(msg("文件")), self.file)
        layout.addLayout(form)
        self.use = QCheckBox(
            tr(msg("用于当前项目“{study}”", study=study)).replace("&", "&&") if study else ""
        )  # a name is no shortcut
        self.use.setChecked(bool(study))
        self.use.setVisible(bool(study))
        layout.addWidget(self.use)
        self.fault = QLabel()
        self.fault.setObjectName("danger")
        self.fault.setWordWrap(True)
        layout.addWidget(self.fault)
        self.buttons = QDialogButtonBox()
        self.ok = self.buttons.addButton(tr(msg("保存")), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(tr(msg("取消")), QDialogButtonBox.ButtonRole.RejectRole)
        if self.ok is not None:
            self.ok.setObjectName("primary")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout.addWidget(self.buttons)
        self.id.textChanged.connect(self._check)
        self.version.textChanged.connect(self._check)
        self._check()

    def _check(self) -> None:
        name, version = self.id.text().strip(), self.version.text().strip()
        fault: str = ""
        try:
            check_name(name, version, *self._base)
            if (self._folder / file_name(name, version)).exists():
                fault = msg("{file_name} 已存在，请换一个版本号", file_name=file_name(name, version))
        except XcGisError as found:
            fault = found.message + (" → " + found.hint if found.hint else "")
        self.file.setText(file_name(name, version) if not fault else "—")
        self.fault.setText(tr(fault))
        if self.ok is not None:
            self.ok.setEnabled(not fault)

    def chosen(self) -> tuple[str, str, bool]:
        """Id, version, and whether the study is to use it."""
        return self.id.text().strip(), self.version.text().strip(), self.use.isChecked()
