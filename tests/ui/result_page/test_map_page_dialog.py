"""The dialog of the page: what it asks for, what it allows, that it fits a small screen."""

import pytest

from tests.fixtures.map_page import WAIT_MS
from tests.ui.result_page.test_page_form import AREAS
from xc_gis.ui.workers.page_tasks import PagePicture

PICTURE = PagePicture(b"", 2500.0, False, True, "图", "网页", "某图", 3)


@pytest.fixture
def dialog(qtbot):
    from xc_gis.ui.result_page.map_page_dialog import MapPageDialog

    made = MapPageDialog(AREAS, {})
    qtbot.addWidget(made)
    return made


def test_a_field_that_rests_asks_for_the_page(dialog, qtbot):
    with qtbot.waitSignal(dialog.preview_wanted, timeout=WAIT_MS) as wanted:
        dialog.form.paper.setCurrentIndex(1)
    assert wanted.args[0].paper == "A3"


def test_a_scale_that_is_none_is_said_and_nothing_can_be_saved(dialog, qtbot):
    dialog.form.scale.setEditText("x")
    with qtbot.assertNotEmitted(dialog.preview_wanted):
        dialog.ask_preview()
    assert not dialog.pdf.isEnabled()
    assert dialog.web.isEnabled()


def test_what_the_page_lacks_is_said(dialog):
    dialog.show_picture(PICTURE, dialog.form.choice())
    said = dialog.facts.text()
    assert "1:2,500" in said
    assert "A4 横放" in said
    assert "图外" in said
    assert "3 个名称" in said
    assert dialog.form.title.placeholderText() == "某图"


def test_pages_of_all_subdistricts_go_to_files_only(dialog):
    dialog.form.area.setCurrentIndex(1)
    assert (dialog.pdf.isEnabled(), dialog.png.isEnabled(), dialog.copy.isEnabled(), dialog.paper.isEnabled()) == (
        True,
        True,
        False,
        False,
    )


def test_the_dialog_fits_a_small_screen(dialog):
    assert dialog.width() <= 1366 - 40
    assert dialog.height() <= 768 - 80
    assert dialog.minimumSizeHint().height() <= 640


def test_the_preview_shows_the_page_and_veils_it_while_another_is_drawn(dialog, qtbot):
    from PyQt5.QtCore import QBuffer, QIODevice
    from PyQt5.QtGui import QImage

    page = QImage(60, 80, QImage.Format_RGB32)
    page.fill(0xFF00AA00)
    drawn = QBuffer()
    drawn.open(QIODevice.WriteOnly)
    page.save(drawn, "PNG")
    preview = dialog.preview
    preview.resize(400, 400)
    preview.show_page(bytes(drawn.data()), "某图")
    assert preview.is_current
    assert preview.grab().toImage().pixelColor(200, 200).name() == "#00aa00"
    preview.show_words("正在绘制…")
    assert not preview.is_current
    assert preview.grab().toImage().pixelColor(200, 60).name() != "#00aa00"


def test_the_hand_in_dialog_offers_every_kind_and_says_what_is_ticked(qtbot):
    from xc_gis.ui.result_page.hand_in_dialog import HandInDialog

    dialog = HandInDialog(
        [("workbook", "交件工作簿"), ("atlas", "图集"), ("new", "新的一种")], {"kinds": ["atlas"], "office": "某办"}
    )
    qtbot.addWidget(dialog)
    assert dialog.chosen() == ["atlas"]
    dialog.kinds["new"].setChecked(True)
    with qtbot.waitSignal(dialog.archive_wanted, timeout=WAIT_MS) as wanted:
        dialog.do.click()
    assert wanted.args == [["atlas", "new"], "某办", ""]
    dialog.show_busy("…")
    assert not dialog.do.isEnabled()


def test_fields_of_the_hand_in_dialog_have_their_height_whatever_is_offered(qtbot):
    from xc_gis.ui.result_page.hand_in_dialog import HandInDialog

    dialog = HandInDialog([(str(n), f"第 {n} 种") for n in range(9)], {})
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog, timeout=WAIT_MS):
        dialog.show()
    for field in (dialog.office, dialog.map_number):
        assert field.height() >= field.sizeHint().height()


def test_a_page_is_printed_as_large_as_the_paper_allows(qapp, tmp_path):
    import pypdfium2
    from PyQt5.QtGui import QImage
    from PyQt5.QtPrintSupport import QPrinter

    from xc_gis.ui.result_page.page_printing import paint_page

    page = QImage(210, 297, QImage.Format_RGB32)
    page.fill(0xFF00AA00)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "print.pdf"))
    printer.setFullPage(True)
    assert paint_page(printer, page) == "已送到打印机"
    document = pypdfium2.PdfDocument(tmp_path / "print.pdf")
    pixels = document[0].render(scale=0.5).to_numpy()
    assert abs(int(pixels[10, 10][1]) - 0xAA) < 8
    document.close()
