"""The page of targets in the real window: rows, panel and map lead each other, files leave, the radar is drawn; a run without tables says what to add."""

import shutil

import pytest
from PyQt5.QtCore import QPointF, Qt

from tests.fixtures import map_page
from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.window import window_of
from xc_gis.ui.presenters.targets.targets_view import RadarAxis
from xc_gis.ui.shell.pages import MAP, TARGETS
from xc_gis.ui.storage.results import result_folder
from xc_gis.ui.targets.radar import Radar
from xc_gis.ui.workers.target_tasks import WriteBehind, WriteTargetsBook


@pytest.fixture(scope="module")
def opened(qapp, followed_run, tmp_path_factory):
    """A window with a study that follows two lists."""
    study, run = followed_run
    folder = tmp_path_factory.mktemp("targets") / "study"
    shutil.copytree(study.parent, folder)
    shutil.copytree(run, result_folder(folder / study.name))
    with window_of(tmp_path_factory.mktemp("home"), folder / study.name) as window:
        yield window


@pytest.fixture
def page(opened, qtbot):
    qtbot.waitUntil(lambda: opened.display.work.has_map and opened.display.work.map.is_ready, timeout=WAIT_MS)
    opened.show_page(TARGETS)
    page = opened.pages.targets
    qtbot.waitUntil(lambda: page.presenter.found is not None, timeout=WAIT_MS)
    page.panel.tabs.setCurrentIndex(0)
    page.presenter.indicators.choose_table("district")
    page.presenter.indicators.choose_list("xicheng-plan-2021-2025")
    return page


def ask(qtbot, window, script):
    return map_page.ask(qtbot, window.display.work.map, script)


def choose(box, key):
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def click_row(qtbot, view, row, column=0):
    qtbot.mouseClick(view.viewport(), Qt.LeftButton, pos=view.visualRect(view.model().index(row, column)).center())


def test_a_row_shows_its_indicator_and_a_place_leads_to_its_community(opened, page, qtbot):
    choose(page.panel.indicators.list, "qiyou-wuxing")
    row = next(n for n, one in enumerate(page.tables.model.shown) if one.category == "4|")
    click_row(qtbot, page.tables.view, row, 1)
    assert page.panel.indicators.title.text().startswith("4 医疗卫生步行覆盖率")
    assert page.panel.indicators.indicator.currentData() == "4|"
    qtbot.waitUntil(lambda: "各处缺多少" in ask(qtbot, opened, "xcMap.view().name"), timeout=WAIT_MS)
    click_row(qtbot, page.panel.indicators.cells, 0)
    assert opened.display.sheet.community.community_id == "C2"
    choose(page.panel.indicators.theme, "met")
    qtbot.waitUntil(lambda: "是否达到目标" in ask(qtbot, opened, "xcMap.view().name"), timeout=WAIT_MS)
    choose(page.tables.which, "short")
    assert page.tables.model.shown[page.tables.view.currentIndex().row()].community == "C2"


def test_choosing_in_the_panel_marks_the_row(page):
    choose(page.panel.indicators.indicator, "18|")
    assert page.tables.model.shown[page.tables.view.currentIndex().row()].category == "18|"


def test_the_page_gives_the_map_back(opened, page):
    opened.show_page(MAP)
    assert not opened.display.work.beside_the_run
    assert opened.display.work.right.currentWidget() is opened.display.sheet
    opened.show_page(TARGETS)
    assert opened.display.work.right.currentWidget() is page.panel


def test_the_index_has_its_tab_and_all_tabs_are_in_sight(opened, page, qtbot):
    page.panel.tabs.setCurrentIndex(1)
    bar = page.panel.tabs.tabBar()
    assert bar.tabRect(bar.count() - 1).right() <= page.panel.tabs.width()
    qtbot.waitUntil(lambda: "总指数" in ask(qtbot, opened, "xcMap.view().name"), timeout=WAIT_MS)
    assert page.panel.index.radar.isVisible()
    click_row(qtbot, page.panel.index.cells, 0)
    name = page.panel.index.cells.item(0, 0).text()
    qtbot.waitUntil(lambda: name in ask(qtbot, opened, "xcMap.view().name"), timeout=WAIT_MS)


def test_pages_and_sheets_leave_as_files(opened, page, qtbot, tmp_path):
    folder = opened.display.run.folder
    page.write(WriteBehind(folder, tmp_path / "a.pdf", "zh"))
    page.write(WriteTargetsBook(folder, tmp_path / "a.xlsx", "zh"))
    qtbot.waitUntil(lambda: (tmp_path / "a.pdf").is_file() and (tmp_path / "a.xlsx").is_file(), timeout=WAIT_MS)
    page.exports.table_to(page.presenter.exported("", "平安"), tmp_path / "表.csv")
    qtbot.waitUntil((tmp_path / "表.csv").is_file, timeout=WAIT_MS)
    lines = (tmp_path / "表.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("编号,指标,属性,状态,现值")
    assert len(lines) == 3


def test_a_radar_leaves_out_what_is_not_known_and_says_so(qtbot):
    radar = Radar()
    qtbot.addWidget(radar)
    radar.show_axes([RadarAxis("甲", None, 30.0), RadarAxis("乙", 100.0, 20.0), RadarAxis("丙", 0.0, None)], "街道", "全区")
    radar.resize(300, 268)
    assert radar.accessibleDescription().startswith("甲 街道 未知 全区 30.0；乙 街道 100.0")
    assert radar.place_of(0, 100).y() < radar.place_of(0, 50).y() < radar.place_of(0, 0).y()
    assert [radar.axis_at(radar.place_of(n, 60) + QPointF(1, 1)) for n in range(3)] == [0, 1, 2]
    assert not radar.grab().isNull()
    radar.show_axes([RadarAxis("甲", 1.0, 1.0)], "街道", "全区")
    assert radar.isHidden()
