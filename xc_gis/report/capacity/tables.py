"""Tables of capacity (contract: columns in ``docs/capacity.md``)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from xc_gis.report.capacity.result import CapacityResult

PEOPLE, AMOUNT = 3, 6
"""Decimals of people, and of places or m² for each thousand of them."""

_DECIMALS = {
    "residents": PEOPLE, "covered": PEOPLE, "full": PEOPLE, "full_unknown": PEOPLE, "capacity_unknown": PEOPLE, "people_in_reach": PEOPLE,
    "users": PEOPLE, "per_1000": AMOUNT, "per_1000_e2sfca": AMOUNT, "per_1000_balanced": AMOUNT, "per_1000_users": AMOUNT, "needed": AMOUNT,
    "capacity": AMOUNT,
}  # fmt: skip


def write_capacity_tables(result: CapacityResult, folder: Path) -> list[str]:
    """Write ``capacity.csv`` and ``facilities.csv``; returns their names."""
    _write(result.table, folder / "capacity.csv")
    _write(result.facilities, folder / "facilities.csv")
    return ["capacity.csv", "facilities.csv"]


def _write(table: pd.DataFrame, path: Path) -> None:
    numbers = {
        name: table[name].round(decimals) for name, decimals in _DECIMALS.items() if name in table and table[name].dtype == float
    }
    table.assign(**numbers).to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
