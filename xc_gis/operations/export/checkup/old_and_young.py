"""The box 一老一小: how many old people and children live in a community, and how far the services for them reach."""

from __future__ import annotations

from xc_gis.languages.message import Message, joined, msg
from xc_gis.operations.export.spoken import Say, people
from xc_gis.operations.export.workbook.indicators import OLD, YOUNG
from xc_gis.operations.export.workbook.sums import SENIORS
from xc_gis.runs.view import CommunityView, CoverageView
from xc_gis.shares import percent, percent_range

OLD_GROUPS = (("residents_60plus", msg("60 岁以上")), ("residents_80plus", msg("80 岁以上")))
YOUNG_GROUPS = (("residents_0_3", msg("0–3 岁")), ("residents_3_6", msg("3–6 岁")), ("residents_6_12", msg("6–12 岁")))


def old_words(c: CommunityView, say: Say) -> str:
    """The old: how many they are, and coverage at their own pace."""
    shares = [_share(row, senior=row.category.population not in OLD) for row in c.coverage if _is_for_the_old(row)]
    return _said(c, OLD_GROUPS, [share for share in shares if share is not None], msg("按老年人步速，覆盖率"), say)


def young_words(c: CommunityView, say: Say) -> str:
    """The young: how many they are, and coverage of what is for them."""
    shares = [_share(row, senior=False) for row in c.coverage if row.category.population in YOUNG]
    return _said(c, YOUNG_GROUPS, [share for share in shares if share is not None], msg("覆盖率"), say)


def _is_for_the_old(row: CoverageView) -> bool:
    return row.category.population in OLD or row.category.senior_priority


def _said(c: CommunityView, groups: tuple[tuple[str, Message], ...], shares: list[Message], head: Message, say: Say) -> str:
    counts = joined("，", [_count(c, column, name, say) for column, name in groups])
    reach = joined("、", shares) if shares else msg("标准没有这类服务")
    return say(msg("{counts}。{head}：{reach}。", counts=counts, head=head, reach=reach))


def _count(c: CommunityView, column: str, name: Message, say: Say) -> Message:
    count, total = c.residents.get(column), c.residents.get("residents")
    if count is None:
        return msg("{group}人数未知", group=name)
    if total and column == "residents_60plus":
        return msg("{group} {people}（占 {share}）", group=name, people=people(count, say), share=percent(count / total))
    return msg("{group} {people}", group=name, people=people(count, say))


def _share(row: CoverageView, *, senior: bool) -> Message | None:
    name = row.category.name
    if not row.applies:
        return msg("{category} {words}", category=name, words=msg("不适用"))
    if senior and row.category.population != SENIORS:
        if row.senior_low is None or row.senior_high is None:
            return None
        return msg("{category} {words}", category=name, words=percent_range(row.senior_low, row.senior_high))
    if row.low is None or row.high is None:
        return None
    known = percent(row.share) if row.share is not None else msg("未知 {range}", range=percent_range(row.low, row.high))
    return msg("{category} {words}", category=name, words=known)
