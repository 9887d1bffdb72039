"""Making a study apart from how it looks: what is asked, what is written, how each step stands."""

import re
import tomllib
from datetime import date
from unittest.mock import create_autospec

import numpy as np
import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.findings import Fault, UnknownReason
from xc_gis.model import Finding
from xc_gis.operations.preview.records import LayerPreview
from xc_gis.report.check.records import CheckReport, LayerReport, QueuedRow
from xc_gis.sources.corrections.table import read_corrections
from xc_gis.sources.study.draft import StudyDraft
from xc_gis.ui.presenters.study.editor_presenter import StudyPagePresenter
from xc_gis.ui.presenters.study.inventory_rows import InventoryRow, with_row
from xc_gis.ui.presenters.study.page_view import StudyEditorView
from xc_gis.ui.presenters.study.study_status import ADD, INVENTORY, QUEUE, RED_FLAG, UNKNOWN
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.study_tasks import CHECK, CheckStudy, OpenDraft, ReadLayer

OUTLINES = {"communities": (np.array([[116.34, 39.90], [116.38, 39.90], [116.38, 39.94], [116.34, 39.90]]),)}


class Asked(list):
    """Tasks that were asked, by number from 1."""

    def __call__(self, task):
        self.append(task)
        return len(self)

    def number(self, table):
        return max(n for n, task in enumerate(self, 1) if isinstance(task, ReadLayer) and task.table == table)

    def checks(self):
        return [n for n, task in enumerate(self, 1) if isinstance(task, CheckStudy)]


@pytest.fixture
def asked():
    return Asked()


@pytest.fixture
def view():
    return create_autospec(StudyEditorView, instance=True)


@pytest.fixture
def stopped():
    return []


@pytest.fixture
def presenter(view, asked, stopped):
    return StudyPagePresenter(view, asked, stopped.append)


@pytest.fixture
def study(tmp_path):
    return write_small_study(tmp_path / "small")


@pytest.fixture
def opened(presenter, asked, study):
    """The small study, all layers looked at, the check under way."""
    presenter.open(study)
    presenter.answered(1, StudyDraft.open(study))
    for table in ("network", "communities", "residents", "facilities.0"):
        presenter.answered(asked.number(table), LayerPreview(table, "x", count=3, outlines=OUTLINES.get(table, ())))
    return presenter


def states(presenter):
    return {step.key: step.state for step in presenter.status.steps()}


def test_new_study_begins_with_what_it_needs(presenter, tmp_path, view, asked):
    presenter.create(tmp_path / "new", "新项目")
    assert {k: v for k, v in states(presenter).items() if v == "missing"}.keys() >= {"network", "communities", "residents", ADD}
    assert view.show_study.call_args.args == ("新项目", tmp_path / "new" / "study.toml", "还缺:路网、社区、居民")
    assert asked == []
    presenter.create(tmp_path / "new", "又一个")
    assert "已有项目文件" in view.show_failure.call_args.args[0]


def test_opening_looks_at_every_layer_and_then_checks_once(presenter, asked, study):
    presenter.open(study)
    assert asked == [OpenDraft(study)]
    presenter.answered(1, StudyDraft.open(study))
    assert [task.table for task in asked[1:]] == ["network", "communities", "residents", "facilities.0"]
    for number in (2, 3, 4):
        presenter.answered(number, LayerPreview(asked[number - 1].table, "x"))
    assert asked.checks() == []
    presenter.answered(5, LayerPreview("facilities.0", "x"))
    assert asked.checks() == [6]


def test_a_file_is_written_into_the_study_and_looked_at(presenter, asked, tmp_path, study):
    presenter.create(tmp_path / "new", "新")
    presenter.give_file("residents", study.parent / "residents.csv", copy=True)
    content = tomllib.loads(presenter.draft.path.read_text(encoding="utf-8"))
    assert content["residents"] == {"path": "data/residents.csv", "crs": "detect"}
    assert presenter.current == "residents"
    assert asked[-1].table == "residents"
    presenter.give_file("network", study.parent / "streets.osm", copy=False)
    assert presenter.draft.keys("network") == {"osm": "../small/streets.osm"}
    presenter.give_file(ADD, study.parent / "facilities.csv", copy=False)
    assert presenter.current == "facilities.0"
    assert presenter.draft.keys("facilities.0") == {"path": "../small/facilities.csv", "type": "auto", "crs": "detect"}


def test_a_change_that_would_spoil_a_study_is_not_written_and_said_so(opened, study, view):
    before = study.read_text(encoding="utf-8")
    opened.set_keys("residents", {"path": "nowhere.csv"})
    assert study.read_text(encoding="utf-8") == before
    assert view.show_study.call_args.args[2].startswith("未写入项目文件：")
    opened.set_keys("residents", {"path": "residents.csv"})
    assert view.show_study.call_args.args[2] == ""


