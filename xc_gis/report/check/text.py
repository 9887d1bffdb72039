"""The data check in a few lines, for the end of the command line."""

from __future__ import annotations

from collections.abc import Iterator

from xc_gis.findings import Fault
from xc_gis.languages.message import Name, joined, msg
from xc_gis.model import Finding
from xc_gis.report.check.records import CheckReport
from xc_gis.report.check.streets_rows import doubts
from xc_gis.shares import percent
from xc_gis.wording.check import LEVEL_ZH

CATEGORIES_SHOWN = 3
FAULTS_SHOWN = 12
"""Layers that cannot be read, named one by one."""


def check_sentences(report: CheckReport) -> Iterator[str]:
    """Errors, then warnings, then what will be unknown."""
    if report.fault:
        yield msg("错误：{message}", message=report.fault.message) + _hint(report.fault)
        return
    broken = [layer for layer in report.layers if layer.fault]
    for layer in broken[:FAULTS_SHOWN]:
        if layer.fault:
            yield msg("错误({title}):{message}", title=layer.title, message=layer.fault.message) + _hint(layer.fault)
    if len(broken) > FAULTS_SHOWN:
        yield msg("另有 {count} 个图层不能读取，见检查页面或 --json", count=len(broken) - FAULTS_SHOWN)
    found = [(finding, layer.path) for layer in report.layers for finding in layer.findings]
    found += [(finding, finding.layer) for finding in report.findings]
    for level in ("error", "warning"):
        for finding, path in found:
            if finding.level == level:
                yield _finding(finding, path)
    yield from (finding.text for finding in report.findings if finding.topic == "hours")
    for layer in report.layers:
        rows = sum(group.count for group in layer.left_out)
        if rows and layer.rows:  # of a layer that stops the run its fault is reported
            yield msg("提醒({path}):{rows:,} 行中 {left_out:,} 行未参与分析", path=layer.path, rows=layer.rows, left_out=rows)
    waiting = len(report.queue)
    if waiting:
        yield msg("提醒:{waiting} 处设施没有坐标,等待定位", waiting=waiting)
    if report.unknown is not None:
        yield _unknown(report)
    doubt = doubts(report)
    yield (
        msg("运行会停止")
        if report.stops
        else msg("可以运行，但步行时间可能受影响：{doubt}", doubt=doubt)
        if doubt
        else msg("可以运行")
    )


def _unknown(report: CheckReport) -> str:
    by_category: dict[str, float] = {}
    for row in report.unknown or ():
        name = Name(row.category_zh, row.category_en)
        by_category[name] = by_category.get(name, 0.0) + row.share
    if not by_category:
        return msg("没有未知:每位居民的每类服务都能判断")
    worst = sorted(by_category.items(), key=lambda item: -item[1])[:CATEGORIES_SHOWN]
    named = joined("、", (name + f" {percent(share)}" for name, share in worst))
    return msg("{count} 类服务有居民状态未知(最多的是 {named})", count=len(by_category), named=named)


def _finding(finding: Finding, path: str) -> str:
    word = LEVEL_ZH[finding.level]
    if path:
        return msg("{level}({path}):{text}", level=word, path=path, text=finding.text)
    return msg("{level}:{text}", level=word, text=finding.text)


def _hint(fault: Fault) -> str:
    return "\n→ " + fault.hint if fault.hint else ""
