"""
``check.html``: the data check as one page that works without a network and prints.

Every text of the report is put into the page by a template that escapes it; only our own style sheet and picture go in as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

import xc_gis
from xc_gis.check_report import CheckReport, Island, LayerReport, RowGroup, UnknownReason
from xc_gis.errors import OutputError
from xc_gis.model import Finding
from xc_gis.report.wording import INTERNAL_ZH, OSM_CREDIT

LEVEL_ZH = {"error": "错误", "warning": "提醒", "info": "正常"}
TOPIC_ZH = {
    "crs": "坐标系", "encoding": "编码", "columns": "列", "rows": "行", "types": "类型", "duplicates": "重复", "places": "位置",
    "residents": "人口", "inventory": "清单", "network": "路网", "plausibility": "合理性", "corrections": "更正",
}  # fmt: skip
REMEDY_ZH = {
    "no_location": "补充社区范围或点位",
    "no_place": "补充住宅坐标或住宅建筑",
    "off_network": "补充通往住处的道路,或核对住处位置",
    "no_inventory": "在 [[inventory]] 中声明清单完整的区域",
    "partial_inventory": "补齐清单后改为 complete",
    "stale_inventory": "重新核实清单,更新 surveyed",
    "neighbour_inventory": "补齐相邻社区的清单并声明",
    "outside_inventory": '核实区外设施,声明 areas = "outside"',
    "unplaced_community": "补充这些社区的位置,或补齐清单",
    "facility_off_network": "核对设施位置,或补充通往它的道路",
}
OF_LISTS = frozenset(("duplicates", "types", "corrections", "crs", "columns", "rows"))
"""Topics of findings on all facility lists together."""

HINT_ZH = {
    "crs": "核对坐标;个别行可在更正表中移动",
    "encoding": "写明 encoding,或另存为 UTF-8",
    "columns": "核对列的含义",
    "inventory": "先给没有位置的设施定位,或改声明",
    "corrections": "核对更正表",
    "network": "见下面“路网”一节的图和表",
    "plausibility": "核对来源数据;属实则不必处理",
    "residents": "补充来源数据;属实则不必处理",
    "places": "补充位置;属实则不必处理",
    "rows": "见该图层的行号",
    "duplicates": "核对后在更正表中合并或分开",
    "types": "核对类型列,或在更正表中改类型",
}
"""What to do where no key of the study file settles it."""

ROWS_SHOWN, ISLANDS_SHOWN, QUEUE_SHOWN, CATEGORIES_SHOWN = 40, 20, 300, 6
SAMPLE_MARK = "合成样例"


def write_check_page(report: CheckReport, path: Path) -> None:
    """
    Write the page; an earlier one is replaced in one step.

    Raises ``OutputError`` where it cannot be written.
    """
    page, draft = check_page(report), path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(page, encoding="utf-8")
        draft.replace(path)
    except OSError as fault:
        draft.unlink(missing_ok=True)
        raise OutputError(f"无法写入 {path}({fault.strerror or fault})", hint="请检查路径和写权限") from fault


def check_page(report: CheckReport) -> str:
    """Make the page."""
    files = resources.files("xc_gis.report")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True)
    template = environment.from_string(files.joinpath("check_page.html").read_text(encoding="utf-8"))
    titles = {layer.table: layer.title for layer in report.layers}
    waiting = report.queue
    queue = waiting[:QUEUE_SHOWN]
    islands = _islands(report)
    return template.render(
        report=report,
        css=Markup(files.joinpath("check_page.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        svg=Markup(report.network_svg),  # noqa: S704 - made of numbers alone
        mark=SAMPLE_MARK,
        verdict=_verdict(report),
        figures=_figures(report),
        todo=_todo(report, titles),
        layers=[_layer(layer) for layer in report.layers],
        services=[_said(finding) for finding in report.findings if finding.topic in OF_LISTS],
        people=[_said(finding) for finding in report.findings if finding.topic in {"residents", "places"}],
        plausible=[_said(finding) for finding in report.findings if finding.topic == "plausibility"],
        network_figures=_network_figures(report),
        network_sentences=_network_sentences(report),
        islands=[_island(island) for island in islands],
        more_islands=len(report.network.islands) - len(islands) if report.network else 0,
        inventory=[finding.text for finding in report.findings if finding.topic == "inventory"],
        reasons=_reasons(report),
        unknown=_unknown(report),
        queue=queue,
        waiting=len(waiting),
        more_queue=len(waiting) - len(queue),
        internal=INTERNAL_ZH,
        credit=OSM_CREDIT,
        version=xc_gis.__version__,
    )


def _verdict(report: CheckReport) -> dict[str, str]:
    findings = [*report.findings, *(finding for layer in report.layers for finding in layer.findings)]
    errors = sum(finding.level == "error" for finding in findings) + sum(layer.fault is not None for layer in report.layers)
    warnings = sum(finding.level == "warning" for finding in findings)
    left_out = sum(group.count for layer in report.layers for group in layer.left_out)
    more = f"{warnings} 项提醒,{left_out:,} 行未参与分析" if not report.fault else "请先更正研究文件,再检查一次"
    if report.stops:
        return {"kind": "stop", "words": f"运行会停止:{max(errors, 1)} 处错误", "more": more}
    if warnings or left_out:
        return {"kind": "look", "words": "可以运行;下面的提醒请先看一遍", "more": more}
    return {"kind": "", "words": "可以运行", "more": more}


_FIGURE_ZH = {
    "subdistricts": "街道",
    "communities": "社区",
    "residents": "居民",
    "demand_points": "居住点",
    "facilities": "有位置的设施",
}


def _figures(report: CheckReport) -> list[dict[str, str]]:
    return [{"name": zh, "value": f"{report.totals[key]:,.0f}"} for key, zh in _FIGURE_ZH.items() if key in report.totals]


def _todo(report: CheckReport, titles: Mapping[str, str]) -> list[dict[str, str]]:
    """Errors first, then warnings, in the order of the layers."""
    rows = []
    for layer in report.layers:
        if layer.fault:
            rows.append(_row("error", layer.title, layer.fault.message, "", layer.fault.hint))
        rows += [_task(finding, layer.title) for finding in layer.findings if finding.level != "info" or finding.repair]
    rows += [_task(finding, titles.get(finding.table, "全部")) for finding in report.findings if finding.level != "info"]
    order = {"error": 0, "warning": 1, "info": 2}
    return sorted(rows, key=lambda row: order[row["level"]])


def _task(finding: Finding, layer: str) -> dict[str, str]:
    where = layer if finding.table else TOPIC_ZH.get(finding.topic, layer)
    return _row(finding.level, where, finding.text, _keys(finding), HINT_ZH.get(finding.topic, ""))


def _row(level: str, layer: str, text: str, keys: str, hint: str) -> dict[str, str]:
    return {"level": level, "level_zh": LEVEL_ZH[level], "layer": layer, "text": text, "repair": keys, "hint": hint}


def _keys(finding: Finding) -> str:
    """The repair as it would stand in the study file."""
    if not finding.repair:
        return ""
    return ", ".join(f"{key} = {_toml(value)}" for key, value in finding.repair.items())


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(found)}" for key, found in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(found) for found in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _said(finding: Finding) -> dict[str, str]:
    return {
        "level": finding.level,
        "level_zh": LEVEL_ZH[finding.level],
        "topic": TOPIC_ZH.get(finding.topic, finding.topic),
        "text": finding.text,
        "repair": _keys(finding),
    }


def _layer(layer: LayerReport) -> dict[str, Any]:
    unit = "条道路" if layer.table == "network" else "行"
    facts = [("读入", f"{layer.rows:,} {unit}"), ("参与分析", f"{layer.used:,} {unit}")]
    facts += [("坐标系", layer.crs)] if layer.crs else []
    facts += [("编码", layer.encoding)] if layer.encoding else []
    order = {"error": 0, "warning": 1, "info": 2}
    return {
        "level": layer.level,
        "level_zh": LEVEL_ZH[layer.level],
        "title": layer.title,
        "path": layer.path,
        "fault": layer.fault,
        "facts": facts,
        "findings": [_said(finding) for finding in sorted(layer.findings, key=lambda finding: order[finding.level])],
        "groups": [_group(group) for group in (*layer.left_out, *layer.changed)],
    }


def _group(group: RowGroup) -> dict[str, Any]:
    return {"reason": group.reason, "action": group.action, "count": f"{group.count:,}", "rows": row_numbers(group.rows)}


def row_numbers(rows: Sequence[int], most: int = ROWS_SHOWN) -> str:
    """Row numbers as people write them: ``3、5–9、12``; of a long list the beginning."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        elif not runs or row > runs[-1][1]:
            runs.append((row, row))
    words = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    return "、".join(words[:most]) + (" …" if len(words) > most else "")


