"""Esc stops what a dialog makes before it closes the dialog, and nothing else can be asked for meanwhile."""

import pytest
from PyQt5.QtCore import Qt

from tests.fixtures.map_page import WAIT_MS
from tests.ui.result_page.test_page_form import AREAS


def page_dialog():
    from xc_gis.ui.result_page.map_page_dialog import MapPageDialog

    made = MapPageDialog(AREAS, {})
    return made, made.pdf


def archive_dialog():
    from xc_gis.ui.result_page.hand_in_dialog import HandInDialog

    made = HandInDialog([("workbook", "交件工作簿")], {})
    return made, made.do


@pytest.mark.parametrize("make", [page_dialog, archive_dialog])
def test_escape_stops_what_is_made_before_it_closes(make, qtbot):
    dialog, does = make()
    qtbot.addWidget(dialog)
    dialog.show()
    assert does.isEnabled()
    does.setFocus()
    dialog.show_busy("…")
    assert not does.isEnabled()
    with qtbot.waitSignal(dialog.stop_wanted, timeout=WAIT_MS):
        qtbot.keyClick(dialog, Qt.Key_Escape)
    assert dialog.isVisible()
    dialog.line.go_on("绘制图幅", 1, 3)
    assert (dialog.line.bar.value(), dialog.line.bar.maximum()) == (1, 3)
    dialog.show_done("已停止")
    assert does.isEnabled()
    assert dialog.focusWidget() is does  # not the button that closes the dialog
    qtbot.keyClick(dialog, Qt.Key_Escape)
    assert not dialog.isVisible()
