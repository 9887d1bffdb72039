"""The effect of any scenario as the planning page shows it, from a whole assessment of the changed study. Knows no Qt."""

from __future__ import annotations

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.planning.before_after import BeforeAfter
from xc_gis.report.map.map_data import JOINT
from xc_gis.report.map.scenario_figures import coverage_columns, gap_columns
from xc_gis.standard import Standard
from xc_gis.ui.workers.planning_effect import known, ratings_of, stars_of
from xc_gis.ui.workers.planning_records import CategoryEffect, ScenarioEffect


def whole_effect(
    found: BeforeAfter, after: Assessment, standard: Standard, steps: np.ndarray, remarks: tuple[str, ...]
) -> ScenarioEffect:
    """
    What any changes do, of which a whole assessment was made.

    Parameters
    ----------
    steps
        Places of the demand points after the changes, as ``quick_effect`` has them.
    """
    codes = [c.code for c in standard.categories]
    n = len(after.rating)

    def total(column: str) -> Floats:
        """Sum over the communities by category; NaN where one of them is not known."""
        values: Floats = found.coverage[column].to_numpy(dtype=float).reshape(n, -1).sum(axis=0)
        return values

    sums = zip(
        codes, total("newly_covered"), total("newly_covered_60plus"), total("unknown_before"), total("unknown_after"), strict=True
    )
    categories = tuple(
        CategoryEffect(code, float(won), known(float(older)), found.lost[code].everyone, float(was), float(is_))
        for code, won, older, was, is_ in sums
    )
    frame = after.coverage
    named = {
        "low": "coverage_low",
        "share": "coverage",
        "high": "coverage_high",
        "gap": "gap",
        "unknown": "unknown",
        "median_minutes": "median_minutes",
    }
    columns = {name: frame[column].to_numpy(dtype=float).reshape(n, -1) for name, column in named.items()}
    notes = frame["note"].to_numpy(dtype=object).reshape(n, -1)
    row_of = {name: row for row, name in enumerate(after.data.demand["demand_id"])}
    gaps = {}
    for code in codes:
        mine = after.gaps[after.gaps["category"] == code]
        rows = [row_of[name] for name in mine["demand_id"]]
        gaps[code] = gap_columns(
            steps[rows], mine["residents"].to_numpy(dtype=float), mine["over_minutes"].to_numpy(dtype=float) * 60.0
        )
    figures = {
        "ratings": ratings_of(found.stars, {name: after.joint[name].to_numpy(dtype=float) for name in JOINT}),
        "coverage": {
            code: coverage_columns({k: v[:, at] for k, v in columns.items()}, notes[:, at]) for at, code in enumerate(codes)
        },
        "gaps": gaps,
    }
    return ScenarioEffect(
        dict(found.gained_any.groups), dict(found.lost_any.groups), categories, stars_of(found.stars), figures, remarks
    )
