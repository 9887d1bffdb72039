"""What the page of a scenario shows besides the changed study: the study as it was, and what changes (``scenario.js``)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.planning.before_after import BeforeAfter
from xc_gis.report.map.map_data import JOINT, coverage_data, gap_data, plain
from xc_gis.shares import filed
from xc_gis.standard import Standard

RATED = ("stars", "stars_low", "stars_high", "score", "score_low", "score_high")


def scenario_data(before: Assessment, effects: BeforeAfter, standard: Standard) -> dict[str, Any]:
    """
    Plain values for the page.

    Returns
    -------
    dict
        ``before``: ``ratings`` (rows by community), ``coverage`` and ``gaps`` (columns by category), as ``figures.js`` takes them;
        ``stars_change`` by community, null where it is not rated before and after; ``newly`` and ``fewer``: by category, where there are any,
        people newly covered, and how many fewer are covered in all, by community.
    """
    codes = [category.code for category in standard.categories]
    stars = effects.stars["stars_after"] - effects.stars["stars_before"]
    shape = (len(effects.stars), len(codes))
    newly = effects.coverage["newly_covered"].to_numpy(dtype=float).reshape(shape)
    fall = (effects.coverage["covered_before"] - effects.coverage["covered_after"]).to_numpy(dtype=float).reshape(shape)
    return {
        "before": {
            "ratings": _ratings(before),
            "coverage": coverage_data(before.coverage, codes),
            "gaps": gap_data(before.gaps, codes),
        },
        "stars_change": [None if pd.isna(value) else int(value) for value in stars],
        "newly": _people(newly, codes),
        "fewer": _people(np.maximum(fall, 0.0), codes),
    }


def _people(people: np.ndarray, codes: list[str]) -> dict[str, list[float | int | None]]:
    return {code: [plain(float(value)) for value in people[:, n]] for n, code in enumerate(codes) if (people[:, n] > 0).any()}


def _ratings(before: Assessment) -> list[dict[str, Any]]:
    joint = before.joint.set_index("community_id")
    return [
        {
            "community_id": row.community_id, "provisional": bool(row.provisional), **{name: plain(getattr(row, name)) for name in RATED},
            **{name: plain(filed(joint.loc[row.community_id, name])) for name in JOINT},
        }
        for row in before.rating.itertuples(index=False)
    ]  # fmt: skip
