"""Gates are counted by name: the figures of a community say nothing of which gate it is."""

import pytest

from xc_gis.findings import LowCompleteness, LowCoverage, LowJoint, LowScore, LowSeniors, LowValue, NoComponent, NoResidents
from xc_gis.languages.message import in_language
from xc_gis.wording.gates import gate_code, gate_message


@pytest.mark.parametrize(
    ("reason", "code", "words"),
    [
        (LowScore(85.0), "score", "得分不足"),
        (LowCoverage("MED", 0.5, 0.75, 5), "G:MED", "医疗覆盖率不足"),
        (LowSeniors("MED", 0.5, 0.8), "senior MED", "老年人医疗覆盖率不足"),
        (LowJoint(0.5, 0.8), "joint", "一站式满足率不足"),
        (LowCompleteness(0.5, 0.8), "completeness", "数据完整度不足"),
        (LowValue("joy", "满意度", "satisfaction", "%", "", 85.0, 90.0), "value:joy", "填报数值 满意度 不足（与设施布局无关）"),
        (NoComponent("supply"), "supply absent", "缺少“服务落实与品质”数据"),
        (NoResidents(), "no residents", "没有居民"),
    ],
)
def test_a_gate_has_a_code_and_words(reason, code, words):
    assert gate_code(reason) == code
    assert in_language(gate_message(reason, {"MED": "医疗"}), "zh") == words


def test_two_communities_that_fail_by_different_figures_fail_at_the_same_gate():
    assert gate_code(LowCoverage("MED", 0.1, 0.75, 5)) == gate_code(LowCoverage("MED", 0.7, 0.75, 5))
