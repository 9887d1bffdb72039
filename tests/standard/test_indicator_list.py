"""Lists of indicators: the shipped ones hold what the plan says, a wrong one is refused with its line."""

import pytest

from xc_gis.errors import StandardError
from xc_gis.standard.indicator_list import load_indicators, shipped_lists

LIST = """meta: {id: mine, version: "1", name_zh: 我的清单, years: [2021, 2025]}
indicators:
  - {number: 1, group: 甲, zh: 覆盖率, target: 100}
"""


def test_the_plan_has_24_indicators_six_of_them_binding():
    plan = load_indicators("xicheng-plan-2021-2025")
    of_plan = [one for one in plan.indicators if one.kind in ("binding", "expected")]
    assert [one.number for one in of_plan] == list(range(1, 25))
    assert [one.number for one in of_plan if one.kind == "binding"] == [1, 2, 3, 8, 13, 15]
    assert [(part.zh, part.target) for part in plan.by_number[16].parts] == [("平安街道", 80), ("平安社区", 90)]
    assert (plan.by_number[11].comparison, plan.by_number[13].comparison) == ("<", "stays>=")
    assert all(one.en and one.src for one in plan.indicators)


@pytest.mark.parametrize("name", shipped_lists())
def test_shipped_lists_say_that_they_are_no_official_documents(name):
    shipped = load_indicators(name)
    assert shipped.meta.disclaimer_zh
    assert shipped.meta.disclaimer_en
    assert len(shipped.sha256) == 64


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("  - {number: 1, group: 甲, zh: 另一个, target: 1}", "第 4 行 indicators.1.number：编号 1 重复"),
        ("  - {number: 2, group: 甲, zh: 覆盖率, target: 1}", "名称 “覆盖率” 重复"),
        ("  - {number: 2, group: 甲, zh: 乙, target: 1, comparison: '='}", "第 4 行 indicators.1.comparison"),
        ("  - {number: 2, group: 甲, zh: 乙, target: 5, floor: 5}", "floor 与 target 相同"),
        ("  - {number: 2, group: 甲, zh: 乙, target: 1, parts: [{zh: 丙, target: 2}]}", "不再写 target"),
        ("  - {number: 2, group: 甲, zh: 乙, computed: {kind: areas_with}}", "types：计算方式 areas_with 需要这个键"),
        ("  - {number: 2, group: 甲, zh: 乙, goal: 5}", "没有这个键"),
        ("  - {number: 2, group: 甲, zh: 乙", "指标清单 list.yaml 第"),
    ],
)
def test_a_wrong_list_is_refused_with_its_place(tmp_path, line, words):
    (tmp_path / "list.yaml").write_text(LIST + line + "\n", encoding="utf-8")
    with pytest.raises(StandardError) as caught:
        load_indicators("list.yaml", base_dir=tmp_path)
    assert words in str(caught.value)
    assert "评价标准" not in str(caught.value)


def test_a_list_that_is_not_there_names_those_that_are(tmp_path):
    with pytest.raises(StandardError) as caught:
        load_indicators("xicheng-plan", base_dir=tmp_path)
    assert "找不到指标清单 “xicheng-plan”" in str(caught.value)
    assert "xicheng-plan-2021-2025" in str(caught.value)
