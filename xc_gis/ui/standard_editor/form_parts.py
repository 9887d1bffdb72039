"""Parts of the form of a rating standard: rows, labels, headings, and what scrolls."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from xc_gis.standard.fields import Field
from xc_gis.ui.standard_editor.field_editor import FieldEditor
from xc_gis.wording.window import label_of, tr


def form_grid() -> QGridLayout:
    """Rows of fields, close together."""
    grid = QGridLayout()
    grid.setContentsMargins(10, 8, 10, 8)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    return grid


def form_label(text: str, name: str = "") -> QLabel:
    """Words; ``name``: what they look like."""
    label = QLabel(text)
    label.setObjectName(name)
    return label


def heading_of(field: Field) -> QLabel:
    """Heading of a column, with what the field is about where somebody asks."""
    label = form_label(label_of(field.zh), "soft")
    label.setToolTip(tr(field.about))
    return label


def two_lines(title: str, about: str) -> QWidget:
    """A name, and below it what it is about."""
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 2, 0, 2)
    layout.setSpacing(0)
    box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    layout.addWidget(form_label(label_of(title)))
    if about:
        soft = form_label(label_of(about), "soft")
        soft.setWordWrap(True)
        layout.addWidget(soft)
    return box


def stacked(editor: FieldEditor) -> FieldEditor:
    """Ticks below each other: five columns have no room for them in a row."""
    layout = editor.layout()
    if isinstance(layout, QHBoxLayout):
        layout.setDirection(QHBoxLayout.Direction.TopToBottom)
        layout.setSpacing(1)
    return editor


def scrolled(grid: QGridLayout) -> QScrollArea:
    """A form that is longer than its tab."""
    inside = QWidget()
    inside.setLayout(grid)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setWidget(inside)
    return area


def narrow(grid: QGridLayout) -> QScrollArea:
    """A form of labels and fields side by side, not torn apart on a wide window."""
    grid.setColumnMinimumWidth(0, 330)
    grid.setColumnStretch(2, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return scrolled(grid)


def repolish(widget: QWidget) -> None:
    """Dress a widget anew after a property of it changed."""
    style = widget.style()
    if style is not None:
        style.unpolish(widget)
        style.polish(widget)
