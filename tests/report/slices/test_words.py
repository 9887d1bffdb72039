"""Sums and shares as people read them."""

import pandas as pd

from xc_gis.report.slices.result import SliceInfo, SlicesResult
from xc_gis.report.slices.words import sentences, slices_table, summary


def result():
    rows = [
        ("C1", "MED", "weekday", 1000.0, 899.99, 50.0, 50.01),
        ("C2", "MED", "weekday", 0.0, 0.0, 0.0, 0.0),
        ("C1", "ELD", "weekday", 0.0, 0.0, 0.0, 0.0),
    ]
    table = pd.DataFrame(rows, columns=["community_id", "category", "slice", "residents", "covered", "gap", "unknown"])
    needs = table.rename(columns={"slice": "need"}).assign(need="small", category="ALL")[:1]
    return SlicesResult(
        "项目", {"MED": "医疗", "ELD": "养老"}, {"small": "小需求不出社区"}, (SliceInfo("weekday", "工作日", "WED 10:00", "2026-07-01", 3, 2, 1),), ("没有节假日",),
        table, table, needs, table, table, 6, 5, 4,
    )  # fmt: skip


def test_sums_are_those_of_the_study():
    found = summary(result())
    assert found["slices"][0]["categories"]["MED"] == {"residents": 1000.0, "covered": 899.99, "gap": 50.0, "unknown": 50.01}
    assert found["needs"]["small"]["covered"] == 899.99
    assert found["left_out"] == ["没有节假日"]


def test_sentences_say_what_is_known_first():
    first, second, third, fourth = map(str, sentences(result()))
    assert first.startswith("6 处开放的设施中，5 处写了开放时间，4 处读得懂")
    assert "WED 10:00，即 2026-07-01" in second
    assert third == "没有节假日"
    assert fourth.startswith("小需求不出社区：900 人做到，50 人没有做到")


def test_shares_are_cut_and_show_what_is_unknown():
    cells = list(slices_table(result()).columns[2].cells)
    assert cells == ["89.9–95.0%", "—"]  # 0.89999 never reads 90.0 %
