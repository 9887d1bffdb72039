"""What will be unknown, category by category, as a planner reads it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xc_gis.findings import UnknownReason
from xc_gis.languages.message import msg
from xc_gis.shares import percent
from xc_gis.wording.check import UNKNOWN_ZH
from xc_gis.wording.window import joined_words, named, tr

LEAST = 0.01
"""Categories with a smaller share are reported together."""


@dataclass(frozen=True)
class UnknownRow:
    """One category: share of residents unknown (0-1), their number, and the reasons, largest first."""

    category: str
    zh: str
    share: float
    residents: float
    reasons: tuple[str, ...]


def unknown_rows(reasons: Sequence[UnknownReason]) -> tuple[UnknownRow, ...]:
    """Reasons by category, the most unknown first; reasons may overlap, so that the largest stands for the least that is unknown."""
    by_category: dict[str, list[UnknownReason]] = {}
    for reason in reasons:
        by_category.setdefault(reason.category, []).append(reason)
    rows = []
    for code, found in by_category.items():
        found.sort(key=lambda r: -r.share)
        share = min(1.0, sum(r.share for r in found))
        residents = sum(r.residents for r in found)
        words = tuple(_words(r) for r in found)
        rows.append(UnknownRow(code, named(found[0].category_zh, found[0].category_en), share, residents, words))
    return tuple(sorted(rows, key=lambda row: (-row.share, row.category)))


def _words(reason: UnknownReason) -> str:
    words = UNKNOWN_ZH[reason.reason]
    if reason.share < LEAST:
        return tr(words)
    return tr(msg("{reason}（{share}）", reason=words, share=percent(reason.share)))


def hardly_zh(rows: Sequence[UnknownRow], shown: int, *, homes: bool = False) -> str:
    """One sentence on the categories of which hardly anybody is unknown."""
    people = [row.residents for row in rows]
    reasons = list(dict.fromkeys(reason for row in rows for reason in row.reasons))
    which = tr(msg("其余 {count} 类", count=len(rows)) if shown else msg("{count} 类", count=len(rows)))
    why = joined_words(reasons, "、")
    if homes:
        return tr(
            msg("{which}：不到 1% 的住宅未知（最多 {people:,.0f} 处），因为{why}。", which=which, people=max(people), why=why)
        )
    return tr(msg("{which}：不到 1% 的居民未知（最多 {people:,.0f} 人），因为{why}。", which=which, people=max(people), why=why))
