"""
Questions for files and folders: in the window's language, beginning where the last file of the kind was.

Folders are kept in the window's settings by kind, so that a picture is not looked for among the data of departments.
"""

from __future__ import annotations

import re
from pathlib import Path

from PyQt5.QtCore import QLibraryInfo, QLocale, QStandardPaths, QTranslator
from PyQt5.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.widgets.memory import Memory
from xc_gis.wording.window import language, tr, window_text

STUDY, NEW, DATA, MAP, TABLE, SHEET, RESULT = "study", "new", "data", "map", "table", "sheet", "result"
"""Kinds of files whose folders are kept apart."""

_ENDING = re.compile(r"\*(\.\w+)")

QT_FILES = {"zh": "qtbase_zh_CN"}
"""Qt's own words; English is what it says without any."""


def speak(application: QApplication) -> QTranslator | None:
    """
    Let Qt's own buttons, dialogs and calendars speak the window's language, whatever the system's is.

    Returns what translates Qt's sentences, None where nothing is needed.
    """
    chinese = QLocale(QLocale.Language.Chinese, QLocale.Country.China)
    english = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    QLocale.setDefault(chinese if language() == "zh" else english)  # names of months and days
    name = QT_FILES.get(language())
    if name is None:
        return None
    made = QTranslator(application)
    if not made.load(name, QLibraryInfo.location(QLibraryInfo.LibraryLocation.TranslationsPath)):
        return None
    application.installTranslator(made)
    return made


def first_folder(kind: str, *others: Path | None) -> Path:
    """Where a question begins: the folder of the last file of this kind, else the first that exists, else the home folder."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    places = [Memory().folder(kind), *others, Path(documents) if documents else None]
    return next((place for place in places if place is not None and place.is_dir()), Path.home())


def ask_file(parent: QWidget, kind: str, title: str, filters: str, start: Path | None = None) -> Path | None:
    """Ask for a file that is there; None where the user did not choose."""
    where = str(first_folder(kind, start))
    return _kept(kind, QFileDialog.getOpenFileName(parent, title, where, filters, "", _options())[0])


def ask_target(parent: QWidget, kind: str, title: str, name: str, filters: str, start: Path | None = None) -> Path | None:
    """
    Ask where to write a file that might be called ``name``; None where the user did not choose.

    A name typed without one of the endings of ``filters`` gets that of the chosen one; then a file that is there is asked about again, for the
    dialog asked about another.
    """
    where = str(first_folder(kind, start) / name.replace("/", "_"))
    typed, chosen = QFileDialog.getSaveFileName(parent, title, where, filters, "", _options())
    path, endings = _kept(kind, typed), _ENDING.findall(filters)
    if path is None or not endings or path.suffix.lower() in endings:
        return path
    whole = path.with_name(f"{path.name}{(_ENDING.findall(chosen) or endings)[0]}")
    question = tr(msg("{path} 已存在，用新的结果替换？", path=whole))
    return None if whole.exists() and not confirm(parent, question, tr(msg("替换")), tr(msg("取消"))) else whole


def ask_folder(parent: QWidget, kind: str, title: str, start: Path | None = None, *, typed: Path | None = None) -> Path | None:
    """Ask for a folder, beginning at one that was ``typed`` where there is such; None where the user did not choose."""
    options = QFileDialog.Options(QFileDialog.Option.ShowDirsOnly) | _options()
    where = typed if typed is not None and typed.is_dir() else first_folder(kind, start)
    found = QFileDialog.getExistingDirectory(parent, title, str(where), options)
    if not found:
        return None
    Memory().keep_folder(kind, Path(found))
    return Path(found)


def confirm(parent: QWidget, question: str, yes: str, no: str) -> bool:
    """Ask with the action on the button, not with yes and no; the harmless answer is the default."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(window_text("title"))
    box.setText(question)
    do, keep = QPushButton(yes), QPushButton(no)
    box.addButton(do, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(keep, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec_()
    return box.clickedButton() is do


def _options() -> QFileDialog.Options:
    """The system's own dialog where it speaks the window's language, else Qt's."""
    ours = QLocale.Language.Chinese if language() == "zh" else QLocale.Language.English
    same = QLocale.system().language() == ours
    return QFileDialog.Options() if same else QFileDialog.Options(QFileDialog.Option.DontUseNativeDialog)


def _kept(kind: str, name: str) -> Path | None:
    if not name:
        return None
    Memory().keep_folder(kind, Path(name).parent)
    return Path(name)
