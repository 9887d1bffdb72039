"""Network and unknown residents of the data check as rows for its page: texts only."""

from __future__ import annotations

from collections import Counter
from typing import Any

from xc_gis.findings import Island, UnknownReason
from xc_gis.languages.message import Name, joined, msg
from xc_gis.report.check.records import CheckReport
from xc_gis.shares import percent
from xc_gis.wording.check import REMEDY_ZH, UNKNOWN_ZH

ISLANDS_SHOWN, CATEGORIES_SHOWN = 20, 6


def network_figures(report: CheckReport) -> list[dict[str, str]]:
    """Figures of the network in a row of boxes."""
    found = report.network
    if found is None:
        return []
    share = found.gated_m / found.length_m if found.length_m else 0.0
    figures = [
        (msg("可步行道路"), msg("{length_m:,.0f} 公里", length_m=found.length_m / 1000)), (msg("路段"), f"{found.edges:,}"), (msg("封闭小区内"), percent(share)),
        (msg("有信号的过街"), f"{found.signal_crossings:,}"), (msg("其他过街"), f"{found.crossings:,}"), (msg("断头路"), f"{found.dead_ends:,}"),
        (msg("孤岛"), f"{found.parts - 1:,}"),
    ]  # fmt: skip
    return [{"name": name, "value": value} for name, value in figures]


def network_sentences(report: CheckReport) -> list[str]:
    """What the figures mean for the minutes."""
    found = report.network
    if found is None:
        return []
    counted = "residents" in report.totals  # else every dwelling weighs the same, and nobody was counted
    sentences: list[str] = []
    if not found.off_network_points:
        sentences.append(msg("每处居住点附近都有可步行道路。"))
    elif counted:
        sentences.append(
            msg(
                "{points:,} 处居住点(居民 {people:,.0f})附近没有可步行道路,状态为未知。",
                points=found.off_network_points,
                people=found.off_network_residents,
            )
        )
    else:
        sentences.append(msg("{points:,} 处居住点附近没有可步行道路,状态为未知。", points=found.off_network_points))
    if found.far_points and counted:
        sentences.append(
            msg(
                "{points:,} 处居住点(居民 {people:,.0f})离最近的道路超过 {far_m:g} 米:门前的路可能没有画出来。",
                points=found.far_points,
                people=found.far_residents,
                far_m=found.far_m,
            )
        )
    elif found.far_points:
        sentences.append(
            msg(
                "{points:,} 处居住点离最近的道路超过 {far_m:g} 米:门前的路可能没有画出来。",
                points=found.far_points,
                far_m=found.far_m,
            )
        )
    if found.off_network_facilities:
        sentences.append(msg("{facilities:,} 处设施附近没有可步行道路,不提供服务。", facilities=found.off_network_facilities))
    if found.signal_crossings + found.crossings == 0:
        sentences.append(msg("路网没有任何过街设施:过街等候时间算不出来,步行时间偏短。"))
    if found.gated_m == 0:
        sentences.append(msg("路网没有任何门禁或封闭小区:穿行小区的步行时间可能偏短。"))
    return sentences


def islands_shown(report: CheckReport) -> list[Island]:
    """Those on which somebody depends first, then the longest."""
    found = report.network.islands if report.network else ()
    return sorted(found, key=lambda island: (-island.residents, -island.demand_points, -island.facilities, island.number))[
        :ISLANDS_SHOWN
    ]


def island_row(island: Island) -> dict[str, str]:
    """One island as a row of the table."""
    return {
        "number": str(island.number), "length": f"{island.length_m:,.0f}", "counts": msg("可以,但出不去") if island.counts else msg("太短,不计"),
        "points": f"{island.demand_points:,}", "residents": f"{island.residents:,.0f}", "facilities": f"{island.facilities:,}",
        "lon": f"{island.lon:.5f}", "lat": f"{island.lat:.5f}",
    }  # fmt: skip


def reason_rows(report: CheckReport) -> list[dict[str, str]]:
    """Reasons over all categories: what a planner can do something about, the widest first."""
    by_reason: dict[str, list[UnknownReason]] = {}
    for row in report.unknown or ():
        by_reason.setdefault(row.reason, []).append(row)
    ordered = sorted(by_reason.items(), key=lambda item: -sum(row.residents for row in item[1]))
    return [
        {
            "reason": UNKNOWN_ZH[reason],
            "count": str(len(rows)),
            "categories": joined("、", (_name(row) for row in rows[:CATEGORIES_SHOWN]))
            + (msg(" 等") if len(rows) > CATEGORIES_SHOWN else ""),
            "residents": f"{max(row.residents for row in rows):,.0f}",
            "remedy": REMEDY_ZH.get(reason, ""),
        }
        for reason, rows in ordered
    ]


def unknown_rows(report: CheckReport) -> list[dict[str, Any]]:
    """By category its reasons, as rows of one table; ``span`` rows belong to the category that the first of them names."""
    rows = report.unknown or ()
    spans = Counter(row.category for row in rows)
    made, seen = [], set()
    for row in rows:
        made.append(
            {
                "span": 0 if row.category in seen else spans[row.category],
                "category": _name(row),
                "reason": UNKNOWN_ZH[row.reason],
                "residents": f"{row.residents:,.0f}",
                "share": _percent(row.share),
                "width": f"{min(row.share, 1.0) * 100:.1f}",
            }
        )
        seen.add(row.category)
    return made


def _name(row: UnknownReason) -> str:
    return Name(row.category_zh, row.category_en)


def _percent(share: float) -> str:
    return "<0.1%" if 0 < share < 0.001 else percent(share)  # noqa: PLR2004 - never shown as nothing
