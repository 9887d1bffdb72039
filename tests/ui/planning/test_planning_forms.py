"""The planning page in the real window: forms, conditions of siting, exports, a standard that is previewed, and what cannot be."""

from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest

from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.small_study import degrees
from tests.ui.planning.test_planning_page import ask, opened, page, settled  # noqa: F401 - fixtures
from xc_gis.model.changes import AddFacility, AddPath, ChangeFacility, CloseArea
from xc_gis.ui.shell.pages import MAP, PLANNING


def at(x, y):
    return tuple(map(float, degrees([(x, y)])[0]))


def said(qtbot, page, words):  # noqa: F811
    qtbot.waitUntil(lambda: words in page.display.panel.effect.state.text(), timeout=WAIT_MS)


def test_another_status_is_chosen_from_the_menu_and_hours_are_typed_into_the_form(page, qtbot):  # noqa: F811
    tools, changes = page.display.panel.tools, page.display.panel.changes
    assert not tools.adjust.isEnabled()
    tools.facility.setCurrentIndex(tools.facility.findData("F1"))
    tools.facility.activated.emit(tools.facility.currentIndex())
    next(one for one in tools.adjust.menu().actions() if one.data() == "planned").trigger()
    assert "失去覆盖" in settled(qtbot, page)
    hours = changes.more.fields["hours"]
    QTest.keyClicks(hours, "24/7")
    QTest.keyClick(hours, Qt.Key_Return)
    assert page.presenter.shelf.current.changes[0].change == ChangeFacility(facility="F1", status="planned", hours="24/7")
    status = changes.more.fields["status"]
    status.setCurrentIndex(status.findData("open"))
    status.activated.emit(status.currentIndex())
    qtbot.waitUntil(lambda: "失去覆盖" not in page.display.panel.effect.headline.text() != "", timeout=WAIT_MS)


def test_siting_keeps_away_from_what_was_drawn_and_takes_a_site_that_was_locked(opened, page, qtbot):  # noqa: F811
    tab, panel = page.display.panel.siting, page.display.panel
    panel.tabs.setCurrentIndex(1)
    tab.category.setCurrentIndex(tab.category.findData("MED"))
    tab.count.setValue(2)
    tab.seconds.setValue(2)
    qtbot.mouseClick(tab.start, Qt.LeftButton)
    qtbot.waitUntil(lambda: tab.sites.count() == 2, timeout=WAIT_MS)
    first, second = tab._ids
    tab.sites.setCurrentRow(1)
    qtbot.mouseClick(tab.lock, Qt.LeftButton)
    tab.sites.setCurrentRow(0)
    qtbot.mouseClick(tab.forbid, Qt.LeftButton)
    assert (tab.more.lock.text(), tab.more.forbid.text(), tab.more.isVisible()) == (second, first, True)
    near, far = page.siting._found.sites
    half = 0.4 * max(abs(near.lon - far.lon), abs(near.lat - far.lat))
    west, east, south, north = near.lon - half, near.lon + half, near.lat - half, near.lat + half
    page._leave_out((((west, south), (east, south), (east, north), (west, north)),))
    qtbot.mouseClick(tab.start, Qt.LeftButton)
    qtbot.waitUntil(lambda: tab.start.isEnabled() and page.siting._found is not None, timeout=WAIT_MS)
    assert second in tab._ids, tab.state.text()
    assert first not in tab._ids
    assert not [one for one in page.siting._found.sites if west < one.lon < east and south < one.lat < north]
    tab.more.forbid.setText("S0-0")
    qtbot.mouseClick(tab.start, Qt.LeftButton)
    qtbot.waitUntil(lambda: "S0-0" in tab.state.text(), timeout=WAIT_MS)
    page._leave_out(())
    tab.more.lock.clear(), tab.more.forbid.clear()
    panel.tabs.setCurrentIndex(0)


def test_what_is_exported_is_a_folder_with_a_map_of_before_and_after(page, qtbot, tmp_path):  # noqa: F811
    page.presenter.add(AddFacility(type="CHS", at=at(2000, 405)))
    settled(qtbot, page)
    page.presenter.actions.export(tmp_path / "out", every=False)
    qtbot.waitUntil(lambda: not page.presenter.actions.number, timeout=WAIT_MS)
    assert (tmp_path / "out" / "map.html").is_file()
    assert (tmp_path / "out" / "before_after.csv").is_file()
    assert not page.display.panel.stop.isVisible()


def test_stars_of_a_standard_that_is_edited_are_there_again_when_the_page_is_left(opened, page, qtbot):  # noqa: F811
    stars = "xcMap.page.data.communities[0].stars"
    opened.show_page(MAP)
    own = ask(qtbot, opened, stars)
    other = 5 if own != 5 else 4
    first = ask(qtbot, opened, "xcMap.page.data.communities[0].id")
    opened.display.show_preview([{"community_id": first, "stars": other, "stars_low": other, "stars_high": other}])
    qtbot.waitUntil(lambda: ask(qtbot, opened, stars) == other, timeout=WAIT_MS)
    words = opened.display.work.head.name.text()
    opened.show_page(PLANNING)
    page.presenter.add(AddFacility(type="CHS", at=at(2000, 405)))
    settled(qtbot, page)
    qtbot.waitUntil(lambda: ask(qtbot, opened, "xcMap.page.figures.on()") is True, timeout=WAIT_MS)
    assert ask(qtbot, opened, stars) != other or own == other
    opened.show_page(MAP)
    qtbot.waitUntil(lambda: ask(qtbot, opened, stars) == other, timeout=WAIT_MS)
    assert opened.display.work.head.name.text() == words
    opened.display.show_preview([])
    qtbot.waitUntil(lambda: ask(qtbot, opened, stars) == own, timeout=WAIT_MS)


def test_what_cannot_be_is_said_where_the_effect_would_stand(page, qtbot, tmp_path):  # noqa: F811
    presenter = page.presenter
    presenter.add(ChangeFacility(facility="F9", status="closed"))
    said(qtbot, page, "F9")
    presenter.new()
    presenter.add(AddPath(line=(at(5000, 5000), at(5200, 5000))))
    said(qtbot, page, "起点")
    presenter.new()
    presenter.add(CloseArea(area=(at(100, 100), at(300, 300), at(300, 100), at(100, 300))))
    said(qtbot, page, "自身相交")
    page.display.panel.tabs.setCurrentIndex(1)
    tab = page.display.panel.siting
    tab.budget.setText("0")
    qtbot.mouseClick(tab.start, Qt.LeftButton)
    qtbot.waitUntil(lambda: "预算" in tab.state.text(), timeout=WAIT_MS)
    assert "--" not in tab.state.text()
    tab.budget.clear()
    tab.candidates.setCurrentIndex(tab.candidates.findData("types"))
    tab.kind.setCurrentIndex(tab.kind.findData("CHS"))
    tab.count.setValue(200)
    qtbot.mouseClick(tab.start, Qt.LeftButton)
    qtbot.waitUntil(lambda: "候选地点只有" in tab.state.text(), timeout=WAIT_MS)
    tab.candidates.setCurrentIndex(0)
    tab.count.setValue(2)
    page.display.panel.tabs.setCurrentIndex(0)
