"""The questions of the planning page in the real window: themes on the map, a slider, a scenario out of the next star, checks that go out."""

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtPrintSupport import QPrinter

from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.served_study import write_served_study
from tests.fixtures.window import window_of
from xc_gis.languages.message import msg
from xc_gis.operations.run import run_into
from xc_gis.ui.planning.analysis_tab import NAME_PX, AnalysisTab
from xc_gis.ui.planning.capacity_tab import CapacityTab
from xc_gis.ui.planning.check_paper import paint_checks
from xc_gis.ui.planning.next_star_tab import NextStarTab
from xc_gis.ui.planning.panel import PlanningPanel
from xc_gis.ui.planning.robust_tab import RobustTab
from xc_gis.ui.planning.slices_tab import SlicesTab
from xc_gis.ui.presenters.planning.analysis_view import AnalysisTable
from xc_gis.ui.result_page.work_page import WIDTHS
from xc_gis.ui.shell.pages import MAP, PLANNING
from xc_gis.ui.storage.results import result_folder
from xc_gis.ui.widgets.style import dress
from xc_gis.wording.window import use


@pytest.fixture(scope="module")
def opened(qapp, tmp_path_factory):
    """A window on the planning page of a study whose next stars are found in a moment."""
    study = write_served_study(tmp_path_factory.mktemp("asked") / "study")
    run_into(study, result_folder(study), outlines=False)
    with window_of(tmp_path_factory.mktemp("home"), study) as window:
        yield window
        window.pages.planning.presenter.shelf.drafts.clear()  # nothing is asked at the close


@pytest.fixture
def page(opened, qtbot):
    """The planning page, ready."""
    qtbot.waitUntil(lambda: opened.display.work.has_map and opened.display.work.map.is_ready, timeout=WAIT_MS)
    opened.show_page(PLANNING)
    planning = opened.pages.planning
    qtbot.waitUntil(lambda: planning.display.panel.tools.kind.count() > 0, timeout=WAIT_MS)
    return planning


def test_the_answer_comes_first_and_no_column_is_cut(qtbot):
    tab = AnalysisTab("问题", "开始")
    qtbot.addWidget(tab)
    tab.resize(330, 700)
    headings = ("社区", "现在", "之后", "费用", "改动", "文件里才有")
    rows = (
        ("一个名字很长很长很长很长的社区", "1", "2", "1,000,000", "新建甲；新建乙", ""),
        ("乙社区", "—", "—", "—", "没有办法", "甲"),
    )
    tab.show_answer(["一句话"], AnalysisTable("表", headings, rows, ("C1", "C2"), told=True), ["其余的话"])
    tab.show()
    shown = [column for column in range(6) if not tab.table.isColumnHidden(column)]
    assert shown == [0, 1, 2, 3]
    assert sum(tab.table.columnWidth(column) for column in shown) <= tab.table.viewport().width()
    assert all(tab.table.columnWidth(column) >= tab.table.sizeHintForColumn(column) for column in shown[1:])
    assert tab.state.text() == "一句话"
    assert tab.more.isHidden()
    tab.more_open.click()
    assert tab.more.isVisible()
    assert tab.more.text() == "其余的话"
    tab.table.selectRow(1)
    assert tab.told.text().endswith("甲")
    tab.show_answer(["又一句"], AnalysisTable("表", headings[:4], rows[:1], ("C1",)))
    assert tab.told.isHidden()
    assert tab.more_open.isHidden()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("tab", [NextStarTab, CapacityTab, SlicesTab, RobustTab])
def test_a_tab_is_no_wider_than_the_panel(qtbot, tab, language):
    use(language)
    try:
        shown = tab()
    finally:
        use("zh")
    qtbot.addWidget(shown)
    assert shown.minimumSizeHint().width() <= WIDTHS[2] - 20  # its frame and the bar that scrolls it


@pytest.mark.parametrize("language", ["zh", "en"])
def test_all_tabs_are_in_sight_at_the_usual_width_in_both_languages(qapp, qtbot, language):
    before = qapp.styleSheet()
    dress(qapp)
    use(language)
    try:
        panel = PlanningPanel()
        qtbot.addWidget(panel)
        panel.resize(WIDTHS[2], 600)
        panel.show()
        qtbot.waitExposed(panel, timeout=WAIT_MS)
        bar = panel.tabs.tabBar()
        assert bar.tabRect(bar.count() - 1).right() <= panel.tabs.width()
    finally:
        use("zh")
        qapp.setStyleSheet(before)


def test_a_table_that_is_wider_than_the_panel_can_be_scrolled(qtbot):
    shown = AnalysisTab(msg("说明"), msg("计算"))
    qtbot.addWidget(shown)
    shown.resize(WIDTHS[2], 700)
    shown.show()
    qtbot.waitExposed(shown, timeout=WAIT_MS)
    row = ("槐柏树街南里社区", "4 improved circle", "0", "4 improved circle", "42 %", "why")
    shown.show_answer(
        ["found"],
        AnalysisTable("t", ("Community", "Stars", "Lowest", "Highest", "As it is", "Why"), (row,) * 20, ("C",) * 20, shown=5),
    )
    bar = shown.table.horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=WAIT_MS)
    assert bar.isVisible()


