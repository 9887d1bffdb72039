"""What will be unknown, category by category, as a planner reads it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xc_gis.check_report import UnknownReason
from xc_gis.shares import percent
from xc_gis.ui.words import joined_words, tell

LEAST = 0.01
"""Categories with a smaller share are told together."""


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
        words = tuple(tell(f"{r.reason_zh}（{percent(r.share)[:-1]}%）") if r.share >= 0.01 else tell(r.reason_zh) for r in found)  # noqa: PLR2004
        rows.append(UnknownRow(code, found[0].category_zh, share, residents, words))
    return tuple(sorted(rows, key=lambda row: (-row.share, row.category)))


def hardly_zh(rows: Sequence[UnknownRow], told: int, *, homes: bool = False) -> str:
    """One sentence on the categories of which hardly anybody is unknown."""
    people = [row.residents for row in rows]
    reasons = list(dict.fromkeys(reason for row in rows for reason in row.reasons))
    which = tell(f"其余 {len(rows)} 类" if told else f"{len(rows)} 类")
    why = joined_words(reasons, "、")
    if homes:
        return tell(f"{which}：不到 1% 的住宅未知（最多 {max(people):,.0f} 处），因为{why}。")
    return tell(f"{which}：不到 1% 的居民未知（最多 {max(people):,.0f} 人），因为{why}。")
