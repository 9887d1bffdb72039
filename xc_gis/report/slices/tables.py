"""
The tables of slices (a contract): ``slices.csv``, ``profiles.csv``, ``needs.csv``, ``hours.csv``.

CSV is UTF-8 with BOM. Reasons stand in Chinese, as in every table.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from xc_gis.report.slices.result import SlicesResult
from xc_gis.report.tables.tables import count_text, write_csv
from xc_gis.report.tables.text import plain_columns


def write_slices_tables(result: SlicesResult, folder: Path) -> list[str]:
    """Write all tables; returns their names."""
    tables = {
        "slices.csv": result.table, "profiles.csv": result.profiles, "needs.csv": result.need_table,
        "hours.csv": plain_columns(result.hours, "name", "hours", "read_as", "reason"),
    }  # fmt: skip
    for name, table in tables.items():
        write_csv(written(table), folder / name)
    return list(tables)


def written(table: pd.DataFrame) -> pd.DataFrame:
    """Numbers as tables of a run write them; missing ones empty."""
    return pd.DataFrame(
        {
            name: [count_text(float(value)) for value in values.to_numpy(dtype=float, na_value=np.nan)]
            if pd.api.types.is_numeric_dtype(values)
            else values
            for name, values in table.items()
        }
    )
