"""The fields of a change that depend on its kind: texts and choices, each told when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from xc_gis.ui.presenters.planning.change_fields import ChangeField, field_words
from xc_gis.wording.window import label_of


class FieldForm(QWidget):
    """
    Shows fields, tells answers.

    Signals
    -------
    answered
        Key of a field and what stands in it now, when it is another text than it was shown with.
    """

    answered = pyqtSignal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setVerticalSpacing(4)
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        self._shown: tuple[ChangeField, ...] = ()
        self._label_px = 0

    def align(self, label_px: int) -> None:
        """Let labels be no narrower than those of a form above."""
        self._label_px = label_px

    def show_fields(self, fields: Sequence[ChangeField]) -> None:
        """Replace what stands in the fields; those that are there stay, and keep the focus."""
        if [(one.key, one.choices) for one in fields] != [(one.key, one.choices) for one in self._shown]:
            self._make(fields)
        self._shown = tuple(fields)
        for one in fields:
            widget = self.fields[one.key]
            if isinstance(widget, QComboBox):
                widget.setCurrentIndex(widget.findData(one.value))
            elif widget.text() != one.value:
                widget.setText(one.value)

    def _make(self, fields: Sequence[ChangeField]) -> None:
        while self._rows.rowCount():
            row = self._rows.takeRow(0)
            for item in (row.labelItem, row.fieldItem):
                old = item.widget() if item is not None else None
                if old is not None:
                    old.hide()
                    old.deleteLater()  # perhaps the one that is telling its answer just now
        self.fields = {}
        for one in fields:
            label, hint = field_words(one)
            widget = self._choice(one) if one.choices else self._text(one)
            widget.setAccessibleName(label)
            widget.setToolTip(hint)
            widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            head = QLabel(label)
            head.setMinimumWidth(self._label_px)
            self._rows.addRow(head, widget)
            self.fields[one.key] = widget

    def _text(self, field: ChangeField) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(field_words(field)[1])
        made.editingFinished.connect(partial(self._tell, field.key))
        return made

    def _choice(self, field: ChangeField) -> QComboBox:
        made = QComboBox()
        for value, words in field.choices:
            made.addItem(label_of(words), value)
        made.activated.connect(lambda _at: self._tell(field.key))
        return made

    def _tell(self, key: str) -> None:
        widget = self.fields.get(key)
        shown = next((one for one in self._shown if one.key == key), None)
        if widget is None or shown is None:
            return
        text = str(widget.currentData()) if isinstance(widget, QComboBox) else widget.text()
        if text.strip() != shown.value:
            self.answered.emit(key, text)
