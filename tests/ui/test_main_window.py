"""The window as a planner uses it: a study opened, a community, a place, a theme, an export, the close."""

import json
import shutil

import pytest
from PyQt5.QtCore import QMimeData, QPoint, Qt, QUrl
from PyQt5.QtWidgets import QShortcut

from xc_gis.ui.pages import MAP, STUDY

pytestmark = pytest.mark.xdist_group("web")
WAIT_MS = 60000


@pytest.fixture(scope="module")
def opened(qapp, small_run, small_study, tmp_path_factory):
    """A window with the small study, from its run on disk."""
    from xc_gis.ui.main_window import MainWindow
    from xc_gis.ui.memory import Memory

    patch = pytest.MonkeyPatch()
    patch.setenv("XC_GIS_HOME", str(tmp_path_factory.mktemp("home")))
    folder = tmp_path_factory.mktemp("window") / "study"
    shutil.copytree(small_study.parent, folder)
    window = MainWindow(Memory())
    window.resize(1366, 740)
    window.show()
    window.open_study(folder / small_study.name)

    yield window
    window.close()
    patch.undo()


@pytest.fixture
def window(opened, qtbot):
    qtbot.waitUntil(lambda: opened.desk.work.has_map and opened.desk.work.map.is_ready, timeout=WAIT_MS)
    return opened


def ask(qtbot, window, script):
    answers = []
    window.desk.work.map.page.runJavaScript(f"JSON.stringify({script})", answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=5000)
    return json.loads(answers[0])


def test_study_is_on_the_map_with_themes_legend_and_table(window):
    work = window.desk.work
    assert window.pages.currentWidget() is work
    assert window.header.name.text() == "小项目"
    assert work.themes.categories.count() > 25
    assert [row["count"] for row in work.themes.legend.rows if row["hatched"]] == ["2 个社区"]
    assert window.desk.table.model.rowCount() > 0
    assert window.memory.recent[0].name == "study.toml"


def test_click_on_the_map_shows_the_fact_sheet_and_marks_the_table(window, qtbot):
    at = ask(
        qtbot, window, "(function() { var at; xcMap.map.eachLayer(function (l) { if (l.options.pane === 'areas' && l.getBounds) {"
        " at = xcMap.map.latLngToContainerPoint(l.getBounds().getCenter()); } }); return at; })()",
    )  # fmt: skip
    qtbot.mouseClick(window.desk.work.map.view.focusProxy(), Qt.LeftButton, pos=QPoint(round(at["x"]), round(at["y"])))
    qtbot.waitUntil(lambda: window.desk.sheet.community is not None, timeout=5000)
    assert window.desk.sheet.community.name == "东社区"


def test_community_of_the_table_is_highlighted_on_the_map(window, qtbot):
    window.desk.table.community_selected.emit("C1")
    assert window.desk.sheet.community.name == "西社区"
    qtbot.waitUntil(lambda: ask(qtbot, window, "xcMap.view().community") == "C1", timeout=5000)


def test_theme_of_the_list_is_on_the_map_and_named_above_it(window, qtbot):
    panel = window.desk.work.themes
    item = next(i for i in panel._items() if i.data(Qt.UserRole) == "MED")
    panel.categories.setCurrentItem(item)
    assert ask(qtbot, window, "xcMap.view().theme") == "MED"
    assert window.desk.work.theme_name.text() == "医疗卫生 · 覆盖率"
    panel._kinds.button(1).click()
    assert ask(qtbot, window, "xcMap.view().theme") == "minutes:MED"
    qtbot.waitUntil(lambda: any("分钟" in row["words"] for row in panel.legend.rows), timeout=5000)


def test_facility_types_can_be_shown_whatever_the_theme(window, qtbot):
    panel = window.desk.work.themes
    window.presenter.choose_theme("stars")
    panel.types_follow.setChecked(False)
    panel.types.item(0).setCheckState(Qt.Checked)
    qtbot.waitUntil(lambda: any(row["words"] == "所选设施" for row in panel.legend.rows), timeout=5000)
    panel.types_follow.setChecked(True)
    qtbot.waitUntil(lambda: not any(row["dot"] for row in panel.legend.rows), timeout=5000)


def test_place_shows_circles_and_the_nearest_of_every_category(window, qtbot):
    lon, lat = ask(qtbot, window, "(function() { var c = xcMap.map.getCenter(); return [c.lng, c.lat]; })()")
    window.desk.work.place_wanted.emit(lon, lat)
    work = window.desk.work
    qtbot.waitUntil(lambda: work.right.currentWidget() is work.place_card, timeout=WAIT_MS)
    assert work.place_card.table.rowCount() == 25
    qtbot.waitUntil(lambda: ask(qtbot, window, "document.querySelectorAll('.xc-minutes').length") == 3, timeout=WAIT_MS)
    next(s for s in work.findChildren(QShortcut) if s.key().toString() == "Esc").activated.emit()
    assert work.right.currentWidget() is window.desk.sheet
    assert ask(qtbot, window, "document.querySelectorAll('.xc-minutes').length") == 0


def test_background_comes_from_the_streets_of_the_study(window, qtbot):
    qtbot.waitUntil(lambda: ask(qtbot, window, "document.querySelectorAll('.leaflet-tile-loaded').length") > 0, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: ask(qtbot, window, "xcWindowMap.quiet()"), timeout=WAIT_MS)
    assert (
        max(ask(qtbot, window, "Array.from(document.querySelectorAll('.leaflet-tile-loaded')).map(i => i.naturalWidth)")) >= 256
    )


