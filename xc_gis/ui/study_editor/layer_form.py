"""The questions about one layer of a study: file, coordinate system, columns. Shows keys, tells changed ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PyQt5.QtCore import QDate, Qt, pyqtSignal
from PyQt5.QtGui import QWheelEvent
from PyQt5.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.study.layer_fields import (
    ABOUT,
    CHOICE,
    COLUMN,
    DATE,
    FILE,
    NUMBER,
    OF_VALUES,
    OF_VOICES,
    PART,
    TEXT,
    TYPE,
    LayerField,
    at_place,
    chosen,
    fields_for,
    file_key,
    kind_of,
    path_of,
    read_key,
    with_key,
)
from xc_gis.ui.presenters.study.system_choices import Place, zone_number
from xc_gis.wording.window import label_of, tr

AUTOMATIC = msg("自动")
NO_DATE = QDate(1999, 1, 1)
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


class LayerForm(QScrollArea):
    """
    Shows the keys of a layer, tells changes.

    Signals
    -------
    changed
        Keys of the table that are to be set.
    file_requested
        A file is to be chosen; whether it is to be copied into the study's folder.
    part_requested
        A further file is to be chosen: its key, and whether it is to be copied.
    remove_requested
        The layer is to be taken out of the study.
    """

    changed = pyqtSignal(dict)
    file_requested = pyqtSignal(bool)
    part_requested = pyqtSignal(str, bool)
    remove_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields: dict[str, QWidget] = {}
        self.copies = QCheckBox(tr(msg("复制到项目文件夹，便于整体拷贝")))
        self.copies.setChecked(True)
        self._types: tuple[tuple[str, str], ...] = ()
        self._place: Place | None = None
        self._built: tuple[object, ...] = ()
        self._keys: dict[str, Any] = {}
        self._setters: list[Callable[[Mapping[str, Any]], None]] = []
        self._quiet = False

    def show_types(self, types: Sequence[tuple[str, str]]) -> None:
        """Kinds of facilities that the standard knows: code and name."""
        self._types, self._built = tuple(types), ()

    def show_place(self, place: Place | None) -> None:
        """Where the study lies (longitude, latitude), for the choice of coordinate systems; None where that is not known."""
        if zone_number(place) != zone_number(self._place):
            self._built = ()
        self._place = place

    def show_layer(self, table: str, keys: dict[str, Any], headings: Sequence[str], parts: Sequence[str]) -> None:
        """Show a layer; built anew only where the questions are others."""
        path = path_of(keys.get(file_key(table)))
        shape = (table, path, tuple(headings), tuple(parts), self._types)
        if shape != self._built:
            self._build(table, path, headings, parts)
            self._built = shape
        self._keys, self._quiet = dict(keys), True
        for put in self._setters:
            put(keys)
        self._quiet = False

    def _build(self, table: str, path: str, headings: Sequence[str], parts: Sequence[str]) -> None:
        self.copies.setParent(None)
        self.fields, self._setters = {}, []
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(12, 10, 12, 10)
        about = QLabel(tr(ABOUT[kind_of(table)]))
        about.setObjectName("soft")
        about.setWordWrap(True)
        layout.addWidget(about)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setVerticalSpacing(7)
        copies = False
        for field in fields_for(table, path):
            if field.kind != FILE and not path and kind_of(table) != "study":
                continue  # first the file, then what it needs
            if field.kind == PART and not parts:
                continue
            if field.kind == COLUMN and not headings:
                continue
            made = self._field(at_place(field, self._place), headings, parts, path, table)
            label = QLabel(label_of(field.zh))
            made.setAccessibleName(label.text())
            made.setToolTip(tr(field.about))
            label.setToolTip(tr(field.about))
            self.fields[field.key or field.zh] = made
            form.addRow(label, made)
            if field.kind == FILE and not copies:
                copies = True
                form.addRow(self.copies)
        layout.addLayout(form)
        if kind_of(table) in {"facilities", "subdistricts", *OF_VALUES, *OF_VOICES} and path:
            gone = QPushButton(tr(msg("从项目中移除这张清单") if kind_of(table) == "facilities" else msg("从项目中移除")))
            gone.setToolTip(tr(msg("只从项目文件中去掉，源文件不动")))
            gone.clicked.connect(self.remove_requested)
            layout.addWidget(gone)
        layout.addStretch(1)
        self.setWidget(inside)

    # -- fields ----------------------------------------------------------------------------------------------------------
    def _field(self, field: LayerField, headings: Sequence[str], parts: Sequence[str], path: str, table: str) -> QWidget:
        if field.kind == FILE:
            return self._file(field, is_first=field.key == file_key(table))
        if field.kind == CHOICE:
            return self._choice(field)
        if field.kind == COLUMN:
            return self._list(field.key, [(tr(AUTOMATIC), None), *((name, name) for name in headings)])
        if field.kind == PART:
            key = "sheet" if path.lower().endswith(WORKBOOKS) else "layer"
            return self._list(key, [(tr(msg("请选择")), None), *((name, name) for name in parts)])
        if field.kind == TYPE:
            return self._type(headings)
        makers: dict[str, Callable[[LayerField], QWidget]] = {NUMBER: self._number, DATE: self._date, TEXT: self._text}
        return makers[field.kind](field)

    def _tell(self, keys: Mapping[str, Any]) -> None:
        if not self._quiet:
            self.changed.emit(dict(keys))

    def _file(self, field: LayerField, *, is_first: bool) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        name = QLineEdit()
        name.setReadOnly(True)
        name.setPlaceholderText(tr(msg("把文件拖到这里，或点“选择”")))
        button = QPushButton(tr(msg("选择…")))
        if is_first:
            button.clicked.connect(lambda: self.file_requested.emit(self.copies.isChecked()))
        else:
            button.clicked.connect(lambda: self.part_requested.emit(field.key, self.copies.isChecked()))
        row.addWidget(name, 1)
        row.addWidget(button)
        box.setFocusProxy(button)

        def put(keys: Mapping[str, Any]) -> None:
            name.setText(path_of(keys.get(field.key)))
            name.setToolTip(name.text())

        self._setters.append(put)
        return box

    def _choice(self, field: LayerField) -> QWidget:
        box = QuietChoice()
        for zh, keys in field.choices:
            box.addItem(tr(zh), dict(keys))

        def put(keys: Mapping[str, Any]) -> None:
            at = chosen(field, keys)
            extra = box.findData("other")
            if at < 0:  # a value that the list does not offer stays as it is
                if extra < 0:
                    box.addItem("", "other")
                    extra = box.count() - 1
                box.setItemText(extra, str(read_key(keys, field.key) if field.key else tr(msg("其他（见项目文件）"))))
                at = extra
            box.setCurrentIndex(at)

        def pass_on(_index: int) -> None:
            if box.currentData() != "other":
                told: dict[str, Any] = {}
                for key, value in box.currentData().items():
                    told |= with_key(self._keys, key, value)
                self._tell(told)

        box.currentIndexChanged.connect(pass_on)
        self._setters.append(put)
        return box

    def _list(self, key: str, items: Sequence[tuple[str, str | None]]) -> QWidget:
        box = QuietChoice()
        for zh, value in items:
            box.addItem(zh, value)

        def put(keys: Mapping[str, Any]) -> None:
            value = read_key(keys, key)
            if value is not None and box.findData(value) < 0:
                box.addItem(tr(msg("{value}（文件中没有）", value=value)), value)
            box.setCurrentIndex(max(0, box.findData(value)))

        box.currentIndexChanged.connect(lambda _: self._tell(with_key(self._keys, key, box.currentData())))
        self._setters.append(put)
        return box

    def _type(self, headings: Sequence[str]) -> QWidget:
        box = QuietChoice()
        box.addItem(tr(msg("逐行自动识别")), {"type": "auto", "type_column": None})
        for name in headings:
            box.addItem(tr(msg("按列：{name}", name=name)), {"type": None, "type_column": name})
        for code, zh in self._types:
            box.addItem(tr(msg("全部是：{zh}", zh=zh)), {"type": code, "type_column": None})

        def put(keys: Mapping[str, Any]) -> None:
            wanted = {"type": keys.get("type"), "type_column": keys.get("type_column")}
            found = next((n for n in range(box.count()) if box.itemData(n) == wanted), -1)
            if found < 0:
                box.addItem(f"{wanted['type'] or ''} {wanted['type_column'] or ''}".strip(), wanted)
                found = box.count() - 1
            box.setCurrentIndex(found)

        box.currentIndexChanged.connect(lambda _: self._tell(box.currentData()))
        self._setters.append(put)
        return box

    def _number(self, field: LayerField) -> QWidget:
        spin = QSpinBox()
        spin.setRange(0, 50)
        spin.setSpecialValueText(tr(AUTOMATIC))
        spin.setKeyboardTracking(False)

        def put(keys: Mapping[str, Any]) -> None:
            spin.setValue(int(keys.get(field.key) or 0))

        spin.valueChanged.connect(lambda value: self._tell({field.key: value or None}))
        self._setters.append(put)
        return spin

    def _date(self, field: LayerField) -> QWidget:
        edit = QDateEdit()
        edit.setCalendarPopup(True)
        edit.setDisplayFormat("yyyy-MM-dd")
        edit.setMinimumDate(NO_DATE)
        edit.setSpecialValueText(tr(msg("未填写")))
        edit.setKeyboardTracking(False)

        def put(keys: Mapping[str, Any]) -> None:
            day = keys.get(field.key)
            edit.setDate(QDate(day.year, day.month, day.day) if isinstance(day, date) else NO_DATE)

        def pass_on(day: QDate) -> None:
            self._tell({field.key: None if day == NO_DATE else date(day.year(), day.month(), day.day())})

        edit.dateChanged.connect(pass_on)
        self._setters.append(put)
        return edit

    def _text(self, field: LayerField) -> QWidget:
        line = QLineEdit()
        if not field.needed:
            line.setPlaceholderText(tr(AUTOMATIC))

        def put(keys: Mapping[str, Any]) -> None:
            text = str(read_key(keys, field.key) or "")
            if line.text() != text:
                line.setText(text)

        def pass_on() -> None:
            text = line.text().strip()
            if text != str(read_key(self._keys, field.key) or "") and (text or not field.needed):
                self._tell(with_key(self._keys, field.key, text or None))

        line.editingFinished.connect(pass_on)
        self._setters.append(put)
        return line


class QuietChoice(QComboBox):
    """A choice that the wheel does not change while scrolling, and that never widens its form."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent | None) -> None:  # noqa: N802 - Qt's name
        """Only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        elif event is not None:
            event.ignore()