def test_only_the_newest_look_at_a_layer_counts(opened, asked):
    opened.set_keys("facilities.0", {"crs": "GCJ-02"})
    first = asked.number("facilities.0")
    opened.set_keys("facilities.0", {"crs": "BD-09"})
    second = asked.number("facilities.0")
    opened.answered(first, LayerPreview("facilities.0", "x", count=1))
    assert opened.previews["facilities.0"].count == 3
    opened.answered(second, LayerPreview("facilities.0", "x", count=2))
    assert opened.previews["facilities.0"].count == 2


def test_a_change_stops_a_long_check_and_its_answer_is_dropped(opened, asked, stopped):
    (number,) = asked.checks()
    opened._patience_s = 0.0
    opened.set_keys("facilities.0", {"crs": "GCJ-02"})
    assert stopped == [CHECK]
    opened.answered(number, CheckReport("小", "study.toml"))
    assert opened.report is None
    opened.answered(asked.number("facilities.0"), LayerPreview("facilities.0", "x"))
    assert len(asked.checks()) == 2


def test_a_change_lets_a_young_check_end_and_checks_again(opened, asked, stopped):
    (number,) = asked.checks()
    opened.set_keys("facilities.0", {"crs": "GCJ-02"})
    opened.answered(asked.number("facilities.0"), LayerPreview("facilities.0", "x"))
    assert (stopped, asked.checks()) == ([], [number])
    opened.answered(number, CheckReport("小", "study.toml"))
    assert opened.report is None
    assert len(asked.checks()) == 2
    opened.answered(asked.checks()[1], CheckReport("小", "study.toml"))
    assert opened.report is not None
    assert not opened.is_checking


def test_repair_joins_columns_and_is_written(opened, study):
    opened.repair("facilities.0", {"crs": "GCJ-02", "columns": {"address": "地址"}})
    table = tomllib.loads(study.read_text(encoding="utf-8"))["facilities"][0]
    assert table["crs"] == "GCJ-02"
    assert table["columns"] == {"facility_id": "编号", "name": "名称", "lon": "经度", "lat": "纬度", "address": "地址"}


def finding(level, table="facilities.0", repair=None):
    return Finding("x", table, "crs", level, f"{level} 说明", {}, repair)


@pytest.mark.parametrize(
    ("preview", "state"),
    [
        (LayerPreview("facilities.0", "x", count=3), "done"),
        (LayerPreview("facilities.0", "x", findings=(finding("warning"),)), "look"),
        (LayerPreview("facilities.0", "x", findings=(finding("error"),)), "wrong"),
        (LayerPreview("facilities.0", "x", fault=Fault("读不出", "")), "wrong"),
    ],
)
def test_step_stands_as_its_layer_does(opened, asked, preview, state):
    opened.set_keys("facilities.0", {"encoding": "utf-8"})
    assert states(opened)["facilities.0"] == "busy"
    opened.answered(asked.number("facilities.0"), preview)
    assert states(opened)["facilities.0"] == state


def test_what_only_the_look_tells_stays_beside_the_findings_of_the_check(opened, asked):
    outside = Finding("x", "facilities.0", "outside", "info", "3 处在外")
    opened.set_keys("facilities.0", {"encoding": "utf-8"})
    opened.answered(asked.number("facilities.0"), LayerPreview("facilities.0", "x", findings=(finding("info"), outside)))
    opened.answered(asked.checks()[0], CheckReport("小", "study.toml"))
    layers = (LayerReport("facilities.0", "设施", "x", findings=(finding("warning"),)),)
    opened.answered(asked.checks()[-1], report(layers=layers))
    assert opened.findings("facilities.0") == (finding("warning"), outside)


def test_red_flags_are_written_once_and_shown_with_what_the_check_says(opened, asked, study, view):
    opened.set_red_flags([])
    before = len(asked)
    flag = {"community": "C1", "document": "甲 1 号"}
    opened.set_red_flags([flag])
    opened.set_red_flags([flag])
    assert len(asked) == before  # the check under way ends first
    assert tomllib.loads(study.read_text(encoding="utf-8"))["red_flag"] == [flag]
    opened.choose(RED_FLAG)
    view.show_red_flags.assert_called_with([flag], None, study)
    opened.answered(asked.checks()[0], CheckReport("小", "study.toml"))
    layers = (LayerReport("red_flag", "一票否决", "study.toml", fault=Fault("没有社区 “C1”", "")),)
    opened.answered(asked.checks()[-1], report(layers=layers))
    view.show_red_flags.assert_called_with([flag], Fault("没有社区 “C1”", ""), study)
    assert states(opened)[RED_FLAG] == "wrong"


