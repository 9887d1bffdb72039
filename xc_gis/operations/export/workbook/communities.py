"""Sheet 全区总表与排名: every community with its place, stars and the coverage of each category."""

from __future__ import annotations

from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.workbook.ranking import Place, places, sorted_by_place
from xc_gis.operations.export.workbook.sums import by_subdistrict
from xc_gis.operations.export.workbook.values import (
    area_name,
    coverage_value,
    head_of,
    number_or_unknown,
    range_text,
    stars_value,
)
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet, Unknown, Value
from xc_gis.runs.programmes import asked_lists, grades_of, has_grades, offered
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.shares import at_most
from xc_gis.wording.codes import NOTE_ZH
from xc_gis.wording.reasons import reason_messages, surveys_message

FROZEN = 4


def communities_sheet(run: RunView) -> Sheet:
    """The sheet."""
    lists = asked_lists(run)
    columns = (
        Column(msg("排名"), Kind.WHOLE, 6), Column(msg("并列"), Kind.TEXT, 8), Column(msg("社区"), Kind.TEXT, 20), Column(msg("街道"), Kind.TEXT, 14),
        Column(msg("街道内排名"), Kind.WHOLE, 8), Column(msg("社区编号"), Kind.TEXT, 16), Column(msg("居民"), Kind.COUNT, 9),
        Column(msg("60 岁以上"), Kind.COUNT, 9), Column(msg("星级"), Kind.STARS, 7, tint=True),
        *([Column(msg("等级"), Kind.TEXT, 9)] if has_grades(run) else []), Column(msg("星级区间"), Kind.TEXT, 8),
        Column(msg("状态"), Kind.TEXT, 11, wrap=True), Column(msg("得分"), Kind.POINTS, 7), Column(msg("得分下限"), Kind.POINTS, 7), Column(msg("得分上限"), Kind.POINTS, 7),
        Column(msg("一站式满足率下限"), Kind.SHARE, 9), Column(msg("一站式满足率上限"), Kind.SHARE, 9), Column(msg("数据完整度"), Kind.SHARE, 9),
        *(Column(joined("", [one.name, msg("（种）")]), Kind.WHOLE, 9) for one in lists),
        Column(msg("升下一星尚缺"), Kind.TEXT, 56, wrap=True), Column(msg("核实哪些可定星"), Kind.TEXT, 26, wrap=True),
        *(Column(head_of(c), Kind.SHARE, 10.5, tint=True) for c in run.categories),
    )  # fmt: skip
    whole = places(run.communities)
    own = {cid: place for members in by_subdistrict(run.communities).values() for cid, place in places(members).items()}
    rows = [
        Row(_values(c, whole[c.community_id], own[c.community_id], run)) for c in sorted_by_place(run.communities)
    ]  # fmt: skip
    notes = (
        msg("排名先看星级，再看得分（保留一位小数）；两项都相同的社区并列，其后的名次顺延。没有星级的社区不参加排名，排在最后。"),
        msg(
            "得分、星级的下限把未知居民算作未覆盖，上限算作已覆盖。一站式满足率是各必备类别全部达标的居民所占比例。各类别列为覆盖率；斜线格表示未知，不是零。"
        ),
    )
    return Sheet(msg("全区总表与排名"), msg("全区总表与排名"), notes, columns, rows, frozen=FROZEN, pages_across=3)


def _values(c: CommunityView, whole: Place, own: Place, run: RunView) -> tuple[Value, ...]:
    names = {**{category.code: category.name for category in run.categories}, **c.value_names}
    status = joined("，", [c.status_zh, msg("暂评")]) if c.provisional and c.stars is not None else c.status_zh
    lacking = joined("；", reason_messages(c.reasons, names)) if c.reasons else ""
    return (
        whole.rank if whole.rank is not None else msg("不排名"), msg("{count} 个并列", count=whole.sharing) if whole.sharing > 1 else "",
        c.name, area_name(c.subdistrict), own.rank if own.rank is not None else msg("不排名"), c.community_id,
        number_or_unknown(c.residents.get("residents")), number_or_unknown(c.residents.get("residents_60plus")),
        stars_value(c), *([_grade(c, run)] if has_grades(run) else []), range_text(c.stars_low, c.stars_high), status,
        *(_rated(value) for value in (c.score, c.score_low, c.score_high)),
        *(_with_residents(value) for value in (c.joint_low, None if c.joint_high is None else at_most(c.joint_high), c.completeness)),
        *(_count(*offered(c, one.categories, one.covered_min)) for one in asked_lists(run)),
        joined("", [msg("{n} 星：", n=c.next_star), lacking]) if c.next_star is not None and lacking else lacking,
        surveys_message(c.surveys, names), *(coverage_value(row) for row in c.coverage),
    )  # fmt: skip


def _grade(c: CommunityView, run: RunView) -> Value:
    grades = grades_of(run, c)
    if grades is None:
        return Unknown(c.status_zh)
    low, high = (grade or msg("无等级") for grade in grades)
    return low if low == high else Unknown(joined("–", [low, high]))


def _count(low: int, high: int) -> Value:
    return low if low == high else Unknown(f"{low}–{high}")


def _rated(value: float | None) -> Value:
    return Unknown(msg("未知")) if value is None else value


def _with_residents(value: float | None) -> Value:
    return Unknown(NOTE_ZH["no_residents"]) if value is None else value
