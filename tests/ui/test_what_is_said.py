"""The window says what is so: of whom a figure speaks, what nobody knows, what a hint means there, and no more than holds."""

import dataclasses

import pytest
from PyQt5.QtWidgets import QLabel, QPushButton

from tests.fixtures.map_page import WAIT_MS
from xc_gis.findings import Capped, Fault, LowCoverage, LowJoint, LowScore, LowSeniors
from xc_gis.languages.message import Message, joined, msg
from xc_gis.model import Finding
from xc_gis.operations.preview.records import LayerPreview
from xc_gis.report.check.records import CheckReport, LayerReport
from xc_gis.runs.view import read_run_view
from xc_gis.sources.study.draft import StudyDraft
from xc_gis.ui.presenters.result.gap_rows import EVERYTHING, Filter, coverage_of, rows_of, table_of
from xc_gis.ui.presenters.result.sheet_words import lack_words, nearest_words, old_and_young, reasons_of, residents_words
from xc_gis.ui.presenters.study.study_status import QUEUE, StudyStatus
from xc_gis.ui.presenters.study.window_words import NAMES, hint_in_window, in_window_words
from xc_gis.ui.result_page.gap_table import GapTable
from xc_gis.ui.result_page.outdated_strip import OutdatedStrip
from xc_gis.ui.result_page.place_card import PlaceCard, place_words
from xc_gis.ui.shell.error_dialog import ErrorDialog
from xc_gis.ui.study_editor.check_list import CheckList
from xc_gis.ui.workers.failure import Failure
from xc_gis.wording import window as words


@pytest.fixture
def view(small_run):
    return read_run_view(small_run)


def shown(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.text())


# -- the gap table ---------------------------------------------------------------------------------------------------------


def row(view, community, **figures):
    first = view.by_id[community]
    cover = dataclasses.replace(first.of("MED"), **figures)
    return dataclasses.replace(rows_of(view)[0], community=first, cover=cover)


def test_coverage_under_a_filter_is_that_of_all_whom_it_means_and_says_of_whom(view):
    rows = [row(view, "C1", covered=900.0, gap=100.0, unknown=0.0), row(view, "C2", covered=1000.0, gap=0.0, unknown=0.0)]
    assert coverage_of(Filter(category="MED"), rows, 0.2) == "全部社区的覆盖率 95.0%"
    assert coverage_of(Filter("甲街道", "MED"), rows, 0.2) == "甲街道的覆盖率 95.0%"
    assert coverage_of(Filter(category="MED", text="西"), rows[:1], 0.2) == "查找范围内的覆盖率 90.0%"
    assert coverage_of(Filter(), rows_of(view), 0.2) == ""  # several services have no coverage together


def test_coverage_with_too_much_unknown_is_a_range(view):
    rows = [row(view, "C1", covered=10.0, gap=0.0, unknown=990.0)]
    assert coverage_of(Filter(category="MED"), rows, 0.2) == "全部社区的覆盖率未知，在 1.0–100.0% 之间"


def test_communities_without_a_gap_count_in_the_coverage_below_the_table(qtbot, view):
    table = GapTable()
    qtbot.addWidget(table)
    table.show_rows(rows_of(view), unknown_max=view.unknown_max)
    table.filter_category("MED")
    gaps_only = table.sums_text.rpartition(" · ")[2]
    table.shown.setCurrentIndex(table.shown.findData(EVERYTHING))
    assert table.sums_text.rpartition(" · ")[2] == gaps_only
    assert "覆盖率" in gaps_only


