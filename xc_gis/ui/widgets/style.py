"""How the window looks: one accent, a light ground, white rounded cards, fonts with Chinese letters."""

from __future__ import annotations

from importlib import resources
from typing import Any

from PyQt5.QtCore import Qt
from PyQt5.QtGui import QColor, QFont, QPalette
from PyQt5.QtWidgets import QApplication, QLabel, QProxyStyle

INK = "#1f2933"
SOFT = "#5f6b7a"
PALE = "#9aa5b1"
"""Words and signs of what cannot be used now."""

LINE = "#d9dee5"
GROUND = "#f4f6f8"
CARD = "#ffffff"
ACCENT = "#1f5f8b"
ACCENT_SOFT = "#e8f0f6"
WARNING = "#b7791f"
DANGER = "#b3261e"
GOLD = "#b7791f"

FONTS = ("Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei")

SHEET = f"""
QMainWindow, QDialog, #page {{ background: {GROUND}; }}
QWidget {{ color: {INK}; }}
#card {{ background: {CARD}; border: 1px solid {LINE}; border-radius: 8px; }}
#card QScrollArea, #card QScrollArea > QWidget > QWidget {{ background: transparent; }}
#title {{ font-size: 20pt; font-weight: 600; }}
#header {{ background: {CARD}; border-bottom: 1px solid {LINE}; }}
#header QToolButton {{ border-color: transparent; font-weight: 600; color: {SOFT}; }}
#header QToolButton:disabled {{ background: transparent; color: {PALE}; }}
#header QToolButton:checked {{ background: {ACCENT_SOFT}; color: {ACCENT}; border-color: transparent; }}
#header QToolButton:focus {{ border: 2px solid {ACCENT}; }}
#outdated {{ background: #fdf3dc; border: 1px solid #e3c77f; border-radius: 6px; }}
#heading {{ font-size: 11pt; font-weight: 600; }}
#subheading {{ font-weight: 600; }}
#soft {{ color: {SOFT}; }}
#badge {{ background: {DANGER}; color: white; border-radius: 4px; padding: 1px 8px; font-weight: 600; }}
#warning {{ color: {WARNING}; }}
#danger {{ color: {DANGER}; }}
QPushButton, QToolButton {{ background: {CARD}; border: 1px solid #b8c2cc; border-radius: 6px; padding: 5px 12px; }}
QToolButton {{ padding: 5px 8px; }}
QPushButton:hover, QToolButton:hover {{ background: {ACCENT_SOFT}; border-color: {ACCENT}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {{ background: #d3e3ef; border-color: {ACCENT}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {ACCENT}; padding: 4px 11px; }}
QToolButton:focus {{ padding: 4px 7px; }}
QPushButton:disabled, QToolButton:disabled {{ color: {PALE}; border-color: {LINE}; background: {GROUND}; }}
QPushButton#primary {{ background: {ACCENT}; color: white; border-color: {ACCENT}; font-weight: 600; }}
QPushButton#primary:hover {{ background: #184b6e; }}
QPushButton#primary:focus {{ border: 2px solid {INK}; }}
QPushButton#primary:disabled {{ background: #a9bccb; border-color: #a9bccb; color: white; }}
QPushButton#link {{ border: 0; background: transparent; color: {ACCENT}; text-align: left; padding: 2px 0; text-decoration: underline; }}
QPushButton#link:focus {{ border: 1px dotted {ACCENT}; }}
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit, QPlainTextEdit, QTextEdit {{
    background: {CARD}; border: 1px solid #b8c2cc; border-radius: 6px; padding: 4px 6px; selection-background-color: {ACCENT}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QDateEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{
    border-color: {ACCENT}; }}
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QDateEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {{
    color: {PALE}; border-color: {LINE}; background: {GROUND}; }}
QTabWidget::pane {{ border: 0; }}
QTableView, QListView, QTreeView {{ background: {CARD}; alternate-background-color: #f8fafb; border: 1px solid {LINE};
    gridline-color: {LINE}; selection-background-color: {ACCENT_SOFT}; selection-color: {INK}; }}
QListView#plain {{ border: 0; background: {CARD}; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border-color: {ACCENT}; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView {{ background: {CARD}; border: 1px solid #b8c2cc; outline: 0; }}
QComboBox QAbstractItemView::item {{ padding: 3px 6px; min-height: 18px; }}
QComboBox QAbstractItemView::item:selected {{ background: {ACCENT_SOFT}; color: {INK}; }}
QToolButton#fold {{ border: 0; background: transparent; font-weight: 600; padding: 2px 0; }}
QToolButton#fold:focus {{ border: 1px dotted {ACCENT}; }}
QHeaderView::section {{ background: {GROUND}; border: 0; border-bottom: 1px solid {LINE}; border-right: 1px solid {LINE};
    padding: 5px 6px; font-weight: 600; }}
QSplitter::handle {{ background: {GROUND}; }}
QSplitter::handle:hover {{ background: {ACCENT_SOFT}; }}
QToolTip {{ background: {CARD}; color: {INK}; border: 1px solid {LINE}; padding: 4px; }}
QMenuBar {{ background: {CARD}; border-bottom: 1px solid {LINE}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; }}
QMenuBar::item:selected {{ background: {ACCENT_SOFT}; }}
QMenu {{ background: {CARD}; border: 1px solid {LINE}; }}
QMenu::item {{ padding: 5px 28px 5px 24px; }}
QMenu::item:selected {{ background: {ACCENT_SOFT}; }}
QMenu::item:disabled {{ color: {PALE}; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: 4px 8px; }}
QStatusBar {{ background: {CARD}; border-top: 1px solid {LINE}; color: {SOFT}; }}
QProgressBar {{ border: 1px solid {LINE}; border-radius: 5px; background: {GROUND}; text-align: center; max-height: 14px; }}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 4px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: #c5ced8; border-radius: 5px; min-height: 28px; margin: 1px; }}
QScrollBar::handle:vertical:hover {{ background: #9aa5b1; }}
QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical, QScrollBar::add-line:horizontal, QScrollBar::sub-line:horizontal {{
    width: 0; height: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: #c5ced8; border-radius: 5px; min-width: 28px; margin: 1px; }}
"""


