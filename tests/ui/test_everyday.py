"""The tools of every day in the real window: search …; the page and the explorer answer for themselves."""

import json

import pytest
from PyQt5.QtCore import QEvent, QPoint, Qt
from PyQt5.QtWidgets import QApplication, QShortcut

from tests.fixtures import map_page
from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.named_study import write_named_study
from tests.fixtures.small_study import degrees
from tests.fixtures.window import window_of
from xc_gis.operations.run import run_into
from xc_gis.ui.map.view import POINTER_REST_MS
from xc_gis.ui.presenters.result.hits import COORDINATES
from xc_gis.ui.storage.results import result_folder


@pytest.fixture(scope="module")
def window(qapp, tmp_path_factory):
    """A window with the named study, opened from its run."""
    study = write_named_study(tmp_path_factory.mktemp("everyday") / "study")
    run_into(study, result_folder(study), outlines=False)
    with window_of(tmp_path_factory.mktemp("home"), study) as made:
        yield made


@pytest.fixture
def work(window, qtbot):
    qtbot.waitUntil(lambda: window.display.work.has_map and window.display.work.map.is_ready, timeout=WAIT_MS)
    return window.display.work


def ask(qtbot, work, script):
    return map_page.ask(qtbot, work.map, script)


def pixel(qtbot, work, place):
    return map_page.pixel(qtbot, work.map, place)


def centre(qtbot, work):
    return ask(qtbot, work, "[xcMap.map.getCenter().lng, xcMap.map.getCenter().lat]")


def search(qtbot, work, text):
    work.search.setFocus()
    work.search.clear()
    work.search.insert(text)  # as an input method does


def step_back(work):
    """Esc; offscreen no window has the keys of shortcuts."""
    next(s for s in work.findChildren(QShortcut) if s.key().toString() == "Esc").activated.emit()


def lines_of(work):
    return [work.search.list.item(row).text() for row in range(work.search.list.count())]


def test_enter_moves_the_map_to_a_facility_and_marks_it(work, qtbot):
    search(qtbot, work, "便利店")
    qtbot.waitUntil(lambda: any("东便利店" in line for line in lines_of(work)), timeout=WAIT_MS)
    assert not work.search.list.isHidden()
    qtbot.keyClick(work.search, Qt.Key_Return)
    assert work.search.list.isHidden()
    assert centre(qtbot, work) == pytest.approx(list(degrees([(2000.0, 405.0)])[0]), abs=2e-4)
    assert ask(qtbot, work, "document.querySelectorAll('.leaflet-found-pane path').length") == 2
    assert ask(qtbot, work, "document.querySelector('.xc-found').textContent").startswith("东便利店")
    step_back(work)
    qtbot.waitUntil(
        lambda: ask(qtbot, work, "document.querySelectorAll('.leaflet-found-pane path').length") == 0, timeout=WAIT_MS
    )


def test_enter_in_haste_takes_the_first_as_soon_as_it_is_found(work, qtbot):
    search(qtbot, work, "长安街")
    qtbot.keyClick(work.search, Qt.Key_Return)
    qtbot.waitUntil(lambda: ask(qtbot, work, "document.querySelectorAll('.leaflet-found-pane path').length") > 0, timeout=WAIT_MS)


def test_a_community_that_is_found_is_chosen_and_fills_the_map(window, work, qtbot):
    search(qtbot, work, "东社区")
    qtbot.waitUntil(lambda: any("东社区" in line for line in lines_of(work)), timeout=WAIT_MS)
    qtbot.keyClick(work.search, Qt.Key_Return)
    assert window.display.sheet.community.name == "东社区"
    assert centre(qtbot, work) == pytest.approx(list(degrees([(1800.0, 600.0)])[0]), abs=5e-4)


