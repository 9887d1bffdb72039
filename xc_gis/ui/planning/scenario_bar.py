"""The head of the planning panel: which scenario is in front, what can be done with it, taking back, comparing."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QSize, pyqtSignal
from PyQt5.QtWidgets import QAction, QComboBox, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.planning.planning_view import ShelfRow
from xc_gis.ui.widgets.icons import icon
from xc_gis.ui.widgets.style import INK, PALE
from xc_gis.wording.window import tr

ACTIONS = (
    ("new", msg("新建方案")), ("duplicate", msg("复制方案")), ("rename", msg("名称和备注…")), ("moment", msg("所看时刻…")),
    ("survey", msg("补查完成…")), ("take_in", msg("并入另一方案…")), ("open", msg("打开方案文件…")), ("export", msg("导出地图和表格…")),
    ("export_all", msg("导出全部方案…")), ("remove", msg("删除方案…")),
)  # fmt: skip


class ScenarioBar(QWidget):
    """
    Shows scenarios, tells what is asked for.

    Signals
    -------
    chosen
        Place of a scenario in the list.
    asked
        A key of ``ACTIONS``, or ``save, undo, redo``.
    compared
        Before and after are to be seen side by side, or no longer.
    """

    chosen = pyqtSignal(int)
    asked = pyqtSignal(str)
    compared = pyqtSignal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.choice = QComboBox()
        self.choice.setAccessibleName(tr(msg("方案")))
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.activated.connect(self.chosen)
        row.addWidget(self.choice, 1)
        self.save = self._button("fa5s.save", tr(msg("保存方案")), "Ctrl+S")
        self.save.clicked.connect(lambda: self.asked.emit("save"))
        self.undo = self._button("fa5s.undo", tr(msg("撤销")), "Ctrl+Z")
        self.undo.clicked.connect(lambda: self.asked.emit("undo"))
        self.redo = self._button("fa5s.redo", tr(msg("重做")), "Ctrl+Y")
        self.redo.clicked.connect(lambda: self.asked.emit("redo"))
        self.compare = self._button("fa5s.columns", tr(msg("之前与之后对比")), "Ctrl+B")
        self.compare.setCheckable(True)
        self.compare.toggled.connect(self.compared)
        self.more = self._button("fa5s.ellipsis-v", tr(msg("更多")), "")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        self.actions_: dict[str, QAction] = {}
        for key, words in ACTIONS:
            action = QAction(tr(words), menu)
            action.triggered.connect(lambda _on=False, asked=key: self.asked.emit(asked))
            menu.addAction(action)
            self.actions_[key] = action
        self.more.setMenu(menu)
        for button in (self.save, self.undo, self.redo, self.compare, self.more):
            row.addWidget(button)

    def _button(self, sign: str, words: str, keys: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(sign, color=INK, color_disabled=PALE))
        button.setIconSize(QSize(14, 14))
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({keys})" if keys else words)
        return button

    def show_shelf(self, rows: Sequence[ShelfRow], at: int) -> None:
        """Show the scenarios; an edited one has a star."""
        self.choice.clear()
        for number, row in enumerate(rows):
            self.choice.addItem(f"{row.name} *" if row.edited else row.name)
            self.choice.setItemData(number, row.note, 3)  # Qt.ToolTipRole
        self.choice.setCurrentIndex(at)
        self.choice.setToolTip(rows[at].note or rows[at].name)
        self.save.setEnabled(rows[at].edited)

    def show_steps(self, *, undo: bool, redo: bool) -> None:
        """Whether something can be taken back, or done again."""
        self.undo.setEnabled(undo)
        self.redo.setEnabled(redo)
