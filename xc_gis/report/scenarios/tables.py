"""
The tables of scenarios (a contract): ``before_after.csv``, ``stars.csv``, and ``scenarios.csv`` with a row for each scenario.

CSV is UTF-8 with BOM. What is not known is empty: never a zero that nobody counted.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from xc_gis.report.scenarios.result import WhatIf
from xc_gis.report.tables.tables import count_text, write_csv
from xc_gis.report.tables.text import plain_columns

PEOPLE = "residents"
SENIORS = "residents_60plus"
KEYS = ("community_id", "category")


def write_scenario_tables(result: WhatIf, folder: Path) -> list[str]:
    """Write all tables; returns their names within the folder. ``scenarios.csv`` is written where there are several."""
    names = []
    for one in result.scenarios:
        place = folder / one.folder
        place.mkdir(exist_ok=True)
        for name, table in (("before_after.csv", one.effects.coverage), ("stars.csv", one.effects.stars)):
            write_csv(_texts(table), place / name)
            names.append(f"{one.folder}/{name}" if one.folder else name)
    if len(result.scenarios) > 1:
        write_csv(plain_columns(_texts(scenarios_table(result)), "name", "note"), folder / "scenarios.csv")
        names.append("scenarios.csv")
    return names


def scenarios_table(result: WhatIf) -> pd.DataFrame:
    """
    Scenarios side by side.

    Returns
    -------
    DataFrame
        ``scenario`` (its number), ``name, note, folder, changes`` (how many), ``cost`` (yuan, NaN where nobody said it), ``newly_covered,
        newly_covered_60plus, lost_cover, lost_cover_60plus`` (people who gain or lose any category, each of them once), ``stars_won,
        stars_lost, communities_up, communities_down``, and ``newly_<CATEGORY>``, ``lost_<CATEGORY>``.
    """
    rows = []
    for number, one in enumerate(result.scenarios, 1):
        effects = one.effects
        row: dict[str, object] = {
            "scenario": number, "name": one.name, "note": one.note, "folder": one.folder, "changes": len(one.changes),
            "cost": _number(one.cost),
            "newly_covered": _number(effects.gained_any.groups[PEOPLE]), "newly_covered_60plus": _number(effects.gained_any.groups[SENIORS]),
            "lost_cover": _number(effects.lost_any.groups[PEOPLE]), "lost_cover_60plus": _number(effects.lost_any.groups[SENIORS]),
            "stars_won": effects.stars_won, "stars_lost": effects.stars_lost,
            "communities_up": effects.communities_up, "communities_down": effects.communities_down,
        }  # fmt: skip
        for code in result.categories:
            row[f"newly_{code}"] = _number(effects.gained[code].groups[PEOPLE])
            row[f"lost_{code}"] = _number(effects.lost[code].groups[PEOPLE])
        rows.append(row)
    return pd.DataFrame(rows)


def _number(value: float | None) -> float:
    return np.nan if value is None else value


def _texts(table: pd.DataFrame) -> pd.DataFrame:
    """Numbers as tables of a run write them; missing ones empty."""
    return pd.DataFrame(
        {
            name: [count_text(float(value)) for value in values.to_numpy(dtype=float, na_value=np.nan)]
            if pd.api.types.is_numeric_dtype(values)
            else values
            for name, values in table.items()
        }
    )