def test_what_was_looked_for_in_one_study_is_not_looked_for_in_the_next(qtbot, view):
    table = GapTable()
    qtbot.addWidget(table)
    table.show_rows(rows_of(view))
    table.shown.setCurrentIndex(table.shown.findData(EVERYTHING))
    everything = table.model.rowCount()
    table.filter_category("MED")
    table.text.setText("西社区")
    qtbot.waitUntil(lambda: table.model.rowCount() == 1, timeout=WAIT_MS)
    table.clear()
    table.show_rows(rows_of(view))
    assert table.text.text() == ""
    assert table.shown.currentIndex() == 0
    table.shown.setCurrentIndex(table.shown.findData(EVERYTHING))
    assert table.model.rowCount() == everything


# -- homes are no people -----------------------------------------------------------------------------------------------------


@pytest.fixture
def homes(view):
    def counted(cover):
        return dataclasses.replace(cover, category=dataclasses.replace(cover.category, counts_homes=True))

    communities = tuple(dataclasses.replace(c, coverage=tuple(map(counted, c.coverage))) for c in view.communities)
    return dataclasses.replace(view, communities=communities)


def test_where_every_row_counts_one_home_nobody_is_called_people(qtbot, homes):
    community = homes.communities[0]
    assert residents_words(community).startswith("住宅 ")
    expected = [lack_words(r) for r in community.coverage if r.gap or r.unknown]
    assert expected
    assert all("处住宅" in words and "人" not in words for words in expected)
    assert {count for _, count, _ in old_and_young(community)} == {"没有人数，按全部住宅计"}
    table = GapTable()
    qtbot.addWidget(table)
    table.show_rows(rows_of(homes))
    assert "处住宅" in table.sums_text
    assert "人" not in table.sums_text
    heads = [str(table.model.headerData(n, 1)) for n in range(table.model.columnCount())]
    assert not [head for head in heads if "人" in head]
    assert "缺口（处住宅）" in table_of(rows_of(homes))[0]