def report(**changes):
    return CheckReport("小", "study.toml", **changes)


def test_check_says_what_is_unknown_and_what_would_stop_a_run(opened, asked, view):
    (number,) = asked.checks()
    assert states(opened)[UNKNOWN] == "busy"
    reasons = (
        UnknownReason("MED", "医疗卫生", "no_inventory", 900.0, 0.9),
        UnknownReason("CVS", "便利店", "off_network", 1.0, 0.001),
    )
    layers = (LayerReport("facilities.0", "设施", "x", findings=(finding("error"),)),)
    opened.answered(number, report(unknown=reasons, layers=layers, totals={"communities": 2, "facilities": 3}))
    steps = {step.key: step for step in opened.status.steps()}
    assert (steps[UNKNOWN].state, steps[UNKNOWN].detail) == ("look", "1 类较多")
    assert steps["study"].detail == "2 个社区 · 3 处设施"
    assert steps["facilities.0"].state == "wrong"
    assert "运行会停" in view.show_study.call_args.kwargs["warning"]
    opened.choose(UNKNOWN)
    assert view.show_unknown.call_args.args[0].unknown == reasons


def test_rows_are_placed_into_the_corrections_and_taken_back(opened, asked, study, view):
    rows = (
        QueuedRow("facilities.0", "facilities.csv", 5, "新站", "某路 1 号", "没有坐标"),
        QueuedRow("facilities.0", "facilities.csv", 6, "另一站", "", "没有坐标"),
    )
    opened.answered(asked.checks()[0], report(queue=rows))
    opened.choose(QUEUE)
    source = (study.parent / "facilities.csv").read_bytes()
    opened.place(0, 116.35, 39.92)
    opened.place(1, 116.36, 39.93)
    opened.place(1, 116.37, 39.93)  # a second click corrects the first
    path = study.parent / "study.corrections.csv"
    assert [(c.target.name, c.lon) for c in read_corrections(path)] == [("新站", 116.35), ("另一站", 116.37)]
    assert {step.key: step.detail for step in opened.status.steps()}[QUEUE] == "没有"
    assert opened.undo_place() == 1
    assert [c.target.name for c in read_corrections(path)] == ["新站"]
    assert opened.undo_place() == 0
    assert read_corrections(path) == ()
    assert opened.undo_place() is None
    assert (study.parent / "facilities.csv").read_bytes() == source


COMMUNITY = QueuedRow("communities", "社区.csv", 5, "某社区", "", "没有坐标", "C5", subdistrict="甲街道")
STATION = QueuedRow("facilities.0", "社区.csv", 5, "某社区", "", "没有坐标", "C5", "CSS")


def test_a_place_outside_the_study_is_refused_with_a_sentence(opened, asked, study, view):
    opened.answered(asked.checks()[0], report(queue=(COMMUNITY,)))
    opened.place(0, 0.0, 0.0)
    reported, hint = view.show_failure.call_args.args
    assert re.fullmatch(r"这里在项目范围以外 1\d,\d{3} 公里，没有记下这个位置", reported)
    assert hint
    assert opened.placed == {}
    assert not (study.parent / "study.corrections.csv").exists()
    opened.place(0, 116.395, 39.93)  # beside the communities, within what a study reads around them
    assert opened.placed == {0: (116.395, 39.93)}


def test_where_nothing_bounds_the_study_no_place_is_taken(presenter, asked, study, view):
    presenter.open(study)
    presenter.answered(1, StudyDraft.open(study))
    for table in ("network", "communities", "residents", "facilities.0"):
        presenter.answered(asked.number(table), LayerPreview(table, "x", count=3, unplaced=3))
    presenter.answered(asked.checks()[0], report(queue=(COMMUNITY,)))
    presenter.place(0, 116.35, 39.92)
    assert "还不知道项目在哪里" in view.show_failure.call_args.args[0]
    assert presenter.placed == {}


def test_a_community_and_its_station_in_one_row_are_placed_and_taken_back_together(opened, asked, study):
    other = QueuedRow("facilities.0", "社区.csv", 6, "另一社区", "", "没有坐标", "C6", "CSS")
    opened.answered(asked.checks()[0], report(queue=(COMMUNITY, STATION, other)))
    opened.place(0, 116.35, 39.92)
    path = study.parent / "study.corrections.csv"
    assert [(c.action, c.target.facility_id, c.lon) for c in read_corrections(path)] == [
        ("place_community", "C5", 116.35), ("place", "C5", 116.35),
    ]  # fmt: skip
    assert set(opened.placed) == {0, 1}
    opened.place(1, 116.36, 39.92)
    assert [c.lon for c in read_corrections(path)] == [116.36, 116.36]
    assert opened.undo_place() == 1
    assert read_corrections(path) == ()
    assert opened.placed == {}


