"""Tables by community as layers that plot: what a run or an assessment found, on the communities' polygons."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from xc_gis.analysis.assessment import Assessment
    from xc_gis.report.study_result import StudyResult

RATING = "rating"


def layer(found: StudyResult | Assessment, table: str = RATING) -> gpd.GeoDataFrame:
    """
    Put a table by community on the map: ``layer(result).plot("stars")``, ``layer(result, "MED").explore("coverage")``.

    Parameters
    ----------
    found
        What ``run`` or ``assess`` gave.
    table
        ``rating``, or the code of a category such as ``MED`` for its coverage.

    Returns
    -------
    GeoDataFrame
        The columns of the table (``rating``: ``community_id, community, subdistrict, status, stars, score …``; coverage: ``residents, covered, gap,
        unknown`` in people, ``coverage_low, coverage, coverage_high`` 0-1, ``median_minutes …``), a row for each community, with its polygon in the analysis
        CRS of the study (metres). Nullable whole numbers become floats, NaN where unknown, which every plot takes.

    Raises
    ------
    InputError
        No such category.
    """
    codes = list(dict.fromkeys(found.coverage["category"]))
    if table != RATING and table not in codes:
        raise InputError(
            msg("没有“{table}”这张表", table=table),
            hint=nearest_spelling(table, [RATING, *codes]) or msg("可用：{names}", names=joined("、", [RATING, *codes])),
        )
    rows = found.rating if table == RATING else found.coverage[found.coverage["category"] == table]
    placed = found.data.communities[["community_id", "geometry"]].merge(_plain(rows), on="community_id", validate="one_to_one")
    return placed[[*rows.columns, "geometry"]]


def _plain(rows: pd.DataFrame) -> pd.DataFrame:
    nullable = [name for name, kind in rows.dtypes.items() if str(kind) in _WHOLE]
    return rows.astype(dict.fromkeys(nullable, "float64"))


_WHOLE: Collection[str] = {"Int64", "Int32", "Int16", "Int8"}