def test_grades_leave_names_of_communities_in_sight(qtbot):
    tab = AnalysisTab("说明", "开始")
    qtbot.addWidget(tab)
    tab.resize(340, 500)
    tab.show()
    grades = ("4 improving grade", "3 basic grade", "5 quality grade")
    tab.show_answer(["答"], AnalysisTable("表", ("社区", "星级", "最低", "最高"), (("国家统计局社区", *grades),), ("C1",)))
    assert tab.table.columnWidth(0) >= min(tab.table.sizeHintForColumn(0), NAME_PX)
    assert all(tab.table.columnWidth(n) >= tab.table.sizeHintForColumn(n) for n in (1, 2, 3))


def to_front(page, tab):
    tabs = page.display.panel.tabs
    tabs.setCurrentIndex(next(n for n in range(tabs.count()) if tabs.widget(n).isAncestorOf(tab)))


def test_lists_without_capacity_are_told_and_colour_nothing(page, opened, qtbot):
    tab = page.display.panel.capacity
    to_front(page, tab)
    tab.start.click()
    qtbot.waitUntil(lambda: "全部未知" in tab.state.text(), timeout=WAIT_MS)
    assert not tab.category.isEnabled()
    assert not tab.stop.isEnabled()


def test_the_slider_tells_its_moment_above_the_map_and_another_tab_takes_it_away(page, opened, qtbot):
    tab, work = page.display.panel.times, opened.display.work
    opened.presenter.choose_theme("MED")
    to_front(page, tab)
    tab.start.click()
    qtbot.waitUntil(tab.slider.isEnabled, timeout=WAIT_MS)
    tab.slider.setValue(tab.slider.maximum())
    qtbot.waitUntil(lambda: "周日 23:30" in work.theme_name.text(), timeout=WAIT_MS)
    assert tab.moment.currentIndex() == -1, "it is none of the slices"
    assert tab.table.rowCount() > 0
    to_front(page, page.display.panel.bar)
    assert "周日" not in work.theme_name.text()


def test_the_focus_alone_chooses_no_row(page, opened, qtbot):
    table = page.display.panel.times.table
    to_front(page, page.display.panel.times)
    qtbot.waitUntil(table.isVisible, timeout=WAIT_MS)
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow, timeout=WAIT_MS)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus, timeout=WAIT_MS)
    assert table.selectedItems() == []
    table.clearFocus()


def test_the_next_star_is_a_theme_and_its_changes_open_as_a_scenario(page, opened, qtbot):
    tab, work = page.display.panel.next_star, opened.display.work
    to_front(page, tab)
    tab.start.click()
    qtbot.waitUntil(lambda: tab.table.rowCount() == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: "项改动" in work.theme_name.text(), timeout=WAIT_MS)
    rows = [row for row in range(2) if page.analyses.next_star.opens(tab._table.keys[row])]
    assert not tab.open.isEnabled()
    tab.table.selectRow(rows[0])
    assert tab.open.isEnabled()
    before = len(page.presenter.shelf.drafts)
    qtbot.mouseClick(tab.open, Qt.MouseButton.LeftButton)
    assert len(page.presenter.shelf.drafts) == before + 1
    assert page.presenter.shelf.current.changes
    assert page.display.panel.tabs.currentIndex() == 0
    assert "项改动" not in work.theme_name.text()
    qtbot.waitUntil(lambda: work.scenario == page.presenter.shelf.current.name != "", timeout=WAIT_MS)


def test_a_number_of_five_star_communities_is_typed_and_clicked_and_its_plan_opens(page, opened, qtbot):
    tab, work = page.display.panel.next_star, opened.display.work
    to_front(page, tab)
    tab.five.setFocus()
    tab.five.selectAll()
    qtbot.keyClicks(tab.five, "1")
    qtbot.mouseClick(tab.ask_five, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.ask_five.isEnabled() and "要达到 1 个" in tab.state.text(), timeout=WAIT_MS)
    if tab.table.rowCount() == 0:  # it cannot be reached: the gates that fail are told, and nothing opens
        assert "达不到" in tab.state.text()
        assert not tab.open.isEnabled()
        return
    assert "全区五星" in tab._table.title
    qtbot.waitUntil(lambda: "五星" in work.theme_name.text(), timeout=WAIT_MS)
    middle = tab.table.visualItemRect(tab.table.item(0, 0)).center()
    qtbot.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseClick(tab.open, Qt.MouseButton.LeftButton)
    assert len(page.presenter.shelf.current.changes) == tab.table.rowCount()


def test_another_theme_takes_values_off_the_map(page, opened, qtbot):
    work = opened.display.work
    page.presenter.new()  # nothing is planned in it
    qtbot.waitUntil(lambda: work.scenario == "", timeout=WAIT_MS)
    work.show_values({"name": "值", "rows": [], "unknown": "未知", "absent": "没有", "of": {}})
    assert work.theme_name.text().startswith("值")
    assert work.beside_the_run == "值"
    opened.presenter.choose_theme("stars")
    assert not work.theme_name.text().startswith("值")
    work.show_values({"name": "值", "rows": [], "unknown": "未知", "absent": "没有", "of": {}})
    opened.show_page(MAP)
    assert work.beside_the_run == ""
    assert not work.theme_name.text().startswith("值")


def test_checks_are_laid_out_on_paper(qapp, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "checks.pdf"))
    paint_checks("<h1>现场核查清单</h1><table><tr><td>1</td></tr></table>", printer)
    assert (tmp_path / "checks.pdf").read_bytes().startswith(b"%PDF")
