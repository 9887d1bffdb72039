"""Sheet 五星候选: a row for each candidate, two columns for each gate."""

from __future__ import annotations

from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.workbook.five_stars import (
    FAILED,
    FIVE,
    NOT_ASKED,
    PASSED,
    UNKNOWN,
    Gate,
    GateResult,
    candidates,
    five_star_gates,
)
from xc_gis.operations.export.workbook.ranking import order_of
from xc_gis.operations.export.workbook.values import area_name, number_or_unknown, range_text, stars_value
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet, Shown, Unknown, Value
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.shares import at_most

WORDS = {PASSED: msg("通过"), FAILED: msg("未通过"), UNKNOWN: msg("未知"), NOT_ASKED: msg("不要求")}


def candidates_sheet(run: RunView) -> Sheet:
    """The sheet."""
    gates = five_star_gates(run)
    columns = (
        Column(msg("社区"), Kind.TEXT, 18), Column(msg("街道"), Kind.TEXT, 13), Column(msg("社区编号"), Kind.TEXT, 16), Column(msg("星级"), Kind.STARS, 6, tint=True),
        Column(msg("星级区间"), Kind.TEXT, 7), Column(msg("结论"), Kind.TEXT, 18, wrap=True), Column(msg("未通过项"), Kind.WHOLE, 6), Column(msg("未知项"), Kind.WHOLE, 6),
        *(Column(gate.head, Kind.TEXT, 10) for gate in gates),
        Column(msg("得分"), Kind.POINTS, 7), Column(msg("一站式满足率下限"), Kind.SHARE, 9), Column(msg("一站式满足率上限"), Kind.SHARE, 9), Column(msg("数据完整度"), Kind.SHARE, 9),
        Column(msg("不足与待核实之处"), Kind.TEXT, 48, wrap=True),
    )  # fmt: skip
    found = candidates(run)
    judged = {c.community_id: [gate.judge(c) for gate in gates] for c in found}
    ordered = sorted(found, key=lambda c: (-(c.stars or 0), _count(judged[c.community_id], FAILED), *order_of(c), c.community_id))
    rows = [Row(_values(c, gates, judged[c.community_id])) for c in ordered]
    notes = (
        msg(
            "列入：已有 4 星或 5 星，或数据核实后可能达到 5 星的社区，共 {count} 个（确定已达 5 星 {have} 个）。",
            count=len(found), have=sum(c.stars == FIVE and c.stars_low == FIVE for c in found),
        ),
        msg("通过：把未知居民都算作未覆盖仍然达到；未通过：都算作已覆盖仍达不到；未知：要看核实的结果。星级按已知数据评定。"),
    )  # fmt: skip
    return Sheet(msg("五星候选"), msg("五星候选名单与各项门槛"), notes, columns, rows, frozen=1)


def _count(results: list[GateResult], state: str) -> int:
    return sum(result.state == state for result in results)


def _values(c: CommunityView, gates: tuple[Gate, ...], results: list[GateResult]) -> tuple[Value, ...]:
    failed, unknown = _count(results, FAILED), _count(results, UNKNOWN)
    short = [
        joined("：", [gate.head, result.evidence]) if result.evidence else gate.head
        for gate, result in zip(gates, results, strict=True)
        if result.state in {FAILED, UNKNOWN}
    ]
    return (
        c.name, area_name(c.subdistrict), c.community_id, stars_value(c), range_text(c.stars_low, c.stars_high),
        conclusion(c, failed, unknown), failed, unknown, *(_word(result.state) for result in results),
        *(number_or_unknown(value) for value in (c.score, c.joint_low, None if c.joint_high is None else at_most(c.joint_high), c.completeness)), joined("；", short) if short else "",
    )  # fmt: skip


def _word(state: str) -> Value:
    return Unknown(WORDS[state]) if state == UNKNOWN else Shown(WORDS[state], weak=state == FAILED)


def conclusion(c: CommunityView, failed: int, unknown: int) -> str:
    """What the gates come to, in a few words."""
    if c.stars_low == FIVE:
        return msg("已达 5 星")
    parts = [msg("{count} 项未通过", count=failed)] if failed else []
    parts += [msg("{count} 项待核实", count=unknown)] if unknown else []
    return joined("，", parts) if parts else msg("各项通过")
