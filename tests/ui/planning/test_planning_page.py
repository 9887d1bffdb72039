"""The planning page in the real window: a facility put down by a click, dragged, taken back, closed, saved and there again."""

import pytest
from PyQt5.QtCore import QEvent, QPointF, Qt
from PyQt5.QtGui import QMouseEvent
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QToolButton

from tests.fixtures import map_page
from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.small_study import degrees
from tests.fixtures.window import own_copy, window_of
from xc_gis.model.changes import AddFacility, CloseFacility
from xc_gis.ui.presenters.planning.shelf import scenarios_beside
from xc_gis.ui.result_page.map_as_shown import map_as_shown
from xc_gis.ui.shell.pages import MAP, PLANNING


@pytest.fixture(scope="module")
def opened(qapp, small_run, small_study, tmp_path_factory):
    """A window on the planning page of the small study."""
    with window_of(tmp_path_factory.mktemp("home"), own_copy(small_study, tmp_path_factory.mktemp("planned"))) as window:
        yield window
        window.pages.planning.presenter.shelf.drafts.clear()  # nothing is asked at the close


@pytest.fixture
def page(opened, qtbot):
    """The planning page with one scenario that is empty."""
    qtbot.waitUntil(lambda: opened.display.work.has_map and opened.display.work.map.is_ready, timeout=WAIT_MS)
    opened.show_page(PLANNING)
    planning = opened.pages.planning
    qtbot.waitUntil(lambda: planning.display.panel.tools.kind.count() > 0, timeout=WAIT_MS)
    planning.presenter.new()
    return planning


def ask(qtbot, window, script):
    return map_page.ask(qtbot, window.display.work.map, script)


def pixel(qtbot, window, x, y):
    return map_page.pixel(qtbot, window.display.work.map, (x, y))


def settled(qtbot, page):
    """The effect of the scenario in front is there."""
    qtbot.waitUntil(lambda: bool(page.display.panel.effect.headline.text()), timeout=WAIT_MS)
    return page.display.panel.effect.headline.text()


def colours(qtbot, window):
    return ask(
        qtbot, window, "Array.from(document.querySelectorAll('.leaflet-areas-pane path')).map(p => p.getAttribute('fill'))"
    )


def choose_type(page, code):
    kind = page.display.panel.tools.kind
    kind.setCurrentIndex(kind.findData(code))
    kind.activated.emit(kind.currentIndex())


def test_a_click_puts_a_facility_down_dragging_it_changes_figures_and_undo_takes_it_back(opened, page, qtbot):
    opened.presenter.choose_theme("minutes:MED")
    before = colours(qtbot, opened)
    choose_type(page, "CHS")
    tools, surface = page.display.panel.tools, opened.display.work.map.view.focusProxy()
    qtbot.mouseClick(tools.add, Qt.LeftButton)
    assert tools.hint.isVisible()
    qtbot.waitUntil(
        lambda: ask(qtbot, opened, "document.querySelector('.leaflet-container').style.cursor") == "crosshair", timeout=WAIT_MS
    )
    qtbot.mouseClick(surface, Qt.LeftButton, pos=pixel(qtbot, opened, 2000, 405))
    first = settled(qtbot, page)
    assert "新覆盖" in first
    assert not tools.add.isChecked()
    qtbot.waitUntil(lambda: colours(qtbot, opened) != before, timeout=WAIT_MS)
    assert "方案" in opened.display.work.head.name.text()
    start, goal = pixel(qtbot, opened, 2000, 405), pixel(qtbot, opened, 1400, 805)
    under = f"Boolean((document.elementFromPoint({start.x()}, {start.y()}) || document.body).closest('.xc-plan'))"
    qtbot.waitUntil(lambda: ask(qtbot, opened, under), timeout=WAIT_MS)  # the mark is drawn where it will be taken
    QTest.mousePress(surface, Qt.LeftButton, pos=start)
    for step in range(1, 11):
        at = QPointF(start + (goal - start) * step / 10)
        QApplication.sendEvent(surface, QMouseEvent(QEvent.MouseMove, at, Qt.LeftButton, Qt.LeftButton, Qt.NoModifier))
        qtbot.wait(30)
    qtbot.waitUntil(lambda: page.display.panel.effect.headline.text() != first, timeout=WAIT_MS)  # while it is still in the hand
    QTest.mouseRelease(surface, Qt.LeftButton, pos=goal)
    draft = page.presenter.shelf.current
    lon, lat = degrees([(1400, 805)])[0]
    qtbot.waitUntil(lambda: draft.changes[0].change.at == pytest.approx((lon, lat), abs=1e-4), timeout=WAIT_MS)
    opened.presenter.choose_theme("stars")
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow, timeout=WAIT_MS)
    QTest.keyClick(opened, Qt.Key_Z, Qt.ControlModifier)
    qtbot.waitUntil(lambda: page.display.panel.effect.headline.text() == first, timeout=WAIT_MS)
    qtbot.mouseClick(page.display.panel.bar.undo, Qt.LeftButton)
    assert draft.changes == ()
    qtbot.waitUntil(lambda: ask(qtbot, opened, "document.querySelectorAll('.xc-plan').length") == 0, timeout=WAIT_MS)


