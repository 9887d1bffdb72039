"""
One field of a form, made from its description: a spin box, a choice, a tick, or text. Shows a value, tells a new one.

The wheel changes only what has the focus, so that scrolling a form never edits it.
"""

from __future__ import annotations

from typing import Any

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QWheelEvent
from PyQt5.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QLineEdit, QWidget

from xc_gis.languages.message import msg
from xc_gis.standard.fields import Field
from xc_gis.ui.presenters.standard.effect import unit_words
from xc_gis.ui.widgets.style import DANGER
from xc_gis.wording.window import label_of, tr

NOTHING = msg("不要求")
PERCENT = 100.0
MOST_DECIMALS = 3

MARKS = f"""
QTabWidget > QStackedWidget {{ background: transparent; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; }}
*[changed="true"] {{ background: #fff4d6; }}
QCheckBox[changed="true"] {{ background: #fff4d6; border-radius: 4px; }}
*[fault="true"] {{ border: 2px solid {DANGER}; }}
"""
"""Style of a field that differs from the base, and of one that is wrong."""


class FieldEditor(QWidget):
    """
    A field that can be edited.

    Signals
    -------
    edited
        The new value: number, text, truth value, list of words, or None (nothing asked for).
    """

    edited = pyqtSignal(object)

    def __init__(self, field: Field, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._quiet = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self._inner = _inner_of(field, self)
        for widget in self._inner:
            layout.addWidget(widget)
        if field.kind in {"flag", "words"}:
            layout.addStretch(1)
        self.setFocusProxy(self._inner[0])
        for widget in self._inner:
            widget.setAccessibleName(f"{name} {widget.text()}".strip() if isinstance(widget, QCheckBox) else name)
            self._listen(widget)
        self.set_fault("")

    def _listen(self, widget: QWidget) -> None:
        if isinstance(widget, QDoubleSpinBox):
            widget.valueChanged.connect(self._tell)
        elif isinstance(widget, QComboBox):
            widget.currentIndexChanged.connect(self._tell)
        elif isinstance(widget, QCheckBox):
            widget.toggled.connect(self._tell)
        elif isinstance(widget, QLineEdit):
            widget.editingFinished.connect(self._tell)

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit(self.value())

    def value(self) -> Any:
        """What stands in the field."""
        first = self._inner[0]
        if isinstance(first, QDoubleSpinBox):
            if self.field.optional and first.value() == first.minimum():
                return None
            return round(first.value() / PERCENT, 5) if self.field.kind == "share" else round(first.value(), MOST_DECIMALS)
        if isinstance(first, QComboBox):
            return first.currentData()
        if self.field.kind == "words":
            ticked = [tick.isChecked() for tick in self._inner if isinstance(tick, QCheckBox)]
            return [value for (value, _), on in zip(self.field.choices, ticked, strict=True) if on]
        return first.isChecked() if isinstance(first, QCheckBox) else first.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a value; nothing is emitted."""
        self._quiet = True
        first = self._inner[0]
        if isinstance(first, QDoubleSpinBox):
            _show_number(first, self.field, value)
        elif isinstance(first, QComboBox):
            first.setCurrentIndex(max(0, first.findData(value)))
        elif self.field.kind == "words":
            for (word, _), tick in zip(self.field.choices, self._inner, strict=True):
                tick.setChecked(word in (value or ()))
        elif isinstance(first, QCheckBox):
            first.setChecked(bool(value))
        elif isinstance(first, QLineEdit) and first.text() != (value or ""):
            first.setText(str(value or ""))
        self._quiet = False

    def set_changed(self, changed: bool, base: str) -> None:
        """Mark a value that differs from the base, and say what the base has."""
        self._mark("changed", changed)
        self._about = tr(msg("底稿：{base}", base=base)) if changed else ""
        self._explain()

    def set_fault(self, text: str) -> None:
        """Mark a value that is wrong and say why; an empty text takes the mark away."""
        self._fault = text
        self._mark("fault", bool(text))
        self._explain()

    def fault(self) -> str:
        """Why the value is wrong; empty where it is right."""
        return self._fault

    def _explain(self) -> None:
        parts = [tr(self._fault), getattr(self, "_about", ""), tr(self.field.about)]
        self.setToolTip("\n".join(part for part in parts if part))

    def _mark(self, name: str, on: bool) -> None:
        for widget in self._inner:
            if bool(widget.property(name)) != on:
                widget.setProperty(name, on)
                style = widget.style()
                if style is not None:
                    style.unpolish(widget)
                    style.polish(widget)


class _Spin(QDoubleSpinBox):
    def wheelEvent(self, event: QWheelEvent | None) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page unless the field has the focus."""
        _wheel(self, super().wheelEvent, event)


class _Choice(QComboBox):
    def wheelEvent(self, event: QWheelEvent | None) -> None:  # noqa: N802 - Qt's name
        """Leave the wheel to the page unless the field has the focus."""
        _wheel(self, super().wheelEvent, event)


def _wheel(widget: QWidget, handle: Any, event: QWheelEvent | None) -> None:
    if widget.hasFocus():
        handle(event)
    elif event is not None:
        event.ignore()


def _inner_of(field: Field, parent: QWidget) -> list[QWidget]:
    if field.kind in {"number", "share"}:
        return [_spin(field, parent)]
    if field.kind == "choice" or (field.kind == "flag" and field.optional):
        return [_choice(field, parent)]
    if field.kind == "words":
        return [QCheckBox(label_of(zh), parent) for _, zh in field.choices]
    if field.kind == "flag":
        return [QCheckBox(parent)]
    return [QLineEdit(parent)]


def _spin(field: Field, parent: QWidget) -> QDoubleSpinBox:
    spin = _Spin(parent)
    scale = PERCENT if field.kind == "share" else 1.0
    spin.setDecimals(field.decimals)
    spin.setSingleStep(field.step)
    low = field.minimum * scale
    spin.setRange(low - field.step if field.optional else low, field.maximum * scale)
    if field.optional:
        spin.setSpecialValueText(tr(NOTHING))
    unit = unit_words(field)
    spin.setSuffix("%" if field.kind == "share" else f" {unit}" if unit else "")
    spin.setKeyboardTracking(False)
    spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    spin.setAlignment(Qt.AlignmentFlag.AlignRight)
    return spin


def _choice(field: Field, parent: QWidget) -> QComboBox:
    box = _Choice(parent)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if field.optional:
        box.addItem(tr(msg("不规定")), None)
    for value, zh in field.choices if field.kind == "choice" else ((True, msg("是")), (False, msg("否"))):
        box.addItem(label_of(zh), value)
    return box


def _show_number(spin: QDoubleSpinBox, field: Field, value: Any) -> None:
    """Show a number with as many decimals as it has."""
    if value is None:
        spin.setValue(spin.minimum())
        return
    shown = value * PERCENT if field.kind == "share" else float(value)
    needed = next((n for n in range(field.decimals, MOST_DECIMALS) if abs(round(shown, n) - shown) < 1e-9), MOST_DECIMALS)  # noqa: PLR2004
    if spin.decimals() < needed:
        spin.setDecimals(needed)
    spin.setValue(shown)
