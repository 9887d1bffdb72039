"""Sheets of services delivered and voices heard: survey, items, hotline, priorities, silent gaps, satisfaction; each only where the run has it."""

from __future__ import annotations

from collections.abc import Sequence

from xc_gis.languages.message import msg
from xc_gis.model import ALL, OTHER
from xc_gis.operations.export.workbook.values import area_name
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet, Unknown, Value
from xc_gis.runs.table_rows import Number
from xc_gis.runs.view import RunView
from xc_gis.runs.voices import GapRow, HotlineRow, HotlineVoice, SatisfactionRow, SurveyVoice, Voices
from xc_gis.shares import at_most, percent
from xc_gis.wording.voices import (
    ALL_ZH,
    BASE_ZH,
    FORMULA_ZH,
    HOT_SPOT_ZH,
    NOT_SHOWN,
    OTHER_ZH,
    QUADRANT_ZH,
    SATISFACTION_NOTE_ZH,
    STATISTIC_ZH,
    why_not_shown,
)

AREA = (Column(msg("街道"), Kind.TEXT, 13), Column(msg("社区"), Kind.TEXT, 18), Column(msg("社区编号"), Kind.TEXT, 16))


def voice_sheets(run: RunView, voices: Voices) -> tuple[Sheet, ...]:
    """The sheets in their order; none where the study names none of these tables."""
    sheets: list[Sheet] = []
    if voices.survey is not None:
        sheets += [survey_sheet(run, voices.survey), items_sheet(voices.survey)]
    if voices.hotline is not None:
        hotline = voices.hotline
        sheets += [
            hotline_sheet(run, hotline), gaps_sheet(run, hotline.priorities, ranked=True), gaps_sheet(run, hotline.ahead, ranked=False)
        ]  # fmt: skip
    if voices.satisfaction is not None:
        sheets.append(satisfaction_sheet(run, voices.satisfaction))
    return tuple(sheets)


def survey_sheet(run: RunView, survey: SurveyVoice) -> Sheet:
    """The four statistics for both bases."""
    columns = (
        Column(msg("统计"), Kind.TEXT, 26), Column(msg("口径"), Kind.TEXT, 10), Column(msg("下限"), Kind.SHARE, 10), Column(msg("数值"), Kind.SHARE, 10), Column(msg("上限"), Kind.SHARE, 10),
    )  # fmt: skip
    rows = [
        Row((STATISTIC_ZH[one.name], BASE_ZH[one.base], known_value(one.low), known_value(one.value), high_value(one.high)))
        for one in survey.statistics
    ]
    least = percent(float(run.manifest["settings"]["survey.satisfied"]["value"]))
    notes = (
        msg(
            "满意度达标：各社区满意度的平均达到 {least}，按没有取整的数比较。一个项的全部小项都提供，才算提供这一项。",
            least=least,
        ),
        msg("不清楚不算不提供：下限把不清楚的都算不提供，上限都算提供；不清楚的太多时没有数值，只有上下限。"),
    )
    return Sheet(msg("服务调查"), msg("服务目录落实情况的四项统计"), notes, columns, rows, frozen=1)


def items_sheet(survey: SurveyVoice) -> Sheet:
    """A row for each item of the base."""
    columns = (
        Column(msg("编号"), Kind.TEXT, 9), Column(msg("大类"), Kind.TEXT, 16), Column(msg("项"), Kind.TEXT, 22, wrap=True), Column(msg("小项"), Kind.TEXT, 26, wrap=True),
        Column(msg("提供"), Kind.COUNT, 8), Column(msg("不提供"), Kind.COUNT, 8), Column(msg("不清楚"), Kind.COUNT, 8),
        Column(msg("提供比例"), Kind.SHARE, 9, tint=True), Column(msg("比例下限"), Kind.SHARE, 9), Column(msg("比例上限"), Kind.SHARE, 9),
        Column(msg("满意度"), Kind.SHARE, 9, tint=True), Column(msg("满意度下限"), Kind.SHARE, 9), Column(msg("满意度上限"), Kind.SHARE, 9),
    )  # fmt: skip
    rows = [
        Row((
            item.code, item.division, item.item, item.subitem, item.yes, item.no, item.unknown,
            *(known_value(item.provided[n]) for n in (1, 0, 2)), *(known_value(item.satisfaction[n]) for n in (1, 0, 2)),
        ))
        for item in survey.items
    ]  # fmt: skip
    notes = (msg("提供、不提供、不清楚为社区数。没有调查到的社区算不清楚。满意度为各社区的平均，只问提供该项目的社区。"),)
    return Sheet(msg("服务目录"), msg("服务目录各项目的落实情况"), notes, columns, rows, frozen=4)


