"""Sheet 指标: coverage of each category in the whole district, of residents of 60 and more, of the old and the young."""

from __future__ import annotations

from xc_gis.languages.message import msg
from xc_gis.operations.export.workbook.five_stars import FIVE
from xc_gis.operations.export.workbook.sums import SENIORS, Counted, counted, seniors_counted
from xc_gis.operations.export.workbook.values import counted_value, number_or_unknown
from xc_gis.report.documents.workbook.records import Bars, Column, Kind, Row, Sheet, Unknown, Value
from xc_gis.report.themes import COVERED
from xc_gis.runs.view import CategoryView, RunView
from xc_gis.shares import at_most, misses, threshold_percent
from xc_gis.wording.codes import DOMAIN_ZH, GROUP_ZH, PROFILE_ZH

OLD, YOUNG = {SENIORS, "age80plus"}, {"age0_3", "age3_6", "age6_12"}
TARGET = 0.9
"""Of a category where the standard asks for none: the goal of the programme."""


def indicators_sheet(run: RunView) -> Sheet:
    """The sheet."""
    least = target_of(run)
    columns = (
        Column(msg("编码"), Kind.TEXT, 7), Column(msg("类别"), Kind.TEXT, 26), Column(msg("领域"), Kind.TEXT, 13), Column(msg("必备"), Kind.TEXT, 6), Column(msg("一老一小"), Kind.TEXT, 8),
        Column(msg("时限（分钟）"), Kind.WHOLE, 7), Column(msg("步行者"), Kind.TEXT, 9), Column(msg("服务人群"), Kind.TEXT, 11), Column(msg("权重"), Kind.WHOLE, 6),
        Column(msg("人群人数"), Kind.COUNT, 12), Column(msg("已覆盖"), Kind.COUNT, 12), Column(msg("未覆盖"), Kind.COUNT, 11), Column(msg("未知"), Kind.COUNT, 10),
        Column(msg("覆盖率"), Kind.SHARE, 14, tint=True), Column(msg("覆盖率下限"), Kind.SHARE, 8), Column(msg("覆盖率上限"), Kind.SHARE, 8),
        Column(msg("60 岁以上覆盖率"), Kind.SHARE, 14, tint=True), Column(msg("60 岁以上下限"), Kind.SHARE, 8), Column(msg("60 岁以上上限"), Kind.SHARE, 8),
        Column(msg("覆盖率达到 {least} 的社区", least=threshold_percent(least)), Kind.COUNT, 10), Column(msg("未达到的社区"), Kind.COUNT, 9), Column(msg("未知的社区"), Kind.COUNT, 8),
    )  # fmt: skip
    rows = [Row(_values(run, category, least)) for category in run.categories]
    chart = Bars(
        msg("各类别居民：已覆盖、未覆盖、未知"),
        msg("占人群比例"),
        (10, 11, 12),
        1,
        (0, len(rows) - 1),
        (COVERED, "#FFFFFF", ""),
        as_shares=True,
    )
    notes = (
        msg("全区覆盖率按居民人数合计后计算；下限把未知居民算作未覆盖，上限算作已覆盖。60 岁以上按老年人的步速；“—”表示标准没有要求把老年人单列。"),
        msg("一老一小：“老”为面向 60 岁以上居民或以老年人为重点的类别，“小”为面向 12 岁以下儿童的类别。"),
    )  # fmt: skip
    return Sheet(msg("指标"), msg("各类别覆盖率指标表"), notes, columns, rows, frozen=2, charts=(chart,))


def target_of(run: RunView) -> float:
    """Coverage that a community's category should have: what five stars ask of mandatory ones."""
    least = run.levels.get(FIVE, {}).get("mandatory_each_min")
    return TARGET if least is None else float(least)


def _values(run: RunView, category: CategoryView, least: float) -> tuple[Value, ...]:
    rows = [c.of(category.code) for c in run.communities]
    whole = counted(rows, run.unknown_max)
    seniors = seniors_counted(run.communities, category, run.unknown_max)
    with_share = [row.share for row in rows if row.applies and row.share is not None]
    below = sum(bool(misses(share, least)) for share in with_share)
    lost = sum(row.applies and row.share is None for row in rows)
    asked = category.senior_priority or category.population == SENIORS
    return (
        category.code, category.name, DOMAIN_ZH.get(category.domain, category.domain), msg("必备") if category.mandatory else "", old_or_young(category),
        category.minutes, PROFILE_ZH.get(category.profile, category.profile), GROUP_ZH.get(category.population, category.population), category.weight,
        *(number_or_unknown(value) for value in (whole.residents, whole.covered, whole.gap, whole.unknown)), *_three(whole),
        *(_three(seniors) if asked else ("—", "—", "—")), len(with_share) - below, below, lost,
    )  # fmt: skip


def _three(count: Counted | None) -> tuple[Value, Value, Value]:
    if count is None or count.low is None or count.high is None:
        nothing = Unknown(msg("未知")) if count is None else msg("不适用")
        return nothing, nothing, nothing
    return counted_value(count), count.low, at_most(count.high)


def old_or_young(category: CategoryView) -> str:
    """Whether a category is one of the old or of the young."""
    if category.population in OLD or category.senior_priority:
        return msg("老")
    return msg("小") if category.population in YOUNG else ""
