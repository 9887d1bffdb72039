"""
Reasons and surveys of a rating in words: ``binding`` and ``surveys`` of the tables, and the sentences that planners read.

All are made from the records of ``findings``: a figure or a name is never looked for in a finished sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
from xc_gis.languages.message import Name, joined, msg
from xc_gis.shares import against, percent, threshold_percent
from xc_gis.units import amount

NO_COMPONENT_ZH = {"supply": msg("缺少“服务落实与品质”数据"), "feedback": msg("缺少“群众评价与诉求”数据")}


def binding_text(reasons: Iterable[Reason]) -> str:
    """Reasons in the short form of ``binding``, joined by ``; ``."""
    return "; ".join(map(_code, reasons))


def surveys_text(surveys: Iterable[Sequence[str]]) -> str:
    """Sets of categories joined by ``; ``, categories of a set by ``+``."""
    return "; ".join("+".join(codes) for codes in surveys)


def _code(reason: Reason) -> str:
    match reason:
        case LowScore(least):
            return f"score<{least:.1f}"
        case LowCoverage(category, share, least, stars):
            return f"G{stars}:{category} {against(share, least)}"
        case LowJoint(share, least):
            return f"joint {against(share, least)}"
        case LowSeniors(category, share, least):
            return f"senior {category} {against(share, least)}"
        case LowCompleteness(share, least):
            return f"completeness {against(share, least)}"
        case FewOfList(list=name, count=count, least=least):
            return f"{name} {count}<{least}"
        case LowValue(value=key, found=found, least=least):
            return f"{VALUE}{key} {found:.10g}<{least:.10g}"
        case NoComponent(component):
            return f"{component} absent"
        case Capped(cap=cap, categories=categories):
            return f"{cap}:{','.join(categories)}"
        case Flagged(cap, document):
            return f"{cap}:{document}"
        case NoResidents():
            return "no residents"


def reason_message(reason: Reason, names: Mapping[str, str]) -> str:
    """
    Say a reason.

    ``names``: of the categories by code, in both languages where they have them (``languages.message.Name``).
    """
    match reason:
        case LowScore(least):
            return msg("得分不足 {least:.1f} 分", least=least)
        case LowCoverage(category, share, least, stars):
            return msg(
                "{category}覆盖率 {share},{stars} 星要求 {least}",
                category=names.get(category, category), share=percent(share), stars=stars, least=threshold_percent(least),
            )  # fmt: skip
        case LowJoint(share, least):
            return msg("一站式满足率 {share},要求 {least}", share=percent(share), least=threshold_percent(least))
        case LowSeniors(category, share, least):
            return msg(
                "老年人{category}覆盖率 {share},要求 {least}",
                category=names.get(category, category), share=percent(share), least=threshold_percent(least),
            )  # fmt: skip
        case LowCompleteness(share, least):
            return msg("数据完整度 {share},要求 {least}", share=percent(share), least=threshold_percent(least))
        case FewOfList(zh=zh, en=en, count=count, least=least):
            return msg("{list}有 {count} 种，要求 {least} 种", list=Name(zh, en), count=count, least=least)
        case LowValue(zh=zh, en=en, unit=unit, unit_en=unit_en, found=found, least=least):
            return msg(
                "{value} {found}，要求 {least}（填报数值，与设施布局无关）",
                value=Name(zh, en),
                found=amount(found, unit, unit_en),
                least=amount(least, unit, unit_en),
            )
        case NoComponent(component):
            return NO_COMPONENT_ZH[component]
        case Capped():
            return _cap_message(reason, joined("、", [names.get(code, code) for code in reason.categories]))
        case Flagged():
            return _flag_message(reason)
        case NoResidents():
            return msg("没有居民")


def _flag_message(flag: Flagged) -> str:
    if flag.stars == 0:
        return msg("一票否决,文号 {document}", document=flag.document)
    return msg("一票否决,文号 {document}(至多 {stars} 星)", document=flag.document, stars=flag.stars)


def _cap_message(cap: Capped, names: str) -> str:
    """The figures of the cap, the categories that set it off, and the stars that it leaves."""
    count, stars, share = cap.count, cap.stars, threshold_percent(cap.share or 0.0)
    of = msg("必备服务") if cap.of_mandatory else msg("服务")
    match cap.condition, count > 1:
        case "none_covered", False:
            return msg("{of}缺失:{names}(至多 {stars} 星)", of=of, names=names, stars=stars)
        case "none_covered", True:
            return msg("{count} 项及以上{of}缺失:{names}(至多 {stars} 星)", count=count, of=of, names=names, stars=stars)
        case "senior_coverage_below", False:
            return msg("老年人{names}覆盖率不足 {share}(至多 {stars} 星)", names=names, share=share, stars=stars)
        case "senior_coverage_below", True:
            return msg(
                "{count} 项及以上{of}的老年人覆盖率不足 {share}:{names}(至多 {stars} 星)",
                count=count, of=of, share=share, names=names, stars=stars,
            )  # fmt: skip
        case _, False:
            return msg("{names}覆盖率不足 {share}(至多 {stars} 星)", names=names, share=share, stars=stars)
        case _:
            return msg(
                "{count} 项及以上{of}覆盖率不足 {share}:{names}(至多 {stars} 星)",
                count=count, of=of, share=share, names=names, stars=stars,
            )  # fmt: skip


def reason_messages(reasons: Iterable[Reason], names: Mapping[str, str]) -> list[str]:
    """Reasons as messages; ``names`` of the categories by code."""
    return [reason_message(reason, names) for reason in reasons]


def surveys_message(surveys: Iterable[Sequence[str]], names: Mapping[str, str]) -> str:
    """Which surveys would settle the range; empty where none would."""
    message: str = ""
    for codes in surveys:
        one = msg("核实{names}", names=joined("、", [names.get(code, code) for code in codes]))
        message = msg("{message},或{one}", message=message, one=one) if message else one
    return message
