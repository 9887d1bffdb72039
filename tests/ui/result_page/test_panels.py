"""Fact sheet, gap table, progress strip and error dialog: the real widgets with the rows of a real run."""

import csv
import dataclasses
import time

import openpyxl
import pypdfium2
import pytest
from PyQt5.QtCore import QRectF, Qt
from PyQt5.QtGui import QGuiApplication, QImage, QPainter
from PyQt5.QtWidgets import QLabel

from tests.fixtures.map_page import WAIT_MS
from xc_gis.errors import OutputError
from xc_gis.findings import Flagged
from xc_gis.runs.view import read_run_view
from xc_gis.ui.presenters.result.gap_rows import (
    COLUMNS,
    EVERYTHING,
    GAP_COLUMN,
    GAPS_OR_UNKNOWN,
    GapRow,
    ordered,
    rows_of,
    table_of,
)
from xc_gis.ui.presenters.result.sheet_words import percent_down
from xc_gis.ui.presenters.result.table_export import export_table
from xc_gis.ui.result_page.coverage_bars import ROW
from xc_gis.ui.result_page.fact_sheet import FactSheet
from xc_gis.ui.result_page.fact_sheet_paper import paint_sheet, sheet_to_pdf
from xc_gis.ui.result_page.gap_table import GapTable
from xc_gis.ui.result_page.place_card import PlaceCard
from xc_gis.ui.result_page.progress_strip import ProgressStrip, time_words
from xc_gis.ui.shell.error_dialog import show_failure
from xc_gis.ui.widgets.state_paint import paint_bar, paint_mark, paint_stars
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.run_clock import RunClock
from xc_gis.wording.window import tr


@pytest.fixture(scope="module")
def view(small_run):
    return read_run_view(small_run)


@pytest.fixture
def sheet(qtbot, view):
    made = FactSheet()
    qtbot.addWidget(made)
    made.resize(360, 700)
    made.show_run(view)
    made.show()
    return made


@pytest.fixture
def table(qtbot, view):
    made = GapTable()
    qtbot.addWidget(made)
    made.resize(1000, 300)
    made.show_rows(rows_of(view))
    made.show()
    return made


