"""The account of the streets as findings of the network's layer: every kind once, in a sentence with its figures."""

from __future__ import annotations

from collections.abc import Sequence

from xc_gis.findings import StreetItem
from xc_gis.languages.message import msg
from xc_gis.model import Finding

REPORTED_WHILE_READING = frozenset(("lost_node", "cut_way", "lost_way", "deleted", "doubled", "open_area"))
"""Kinds of which the reader of the file has spoken already."""


def account_findings(items: Sequence[StreetItem], shown: str) -> tuple[Finding, ...]:
    """Findings for what may change times, and one for all that is left out by its tags."""
    found = [
        Finding(shown, "network", "network", item.level, item.text, {
            "kind": item.kind, "count": item.count, "metres": round(item.metres), "ends": item.ends, "objects": item.objects,
        })
        for item in items
        if item.kind not in REPORTED_WHILE_READING and not item.kind.startswith("tags_")
    ]  # fmt: skip
    others = [item for item in items if item.kind.startswith("tags_")]
    if others:
        count, metres = sum(item.count for item in others), sum(item.metres for item in others)
        text = msg(
            "按标签不供步行、没有计入路网的道路 {count:,} 条，{metres:,.1f} 公里（分类和编号见“路网”一节）",
            count=count,
            metres=metres / 1000,
        )
        found.append(Finding(shown, "network", "network", "info", text, {"count": count, "metres": round(metres)}))
    return tuple(found)
