"""The bar below the menu: pages on the left, name of the study in the middle, run on the right."""

from __future__ import annotations

from PyQt5.QtCore import QSize, Qt, pyqtSignal
from PyQt5.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from xc_gis.ui.widgets.elided_label import ElidedLabel
from xc_gis.ui.widgets.icons import icon as icon_of
from xc_gis.ui.widgets.style import ACCENT, PALE, SOFT
from xc_gis.wording.codes import SAMPLE_MARK
from xc_gis.wording.window import tr, window_text

PAGES = (
    ("home", "fa5s.home"),
    ("map", "fa5s.map-marked-alt"),
    ("study_page", "fa5s.layer-group"),
    ("standard_page", "fa5s.star-half-alt"),
    ("planning_page", "fa5s.map-pin"),
    ("voices_page", "fa5s.phone-alt"),
    ("targets_page", "fa5s.bullseye"),
)


class Header(QWidget):
    """
    Chooses pages and starts runs.

    Signals
    -------
    page_requested
        Number of a page in ``PAGES``.
    run_requested
        Run the study that is open.
    """

    page_requested = pyqtSignal(int)
    run_requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 5, 8, 5)
        layout.setSpacing(4)
        self._buttons = QButtonGroup(self)
        for number, (words, icon) in enumerate(PAGES):
            button = QToolButton()
            button.setText(f" {window_text(words)}")
            button.setIcon(icon_of(icon, color=SOFT, color_on=ACCENT, color_disabled=PALE))
            button.setIconSize(QSize(16, 16))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setToolTip(window_text("in_brackets", window_text(words), f"Ctrl+{number + 1}"))
            button.setEnabled(number == 0)
            self._buttons.addButton(button, number)
            layout.addWidget(button)
        self._buttons.idClicked.connect(self.page_requested)
        self.name = ElidedLabel()
        self.name.setObjectName("heading")
        self.name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.mark = QLabel(tr(SAMPLE_MARK))
        self.mark.setObjectName("badge")
        self.mark.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.mark.hide()
        self.run = QPushButton(window_text("run"))
        self.run.setObjectName("primary")
        self.run.setIcon(icon_of("fa5s.play", color="white", color_disabled="white"))
        self.run.setToolTip(window_text("in_brackets", window_text("run"), "F5"))
        self.run.setEnabled(False)
        self._is_running = False
        self.run.clicked.connect(self.run_requested)
        layout.addWidget(self.name, 1)
        layout.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.run)

    def show_page(self, number: int) -> None:
        """Mark the page that is shown."""
        button = self._buttons.button(number)
        if button is not None:
            button.setChecked(True)

    def allow(self, number: int, *, allowed: bool) -> None:
        """Whether a page can be opened."""
        button = self._buttons.button(number)
        if button is not None:
            button.setEnabled(allowed)

    def is_allowed(self, number: int) -> bool:
        """Can this page be opened?"""
        button = self._buttons.button(number)
        return button is not None and button.isEnabled()

    def show_study(self, name: str, *, synthetic: bool) -> None:
        """Show the name of the study that is open; an empty one for none."""
        self.name.setText(name)
        self.name.setToolTip(name)
        self.mark.setVisible(synthetic)
        self.run.setEnabled(bool(name) and not self._is_running)

    def offer_run(self, *, offered: bool) -> None:
        """Whether the bar has a button to run; a page that has its own needs none here."""
        self.run.setVisible(offered)

    def show_running(self, *, running: bool) -> None:
        """A run is going on: another cannot start."""
        self._is_running = running
        self.run.setEnabled(bool(self.name.text()) and not running)
