"""The page of services and voices in the real window: rows and map lead each other, quadrants filter, the matrix tells its cells, tables leave."""

import pytest
from PyQt5.QtCore import QEvent, QPointF, Qt
from PyQt5.QtGui import QImage, QMouseEvent
from PyQt5.QtWidgets import QApplication

from tests.fixtures import map_page
from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.window import own_copy, window_of
from xc_gis.runs.voices import MonthRow
from xc_gis.ui.presenters.voices.voices_view import RangeBar
from xc_gis.ui.shell.pages import MAP, PLANNING, VOICES
from xc_gis.ui.voices.month_bars import MonthBars
from xc_gis.ui.voices.range_bars import RangeBars, figures_of
from xc_gis.ui.widgets.table_roles import RIGHT


@pytest.fixture(scope="module")
def opened(qapp, voiced_study, tmp_path_factory):
    """A window with the study that has all of it."""
    copy = own_copy(voiced_study, tmp_path_factory.mktemp("voices"))
    with window_of(tmp_path_factory.mktemp("home"), copy) as window:
        yield window


@pytest.fixture
def page(opened, qtbot):
    """The page, its tables read, the hotline in front with all complaints."""
    qtbot.waitUntil(lambda: opened.display.work.has_map and opened.display.work.map.is_ready, timeout=WAIT_MS)
    opened.show_page(VOICES)
    page = opened.pages.voices
    qtbot.waitUntil(lambda: page.presenter.voices is not None, timeout=WAIT_MS)
    page.panel.tabs.setCurrentIndex(0)
    page.presenter.hotline.choose_quadrant("")
    page.presenter.hotline.choose_category("ALL")
    page.presenter.hotline.choose_table("communities")
    return page


def ask(qtbot, window, script):
    return map_page.ask(qtbot, window.display.work.map, script)


def choose(box, key):
    box.setCurrentIndex(box.findData(key))
    box.activated.emit(box.currentIndex())


def click_row(qtbot, view, row, column=0):
    qtbot.mouseClick(view.viewport(), Qt.LeftButton, pos=view.visualRect(view.model().index(row, column)).center())


def test_rows_and_the_map_lead_each_other(opened, page, qtbot):
    click_row(qtbot, page.tables.view, 1)
    assert opened.display.sheet.community.community_id == "C2"
    assert page.panel.hotline.title.text().startswith("东社区")
    qtbot.waitUntil(lambda: ask(qtbot, opened, "xcMap.view().community") == "C2", timeout=WAIT_MS)
    surface = opened.display.work.map.view.focusProxy()
    qtbot.mouseClick(surface, Qt.LeftButton, pos=map_page.pixel(qtbot, opened.display.work.map, (300, 700)))
    qtbot.waitUntil(lambda: page.panel.hotline.title.text().startswith("西社区"), timeout=WAIT_MS)
    assert page.tables.view.currentIndex().row() == 0
    assert opened.display.work.right.currentWidget() is page.panel


def test_a_service_colours_the_map_and_a_quadrant_filters(opened, page, qtbot):
    choose(page.panel.hotline.category, "MED")
    qtbot.waitUntil(lambda: "每万人诉求量" in ask(qtbot, opened, "xcMap.view().name"), timeout=WAIT_MS)
    key = next(key for key, one in page.panel.hotline.quadrants.fields.items() if not one.text().startswith("0"))
    qtbot.mouseClick(page.panel.hotline.quadrants.fields[key], Qt.LeftButton)
    assert {row.group for row in page.tables.model.shown} == {key}
    assert page.tables.group.isVisible()
    qtbot.waitUntil(lambda: "需求与缺口" in ask(qtbot, opened, "xcMap.view().name"), timeout=WAIT_MS)
    qtbot.mouseClick(page.tables.group, Qt.LeftButton)
    assert not page.tables.group.isVisible()
    assert len(page.tables.model.shown) == 2


def test_other_pages_get_the_map_back(opened, page, qtbot):
    choose(page.panel.hotline.category, "VEG")
    opened.show_page(PLANNING)
    assert opened.display.work.right.currentWidget() is opened.pages.planning.display.panel
    opened.show_page(MAP)
    assert opened.display.work.right.currentWidget() is opened.display.sheet
    assert not opened.display.work.beside_the_run
    opened.show_page(VOICES)
    assert opened.display.work.right.currentWidget() is page.panel
    qtbot.waitUntil(lambda: "每万人诉求量" in ask(qtbot, opened, "xcMap.view().name"), timeout=WAIT_MS)


