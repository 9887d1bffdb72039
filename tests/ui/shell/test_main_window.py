"""The window as a planner uses it: a study opened, a community, a place, a theme, an export, the close."""

import shutil

import pytest
from PyQt5.QtCore import QMimeData, QModelIndex, Qt, QUrl
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QShortcut

from tests.fixtures import map_page
from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.window import own_copy, window_of
from xc_gis.report.themes import STARS
from xc_gis.ui.shell.pages import MAP, STUDY


@pytest.fixture(scope="module")
def opened(qapp, small_run, small_study, tmp_path_factory):
    """A window with the small study, from its run on disk."""
    with window_of(tmp_path_factory.mktemp("home"), own_copy(small_study, tmp_path_factory.mktemp("window"))) as window:
        yield window


@pytest.fixture
def window(opened, qtbot):
    qtbot.waitUntil(lambda: opened.display.work.has_map and opened.display.work.map.is_ready, timeout=WAIT_MS)
    return opened


def ask(qtbot, window, script):
    return map_page.ask(qtbot, window.display.work.map, script)


def test_study_is_on_the_map_with_themes_legend_and_table(window):
    work = window.display.work
    assert window.pages.currentWidget() is work
    assert window.header.name.text() == "小项目"
    assert work.themes.categories.count() > 25
    assert [row["count"] for row in work.themes.legend.rows if row["hatched"]] == ["2 个社区"]
    assert window.display.table.model.rowCount() > 0
    assert window.memory.recent[0].name == "study.toml"


def test_click_on_the_map_shows_the_fact_sheet_and_marks_the_table(window, qtbot):
    at = ask(
        qtbot, window, "(function() { var at; xcMap.map.eachLayer(function (l) { if (l.options.pane === 'areas' && l.getBounds) {"
        " at = l.getBounds().getCenter(); } }); return at; })()",
    )  # fmt: skip
    map_page.click_at(qtbot, window.display.work.map, at["lng"], at["lat"])
    qtbot.waitUntil(lambda: window.display.sheet.community is not None, timeout=WAIT_MS)
    assert window.display.sheet.community.name == "东社区"


def test_community_of_the_table_is_highlighted_on_the_map(window, qtbot):
    window.display.table.community_selected.emit("C1")
    assert window.display.sheet.community.name == "西社区"
    qtbot.waitUntil(lambda: ask(qtbot, window, "xcMap.view().community") == "C1", timeout=WAIT_MS)


def test_theme_of_the_list_is_on_the_map_and_named_above_it(window, qtbot):
    panel = window.display.work.themes
    item = next(i for i in panel._items() if i.data(Qt.UserRole) == "MED")
    panel.categories.setCurrentItem(item)
    assert ask(qtbot, window, "xcMap.view().theme") == "MED"
    assert window.display.work.theme_name.text() == "医疗卫生 · 覆盖率"
    panel._kinds.button(1).click()
    assert ask(qtbot, window, "xcMap.view().theme") == "minutes:MED"
    qtbot.waitUntil(lambda: any("分钟" in row["words"] for row in panel.legend.rows), timeout=WAIT_MS)


def test_facility_types_can_be_shown_whatever_the_theme(window, qtbot):
    panel = window.display.work.themes
    window.presenter.choose_theme("stars")
    panel.types_follow.setChecked(False)
    panel.types.item(0).setCheckState(Qt.Checked)
    qtbot.waitUntil(lambda: any(row["words"] == "所选设施" for row in panel.legend.rows), timeout=WAIT_MS)
    panel.types_follow.setChecked(True)
    qtbot.waitUntil(lambda: not any(row["dot"] for row in panel.legend.rows), timeout=WAIT_MS)