def hotline_sheet(run: RunView, hotline: HotlineVoice) -> Sheet:
    """A row for each community and category, then the district's."""
    columns = (
        *AREA, Column(msg("类别"), Kind.TEXT, 20), Column(msg("件数"), Kind.COUNT, 9), Column(msg("每万人"), Kind.POINTS, 9),
        Column(msg("响应率"), Kind.SHARE, 9), Column(msg("解决率"), Kind.SHARE, 9), Column(msg("满意率"), Kind.SHARE, 9), Column(msg("环比"), Kind.CHANGE, 9), Column(msg("同比"), Kind.CHANGE, 9),
        Column(msg("诉求压力（0–1）"), Kind.RATIO, 9), Column(msg("需求与缺口"), Kind.TEXT, 18), Column(msg("热点"), Kind.TEXT, 10),
    )  # fmt: skip
    order = {code: n for n, code in enumerate((ALL, *(c for c in hotline.categories if c != ALL)))}
    found = sorted(hotline.rows.values(), key=lambda row: order[row.category])
    by_community: dict[str, list[HotlineRow]] = {}
    for row in found:
        by_community.setdefault(row.community_id, []).append(row)
    rows = [
        Row((area_name(c.subdistrict), c.name, c.community_id, *_figures(run, row)))
        for c in run.communities
        for row in by_community.get(c.community_id, ())
    ]
    rows += [Row((msg("全区"), "", "", *_figures(run, row)), is_sum=True) for row in by_community.get(ALL, ())]
    first, last = hotline.period
    notes = (
        msg("{first} 至 {last} 的工单。环比、同比：最后一个月与上一个月、与上年同月相比。诉求压力：每名居民的工单数与全区第 90 百分位的社区相比，由显示出来的数推得。", first=first, last=last),
        why_not_shown(hotline.min_cell),
    )  # fmt: skip
    return Sheet(msg("热线"), msg("12345 热线诉求"), notes, columns, rows, frozen=4)


def _figures(run: RunView, row: HotlineRow) -> tuple[Value, ...]:
    hidden, district = row.is_hidden, row.community_id == ALL
    counts = (row.tickets, row.per_10k, row.responded, row.resolved, row.satisfied)
    changes = (row.month_on_month, row.year_on_year)
    return (
        category_name(run, row.category), *(NOT_SHOWN if hidden else known_value(value) for value in counts), *(NOT_SHOWN if hidden else value for value in changes),
        None if district or row.category == ALL else known_value(row.pressure), "" if not row.quadrant else QUADRANT_ZH[row.quadrant],
        "" if district else HOT_SPOT_ZH[row.hot_spot],
    )  # fmt: skip


def gaps_sheet(run: RunView, gaps: Sequence[GapRow], *, ranked: bool) -> Sheet:
    """The most urgent gaps, or the silent ones with most people."""
    columns = (
        Column(msg("序号"), Kind.WHOLE, 7), *AREA, Column(msg("类别"), Kind.TEXT, 20), *((Column(msg("人群人数"), Kind.COUNT, 10),) if ranked else ()),
        Column(msg("未覆盖人数"), Kind.COUNT, 10), Column(msg("缺口比例"), Kind.SHARE, 10), Column(msg("诉求压力（0–1）"), Kind.RATIO, 9),
        *((Column(msg("优先值"), Kind.RATIO, 9), Column(msg("归类"), Kind.TEXT, 18)) if ranked else ()),
        Column(msg("责任单位"), Kind.TEXT, 10, wrap=True), Column(msg("完成时限"), Kind.TEXT, 10, wrap=True),
    )  # fmt: skip
    rows = []
    for row in gaps:
        c = run.by_id.get(row.community_id)
        if c is None:
            continue
        area = (area_name(c.subdistrict), c.name, c.community_id, category_name(run, row.category))
        people = (known_value(row.residents), row.gap) if ranked else (row.gap,)
        urgent = (known_value(row.priority), QUADRANT_ZH[row.quadrant]) if ranked else ()
        rows.append(Row((row.rank, *area, *people, row.gap_share, known_value(row.pressure), *urgent, "", "")))
    if ranked:
        return Sheet(msg("优先清单"), msg("缺口优先清单"), (FORMULA_ZH, _TO_FILL), columns, rows, frozen=3)
    notes = (msg("有缺口而少有人反映的地方，未覆盖居民最多的在前：诉求可能从这里来。"), _TO_FILL)
    return Sheet(msg("未诉先办"), msg("未诉先办清单"), notes, columns, rows, frozen=3)


_TO_FILL = msg("责任单位、完成时限由填报单位填写。")


def satisfaction_sheet(run: RunView, answers: Sequence[SatisfactionRow]) -> Sheet:
    """A row for each community and service asked."""
    columns = (
        *AREA, Column(msg("类别"), Kind.TEXT, 20), Column(msg("有效问卷"), Kind.COUNT, 10), Column(msg("满意度"), Kind.SHARE, 10, tint=True),
        Column(msg("区间下限"), Kind.SHARE, 10), Column(msg("区间上限"), Kind.SHARE, 10), Column(msg("说明"), Kind.TEXT, 24),
    )  # fmt: skip
    rows = []
    for row in answers:
        c = run.by_id.get(row.community_id)
        if c is None:
            continue
        hidden = row.note == "suppressed"
        figures = [NOT_SHOWN if hidden else known_value(value) for value in (row.n, row.value, row.low)]
        figures.append(NOT_SHOWN if hidden else high_value(row.high))
        name = msg("总体") if row.category == ALL else category_name(run, row.category)
        rows.append(
            Row((area_name(c.subdistrict), c.name, c.community_id, name, *figures, SATISFACTION_NOTE_ZH.get(row.note, "")))
        )
    least = run.manifest["settings"]["satisfaction.min_n"]["value"]
    notes = (msg("区间为 95%（Wilson）。有效问卷少于 {count:g} 份时只有区间，不下结论；问卷极少时都不显示。", count=least),)
    return Sheet(msg("满意度"), msg("居民满意度"), notes, columns, rows, frozen=4)


def category_name(run: RunView, code: str) -> Value:
    """Name of a category of the hotline."""
    if code in {ALL, OTHER}:
        return ALL_ZH if code == ALL else OTHER_ZH
    return run.by_code[code].name if code in run.by_code else code


def known_value(value: Number) -> Value:
    """A figure; hatched where it is not known."""
    return Unknown(msg("未知")) if value is None else value


def high_value(value: Number) -> Value:
    """The high end of a share, raised (decision 239); hatched where it is not known."""
    return known_value(None if value is None else at_most(value))
