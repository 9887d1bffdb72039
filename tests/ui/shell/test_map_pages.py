"""The map goes out of the window: as a page by way of its dialog, on the clipboard; both from another process."""

import pypdf
import pytest

from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.window import own_copy, window_of
from xc_gis.ui.workers.page_tasks import PAGES


@pytest.fixture(scope="module")
def opened(qapp, small_run, small_study, tmp_path_factory):
    """A window with the small study, from its run on disk."""
    with window_of(tmp_path_factory.mktemp("home"), own_copy(small_study, tmp_path_factory.mktemp("window"))) as window:
        yield window


@pytest.fixture
def window(opened, qtbot):
    qtbot.waitUntil(lambda: opened.display.work.has_map and opened.display.work.map.is_ready, timeout=WAIT_MS)
    return opened


@pytest.fixture
def pages(window, qtbot, tmp_path, monkeypatch):
    """Who makes pages, with its files in a folder of the test."""
    from xc_gis.ui.shell import map_pages

    monkeypatch.setattr(map_pages, "ask_target", lambda _parent, _kind, _title, name, *_: tmp_path / name)
    monkeypatch.setattr(map_pages, "ask_folder", lambda *_: tmp_path)
    failures = []
    monkeypatch.setattr(window.display, "show_failure", failures.append)
    window.presenter.choose_theme("gaps:MED")
    yield lambda: window.assembly.exporter.pages
    assert failures == []


@pytest.fixture
def dialog(window, pages, qtbot):
    window.menus.actions["export_map"].trigger()
    qtbot.waitUntil(lambda: window.assembly.exporter._pages is not None and pages().dialog is not None, timeout=WAIT_MS)
    found = pages().dialog
    qtbot.waitUntil(lambda: found.preview.is_current, timeout=WAIT_MS)
    yield found
    found.reject()


def test_the_page_that_is_seen_is_the_page_that_is_saved(window, dialog, qtbot, tmp_path):
    assert dialog.form.title.placeholderText() == "全区医疗卫生缺口图"
    dialog.form.title.setText("我的缺口图")
    dialog.pdf.click()
    qtbot.waitUntil(lambda: "已保存" in dialog.line.words.text(), timeout=WAIT_MS)
    (saved,) = tmp_path.glob("*.pdf")
    assert saved.name == "全区-医疗卫生缺口图-2026-06-30.pdf"
    assert "我的缺口图" in pypdf.PdfReader(saved).pages[0].extract_text()


def test_pictures_of_all_subdistricts_and_a_web_page(window, dialog, qtbot, tmp_path):
    dialog.form.area.setCurrentIndex(
        next(n for n in range(dialog.form.area.count()) if dialog.form.area.itemData(n)[0] == "every_subdistrict")
    )
    qtbot.waitUntil(lambda: dialog.preview.is_current, timeout=WAIT_MS)
    dialog.png.click()
    qtbot.waitUntil(lambda: "已保存" in dialog.line.words.text(), timeout=WAIT_MS)
    count = len({c.subdistrict for c in window.display.run.communities})
    assert len(list(tmp_path.glob("*.png"))) == count
    dialog.pdf.click()
    qtbot.waitUntil(lambda: ".pdf" in dialog.line.words.text(), timeout=WAIT_MS)
    (together,) = tmp_path.glob("*.pdf")
    assert together.name == "各街道-医疗卫生缺口图-2026-06-30.pdf"
    assert len(pypdf.PdfReader(together).pages) == count
    dialog.web.click()
    qtbot.waitUntil(lambda: ".html" in dialog.line.words.text(), timeout=WAIT_MS)
    assert b'data-start="theme=gaps:MED' in next(tmp_path.glob("*.html")).read_bytes()


def test_a_stop_ends_the_process_and_the_next_page_comes(window, dialog, qtbot, tmp_path):
    dialog.png.click()
    dialog.line.stop.click()
    assert "已停止" in dialog.line.words.text()
    assert not window.engine.is_busy(PAGES)
    dialog.form.paper.setCurrentIndex(1 - dialog.form.paper.currentIndex())
    qtbot.waitUntil(lambda: dialog.preview.is_current, timeout=WAIT_MS)


def test_the_map_is_copied_without_asking(window, pages, qtbot):
    from PyQt5.QtGui import QColor
    from PyQt5.QtWidgets import QApplication

    QApplication.clipboard().clear()
    window.menus.actions["copy_map"].trigger()
    qtbot.waitUntil(lambda: "已复制当前地图" in window.note.text(), timeout=2 * WAIT_MS)
    picture = QApplication.clipboard().image()
    assert min(picture.width(), picture.height()) > 1500
    colours = {QColor(picture.pixel(x, y)).name() for x in range(100, 1500, 40) for y in range(100, 1500, 40)}
    assert len(colours) > 5
