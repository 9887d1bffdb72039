"""The page of the rating standard: the form on the left, what a change does on the right, saving as a new version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import (
    QDialog,
    QFrame,
    QPushButton,
    QShortcut,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.standard.draft import Draft, FieldFault
from xc_gis.ui.presenters.standard.editor_presenter import StandardPresenter
from xc_gis.ui.presenters.standard.effect import Changed
from xc_gis.ui.standard_editor.effect_panel import EffectPanel
from xc_gis.ui.standard_editor.form import StandardForm
from xc_gis.ui.standard_editor.save_dialog import SaveStandardDialog
from xc_gis.ui.widgets.page_head import PageHead
from xc_gis.ui.widgets.refusal_dialog import show_refusal
from xc_gis.ui.workers.engine import Engine
from xc_gis.wording.window import label_of, tr


class StandardPage(QWidget):
    """
    See and edit a copy of the standard of a study.

    Signals
    -------
    preview
        Rows of the rating for the map (``MapView.show_ratings``); an empty list brings those of the run back.
    saved
        File of a new version. The study that is open names it already, where that was requested.
    community_selected
        Identifier of a community in the list of changes.
    back_requested
        Back to the map.
    """

    preview = pyqtSignal(list)
    saved = pyqtSignal(object)
    community_selected = pyqtSignal(str)
    back_requested = pyqtSignal()

    def __init__(self, engine: Engine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.presenter = StandardPresenter(self, engine.ask)
        engine.answered.connect(self.presenter.answered)
        engine.failed.connect(self.presenter.failed)
        engine.stopped.connect(self.presenter.stopped)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(8)
        layout.addLayout(self._head())
        self.form = StandardForm()
        self.form.edited.connect(self.presenter.set_value)
        self.form.balance_requested.connect(self.presenter.balance)
        self.effect = EffectPanel()
        self.effect.community_selected.connect(self.community_selected)
        card = QFrame()
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(4, 4, 4, 4)
        inside.addWidget(self.form)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(card)
        splitter.addWidget(self.effect)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([850, 480])
        layout.addWidget(splitter, 1)
        for keys, do in ((QKeySequence.Undo, self.presenter.undo), (QKeySequence.Redo, self.presenter.redo)):
            QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(do)

    def _head(self) -> PageHead:
        head = PageHead(tr(msg("← 返回地图")), label_of(msg("评价标准")), note="soft")
        self.back, self.title, self.base = head.back, head.title, head.note
        self.back.clicked.connect(self.back_requested)
        self.undo = QPushButton(tr(msg("撤销")))
        self.undo.setToolTip(tr(msg("撤销上一步（Ctrl+Z）")))
        self.redo = QPushButton(tr(msg("重做")))
        self.reset = QPushButton(tr(msg("恢复底稿")))
        self.save = QPushButton(tr(msg("另存为新版本…")))
        self.save.setObjectName("primary")
        for button, do in (
            (self.undo, self.presenter.undo), (self.redo, self.presenter.redo), (self.reset, self.presenter.reset),
            (self.save, self._ask_and_save),
        ):  # fmt: skip
            button.setEnabled(False)
            button.clicked.connect(do)
            head.addWidget(button)
        return head

    def open_standard(self, study: Path | None) -> None:
        """Edit a copy of the standard of a study; of the shipped one without a study."""
        self.presenter.open(study)

    @property
    def is_edited(self) -> bool:
        """Whether there are changes that were not saved."""
        return self.presenter.draft is not None and bool(self.presenter.draft.changes)

    # -- what the presenter shows ----------------------------------------------------------------------------------------
    def show_draft(self, draft: Draft) -> None:
        """Show another standard."""
        self.title.setText(label_of(msg("评价标准")))
        name = tr(draft.base.title)
        self.base.setText(tr(msg("底稿：{name}（{id} {version}）", name=name, id=draft.base.id, version=draft.base.version)))
        self.base.setToolTip(f"{self.base.text()}\n{tr(draft.base.disclaimer)}")
        self.form.show_draft(draft)

    def show_values(self, draft: Draft) -> None:
        """Show the values of the draft."""
        self.form.show_values(draft)

    def show_faults(self, faults: Sequence[FieldFault]) -> None:
        """Mark the fields that are wrong."""
        self.form.show_faults(faults)

    def show_sums(self, weights: float, components: float) -> None:
        """Show the sums of the weights."""
        self.form.show_sums(weights, components)

    def show_effect(self, summary: str, changed: Sequence[Changed], before: Mapping[str, int], after: Mapping[str, int]) -> None:
        """Show which communities change."""
        self.effect.show_effect(summary, changed, before, after)

    def show_note(self, text: str, reasons: Sequence[str] = ()) -> None:
        """Show why there is no effect to see."""
        self.effect.show_note(text, reasons)

    def show_differences(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show what differs from the base."""
        self.effect.show_differences(rows)

    def show_possible(self, *, undo: bool, redo: bool, reset: bool, save: bool) -> None:
        """Enable the steps that are possible."""
        for button, possible in ((self.undo, undo), (self.redo, redo), (self.reset, reset), (self.save, save)):
            button.setEnabled(possible)

    def show_failure(self, message: str, hint: str) -> None:
        """Show an error in a dialog."""
        show_refusal(msg("评价标准"), message, hint, self)

    def show_preview(self, rows: list[dict[str, Any]]) -> None:
        """Hand ratings to the map."""
        self.preview.emit(rows)

    def show_saved(self, path: Path, study: Path | None) -> None:
        """Say that a new version was written."""
        self.saved.emit(path)
        self.presenter.open(study or self.presenter.study)

    def _ask_and_save(self) -> None:
        draft = self.presenter.draft
        if draft is None:
            return
        study = self.presenter.study
        folder = study.parent if study else Path.cwd()
        dialog = SaveStandardDialog(
            self.presenter.suggestion(), (draft.base.id, draft.base.version), folder, study.stem if study else "", self
        )
        if dialog.exec_() == QDialog.DialogCode.Accepted:
            standard_id, version, use = dialog.chosen()
            self.presenter.save(standard_id, version, folder=folder, use=use)
