"""
``plan.csv``: ``rank, kind, what, lon, lat, areas, cost, communities``, and ``five.csv``: ``community_id, stars, stars_after, alone, lacking``.

``what`` is a type of facility or a category; ``communities`` are those that gain five stars and that the change serves, joined by ``;``.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from xc_gis.model.changes import AddFacility
from xc_gis.report.next_star.five_result import FiveStarsResult
from xc_gis.report.tables.tables import count_text, write_csv
from xc_gis.wording.reasons import binding_text

PLAN_COLUMNS = ("rank", "kind", "what", "lon", "lat", "areas", "cost", "communities")
FIVE_COLUMNS = ("community_id", "stars", "stars_after", "alone", "lacking")


def plan_table(result: FiveStarsResult) -> pd.DataFrame:
    """A row for each change, those that serve most communities first."""
    rows = []
    for rank, one in enumerate(sorted(result.changes, key=lambda one: -len(one.communities)), 1):
        change = one.change
        lon, lat = (f"{value:.7f}" for value in change.at or ()) if isinstance(change, AddFacility) else ("", "")
        rows.append(
            {
                "rank": rank, "kind": change.KIND, "what": change.type if isinstance(change, AddFacility) else change.category, "lon": lon,
                "lat": lat, "areas": "" if isinstance(change, AddFacility) else ";".join(change.areas),
                "cost": count_text(change.cost or 0.0), "communities": ";".join(one.communities),
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(PLAN_COLUMNS))


def five_table(result: FiveStarsResult) -> pd.DataFrame:
    """A row for each community; what there is none of is empty."""
    rows = [
        {
            "community_id": one.community_id, "stars": _whole(one.stars), "stars_after": _whole(one.stars_after),
            "alone": "" if one.alone is None else count_text(one.alone), "lacking": binding_text(one.lacking),
        }
        for one in result.communities
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(FIVE_COLUMNS))


def write_five(result: FiveStarsResult, folder: Path) -> list[str]:
    """Write both tables; returns their names."""
    write_csv(plan_table(result), folder / "plan.csv")
    write_csv(five_table(result), folder / "five.csv")
    return ["plan.csv", "five.csv"]


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)