def test_a_subdistrict_that_is_found_is_framed_whole_and_its_rows_are_in_the_table(window, work, qtbot):
    name = window.display.run.communities[0].subdistrict
    inside = [c for c in window.display.run.communities if c.subdistrict == name]
    search(qtbot, work, name)
    qtbot.waitUntil(lambda: "街道" in lines_of(work), timeout=WAIT_MS)
    qtbot.keyClick(work.search, Qt.Key_Return)
    assert set(work.answers.selected) == {c.community_id for c in inside}
    assert window.display.table.subdistrict.currentData() == name
    assert {row.community.subdistrict for row in window.display.table.model.shown} == {name}
    middles = degrees([{"西社区": (600.0, 600.0), "东社区": (1800.0, 600.0)}[c.name] for c in inside])
    seen = ask(
        qtbot,
        work,
        f"{json.dumps([[float(lat), float(lon)] for lon, lat in middles])}.map(p => xcMap.map.getBounds().contains(p))",
    )
    assert seen == [True] * len(inside)
    window.display.table.filter_subdistrict("")
    window.presenter.selection.dismiss()


def test_a_street_is_drawn_with_all_its_pieces(work, qtbot):
    search(qtbot, work, "南大街")
    qtbot.waitUntil(lambda: any("OpenStreetMap" in line for line in lines_of(work)), timeout=WAIT_MS)
    heads = [line for line in lines_of(work) if line in {"设施", "道路"}]
    assert heads == ["设施", "道路"]
    qtbot.keyClick(work.search, Qt.Key_Down)
    qtbot.keyClick(work.search, Qt.Key_Return)
    drawn = ask(
        qtbot,
        work,
        "Array.from(document.querySelectorAll('.leaflet-found-pane path')).map(p => p.getAttribute('d').match(/M/g).length)",
    )
    assert drawn == [2, 2]


def test_coordinates_are_told_with_their_systems_and_none_is_taken_unasked(work, qtbot):
    lon, lat = degrees([(700.0, 600.0)])[0]
    before = centre(qtbot, work)
    search(qtbot, work, f"{lon:.6f},{lat:.6f}")
    qtbot.waitUntil(lambda: len(lines_of(work)) == 4, timeout=WAIT_MS)
    assert [line for line in lines_of(work) if "WGS 84" in line or "GCJ-02" in line or "BD-09" in line] == lines_of(work)[1:]
    qtbot.keyClick(work.search, Qt.Key_Return)
    assert centre(qtbot, work) == before
    assert not work.search.list.isHidden()
    qtbot.keyClick(work.search, Qt.Key_Down)
    assert work.search.chosen.kind == COORDINATES
    qtbot.keyClick(work.search, Qt.Key_Return)
    assert centre(qtbot, work) == pytest.approx([lon, lat], abs=2e-4)


def test_the_list_lies_within_the_window_and_every_line_can_be_read(window, work, qtbot):
    search(qtbot, work, "西")
    qtbot.waitUntil(lambda: any("西站" in line for line in lines_of(work)), timeout=WAIT_MS)
    assert window.rect().contains(work.search.list.geometry())
    item = next(work.search.list.item(n) for n in range(work.search.list.count()) if "西站" in work.search.list.item(n).text())
    qtbot.mouseClick(work.search.list.viewport(), Qt.LeftButton, pos=work.search.list.visualItemRect(item).center())
    assert centre(qtbot, work) == pytest.approx(list(degrees([(100.0, 205.0)])[0]), abs=2e-4)


# -- several communities, and areas --------------------------------------------------------------------------------------


@pytest.fixture
def whole(window, work, qtbot):
    """The whole area in sight, nothing chosen."""
    window.presenter.choose_community("")
    window.presenter.choose_theme("stars")
    work.map.call("xcMap.fitWhole")
    ask(qtbot, work, "1")
    return work.map.view.focusProxy()


def drag(qtbot, target, start, end, modifier=Qt.NoModifier):
    qtbot.mousePress(target, Qt.LeftButton, modifier, start)
    for share in (0.3, 0.7, 1.0):
        at = QPoint(round(start.x() + (end.x() - start.x()) * share), round(start.y() + (end.y() - start.y()) * share))
        qtbot.mouseMove(target, at)
    qtbot.mouseRelease(target, Qt.LeftButton, modifier, end)


def selected(qtbot, work):
    return ask(qtbot, work, "document.querySelectorAll('.leaflet-selected-pane path').length")