def arrows() -> str:
    """Arrows of spin boxes, choices and rows of tabs: with borders of our own, Qt draws none that fit."""
    up, down, left, right = (
        str(resources.files("xc_gis.ui.widgets").joinpath(f"{name}.svg")).replace("\\", "/")
        for name in ("up", "down", "left", "right")
    )
    return f"""
QComboBox::drop-down, QDateEdit::drop-down {{ subcontrol-origin: padding; subcontrol-position: center right; width: 20px; border: 0; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url("{down}"); width: 10px; height: 10px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; width: 20px; border: 0; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; margin-top: 2px; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; margin-bottom: 2px; }}
QAbstractSpinBox::up-arrow {{ image: url("{up}"); width: 10px; height: 10px; }}
QAbstractSpinBox::down-arrow {{ image: url("{down}"); width: 10px; height: 10px; }}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {ACCENT_SOFT}; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {LINE}; }}
QTabBar {{ font-weight: 600; }} /* a tab is as wide as it is when it is chosen */
QTabBar::tab {{ font-weight: 400; background: transparent; border: 0; border-bottom: 2px solid transparent; padding: 7px 14px; color: {SOFT}; }}
QTabBar#narrow::tab {{ padding: 7px 2px; margin-right: 1px; }}
QTabBar::scroller {{ width: 36px; }}
QTabBar QToolButton {{ background: {CARD}; border: 0; padding: 0; min-height: 0; }}
QTabBar QToolButton:hover {{ background: {ACCENT_SOFT}; }}
QTabBar QToolButton::left-arrow {{ image: url("{left}"); width: 10px; height: 10px; }}
QTabBar QToolButton::right-arrow {{ image: url("{right}"); width: 10px; height: 10px; }}
QTabBar::tab:selected {{ color: {INK}; border-bottom-color: {ACCENT}; font-weight: 600; }}
QTabBar::tab:hover {{ color: {ACCENT}; }}
QTabBar:focus::tab:selected {{ color: {ACCENT}; }}
"""


class PlainTextStyle(QProxyStyle):
    """
    Fusion, in which a label shows its text as text.

    Left to itself Qt guesses whether a text is markup: a name such as ``<b>`` or ``<img src="file://…">`` would be obeyed. Tips are
    labels, too, and those of Qt's own message boxes. Nothing of ours is marked up.
    """

    def polish(self, target: Any) -> Any:
        """Every widget passes here before it is shown."""
        if isinstance(target, QLabel) and target.textFormat() == Qt.TextFormat.AutoText:
            target.setTextFormat(Qt.TextFormat.PlainText)
        return super().polish(target)


def dress(application: QApplication) -> None:
    """Give the application its style, palette and fonts."""
    application.setStyle(PlainTextStyle("Fusion"))
    palette = QPalette()
    for role, colour in (
        (QPalette.Window, GROUND), (QPalette.WindowText, INK), (QPalette.Base, CARD), (QPalette.AlternateBase, "#f8fafb"),
        (QPalette.Text, INK), (QPalette.Button, CARD), (QPalette.ButtonText, INK), (QPalette.Highlight, ACCENT),
        (QPalette.HighlightedText, "#ffffff"), (QPalette.ToolTipBase, CARD), (QPalette.ToolTipText, INK), (QPalette.Link, ACCENT),
    ):  # fmt: skip
        palette.setColor(role, QColor(colour))
    application.setPalette(palette)
    font = QFont()
    font.setFamilies(list(FONTS))
    font.setPointSizeF(10.0)
    application.setFont(font)
    application.setStyleSheet(SHEET + arrows())