def test_placed_rows_are_known_by_their_row_after_the_next_check(opened, asked, study):
    rows = tuple(QueuedRow("facilities.0", "facilities.csv", n, f"站{n}", "", "没有坐标", f"F{n}") for n in (5, 6, 7))
    opened.answered(asked.checks()[0], report(queue=rows))
    opened.place(0, 116.35, 39.92)
    opened.place(2, 116.36, 39.93)
    opened.look_again()
    for table in ("network", "communities", "residents", "facilities.0"):
        opened.answered(asked.number(table), LayerPreview(table, "x", outlines=OUTLINES.get(table, ())))
    opened.answered(asked.checks()[-1], report(queue=rows[1:]))  # the first is placed, the last still waits
    assert opened.placed == {1: (116.36, 39.93)}
    assert opened.undo_place() == 1
    assert opened.undo_place() is None
    assert read_corrections(study.parent / "study.corrections.csv") == ()
    assert opened.is_checking


def test_layer_is_taken_out_and_the_study_says_what_is_missing(opened, study, view):
    opened.remove("facilities.0")
    assert "facilities" not in tomllib.loads(study.read_text(encoding="utf-8"))
    assert opened.current == "study"
    assert states(opened)[ADD] == "missing"


def test_failures_are_shown_and_the_page_goes_on(opened, asked, view):
    opened.set_keys("facilities.0", {"crs": "GCJ-02"})
    opened.failed(asked.number("facilities.0"), Failure("内存不足", "请关闭其他程序"))
    view.show_failure.assert_called_with("内存不足", "请关闭其他程序")
    assert states(opened)["facilities.0"] != "busy"
    view.reset_mock()
    opened.failed(999, Failure("别处的错误"))
    view.show_failure.assert_not_called()


def test_what_ended_with_its_process_does_not_keep_the_page_busy(opened, asked):
    opened.stopped(asked.checks()[0])
    assert not opened.is_checking
    opened.set_keys("facilities.0", {"crs": "GCJ-02"})
    opened.stopped(asked.number("facilities.0"))
    assert states(opened)["facilities.0"] != "busy"
    assert len(asked.checks()) == 2


def test_declarations_of_completeness_are_written(opened, study, view):
    opened.choose(INVENTORY)
    assert len(view.show_inventory.call_args.args[0]) == 2
    entries = with_row(opened.draft.content()["inventory"], InventoryRow("CVS", "complete", "", date(2026, 5, 1)))
    opened.set_inventory(entries)
    written = tomllib.loads(study.read_text(encoding="utf-8"))["inventory"]
    assert written[0] == {"category": "CVS", "areas": "all", "status": "complete", "surveyed": date(2026, 5, 1)}
    assert [entry["category"] for entry in written] == ["CVS", "MED", "MED"]


def test_ground_of_maps_is_told_with_every_change(opened, view):
    seen = LayerPreview("communities", "x", points=np.zeros((1, 2)))
    opened.previews["communities"] = seen
    opened.refresh()
    assert view.show_ground.call_args.args[0] is seen


def test_a_file_beside_the_first_one_is_written_under_its_key(opened, study, tmp_path):
    for name in ("catalogue", "answers"):
        (tmp_path / f"{name}.csv").write_text("a\n1\n", encoding="utf-8")
    opened.choose("survey")
    opened.give_part("survey", "items", tmp_path / "catalogue.csv", copy=True)
    opened.give_file("survey", tmp_path / "answers.csv", copy=True)
    assert opened.draft.keys("survey") == {"items": "data/catalogue.csv", "table": "data/answers.csv"}
    assert tomllib.loads(study.read_text(encoding="utf-8"))["survey"] == opened.draft.keys("survey")
    opened.set_keys("survey", {"table": {"path": "data/answers.csv", "columns": {"provided": "有没有"}}})
    assert tomllib.loads(study.read_text(encoding="utf-8"))["survey"]["table"]["columns"] == {"provided": "有没有"}


def test_a_step_is_gone_to_as_soon_as_the_study_is_there(presenter, asked, study):
    presenter.open(study)
    presenter.go_to("hotline")
    presenter.answered(1, StudyDraft.open(study))
    assert presenter.current == "hotline"
    presenter.go_to("survey")
    assert presenter.current == "survey"
