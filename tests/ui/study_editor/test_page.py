"""The study page: real files, real engine. Files are dropped, faults are repaired with a button, rows are placed on the map."""

import shutil
import tomllib

import pytest
from PyQt5.QtCore import QMimeData, QPointF, Qt, QUrl
from PyQt5.QtGui import QDropEvent
from PyQt5.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton

from tests.fixtures.map_page import WAIT_MS
from tests.fixtures.small_study import degrees, write_small_study
from xc_gis.findings import Fault
from xc_gis.sources.corrections.table import read_corrections
from xc_gis.sources.study.file import read_study_file
from xc_gis.ui.study_editor.check_list import CheckList, repair_zh
from xc_gis.ui.study_editor.layer_form import LayerForm
from xc_gis.ui.study_editor.new_study_dialog import NewStudyDialog
from xc_gis.ui.study_editor.page import StudyPage
from xc_gis.ui.workers.engine import Engine


@pytest.fixture(scope="module")
def engine(qapp):
    made = Engine()
    yield made
    made.shutdown()


@pytest.fixture
def page(qtbot, engine, monkeypatch):
    made = StudyPage(engine)
    qtbot.addWidget(made)
    made.failures = []
    monkeypatch.setattr(made, "show_failure", lambda *words: made.failures.append(words))
    made.resize(1366, 640)
    made.show()
    yield made
    made.shutdown()


def settled(qtbot, page):
    def quiet():
        presenter = page.presenter
        return presenter.draft is not None and not presenter._looking and not presenter.is_checking and page._standard is None

    qtbot.waitUntil(quiet, timeout=WAIT_MS)


