"""Questions for files: in the window's language, where the last file of the kind was; Tab leads out of every table."""

import re
from pathlib import Path

import pytest
from PyQt5.QtCore import QLocale, QStandardPaths, Qt
from PyQt5.QtWidgets import QApplication, QDateEdit, QDialogButtonBox, QFileDialog, QLineEdit, QMessageBox, QVBoxLayout, QWidget

import xc_gis.ui
from tests.fixtures.map_page import WAIT_MS
from xc_gis.runs.view import read_run_view
from xc_gis.ui.presenters.result.gap_rows import rows_of
from xc_gis.ui.result_page.gap_table import GapTable
from xc_gis.ui.shell.background_choice import choose_background
from xc_gis.ui.study_editor.new_study_dialog import NewStudyDialog
from xc_gis.ui.widgets import asking
from xc_gis.ui.widgets.memory import Memory
from xc_gis.wording import window as words


@pytest.fixture
def parent(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def speaking(qapp):
    """Chooses a language and lets Qt speak it; takes it back at the end."""
    installed, before = [], QLocale()

    def speak(language):
        words.use(language)
        installed.append(asking.speak(qapp))

    yield speak
    for translator in installed:
        if translator is not None:
            qapp.removeTranslator(translator)
    QLocale.setDefault(before)
    words.use("zh")


@pytest.mark.parametrize(
    ("language", "reported"), [("zh", ["确定", "取消", "是(&Y)", "否(&N)"]), ("en", ["OK", "Cancel", "&Yes", "&No"])]
)
def test_buttons_that_qt_makes_speak_the_language_of_the_window(qtbot, speaking, language, reported):
    speaking(language)
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    kinds = (box.Ok, box.Cancel, box.Yes, box.No)
    box.setStandardButtons(kinds[0] | kinds[1] | kinds[2] | kinds[3])
    assert [box.button(kind).text() for kind in kinds] == reported


@pytest.mark.parametrize(("language", "month", "day"), [("zh", "六月", "周一"), ("en", "June", "Mon")])
def test_calendars_speak_the_language_of_the_window(qtbot, speaking, language, month, day):
    speaking(language)
    edit = QDateEdit()
    qtbot.addWidget(edit)
    edit.setCalendarPopup(True)
    locale = edit.calendarWidget().locale()
    assert locale.monthName(6) == month
    assert locale.dayName(1, QLocale.ShortFormat) == day


@pytest.mark.parametrize(
    ("system", "language", "own"), [("zh", "zh", True), ("zh", "en", False), ("en", "zh", False), ("en", "en", True)]
)
def test_the_dialog_of_the_system_is_used_only_where_it_speaks_the_language_of_the_window(
    parent, monkeypatch, speaking, system, language, own
):
    speaking(language)
    locale = QLocale(QLocale.Chinese if system == "zh" else QLocale.English)
    monkeypatch.setattr(asking.QLocale, "system", lambda: locale)
    given = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *asked: given.append(asked[5]) or ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *asked: given.append(asked[3]) or "")
    assert asking.ask_file(parent, asking.DATA, "t", "*") is None
    assert asking.ask_folder(parent, asking.NEW, "t") is None
    assert [bool(options & QFileDialog.DontUseNativeDialog) for options in given] == [not own, not own]


def test_each_kind_of_file_is_asked_for_where_the_last_one_was(parent, monkeypatch, tmp_path):
    asked = []
    for name in ("data", "pictures"):
        (tmp_path / name).mkdir()

    def choose(_parent, _title, where, *_):
        asked.append(Path(where))
        return str(tmp_path / "data" / "a.csv"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    monkeypatch.setattr(
        QFileDialog,
        "getSaveFileName",
        lambda _p, _t, where, *_: (asked.append(Path(where)), (str(tmp_path / "pictures" / "b.png"), ""))[1],
    )
    assert asking.ask_file(parent, asking.DATA, "t", "*", tmp_path) == tmp_path / "data" / "a.csv"
    asking.ask_target(parent, asking.MAP, "t", "甲/乙.png", "*", tmp_path)
    asking.ask_file(parent, asking.DATA, "t", "*", tmp_path)
    asking.ask_target(parent, asking.MAP, "t", "c.png", "*", tmp_path)
    assert asked == [tmp_path, tmp_path / "甲_乙.png", tmp_path / "data", tmp_path / "pictures" / "c.png"]
    assert Memory().folder(asking.MAP) == tmp_path / "pictures"


@pytest.mark.parametrize(
    ("typed", "chosen", "there", "answer"),
    [("图.v2", "PDF (*.pdf)", False, "图.v2.pdf"), ("图", "CSV (*.csv)", False, "图.csv"), ("图", "PDF (*.pdf)", True, None), ("图.PDF", "", True, "图.PDF")],
)  # fmt: skip
def test_a_name_without_its_ending_gets_it_and_replaces_nothing_unasked(
    parent, monkeypatch, tmp_path, typed, chosen, there, answer
):
    asked = []
    monkeypatch.setattr(asking, "confirm", lambda _parent, question, *_: asked.append(question))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), chosen))
    if there:
        (tmp_path / "图.pdf").touch()
    found = asking.ask_target(parent, asking.MAP, "t", "甲.pdf", "PDF (*.pdf);;CSV (*.csv)", tmp_path)
    assert found == (answer and tmp_path / answer)
    assert len(asked) == (answer is None)


def test_a_folder_that_is_gone_or_was_never_there_is_not_offered(qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(tmp_path / "Documents"))
    Memory().keep_folder(asking.NEW, tmp_path / "gone")
    assert asking.first_folder(asking.NEW) == Path.home()
    dialog = NewStudyDialog()
    qtbot.addWidget(dialog)
    assert dialog.place.text() == str(Path.home())
    assert dialog.fault.text() == ""
    (tmp_path / "Documents").mkdir()
    assert asking.first_folder(asking.NEW) == tmp_path / "Documents"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_question_has_its_deed_on_the_button(parent, monkeypatch, speaking, language):
    speaking(language)
    seen = []
    monkeypatch.setattr(QMessageBox, "exec_", lambda box: seen.extend(button.text() for button in box.buttons()))
    assert not choose_background("osm", Memory(), parent)
    assert seen == (["打开在线底图", "不打开"] if language == "zh" else ["Switch on", "Do not"])


def test_tab_leads_out_of_the_gap_table(qtbot, small_run):
    window = QWidget()
    qtbot.addWidget(window)
    table, after = GapTable(), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(table)
    layout.addWidget(after)
    table.show_rows(rows_of(read_run_view(small_run)))
    window.show()
    window.activateWindow()
    table.view.setFocus()
    qtbot.waitUntil(table.view.hasFocus, timeout=WAIT_MS)
    table.view.selectRow(0)
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key_Tab)
        if not table.view.hasFocus():
            return
    pytest.fail("Tab stays in the table")


def test_tab_leads_out_of_every_table_of_the_window():
    made, free = 0, 0
    for path in Path(xc_gis.ui.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        made += len(re.findall(r"= (?:QTable(?:Widget|View)|Choice(?:Table|Cells)|MatrixView)\(", text))
        free += len(re.findall(r"^ +(?:show_rows_only\(|.*setTabKeyNavigation\(False\))", text, re.MULTILINE))
    assert made == free - 1 > 5  # one of them stands in ``show_rows_only`` itself