@pytest.mark.parametrize("suffix", [".html", ".png", ".pdf"])
def test_map_is_saved_as_it_is_shown(window, qtbot, tmp_path, suffix):
    from xc_gis.ui.map.saving import MapSaving

    window.presenter.choose_theme("gaps:MED")
    notes = []
    saving = MapSaving(window.desk, notes.append)
    saving.save(tmp_path / f"map{suffix}")
    qtbot.waitUntil(lambda: bool(notes) and "已保存" in notes[-1], timeout=WAIT_MS)
    content = (tmp_path / f"map{suffix}").read_bytes()
    if suffix == ".html":
        assert b'data-start="theme=gaps:MED' in content
    else:
        assert content[:4] in {b"\x89PNG", b"%PDF"}
        assert len(content) > 50_000


def test_place_that_cannot_be_written_is_one_dialog(window, qtbot, tmp_path, monkeypatch):
    from xc_gis.ui.map.saving import MapSaving

    told = []
    monkeypatch.setattr(window.desk, "show_failure", told.append)
    MapSaving(window.desk, lambda _: None).save(tmp_path / "missing" / "map.html")
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert "map.html" in told[0].message
    assert told[0].hint


def test_no_request_left_the_program_meanwhile(window):
    assert window.desk.work.map.guard.blocked == []
    assert window.desk.work.map.guard.sent == []


def test_standard_being_edited_shows_its_stars_on_the_map(window, qtbot):
    from xc_gis.ui.main_window import MAP, STANDARD

    window.presenter.choose_theme("stars")
    window.show_page(STANDARD)
    assert window.pages.currentWidget() is window.standard_page
    rows = [{"community_id": c, "stars": 5, "stars_low": 5, "stars_high": 5} for c in ("C1", "C2")]
    window.standard_page.preview.emit(rows)
    assert "预览" in window.desk.work.theme_name.text()
    fills = "Array.from(document.querySelectorAll('.leaflet-areas-pane path')).map(p => p.getAttribute('fill'))"
    assert ask(qtbot, window, fills) == ["#01665e"] * 2
    window.standard_page.preview.emit([])
    window.show_page(MAP)
    assert "预览" not in window.desk.work.theme_name.text()
    assert ask(qtbot, window, fills) == ["url(#xc-hatch)"] * 2


def test_data_of_the_open_study_are_on_its_page(window, qtbot):
    from xc_gis.ui.main_window import MAP, STUDY

    window.show_page(STUDY)
    assert window.pages.currentWidget() is window.study_page
    qtbot.waitUntil(lambda: window.study_page.presenter.draft is not None, timeout=WAIT_MS)
    assert window.study_page.presenter.draft.path == window.desk.study
    window.study_page.back_wanted.emit()
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
    monkeypatch.setattr(window.desk, "confirm", lambda *words: asked.append(words) is not None and False)
    event = QCloseEvent()
    window.closeEvent(event)
    assert len(asked) == 1
    assert not event.isAccepted()
    assert window.desk.study is not None


def test_only_a_study_file_may_be_dropped():
    from xc_gis.ui.study_drop import dropped_study

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
    panel, table = window.desk.work.themes, window.desk.table
    item = next(i for i in panel._items() if i.data(Qt.UserRole) == "MED")
    panel.categories.setCurrentItem(item)
    panel._kinds.button(2).click()
    assert table.category.currentData() == "MED"
    assert {row.cover.category.code for row in table.model.shown} <= {"MED"}
    table.category.setCurrentIndex(table.category.findData("CVS"))
    table.category.activated.emit(table.category.currentIndex())
    assert ask(qtbot, window, "xcMap.view().theme") == "gaps:CVS"
    assert panel.categories.currentItem().data(Qt.UserRole) == "CVS"
    panel._wish("stars")
    assert table.category.currentData() == ""


def test_theme_of_a_group_says_whom_it_counts(window, qtbot):
    panel = window.desk.work.themes
    groups = {c.code: c.population for c in window.desk.run.categories}
    for item in panel._items():
        code = item.data(Qt.UserRole)
        if code:
            assert ("岁" in item.text()) == (groups[code] != "all"), item.text()
    code = next(c for c, group in groups.items() if group == "age60plus")
    window.presenter.choose_theme(code)
    assert "（60 岁以上）" in window.desk.work.theme_name.text()
    assert "（60 岁以上）" in ask(qtbot, window, "xcMap.view().name")


def test_a_dozen_categories_are_in_sight_on_a_small_screen(window, qtbot):
    window.resize(1366, 715)  # 768 less the frame of the window and a task bar
    window.presenter.choose_theme("MED")
    panel = window.desk.work.themes
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
    work = window.desk.work
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
    work = window.desk.work
    before = work.map.width(), work.map.height()
    for fold in work.folds.values():
        fold.click()
    assert work.folded == ["fold_themes", "fold_table", "fold_sheet"]
    qtbot.waitUntil(lambda: work.map.width() > before[0] + 400 and work.map.height() > before[1] + 100, timeout=WAIT_MS)
    work.fold([])
    assert work.themes.isVisible()
    assert window.desk.table.isVisible()
    assert work.right.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_chosen_line_of_a_choice_is_read_easily(window, qtbot):
    """Letters and ground of the line under the pointer: at least 4.5 to 1, as for any text."""
    box = window.desk.table.shown
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
    qtbot.waitUntil(lambda: window.desk.tiles._wanted is not None, timeout=WAIT_MS)
    shutil.copytree(small_study.parent, tmp_path / "other")
    (tmp_path / "other" / "streets.osm").unlink()
    window.open_study(tmp_path / "other" / small_study.name)
    work = window.desk.work
    qtbot.waitUntil(lambda: window.desk.run is not None and window.desk.study.parent.name == "other", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: work.map.is_ready, timeout=WAIT_MS)
    came = []
    window.desk.tiles(14, 13517, 6207, 1, came.append)
    assert came == [None]
