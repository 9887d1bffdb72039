"""The data check by layer: what was read of each file of a study, what was left out, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from xc_gis.findings import Fault, RowGroup
from xc_gis.languages.message import msg, opening
from xc_gis.model import Finding, InputRecord, StudyData
from xc_gis.report.check.records import LayerReport, QueuedRow
from xc_gis.sources.corrections.table import corrections_file
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.rows.left_out_reasons import LEAVE_OUT
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import shown_path
from xc_gis.sources.study.tables import COMMUNITIES, FacilitiesTable
from xc_gis.standard import Standard

MOST_OF_ONE = 8
"""So many reasons of one kind are reported one by one; more are reported together."""

NEED_COMMUNITIES = frozenset(
    (
        "residents",
        "residents.totals",
        "residents.ages",
        "supply",
        "feedback",
        "survey",
        "hotline",
        "satisfaction",
        "census",
        "directory",
        "services",
        "values",
    )
)
"""Layers that cannot be judged without communities."""


def layer_reports(file: StudyFile, standard: Standard, data: StudyData, reading: Reading) -> tuple[LayerReport, ...]:
    """All layers in the order in which a planner thinks of them: ground, people, streets, services."""
    reports, every = [], list(_tables(file, standard))
    shared = {shown_path(path) for table, _, path, _ in every if table.startswith("facilities.")} & {
        shown_path(file.communities.path)
    }
    for table, title, path, encoding in every:
        record = _record(table, file, data.inputs, reading)
        mine = _problems_of(table, shown_path(path), data.problems, shared)
        if table == "network" and path in {each.path for each in file.facilities}:
            mine = mine.iloc[:0]  # a map that is a list of facilities, too: its rows are theirs
        left_out, changed = _groups(mine)
        fault = reading.faults.get(table)
        findings = tuple(f for f in data.findings if f.table == table)
        if "communities" in reading.faults and table in NEED_COMMUNITIES and not fault:
            findings = (Finding(shown_path(path), table, "rows", "warning", msg("社区图层有误,这一层还没有检查")),)
        reports.append(
            LayerReport(
                table=table,
                title=title,
                path=shown_path(path),
                rows=record.rows if record else 0,
                used=record.used if record else 0,
                crs=record.crs if record else "",
                encoding=encoding or _encoding(findings),
                left_out=left_out,
                changed=changed,
                findings=findings,
                fault=Fault.of(fault) if fault else None,
            )
        )
    extra = [table for table in reading.faults if table not in {report.table for report in reports}]
    for table in extra:  # the inventory, red flags, all lists together
        fault = reading.faults[table]
        reports.append(LayerReport(table, _EXTRA_ZH.get(table, table), file.file_name, fault=Fault.of(fault)))
    return tuple(reports)


_EXTRA_ZH = {
    "inventory": msg("清单完整性声明"), "red_flag": msg("一票否决"), "facilities": msg("全部设施清单"), "corrections": msg("人工更正"), "settings": msg("设置"), "frame": msg("各图层的位置"),
    "hierarchy": msg("各层级"), "emergency": msg("应急与避难"), "ledger": msg("需求清单"), "ledger.measures": msg("项目清单"),
}  # fmt: skip


def _tables(file: StudyFile, standard: Standard) -> Iterator[tuple[str, str, str, str]]:
    """Table, title, path and declared encoding of each layer."""
    yield "communities", msg("社区"), file.communities.path, file.communities.encoding or ""
    if file.subdistricts:
        yield "subdistricts", msg("街道"), file.subdistricts.path, file.subdistricts.encoding or ""
    yield "residents", msg("居民"), file.residents.path, file.residents.encoding or ""
    for name, title, part in (("totals", msg("人口总数"), file.residents.totals), ("ages", msg("年龄结构"), file.residents.ages)):
        if part is not None and part.path != COMMUNITIES:
            yield f"residents.{name}", title, part.path, part.encoding or ""
    yield "network", msg("路网"), file.network.osm, ""
    for number, table in enumerate(file.facilities):
        yield (
            f"facilities.{number}",
            msg("设施清单 {number}{kind}", number=number + 1, kind=_kind(table, standard)),
            table.path,
            table.encoding or "",
        )
    for number, gates in enumerate(file.entrances):
        yield f"entrances.{number}", msg("设施出入口"), gates.path, gates.encoding or ""
    if corrections_file(file).path.is_file():
        yield "corrections", msg("人工更正"), corrections_file(file).shown, ""
    for name, title, values in (
        ("supply", msg("服务落实与品质"), file.supply.values),
        ("feedback", msg("群众评价与诉求"), file.feedback.values),
    ):
        if values:
            yield name, title, values, ""
    if file.survey:
        yield "survey.items", msg("服务目录"), file.survey.items.path, file.survey.items.encoding or ""
        yield "survey", msg("服务落实调查"), file.survey.table.path, file.survey.table.encoding or ""
    yield from _of_voices(file)


def _of_voices(file: StudyFile) -> Iterator[tuple[str, str, str, str]]:
    if file.hotline:
        yield "hotline", msg("12345 热线工单"), file.hotline.table.path, file.hotline.table.encoding or ""
        if file.hotline.categories:
            yield (
                "hotline.categories",
                msg("热线类别与服务"),
                file.hotline.categories.path,
                file.hotline.categories.encoding or "",
            )
    if file.satisfaction:
        yield "satisfaction", msg("群众满意度"), file.satisfaction.table.path, file.satisfaction.table.encoding or ""
    if file.values:
        yield "values", msg("填报数值"), file.values.table.path, file.values.table.encoding or ""
    for number, table in enumerate(file.indicators):
        path, encoding = (table.table.path, table.table.encoding or "") if table.table else (table.list, "")
        yield f"indicators.{number}", msg("指标数值（{list}）", list=table.list), path, encoding
    if file.census:
        yield "census", msg("资源普查"), file.census.table.path, file.census.table.encoding or ""
        if file.census.kinds:
            yield "census.kinds", msg("资源种类"), file.census.kinds.path, file.census.kinds.encoding or ""
    if file.services:
        yield "services", msg("设施与服务对应"), file.services.table.path, file.services.table.encoding or ""
    if file.directory:
        yield "directory", msg("便民服务名录"), file.directory.table.path, file.directory.table.encoding or ""
        if file.directory.categories:
            yield (
                "directory.categories",
                msg("服务名录分类"),
                file.directory.categories.path,
                file.directory.categories.encoding or "",
            )


def _kind(table: FacilitiesTable, standard: Standard) -> str:
    if table.type and table.type in standard.facility_types:
        return ":" + standard.facility_types[table.type].name
    return ""


_ROLES = {
    "inventory_table": "inventory",
    "residents.totals": "residents_totals",
    "residents.ages": "residents_ages",
    "survey.items": "survey_items",
    "hotline.categories": "hotline_categories",
    "census.kinds": "census_kinds",
    "directory.categories": "directory_categories",
}


def _record(table: str, file: StudyFile, inputs: Sequence[InputRecord], reading: Reading) -> InputRecord | None:
    name, _, number = table.partition(".")
    if name in {"facilities", "entrances"}:
        lists = [record for record in inputs if record.role == name]
        good = [n for n in range(len(getattr(file, name))) if f"{name}.{n}" not in reading.faults]
        by_number = dict(zip(good, lists, strict=False))
        return by_number.get(int(number))
    if name == "indicators":
        asked = file.indicators[int(number)]
        own = ("indicators", asked.table.path) if asked.table else ("indicator_list", asked.list)
        return next((record for record in inputs if (record.role, record.path) == (own[0], shown_path(own[1]))), None)
    role = _ROLES.get(table, table)
    return next((record for record in inputs if record.role == role), None)


def _problems_of(table: str, shown: str, problems: pd.DataFrame, shared: set[str]) -> pd.DataFrame:
    """Rows of one layer; of a file that holds both communities and facilities each keeps its own."""
    mine = problems[problems["file"] == shown]
    if shown not in shared:
        return mine
    return mine[(mine["table"] == "communities") == (table == "communities")]


def _groups(mine: pd.DataFrame) -> tuple[tuple[RowGroup, ...], tuple[RowGroup, ...]]:
    """Rows left out and rows changed, by reason; where each row has a reason of its own, by what they have in common."""
    rows = [
        (reason, str(action), int(row)) for reason, action, row in zip(mine["reason"], mine["action"], mine["row"], strict=True)
    ]
    variety: dict[tuple[str, str], set[str]] = {}
    for reason, action, _ in rows:
        variety.setdefault((str(_head(reason)), action), set()).add(str(reason))
    found: dict[tuple[str, str], tuple[str, str, list[int]]] = {}
    for (reason, _, row), action in zip(rows, mine["action"], strict=True):
        text = reason
        if len(variety[str(_head(reason)), str(action)]) > MOST_OF_ONE:
            text = msg("{reason}(逐行说明见 problems.csv)", reason=_head(reason))
        found.setdefault((str(text), str(action)), (text, action, []))[2].append(row)
    groups = [RowGroup(reason, action, tuple(sorted(numbers))) for _, (reason, action, numbers) in sorted(found.items())]
    groups.sort(key=lambda group: (-group.count, group.reason))
    lost = tuple(group for group in groups if group.action in LEAVE_OUT)
    return lost, tuple(group for group in groups if group.action not in LEAVE_OUT)


def _head(reason: str) -> str:
    """What reasons of a kind have in common: what stands before the colon of their sentence."""
    return opening(reason, ":")


def _encoding(findings: Sequence[Finding]) -> str:
    return next((str(f.evidence["encoding"]) for f in findings if f.topic == "encoding" and "encoding" in f.evidence), "")


def study_findings(file: StudyFile, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings that belong to no layer."""
    named = {
        "communities",
        "subdistricts",
        "residents",
        "residents.totals",
        "residents.ages",
        "network",
        "corrections",
        "supply",
        "feedback",
        "survey",
        "survey.items",
        "hotline",
        "hotline.categories",
        "satisfaction",
        "census",
        "census.kinds",
        "directory",
        "directory.categories",
        "services",
        "values",
    }
    named |= {
        f"{name}.{number}" for name in ("facilities", "entrances", "indicators") for number in range(len(getattr(file, name)))
    }
    return tuple(finding for finding in findings if finding.table not in named)


def queued_rows(data: StudyData) -> tuple[QueuedRow, ...]:
    """Communities, then facility rows, that wait for a place; each by file and row."""
    names = dict(zip(data.communities["community_id"], data.communities["name"], strict=True))
    rows = [
        QueuedRow(
            each.table, each.file, each.row, each.name, each.address, each.reason, each.facility_id, each.type,
            each.subdistrict, names.get(each.community, ""), each.candidates,
        )
        for each in data.waiting
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row.table != "communities", row.path, row.row)))