def test_place_shows_circles_and_the_nearest_of_every_category(window, qtbot):
    lon, lat = ask(qtbot, window, "(function() { var c = xcMap.map.getCenter(); return [c.lng, c.lat]; })()")
    window.display.work.place_requested.emit(lon, lat)
    work = window.display.work
    qtbot.waitUntil(lambda: work.right.currentWidget() is work.place_card, timeout=WAIT_MS)
    assert work.place_card.table.rowCount() == 25
    qtbot.waitUntil(lambda: ask(qtbot, window, "document.querySelectorAll('.xc-minutes').length") == 3, timeout=WAIT_MS)
    next(s for s in work.findChildren(QShortcut) if s.key().toString() == "Esc").activated.emit()
    assert work.right.currentWidget() is window.display.sheet
    assert ask(qtbot, window, "document.querySelectorAll('.xc-minutes').length") == 0


def test_background_comes_from_the_streets_of_the_study(window, qtbot):
    qtbot.waitUntil(lambda: ask(qtbot, window, "document.querySelectorAll('.leaflet-tile-loaded').length") > 0, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: ask(qtbot, window, "xcWindowMap.quiet()"), timeout=WAIT_MS)
    assert (
        max(ask(qtbot, window, "Array.from(document.querySelectorAll('.leaflet-tile-loaded')).map(i => i.naturalWidth)")) >= 256
    )


def test_no_request_left_the_program_meanwhile(window):
    assert window.display.work.map.guard.blocked == []
    assert window.display.work.map.guard.sent == []


def test_standard_being_edited_shows_its_stars_on_the_map(window, qtbot):
    from xc_gis.ui.shell.main_window import MAP, STANDARD

    window.presenter.choose_theme("stars")
    window.show_page(STANDARD)
    assert window.pages.currentWidget() is window.standard_page
    rows = [{"community_id": c, "stars": 5, "stars_low": 5, "stars_high": 5} for c in ("C1", "C2")]
    window.standard_page.preview.emit(rows)
    assert "预览" in window.display.work.theme_name.text()
    fills = "Array.from(document.querySelectorAll('.leaflet-areas-pane path')).map(p => p.getAttribute('fill'))"
    assert ask(qtbot, window, fills) == [STARS[5]] * 2
    window.standard_page.preview.emit([])
    window.show_page(MAP)
    assert "预览" not in window.display.work.theme_name.text()
    assert ask(qtbot, window, fills) == ["url(#xc-hatch)"] * 2


def test_data_of_the_open_study_are_on_its_page(window, qtbot):
    from xc_gis.ui.shell.main_window import MAP, STUDY

    window.show_page(STUDY)
    assert window.pages.currentWidget() is window.study_page
    qtbot.waitUntil(lambda: window.study_page.presenter.draft is not None, timeout=WAIT_MS)
    assert window.study_page.presenter.draft.path == window.display.study
    window.study_page.back_requested.emit()
    assert window.header._buttons.checkedId() == MAP


def test_every_button_and_list_has_a_name_for_a_reader(window):
    from PyQt5.QtWidgets import QAbstractButton, QAbstractItemView

    nameless = [
        w for w in window.findChildren((QAbstractButton, QAbstractItemView))
        if w.isVisible() and w.focusPolicy() != Qt.NoFocus and not (w.accessibleName() or getattr(w, "text", str)())
    ]  # fmt: skip
    assert nameless == []


def test_closing_while_a_run_goes_on_asks_first(window, monkeypatch):
    from PyQt5.QtGui import QCloseEvent

    asked = []
    monkeypatch.setattr(window.engine, "is_busy", lambda *_: True)
    monkeypatch.setattr(window.display, "confirm", lambda *words: asked.append(words) is not None and False)
    event = QCloseEvent()
    window.closeEvent(event)
    assert len(asked) == 1
    assert not event.isAccepted()
    assert window.display.study is not None


def test_only_a_study_file_may_be_dropped():
    from xc_gis.ui.shell.study_drop import dropped_study

    class Event:
        def __init__(self, *names):
            self.data = QMimeData()
            self.data.setUrls([QUrl(n) for n in names])

        def mimeData(self):  # noqa: N802
            return self.data

    assert dropped_study(Event("file:///tmp/a.csv")) is None
    assert dropped_study(Event("https://example.org/a.toml")) is None
    assert dropped_study(Event("file:///tmp/a.csv", "file:///tmp/b.TOML")).name == "b.TOML"


