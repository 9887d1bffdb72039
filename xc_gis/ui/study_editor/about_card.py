"""A card of the study page that begins with what it is for."""

from __future__ import annotations

from PyQt5.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from xc_gis.wording.window import tr


class AboutCard(QFrame):
    """
    A card with its explanation on top.

    Attributes
    ----------
    column
        What stands below the explanation.
    """

    def __init__(self, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 10)
        words = QLabel(tr(about))
        words.setObjectName("soft")
        words.setWordWrap(True)
        self.column.addWidget(words)