def _network_figures(report: CheckReport) -> list[dict[str, str]]:
    found = report.network
    if found is None:
        return []
    share = found.gated_m / found.length_m if found.length_m else 0.0
    figures = [
        ("可步行道路", f"{found.length_m / 1000:,.0f} 公里"), ("路段", f"{found.edges:,}"), ("封闭小区内", f"{share:.0%}"),
        ("有信号的过街", f"{found.signal_crossings:,}"), ("其他过街", f"{found.crossings:,}"), ("断头路", f"{found.dead_ends:,}"),
        ("孤岛", f"{found.parts - 1:,}"),
    ]  # fmt: skip
    return [{"name": name, "value": value} for name, value in figures]


def _network_sentences(report: CheckReport) -> list[str]:
    found = report.network
    if found is None:
        return []
    counted = "residents" in report.totals  # else every dwelling weighs the same, and nobody was counted
    off_people = f"(居民 {found.off_network_residents:,.0f})" if counted else ""
    far_people = f"(居民 {found.far_residents:,.0f})" if counted else ""
    said = []
    if found.off_network_points:
        said.append(f"{found.off_network_points:,} 处居住点{off_people}附近没有可步行道路,状态为未知。")
    else:
        said.append("每处居住点附近都有可步行道路。")
    if found.far_points:
        said.append(f"{found.far_points:,} 处居住点{far_people}离最近的道路超过 {found.far_m:g} 米:门前的路可能没有画出来。")
    if found.off_network_facilities:
        said.append(f"{found.off_network_facilities:,} 处设施附近没有可步行道路,不提供服务。")
    if found.signal_crossings + found.crossings == 0:
        said.append("路网没有任何过街设施:过街等候时间算不出来,步行时间偏短。")
    if found.gated_m == 0:
        said.append("路网没有任何门禁或封闭小区:穿行小区的步行时间可能偏短。")
    return said


