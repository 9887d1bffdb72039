"""``[[inventory]]`` as a planner sees it: by category, inside the communities and around them. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xc_gis.languages.message import msg

INSIDE, OUTSIDE = "all", "outside"
UNDECLARED = ""
STATUS_ZH = {UNDECLARED: msg("未声明"), "complete": msg("完整"), "partial": msg("不完整")}


@dataclass(frozen=True)
class InventoryRow:
    """
    What is declared of a category.

    Attributes
    ----------
    inside, outside
        ``complete``, ``partial`` or nothing, for the communities and for the ground around them.
    surveyed
        Day of the survey.
    others
        Declarations for single subdistricts, communities or facility types, which stay as they are.
    """

    category: str
    inside: str = UNDECLARED
    outside: str = UNDECLARED
    surveyed: date | None = None
    others: int = 0


def inventory_rows(entries: Sequence[Mapping[str, Any]], categories: Sequence[str]) -> tuple[InventoryRow, ...]:
    """One row a category, in the order of the standard; of several declarations of one area the last stands."""
    rows = []
    for code in categories:
        declared: dict[str, Mapping[str, Any]] = {}
        others = 0
        for entry in entries:
            if entry.get("category") != code:
                continue
            if _is_plain(entry):
                declared |= dict.fromkeys(_areas(entry), entry)
            else:
                others += 1
        days = [declared[area].get("surveyed") for area in (INSIDE, OUTSIDE) if area in declared]
        rows.append(
            InventoryRow(
                code, str(declared.get(INSIDE, {}).get("status", "")), str(declared.get(OUTSIDE, {}).get("status", "")),
                next((day for day in days if isinstance(day, date)), None), others,
            )
        )  # fmt: skip
    return tuple(rows)


def with_row(entries: Sequence[Mapping[str, Any]], row: InventoryRow) -> list[dict[str, Any]]:
    """
    Entries after a row was edited.

    Other categories, and declarations for single areas or types, stay as and where they are: the order decides which one stands.
    """
    mine = [n for n, entry in enumerate(entries) if entry.get("category") == row.category and _is_plain(entry)]
    made: list[dict[str, Any]] = []
    for area, status in ((INSIDE, row.inside), (OUTSIDE, row.outside)):
        if status:
            entry: dict[str, Any] = {"category": row.category, "areas": area, "status": status}
            made.append({**entry, "surveyed": row.surveyed} if row.surveyed else entry)
    specific = [n for n, entry in enumerate(entries) if not (_is_plain(entry) and entry.get("category"))]
    at = mine[0] if mine else specific[0] if specific else len(entries)
    kept = [dict(entry) if n not in mine else None for n, entry in enumerate(entries)]
    joined = [*kept[:at], *made, *kept[at:]]
    return [entry for entry in joined if entry is not None]


def _areas(entry: Mapping[str, Any]) -> list[str]:
    areas = entry.get("areas", INSIDE)
    return [areas] if isinstance(areas, str) else list(areas)


def _is_plain(entry: Mapping[str, Any]) -> bool:
    """Speaks of all communities, of the ground around them, or of both."""
    return entry.get("category") is not None and set(_areas(entry)) <= {INSIDE, OUTSIDE}