def test_a_facility_is_closed_from_the_list_its_mark_moves_by_keys_and_the_map_page_is_as_it_was(opened, page, qtbot):
    facility = page.display.panel.tools.facility
    facility.setCurrentIndex(facility.findData("F1"))
    facility.activated.emit(facility.currentIndex())
    qtbot.mouseClick(page.display.panel.tools.close_, Qt.LeftButton)
    assert "失去覆盖" in settled(qtbot, page)
    opened.show_page(MAP)
    assert opened.display.work.right.currentWidget() is opened.display.sheet
    assert "方案" not in opened.display.work.head.name.text()
    qtbot.waitUntil(lambda: ask(qtbot, opened, "xcMap.page.figures.on()") is False, timeout=WAIT_MS)
    opened.show_page(PLANNING)
    assert [one.change for one in page.presenter.shelf.current.changes] == [CloseFacility(facility="F1")]
    qtbot.waitUntil(lambda: ask(qtbot, opened, "xcMap.page.figures.on()") is True, timeout=WAIT_MS)


def test_before_and_after_are_compared_beside_a_line(opened, page, qtbot):
    page.presenter.add(AddFacility(type="CHS", at=tuple(map(float, degrees([(2000, 405)])[0]))))
    settled(qtbot, page)
    qtbot.mouseClick(page.display.panel.bar.compare, Qt.LeftButton)
    qtbot.waitUntil(lambda: ask(qtbot, opened, "document.querySelectorAll('#xc-compare').length") == 1, timeout=WAIT_MS)
    opened.show_page(MAP)
    qtbot.waitUntil(lambda: ask(qtbot, opened, "document.querySelectorAll('#xc-compare').length") == 0, timeout=WAIT_MS)


def test_a_scenario_is_saved_beside_the_study_and_stands_in_the_table(opened, page, qtbot, tmp_path):
    page.presenter.rename("东边加站", "先看看")
    page.presenter.add(AddFacility(type="CHS", at=tuple(map(float, degrees([(2000, 405)])[0])), name="东站", cost=200_000.0))
    settled(qtbot, page)
    qtbot.mouseClick(page.display.panel.bar.save, Qt.LeftButton)
    assert (scenarios_beside(opened.display.study) / "东边加站.toml").is_file()
    table = page.display.table
    texts = [table.table.item(table.table.currentRow(), n).text() for n in (0, 1, 7)]
    assert texts == ["东边加站", "1", "20"]
    said = []
    table.export_requested.connect(lambda path, heads, lines: said.append((path, heads, lines)))
    with qtbot.waitSignal(opened.engine.answered, timeout=WAIT_MS):
        table.export_requested.emit(tmp_path / "t.csv", ["方案"], [["东边加站"]])
    assert "东边加站" in (tmp_path / "t.csv").read_text("utf-8-sig")


def test_a_typed_place_moves_a_facility_and_a_typed_cost_is_summed_up(opened, page, qtbot):
    page.presenter.add(AddFacility(type="CHS", at=tuple(map(float, degrees([(2000, 405)])[0]))))
    first = settled(qtbot, page)
    form = page.display.panel.changes
    lon, lat = degrees([(1000, 805)])[0]
    form.place.setText(f"{lon:.6f},{lat:.6f}")
    form.place.editingFinished.emit()
    qtbot.waitUntil(lambda: page.display.panel.effect.headline.text() not in {"", first}, timeout=WAIT_MS)
    form.cost.setText("12.5")
    form.cost.editingFinished.emit()
    assert "12.5 万元" in page.display.panel.effect.cost.text()