def _islands(report: CheckReport) -> list[Island]:
    """Those on which somebody depends first, then the longest."""
    found = report.network.islands if report.network else ()
    return sorted(found, key=lambda island: (-island.residents, -island.demand_points, -island.facilities, island.number))[
        :ISLANDS_SHOWN
    ]


def _island(island: Island) -> dict[str, str]:
    return {
        "number": str(island.number), "length": f"{island.length_m:,.0f}", "counts": "可以,但出不去" if island.counts else "太短,不计",
        "points": f"{island.demand_points:,}", "residents": f"{island.residents:,.0f}", "facilities": f"{island.facilities:,}",
        "lon": f"{island.lon:.5f}", "lat": f"{island.lat:.5f}",
    }  # fmt: skip


def _reasons(report: CheckReport) -> list[dict[str, str]]:
    """Reasons over all categories: what a planner can do something about, the widest first."""
    by_reason: dict[str, list[UnknownReason]] = {}
    for row in report.unknown or ():
        by_reason.setdefault(row.reason, []).append(row)
    ordered = sorted(by_reason.items(), key=lambda item: -sum(row.residents for row in item[1]))
    return [
        {
            "reason": rows[0].reason_zh,
            "count": str(len(rows)),
            "categories": "、".join(row.category_zh for row in rows[:CATEGORIES_SHOWN])
            + (" 等" if len(rows) > CATEGORIES_SHOWN else ""),
            "residents": f"{max(row.residents for row in rows):,.0f}",
            "remedy": REMEDY_ZH.get(reason, ""),
        }
        for reason, rows in ordered
    ]


def _unknown(report: CheckReport) -> list[dict[str, Any]]:
    """By category its reasons, as rows of one table; ``span`` rows belong to the category that the first of them names."""
    rows = report.unknown or ()
    spans = Counter(row.category for row in rows)
    made, seen = [], set()
    for row in rows:
        made.append(
            {
                "span": 0 if row.category in seen else spans[row.category],
                "category": row.category_zh,
                "reason": row.reason_zh,
                "residents": f"{row.residents:,.0f}",
                "share": _percent(row.share),
                "width": f"{min(row.share, 1.0) * 100:.1f}",
            }
        )
        seen.add(row.category)
    return made


def _percent(share: float) -> str:
    return "<0.1%" if 0 < share < 0.001 else f"{share:.1%}"  # noqa: PLR2004 - never shown as nothing
