"""
Where complaints meet gaps: gap and complaints, gap but silent, complaints without a gap, fine; what is most urgent; where complaints may come next (未诉先办).

    priority = share of residents in a gap × (1 + pressure)
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.model import AHEAD_COLUMNS, PRIORITY_COLUMNS
from xc_gis.shares import meets, misses

GAP_COMPLAINTS, GAP_SILENT, COMPLAINTS_ONLY, FINE, UNCLEAR = "gap_complaints", "gap_silent", "complaints_only", "fine", "unknown"


def demand_gap(coverage: pd.DataFrame, pressure: pd.DataFrame, *, gap_share: float, complaints: float) -> pd.DataFrame:
    """
    Quadrant of each community and service.

    Parameters
    ----------
    coverage
        ``COVERAGE_COLUMNS``.
    pressure
        ``community_id, category, pressure``; a service that no category of the hotline speaks of is missing: whether anybody complains is not known.
    gap_share
        Share of residents in a gap from which there is one.
    complaints
        Pressure from which there are complaints.

    Returns
    -------
    DataFrame
        ``community_id, category, residents, gap, gap_share, pressure, quadrant``: rows of the coverage to which the category applies. ``unknown``: more residents
        could be in a gap than are known to be, and that decides; or pressure is not known.
    """
    rows = coverage[~coverage["note"].fillna("").str.contains("not_applicable") & (coverage["residents"] > 0)]
    table = rows[["community_id", "category", "residents", "gap", "unknown"]].merge(
        pressure, on=["community_id", "category"], how="left"
    )
    press = table["pressure"].to_numpy(dtype=float)
    share = (table["gap"] / table["residents"]).to_numpy(dtype=float)
    most = ((table["gap"] + table["unknown"]) / table["residents"]).to_numpy(dtype=float)
    quadrant = _quadrants(meets(share, gap_share), np.asarray(misses(most, gap_share)), press, complaints)
    return table[["community_id", "category", "residents", "gap"]].assign(gap_share=share, pressure=press, quadrant=quadrant)


def _quadrants(gap: Bools, none: Bools, press: Floats, complaints: float) -> np.ndarray:
    loud = meets(press, complaints)
    found = np.full(len(press), UNCLEAR, dtype=object)
    found[gap & loud], found[gap & ~loud] = GAP_COMPLAINTS, GAP_SILENT
    found[none & loud], found[none & ~loud] = COMPLAINTS_ONLY, FINE
    found[np.isnan(press)] = UNCLEAR
    return found


def priorities(found: pd.DataFrame) -> pd.DataFrame:
    """``PRIORITY_COLUMNS``: gaps, the most urgent first, then those with more people."""
    gaps = found[found["quadrant"].isin([GAP_COMPLAINTS, GAP_SILENT])]
    gaps = gaps.assign(priority=gaps["gap_share"] * (1 + gaps["pressure"]))
    return _ranked(
        gaps.sort_values(["priority", "gap", "community_id", "category"], ascending=[False, False, True, True]), PRIORITY_COLUMNS
    )


def ahead(found: pd.DataFrame) -> pd.DataFrame:
    """``AHEAD_COLUMNS``: silent gaps, those with most people first."""
    silent = found[found["quadrant"] == GAP_SILENT]
    return _ranked(
        silent.sort_values(["gap", "gap_share", "community_id", "category"], ascending=[False, False, True, True]), AHEAD_COLUMNS
    )


def _ranked(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    return rows.assign(rank=np.arange(1, len(rows) + 1))[list(columns)].reset_index(drop=True)
