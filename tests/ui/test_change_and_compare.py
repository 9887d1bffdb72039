"""A study changed on disk in the real window: the strip that says so, the run again, and what it changed."""

import shutil

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QPushButton

from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.small_study import degrees, edit


@pytest.fixture
def study(tmp_path, small_run):
    """A copy of the small study with its run, and one more clinic in its list since."""
    shutil.copytree(small_run.parent, tmp_path / "copy")
    lon, lat = degrees([(2000.0, 805.0)])[0]
    edit(tmp_path / "copy" / "facilities.csv", lambda text: f"{text.rstrip()}\nF9,东站,CHS,{lon:.8f},{lat:.8f}\n")
    return tmp_path / "copy" / "study.toml"


@pytest.fixture
def window(qapp):
    from xc_gis.ui.shell.main_window import MainWindow

    made = MainWindow()
    made.show()
    yield made
    made.close()


def test_changed_data_are_said_run_again_and_compared(study, window, qtbot):
    from xc_gis.ui.result_page.comparison_dialog import ComparisonDialog
    from xc_gis.ui.result_page.earlier_runs_dialog import EarlierRunsDialog

    window.open_study(study)
    display, presenter = window.display, window.presenter
    qtbot.waitUntil(lambda: display.run is not None and display.outdated.isVisible(), timeout=WAIT_MS)
    assert "facilities.csv" in display.outdated.words.text()
    earlier = display.run
    presenter.choose_community("C2")
    assert display.sheet.community.of("MED").gap > 0  # the old result is shown whole
    again = next(button for button in display.outdated.findChildren(QPushButton))
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: presenter.before is earlier and display.run is not earlier, timeout=WAIT_MS)
    assert not display.outdated.isVisible()
    assert display.sheet.community.community_id == "C2"  # still chosen, with its new figures
    fewer = display.sheet.community.of("MED").gap
    assert fewer < earlier.by_id["C2"].of("MED").gap
    presenter.compare()
    choice = next(d for d in window.findChildren(EarlierRunsDialog) if d.isVisible())
    row = choice.list.currentItem()
    assert row.text(1).startswith("xicheng-ykz-default")  # the run before was kept and is offered first, also after a restart
    assert row.text(3).endswith(" MB")
    choice.name.setText("上会稿")  # Qt's test keys are Latin ones
    qtbot.keyClick(choice.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: choice.list.currentItem().text(0).startswith("上会稿（"), timeout=WAIT_MS)
    choice.most.setValue(2)
    assert display.runs_to_keep() == 2
    qtbot.mouseClick(choice.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(ComparisonDialog)), timeout=WAIT_MS)
    dialog = next(d for d in window.findChildren(ComparisonDialog) if d.isVisible())
    assert "facilities.csv" in dialog.head.text()
    rows = {dialog.table.item(n, 0).text(): dialog.table.item(n, 4).text() for n in range(dialog.table.rowCount())}
    assert f"→ {fewer:,.0f}" in rows["东社区"]
    dialog.close()
    # the process that ran the study answers for it: the new clinic is the nearest now
    presenter.choose_category("MED")
    qtbot.waitUntil(lambda: "东站" in display.sheet._walk._head.text(), timeout=WAIT_MS)
    assert display.sheet._walk.more.isVisible()


