"""The map for others: links, the page as it was shown, the sheet."""

import pytest

from tests.fixtures.browser import browse, needs_browser
from xc_gis.errors import OutputError
from xc_gis.ui.map.export import MapSheet, link_of, save_html
from xc_gis.wording import window

VIEW = {"theme": "MED", "name": "医疗卫生", "community": "C2", "bounds": [116.36, 39.90, 116.37, 39.91]}


def test_link_says_theme_community_and_place():
    assert link_of(VIEW) == "theme=MED&community=C2&bounds=116.360000,39.900000,116.370000,39.910000"
    assert link_of({**VIEW, "community": None, "theme": "minutes:MED"}, bounds=False) == "theme=minutes:MED"
    assert link_of({**VIEW, "community": "<C&2>"}, bounds=False) == "theme=MED&community=%3CC%262%3E"


@needs_browser
def test_saved_page_opens_in_a_browser_as_it_was_shown(small_run, tmp_path):
    save_html(small_run, VIEW, tmp_path / "map.html")
    shown, console = browse(tmp_path / "map.html")
    assert console == ""
    assert "要求 15 分钟（成年人）" in shown
    assert "东社区" in shown


def test_saved_page_speaks_the_language_of_the_window_whatever_that_of_the_run(small_run, tmp_path):
    window.use("en")
    try:
        save_html(small_run, VIEW, tmp_path / "map.html")
    finally:
        window.use("zh")
    english = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert '"专题":"Theme"' in english
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "map.html").write_text(english, encoding="utf-8")
    save_html(tmp_path / "run", VIEW, tmp_path / "again.html")
    assert 'id="xc-words"' not in (tmp_path / "again.html").read_text(encoding="utf-8")


def test_page_that_cannot_be_written_says_so(small_run, tmp_path):
    with pytest.raises(OutputError) as reported:
        save_html(small_run, VIEW, tmp_path / "missing" / "map.html")
    assert reported.value.hint


def test_sheet_holds_title_legend_and_sources(qapp, tmp_path):
    from PyQt5.QtGui import QImage

    picture = QImage(1500, 1286, QImage.Format_RGB32)
    picture.fill(0xFF00AA00)
    rows = [{"fill": "#8c510a", "hatched": False, "words": "50% 以下", "count": "3 个社区", "dot": False, "note": False}]
    sheet = MapSheet(picture, title="某区", theme="医疗卫生 · 覆盖率", rows=rows, notes=["内部使用"], mark="示例数据（虚构）")
    sheet.save_png(tmp_path / "map.png")
    image = QImage(str(tmp_path / "map.png"))
    assert (image.width(), image.height()) == (3307, 2339)
    assert image.pixelColor(1000, 1200).name() == "#00aa00"
    left = round((420 - 10 - 92) * 200 / 25.4)
    swatches = {image.pixelColor(x, y).name() for x in range(left, left + 60, 2) for y in range(280, 340, 2)}
    assert "#8c510a" in swatches
    sheet.save_pdf(tmp_path / "map.pdf")
    assert (tmp_path / "map.pdf").read_bytes()[:5] == b"%PDF-"
    with pytest.raises(OutputError):
        sheet.save_png(tmp_path / "missing" / "map.png")
    with pytest.raises(OutputError):
        sheet.save_pdf(tmp_path / "missing" / "map.pdf")


def test_ring_in_the_legend_is_empty_and_a_dot_is_full(qapp):
    from PyQt5.QtCore import QRect
    from PyQt5.QtGui import QColor, QImage, QPainter

    from xc_gis.ui.map.legend import SWATCH_PX, paint_row

    def middle_and_edge(ring):
        image = QImage(200, 60, QImage.Format_RGB32)
        image.fill(QColor("#00aa00"))
        painter = QPainter(image)
        row = {"fill": "#14416b", "hatched": False, "words": "设施", "count": "", "dot": True, "ring": ring, "note": False}
        centre = painter.fontMetrics().height() // 2
        paint_row(painter, row, QRect(0, 0, 200, 60))
        painter.end()
        return [image.pixelColor(SWATCH_PX // 2 + away, centre).name() for away in (0, 4)]

    assert middle_and_edge(True) == ["#ffffff", "#14416b"]
    assert middle_and_edge(False) == ["#14416b", "#14416b"]
