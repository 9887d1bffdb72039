"""Sheets 应急与避难 and 责任岗位: plans, who reaches a shelter on foot, and the role that answers for each area; only where the run has them."""

from __future__ import annotations

from xc_gis.languages.message import Message, joined, msg
from xc_gis.model import DISTRICT, NO, YES
from xc_gis.operations.export.workbook.values import area_name, number_or_unknown
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet, Unknown, Value
from xc_gis.runs.emergency import EmergencyView, PlanView
from xc_gis.runs.view import RunView

LEVEL_ZH = {
    "district": msg("全区"), "subdistrict": msg("街道"), "community": msg("社区"), "grid": msg("网格"), "compound": msg("小区"),
}  # fmt: skip

PLAN_ZH = {YES: msg("有预案"), NO: msg("无预案")}
LEVEL = Column(msg("层级"), Kind.TEXT, 13)
PLACE = (LEVEL, Column(msg("街道"), Kind.TEXT, 16), Column(msg("区域"), Kind.TEXT, 22), Column(msg("社区编号"), Kind.TEXT, 15))


def emergency_sheets(run: RunView, found: EmergencyView) -> tuple[Sheet, ...]:
    """The sheets that the run has something for."""
    sheets = [_plans(run, found)] if found.plans else []
    return (*sheets, _roles(run, found)) if found.roles else tuple(sheets)


def _plans(run: RunView, found: EmergencyView) -> Sheet:
    columns = (
        *PLACE, Column(msg("应急预案"), Kind.ANY, 12), Column(msg("预案日期"), Kind.TEXT, 12), Column(msg("责任岗位"), Kind.TEXT, 18, wrap=True), Column(msg("居民"), Kind.COUNT, 13),
        Column(msg("可达避难场所"), Kind.COUNT, 13), Column(msg("不可达"), Kind.COUNT, 11), Column(msg("不能确定"), Kind.COUNT, 11),
        Column(msg("预案所列场所"), Kind.TEXT, 26, wrap=True), Column(msg("可达所列场所"), Kind.COUNT, 13), Column(msg("不可达所列场所"), Kind.COUNT, 14),
        Column(msg("不能确定所列场所"), Kind.COUNT, 14),
    )  # fmt: skip
    rows = [
        Row(
            (
                *_place(run, one.level, one.area), _plan(one), one.dated, one.role, *map(number_or_unknown, (one.residents, one.covered, one.gap, one.unknown)), joined("、", one.shelters),
                *("" if value is None else value for value in (one.in_reach, one.beyond, one.off_network)),
            ),
            is_sum=one.level == "district",
        )
        for one in found.plans
    ]  # fmt: skip
    notes = (
        msg("可达：按步行路网，在限定时间内走到任一避难场所的居民；附近避难场所没有登记完整的，不能确定，不算不可达。"),
        msg(
            "预案没有列出避难场所的，后三列为空，不是零；附近没有可步行道路的住处不能确定。没有填报有无预案的写“不清楚”，不是没有。"
        ),
    )
    return Sheet(msg("应急与避难"), msg("应急预案与避难场所步行可达"), notes, columns, rows, frozen=3)


def _roles(run: RunView, found: EmergencyView) -> Sheet:
    columns = (*PLACE, Column(msg("责任岗位"), Kind.ANY, 24), Column(msg("责任单位"), Kind.TEXT, 26))
    rows = [
        Row(
            (*_place(run, one.level, one.area), one.role or ("" if one.office else Unknown(msg("没有填报"))), one.office),
            is_sum=one.level == "district",
        )
        for one in found.roles
    ]
    notes = (msg("责任岗位写职务，不写姓名；层级到小区为止。"),)
    return Sheet(msg("责任岗位"), msg("各层级的责任岗位"), notes, columns, rows, frozen=3)


def _plan(one: PlanView) -> Value:
    return PLAN_ZH.get(one.plan) or Unknown(msg("不清楚"))


def _place(run: RunView, level: str, area: str) -> tuple[Message, str, Value, str]:
    c = run.by_id.get(area) if level == "community" else None
    if c is not None:
        return LEVEL_ZH[level], area_name(c.subdistrict), c.name, area
    street = area if level == "subdistrict" else ""
    return LEVEL_ZH[level], street, msg("全区") if area == DISTRICT else area, ""
