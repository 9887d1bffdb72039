"""The window with English chosen: no Chinese is in sight but names from the data."""

from __future__ import annotations

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

from tests.fixtures.map_page import WAIT_MS, ask
from tests.fixtures.window import own_copy, window_of
from xc_gis.languages import CHINESE
from xc_gis.languages.message import msg
from xc_gis.wording import window as words

ROLES = (Qt.DisplayRole, Qt.ToolTipRole, Qt.AccessibleTextRole)
OWN_NAMES = ("中文", "语言")
"""Languages name themselves in the menu."""


@pytest.fixture(scope="module")
def window(qapp, small_run, small_study, tmp_path_factory):
    """A window in English with the small study, a community chosen."""
    words.use("en")
    with window_of(tmp_path_factory.mktemp("home"), own_copy(small_study, tmp_path_factory.mktemp("english"))) as made:
        yield made
    words.use("zh")


@pytest.fixture
def drawn(window, qtbot):
    qtbot.waitUntil(lambda: window.display.work.has_map and window.display.work.map.is_ready, timeout=WAIT_MS)
    return window


def page(qtbot, window, script):
    return ask(qtbot, window.display.work.map, script)


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
    names |= {name for c in run.categories for name in c.types}
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


def test_categories_have_the_english_names_of_the_standard_on_map_table_and_sheet(drawn, qtbot):
    described = page(qtbot, drawn, "xcMap.describe().categories")
    assert {c["code"]: c["zh"] for c in described}["VEG"] == "Fresh food"
    assert not [c["name"] for c in described if CHINESE.search(c["name"])]
    drawn.presenter.choose_community("C1")
    qtbot.waitUntil(lambda: drawn.display.sheet.community is not None, timeout=WAIT_MS)
    assert "Health care" in drawn.display.sheet.text()
    table = drawn.display.table.category
    assert "Elderly care" in {table.itemText(n) for n in range(table.count())}


def test_community_and_its_table_are_shown_in_english(drawn, qtbot):
    drawn.presenter.choose_community("C1")
    qtbot.waitUntil(lambda: drawn.display.sheet.community is not None, timeout=WAIT_MS)
    drawn.display.table.shown.setCurrentIndex(2)
    seen = in_sight(drawn)
    assert {"In gap", "All subdistricts", "Copy text", "Public services", "Not rated (too little data)"} <= seen
    assert not left_chinese(seen, drawn.display.run)
    assert not left_chinese({drawn.display.sheet.text()}, drawn.display.run)


def test_way_to_a_facility_is_told_in_english(drawn, qtbot):
    drawn.presenter.choose_community("C1")
    drawn.presenter.choose_category("MED")
    qtbot.waitUntil(lambda: any(t.startswith("Home D") for t in in_sight(drawn)), timeout=WAIT_MS)
    drawn.display.sheet._walk.more.setChecked(True)
    seen = in_sight(drawn)
    assert any("unnamed residential street" in text for text in seen)
    assert not left_chinese(seen, drawn.display.run)


def test_place_is_answered_in_english(drawn, qtbot):
    work = drawn.display.work
    lon, lat = page(qtbot, drawn, "(function() { var c = xcMap.map.getCenter(); return [c.lng, c.lat]; })()")
    work.place_requested.emit(lon, lat)
    qtbot.waitUntil(lambda: work.right.currentWidget() is work.place_card, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: page(qtbot, drawn, "document.querySelectorAll('.xc-minutes').length") == 3, timeout=WAIT_MS)
    seen = in_sight(drawn)
    assert any("services within their time limit" in text for text in seen)
    assert not left_chinese(seen, drawn.display.run)
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
    qtbot.waitUntil(lambda: page(qtbot, drawn, "xcMap.view().theme") == theme, timeout=WAIT_MS)
    reported = page(qtbot, drawn, TIPS)
    assert len(reported) > 2
    rows = page(qtbot, drawn, "xcMap.legend()")
    assert any("communit" in row["count"] for row in rows)
    assert not left_chinese({*reported, *(f"{row['words']} {row['count']}" for row in rows)}, drawn.display.run)


def test_failure_is_told_in_english(drawn, qtbot):
    from xc_gis.ui.shell.error_dialog import show_failure
    from xc_gis.ui.workers.failure import Failure

    dialog = show_failure(
        Failure(msg("找不到项目文件 {path}", path="a.toml"), msg("请检查路径和写权限"), "Traceback", 70), drawn, log="xc-gis.log"
    )
    qtbot.waitUntil(dialog.isVisible, timeout=WAIT_MS)
    dialog.more_button.click()
    seen = in_sight(dialog)
    assert {"There is no study file a.toml", "Check path and permissions", "OK"} <= seen
    assert not left_chinese(seen, drawn.display.run)
    dialog.close()


def test_first_page_and_menus_are_in_english(drawn):
    from xc_gis.ui.shell.main_window import HOME, MAP

    drawn.show_page(HOME)
    seen = in_sight(drawn)
    assert "Open the sample" in seen
    menus = {action.text() for action in drawn.menus.actions.values()}
    assert not left_chinese({*seen, *menus}, drawn.display.run)
    drawn.show_page(MAP)
