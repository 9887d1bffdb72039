"""Differences on the map: losses and gains in classes; bounds that fall apart, and what is not split, are not known."""

from xc_gis.runs.years import ChangeRow
from xc_gis.ui.presenters.targets.years_themes import ALL_CAUSES, change_record


def row(before, after, bound="exact", shares=(0.0, 0.0, 0.0), what="stars"):
    return ChangeRow("C1", "西社区", "甲街道", what, bound, before, after, shares, "" if shares else "open_between")


def words(record):
    at = record["of"]["C1"]["row"]
    return None if at is None else record["rows"][at]["words"]


def test_classes_begin_behind_a_star_and_behind_500_people():
    assert words(change_record("名", [row(1, 2)], "stars", ALL_CAUSES)) == "增加至多 1 星"
    assert words(change_record("名", [row(4, 2)], "stars", ALL_CAUSES)) == "减少多于 1 星"
    assert words(change_record("名", [row(0, 500, what="MED")], "MED", ALL_CAUSES)) == "增加至多 500 人"
    assert words(change_record("名", [row(501, 0, what="MED")], "MED", ALL_CAUSES)) == "减少多于 500 人"


def test_a_cause_has_its_own_share():
    assert words(change_record("名", [row(1, 2, shares=(1.0, 0.0, 0.0))], "stars", "data")) == "没有增减"


def test_bounds_that_fall_apart_and_what_is_not_split_are_not_known():
    apart = change_record("名", [row(1, 1, "low"), row(1, 2, "high")], "stars", ALL_CAUSES)
    assert words(apart) is None
    assert apart["of"]["C1"]["words"] == "至少 0，至多 +1"
    assert change_record("名", [row(1, 2, shares=None)], "stars", "world")["of"]["C1"] == {
        "row": None,
        "words": "中间的组合数据不足",
    }
