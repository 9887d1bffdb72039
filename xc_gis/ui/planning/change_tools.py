"""What can be changed: a type that is searched and put on the map, a facility of the study that is moved or closed, streets, people."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QAction,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.planning.change_words import PATHS
from xc_gis.ui.presenters.planning.place_names import facility_words
from xc_gis.ui.workers.planning_records import PlanningFacts
from xc_gis.wording.window import label_of, name_of, tr

STREETS = (("gate", msg("开放大门")), ("close_path", msg("封闭道路")), ("ring", msg("封闭区域")))
PEOPLE = (
    ("people", msg("新增居民（点选位置）…")), ("residents", msg("社区居民增减…")), ("quarter", msg("街道居民增减…")),
    ("drawn", msg("所画区域居民增减…")), ("all", msg("全部居民增减…")),
)  # fmt: skip
ADJUST = (("open", msg("改为开放")), ("planned", msg("改为规划中")), ("closed", msg("改为关闭")), ("hours", msg("开放时间…")))


class SearchChoice(QComboBox):
    """
    A long list in which one types: what contains the text is offered.

    Signals
    -------
    picked
        The data of an entry.
    """

    picked = pyqtSignal(str)

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(16)
        field = self.lineEdit()
        assert field is not None
        field.setPlaceholderText(hint)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self.activated.connect(self._pick)

    def _pick(self, _at: int) -> None:
        field = self.lineEdit()
        assert field is not None
        field.setCursorPosition(0)  # a long entry is read from its beginning
        self.picked.emit(self.value)

    def fill(self, entries: Sequence[tuple[str, str]]) -> None:
        """Words and data of the entries; none is chosen."""
        self.clear()
        for words, data in entries:
            self.addItem(words, data)
        self.setCurrentIndex(-1)

    @property
    def value(self) -> str:
        """Data of the entry that is chosen or typed in full; empty for none."""
        at = self.findText(self.currentText())
        return str(self.itemData(at)) if at >= 0 else ""


class ChangeTools(QWidget):
    """
    Tells what is to be changed.

    Signals
    -------
    add_asked
        Code of a type: the next click is its place.
    add_here_asked
        Code of a type: it goes to the middle of the map.
    lift_asked
        A facility is to be dragged; code of the type that is chosen, or empty.
    close_asked, move_asked
        Id of a facility of the study: to be closed; to be put where the next click is.
    path_asked
        Kind of a new way.
    adjust_asked
        Id of a facility of the study, and a status or ``hours``.
    street_asked, people_asked
        ``gate, close_path, ring``; ``people, residents, quarter, drawn, all``.
    """

    add_asked = pyqtSignal(str)
    add_here_asked = pyqtSignal(str)
    lift_asked = pyqtSignal(str)
    close_asked = pyqtSignal(str)
    move_asked = pyqtSignal(str)
    path_asked = pyqtSignal(str)
    adjust_asked = pyqtSignal(str, str)
    street_asked = pyqtSignal(str)
    people_asked = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        self.kind = SearchChoice(tr(msg("设施类型")), tr(msg("新增哪一类设施？可输入文字查找")))
        self.add, self.here = QPushButton(tr(msg("点选位置"))), QPushButton(tr(msg("放在图中央")))
        self.add.setCheckable(True)
        self.add.setToolTip(tr(msg("在地图上点选新设施的位置，随后可以拖动")))
        self.here.setToolTip(tr(msg("放在地图中央；图上的标记可用方向键移动，Shift 为小步")))
        self.facility = SearchChoice(tr(msg("现有设施")), tr(msg("现有设施：可输入名称查找")))
        self.lift, self.close_ = QPushButton(tr(msg("迁移"))), QPushButton(tr(msg("关闭")))
        self.lift.setToolTip(tr(msg("点选所选设施的新位置；没有选设施时，拖动地图上的一处设施")))
        self.lift.setCheckable(True)
        grid.addWidget(self.kind, 0, 0, 1, 2)
        grid.addWidget(self.add, 1, 0)
        grid.addWidget(self.here, 1, 1)
        grid.addWidget(self.facility, 2, 0, 1, 2)
        self.adjust = self._menu(
            label_of(msg("调整")),
            [(key, label_of(words)) for key, words in ADJUST],
            lambda wanted: self.adjust_asked.emit(self.facility.value, wanted),
        )
        self.adjust.setToolTip(tr(msg("所选设施的状态和开放时间")))
        deeds = QHBoxLayout()
        deeds.setSpacing(4)
        for button in (self.lift, self.close_, self.adjust):
            deeds.addWidget(button, 1)
        grid.addLayout(deeds, 3, 0, 1, 2)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.paths = self._menu(
            label_of(msg("新建道路")), [(key, label_of(words)) for key, words in PATHS.items()], self.path_asked.emit
        )
        self.streets = self._menu(
            label_of(msg("大门与封闭")), [(key, label_of(words)) for key, words in STREETS], self.street_asked.emit
        )
        self.people = self._menu(label_of(msg("居民")), [(key, label_of(words)) for key, words in PEOPLE], self.people_asked.emit)
        for button in (self.paths, self.streets, self.people):
            row.addWidget(button, 1)
        grid.addLayout(row, 4, 0, 1, 2)
        self.hint = QLabel()
        self.hint.setObjectName("soft")
        self.hint.setWordWrap(True)
        self.hint.hide()
        grid.addWidget(self.hint, 5, 0, 1, 2)
        self._open: set[str] = set()
        self._connect()
        self.allow(allowed=False)

    def _connect(self) -> None:
        self.add.clicked.connect(self._ask_add)
        self.here.clicked.connect(lambda: self.add_here_asked.emit(self.kind.value))
        self.kind.picked.connect(lambda _: self.allow(allowed=True))
        self.facility.picked.connect(lambda _: self.allow(allowed=True))
        for choice in (self.kind, self.facility):
            choice.editTextChanged.connect(lambda _: self.allow(allowed=self._is_allowed))
        self.close_.clicked.connect(lambda: self.close_asked.emit(self.facility.value))
        self.lift.clicked.connect(self._ask_move)

    def _menu(self, words: str, entries: Sequence[tuple[str, str]], ask: object) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        menu = QMenu(button)
        for key, said in entries:
            action = QAction(said, menu)
            action.setData(key)
            action.triggered.connect(lambda _on=False, wanted=key: ask(wanted))  # type: ignore[operator]
            menu.addAction(action)
        button.setMenu(menu)
        return button

    def _ask_add(self, on: bool) -> None:
        self.add_asked.emit(self.kind.value if on else "")

    def _ask_move(self, on: bool) -> None:
        if on and self.facility.value:
            self.move_asked.emit(self.facility.value)
        else:
            self.lift_asked.emit(self.kind.value if on else "-")

    def show_facts(self, facts: PlanningFacts) -> None:
        """Offer the types of the standard, and the facilities of the study."""
        kind, facility = self.kind.value, self.facility.value
        self.kind.fill([(name_of(one), one.code) for one in facts.types if one.categories])
        titles = {one.code: name_of(one) for one in facts.types}
        self._open = {one.facility_id for one in facts.facilities if one.status == "open"}
        self.facility.fill([(facility_words(one, titles.get(one.type, one.type)), one.facility_id) for one in facts.facilities])
        for choice, value in ((self.kind, kind), (self.facility, facility)):
            choice.setCurrentIndex(choice.findData(value) if value else -1)
        self.allow(allowed=True)

    def allow(self, *, allowed: bool) -> None:
        """Whether changes can be made; some need something that is chosen."""
        self._is_allowed = allowed
        for widget in (self.kind, self.facility, self.lift, self.paths, self.streets, self.people):
            widget.setEnabled(allowed)
        self.add.setEnabled(allowed and bool(self.kind.value))
        self.here.setEnabled(allowed and bool(self.kind.value))
        self.close_.setEnabled(allowed and self.facility.value in self._open)
        self.adjust.setEnabled(allowed and bool(self.facility.value))

    def show_tool(self, name: str) -> None:
        """Mark the tool that has the mouse, and say how it is used."""
        self.add.setChecked(name == "spot")
        self.lift.setChecked(name in {"lift", "goal"})
        hints = {
            "spot": msg("在地图上点选位置；Esc 取消"), "goal": msg("在地图上点选新位置；Esc 取消"), "lift": msg("在地图上拖动一处设施；Esc 取消"),
            "line": msg("在地图上逐点画线，双击结束；两端接到最近的道路；Esc 取消"), "ring": msg("在地图上逐点画出区域，双击结束；Esc 取消"),
        }  # fmt: skip
        self.hint.setText(tr(hints[name]) if name in hints else "")
        self.hint.setVisible(name in hints)
