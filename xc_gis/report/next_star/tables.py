"""
The table of plans.

``changes.csv`` (a contract): ``community_id, stars, target, cost, changes`` (JSON list)``, stars_after``, then ``status, lacking, unstated``; where the standard
names grades, also ``grade, grade_after``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from xc_gis.findings import VALUE
from xc_gis.model.changes import AnyChange
from xc_gis.report.next_star.result import NextStarResult
from xc_gis.report.tables.tables import count_text, write_csv
from xc_gis.wording.reasons import binding_text

COLUMNS = ("community_id", "stars", "target", "cost", "changes", "stars_after", "status", "lacking", "unstated")
GRADES = ("grade", "grade_after")


def change_record(change: AnyChange) -> dict[str, Any]:
    """A change in plain values, as a scenario file names them; what is not said is left out."""
    values: Mapping[str, Any] = asdict(change)
    return {"kind": change.KIND} | {key: value for key, value in values.items() if value not in ("", None, ())}


def changes_table(result: NextStarResult) -> pd.DataFrame:
    """A row for each community; what there is none of is empty."""
    rows = [
        {
            "community_id": plan.community_id, "stars": _whole(plan.stars), "target": _whole(plan.target),
            "cost": "" if plan.cost is None else count_text(plan.cost),
            "changes": json.dumps([change_record(one) for one in plan.changes], ensure_ascii=False), "stars_after": _whole(plan.stars_after),
            "status": plan.status, "lacking": binding_text(plan.lacking), "unstated": ";".join(f"{VALUE}{key}" for key in plan.unstated),
            **dict(zip(GRADES, (_grade(plan.stars, result), _grade(plan.stars_after, result)), strict=True)),
        }
        for plan in result.plans
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=[*COLUMNS, *(GRADES if result.grades else ())])


def _grade(stars: int | None, result: NextStarResult) -> str:
    return str(result.grades.get(stars or 0, ""))


def write_changes(result: NextStarResult, folder: Path) -> str:
    """Write the table; returns its name."""
    write_csv(changes_table(result), folder / "changes.csv")
    return "changes.csv"


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)
