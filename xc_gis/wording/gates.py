"""Gates of a level by name, without the figures of one community: to count in how many of them each fails."""

from __future__ import annotations

from collections.abc import Mapping

from xc_gis.findings import (
    VALUE,
    Capped,
    FewOfList,
    Flagged,
    LowCompleteness,
    LowCoverage,
    LowJoint,
    LowScore,
    LowSeniors,
    LowValue,
    NoComponent,
    NoResidents,
    Reason,
)
from xc_gis.languages.message import Name, msg
from xc_gis.wording.reasons import NO_COMPONENT_ZH


def gate_code(reason: Reason) -> str:
    """A short word: ``score``, ``G:MED``, ``senior MED``, ``joint``, ``completeness``, ``supply absent``, ``V1``, ``no residents``."""
    match reason:
        case LowScore():
            return "score"
        case LowCoverage(category=category):
            return f"G:{category}"
        case LowSeniors(category=category):
            return f"senior {category}"
        case LowJoint():
            return "joint"
        case LowCompleteness():
            return "completeness"
        case FewOfList(list=name):
            return f"list {name}"
        case LowValue(value=key):
            return f"{VALUE}{key}"
        case NoComponent(component):
            return f"{component} absent"
        case Capped(cap=cap) | Flagged(cap=cap):
            return cap
        case NoResidents():
            return "no residents"


def gate_message(reason: Reason, names: Mapping[str, str]) -> str:
    """The gate in words; ``names`` of the categories by code."""
    match reason:
        case LowScore():
            return msg("得分不足")
        case LowCoverage(category=category):
            return msg("{category}覆盖率不足", category=names.get(category, category))
        case LowSeniors(category=category):
            return msg("老年人{category}覆盖率不足", category=names.get(category, category))
        case LowJoint():
            return msg("一站式满足率不足")
        case LowCompleteness():
            return msg("数据完整度不足")
        case FewOfList(zh=zh, en=en):
            return msg("{list}种类不足", list=Name(zh, en))
        case LowValue(zh=zh, en=en):
            return msg("填报数值 {value} 不足（与设施布局无关）", value=Name(zh, en))
        case NoComponent(component):
            return NO_COMPONENT_ZH[component]
        case Capped(cap=cap):
            return msg("封顶规则 {cap}", cap=cap)
        case Flagged():
            return msg("一票否决")
        case NoResidents():
            return msg("没有居民")
