"""The three sheets: resources, needs, measures. Not known is hatched, never zero."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from xc_gis.errors import InputError
from xc_gis.languages.message import Name, joined, msg
from xc_gis.model.ledger import GROWN_UP
from xc_gis.operations.export.workbook.values import area_name, number_or_unknown
from xc_gis.operations.ledger.standing import OVERDUE, Ledgers, MeasureStanding
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet, Shown, Unknown, Value
from xc_gis.runs.view import RunView
from xc_gis.wording.ledgers import DUE_ZH, OUTCOME_ZH, SOURCE_ZH, STATE_ZH, STATUS_ZH
from xc_gis.wording.voices import QUADRANT_ZH

RESOURCES = "facility_id, name, type, address, status"


def ledger_sheets(found: Ledgers) -> tuple[Sheet, ...]:
    """The sheets in the order of the plan."""
    return resources_sheet(found.run), needs_sheet(found), measures_sheet(found)


def resources_sheet(run: RunView) -> Sheet:
    """A row for each facility that the run read."""
    columns = (
        Column(msg("设施编号"), Kind.TEXT, 14), Column(msg("名称"), Kind.TEXT, 30, wrap=True), Column(msg("类型"), Kind.TEXT, 8), Column(msg("类型名称"), Kind.TEXT, 30, wrap=True),
        Column(msg("地址"), Kind.TEXT, 30, wrap=True), Column(msg("状态"), Kind.TEXT, 10),
    )  # fmt: skip
    names = type_names(run)
    rows = [
        Row((key, name or "", kind, names.get(kind, Name(kind)), address or "", STATUS_ZH.get(status or "", status or "")))
        for key, name, kind, address, status in _facilities(run.folder / "study.gpkg")
    ]
    notes = (msg("本次结果读到的全部设施，共 {count:,} 处。资源普查和便民服务名录见交件工作簿。", count=len(rows)),)
    return Sheet(msg("资源清单"), msg("资源清单：设施"), notes, columns, rows, frozen=2)


def _facilities(path: Path) -> list[tuple[str, str | None, str, str | None, str | None]]:
    """Rows of the layer of facilities, in its order."""
    try:
        with contextlib.closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as stored:
            return stored.execute(f"SELECT {RESOURCES} FROM facilities ORDER BY type, facility_id").fetchall()  # noqa: S608 - no data in it
    except sqlite3.Error as fault:
        raise InputError(msg("结果 {name} 已损坏", name=path.parent.name), hint=msg("请重新运行该项目")) from fault


def type_names(run: RunView) -> dict[str, Name]:
    """Names of facility types; those that serve no category are called by their code."""
    content = json.loads((run.folder / "view.json").read_text(encoding="utf-8"))
    return {code: Name(names["zh"], names["en"]) for code, names in content["types"].items()}


def needs_sheet(found: Ledgers) -> Sheet:
    """A row for each need, with the measures that speak of it."""
    columns = (
        Column(msg("需求编号"), Kind.TEXT, 22), Column(msg("社区"), Kind.TEXT, 17), Column(msg("街道"), Kind.TEXT, 13), Column(msg("类别"), Kind.TEXT, 16, wrap=True),
        Column(msg("来源"), Kind.TEXT, 18, wrap=True), Column(msg("未覆盖人数"), Kind.COUNT, 10), Column(msg("其中 60 岁及以上"), Kind.COUNT, 10), Column(msg("未知人数"), Kind.COUNT, 9),
        Column(msg("诉求压力"), Kind.RATIO, 9), Column(msg("诉求与缺口"), Kind.TEXT, 16, wrap=True), Column(msg("可用地点"), Kind.TEXT, 20, wrap=True), Column(msg("对应项目"), Kind.TEXT, 16, wrap=True),
    )  # fmt: skip
    by_code = found.run.by_code
    answered: dict[str, list[str]] = {}
    for one in found.measures:
        for need in one.measure.needs:
            answered.setdefault(need, []).append(one.measure.measure_id)
    rows = [
        Row((
            need.need_id, need.community, area_name(need.subdistrict), by_code[need.category].name, joined("、", [SOURCE_ZH[source] for source in need.sources]),
            number_or_unknown(need.told), _seniors(need.told_60plus, by_code[need.category].population), number_or_unknown(need.unknown),
            need.pressure, QUADRANT_ZH.get(need.quadrant, need.quadrant) if need.quadrant else "", "、".join(need.candidates), "、".join(answered.get(need.need_id, ())),
        ))
        for need in sorted(found.needs, key=lambda need: (need.told is None, -(need.told or 0.0)))
    ]  # fmt: skip
    notes = (
        msg("缺口：在规定时间内走不到的居民；热线：诉求多于其他社区；调查：落实情况调查说没有提供。共 {count:,} 项，{unanswered:,} 项还没有项目。", count=len(rows), unanswered=found.unanswered),
        msg("需求编号由社区和类别组成，历次结果相同。只有未知居民的不列入：先核实清单。"),
    )  # fmt: skip
    return Sheet(msg("需求清单"), msg("需求清单"), notes, columns, rows, frozen=2)


def _seniors(people: float | None, population: str) -> Value:
    return number_or_unknown(people) if population in GROWN_UP else msg("不适用")


def measures_sheet(found: Ledgers) -> Sheet:
    """A row for each measure: who, until when, for how much, and what became of the people."""
    columns = (
        Column(msg("编号"), Kind.TEXT, 12), Column(msg("名称"), Kind.TEXT, 26, wrap=True), Column(msg("对应需求"), Kind.TEXT, 22, wrap=True), Column(msg("责任单位"), Kind.TEXT, 18, wrap=True),
        Column(msg("完成时限"), Kind.TEXT, 12), Column(msg("距时限（天）"), Kind.WHOLE, 12), Column(msg("时限情况"), Kind.TEXT, 11), Column(msg("预算（元）"), Kind.COUNT, 12),
        Column(msg("状态"), Kind.TEXT, 11), Column(msg("方案"), Kind.TEXT, 20, wrap=True), Column(msg("原未覆盖人数"), Kind.COUNT, 14), Column(msg("原未知人数"), Kind.COUNT, 14),
        Column(msg("现未覆盖人数"), Kind.COUNT, 14), Column(msg("现未知人数"), Kind.COUNT, 14), Column(msg("是否解决"), Kind.TEXT, 15),
    )  # fmt: skip
    rows = [Row(tuple(_measure(one))) for one in found.measures]
    day = found.day.isoformat() if found.day else ""
    notes = (
        msg("时限按项目日期 {day} 计算，不按今天。", day=day) if day else msg("项目文件没有写日期，不能判断时限。"),
        msg("是否解决：与较早一次结果比较。已解决：没有人未覆盖，也没有人未知；部分解决：未覆盖的人少了，且不是变成了未知；未解决：未覆盖的人没有减少；不能判断：原来没有缺口，缺数据，或可能只是变成了未知。"),
    )  # fmt: skip
    return Sheet(msg("项目清单"), msg("项目清单"), notes, columns, rows, frozen=2)


def _measure(one: MeasureStanding) -> Iterator[Value]:
    measure = one.measure
    late = one.due == OVERDUE
    yield from (
        measure.measure_id,
        measure.title,
        "、".join(measure.needs),
        measure.owner,
        measure.deadline.isoformat() if measure.deadline else msg("未写明"),
    )
    yield Shown(one.days_left, weak=late) if one.days_left is not None else ""
    yield Shown(DUE_ZH[one.due], weak=late)
    yield Unknown(msg("未写明")) if measure.budget is None else measure.budget
    yield from (STATE_ZH[measure.state], measure.scenario)
    for figure in (one.people(after=False), one.unknown(after=False)):
        yield number_or_unknown(figure) if one.compared else msg("没有比较")
    yield from (number_or_unknown(one.people(after=True)), number_or_unknown(one.unknown(after=True)))
    yield Shown(OUTCOME_ZH[one.outcome], weak=one.outcome == "open") if one.compared else msg("没有比较")
