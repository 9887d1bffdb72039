"""Sheets of services and voices by subdistrict and in the whole district; each only where the run has it."""

from __future__ import annotations

from xc_gis.languages.message import msg
from xc_gis.model import ALL
from xc_gis.operations.export.workbook.values import whole_name
from xc_gis.operations.export.workbook.voices import category_name, high_value, known_value
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet, Value
from xc_gis.runs.view import RunView
from xc_gis.runs.voice_areas import HotlineArea, SatisfactionArea, StatisticArea, VoiceAreas
from xc_gis.wording.voices import BASE_ZH, NOT_SHOWN, SATISFACTION_NOTE_ZH, STATISTIC_ZH, why_not_shown

SUBDISTRICT = Column(msg("街道"), Kind.TEXT, 18)


def voice_area_sheets(run: RunView, areas: VoiceAreas) -> tuple[Sheet, ...]:
    """The sheets in their order; none where the run has none of these tables."""
    sheets: list[Sheet] = []
    if areas.survey:
        sheets.append(survey_areas_sheet(areas.survey))
    if areas.hotline:
        sheets.append(hotline_areas_sheet(run, areas.hotline))
    if areas.satisfaction:
        sheets.append(satisfaction_areas_sheet(run, areas.satisfaction))
    return tuple(sheets)


def survey_areas_sheet(found: tuple[StatisticArea, ...]) -> Sheet:
    """The four statistics for both bases of each subdistrict, then the district's."""
    columns = (
        SUBDISTRICT, Column(msg("社区数"), Kind.COUNT, 9), Column(msg("统计"), Kind.TEXT, 26), Column(msg("口径"), Kind.TEXT, 10),
        Column(msg("下限"), Kind.SHARE, 10), Column(msg("数值"), Kind.SHARE, 10), Column(msg("上限"), Kind.SHARE, 10),
    )  # fmt: skip
    rows = [
        Row(
            (_area(one.area), one.communities, STATISTIC_ZH[one.name], BASE_ZH[one.base], *(known_value(value) for value in (one.low, one.value)), high_value(one.high)),
            is_sum=one.area == ALL,
        )
        for one in sorted(found, key=_district_last)
    ]  # fmt: skip
    notes = (msg("每个街道按本街道的社区统计。不清楚不算不提供：下限把不清楚的都算不提供，上限都算提供。"),)
    return Sheet(msg("服务调查汇总"), msg("服务目录落实情况：各街道和全区"), notes, columns, rows, frozen=1)


def hotline_areas_sheet(run: RunView, found: tuple[HotlineArea, ...]) -> Sheet:
    """Tickets of each subdistrict and category, then the district's."""
    columns = (
        SUBDISTRICT, Column(msg("类别"), Kind.TEXT, 26), Column(msg("件数"), Kind.COUNT, 9), Column(msg("每万人"), Kind.POINTS, 9),
        Column(msg("响应率"), Kind.SHARE, 11), Column(msg("解决率"), Kind.SHARE, 9), Column(msg("满意率"), Kind.SHARE, 9), Column(msg("环比"), Kind.CHANGE, 9), Column(msg("同比"), Kind.CHANGE, 9),
    )  # fmt: skip
    rows = []
    for one in sorted(found, key=_district_last):
        counts = (one.tickets, one.per_10k, one.responded, one.resolved, one.satisfied)
        changes = (one.month_on_month, one.year_on_year)
        figures: tuple[Value, ...] = (
            (NOT_SHOWN,) * (len(counts) + len(changes)) if one.is_hidden else (*map(known_value, counts), *changes)
        )
        rows.append(Row((_area(one.area), category_name(run, one.category), *figures), is_sum=one.area == ALL))
    notes = (why_not_shown(int(run.manifest["settings"]["hotline.min_cell"]["value"])),)
    return Sheet(msg("热线汇总"), msg("12345 热线诉求：各街道和全区"), notes, columns, rows, frozen=2)


def satisfaction_areas_sheet(run: RunView, found: tuple[SatisfactionArea, ...]) -> Sheet:
    """Satisfaction of each subdistrict and service asked, then the district's."""
    columns = (
        SUBDISTRICT, Column(msg("类别"), Kind.TEXT, 26), Column(msg("社区数"), Kind.COUNT, 9), Column(msg("未计入的社区"), Kind.COUNT, 12), Column(msg("有效问卷"), Kind.COUNT, 10),
        Column(msg("满意度"), Kind.SHARE, 10, tint=True), Column(msg("区间下限"), Kind.SHARE, 10), Column(msg("区间上限"), Kind.SHARE, 10), Column(msg("说明"), Kind.TEXT, 24),
    )  # fmt: skip
    rows = []
    for one in sorted(found, key=_district_last):
        name = msg("总体") if one.category == ALL else category_name(run, one.category)
        hidden = one.note == "suppressed"
        figures = [NOT_SHOWN if hidden else known_value(value) for value in (one.n, one.value, one.low)]
        figures.append(NOT_SHOWN if hidden else high_value(one.high))
        rows.append(
            Row((_area(one.area), name, one.communities, one.left_out, *figures, SATISFACTION_NOTE_ZH.get(one.note, "")), is_sum=one.area == ALL)
        )  # fmt: skip
    notes = (msg("区间为 95%（Wilson）。未计入的社区：问卷太少而不显示，或没有写有效问卷数；它们不在任何数中。"),)
    return Sheet(msg("满意度汇总"), msg("居民满意度：各街道和全区"), notes, columns, rows, frozen=2)


def _district_last(one: StatisticArea | HotlineArea | SatisfactionArea) -> bool:
    return one.area == ALL


def _area(area: str) -> Value:
    return whole_name() if area == ALL else area