def test_shift_and_drag_chooses_the_communities_that_the_box_touches(window, work, qtbot, whole):
    before = centre(qtbot, work)
    drag(qtbot, whole, pixel(qtbot, work, (1000, 500)), pixel(qtbot, work, (1400, 700)), Qt.ShiftModifier)
    qtbot.waitUntil(lambda: work.right.currentWidget() is work.totals_card, timeout=WAIT_MS)
    assert window.presenter.selection.chosen == ("C1", "C2")
    assert selected(qtbot, work) == 4  # white and black for each
    assert centre(qtbot, work) == before
    assert work.totals_card.heading.text() == "所选 2 个社区（甲街道）"
    drag(qtbot, whole, pixel(qtbot, work, (1300, 500)), pixel(qtbot, work, (1400, 700)), Qt.ShiftModifier)
    qtbot.waitUntil(lambda: window.presenter.selection.chosen == ("C2",), timeout=WAIT_MS)
    step_back(work)
    assert work.right.currentWidget() is window.display.sheet
    assert selected(qtbot, work) == 0
    assert window.display.sheet.community is None or window.presenter.selection.chosen == ()


def test_box_of_the_menu_is_for_one_box(window, work, qtbot, whole):
    work.tools.actions_["box"].trigger()
    assert work.tools.tool == "box"
    drag(qtbot, whole, pixel(qtbot, work, (100, 500)), pixel(qtbot, work, (300, 700)))
    qtbot.waitUntil(lambda: window.presenter.selection.chosen == ("C1",), timeout=WAIT_MS)
    assert work.tools.tool == ""


def test_ctrl_and_click_adds_a_community_to_the_one_that_is_shown(window, work, qtbot, whole):
    window.presenter.choose_community("C1")
    qtbot.mouseClick(whole, Qt.LeftButton, Qt.ControlModifier, pixel(qtbot, work, (1810, 510)))
    qtbot.waitUntil(lambda: window.presenter.selection.chosen == ("C1", "C2"), timeout=WAIT_MS)


def test_an_area_is_drawn_by_clicks_and_a_double_click_and_counted(window, work, qtbot, whole):
    work.tools.actions_["area"].trigger()
    for corner in ((5, 5), (900, 5), (900, 1190)):
        qtbot.mouseClick(whole, Qt.LeftButton, pos=pixel(qtbot, work, corner))
        qtbot.wait(300)  # else the browser takes two clicks for a double one
    last = pixel(qtbot, work, (5, 1190))
    qtbot.mouseClick(whole, Qt.LeftButton, pos=last)
    qtbot.mouseClick(whole, Qt.LeftButton, pos=last)
    qtbot.waitUntil(lambda: work.right.currentWidget() is work.totals_card, timeout=WAIT_MS)
    assert work.totals_card.heading.text() == "所画范围"
    rows = [r for n in range(0, 72, 12) for r in range(n, n + 4)]  # four columns of homes lie west of 900 m
    assert work.totals_card.residents.text() == f"居民 {sum(100 + n for n in rows):,} 人"
    assert work.tools.tool == ""
    assert selected(qtbot, work) == 2


def test_esc_cancels_an_area_that_is_being_drawn(window, work, qtbot, whole):
    work.tools.actions_["area"].trigger()
    qtbot.mouseClick(whole, Qt.LeftButton, pos=pixel(qtbot, work, (300, 300)))
    qtbot.waitUntil(lambda: ask(qtbot, work, "document.querySelectorAll('.leaflet-tools-pane path').length") > 0, timeout=WAIT_MS)
    assert window.display.sheet.community is None  # the click was the tool's
    step_back(work)
    assert work.tools.tool == ""
    assert ask(qtbot, work, "document.querySelectorAll('.leaflet-tools-pane path').length") == 0


def test_rows_chosen_together_in_the_table_are_totals(window, work, qtbot, whole):
    table = window.display.table
    table.shown.setCurrentIndex(table.shown.findData("everything"))
    table.view.setFocus()
    table.view.selectAll()
    qtbot.waitUntil(lambda: window.presenter.selection.chosen == ("C1", "C2"), timeout=WAIT_MS)
    assert work.right.currentWidget() is work.totals_card
    window.presenter.choose_theme("MED")
    assert any(row.category.code == "MED" for row in work.totals_card.totals.rows)
    assert "未知" in work.totals_card.theme.text()