def drop(page, *files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    event = QDropEvent(QPointF(5, 5), Qt.CopyAction, data, Qt.LeftButton, Qt.NoModifier)
    page.dropEvent(event)


def step(page, key):
    for number in range(page.steps.count()):
        if page.steps.item(number).data(Qt.UserRole) == key:
            return number, page.steps.item(number)
    raise AssertionError(key)


def go(page, key):
    page.steps.setCurrentRow(step(page, key)[0])


def pick(form, name, words):
    box = form.fields[name]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(next(n for n in range(box.count()) if words in box.itemText(n)))


def test_new_study_out_of_dropped_files_reads_and_can_be_run(qtbot, page, tmp_path):
    source = write_small_study(tmp_path / "源文件").parent
    before = {file.name: file.read_bytes() for file in source.iterdir()}
    page.create_study(tmp_path / "项目", "新项目")
    assert "还缺：路网、社区、居民" in page.fault.text()
    assert not page.run.isEnabled()
    drop(page, source / "streets.osm")  # streets are streets wherever they are dropped
    go(page, "communities")
    drop(page, source / "communities.geojson")
    go(page, "residents")
    drop(page, source / "residents.csv")
    settled(qtbot, page)
    pick(page.form, "crs", "WGS 84")
    go(page, "add")
    drop(page, source / "facilities.csv")
    settled(qtbot, page)
    assert step(page, "facilities.0")[1].text() == "facilities"
    pick(page.form, "设施类型", "按列：类型")
    pick(page.form, "crs", "WGS 84")
    pick(page.form, "columns.facility_id", "编号")
    settled(qtbot, page)
    wanted = []
    page.run_requested.connect(wanted.append)
    qtbot.mouseClick(page.run, Qt.LeftButton)
    assert wanted == [tmp_path / "项目" / "study.toml"]
    file = read_study_file(wanted[0])
    assert file.network.osm == "data/streets.osm"
    assert (file.facilities[0].type_column, file.facilities[0].columns) == ("类型", {"facility_id": "编号"})
    assert {file.name: file.read_bytes() for file in source.iterdir()} == before
    assert page.failures == []


@pytest.fixture
def study(tmp_path):
    """The small study with a row without a place and a list in a coordinate system that is not declared."""
    path = write_small_study(tmp_path / "study")
    table = path.with_name("facilities.csv")
    table.write_text(table.read_text(encoding="utf-8") + "F9,没有坐标的卫生站,CHS,,\n", encoding="utf-8")
    path.write_text(
        path.read_text(encoding="utf-8").replace('type_column = "类型"\ncrs = "EPSG:4326"', 'type_column = "类型"'), "utf-8"
    )
    return path


def test_fault_is_repaired_with_a_button_and_a_row_is_placed_on_the_map(qtbot, page, study):
    page.open_study(study)
    settled(qtbot, page)
    go(page, "facilities.0")
    assert page.table.table.rowCount() == 4
    assert page.table.table.horizontalHeaderItem(1).text() == "名称"
    assert "没有声明坐标系" in shown_words(page.findings)
    button = next(b for b in page.findings.findChildren(QPushButton) if b.text() == "自动判断坐标系")
    qtbot.mouseClick(button, Qt.LeftButton)
    settled(qtbot, page)
    assert tomllib.loads(study.read_text(encoding="utf-8"))["facilities"][0]["crs"] == "detect"
    if "没有声明" not in shown_words(page.findings) and page.presenter.previews["facilities.0"].fault:
        pick(page.form, "crs", "WGS 84")  # three rows are too little evidence: the planner says it
        settled(qtbot, page)
    assert page.presenter.previews["facilities.0"].fault is None
    assert not page.map.is_empty

    go(page, "queue")
    assert page.queue.title.text() == "1 处设施等待定位"
    assert "没有坐标的卫生站" in page.queue.hint.text()
    lon, lat = degrees([(1500.0, 605.0)])[0]
    page.queue.map.centre_on(lon, lat)
    qtbot.mouseClick(page.queue.map, Qt.LeftButton, pos=page.queue.map.pixel_of(lon, lat))
    (made,) = read_corrections(study.with_name("study.corrections.csv"))
    assert (made.lon, made.lat) == (pytest.approx(lon, abs=2e-5), pytest.approx(lat, abs=2e-5))
    assert page.queue.title.text() == "所有社区和设施都有位置"
    qtbot.mouseClick(page.queue.undo, Qt.LeftButton)
    assert read_corrections(study.with_name("study.corrections.csv")) == ()
    assert page.queue.title.text() == "1 处设施等待定位"
    qtbot.mouseClick(page.queue.map, Qt.LeftButton, pos=page.queue.map.pixel_of(lon, lat))
    qtbot.mouseClick(page.check, Qt.LeftButton)
    settled(qtbot, page)
    assert page.presenter.report.queue == ()
    assert page.presenter.placed == {}

    go(page, "unknown")
    assert page.unknown.words.text().startswith("下面的居民")
    qtbot.mouseClick(page.unknown.declare, Qt.LeftButton)
    assert page.cards.currentWidget() is page.inventory
    page.inventory._fields["CVS"][0].setCurrentIndex(1)
    entries = tomllib.loads(study.read_text(encoding="utf-8"))["inventory"]
    assert {"category": "CVS", "areas": "all", "status": "complete"} in entries
    assert page.failures == []


def shown_words(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_nothing_is_cut_or_covered_at_the_smallest_window(qtbot, page, study):
    page.open_study(study)
    settled(qtbot, page)
    page.resize(1100, 560)
    for key in ("study", "network", "communities", "facilities.0", "add", "red_flag", "inventory", "queue", "unknown"):
        go(page, key)
        QApplication.processEvents()
        assert page.minimumSizeHint().width() <= 1100
        for button in page.findChildren(QPushButton):
            if button.isVisible():
                assert button.width() >= button.fontMetrics().horizontalAdvance(button.text()), button.text()
        for label in page.cards.currentWidget().findChildren(QLabel):
            if label.isVisible() and label.text() and not label.wordWrap() and "\n" not in label.text():
                assert label.width() >= label.fontMetrics().horizontalAdvance(label.text()), label.text()


def test_texts_of_the_check_fit_their_card(qtbot):
    from xc_gis.model import Finding

    found = CheckList()
    qtbot.addWidget(found)
    found.resize(300, 300)
    found.show()
    columns = {"lon": "百度经度", "lat": "百度纬度", "name": "网点名称", "address": "地址", "status": "营业状态"}
    long = Finding(
        "x",
        "facilities.0",
        "columns",
        "info",
        "各列的含义按列名和内容推断：百度经度 → lon、百度纬度 → lat、" * 3,
        {},
        {"columns": columns},
    )
    found.show_findings((long,), None)
    QApplication.processEvents()
    assert found._area.widget().width() <= found._area.viewport().width()
    assert found.findChild(QPushButton).text() == "采用推断的 5 列"


def test_all_guesses_are_taken_with_one_button(qtbot):
    from xc_gis.model import Finding

    found = CheckList()
    qtbot.addWidget(found)
    reported = []
    found.repair_requested.connect(reported.append)
    guesses = [{"header_row": 2}, {"columns": {"lon": "X"}}, {"columns": {"lat": "Y"}, "crs": "BD-09"}]
    findings = [Finding("x", "facilities.0", "columns", "info", f"推断 {n}", {}, keys) for n, keys in enumerate(guesses)]
    found.show_findings([*findings, Finding("x", "facilities.0", "crs", "error", "不可用", {}, {"crs": "GCJ-02"})], None)
    qtbot.mouseClick(next(b for b in found.findChildren(QPushButton) if b.text() == "全部采用（3 项）"), Qt.LeftButton)
    assert reported == [{"header_row": 2, "columns": {"lon": "X", "lat": "Y"}, "crs": "BD-09"}]


def test_steps_are_shown_whole_with_what_they_say(qtbot, page, study):
    page.open_study(study)
    settled(qtbot, page)
    assert page.steps.keys()[:4] == ["study", "network", "communities", "residents"]
    item = step(page, "communities")[1]
    assert item.data(Qt.AccessibleTextRole) == "社区，可用，2 条"
    metrics = page.steps.fontMetrics()
    for number in range(page.steps.count()):
        shown = page.steps.item(number)
        words = metrics.horizontalAdvance(shown.text()) + metrics.horizontalAdvance(str(shown.data(Qt.UserRole + 1)))
        assert words + 60 <= page.steps.width() or shown.data(Qt.UserRole) == "study", shown.text()


def test_offered_place_is_taken_with_a_button(qtbot):
    from xc_gis.model import PlaceCandidate
    from xc_gis.report.check.records import QueuedRow
    from xc_gis.ui.study_editor.placing_queue import PlacingQueue

    queue = PlacingQueue()
    qtbot.addWidget(queue)
    queue.show()
    candidates = (PlaceCandidate(116.35, 39.92, 95.0, "名称与地址一致"), PlaceCandidate(None, None, 60.0, "只到街道"))
    rows = (QueuedRow("facilities.0", "a.csv", 3, "甲", "某路", "没有坐标", "F1", candidates=candidates),)
    reported = []
    queue.placed.connect(lambda *words: reported.append(words))
    queue.show_rows(rows, {}, checked=True, undo=False)
    assert "名称与地址一致" in queue.hint.text()
    assert [button.isVisible() for button in queue.offers] == [True, False, False]
    qtbot.mouseClick(queue.offers[0], Qt.LeftButton)
    assert reported == [(0, 116.35, 39.92, "名称与地址一致")]
    queue.show_rows(rows, {0: (116.35, 39.92)}, checked=True, undo=True)
    assert queue.title.text() == "所有社区和设施都有位置"


def test_form_asks_for_the_file_first_and_reads_its_headings_then(qtbot):
    form = LayerForm()
    qtbot.addWidget(form)
    form.show_layer("facilities.new", {}, (), ())
    assert list(form.fields) == ["path"]
    form.show_types([("CHS", "社区卫生服务站")])
    form.show_layer("facilities.0", {"path": "a.csv", "type": "CHS"}, ("名称", "东经"), ())
    kinds = form.fields["设施类型"]
    assert kinds.currentText() == "全部是：社区卫生服务站"
    reported = []
    form.changed.connect(reported.append)
    pick(form, "columns.lon", "东经")
    pick(form, "设施类型", "逐行自动识别")
    assert reported == [{"columns": {"lon": "东经"}}, {"type": "auto", "type_column": None}]


def test_value_that_the_form_does_not_offer_stays(qtbot):
    form = LayerForm()
    qtbot.addWidget(form)
    reported = []
    form.changed.connect(reported.append)
    form.show_layer("communities", {"path": "a.csv", "crs": "EPSG:2436", "columns": {"name": "已改名"}}, ("甲",), ())
    assert form.fields["crs"].currentText() == "EPSG:2436"
    assert form.fields["columns.name"].currentText() == "已改名（文件中没有）"
    assert reported == []


def test_name_of_a_study_is_edited_in_place(qtbot, page, study):
    page.open_study(study)
    settled(qtbot, page)
    line = page.form.fields["name"]
    assert isinstance(line, QLineEdit)
    line.setText("改名后")
    line.editingFinished.emit()
    assert page.title.text() == "改名后"
    assert 'name = "改名后"' in study.read_text(encoding="utf-8")


def test_dialog_of_a_new_study_says_what_would_be_refused(qtbot, tmp_path):
    dialog = NewStudyDialog(start=tmp_path)
    qtbot.addWidget(dialog)
    dialog.name.setText("西城 2026/上半年")
    assert dialog.chosen() == (tmp_path / "西城-2026-上半年", "西城 2026/上半年")
    assert dialog.ok.isEnabled()
    (tmp_path / "有了").mkdir()
    shutil.copyfile(__file__, tmp_path / "有了" / "study.toml")
    dialog.name.setText("有了")
    assert "已有同名项目" in dialog.fault.text()
    dialog.place.setText(str(tmp_path / "没有"))
    assert "不存在" in dialog.fault.text()
    assert not dialog.ok.isEnabled()


REPAIRS = [
    ({"crs": "GCJ-02"}, "坐标系用 GCJ-02"), ({"crs": "detect"}, "自动判断坐标系"), ({"crs_confirmed": True}, "确认声明无误"),
    ({"header_row": 3}, "表头在第 3 行"), ({"encoding": "gb18030"}, "编码用 gb18030"), ({"leave_out": ["合计"]}, "不读以“合计”开头的行"),
    ({"columns": {"lon": "X"}}, "经度列用“X”"),
]  # fmt: skip


@pytest.mark.parametrize(("keys", "words"), REPAIRS)
def test_button_says_what_the_repair_does(keys, words):
    assert repair_zh(keys) == words


def test_each_way_out_of_a_fault_is_a_button_whatever_its_sentence_says(qtbot):
    found = CheckList()
    qtbot.addWidget(found)
    reported = []
    found.repair_requested.connect(reported.append)
    repairs = ({"crs": "detect"}, {"crs_confirmed": True})
    for fault in (Fault("x：不可用", "请核对", "crs", repairs), Fault("坐标系没有声明.csv 是空文件", '请写明 crs = "GCJ-02"')):
        found.show_findings((), fault)
        for button in found.findChildren(QPushButton):
            qtbot.mouseClick(button, Qt.LeftButton)
    assert reported == list(repairs)


def test_osm_list_shows_its_facilities_by_type(qtbot, page, tmp_path):
    from tests.operations.preview.test_osm import write_places

    study = write_small_study(tmp_path / "study")
    write_places(study.with_name("places.osm.pbf"))
    page.open_study(study)
    settled(qtbot, page)
    go(page, "add")
    drop(page, study.with_name("places.osm.pbf"))
    settled(qtbot, page)
    assert page.presenter.current == "facilities.1"
    assert tomllib.loads(study.read_text(encoding="utf-8"))["facilities"][1] == {"path": "data/places.osm.pbf", "type": "auto"}
    assert set(page.form.fields) == {"path", "设施类型", "inventory", "surveyed"}  # no columns of a file that has none
    assert page.map._classed.classes.title == "4 处设施,3 种"
    assert page.table.count.text().startswith("共 5 处，其中 4 处是设施")
    assert "西药店" in {page.table.table.item(row, 1).text() for row in range(page.table.table.rowCount())}
    words = shown_words(page.findings)
    assert "识别出" in words  # of the check, which has run since
    assert "文件中有 1 处距所有社区超过" in words
    go(page, "network")
    assert page.map._classed is None
    assert page.failures == []


def test_population_grid_shows_its_cells_and_a_wrong_band_is_said_at_its_place(qtbot, page, tmp_path):
    import numpy as np

    from tests.fixtures.dwellings import write_grid

    study = write_small_study(tmp_path / "study")
    write_grid(tmp_path / "people.tif", np.arange(1.0, 289.0).reshape(12, 24), west=-200.0)
    page.open_study(study)
    settled(qtbot, page)
    go(page, "residents")
    drop(page, tmp_path / "people.tif")
    page.form.fields["crs"].setCurrentIndex(0)
    settled(qtbot, page)
    assert page.map._classed.classes.title == "共 41,616 人,288 格"
    assert page.table.count.text().startswith("共 41,616 人，288 格")
    assert page.table.table.item(0, 1).text() == "288.0"
    assert "24 格" in next(text for text in shown_words(page.findings).splitlines() if "在各社区之外" in text)
    page.form.fields["band"].setValue(3)
    settled(qtbot, page)
    assert "没有第 3 个波段" in shown_words(page.findings)
    assert page.map.is_empty
    page.form.fields["band"].setValue(0)
    settled(qtbot, page)
    assert not page.map.is_empty
    assert page.failures == []


def test_values_of_communities_are_chosen_shown_and_taken_out(qtbot, page, tmp_path):
    study = write_small_study(tmp_path / "study")
    (tmp_path / "评价.csv").write_text("community_id,value\nC1,0.9\nC2,90\n", encoding="utf-8")
    page.open_study(study)
    settled(qtbot, page)
    assert step(page, "feedback")[1].data(Qt.UserRole + 1) == "可选"
    go(page, "feedback")
    drop(page, tmp_path / "评价.csv")
    settled(qtbot, page)
    assert tomllib.loads(study.read_text(encoding="utf-8"))["feedback"] == {"values": "data/评价.csv"}
    assert "第 3 行：value = '90' 不是 0 到 1 的数" in shown_words(page.findings)
    assert page.table.table.item(1, 1).text() == "90"
    study.with_name("data").joinpath("评价.csv").write_text("community_id,value\nC1,0.9\nC2,0.3\n", encoding="utf-8")
    qtbot.mouseClick(page.check, Qt.LeftButton)
    settled(qtbot, page)
    assert page.map._classed.classes.title == "2 个社区有数"
    assert "平均 0.60" in shown_words(page.findings)
    gone = next(b for b in page.form.findChildren(QPushButton) if b.text() == "从项目中移除")
    qtbot.mouseClick(gone, Qt.LeftButton)
    settled(qtbot, page)
    assert "feedback" not in tomllib.loads(study.read_text(encoding="utf-8"))
    assert page.failures == []


def test_red_flag_without_document_number_is_not_written_and_said(qtbot, page, tmp_path):
    study = write_small_study(tmp_path / "study")
    page.open_study(study)
    settled(qtbot, page)
    go(page, "red_flag")
    qtbot.mouseClick(page.red_flags.add, Qt.LeftButton)
    page.red_flags.table.item(0, 0).setText("C9")
    assert page.red_flags.lacks.text() == "第 1 条缺文号，没有写入项目文件"
    assert "red_flag" not in tomllib.loads(study.read_text(encoding="utf-8"))
    page.red_flags.table.item(0, 1).setText("西安委〔2026〕3 号")
    settled(qtbot, page)
    assert tomllib.loads(study.read_text(encoding="utf-8"))["red_flag"] == [{"community": "C9", "document": "西安委〔2026〕3 号"}]
    assert page.red_flags.lacks.text() == ""
    assert "没有社区 “C9”" in page.red_flags.fault.text()  # of the check
    assert step(page, "red_flag")[1].data(Qt.UserRole + 2) == "wrong"
    page.red_flags.table.item(0, 0).setText("C2")
    settled(qtbot, page)
    assert not page.red_flags.fault.isVisible()
    assert read_study_file(study).red_flag[0].community == "C2"
    page.red_flags.table.selectRow(0)
    qtbot.mouseClick(page.red_flags.remove, Qt.LeftButton)
    settled(qtbot, page)
    assert "red_flag" not in tomllib.loads(study.read_text(encoding="utf-8"))
    assert page.failures == []
