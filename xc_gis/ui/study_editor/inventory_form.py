"""Which lists are complete: by category, inside the communities and around them. Without a word all is unknown, never a gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PyQt5.QtCore import QDate, Qt, pyqtSignal
from PyQt5.QtWidgets import QDateEdit, QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.study.inventory_rows import STATUS_ZH, UNDECLARED, InventoryRow, inventory_rows, with_row
from xc_gis.ui.study_editor.about_card import AboutCard
from xc_gis.ui.study_editor.layer_form import NO_DATE, QuietChoice
from xc_gis.wording.codes import DOMAIN_ZH
from xc_gis.wording.window import label_of, tr

ABOUT = msg(
    "“完整”表示：该类设施全都在清单里，走不到就是缺口。没有声明或不完整的，走不到的居民算“未知”，不算“没有”。“区外”指社区范围以外、步行可及的地方：边界附近的居民可能用到区外的设施。"
)


class InventoryForm(AboutCard):
    """
    Shows declarations, tells all of them after an edit.

    Signals
    -------
    changed
        Entries of ``[[inventory]]``.
    """

    changed = pyqtSignal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ABOUT, parent)
        layout = self.column
        self.all_complete = QPushButton(tr(msg("全部声明为社区内完整")))
        self.all_complete.clicked.connect(self._all_complete)
        layout.addWidget(self.all_complete, 0, Qt.AlignmentFlag.AlignLeft)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        layout.addWidget(self._area, 1)
        self._categories: tuple[tuple[str, str, str], ...] = ()
        self._entries: list[dict[str, Any]] = []
        self._fields: dict[str, tuple[QuietChoice, QuietChoice, QDateEdit, QLabel]] = {}
        self._quiet = False

    def show_categories(self, categories: Sequence[tuple[str, str, str]]) -> None:
        """Categories of the standard: code, name, domain. The rows are made when they are first looked at."""
        self._categories = tuple(categories)
        self._fields.clear()
        self._area.takeWidget()

    def _build(self) -> None:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for column, word in enumerate((msg("服务类别"), msg("社区内"), msg("区外"), msg("调查日期"), "")):
            label = QLabel(label_of(word))
            label.setObjectName("soft")
            grid.addWidget(label, 0, column)
        row, domain = 1, ""
        for code, zh, of in self._categories:
            if of != domain:
                heading = QLabel(tr(DOMAIN_ZH.get(of, of)))
                heading.setObjectName("heading")
                grid.addWidget(heading, row, 0, 1, 5)
                row, domain = row + 1, of
            choices = [self._choice(code, f"{zh} {tr(area)}") for area in (msg("社区内"), msg("区外"))]
            day = self._day(code, zh)
            others = QLabel()
            others.setObjectName("soft")
            grid.addWidget(QLabel(zh), row, 0)
            for column, widget in enumerate((*choices, day, others), 1):
                grid.addWidget(widget, row, column)
            self._fields[code] = (choices[0], choices[1], day, others)
            row += 1
        grid.setColumnStretch(4, 1)
        grid.setRowStretch(row, 1)
        self._area.setWidget(inside)

    def _choice(self, code: str, name: str) -> QuietChoice:
        box = QuietChoice()
        box.setAccessibleName(name)
        for value, word in STATUS_ZH.items():
            box.addItem(tr(word), value)
        box.currentIndexChanged.connect(lambda _: self._tell(code))
        return box

    def _day(self, code: str, zh: str) -> QDateEdit:
        edit = QDateEdit()
        edit.setAccessibleName(f"{zh} {tr(msg('调查日期'))}")
        edit.setCalendarPopup(True)
        edit.setDisplayFormat("yyyy-MM-dd")
        edit.setMinimumDate(NO_DATE)
        edit.setSpecialValueText(tr(msg("未填写")))
        edit.setKeyboardTracking(False)
        edit.dateChanged.connect(lambda _: self._tell(code))
        return edit

    def show_entries(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Show the declarations of a study."""
        if not self._fields and self._categories:
            self._build()
        self._entries = [dict(entry) for entry in entries]
        self._quiet = True
        for row in inventory_rows(self._entries, [code for code, _, _ in self._categories]):
            inside, outside, day, others = self._fields[row.category]
            inside.setCurrentIndex(max(0, inside.findData(row.inside)))
            outside.setCurrentIndex(max(0, outside.findData(row.outside)))
            shown = row.surveyed
            day.setDate(QDate(shown.year, shown.month, shown.day) if shown else NO_DATE)
            day.setEnabled(bool(row.inside or row.outside))
            others.setText(tr(msg("另有 {others} 条按街道或社区的声明", others=row.others)) if row.others else "")
        self._quiet = False

    def _row(self, code: str) -> InventoryRow:
        inside, outside, day, _ = self._fields[code]
        picked = day.date()
        surveyed = None if picked == NO_DATE else date(picked.year(), picked.month(), picked.day())
        return InventoryRow(code, str(inside.currentData()), str(outside.currentData()), surveyed)

    def _tell(self, code: str) -> None:
        if not self._quiet:
            self._entries = with_row(self._entries, self._row(code))
            self.changed.emit(list(self._entries))

    def _all_complete(self) -> None:
        entries: list[dict[str, Any]] = self._entries
        for code in self._fields:
            row = self._row(code)
            if row.inside == UNDECLARED:
                entries = with_row(entries, InventoryRow(code, "complete", row.outside, row.surveyed))
        self.show_entries(entries)
        self.changed.emit(list(self._entries))
