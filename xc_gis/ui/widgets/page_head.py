"""The line at the top of a page: the way back, the title, a note that gives way, then the page's own buttons."""

from __future__ import annotations

from PyQt5.QtWidgets import QHBoxLayout, QLabel, QPushButton

from xc_gis.ui.widgets.elided_label import ElidedLabel


class PageHead(QHBoxLayout):
    """
    Holds what every page has at its top; a page adds its buttons at the right.

    Parameters
    ----------
    back, title
        Words, in the language chosen.
    note
        Style of the note: ``soft`` or ``warning``.
    """

    def __init__(self, back: str, title: str, *, note: str) -> None:
        super().__init__()
        self.back = QPushButton(back)
        self.addWidget(self.back)
        self.title = QLabel(title)
        self.title.setObjectName("heading")
        self.addWidget(self.title)
        self.note = ElidedLabel()
        self.note.setObjectName(note)
        self.addWidget(self.note, 1)
