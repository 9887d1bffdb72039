"""The form of a rating standard, made from its schema: categories, levels, score and caps, speeds and data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PyQt5.QtCore import QTimer, pyqtSignal
from PyQt5.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.standard.caps import Cap
from xc_gis.standard.draft import Draft, FieldFault
from xc_gis.standard.fields import CHOICES_ZH, Field, fields_of, fields_of_cap
from xc_gis.standard.schema import Category, Component, Coverage, Level, Measurement, Meta, Scoring, WalkingProfile
from xc_gis.standard.text_edit import Path
from xc_gis.ui.presenters.standard.editor_presenter import sum_gap, sum_words
from xc_gis.ui.presenters.standard.effect import condition_words, value_zh
from xc_gis.ui.standard_editor.field_editor import MARKS, FieldEditor
from xc_gis.ui.standard_editor.form_parts import form_grid, form_label, heading_of, narrow, repolish, scrolled, stacked, two_lines
from xc_gis.wording.codes import DOMAIN_ZH
from xc_gis.wording.standard_names import standard_name
from xc_gis.wording.window import label_of, name_of, tr

WIDTHS = {
    "mandatory": 44,
    "weight": 84,
    "minutes": 74,
    "profile": 144,
    "population": 108,
    "senior_priority": 64,
}
NAME_WIDTH = 150
FIGURE_WIDTH = 78


class StandardForm(QTabWidget):
    """
    All fields of a standard. Shows a draft, tells edits; computes nothing.

    Signals
    -------
    edited
        Path of a field and its new value.
    balance_requested
        The other weights are to be scaled so that all sum to 100.
    """

    edited = pyqtSignal(object, object)
    balance_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setStyleSheet(MARKS)
        self._editors: dict[Path, FieldEditor] = {}
        self._sums: dict[str, QLabel] = {}
        self._tab_of: dict[Path, int] = {}
        self._built_for: tuple[object, ...] = ()
        self._draft: Draft | None = None
        self._faults: Sequence[FieldFault] = ()
        self._totals: tuple[float, float] | None = None
        self._to_build: list[tuple[int, str, Callable[[Draft], QWidget]]] = []
        self._to_show = 0

    @property
    def editors(self) -> dict[Path, FieldEditor]:
        """Fields by path, those of tabs included that were still to be built."""
        while self._to_build:
            self._build_tab()
        return self._editors

    def show_draft(self, draft: Draft) -> None:
        """Show another standard; the form is built anew only where it has other parts."""
        parts = _parts(draft)
        if parts == self._built_for:
            self.show_values(draft)
            return
        self._built_for = parts
        self._to_show = max(0, self.currentIndex())
        while self.count():
            page = self.widget(0)
            self.removeTab(0)
            if page is not None:
                page.deleteLater()
        self._editors.clear()
        self._draft = draft
        self._to_build = [
            (0, msg("服务类别"), self._categories), (1, msg("星级门槛"), self._levels), (2, msg("得分与上限"), self._score), (3, msg("速度与数据"), self._paces),
        ]  # fmt: skip
        self._build_next()

    def _build_next(self) -> None:
        """One tab, and the next when the window has had its turn: all four take a fifth of a second."""
        if self._to_build:
            self._build_tab()
        if self._to_build:
            QTimer.singleShot(0, self._build_next)

    def _build_tab(self) -> None:
        number, title, build = self._to_build.pop(0)
        assert self._draft is not None
        before = set(self._editors)
        self.addTab(build(self._draft), tr(title))
        fresh = set(self._editors) - before
        self._tab_of |= dict.fromkeys(fresh, number)
        if number == self._to_show:
            self.setCurrentIndex(number)
        self._show_values(fresh)
        self.show_faults(self._faults)
        if self._totals is not None:
            self.show_sums(*self._totals)

    def show_values(self, draft: Draft) -> None:
        """Show the values of the draft and mark those that differ from the base."""
        self._draft = draft
        self._show_values(self._editors)

    def _show_values(self, paths: Iterable[Path]) -> None:
        draft = self._draft
        assert draft is not None
        for path in paths:
            editor = self._editors[path]
            editor.set_value(draft.value(path))
            changed = path in draft.changes
            editor.set_changed(changed, value_zh(path, draft.base_value(path)) if changed else "")

    def show_faults(self, faults: Sequence[FieldFault]) -> None:
        """Mark the fields that are wrong, and the tabs that hold them."""
        self._faults = faults
        by_path = {fault.path: fault.text for fault in faults}
        wrong: set[int] = set()
        for path, editor in self._editors.items():
            text = by_path.get(path, "")
            editor.set_fault(text)
            if text:
                wrong.add(self._tab_of[path])
        wrong |= {0 for fault in faults if fault.path == ("categories",)} | {
            2 for f in faults if f.path == ("scoring", "components")
        }
        for number in range(self.count()):
            title = self.tabText(number).removesuffix(" ⚠")
            self.setTabText(number, f"{title} ⚠" if number in wrong else title)

    def show_sums(self, weights: float, components: float) -> None:
        """Show the sums of the weights."""
        self._totals = weights, components
        for name, total in (("weights", weights), ("components", components)):
            label = self._sums.get(name)
            if label is not None:
                label.setText(sum_words(total))
                label.setObjectName("danger" if sum_gap(total) else "soft")
                repolish(label)
        self._balance.setEnabled(bool(sum_gap(weights)))

    # -- tabs ------------------------------------------------------------------------------------------------------------
    def _categories(self, draft: Draft) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        fields = fields_of(Category)
        grid = form_grid()
        for column, field in enumerate(fields, 1):
            grid.addWidget(heading_of(field), 0, column)
        row = 1
        for domain, zh in DOMAIN_ZH.items():
            group = [c for c in draft.base.categories if c.domain == domain]
            if not group:
                continue
            grid.addWidget(form_label(label_of(zh), "heading"), row, 0, 1, len(fields) + 1)
            row += 1
            for category in group:
                shown = name_of(category)
                name = form_label(shown)
                name.setToolTip(f"{shown} ({category.code})")
                grid.addWidget(name, row, 0)
                for column, field in enumerate(fields, 1):
                    editor = self._editor(field, ("categories", category.code, field.name), shown)
                    if field.name not in {"mandatory", "senior_priority"}:
                        editor.setFixedWidth(WIDTHS[field.name])
                    grid.addWidget(editor, row, column)
                row += 1
        grid.setColumnMinimumWidth(0, NAME_WIDTH)
        grid.setColumnStretch(len(fields) + 1, 1)
        layout.addWidget(scrolled(grid), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 2, 10, 6)
        foot.addWidget(form_label(label_of(msg("权重"))))
        self._sums["weights"] = form_label("", "soft")
        foot.addWidget(self._sums["weights"])
        foot.addStretch(1)
        self._balance = QPushButton(tr(msg("其余按比例调到合计 100")))
        self._balance.setToolTip(tr(msg("保留刚改的那一类，其余各类的权重按比例增减")))
        self._balance.clicked.connect(self.balance_requested)
        foot.addWidget(self._balance)
        layout.addLayout(foot)
        return page

    def _levels(self, draft: Draft) -> QWidget:
        grid = form_grid()
        stars = sorted(draft.base_value(("stars", "levels")), reverse=True)
        for column, n in enumerate(stars, 1):
            grid.addWidget(form_label(label_of(msg("{n} 星", n=n)), "heading"), 0, column)
        for row, field in enumerate(fields_of(Level), 1):
            grid.addWidget(two_lines(field.zh, field.about), row, 0)
            for column, n in enumerate(stars, 1):
                editor = self._editor(field, ("stars", "levels", n, field.name), tr(msg("{n} 星", n=n)))
                grid.addWidget(stacked(editor) if field.kind == "words" else editor, row, column)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return scrolled(grid)

    def _score(self, draft: Draft) -> QWidget:
        grid = form_grid()
        grid.addWidget(form_label(label_of(msg("得分由三部分组成")), "heading"), 0, 0, 1, 2)
        row = 1
        (weight,) = fields_of(Component)
        for name in ("access", "supply", "feedback"):
            zh = standard_name(str(draft.base_value(("scoring", "components", name, "zh"))))
            self._row(grid, row, zh, "", weight, ("scoring", "components", name, "weight"))
            row += 1
        self._sums["components"] = form_label("", "soft")
        grid.addWidget(self._sums["components"], row, 1)
        (target,) = fields_of(Scoring)
        self._row(grid, row + 1, target.zh, target.about, target, ("scoring", "category_target"))
        grid.addWidget(form_label(label_of(msg("出现下列情形时，星级受限")), "heading"), row + 2, 0, 1, 2)
        row += 3
        for cap in draft.base.stars.caps:
            grid.addWidget(two_lines(standard_name(cap.zh or cap.id), condition_words(cap, draft.base)), row, 0)
            grid.addWidget(self._figures(cap), row, 1, 1, 2)
            row += 1
        return narrow(grid)

    def _paces(self, draft: Draft) -> QWidget:
        grid = form_grid()
        grid.addWidget(form_label(label_of(msg("步行速度（改动后需重新运行）")), "heading"), 0, 0, 1, 2)
        row = 1
        (speed,) = fields_of(WalkingProfile)
        for profile in draft.base.walking_profiles:
            self._row(grid, row, CHOICES_ZH[profile], "", speed, ("walking_profiles", profile, "speed"))
            row += 1
        grid.addWidget(form_label(label_of(msg("未知与清单")), "heading"), row, 0, 1, 2)
        row += 1
        for field in fields_of(Coverage):
            self._row(grid, row, field.zh, field.about, field, ("coverage", field.name))
            row += 1
        grid.addWidget(form_label(label_of(msg("接入道路（改动后需重新运行）")), "heading"), row, 0, 1, 2)
        row += 1
        for field in fields_of(Measurement):
            self._row(grid, row, field.zh, field.about, field, ("measurement", field.name))
            row += 1
        grid.addWidget(form_label(label_of(msg("名称与说明")), "heading"), row, 0, 1, 2)
        row += 1
        for field in fields_of(Meta):
            editor = self._editor(field, ("meta", field.name), field.zh)
            grid.addWidget(form_label(label_of(field.zh)), row, 0)
            grid.addWidget(editor, row, 1, 1, 2)
            row += 1
        return narrow(grid)

    # -- parts -----------------------------------------------------------------------------------------------------------
    def _figures(self, cap: Cap) -> QWidget:
        """The figures of a cap side by side: below which share, in how many categories, how many stars are left."""
        box = QWidget()
        layout = QHBoxLayout(box)
        layout.setContentsMargins(0, 2, 0, 2)
        for field in fields_of_cap(cap):
            editor = self._editor(field, ("stars", "caps", cap.id, field.name), standard_name(cap.zh or cap.id))
            editor.setFixedWidth(FIGURE_WIDTH)
            layout.addWidget(form_label(label_of(field.zh)))
            layout.addWidget(editor)
        layout.addStretch(1)
        return box

    def _row(self, grid: QGridLayout, row: int, zh: str, about: str, field: Field, path: Path) -> None:
        grid.addWidget(two_lines(zh, about), row, 0)
        editor = self._editor(field, path, zh)
        editor.setMinimumWidth(140)
        grid.addWidget(editor, row, 1)

    def _editor(self, field: Field, path: Path, of: str) -> FieldEditor:
        editor = FieldEditor(field, f"{tr(of)} {tr(field.zh)}", self)

        def pass_on(value: Any) -> None:
            self.edited.emit(path, value)

        editor.edited.connect(pass_on)
        self._editors[path] = editor
        return editor


def _parts(draft: Draft) -> tuple[object, ...]:
    """What the form is built from: names and kinds of the parts, not their values."""
    base = draft.base
    return (
        tuple((c.code, c.zh, c.en, c.domain) for c in base.categories), tuple((c.id, c.zh, c.kind, c.categories) for c in base.stars.caps),
        tuple(base.walking_profiles), standard_name(base.scoring.components.access.zh), standard_name(base.scoring.components.supply.zh),
    )  # fmt: skip