def test_the_matrix_tells_its_cells_by_pointer_and_keys(opened, page, qtbot):
    page.panel.tabs.setCurrentIndex(1)
    matrix = page.tables.matrix
    assert page.tables.stack.currentWidget() is matrix
    at = matrix.visualRect(matrix.cells.index(1, 1)).center()
    move = QMouseEvent(QEvent.MouseMove, QPointF(at), Qt.NoButton, Qt.NoButton, Qt.NoModifier)
    QApplication.sendEvent(matrix.viewport(), move)
    assert page.tables.foot.text() == "甲街道 东社区：就业 › 求职 › 推荐，不提供"
    click_row(qtbot, matrix, 1, 1)
    assert opened.display.sheet.community.community_id == "C2"
    assert page.presenter.survey.item == 1
    qtbot.waitUntil(lambda: ask(qtbot, opened, "xcMap.view().name") == "推荐：是否提供", timeout=WAIT_MS)
    qtbot.keyClick(matrix, Qt.Key_Right)
    assert page.presenter.survey.item == 2
    image = matrix.grab().toImage()
    assert image.width() > 0


def test_tables_and_the_panel_leave_as_files(opened, page, qtbot, tmp_path):
    choose(page.panel.hotline.category, "MED")
    page.export_to(tmp_path / "表.csv")
    qtbot.waitUntil((tmp_path / "表.csv").is_file, timeout=WAIT_MS)
    lines = (tmp_path / "表.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("街道,社区,件数,每万人")
    assert lines[2].split(",")[2:4] == ["不显示", "不显示"]
    page.exports.picture_to(page.panel.hotline.there, tmp_path / "图")
    assert not QImage(str(tmp_path / "图.png")).isNull()


def test_satisfaction_has_its_tab(page):
    page.panel.tabs.setCurrentIndex(2)
    assert page.tables.model.table.title == "满意度 总体"
    choose(page.panel.satisfaction.category, "MED")
    assert [cell.text for cell in page.tables.model.shown[0].cells][3] == "—"


def test_a_kind_colours_the_map_and_the_directory_is_searched(opened, page, qtbot):
    page.panel.tabs.setCurrentIndex(3)
    bar = page.panel.tabs.tabBar()
    assert bar.tabRect(3).right() <= page.panel.tabs.width()
    row = next(n for n, one in enumerate(page.tables.model.shown) if one.category == "社区服务站")
    click_row(qtbot, page.tables.view, row, 1)
    assert page.panel.resources.kind.currentData() == "社区服务站"
    qtbot.waitUntil(lambda: ask(qtbot, opened, "xcMap.view().name") == "每万人资源数：社区服务站", timeout=WAIT_MS)
    choose(page.tables.which, "entries")
    page.tables.text.setText("便利店")
    qtbot.waitUntil(lambda: len(page.tables.model.shown) == 1, timeout=WAIT_MS)
    click_row(qtbot, page.tables.view, 0, 2)
    assert opened.display.sheet.community.community_id == "C2"
    assert page.panel.resources.title.text().startswith("东社区")
    assert page.panel.resources.cells.item(0, 2).textAlignment() == page.panel.resources.cells.item(0, 1).textAlignment() == RIGHT
    page.tables.text.clear()
    qtbot.waitUntil(lambda: len(page.tables.model.shown) == 3, timeout=WAIT_MS)
    assert page.panel.resources.add.isHidden()


def test_bars_say_what_they_show(qtbot):
    bars, months = RangeBars("名"), MonthBars()
    for widget in (bars, months):
        qtbot.addWidget(widget)
    bars.show_bars([RangeBar("甲", 0.2, None, 0.6), RangeBar("乙", None, None, None), RangeBar("丙", 0.5, 0.5, 0.5)])
    assert "甲 20.0–60.0%" in bars.accessibleDescription()
    assert figures_of(RangeBar("", 0.5, 0.5, 0.5)) == "50.0%"
    months.show_months(
        [MonthRow("2026-01", 9.0, 0.5), MonthRow("2026-03", None, None), MonthRow("2026-04", 5.0, None)], ("2026-03", "2026-03")
    )
    assert [months.words_of(n) for n in range(3)] == ["2026-01：9 件，解决率 50.0%", "2026-02：没有数据", "2026-03：不显示"]
    for widget in (bars, months):
        widget.resize(300, 120)
        assert not widget.grab().isNull()