def test_totals_are_copied_as_a_table(window, work, qtbot, whole):
    window.presenter.selection.choose(["C1", "C2"])
    work.totals_card.copy()
    text = QApplication.clipboard().text()
    assert text.startswith("所选 2 个社区")
    assert sum("\t" in line for line in text.splitlines()) == 26


def test_subdistrict_of_the_card_is_chosen_whole(window, work, qtbot, whole):
    window.presenter.selection.choose(["C1"])
    box = work.totals_card.subdistrict
    box.activated.emit(box.findData("甲街道"))
    assert window.presenter.selection.chosen == ("C1", "C2")


# -- measuring -----------------------------------------------------------------------------------------------------------


def test_two_clicks_give_metres_and_walking_minutes_with_the_way(window, work, qtbot, whole):
    work.tools.actions_["measure"].trigger()
    qtbot.mouseClick(whole, Qt.LeftButton, pos=pixel(qtbot, work, (150, 110)))
    qtbot.waitUntil(lambda: work.right.currentWidget() is work.measure_card, timeout=WAIT_MS)
    qtbot.mouseClick(whole, Qt.LeftButton, pos=pixel(qtbot, work, (2050, 910)))
    qtbot.waitUntil(
        lambda: "步行" in work.measure_card.lines.text() and "分钟" in work.measure_card.lines.text(), timeout=WAIT_MS
    )
    (segment,) = work.measure_card.measured.segments
    assert segment.metres == pytest.approx((1900**2 + 800**2) ** 0.5, rel=0.03)
    assert segment.walk_metres > segment.metres
    assert len(segment.way) > 4
    assert ask(qtbot, work, "document.querySelectorAll('.leaflet-measured-pane path').length") == 5
    assert "分钟" in ask(qtbot, work, "document.querySelector('.xc-measure').textContent")
    before = segment.seconds
    work.measure_card.pace.activated.emit(0)  # the pace is asked again at each choice
    work.measure_card.pace.setCurrentIndex(work.measure_card.pace.findData("senior"))
    work.measure_card.pace.activated.emit(work.measure_card.pace.currentIndex())
    qtbot.waitUntil(lambda: (work.measure_card.measured.segments[0].seconds or 0) > before, timeout=WAIT_MS)
    step_back(work)
    assert work.tools.tool == ""
    step_back(work)
    assert ask(qtbot, work, "document.querySelectorAll('.leaflet-measured-pane path').length") == 0
    assert work.right.currentWidget() is window.display.sheet


def test_measuring_chooses_no_community_and_asks_about_no_place(window, work, qtbot, whole):
    work.tools.actions_["measure"].trigger()
    at = pixel(qtbot, work, (700, 700))
    qtbot.mouseClick(whole, Qt.LeftButton, pos=at)
    qtbot.waitUntil(lambda: work.right.currentWidget() is work.measure_card, timeout=WAIT_MS)
    qtbot.mouseClick(whole, Qt.LeftButton, pos=at)  # the second at the same place ends
    qtbot.waitUntil(lambda: work.tools.tool == "", timeout=WAIT_MS)
    assert window.display.sheet.community is None
    assert not work.answers.shows_place
    work.measure_card.closed.emit()


# -- the menu of a right click -------------------------------------------------------------------------------------------


