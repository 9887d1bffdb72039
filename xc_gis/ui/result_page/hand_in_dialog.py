"""Everything that is handed in, as one zip: which kinds of output, for which office."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtGui import QShowEvent
from PyQt5.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.result_page.making_dialog import MakingDialog
from xc_gis.wording.window import capital, tr, window_text

WIDTH_PX = 560


class HandInDialog(MakingDialog):
    """
    Offers every kind of output that there is; all are ticked at first.

    Signals
    -------
    archive_wanted
        Names of the kinds, office, number of the map.
    """

    archive_wanted = pyqtSignal(object, str, str)

    def __init__(self, kinds: Sequence[tuple[str, str]], kept: Mapping[str, Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(window_text("hand_in").rstrip("…"))
        self.setMinimumWidth(WIDTH_PX)
        heading = QLabel(tr(msg("打包哪些成果？")))
        heading.setObjectName("heading")
        self.kinds = {name: QCheckBox(capital(tr(title))) for name, title in kinds}
        wanted = kept.get("kinds")
        for name, tick in self.kinds.items():
            tick.setChecked(name in wanted if isinstance(wanted, list) else True)
            tick.toggled.connect(self.allow)
        with_map = QLabel(tr(msg("另含：当前地图（一页 PDF 和一个网页）、清单 export.json（每个文件的校验值和结果编号）")))
        with_map.setObjectName("soft")
        with_map.setWordWrap(True)
        self.office, self.map_number = QLineEdit(str(kept.get("office", ""))), QLineEdit(str(kept.get("map_number", "")))
        self.office.setPlaceholderText(tr(msg("留空则印出填写处")))
        self.map_number.setPlaceholderText(tr(msg("送审后取得，留空则印出填写处")))
        form = QFormLayout()
        form.addRow(tr(msg("编制单位")), self.office)
        form.addRow(tr(msg("审图号")), self.map_number)
        note = QLabel(tr(msg("全区的图集要一两分钟。中途停止后再次打包到同一个文件，会从停下的地方继续。")))
        note.setObjectName("soft")
        note.setWordWrap(True)
        self.do, self.leave = QPushButton(tr(msg("打包为 ZIP…"))), QPushButton(tr(msg("关闭")))
        self.do.setObjectName("primary")
        self.do.setDefault(True)
        self.leave.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.do)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.addWidget(heading)
        for tick in self.kinds.values():
            column.addWidget(tick)
        column.addWidget(with_map)
        column.addLayout(form)
        column.addWidget(note)
        column.addWidget(self.line)
        column.addLayout(buttons)
        self.do.clicked.connect(lambda: self.archive_wanted.emit(self.chosen(), self.office.text(), self.map_number.text()))
        self.leave.clicked.connect(self.reject)

    def showEvent(self, event: QShowEvent | None) -> None:  # noqa: N802
        """As high as its words in their lines need: a dialog reckons without the lines that they take, and squeezes its fields."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def chosen(self) -> list[str]:
        """Names of the kinds that are ticked."""
        return [name for name, tick in self.kinds.items() if tick.isChecked()]

    def to_keep(self) -> dict[str, Any]:
        """What the next dialog begins with."""
        return {"kinds": self.chosen(), "office": self.office.text(), "map_number": self.map_number.text()}

    def allow(self) -> None:
        """Nothing else can be chosen while the archive is made."""
        for tick in self.kinds.values():
            tick.setEnabled(not self.is_busy)
        self.do.setEnabled(not self.is_busy)
