"""Ledgers on the map: counts in classes of whole numbers, the most urgent deadline of a community, people not known hatched."""

from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

from tests.fixtures.followed_run import followed
from tests.ui.presenters.targets.test_ledger_tables import need
from xc_gis.report.themes import FIVE
from xc_gis.ui.presenters.targets.ledger_themes import counted, due_record, need_record


def test_classes_are_whole_numbers_without_holes():
    record = counted("名", Counter({f"C{n}": n for n in range(1, 12)}), FIVE, str, "无")
    words = [row["words"] for row in record["rows"]][::-1]
    assert words[0].startswith("1")
    assert words[-1].endswith("及以上")
    ends = [[int(part) for part in one.replace(" 及以上", "").split("–")] for one in words]
    assert all(after[0] == before[-1] + 1 for before, after in zip(ends, ends[1:], strict=False))


def test_one_count_alone_is_one_class():
    assert [row["words"] for row in counted("名", Counter({"C1": 3}), FIVE, str, "无")["rows"]] == ["1 及以上"]


def test_people_of_a_service_and_those_that_nobody_knows(followed_run):
    run, _ = followed(followed_run[1])
    assert need_record(run, [need(None)], "MED")["of"]["C1"] == {"row": None, "words": "人数未知"}
    assert need_record(run, [need(60.0)], "MED")["of"]["C1"]["words"] == "60 人未覆盖"
    assert need_record(run, [need(60.0), need(1.0, "VEG")], "ALL")["of"]["C1"]["words"] == "2 项需求"


def test_where_nobody_can_say_who_is_in_a_gap_there_is_not_no_need(followed_run):
    run, _ = followed(followed_run[1])
    c1 = run.by_id["C1"]
    rows = tuple(replace(row, gap=0.0, unknown=71.0) if row.category.code == "MED" else row for row in c1.coverage)
    known = tuple(replace(row, gap=0.0, unknown=0.0) if row.category.code == "MED" else row for row in c1.coverage)
    assert need_record(replace(run, communities=(replace(c1, coverage=rows),)), [], "MED")["of"]["C1"]["row"] is None
    assert need_record(replace(run, communities=(replace(c1, coverage=known),)), [], "MED")["of"] == {}


def test_the_most_urgent_deadline_counts(followed_run):
    run, _ = followed(followed_run[1])
    measures = [
        SimpleNamespace(due=due, measure=SimpleNamespace(measure_id=name, needs=("C1-MED",)))
        for name, due in (("P1", "finished"), ("P2", "overdue"), ("P3", "later"))
    ]
    assert due_record(run, measures, "")["of"]["C1"]["words"] == "已逾期，P1，P2，P3"
    assert due_record(run, measures, "P3")["of"]["C1"]["words"] == "未到期，P3"