@pytest.mark.parametrize(("each", "homes"), [(1, True), (1.0, True), (2.6, False)])
def test_a_run_knows_whether_it_counted_homes(small_run, tmp_path, each, homes):
    import json
    import shutil

    folder = tmp_path / "run"
    shutil.copytree(small_run, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    expected = {"layer": "r", "table": "residents", "topic": "residents", "level": "warning", "text": "", "repair": None}
    manifest["findings"].append(expected | {"evidence": {"method": "each", "each": each}})
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert {c.counts_homes for c in read_run_view(folder).categories} == {homes}
    assert not any(c.counts_homes for c in read_run_view(small_run).categories)


# -- nobody knows ------------------------------------------------------------------------------------------------------------


def test_a_service_that_nobody_surveyed_is_unknown_at_a_place_and_no_gap(qtbot):
    near = {
        "zh": "甲",
        "facility": "某处",
        "minutes": 20.0,
        "limit": 15.0,
        "within": False,
        "type": "",
        "lon": 116.3,
        "lat": 39.9,
    }
    answer = {
        "lon": 116.3, "lat": 39.9, "profile": "adult",
        "nearest": [near | {"category": "A", "state": "gap"}, near | {"category": "B", "state": "unknown"}],
        "absent": [{"category": "C", "zh": "丙", "state": "gap"}, {"category": "D", "zh": "丁", "state": "unknown"}],
    }  # fmt: skip
    assert place_words(answer) == "4 类服务中，0 类在规定时间内走得到，2 类走不到，2 类未知"
    card = PlaceCard()
    qtbot.addWidget(card)
    card.show_place(answer)
    assert [card.table.item(n, 1).text() for n in (2, 3)] == ["两倍时限内走不到", "未知"]
    assert "不能断定" in card.table.item(3, 1).toolTip()
    assert "可能还有更近的" in card.table.item(1, 1).toolTip()
    assert card.table.item(1, 1).foreground() != card.table.item(0, 1).foreground()


def test_a_community_without_a_known_facility_is_not_said_to_reach_none(view):
    cover = next(r for c in view.communities for r in c.coverage if r.nearest is None and r.applies and r.low is not None)
    assert "资料不全，不能确定" in nearest_words(dataclasses.replace(cover, unknown=5.0))
    assert "两倍时限内没有" in nearest_words(dataclasses.replace(cover, unknown=0.0, share=0.0))


def test_reasons_name_the_categories_of_their_run_and_its_figures(view):
    community = view.communities[0]
    reasons = (
        LowCoverage("MED", 0.31649, 0.5, 3), LowSeniors("MED", 0.2899999, 0.8), LowJoint(0.0405, 0.8), LowScore(60.0),
        Capped("V3", "senior_coverage_below", False, ("MED", "ELD"), 1, 0.4, 2), LowCoverage("XXX", 0.1, 0.5, 3),
    )  # fmt: skip
    assert reasons_of(dataclasses.replace(community, reasons=reasons)) == [
        "医疗卫生覆盖率 31.6%，3 星要求 50%", "老年人医疗卫生覆盖率 28.9%，要求 80%", "一站式满足率 4.0%，要求 80%", "得分不足 60.0 分",
        "老年人医疗卫生、养老服务覆盖率不足 40%（至多 2 星）", "XXX覆盖率 10.0%，3 星要求 50%",
    ]  # fmt: skip


# -- old results look old ----------------------------------------------------------------------------------------------------


def test_a_run_that_is_stopped_leaves_the_strip_and_one_that_is_shown_takes_it(qtbot):
    strip = OutdatedStrip()
    qtbot.addWidget(strip)
    strip.show_reason("社区.csv")
    assert not strip.isHidden()
    strip.begin_run()
    assert strip.isHidden()
    strip.end_run()  # stopped
    assert not strip.isHidden()
    assert "社区.csv" in strip.words.text()
    strip.begin_run()
    strip.end_run()
    strip.show_result()
    assert strip.isHidden()


def test_what_changes_while_a_run_goes_on_is_said_of_its_result(qtbot):
    strip = OutdatedStrip()
    qtbot.addWidget(strip)
    strip.begin_run()
    strip.show_reason("社区.csv")
    assert strip.isHidden()
    strip.end_run()
    strip.show_result()
    assert not strip.isHidden()


# -- the data check ----------------------------------------------------------------------------------------------------------


CHANGE = Message('请改为 crs = "GCJ-02";若确认声明无误(例如作参照的 路网 有误),请在其旁写 crs_confirmed = true', {})


@pytest.mark.parametrize(
    ("hint", "expected"),
    [
        (CHANGE, "请在“坐标系”选“GCJ-02（高德、腾讯）”"),
        ('请在 columns 中指明,如 columns = { lon = "经度", lat = "纬度" }', "请在左边选好“经度（或 X）列”“纬度（或 Y）列”"),
        ('请写明 encoding,如 encoding = "gb18030"', "“文字编码”"),
        ("请在 [residents] 写明 band = 1(人口所在的波段)", "“居民”写明“波段”"),
        ('请在该图层写明坐标系,如 crs = "EPSG:4326"、"BD-09"(百度)', "“坐标系”"),
        ('按证据像是 GCJ-02,可写明 crs = "GCJ-02"', "请在“坐标系”选“GCJ-02（高德、腾讯）”"),
        ('请换用建筑轮廓图层,或写明 weights = "equal"(每处住宅等权)', "或在“权重”选“每处住宅等权”"),
        ("请检查坐标系(crs)和文件是否属于本区", "请检查坐标系和文件"),
    ],
)
def test_a_hint_names_the_field(hint, expected):
    shown = in_window_words(Message(hint, {}))
    assert expected in shown
    assert " = " not in shown
    assert "crs" not in shown


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_keep_their_words_where_a_hint_names_fields(monkeypatch, language):
    monkeypatch.setattr(words, "_language", language)
    name = '[residents] crs = "EPSG:4326"、请改为 columns.csv'
    text = msg("{shown} 没有列 “{column}”(columns.{name};现有:{found})", shown=name, column="crs", name="lon", found=name)
    told = in_window_words(text)
    assert told.count(name) == 2
    assert "“crs”" in told
    assert in_window_words(name) == name
    keys = joined("、", [msg('crs = "{crs}"', crs="GCJ-02"), msg('axes = "lat,lon"')])
    hint = msg("按证据像是 {label},可写明 {keys}({figures})", label=name, keys=keys, figures="")
    told = in_window_words(hint)
    assert name in told
    assert words.tr(NAMES["crs"]) in told
    assert told.count(" = ") == 1  # that of the name
    assert hint_in_window(msg("{file} 是空文件", file=name)) == words.tr(msg("{file} 是空文件", file=name))


def test_a_fault_offers_the_system_that_fits_and_the_button_takes_it(qtbot):
    found = CheckList()
    qtbot.addWidget(found)
    found.show_findings(
        (), Fault("x:声明的坐标系 WGS 84 与证据不符", CHANGE, "crs", ({"crs": "GCJ-02"}, {"crs_confirmed": True}))
    )
    assert " = " not in shown(found)
    buttons = {button.text(): button for button in found.findChildren(QPushButton)}
    with qtbot.waitSignal(found.repair_requested, timeout=WAIT_MS) as heard:
        buttons["坐标系用 GCJ-02"].click()
    assert heard.args == [{"crs": "GCJ-02"}]
    assert list(buttons) == ["坐标系用 GCJ-02", "确认声明无误"]
    assert not any("{" in button.toolTip() for button in buttons.values())


def test_a_dialog_about_a_layer_names_fields_and_their_page(qtbot):
    dialog = ErrorDialog(Failure("x.csv:声明的坐标系 WGS 84 与证据不符", CHANGE))
    qtbot.addWidget(dialog)
    assert "“坐标系”选“GCJ-02（高德、腾讯）”" in shown(dialog)
    assert "“项目与数据”" in shown(dialog)
    assert "crs" not in shown(dialog)
    plain = ErrorDialog(Failure("磁盘已满", "请清理磁盘"))
    qtbot.addWidget(plain)
    assert "项目与数据" not in shown(plain)


def test_one_thing_is_not_ticked_and_crossed_at_once(qtbot):
    agrees = Finding(
        "x.csv", "communities", "crs", "info", "坐标系 WGS 84:与证据相符。3/3 在其文字所写的街道辖区内", confirms=True
    )
    silent = Finding(
        "x.csv", "communities", "inventory", "info", "相符社区:所有社区没有声明清单是否完整:没有设施时算未知,不算缺口"
    )
    found = CheckList()
    qtbot.addWidget(found)
    found.show_findings((agrees, silent), None)
    assert shown(found).count("✓") == 1  # what is merely told is no confirmation
    found.show_findings((agrees, silent), Fault("x:声明的坐标系 WGS 84 与证据不符", topic="crs"))
    assert "✖" in shown(found)
    assert "✓" not in shown(found)


@pytest.mark.parametrize("of_check", [None, Fault("检查说的", "")])
def test_once_the_check_has_seen_a_layer_its_word_alone_stands(tmp_path, of_check):
    draft = StudyDraft.create(tmp_path / "study", "某项目")
    looked = LayerPreview(
        "communities", "x", fault=Fault("看的时候说的"), findings=(Finding("x", "communities", "crs", "info", "旧"),)
    )
    report = CheckReport("s", "s.toml", layers=(LayerReport("communities", "社区", "x", fault=of_check),))
    before = StudyStatus(draft, {"communities": looked}, None, frozenset(), is_checking=True, placed=0)
    after = StudyStatus(draft, {"communities": looked}, report, frozenset(), is_checking=False, placed=0)
    assert before.fault("communities") == Fault("看的时候说的")
    assert after.fault("communities") == of_check
    assert after.findings("communities") == ()
    assert {step.key: step.detail for step in before.steps()}[QUEUE] == "正在检查…"
