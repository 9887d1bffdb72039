"""The window with English chosen: no Chinese is in sight but names from the data."""

from __future__ import annotations

import json
import shutil

import pytest
from PyQt5.QtCore import QAbstractListModel, Qt
from PyQt5.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabWidget,
    QWidget,
)

from xc_gis.languages import CHINESE
from xc_gis.ui import words

pytestmark = pytest.mark.xdist_group("web")
WAIT_MS = 60000
ROLES = (Qt.DisplayRole, Qt.ToolTipRole, Qt.AccessibleTextRole)
OWN_NAMES = ("中文", "语言")
"""Languages name themselves in the menu."""


@pytest.fixture(scope="module")
def window(qapp, small_run, small_study, tmp_path_factory):
    """A window in English with the small study, a community chosen."""
    from xc_gis.ui.main_window import MainWindow
    from xc_gis.ui.memory import Memory

    patch = pytest.MonkeyPatch()
    patch.setenv("XC_GIS_HOME", str(tmp_path_factory.mktemp("home")))
    folder = tmp_path_factory.mktemp("english") / "study"
    shutil.copytree(small_study.parent, folder)
    words.use("en")
    window = MainWindow(Memory())
    window.resize(1366, 740)
    window.show()
    window.open_study(folder / small_study.name)
    yield window
    window.close()
    words.use("zh")
    patch.undo()


@pytest.fixture
def drawn(window, qtbot):
    qtbot.waitUntil(lambda: window.desk.work.has_map and window.desk.work.map.is_ready, timeout=WAIT_MS)
    return window


def page(qtbot, window, script):
    answers = []
    window.desk.work.map.page.runJavaScript(f"JSON.stringify({script})", answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=5000)
    return json.loads(answers[0])


def cells(model):
    rows, columns = min(model.rowCount(), 60), 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for role in ROLES:
        yield from (model.headerData(c, Qt.Horizontal, role) for c in range(columns))
        yield from (model.data(model.index(r, c), role) for r in range(rows) for c in range(columns))


def texts_of(widget):
    """What a widget shows, and what it tells the pointer and a screen reader."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle())
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield from (widget.text(), widget.placeholderText())
        case QPlainTextEdit():
            yield widget.toPlainText()
        case QTabWidget():
            yield from (widget.tabText(n) for n in range(widget.count()))
        case QComboBox():
            yield from (widget.itemText(n) for n in range(widget.count()))
        case QAbstractItemView() if not isinstance(widget, QHeaderView) and widget.model() is not None:
            yield from cells(widget.model())
    yield from (action.text() for action in widget.actions())
    yield from (action.toolTip() for action in widget.actions())


def in_sight(window):
    widgets = [window, *(w for w in window.findChildren(QWidget) if w.isVisible())]
    return {str(text) for widget in widgets for text in texts_of(widget) if text}


def names_of(run):
    """Names from the data and the standard, the longest first."""
    names = {run.name, run.standard["name"], *OWN_NAMES}
    names |= {name for c in run.communities for name in (c.name, c.subdistrict, c.subdistrict.removesuffix("街道"))}
    names |= {name for c in run.categories for name in (c.zh, *c.types)}
    names |= {row.nearest.name for c in run.communities for row in c.coverage if row.nearest is not None}
    return sorted(names - {""}, key=len, reverse=True)


def left_chinese(texts, run):
    left = set()
    for text in texts:
        bare = text
        for name in names_of(run):
            bare = bare.replace(name, "")
        if CHINESE.search(bare):
            left.add(text)
    return left


def test_community_and_its_table_are_shown_in_english(drawn, qtbot):
    drawn.presenter.choose_community("C1")
    qtbot.waitUntil(lambda: drawn.desk.sheet.community is not None, timeout=5000)
    drawn.desk.table.shown.setCurrentIndex(2)
    seen = in_sight(drawn)
    assert {"In gap", "All subdistricts", "Copy text", "Public services", "Not rated (too little data)"} <= seen
    assert not left_chinese(seen, drawn.desk.run)
    assert not left_chinese({drawn.desk.sheet.text()}, drawn.desk.run)


def test_way_to_a_facility_is_told_in_english(drawn, qtbot):
    drawn.presenter.choose_community("C1")
    drawn.presenter.choose_category("MED")
    qtbot.waitUntil(lambda: any(t.startswith("Home D") for t in in_sight(drawn)), timeout=WAIT_MS)
    drawn.desk.sheet._walk.more.setChecked(True)
    seen = in_sight(drawn)
    assert any("unnamed residential street" in text for text in seen)
    assert not left_chinese(seen, drawn.desk.run)


def test_place_is_answered_in_english(drawn, qtbot):
    work = drawn.desk.work
    lon, lat = page(qtbot, drawn, "(function() { var c = xcMap.map.getCenter(); return [c.lng, c.lat]; })()")
    work.place_wanted.emit(lon, lat)
    qtbot.waitUntil(lambda: work.right.currentWidget() is work.place_card, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: page(qtbot, drawn, "document.querySelectorAll('.xc-minutes').length") == 3, timeout=WAIT_MS)
    seen = in_sight(drawn)
    assert any("services within their time limit" in text for text in seen)
    assert not left_chinese(seen, drawn.desk.run)
    assert page(qtbot, drawn, "document.querySelector('.xc-minutes').textContent").endswith(" min")
    drawn.presenter.dismiss_place()


TIPS = """(function () { var said = [document.body.innerText]; xcMap.map.eachLayer(function (l) {
  var tip = l.getTooltip && l.getTooltip(), told = tip && tip.getContent();
  function tell(layer) { var c = typeof told === "function" ? told(layer) : told; said.push(c.textContent || String(c)); }
  if (told) { if (l.eachLayer) { l.eachLayer(tell); } else { tell(l); } } });
  return said; })()"""


@pytest.mark.parametrize("theme", ["stars", "joint", "MED", "minutes:MED", "minutes:CVS", "gaps:MED"])
def test_map_and_legend_of_a_theme_are_in_english(drawn, qtbot, theme):
    drawn.presenter.choose_theme(theme)
    qtbot.waitUntil(lambda: page(qtbot, drawn, "xcMap.view().theme") == theme, timeout=5000)
    said = page(qtbot, drawn, TIPS)
    assert len(said) > 2
    rows = page(qtbot, drawn, "xcMap.legend()")
    assert any("areas" in row["count"] for row in rows)
    assert not left_chinese({*said, *(f"{row['words']} {row['count']}" for row in rows)}, drawn.desk.run)


def test_failure_is_told_in_english(drawn, qtbot):
    from xc_gis.ui.error_dialog import show_failure
    from xc_gis.ui.work.failure import Failure

    dialog = show_failure(Failure("找不到项目文件 a.toml", "请检查路径和写权限", "Traceback", 70), drawn, log="xc-gis.log")
    qtbot.waitUntil(dialog.isVisible, timeout=5000)
    dialog.more_button.click()
    seen = in_sight(dialog)
    assert {"There is no study file a.toml", "Check path and permissions", "OK"} <= seen
    assert not left_chinese(seen, drawn.desk.run)
    dialog.close()


def test_first_page_and_menus_are_in_english(drawn):
    from xc_gis.ui.main_window import HOME, MAP

    drawn.show_page(HOME)
    seen = in_sight(drawn)
    assert "Open the sample" in seen
    menus = {action.text() for action in drawn.menus.actions.values()}
    assert not left_chinese({*seen, *menus}, drawn.desk.run)
    drawn.show_page(MAP)
