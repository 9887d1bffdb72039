"""Themes of services and voices: hidden grey, unknown hatched, zero a class of its own."""

from dataclasses import replace

import pytest

from xc_gis.runs.resources import KindCount
from xc_gis.runs.voices import HotlineRow, SatisfactionRow
from xc_gis.ui.presenters.voices.themes import (
    hot_spot_record,
    per_10k_record,
    pressure_record,
    provided_record,
    quadrant_record,
    resource_record,
    rounded_limits,
    satisfaction_record,
    share_record,
)

ROW = HotlineRow("C", "MED", 10.0, 20.0, None, None, None, None, None, 0.3, "gap_silent", "hot", is_hidden=False)
ROWS = {
    "none": replace(ROW, tickets=0.0, per_10k=0.0, pressure=0.0, quadrant="fine", hot_spot="none"), "some": ROW, "many": replace(ROW, per_10k=200.0, pressure=1.0, quadrant="gap_complaints"),
    "hidden": replace(ROW, tickets=None, per_10k=None, is_hidden=True), "unknown": replace(ROW, per_10k=None, pressure=None, quadrant="unknown", hot_spot=""),
    "nobody": replace(ROW, quadrant=""),
}  # fmt: skip


def words_of(record, one):
    """Words of the class on the map, and of the pointer."""
    look = record["of"][one]
    return None if look["row"] is None else record["rows"][look["row"]]["words"], look["words"]


def test_resources_none_is_a_class_and_not_surveyed_is_hatched():
    cells = {
        "A": KindCount("A", "k", "facility", 1, 1, 0, 0.0, 0), "B": KindCount("B", "k", "facility", 1, 1, 3, 12.0, 0),
        "C": KindCount("C", "k", "facility", 1, 0, None, None, 0), "D": KindCount("D", "k", "facility", 1, 1, 2, None, 0),
    }  # fmt: skip
    record = resource_record("名", cells)
    words = {one: look["words"] for one, look in record["of"].items()}
    assert words == {"A": "没有", "B": "每万人 12.0 个（共 3 个）", "C": "没有调查", "D": "不知道居民人数"}
    assert record["rows"][record["of"]["A"]["row"]]["fill"] == "#ffffff"
    assert record["of"]["C"]["row"] is None
    assert record["of"]["D"]["row"] is None


def test_tickets_by_head():
    record = per_10k_record("名", ROWS)
    assert words_of(record, "none") == ("没有诉求", "没有诉求")
    assert words_of(record, "hidden") == ("不显示", "不显示")
    assert words_of(record, "unknown") == (None, "不知道居民人数")
    assert words_of(record, "many") == ("200 及以上", "每万人 200.0 件（共 10 件）")
    assert len({row["fill"] for row in record["rows"]}) == len(record["rows"])


def test_classes_where_all_are_alike_or_none_is_known():
    assert rounded_limits([7.0] * 9) == ()
    assert per_10k_record("", {"a": ROW})["of"]["a"]["row"] == 0
    assert per_10k_record("", {"a": ROWS["hidden"]})["rows"][-1]["words"] == "不显示"


def test_pressure_has_no_hidden_cells_for_it_follows_from_what_is_shown():
    record = pressure_record("名", ROWS)
    assert words_of(record, "hidden") == ("0.2–0.4", "诉求压力 0.30")
    assert words_of(record, "many")[0] == "0.8–1"
    assert words_of(record, "unknown")[0] is None


def test_quadrants_and_one_of_them_alone():
    record = quadrant_record("名", ROWS)
    assert words_of(record, "many") == ("有缺口、有诉求",) * 2
    assert words_of(record, "unknown") == (None, "不能判断")
    assert "nobody" not in record["of"]
    alone = quadrant_record("名", ROWS, "gap_silent")
    assert set(alone["of"]) == {"some", "hidden"}
    assert alone["absent"] == "其他社区"


def test_hot_spots_and_what_was_not_tested():
    record = hot_spot_record("名", ROWS)
    assert words_of(record, "some")[0] == "热点"
    assert words_of(record, "unknown") == (None, "没有检验")


def test_shares_answers_and_satisfaction():
    shares = share_record("名", {"a": 1.0, "b": None}, lambda share: f"{share}", "不清楚")
    assert words_of(shares, "a") == ("100%", "1.0")
    assert words_of(shares, "b") == (None, "不清楚")
    assert words_of(provided_record("名", {"a": "y", "b": "n", "c": "?"}), "b") == ("不提供", "不提供")
    rows = {
        "a": SatisfactionRow("a", "ALL", 90.0, 0.8, 0.91, 0.95, ""), "b": SatisfactionRow("b", "ALL", 9.0, 0.4, None, 0.95, "small_n"),
        "c": SatisfactionRow("c", "ALL", None, None, None, None, "suppressed"),
    }  # fmt: skip
    record = satisfaction_record("名", rows)
    assert words_of(record, "a") == ("90%–100%", "满意度 91.0%（80.0–95.0%）")
    assert words_of(record, "b") == (None, "有效问卷不足，只有区间")
    assert words_of(record, "c")[0] == "不显示"


@pytest.mark.parametrize("values", [[1.0, 1.0, 2.0], [0.013, 0.2, 5.0, 1234.0, 99.0, 7.0]])
def test_limits_rise(values):
    limits = rounded_limits(values)
    assert list(limits) == sorted(set(limits))
