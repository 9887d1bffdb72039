"""What could not be done on a page, and what to do: one dialog for all pages."""

from __future__ import annotations

from PyQt5.QtWidgets import QMessageBox, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.study.window_words import in_window_words
from xc_gis.wording.window import label_of, tr


def show_refusal(title: str, message: str, hint: str, parent: QWidget) -> None:
    """Show a message of the library with its hint and wait until it was read."""
    box = QMessageBox(
        QMessageBox.Icon.Warning, label_of(title), in_window_words(message), QMessageBox.StandardButton.NoButton, parent
    )
    box.setInformativeText(in_window_words(hint))
    box.addButton(tr(msg("知道了")), QMessageBox.ButtonRole.AcceptRole)
    box.exec_()
