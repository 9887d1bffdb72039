"""The data check in a few lines, for the end of the command line."""

from __future__ import annotations

from collections.abc import Iterator

from xc_gis.check_report import CheckReport
from xc_gis.report.check_streets_rows import doubts
from xc_gis.report.check_wording import LEVEL_ZH
from xc_gis.shares import percent

CATEGORIES_SHOWN = 3
FAULTS_SHOWN = 12
"""Layers that cannot be read, told one by one."""


def check_sentences(report: CheckReport) -> Iterator[str]:
    """Errors, then warnings, then what will be unknown."""
    if report.fault:
        yield f"错误:{report.fault.message}" + (f"\n→ {report.fault.hint}" if report.fault.hint else "")
        return
    broken = [layer for layer in report.layers if layer.fault]
    for layer in broken[:FAULTS_SHOWN]:
        if layer.fault:
            yield f"错误({layer.title}):{layer.fault.message}" + (f"\n→ {layer.fault.hint}" if layer.fault.hint else "")
    if len(broken) > FAULTS_SHOWN:
        yield f"另有 {len(broken) - FAULTS_SHOWN} 个图层不能读取，见检查页面或 --json"
    found = [(finding, layer.path) for layer in report.layers for finding in layer.findings]
    found += [(finding, finding.layer) for finding in report.findings]
    for level in ("error", "warning"):
        for finding, path in found:
            if finding.level == level:
                yield f"{LEVEL_ZH[level]}{f'({path})' if path else ''}:{finding.text}"
    for layer in report.layers:
        rows = sum(group.count for group in layer.left_out)
        if rows and layer.rows:  # of a layer that stops the run its fault is told
            yield f"提醒({layer.path}):{layer.rows:,} 行中 {rows:,} 行未参与分析"
    waiting = len(report.queue)
    if waiting:
        yield f"提醒:{waiting} 处设施没有坐标,等待定位"
    if report.unknown is not None:
        yield _unknown(report)
    said = doubts(report)
    yield "运行会停止" if report.stops else f"可以运行，但步行时间可能受影响：{said}" if said else "可以运行"


def _unknown(report: CheckReport) -> str:
    by_category: dict[str, float] = {}
    for row in report.unknown or ():
        by_category[row.category_zh] = by_category.get(row.category_zh, 0.0) + row.share
    if not by_category:
        return "没有未知:每位居民的每类服务都能判断"
    worst = sorted(by_category.items(), key=lambda item: -item[1])[:CATEGORIES_SHOWN]
    named = "、".join(f"{name} {percent(share)}" for name, share in worst)
    return f"{len(by_category)} 类服务有居民状态未知(最多的是 {named})"