def test_theme_of_the_list_filters_the_table_and_a_category_of_the_table_is_on_the_map(window, qtbot):
    panel, table = window.display.work.themes, window.display.table
    item = next(i for i in panel._items() if i.data(Qt.UserRole) == "MED")
    panel.categories.setCurrentItem(item)
    panel._kinds.button(2).click()
    assert table.category.currentData() == "MED"
    assert {row.cover.category.code for row in table.model.shown} <= {"MED"}
    table.category.setCurrentIndex(table.category.findData("CVS"))
    table.category.activated.emit(table.category.currentIndex())
    assert ask(qtbot, window, "xcMap.view().theme") == "gaps:CVS"
    assert panel.categories.currentItem().data(Qt.UserRole) == "CVS"
    panel._request("stars")
    assert table.category.currentData() == ""


def test_theme_of_a_group_says_whom_it_counts(window, qtbot):
    panel = window.display.work.themes
    groups = {c.code: c.population for c in window.display.run.categories}
    for item in panel._items():
        code = item.data(Qt.UserRole)
        if code:
            assert ("岁" in item.text()) == (groups[code] != "all"), item.text()
    code = next(c for c, group in groups.items() if group == "age60plus")
    window.presenter.choose_theme(code)
    assert "（60 岁以上）" in window.display.work.theme_name.text()
    assert "（60 岁以上）" in ask(qtbot, window, "xcMap.view().name")


def test_a_dozen_categories_are_in_sight_on_a_small_screen(window, qtbot):
    window.resize(1366, 715)  # 768 less the frame of the window and a task bar
    window.presenter.choose_theme("MED")
    panel = window.display.work.themes
    panel.categories.scrollToTop()
    qtbot.waitUntil(lambda: any(row["dot"] for row in panel.legend.rows), timeout=WAIT_MS)
    seen = panel.categories.viewport().rect()
    inside = [i for i in panel._items() if i.data(Qt.UserRole) and seen.contains(panel.categories.visualItemRect(i))]
    assert len(inside) >= 12
    assert panel._legend_holder.height() >= 96
    panel.legend_fold.setChecked(False)
    assert not panel._legend_holder.isVisible()
    panel.legend_fold.setChecked(True)


def test_theme_with_a_long_name_is_read_whole_and_keeps_every_panel_within_a_small_screen(window, qtbot):
    window.resize(1366, 740)
    work = window.display.work
    name = "老年助餐/社区食堂（60 岁以上） · 步行时间"
    try:
        work.head.say(name)
        qtbot.waitUntil(lambda: work.theme_name.y() + work.theme_name.height() <= work.search.y(), timeout=WAIT_MS)
        assert work.theme_name.shown() == name  # in a line of its own
        work.head.say(name * 3)
        qtbot.waitUntil(lambda: work.theme_name.shown().endswith("…"), timeout=WAIT_MS)
        assert work.theme_name.toolTip() == name * 3
        assert window.width() == 1366
        assert work.right.mapTo(window, work.right.rect().bottomRight()).x() < window.width() - 4
        work.head.say("星级")
        qtbot.waitUntil(lambda: work.theme_name.y() < work.search.y() + work.search.height(), timeout=WAIT_MS)
    finally:
        window.presenter.choose_theme("stars")


def test_panels_fold_away_and_the_map_takes_their_place(window, qtbot):
    work = window.display.work
    before = work.map.width(), work.map.height()
    for fold in work.folds.values():
        fold.click()
    assert work.folded == ["fold_themes", "fold_table", "fold_sheet"]
    qtbot.waitUntil(lambda: work.map.width() > before[0] + 400 and work.map.height() > before[1] + 100, timeout=WAIT_MS)
    work.fold([])
    assert work.themes.isVisible()
    assert window.display.table.isVisible()
    assert work.right.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_chosen_line_of_a_choice_is_read_easily(window, qtbot):
    """Letters and ground of the line under the pointer: at least 4.5 to 1, as for any text."""
    box = window.display.table.shown
    box.showPopup()
    view = box.view()
    qtbot.waitUntil(view.isVisible, timeout=WAIT_MS)
    view.setCurrentIndex(box.model().index(1, 0))
    line = view.visualRect(box.model().index(1, 0)).intersected(view.viewport().rect())
    image = view.viewport().grab(line.adjusted(4, 4, -4, -4)).toImage()
    box.hidePopup()

    def light(colour):
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    shades = [light(image.pixelColor(x, y)) for x in range(image.width()) for y in range(image.height())]
    ground = max(set(shades), key=shades.count)
    letters = max(shades, key=lambda shade: abs(shade - ground))
    assert (max(ground, letters) + 0.05) / (min(ground, letters) + 0.05) >= 4.5