def menu_at(qtbot, window, target, place):
    """Entries by words of the menu that a right click at a place opens; it is closed, its entries can be chosen still."""
    before = window.display.menu
    qtbot.mouseClick(target, Qt.RightButton, pos=pixel(qtbot, window.display.work, place))
    qtbot.waitUntil(lambda: window.display.menu is not before, timeout=WAIT_MS)
    assert window.display.menu.isVisible()
    window.display.menu.close()
    return {action.text(): action for action in window.display.menu.actions() if action.text()}


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_right_click_on_a_facility_tells_whom_it_serves_and_draws_from_where(window, work, qtbot, whole):
    window.presenter.choose_theme("MED")
    entries = menu_at(qtbot, window, whole, (100, 205))
    assert list(entries)[:2] == ["西站", "服务了谁、从哪里走得到"]
    entries["服务了谁、从哪里走得到"].trigger()
    qtbot.waitUntil(lambda: work.right.currentWidget() is work.facility_card, timeout=WAIT_MS)
    assert work.facility_card.heading.text() == "西站"
    assert "南大街１２号" in work.facility_card.facts.text()
    assert "facilities.csv 第 2 行" in work.facility_card.facts.text()
    assert "西社区" in work.facility_card.serves.text()
    assert ask(qtbot, work, "document.querySelectorAll('.leaflet-place-areas-pane path').length") == 2
    step_back(work)
    assert work.right.currentWidget() is window.display.sheet
    assert ask(qtbot, work, "document.querySelectorAll('.leaflet-place-areas-pane path').length") == 0


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_right_click_on_ground_asks_copies_and_measures(window, work, qtbot, whole):
    entries = menu_at(qtbot, window, whole, (1300, 300))
    lon, lat = degrees([(1300.0, 300.0)])[0]
    entries["复制坐标（GCJ-02）"].trigger()
    copied = [float(part) for part in QApplication.clipboard().text().split(",")]
    assert copied != pytest.approx([lon, lat], abs=1e-3)
    entries["复制坐标（WGS 84）"].trigger()
    assert [float(part) for part in QApplication.clipboard().text().split(",")] == pytest.approx([lon, lat], abs=3e-4)
    entries["从这里量距离"].trigger()
    qtbot.waitUntil(lambda: work.right.currentWidget() is work.measure_card, timeout=WAIT_MS)
    assert work.tools.tool == "measure"
    qtbot.mouseClick(whole, Qt.LeftButton, pos=pixel(qtbot, work, (1500, 700)))
    qtbot.waitUntil(lambda: len(work.measure_card.measured.points) == 2, timeout=WAIT_MS)
    step_back(work)
    step_back(work)
    entries = menu_at(qtbot, window, whole, (1300, 300))
    entries["查此处：步行范围和最近的各类设施"].trigger()
    qtbot.waitUntil(lambda: work.right.currentWidget() is work.place_card, timeout=WAIT_MS)
    step_back(work)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_right_click_on_a_community_adds_it_and_chooses_its_subdistrict(window, work, qtbot, whole):
    window.presenter.choose_community("C1")
    entries = menu_at(qtbot, window, whole, (1700, 500))
    entries["加到所选社区"].trigger()
    assert window.presenter.selection.chosen == ("C1", "C2")
    window.presenter.choose_community("C1")
    entries = menu_at(qtbot, window, whole, (1700, 500))
    entries["选择甲街道的 2 个社区"].trigger()
    assert window.presenter.selection.chosen == ("C1", "C2")
    step_back(work)


# -- the pointer, and the map on the clipboard ---------------------------------------------------------------------------


def test_status_bar_says_where_the_pointer_is_in_the_system_that_is_requested(window, work, qtbot, whole):
    lon, lat = degrees([(1300.0, 300.0)])[0]
    window.pointer.show_place(None)
    near, there = pixel(qtbot, work, (1200, 250)), pixel(qtbot, work, (1300, 300))

    def shown():
        return [float(part) for part in window.pointer.text().split("（")[0].split(",")]

    def arrives():  # as a hand does, which moves on while the map is busy
        qtbot.mouseMove(whole, near)
        qtbot.mouseMove(whole, there)
        qtbot.wait(200)
        return window.pointer.text().endswith("（WGS 84）") and shown() == pytest.approx([lon, lat], abs=3e-4)

    qtbot.waitUntil(arrives, timeout=WAIT_MS)
    QApplication.sendEvent(work.map, QEvent(QEvent.Leave))
    QApplication.sendEvent(work.map, QEvent(QEvent.Enter))
    qtbot.wait(2 * POINTER_REST_MS)
    assert shown() == pytest.approx([lon, lat], abs=3e-4)  # back before its leaving was told: the place stays
    window.pointer.click()
    assert window.pointer.text().endswith("（GCJ-02）")
    assert shown() != pytest.approx([lon, lat], abs=1e-3)
    window.pointer.click()
    window.pointer.click()
    assert window.pointer.text().endswith("（WGS 84）")
    QApplication.sendEvent(work.map, QEvent(QEvent.Leave))
    qtbot.waitUntil(lambda: window.pointer.text() == "WGS 84", timeout=WAIT_MS)  # no place where no pointer is
