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

from xc_gis.analysis.inventory import OUTSIDE, complete_areas, inventory_day, is_stale
from xc_gis.model import InventoryStatement
from xc_gis.settings import Settings
from xc_gis.standard import Category, Standard

COMPLETE, NOTHING_SAID, PARTIAL, STALE, OUTSIDE_OPEN = (
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
        In the order of the standard; within a category: nothing said, partial, stale, ground around.
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
            why = '没有声明区外的清单:步行范围伸出研究区的居民,没有设施时算未知;可声明 areas = "outside"'
            found.append(_reason(category, OUTSIDE_OPEN, why, rows, communities))
    return tuple(found)


_ORDER = (NOTHING_SAID, PARTIAL, STALE, OUTSIDE_OPEN)


def _reason(category: Category, reason: str, why: str, rows: Sequence[int], communities: gpd.GeoDataFrame) -> InventoryReason:
    named = communities.iloc[list(rows)]
    names = "、".join(named["name"].iloc[:NAMES_SHOWN])
    where = (
        "所有社区" if len(rows) == len(communities) else f"{len(rows)} 个社区({names}{'等' if len(rows) > NAMES_SHOWN else ''})"
    )
    return InventoryReason(category.code, reason, tuple(named["community_id"]), f"{category.zh}:{where}{why}")


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

    said = last("category", category.code)
    if said is not None:
        return _fault(said, settings, today) or (PARTIAL, "的清单声明为不完整:没有设施时算未知,不算缺口")
    types = standard.types_of(category.code)
    by_type = {kind: last("type", kind) for kind in types}
    if not any(by_type.values()):
        return NOTHING_SAID, "没有声明清单是否完整:没有设施时算未知,不算缺口"
    names = {kind: standard.facility_types[kind].zh for kind in types}
    silent = [names[kind] for kind, statement in by_type.items() if statement is None]
    partial = [names[k] for k, s in by_type.items() if s is not None and s.status != "complete"]
    stale = [names[k] for k, s in by_type.items() if s is not None and s.status == "complete" and is_stale(s, today, settings)]
    parts = [f"没有声明 {'、'.join(silent)} 的清单"] if silent else []
    parts += [f"{'、'.join(partial)} 的清单不完整"] if partial else []
    parts += [f"{'、'.join(stale)} 的清单已超过 {settings.number('inventory.stale_months'):g} 个月"] if stale else []
    reason = NOTHING_SAID if silent else PARTIAL if partial else STALE
    return reason, f"{';'.join(parts)}:没有设施时算未知,不算缺口"


def _fault(said: InventoryStatement, settings: Settings, today: date | None) -> tuple[str, str] | None:
    if said.status == "complete" and is_stale(said, today, settings):
        months = settings.number("inventory.stale_months")
        return STALE, f"的清单是 {said.surveyed} 的,到 {today} 已超过 {months:g} 个月,按不完整计:没有设施时算未知"
    return None