def words_of(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


# -- fact sheet ------------------------------------------------------------------------------------------------------------


def test_sheet_shows_star_reasons_and_every_category(sheet, view):
    community = view.by_id["C1"]
    sheet.show_community(community)
    shown = words_of(sheet)
    assert "西社区" in shown
    assert tr(community.stars_zh) in shown
    assert "数据完整度" in shown
    bars = sheet._bars.model()
    codes = [bars.index(n).data(ROW) for n in range(bars.rowCount())]
    assert {c.category.code for c in codes if not isinstance(c, str)} == set(view.by_code)
    assert [c for c in codes if isinstance(c, str)] == ["公共服务", "社会服务", "商业服务", "日常生活服务"]


def test_sheet_says_unknown_in_words_and_never_zero(sheet, view):
    sheet.show_community(view.by_id["C1"])
    bars = sheet._bars.model()
    reported = next(bars.index(n).data() for n in range(bars.rowCount()) if "公共文化" in bars.index(n).data())
    assert "覆盖率 未知" in reported
    assert "0%" not in reported


def test_click_on_a_category_is_a_request(sheet, view, qtbot):
    sheet.show_community(view.by_id["C1"])
    bars = sheet._bars
    row = bars._model.row_of("MED")
    with qtbot.waitSignal(sheet.category_chosen, timeout=WAIT_MS) as heard:
        qtbot.mouseClick(bars.viewport(), Qt.MouseButton.LeftButton, pos=bars.visualRect(bars.model().index(row)).center())
    assert heard.args == ["MED"]
    bars.setFocus()
    with qtbot.waitSignal(sheet.category_chosen, timeout=WAIT_MS) as heard:
        qtbot.keyClick(bars, Qt.Key.Key_Down)
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert heard.args == [bars.model().index(row + 1).data(ROW).category.code]


def test_marking_a_category_is_not_a_request(sheet, view, qtbot):
    sheet.show_community(view.by_id["C1"])
    with qtbot.assertNotEmitted(sheet.category_chosen):
        sheet.mark_category("CVS")
    sheet.show_walk({"sentences": ["居住点 D013 → 西站", "共 5.0 分钟"]})
    assert "共 5.0 分钟" in words_of(sheet)
    sheet.mark_category("MED")
    assert "共 5.0 分钟" not in words_of(sheet)


def test_marked_category_is_scrolled_into_sight_and_its_walk_stays_in_sight(sheet, view, qapp):
    sheet.resize(360, 520)
    sheet.show_community(view.by_id["C1"])
    qapp.processEvents()
    assert sheet._scroll.verticalScrollBar().value() == 0
    sheet.mark_category("PCL")  # the last one
    sheet.show_walk({"sentences": ["居住点 → 驿站", "共 4.0 分钟", "  小路 80 米"]})
    qapp.processEvents()
    assert sheet._scroll.verticalScrollBar().value() > 0
    assert "共 4.0 分钟" in words_of(sheet)
    assert "小路 80 米" not in words_of(sheet)
    sheet._walk.more.setChecked(True)
    assert "小路 80 米" in words_of(sheet)


def test_sheet_is_copied_as_text_and_cleared(sheet, view):
    sheet.show_community(view.by_id["C2"])
    sheet.copy()
    text = QGuiApplication.clipboard().text()
    assert "东社区" in text
    assert "医疗卫生（必备，要求 15 分钟）" in text
    assert "小项目" in text
    sheet.clear()
    assert sheet.text() == ""
    assert "点选一个社区" in words_of(sheet)


def test_sheet_is_shown_within_a_tenth_of_a_second(sheet, view):
    for name in ("C1", "C2", "C1"):
        start = time.thread_time()
        sheet.show_community(view.by_id[name])
        sheet.grab()
        assert time.thread_time() - start < 0.5  # measured: 0.01 s


def test_sheet_prints_on_one_page_without_cutting_text(sheet, view, tmp_path):
    community = view.by_id["C1"]
    path = tmp_path / "sheet.pdf"
    sheet_to_pdf(community, sheet.source, path)
    document = pypdfium2.PdfDocument(path)
    assert len(document) == 1
    read = document[0].get_textpage().get_text_bounded()
    document.close()
    for words in ("西社区", "甲街道", "医疗卫生", "步行时间"):
        assert words in read
    long = dataclasses.replace(
        community, reasons=tuple(Flagged("V4", f"第 {n} 号文，说得很长很长很长很长很长很长", 0) for n in range(14))
    )
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_sheet(painter, QRectF(40, 40, 515, 762), long, sheet.source)
    painter.end()
    assert all(image.pixelColor(x, 841).name() == "#ffffff" for x in range(0, 595, 5))
    with pytest.raises(OutputError):
        sheet_to_pdf(community, sheet.source, tmp_path / "none" / "sheet.pdf")


def _painted(paint):
    image = QImage(120, 24, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def test_states_differ_in_shape_not_in_colour_alone(qapp, view):
    """In grey, too, every two states look different: mark and bar."""
    rows = {row.state: row for c in view.communities for row in c.coverage}
    assert {"covered", "unknown"} <= set(rows)
    rows.setdefault("gap", dataclasses.replace(rows["covered"], gap=5.0, low=0.5, share=0.5, high=0.5))
    greys = {}
    for state, row in rows.items():
        for name, paint in (("mark", paint_mark), ("bar", paint_bar)):
            image = _painted(lambda p, paint=paint, row=row: paint(p, QRectF(2, 2, 100, 18), row)).convertToFormat(
                QImage.Format.Format_Grayscale8
            )
            image = image.convertToFormat(QImage.Format.Format_Mono)  # black and white: only shape is left
            greys[state, name] = bytes(image.constBits().asarray(image.sizeInBytes()))
    for name in ("mark", "bar"):
        pictures = [picture for (_, kind), picture in greys.items() if kind == name]
        assert len(set(pictures)) == len(pictures)


def test_a_choice_of_the_table_is_read_whole_where_there_is_room_and_gives_way_where_there_is_none(table):
    table.resize(1100, 240)
    table.show()
    for box in (table.subdistrict, table.category):
        longest = max((box.itemText(n) for n in range(box.count())), key=box.fontMetrics().horizontalAdvance)
        assert box.width() > box.fontMetrics().horizontalAdvance(longest)
    assert table.minimumSizeHint().width() < 480  # beside two panels on a screen of 1100 pixels


def test_stars_without_a_rating_are_not_empty_stars(qapp):
    box = QRectF(0, 0, 120, 24)
    none = _painted(lambda p: paint_stars(p, box, None, None, None))
    zero = _painted(lambda p: paint_stars(p, box, 0, 0, 0))
    wide = _painted(lambda p: paint_stars(p, box, 2, 1, 4))
    assert none != zero
    assert wide not in (none, zero)


def test_shares_are_rounded_down_and_nothing_known_is_a_dash():
    assert percent_down(0.8999) == "89.9%"
    assert percent_down(0.29) == "29.0%"  # 0.29 * 100 is 28.999…
    assert percent_down(None) == "—"


# -- gap table -------------------------------------------------------------------------------------------------------------


def test_no_known_gap_is_told_apart_from_unknown_rows_and_from_no_result(qtbot, view):
    made = GapTable()
    qtbot.addWidget(made)
    assert made.sums_text == ""  # nothing is computed yet
    rows = rows_of(view)
    unknown = [GapRow(r.community, dataclasses.replace(r.cover, gap=0.0, unknown=5.0)) for r in rows]
    made.show_rows(unknown)
    assert made.model.shown == []
    assert made.sums_text == f"没有已查明的缺口，但 {len(rows):,} 行有未知：选“缺口与未知”可见"
    made.show_rows([GapRow(r.community, dataclasses.replace(r.cover, gap=0.0, unknown=0.0)) for r in rows])
    assert made.sums_text == "没有符合条件的行"


def test_names_in_a_choice_are_read_whole(qtbot, view):
    made = GapTable()
    qtbot.addWidget(made)
    name = "一个名字很长很长只在中间不同的街道"
    made.show_rows([GapRow(dataclasses.replace(r.community, subdistrict=name), r.cover) for r in rows_of(view)])
    choices = made.subdistrict.view()
    assert choices.minimumWidth() >= choices.fontMetrics().horizontalAdvance(name) + 10


def test_no_heading_of_the_table_is_cut(qtbot, view):
    made = GapTable()
    qtbot.addWidget(made)
    homes = [dataclasses.replace(r.cover.category, counts_homes=True) for r in rows_of(view)]
    made.show_rows(
        [GapRow(r.community, dataclasses.replace(r.cover, category=c)) for r, c in zip(rows_of(view), homes, strict=True)]
    )
    across = made.view.horizontalHeader()
    assert "处住宅" in made.model.headerData(GAP_COLUMN, Qt.Horizontal)
    for n in range(len(COLUMNS)):
        words = made.model.headerData(n, Qt.Horizontal)
        assert across.sectionSize(n) >= across.fontMetrics().horizontalAdvance(words) + 20, words


def test_table_shows_gaps_first_and_sums_them(table, view):
    gaps = [row.gap for c in view.communities for row in c.coverage if row.gap]
    assert table.model.rowCount() == len(gaps) > 0
    assert f"缺口合计 {sum(gaps):,.0f} 人" in table.sums_text
    table.shown.setCurrentIndex(table.shown.findData(EVERYTHING))
    assert table.model.rowCount() == 2 * len(view.categories)
    assert "人次" in table.sums_text  # people of several categories are counted once in each
    table.filter_category("MED")
    assert table.model.rowCount() == 2
    assert "全部社区的覆盖率" in table.sums_text
    assert "人次" not in table.sums_text


def test_table_filters_by_text_and_says_when_nothing_is_left(table, qtbot):
    table.shown.setCurrentIndex(table.shown.findData(GAPS_OR_UNKNOWN))
    table.text.setText("西社")
    qtbot.waitUntil(lambda: {row.community.community_id for row in table.model.shown} == {"C1"}, timeout=WAIT_MS)
    table.text.setText("没有这个")
    qtbot.waitUntil(lambda: table.model.rowCount() == 0, timeout=WAIT_MS)
    assert table.sums_text == "没有符合条件的行"


def test_unknown_sorts_last_either_way(view):
    rows = rows_of(view)
    share = next(n for n, column in enumerate(COLUMNS) if column.title == "覆盖率")
    for descending in (True, False):
        values = [row.cover.share for row in ordered(rows, share, descending=descending)]
        known = [v for v in values if v is not None]
        assert values[: len(known)] == known == sorted(known, reverse=descending)
        assert None in values


def test_choosing_a_row_is_a_request_and_being_told_is_not(table, qtbot):
    table.shown.setCurrentIndex(table.shown.findData(EVERYTHING))
    row = table.model.row_of("C2", "CVS")
    with qtbot.waitSignals([table.community_selected, table.category_selected], timeout=WAIT_MS) as heard:
        table.view.scrollTo(table.model.index(row, 0))
        qtbot.mouseClick(
            table.view.viewport(), Qt.MouseButton.LeftButton, pos=table.view.visualRect(table.model.index(row, 1)).center()
        )
    assert [s.args[0] for s in heard.all_signals_and_args] == ["C2", "CVS"]
    with qtbot.assertNotEmitted(table.community_selected):
        table.select("C1")
        assert table.model.shown[table.view.currentIndex().row()].community.community_id == "C1"
        table.select("C9")
        assert not table.view.currentIndex().isValid()


def test_choice_stays_with_its_row_when_the_order_changes(table):
    table.shown.setCurrentIndex(table.shown.findData(EVERYTHING))
    table.select("C2", "MED")
    table.view.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    row = table.model.shown[table.view.currentIndex().row()]
    assert (row.community.community_id, row.cover.category.code) == ("C2", "MED")


def test_table_is_copied_with_headings(table):
    table.copy()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:2] == ["社区编号", "类别代码"]
    assert len(lines) == table.model.rowCount() + 1


def test_thousands_of_rows_are_filtered_and_sorted_at_once(qtbot, view):
    rows = rows_of(view)
    many = [
        GapRow(dataclasses.replace(row.community, community_id=f"C{n}", name=f"社区{n}"), row.cover)
        for n in range(132)
        for row in rows
    ]
    table = GapTable()
    qtbot.addWidget(table)
    table.show_rows(many)
    start = time.thread_time()
    table.shown.setCurrentIndex(table.shown.findData(EVERYTHING))
    table.view.sortByColumn(GAP_COLUMN, Qt.SortOrder.AscendingOrder)
    assert table.model.rowCount() == len(many) > 6500
    assert time.thread_time() - start < 1.0  # measured: 0.08 s


@pytest.mark.parametrize("name", ["缺口.xlsx", "缺口.csv", "缺口"])
def test_table_is_exported_as_shown(table, qtbot, tmp_path, name):
    with qtbot.waitSignal(table.export_requested, timeout=WAIT_MS) as heard:
        table.export_to(tmp_path / name)
    path = export_table(*heard.args)
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as handle:
            read = list(csv.reader(handle))
    else:
        read = [[cell.value for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]
    heads, lines = table_of(table.model.shown)
    assert read[0] == heads
    assert len(read) == len(lines) + 1
    gap = heads.index("缺口（人）")
    assert [float(row[gap]) for row in read[1:]] == [line[gap] for line in lines]
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_export_keeps_text_as_text_and_unknown_empty(tmp_path):
    path = export_table(tmp_path / "a.csv", ["编号", "代码", "名称", "人"], [["-1", "MED", "=1+1", None]])
    assert path.read_text(encoding="utf-8-sig").split("\n")[1] == "-1,MED,'=1+1,"
    book = openpyxl.load_workbook(export_table(tmp_path / "a.xlsx", ["编号", "名称"], [["-1", "=1+1"], ["2", None]]))
    assert book.active["B2"].data_type == "s"
    assert book.active["B3"].value is None
    with pytest.raises(OutputError, match=r"\.doc"):
        export_table(tmp_path / "a.doc", [], [])
    with pytest.raises(OutputError):
        export_table(tmp_path / "none" / "a.csv", [], [])


def test_pace_of_a_place_is_a_request_and_follows_the_answer(qtbot):
    card = PlaceCard()
    qtbot.addWidget(card)
    with qtbot.assertNotEmitted(card.pace_chosen):
        card.show_place({"lon": 116.3, "lat": 39.9, "profile": "senior", "nearest": [], "absent": []})
    assert card.pace.currentText() == "老年人"
    card.pace.setFocus()
    with qtbot.waitSignal(card.pace_chosen, timeout=WAIT_MS) as heard:
        qtbot.keyClick(card.pace, Qt.Key.Key_Down)
    assert heard.args == ["frail"]


# -- progress and errors ---------------------------------------------------------------------------------------------------


def test_strip_shows_where_the_run_is_and_requests_a_stop_once(qtbot):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    assert not strip.isVisible()
    strip.show_progress("读取路网", 0.2, -1.0)
    assert "正在估计" in strip.words()
    strip.show_progress("计算步行时间", 0.5, 42.0)
    assert strip.words() == "计算步行时间 还需约 45 秒"
    with qtbot.waitSignal(strip.stop_requested, timeout=WAIT_MS):
        qtbot.mouseClick(strip.stop_button, Qt.MouseButton.LeftButton)
    assert not strip.stop_button.isEnabled()
    assert "正在停止" in strip.words()
    strip.finish()
    assert not strip.isVisible()
    strip.show_progress("读取路网", 0.1, -1.0)
    assert strip.stop_button.isEnabled()


def test_strip_counts_down_and_admits_that_it_takes_longer(qtbot):
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.show_progress("写出结果", 0.9, 2.0)
    assert "即将完成" in strip.words()
    for _ in range(8):
        strip._tick()
    assert "比预计的久" in strip.words()


def test_time_is_said_in_round_numbers():
    assert [time_words(s) for s in (-1, 1, 12, 59, 61, 200)] == [
        "正在估计所需时间", "即将完成", "还需约 15 秒", "还需约 60 秒", "还需约 1 分钟", "还需约 3 分钟",
    ]  # fmt: skip


def test_clock_learns_from_the_earlier_run_and_never_falls_back():
    clock = RunClock({"读取路网": 2.0, "计算步行时间": 6.0, "写出结果": 2.0})
    assert clock.report("读取路网", 0, 1, 0.0) == (0.0, 10.0)
    share, left = clock.report("读取路网", 1, 1, 4.0)  # twice as slow as before
    assert share == pytest.approx(0.2)
    assert 8.0 < left < 16.0
    share, _ = clock.report("计算步行时间", 1, 2, 10.0)
    assert share == pytest.approx(0.5)
    assert clock.report("读取路网", 0, 1, 11.0)[0] == pytest.approx(0.5)
    assert clock.report("写出结果", 1, 1, 20.0) == (1.0, 0.0)


def test_clock_says_nothing_before_it_knows_anything():
    clock = RunClock(None)
    assert clock.report("读取项目文件", 0, 1, 0.0)[1] < 0
    assert clock.report("计算步行时间", 4, 4, 30.0)[1] > 10
    share, _ = clock.report("没见过的阶段", 0, 1, 31.0)
    assert 0 < share < 1


@pytest.mark.parametrize(
    ("failure", "title"),
    [
        (Failure("residents.csv 第 3 行：人数不是数字", "请改为数字"), "数据或设置有误"),
        (Failure("内存不足", "请关闭其他程序", "", 70), "未能完成"),
        (Failure("程序内部错误：KeyError", "请报告", "Traceback …", 70), "程序出错"),
        (Failure("计算进程被系统终止（信号 9）", "多半是内存不足", "worker ended by signal 9", 70), "程序出错"),
    ],
)
def test_each_error_is_one_dialog_with_what_to_do_and_details_to_copy(qtbot, failure, title):
    dialog = show_failure(failure, log="/home/log")
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == title
    shown = words_of(dialog)
    assert failure.message in shown
    assert failure.hint in shown
    assert dialog.more_button.isVisible() is bool(failure.details)
    assert not dialog.details.isVisible()
    dialog.more_button.setChecked(True)
    assert dialog.details.isVisible()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert failure.message in copied
    assert failure.details in copied
    with qtbot.waitSignal(dialog.finished, timeout=WAIT_MS):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
