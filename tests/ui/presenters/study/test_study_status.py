"""How a study stands: what is reported of each layer, and the state of every step."""

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.findings import Fault, UnknownReason
from xc_gis.model import Finding
from xc_gis.operations.preview.records import ONLY_SEEN, LayerPreview
from xc_gis.report.check.records import CheckReport, LayerReport, QueuedRow
from xc_gis.sources.study.draft import StudyDraft
from xc_gis.ui.presenters.study.study_status import ADD, INVENTORY, MOST_LETTERS, QUEUE, RED_FLAG, STUDY, UNKNOWN, StudyStatus


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    return StudyDraft.open(write_small_study(tmp_path_factory.mktemp("status") / "study"))


def finding(level="warning", topic="plausibility", table="residents"):
    return Finding("residents.csv", table, topic, level, f"{level} {topic}", {})


def status(draft, *, previews=None, layers=(), looking=(), checking=False, placed=0, checked=True, **report):
    seen = {table: LayerPreview(table, "x", count=3) for table in ("network", "communities", "residents", "facilities.0")} | (
        previews or {}
    )
    found = CheckReport("小", "study.toml", layers=layers, **report) if checked else None
    return StudyStatus(draft, seen, found, frozenset(looking), checking, placed)


def steps(*args, **named):
    return {step.key: step for step in status(*args, **named).steps()}


def test_a_sound_study_is_done_but_for_what_nobody_stated(draft):
    found = steps(draft, unknown=(), totals={"communities": 2, "facilities": 1234})
    assert {key for key, step in found.items() if step.state == "done"} == {
        STUDY,
        "network",
        "communities",
        "residents",
        "facilities.0",
        INVENTORY,
        UNKNOWN,
    }
    assert found[STUDY].detail == "2 个社区 · 1,234 处设施"
    assert (found["network"].detail, found[INVENTORY].detail, found[QUEUE].detail, found[RED_FLAG].detail) == (
        "3 条",
        "2 条声明",
        "没有",
        "没有",
    )
    assert found["facilities.0"].title == "facilities"
    assert found["supply"].state == "plain"


def test_a_study_without_layers_says_what_it_needs(tmp_path):
    found = steps(StudyDraft.create(tmp_path / "new", "新项目"), previews={}, checked=False)
    assert {key for key, step in found.items() if step.state == "missing"} == {
        "network",
        "communities",
        "residents",
        ADD,
        UNKNOWN,
    }
    assert (found["network"].detail, found["subdistricts"].detail, found[ADD].detail) == ("需要", "可选", "至少一张")
    assert (found[INVENTORY].state, found[STUDY].detail) == ("look", "新项目")


@pytest.mark.parametrize(
    ("named", "state"),
    [
        ({}, "done"),
        ({"looking": ["residents"]}, "busy"),
        ({"layers": (LayerReport("residents", "居民", "x", findings=(finding(),)),)}, "look"),
        ({"layers": (LayerReport("residents", "居民", "x", findings=(finding("error"),)),)}, "wrong"),
        ({"layers": (LayerReport("residents", "居民", "x", fault=Fault("坏了")),)}, "wrong"),
        ({"previews": {"residents": LayerPreview("residents", "x", fault=Fault("坏了"))}}, "wrong"),
        # the check has read it since: what the look said is past
        (
            {
                "previews": {"residents": LayerPreview("residents", "x", fault=Fault("坏了"))},
                "layers": (LayerReport("residents", "居民", "x"),),
            },
            "done",
        ),
        # a check that is under way says nothing yet
        ({"layers": (LayerReport("residents", "居民", "x", fault=Fault("坏了")),), "checking": True}, "done"),
    ],
)
def test_state_of_a_layer(draft, named, state):
    assert steps(draft, **named)["residents"].state == state


def test_what_only_a_look_can_see_stays_beside_the_check(draft):
    seen = LayerPreview("residents", "x", findings=(finding(topic=next(iter(ONLY_SEEN))), finding(topic="residents")))
    found = status(draft, previews={"residents": seen}, layers=(LayerReport("residents", "居民", "x", findings=(finding(),)),))
    assert [one.topic for one in found.findings("residents")] == ["plausibility", next(iter(ONLY_SEEN))]
    assert found.findings("subdistricts") == ()


def test_rows_that_wait_are_counted_less_those_placed(draft):
    queue = tuple(QueuedRow("facilities.0", "x", n, "", "", "") for n in range(5))
    assert steps(draft, queue=queue, placed=2)[QUEUE].detail == "3 行没有位置"
    assert steps(draft, queue=queue, placed=5)[QUEUE].state == "plain"
    assert steps(draft, checking=True, checked=False)[QUEUE].state == "busy"


def test_what_will_be_unknown_waits_for_the_check_and_counts_from_one_percent_on(draft):
    few, many = UnknownReason("A", "甲", "off_network", 5.0, 0.009), UnknownReason("B", "乙", "off_network", 5.0, 0.01)
    assert steps(draft, unknown=(few,))[UNKNOWN].detail == "几乎没有"
    assert (steps(draft, unknown=(few, many))[UNKNOWN].detail, steps(draft, unknown=(few, many))[UNKNOWN].state) == (
        "1 类较多",
        "look",
    )
    assert steps(draft, unknown=None)[UNKNOWN].state == "missing"
    assert steps(draft, unknown=(), checking=True)[UNKNOWN].state == "busy"


def test_long_names_of_files_are_cut(tmp_path):
    draft = StudyDraft.create(tmp_path / "new", "新")
    name = "很长的文件名" * 8 + ".csv"
    draft.set("communities", {"path": f"data/{name}"})
    shown = steps(draft, previews={"communities": LayerPreview("communities", "x")}, checked=False)["communities"].detail
    assert (len(shown), shown[-1]) == (MOST_LETTERS, "…")


def test_a_survey_stands_with_the_tables_beside_it(tmp_path):
    draft = StudyDraft.open(write_small_study(tmp_path / "study"))
    draft.set("survey", {"items": "items.csv", "table": {"path": "answers.csv", "columns": {"provided": "有没有"}}})
    fault = Fault("目录坏了")
    layers = (LayerReport("survey", "", ""), LayerReport("survey.items", "", "", fault=fault))
    assert status(draft, layers=layers).fault("survey") is fault
    assert steps(draft, layers=layers)["survey"].state == "wrong"
    assert steps(draft, layers=(LayerReport("survey", "", "", findings=(finding(),)),))["survey"].state == "look"
    assert steps(draft)["hotline"].state == "plain"
