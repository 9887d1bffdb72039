"""The search above the map: a field, and below it what the text may mean, by kind. Shows; decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QEvent, QPoint, QSize, Qt, QTimer, pyqtSignal
from PyQt5.QtGui import QColor, QFocusEvent, QKeyEvent
from PyQt5.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from xc_gis.ui.presenters.result.hits import KIND_ZH, NOTE, Hit
from xc_gis.ui.widgets.style import ACCENT, SOFT
from xc_gis.wording.window import tr, window_text

TYPING_MS = 180
WIDEST, SHOWN_ROWS = 460, 14
HIT = int(Qt.ItemDataRole.UserRole)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class SearchField(QLineEdit):
    """
    A field with a list below it while it has the keys.

    Signals
    -------
    typed
        The text, a moment after the last key.
    taken
        The ``Hit`` that was chosen.
    """

    typed = pyqtSignal(str)
    taken = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(window_text("find_hint"))
        self.setAccessibleName(window_text("find_hint"))
        self.setToolTip(window_text("find_more"))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(150)
        self.setMaximumWidth(320)
        self.list = QListWidget(self)
        self.list.setWindowFlags(Qt.WindowType.Widget)
        self.list.setAccessibleName(window_text("find_hint"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.Box)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.hide()
        self.list.itemClicked.connect(self._take)
        self._needs_choice = False
        self._wants_first = False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self.textEdited.connect(lambda _text: self._typing.start())
        self.textChanged.connect(self._emptied)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wide enough for what it asks for, where there is room."""
        return QSize(240, super().sizeHint().height())

    def show_hits(self, hits: Sequence[Hit], *, choose_first: bool) -> None:
        """List what the text may mean; ``choose_first``: Enter takes the first, else one must be chosen."""
        before = self.chosen
        self.list.clear()
        kind = ""
        for hit in hits:
            if hit.kind not in {kind, NOTE}:
                kind = hit.kind
                self._put(tr(KIND_ZH[kind]), None, SOFT, bold=True)
            if hit.kind == NOTE:
                self._put(tr(hit.title), None, SOFT)
            else:
                self._put(f"{hit.title}    {hit.more}" if hit.more else hit.title, hit, "")
        self._needs_choice = not choose_first
        rows = self._rows()
        again = next((row for row in rows if self._hit(row) == before), None)
        if again is not None or (choose_first and rows):
            self.list.setCurrentRow(rows[0] if again is None else again)
        window = self.window()
        if not hits or window is None or window.focusWidget() is not self:
            self.list.hide()
            return
        self._place()
        if self._wants_first and choose_first and rows:
            self._wants_first = False
            self._take(self.list.item(rows[0]))

    def forget(self) -> None:
        """Another study: nothing is looked for."""
        self._typing.stop()
        self.clear()
        self.list.clear()
        self.list.hide()

    @property
    def chosen(self) -> Hit | None:
        """What Enter would take."""
        item = self.list.currentItem()
        found: Hit | None = None if item is None else item.data(HIT)
        return found

    def _put(self, text: str, hit: Hit | None, colour: str, *, bold: bool = False) -> None:
        item = QListWidgetItem(text)
        item.setData(HIT, hit)
        item.setToolTip(text)
        if hit is None:
            item.setFlags(Qt.ItemFlags(Qt.ItemFlag.NoItemFlags))
        if bold:
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        if colour:
            item.setForeground(QColor(ACCENT if bold else colour))
        self.list.addItem(item)

    def _hit(self, row: int) -> Hit | None:
        item = self.list.item(row)
        found: Hit | None = None if item is None else item.data(HIT)
        return found

    def _rows(self) -> list[int]:
        return [row for row in range(self.list.count()) if self._hit(row) is not None]

    def _place(self) -> None:
        window = self.window()
        assert window is not None
        if self.list.parent() is not window:
            self.list.setParent(window)
        at = self.mapTo(window, QPoint(0, self.height() + 2))
        height = sum(self.list.sizeHintForRow(row) for row in range(min(self.list.count(), SHOWN_ROWS))) + 6
        left = min(at.x(), window.width() - WIDEST - 8)
        self.list.setGeometry(left, at.y(), WIDEST, min(height, window.height() - at.y() - 40))
        self.list.show()
        self.list.raise_()

    def _tell(self) -> None:
        self._typing.stop()
        self.typed.emit(self.text())

    def _emptied(self, text: str) -> None:
        self._wants_first = False
        if not text:
            self._tell()

    def _take(self, item: QListWidgetItem | None) -> None:
        hit = None if item is None else item.data(HIT)
        if hit is not None:
            self.list.hide()
            self.taken.emit(hit)

    # -- keys ----------------------------------------------------------------------------------------------------------
    def event(self, event: QEvent | None) -> bool:
        """Keep Esc for the list while it shows: else the page would step back."""
        is_override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if isinstance(event, QKeyEvent) and is_override and event.key() == Qt.Key.Key_Escape and not self.list.isHidden():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:  # noqa: N802 - Qt's name
        """Arrows choose, Enter takes, Esc closes the list."""
        assert event is not None
        if event.key() in STEPS and not self.list.isHidden():
            self._step(STEPS[Qt.Key(event.key())])
        elif event.key() in ENTER:
            self._enter()
        elif event.key() == Qt.Key.Key_Escape and not self.list.isHidden():
            self.list.hide()
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        rows = self._rows()
        if rows:
            at = rows.index(self.list.currentRow()) + step if self.list.currentRow() in rows else (0 if step > 0 else -1)
            self.list.setCurrentRow(rows[at % len(rows)])

    def _enter(self) -> None:
        if self._typing.isActive() or self.list.isHidden():
            self._wants_first = True  # what was typed last is looked for first
            self._tell()
        elif self.chosen is not None:
            self._take(self.list.currentItem())
        elif self._needs_choice and self._rows():
            self._put(window_text("choose_one"), None, SOFT)
            self._needs_choice = False
            self._place()

    def focusOutEvent(self, event: QFocusEvent | None) -> None:  # noqa: N802 - Qt's name
        """The list goes with the keys."""
        super().focusOutEvent(event)
        self.list.hide()
