"""A need becomes a measure, the measure a scenario, and the next run says whether the gap is closed: two whole runs of the small study."""

import csv
import shutil

import pytest

from tests.fixtures.ledger_runs import TABLE
from xc_gis.errors import InputError
from xc_gis.operations.ledger.ledger import ledgers_into, ledgers_of


def rows(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def coverage(run, community):
    row = next(row for row in rows(run / "coverage.csv") if (row["community_id"], row["category"]) == (community, "MED"))
    return float(row["gap"])


def test_the_next_run_says_whether_the_gap_is_closed_with_people_before_and_after(written_ledgers):
    folder, _, _ = written_ledgers
    found = {row["measure_id"]: row for row in rows(folder / "out" / "measures.csv")}
    before = {name: coverage(folder / "run_before", name) for name in ("C1", "C2")}
    after = {name: coverage(folder / "run_after", name) for name in ("C1", "C2")}
    assert before["C2"] > 0 == after["C2"]
    assert (found["P1"]["outcome"], float(found["P1"]["people_before"]), found["P1"]["people_after"]) == (
        "closed",
        before["C2"],
        "0",
    )
    assert (found["P1"]["unknown_before"], found["P1"]["unknown_after"]) == ("0", "0")
    assert 0 < after["C1"] < before["C1"]
    assert (found["P2"]["outcome"], float(found["P2"]["people_after"])) == ("partly", after["C1"])
    assert (found["P3"]["outcome"], float(found["P3"]["people_before"])) == ("partly", before["C1"] + before["C2"])
    needs = [(row["measure_id"], row["need_id"], row["outcome"]) for row in rows(folder / "out" / "measure_needs.csv")]
    assert needs == [
        ("P1", "C2-MED", "closed"),
        ("P2", "C1-MED", "partly"),
        ("P3", "C1-MED", "partly"),
        ("P3", "C2-MED", "closed"),
    ]


def test_days_are_those_from_the_day_of_the_study(written_ledgers):
    folder, _, content = written_ledgers
    found = [(row["days_left"], row["due"]) for row in rows(folder / "out" / "measures.csv")]
    assert found == [("-29", "overdue"), ("15", "finished"), ("", "finished")]
    assert (content["overdue"], content["done_and_open"], content["outcomes"]) == (
        1,
        1,
        {"closed": 1, "partly": 2, "open": 0, "unknown": 0},
    )


def test_the_same_question_gets_the_same_bytes_and_no_earlier_run_says_nothing_of_outcomes(written_ledgers, tmp_path):
    folder, _, content = written_ledgers
    again = ledgers_into(folder / "run_after", tmp_path / "again", against=folder / "run_before")[1]
    assert again == content
    alone = ledgers_into(folder / "run_after", tmp_path / "alone")[1]
    assert alone["outcomes"] is None
    assert {row["outcome"] for row in rows(tmp_path / "alone" / "measures.csv")} == {""}


def test_a_run_is_not_judged_by_itself_or_by_a_later_one(ledger_runs, tmp_path):
    with pytest.raises(InputError, match="同一次"):
        ledgers_of(ledger_runs / "run_after", against=ledger_runs / "run_after")
    later = shutil.copytree(ledger_runs / "run_before", tmp_path / "later")
    manifest = (later / "manifest.json").read_text(encoding="utf-8")
    (later / "manifest.json").write_text(manifest.replace('"date": "2026-06-30"', '"date": "2026-07-01"'), encoding="utf-8")
    with pytest.raises(InputError, match="（2026-07-01）晚于本次结果（2026-06-30）"):
        ledgers_of(ledger_runs / "run_after", against=later)


def test_a_table_that_the_office_went_on_with_is_read_without_a_new_run(written_ledgers, tmp_path):
    folder, _, _ = written_ledgers
    shutil.copytree(folder / "after", tmp_path / "later")
    (tmp_path / "later" / "measures.csv").write_text(TABLE.replace("C2-MED,卫健委", "C2-MED;C9-VEG,卫健委"), encoding="utf-8")
    with pytest.raises(InputError, match="第 2 行：没有需求 “C9-VEG”"):
        ledgers_of(folder / "run_after", study=tmp_path / "later" / "study.toml")
    (tmp_path / "later" / "measures.csv").write_text(TABLE.replace("scenario.toml", "none.toml"), encoding="utf-8")
    with pytest.raises(InputError, match=r"第 2 行的方案不可用：找不到方案文件 none\.toml"):
        ledgers_of(folder / "run_after", study=tmp_path / "later" / "study.toml")