def test_a_place_without_a_street_is_said_where_the_effect_would_stand(opened, page, qtbot):
    page.presenter.add(AddFacility(type="CHS", at=tuple(map(float, degrees([(9000, 9000)])[0]))))
    qtbot.waitUntil(lambda: "150 米" in page.display.panel.effect.state.text(), timeout=WAIT_MS)
    assert page.display.panel.effect.headline.text() == ""


def test_siting_shows_its_search_and_makes_a_scenario_and_stops_when_asked(opened, page, qtbot):
    tab = page.display.panel.siting
    page.display.panel.tabs.setCurrentIndex(1)
    tab.category.setCurrentIndex(tab.category.findData("MED"))
    tab.count.setValue(2)
    qtbot.mouseClick(tab.start, Qt.LeftButton)
    qtbot.waitUntil(lambda: tab.sites.count() == 2, timeout=WAIT_MS)
    assert "2 处" in tab.state.text()
    assert len(tab.curve.lines[0]) == 3
    qtbot.waitUntil(lambda: ask(qtbot, opened, "document.querySelectorAll('.xc-plan').length") == 2, timeout=WAIT_MS)
    qtbot.mouseClick(tab.make, Qt.LeftButton)
    assert page.display.panel.tabs.currentIndex() == 0
    assert len(page.presenter.shelf.current.changes) == 2
    assert "新覆盖" in settled(qtbot, page)
    qtbot.mouseClick(tab.start, Qt.LeftButton)
    qtbot.mouseClick(tab.stop, Qt.LeftButton)
    qtbot.waitUntil(tab.start.isEnabled, timeout=WAIT_MS)
    assert tab.state.text() == "已停止选址" or tab.sites.count() == 2  # a small study may be faster than the button
    page.presenter.new()  # the process is still there, with all that it keeps
    page.presenter.add(CloseFacility(facility="F1"))
    assert "失去覆盖" in settled(qtbot, page)


def test_the_cross_of_a_change_is_in_sight_when_the_panel_grows_narrower(opened, page, qtbot):
    """The effect below makes the panel scroll, and its scroll bar takes room from the list."""
    changes = page.display.panel.changes
    for x in (2000, 1400, 1000):
        page.presenter.add(AddFacility(type="CHS", at=tuple(map(float, degrees([(x, 405)])[0])), cost=1.0))
    settled(qtbot, page)
    cross = changes.list.itemWidget(changes.list.item(0)).findChild(QToolButton)

    def right_edge():
        return cross.mapTo(changes.list.viewport(), cross.rect().bottomRight()).x()

    qtbot.waitUntil(lambda: 0 < right_edge() <= changes.list.viewport().width(), timeout=WAIT_MS)
    opened.display.work.across.setSizes([300, 900, 300])
    qtbot.waitUntil(lambda: 0 < right_edge() <= changes.list.viewport().width(), timeout=WAIT_MS)


def test_a_page_shows_the_scenario_and_a_web_page_says_that_it_does_not(opened, page, qtbot, tmp_path, monkeypatch):
    from xc_gis.ui.shell import map_pages

    page.presenter.rename("东边加站", "")
    page.presenter.add(AddFacility(type="CHS", at=tuple(map(float, degrees([(2000, 405)])[0]))))
    settled(qtbot, page)
    shown = map_as_shown(opened.display.work, opened.display.run.folder, {"theme": "MED", "bounds": [0, 0, 1, 1]})
    assert (shown.named, [item["kind"] for item in shown.marks["changes"]]) == ("方案：东边加站", ["add"])
    assert shown.figures is not None
    opened.assembly.exporter.pages.open()
    qtbot.waitUntil(lambda: opened.assembly.exporter.pages.dialog is not None, timeout=WAIT_MS)
    dialog = opened.assembly.exporter.pages.dialog
    monkeypatch.setattr(map_pages, "ask_target", lambda *_: tmp_path / "map.html")
    dialog.web.click()
    qtbot.waitUntil(lambda: "不含“东边加站”" in dialog.line.words.text(), timeout=WAIT_MS)
    assert (tmp_path / "map.html").is_file()
    qtbot.waitUntil(lambda: dialog.preview.is_current, timeout=WAIT_MS)
    assert "方案：东边加站" in dialog.form.title.placeholderText()
    dialog.reject()