def test_click_on_the_sample_is_answered_at_once(window, monkeypatch):
    """Before anything is read or copied: the answer must not wait for the machine."""
    monkeypatch.setattr(window.assembly.questions, "ask", lambda *_: 0)
    window.welcome.sample.click()
    assert window.welcome.sample.text() == "正在打开示例数据…"
    assert not window.welcome.sample.isEnabled()
    assert window.note.text() == "正在打开示例数据…"
    window.welcome.show_opening(opening=False)
    window.note.clear()


def test_a_new_study_is_edited_under_its_own_title_with_one_button_to_run(window, qtbot, tmp_path):
    page = window.study_page
    opened = window.header.name.text()
    window.show_page(STUDY)
    qtbot.waitUntil(lambda: page.presenter.draft is not None, timeout=WAIT_MS)
    assert window.header.name.text() == opened
    page.create_study(tmp_path / "neu", "另一个项目")
    assert window.header.name.text() == page.title.text() == "另一个项目"
    assert window.windowTitle().startswith("另一个项目")
    assert not window.header.run.isVisible()
    assert page.run.isVisible()
    window.menus.actions["run"].trigger()  # it lacks its layers; the study behind it is not run in its place
    assert not window.engine.is_busy()
    window.show_page(MAP)
    assert window.header.name.text() == opened
    assert window.header.run.isVisible()


def test_study_whose_streets_are_gone_does_not_show_those_of_the_study_before(window, qtbot, tmp_path, small_study):
    """Last in this file: the window has another study afterwards."""
    qtbot.waitUntil(lambda: window.display.tiles._wanted is not None, timeout=WAIT_MS)
    shutil.copytree(small_study.parent, tmp_path / "other")
    (tmp_path / "other" / "streets.osm").unlink()
    window.open_study(tmp_path / "other" / small_study.name)
    work = window.display.work
    qtbot.waitUntil(lambda: window.display.run is not None and window.display.study.parent.name == "other", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: work.map.is_ready, timeout=WAIT_MS)
    came = []
    window.display.tiles(14, 13517, 6207, 1, came.append)
    assert came == [None]


def test_the_focus_chooses_nothing_but_the_first_arrow_key_does(window, qtbot):
    window.presenter.choose_theme("stars")
    window.presenter.choose_community("")
    panel, table, chosen = window.display.work.themes, window.display.table, []
    table.view.setCurrentIndex(QModelIndex())
    table.community_selected.connect(chosen.append)
    table.category_selected.connect(chosen.append)
    panel.theme_chosen.connect(chosen.append)
    window.activateWindow()
    for view in (table.view, panel.categories):
        window.display.work.map.view.setFocus()
        view.setFocus(Qt.TabFocusReason)
        qtbot.waitUntil(view.hasFocus, timeout=WAIT_MS)
        assert chosen == []
        assert window.presenter._theme == "stars"
        assert not view.currentIndex().isValid()
    QTest.keyClick(panel.categories, Qt.Key_Down)
    first = next(i.data(Qt.UserRole) for i in panel._items() if i.data(Qt.UserRole))
    assert [key.rpartition(":")[2] for key in chosen] == [first]
    panel._request("stars")  # all rows again
    chosen.clear()
    table.view.setFocus(Qt.TabFocusReason)
    QTest.keyClick(table.view, Qt.Key_Down)
    row = table.model.shown[0]
    assert chosen[:2] == [row.community.community_id, row.cover.category.code]
