"""Network and unknown residents as rows: what figures mean, islands by who depends on them, a share never shown as nothing."""

from tests.report.check.reports import health, island, report, unknown
from xc_gis.report.check.rows import (
    CATEGORIES_SHOWN,
    ISLANDS_SHOWN,
    island_row,
    islands_shown,
    network_figures,
    network_sentences,
    reason_rows,
    unknown_rows,
)


def sentences(counted=True, **changes):
    return network_sentences(report(network=health(**changes), totals={"residents": 100.0} if counted else {}))


def test_figures_of_the_network():
    figures = {
        one["name"]: one["value"] for one in network_figures(report(network=health(length_m=12_345.0, gated_m=1_234.5, parts=4)))
    }
    assert figures["可步行道路"] == "12 公里"
    assert figures["封闭小区内"] == "10.0%"
    assert figures["孤岛"] == "3"
    assert network_figures(report()) == network_sentences(report()) == []
    assert {one["name"]: one["value"] for one in network_figures(report(network=health(length_m=0.0)))}["封闭小区内"] == "0.0%"


def test_a_sound_network_has_one_sentence():
    assert sentences() == ["每处居住点附近都有可步行道路。"]


def test_people_are_told_where_they_were_counted_and_homes_else():
    assert sentences(off_network_points=3, off_network_residents=1234.0) == [
        "3 处居住点(居民 1,234)附近没有可步行道路,状态为未知。"
    ]
    assert sentences(counted=False, off_network_points=3, off_network_residents=3.0) == [
        "3 处居住点附近没有可步行道路,状态为未知。"
    ]
    assert "离最近的道路超过 100 米" in sentences(far_points=2, far_residents=50.0)[1]
    assert "居民" not in sentences(counted=False, far_points=2)[1]


def test_what_makes_times_too_short_is_told():
    assert "过街等候时间算不出来" in sentences(signal_crossings=0, crossings=0)[1]
    assert len(sentences(signal_crossings=0, crossings=1)) == 1
    assert "门禁" in sentences(gated_m=0.0)[1]
    assert "5 处设施附近没有可步行道路" in sentences(off_network_facilities=5)[1]


def test_islands_on_which_somebody_depends_come_first():
    islands = (
        *(island(n) for n in range(1, 30)),
        island(30, residents=5.0, demand_points=1),
        island(31, facilities=1),
        island(32, demand_points=2),
    )
    shown = islands_shown(report(network=health(islands=islands)))
    assert len(shown) == ISLANDS_SHOWN
    assert [one.number for one in shown[:5]] == [30, 32, 31, 1, 2]
    assert islands_shown(report()) == []


def test_an_island_says_whether_it_counts():
    assert island_row(island(3, length_m=1234.4, counts=True))["counts"] == "可以,但出不去"
    row = island_row(island(3, residents=1234.0, lon=116.123456))
    assert (row["counts"], row["residents"], row["lon"], row["length"]) == ("太短,不计", "1,234", "116.12346", "500")


def test_reasons_over_all_categories_the_widest_first():
    found = (unknown("A", residents=50.0), unknown("B", residents=70.0), unknown("A", "off_network", 100.0))
    rows = reason_rows(report(unknown=found))
    assert [(row["count"], row["categories"], row["residents"]) for row in rows] == [("2", "A类、B类", "70"), ("1", "A类", "100")]
    many = tuple(unknown(code) for code in "ABCDEFGH")
    assert reason_rows(report(unknown=many))[0]["categories"].endswith(" 等")
    assert not reason_rows(report(unknown=many[:CATEGORIES_SHOWN]))[0]["categories"].endswith("等")
    assert reason_rows(report()) == []


def test_categories_span_their_reasons_and_small_shares_are_not_nothing():
    found = (unknown("A", share=0.5), unknown("A", "off_network", share=0.0004), unknown("B", share=1.2))
    rows = unknown_rows(report(unknown=found))
    assert [(row["span"], row["share"], row["width"]) for row in rows] == [
        (2, "50.0%", "50.0"),
        (0, "<0.1%", "0.0"),
        (1, "120.0%", "100.0"),
    ]
