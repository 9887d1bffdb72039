"""
What will be unknown, category by category, and which declaration is missing (method §5, §7.6). Station 4: beside ``inventory``.

Nothing is computed here: this is what can be said before any walk is looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import numpy as np

from xc_gis.analysis.coverage.inventory import OUTSIDE, complete_areas, inventory_day, is_stale
from xc_gis.languages.message import joined, msg
from xc_gis.model import InventoryStatement
from xc_gis.settings import Settings
from xc_gis.standard import Category, Standard

COMPLETE, UNDECLARED, PARTIAL, STALE, OUTSIDE_OPEN = (
    "complete",
    "no_inventory",
    "partial_inventory",
    "stale_inventory",
    "outside_inventory",
)

NAMES_SHOWN = 3


@dataclass(frozen=True)
class InventoryReason:
    """
    One category in communities with one and the same reason.

    Attributes
    ----------
    category
        Code.
    reason
        ``no_inventory``, ``partial_inventory``, ``stale_inventory``, or ``outside_inventory``: complete inside, while the ground
        around is not declared, so that people near the edge may be unknown.
    communities
        Their ids, sorted.
    sentence
        For planners: what will be unknown, why, and what to declare.
    """

    category: str
    reason: str
    communities: tuple[str, ...]
    sentence: str


def inventory_reasons(
    statements: Sequence[InventoryStatement],
    communities: gpd.GeoDataFrame,
    standard: Standard,
    settings: Settings,
    study_date: date | None,
) -> tuple[InventoryReason, ...]:
    """
    Say where each category is not completely surveyed, and why; nothing for a category that is complete everywhere.

    Returns
    -------
    tuple
        In the order of the standard; within a category: nothing stated, partial, stale, ground around.
    """
    complete = complete_areas(statements, communities, standard, settings, study_date)
    today = inventory_day(statements, study_date)
    found: list[InventoryReason] = []
    for category in standard.categories:
        known = complete.communities[category.code]
        by_reason: dict[tuple[str, str], list[int]] = {}
        for at in np.flatnonzero(~known).tolist():
            key = _why(statements, category, standard, settings, today, communities.iloc[at])
            by_reason.setdefault(key, []).append(at)
        for (reason, why), rows in sorted(by_reason.items(), key=lambda item: (_ORDER.index(item[0][0]), item[1][0])):
            found.append(_reason(category, reason, why, rows, communities))
        if known.any() and not complete.outside[category.code]:
            rows = np.flatnonzero(known).tolist()
            why = msg('没有声明区外的清单:步行范围伸出研究区的居民,没有设施时算未知;可声明 areas = "outside"')
            found.append(_reason(category, OUTSIDE_OPEN, why, rows, communities))
    return tuple(found)


_ORDER = (UNDECLARED, PARTIAL, STALE, OUTSIDE_OPEN)


def _reason(category: Category, reason: str, why: str, rows: Sequence[int], communities: gpd.GeoDataFrame) -> InventoryReason:
    named = communities.iloc[list(rows)]
    names = joined("、", named["name"].iloc[:NAMES_SHOWN])
    if len(rows) == len(communities):
        where: str = msg("所有社区")
    elif len(rows) > NAMES_SHOWN:
        where = msg("{count} 个社区({names}等)", count=len(rows), names=names)
    else:
        where = msg("{count} 个社区({names})", count=len(rows), names=names)
    sentence = msg("{category}:{where}{why}", category=category.name, where=where, why=why)
    return InventoryReason(category.code, reason, tuple(named["community_id"]), sentence)


def _why(
    statements: Sequence[InventoryStatement],
    category: Category,
    standard: Standard,
    settings: Settings,
    today: date | None,
    community: gpd.GeoSeries,
) -> tuple[str, str]:
    """Reason of one community that is not complete, and its words."""
    places = {"all", community["community_id"], community["subdistrict"]} - {"", OUTSIDE}

    def last(kind: str, code: str) -> InventoryStatement | None:
        own = [s for s in statements if getattr(s, kind) == code and places & set(s.areas)]
        return own[-1] if own else None

    declared = last("category", category.code)
    if declared is not None:
        return _fault(declared, settings, today) or (PARTIAL, msg("的清单声明为不完整:没有设施时算未知,不算缺口"))
    types = standard.types_of(category.code)
    by_type = {kind: last("type", kind) for kind in types}
    if not any(by_type.values()):
        return UNDECLARED, msg("没有声明清单是否完整:没有设施时算未知,不算缺口")
    names = {kind: standard.facility_types[kind].name for kind in types}
    silent = [names[kind] for kind, statement in by_type.items() if statement is None]
    partial = [names[k] for k, s in by_type.items() if s is not None and s.status != "complete"]
    stale = [names[k] for k, s in by_type.items() if s is not None and s.status == "complete" and is_stale(s, today, settings)]
    parts: list[str] = [msg("没有声明 {silent} 的清单", silent=joined("、", silent))] if silent else []
    parts += [msg("{partial} 的清单不完整", partial=joined("、", partial))] if partial else []
    parts += (
        [msg("{stale} 的清单已超过 {number:g} 个月", stale=joined("、", stale), number=settings.number("inventory.stale_months"))]
        if stale
        else []
    )
    reason = UNDECLARED if silent else PARTIAL if partial else STALE
    return reason, msg("{parts}:没有设施时算未知,不算缺口", parts=joined(";", parts))


def _fault(statement: InventoryStatement, settings: Settings, today: date | None) -> tuple[str, str] | None:
    if statement.status == "complete" and is_stale(statement, today, settings):
        months = settings.number("inventory.stale_months")
        return STALE, msg(
            "的清单是 {surveyed} 的,到 {today} 已超过 {months:g} 个月,按不完整计:没有设施时算未知",
            surveyed=statement.surveyed, today=today, months=months,
        )  # fmt: skip
    return None
