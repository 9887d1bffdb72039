"""What will be unknown, category by category: largest first, few of a percent told together, never shown as more than all."""

from xc_gis.findings import UnknownReason
from xc_gis.ui.presenters.study.unknown_rows import hardly_zh, unknown_rows


def test_unknown_residents_are_told_by_category_largest_first():
    reasons = [
        UnknownReason("MED", "医疗卫生", "stale_inventory", 100.0, 0.1),
        UnknownReason("MED", "医疗卫生", "off_network", 5.0, 0.005),
        UnknownReason("CVS", "便利店", "stale_inventory", 300.0, 0.3),
    ]  # fmt: skip
    rows = unknown_rows(reasons)
    assert [(row.category, round(row.share, 3), row.residents) for row in rows] == [("CVS", 0.3, 300.0), ("MED", 0.105, 105.0)]
    assert rows[1].reasons == ("该类设施的清单已过期（10.0%）", "住处附近没有可步行道路")
    assert (
        hardly_zh(rows, 1)
        == "其余 2 类：不到 1% 的居民未知（最多 300 人），因为该类设施的清单已过期（30.0%）、该类设施的清单已过期（10.0%）、住处附近没有可步行道路。"
    )


def test_a_share_is_at_most_all_and_equal_ones_stand_by_code():
    reasons = [UnknownReason(code, code, "no_inventory", 60.0, 0.6) for code in ("B", "A", "A")]
    rows = unknown_rows(reasons)
    assert [(row.category, row.share, row.residents) for row in rows] == [("A", 1.0, 120.0), ("B", 0.6, 60.0)]


def test_homes_are_said_as_homes_and_alone_they_are_no_rest():
    rows = unknown_rows([UnknownReason("MED", "医疗卫生", "off_network", 5.0, 0.005)])
    assert hardly_zh(rows, 0, homes=True) == "1 类：不到 1% 的住宅未知（最多 5 处），因为住处附近没有可步行道路。"
    assert unknown_rows([]) == ()