def test_a_result_from_disk_is_compared_shown_and_exported(study, window, qtbot, monkeypatch, tmp_path):
    import openpyxl
    from PyQt5.QtWidgets import QFileDialog

    from xc_gis.ui.result_page.comparison_dialog import ComparisonDialog
    from xc_gis.ui.result_page.earlier_runs_dialog import EarlierRunsDialog
    from xc_gis.ui.shell.error_dialog import ErrorDialog

    kept = tmp_path / "去年的结果"
    shutil.copytree(study.with_name("study.result"), kept)
    table = kept / "coverage.csv"
    text = table.read_text(encoding="utf-8-sig")
    was = "C2,东社区,甲街道,MED,4986,0,4986,0,"
    assert was in text
    table.write_text(text.replace(was, "C2,东社区,甲街道,MED,4986,0,4000,986,"), encoding="utf-8-sig")

    def choose(folder):
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
        window.menus.actions["compare"].trigger()
        choice = next(d for d in window.findChildren(EarlierRunsDialog) if d.isVisible())
        assert choice.list.topLevelItemCount() == 0  # no run before, none beside the study
        qtbot.mouseClick(choice.other, Qt.MouseButton.LeftButton)

    window.open_study(study)
    qtbot.waitUntil(lambda: window.display.run is not None, timeout=WAIT_MS)
    choose(kept)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(ComparisonDialog)), timeout=WAIT_MS)
    dialog = next(d for d in window.findChildren(ComparisonDialog) if d.isVisible())
    assert "查明：缺口 986 人次" in dialog.head.text()  # unknown before, no loss
    assert "0 人次由覆盖转为缺口" in dialog.head.text()
    (cells,) = [[dialog.table.item(n, c).text() for c in range(5)] for n in range(dialog.table.rowCount())]
    assert cells[0] == "东社区"
    assert cells[4].endswith("缺口 4,000 → 4,986（未知 986 → 0）")
    dialog.table.selectRow(0)
    assert window.display.sheet.community.community_id == "C2"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "比较"), ""))
    qtbot.mouseClick(dialog.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "比较.xlsx" in window.note.text(), timeout=WAIT_MS)
    assert openpyxl.load_workbook(tmp_path / "比较.xlsx").sheetnames == ["说明", "社区", "类别", "明细"]
    dialog.close()
    (kept / "view.json").write_text('{"format": 0}', encoding="utf-8")
    choose(kept)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(ErrorDialog)), timeout=WAIT_MS)
    (refused,) = [d for d in window.findChildren(ErrorDialog) if d.isVisible()]
    assert "另一版本" in refused.failure.message
    refused.accept()


def test_fact_sheet_is_saved_as_pdf_and_a_place_that_cannot_be_written_is_one_dialog(study, window, qtbot, monkeypatch, tmp_path):
    from PyQt5.QtWidgets import QFileDialog

    from xc_gis.ui.shell.error_dialog import ErrorDialog

    window.open_study(study)
    qtbot.waitUntil(lambda: window.display.run is not None, timeout=WAIT_MS)
    window.presenter.choose_community("C1")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "西社区"), ""))
    window.display.sheet.pdf_requested.emit()
    qtbot.waitUntil(lambda: "西社区.pdf" in window.note.text(), timeout=WAIT_MS)
    assert (tmp_path / "西社区.pdf").read_bytes().startswith(b"%PDF")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "a.pdf"), ""))
    window.display.sheet.pdf_requested.emit()

    def dialogs():
        return [d for d in window.findChildren(ErrorDialog) if d.isVisible()]

    qtbot.waitUntil(lambda: bool(dialogs()), timeout=WAIT_MS)
    (dialog,) = dialogs()
    assert "a.pdf" in dialog.failure.message
    dialog.accept()


def test_printer_that_takes_nothing_is_said(window, qtbot, small_run, monkeypatch):
    from xc_gis.errors import OutputError
    from xc_gis.runs.view import read_run_view
    from xc_gis.ui.result_page import fact_sheet_paper

    community = read_run_view(small_run).by_id["C1"]
    monkeypatch.setattr(fact_sheet_paper.QPrintDialog, "exec_", lambda _: fact_sheet_paper.QPrintDialog.Rejected)
    assert fact_sheet_paper.print_sheet(community, ("a", "b")) is False
    monkeypatch.setattr(fact_sheet_paper.QPrintDialog, "exec_", lambda _: fact_sheet_paper.QPrintDialog.Accepted)
    monkeypatch.setattr(fact_sheet_paper, "_paint", lambda *_: False)
    with pytest.raises(OutputError, match="打印机"):
        fact_sheet_paper.print_sheet(community, ("a", "b"))
