"""The window says what is so: of whom a figure speaks, what nobody knows, what a hint means there, and no more than holds."""

import dataclasses

import pytest
from PyQt5.QtWidgets import QLabel, QPushButton

from xc_gis.check_report import CheckReport, Fault, LayerReport
from xc_gis.model import Finding
from xc_gis.preview_report import LayerPreview
from xc_gis.run_view import read_run_view
from xc_gis.sources.study.draft import StudyDraft
from xc_gis.ui import words
from xc_gis.ui.error_dialog import ErrorDialog
from xc_gis.ui.outdated_strip import OutdatedStrip
from xc_gis.ui.results.gap_rows import EVERYTHING, Filter, coverage_of, rows_of, table_of
from xc_gis.ui.results.gap_table import GapTable
from xc_gis.ui.results.place_card import PlaceCard, place_words
from xc_gis.ui.results.sheet_words import lack_words, nearest_words, old_and_young, reasons_of, residents_words
from xc_gis.ui.study.check_list import CheckList, fault_repairs
from xc_gis.ui.study.standing import QUEUE, Standing
from xc_gis.ui.study.window_words import in_window_words, offered_in
from xc_gis.ui.work.failure import Failure


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
    qtbot.waitUntil(lambda: table.model.rowCount() == 1)
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
    said = [lack_words(r) for r in community.coverage if r.gap or r.unknown]
    assert said
    assert all("处住宅" in words and "人" not in words for words in said)
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
    said = {"layer": "r", "table": "residents", "topic": "residents", "level": "warning", "text": "", "repair": None}
    manifest["findings"].append(said | {"evidence": {"method": "each", "each": each}})
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
    assert "没有已知的设施" in nearest_words(dataclasses.replace(cover, unknown=5.0))
    assert "走不到" in nearest_words(dataclasses.replace(cover, unknown=0.0))


def test_a_reason_has_the_figure_of_its_row(view):
    community = view.communities[0]
    med = next(row for row in community.coverage if row.category.code == "MED")
    rows = (dataclasses.replace(med, share=0.31649, senior_low=0.2899999),)
    said = (
        "医疗卫生覆盖率 31%,3 星要求 50%",
        "老年人医疗卫生覆盖率 28%,要求 80%",
        "必备服务齐全的居民 4%,要求 80%",
        "得分不足 60.0 分",
    )
    changed = dataclasses.replace(community, coverage=rows, reasons=said, joint_low=0.0405)
    assert reasons_of(changed) == [
        "医疗卫生覆盖率 31.6%,3 星要求 50%", "老年人医疗卫生覆盖率 28.9%,要求 80%", "必备服务齐全的居民 4.0%,要求 80%", "得分不足 60.0 分",
    ]  # fmt: skip
    other = dataclasses.replace(changed, coverage=(dataclasses.replace(med, share=0.5),))
    assert reasons_of(other)[0] == said[0]  # another figure is not put in its place


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


CHANGE = '请改为 crs = "GCJ-02";若确认声明无误(例如作参照的 路网 有误),请在其旁写 crs_confirmed = true'


@pytest.mark.parametrize(
    ("hint", "said", "offers"),
    [
        (CHANGE, "“坐标系”选“GCJ-02（高德、腾讯）”", [{"crs": "GCJ-02"}, {"crs_confirmed": True}]),
        ('请在 columns 中指明,如 columns = { lon = "经度", lat = "纬度" }', "请在左边选好“经度（或 X）列”“纬度（或 Y）列”", []),
        ('请写明 encoding,如 encoding = "gb18030"', "“文字编码”", [{"encoding": "gb18030"}]),
        ("请在 [residents] 写明 band = 1(人口所在的波段)", "“居民”写明“波段”", [{"band": 1}]),
        ('请在该图层写明坐标系,如 crs = "EPSG:4326"、"BD-09"(百度)', "“坐标系”", []),
        ("请检查坐标系(crs)和文件是否属于本区", "请检查坐标系和文件", []),
    ],
)
def test_a_hint_names_the_field_and_what_it_names_a_button_does(hint, said, offers):
    told = in_window_words(words.tell(hint))
    assert said in told
    assert " = " not in told
    assert "crs" not in told
    assert offered_in(hint) == offers


def test_a_fault_offers_the_system_that_fits_and_the_button_takes_it(qtbot):
    assert fault_repairs("x:声明的坐标系 WGS 84 与证据不符", CHANGE) == [{"crs": "GCJ-02"}, {"crs_confirmed": True}]
    assert fault_repairs("x:没有声明坐标系", "") == [{"crs": "detect"}]
    found = CheckList()
    qtbot.addWidget(found)
    found.show_findings((), ("x:声明的坐标系 WGS 84 与证据不符", CHANGE))
    assert " = " not in shown(found)
    buttons = {button.text(): button for button in found.findChildren(QPushButton)}
    with qtbot.waitSignal(found.repair_wanted) as heard:
        buttons["坐标系用 GCJ-02"].click()
    assert heard.args == [{"crs": "GCJ-02"}]
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
    agrees = Finding("x.csv", "communities", "crs", "info", "坐标系 WGS 84:与证据相符。3/3 在其文字所写的街道辖区内")
    silent = Finding("x.csv", "communities", "inventory", "info", "甲:所有社区没有声明清单是否完整:没有设施时算未知,不算缺口")
    found = CheckList()
    qtbot.addWidget(found)
    found.show_findings((agrees, silent), None)
    assert shown(found).count("✓") == 1  # what is merely told is no confirmation
    found.show_findings((agrees, silent), ("x:声明的坐标系 WGS 84 与证据不符", ""))
    assert "✖" in shown(found)
    assert "✓" not in shown(found)


@pytest.mark.parametrize("of_check", [None, Fault("检查说的", "")])
def test_once_the_check_has_seen_a_layer_its_word_alone_stands(tmp_path, of_check):
    draft = StudyDraft.create(tmp_path / "study", "某项目")
    looked = LayerPreview(
        "communities", "x", fault=Fault("看的时候说的"), findings=(Finding("x", "communities", "crs", "info", "旧"),)
    )
    report = CheckReport("s", "s.toml", layers=(LayerReport("communities", "社区", "x", fault=of_check),))
    before = Standing(draft, {"communities": looked}, None, frozenset(), is_checking=True, placed=0)
    after = Standing(draft, {"communities": looked}, report, frozenset(), is_checking=False, placed=0)
    assert before.fault("communities") == ("看的时候说的", "")
    assert after.fault("communities") == (("检查说的", "") if of_check else None)
    assert after.findings("communities") == ()
    assert {step.key: step.detail for step in before.steps()}[QUEUE] == "正在检查…"
