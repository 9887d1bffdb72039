"""
What the survey says beside what people reach: a service that is said to be provided and that many cannot reach, or the other way round.

Items of the catalogue meet the map through the office's table of links (``SERVICE_LINK_COLUMNS``): an item is a service of the standard.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from xc_gis.model import NO, SURVEY_REACH_COLUMNS, UNKNOWN, YES, ServiceSurvey
from xc_gis.shares import meets, misses

AGREE, PROVIDED_GAP, REACHED_NOT_PROVIDED, UNCLEAR = "agree", "provided_gap", "reached_not_provided", "unknown"


def survey_reach(survey: ServiceSurvey, links: pd.DataFrame, coverage: pd.DataFrame, *, gap_share: float) -> pd.DataFrame:
    """
    Hold answers of the survey against the coverage of the service that each item is.

    Parameters
    ----------
    links
        ``SERVICE_LINK_COLUMNS``; items without a service say nothing.
    coverage
        ``COVERAGE_COLUMNS``.
    gap_share
        Share of residents in a gap from which a service counts as out of reach.

    Returns
    -------
    DataFrame
        ``SURVEY_REACH_COLUMNS``: every community to which the service applies and linked item, in the order of coverage and catalogue. ``unknown``: nobody answered, or
        those of whom it is not known decide.
    """
    asked = links.loc[(links["code"] != "") & (links["category"] != ""), ["code", "category"]].drop_duplicates()
    asked = asked.assign(order=pd.Index(survey.catalogue["code"]).get_indexer(asked["code"])).sort_values("order", kind="stable")
    rows = coverage[~coverage["note"].fillna("").str.contains("not_applicable") & (coverage["residents"] > 0)]
    rows = rows[["community_id", "category", "residents", "gap", "unknown"]].assign(at=np.arange(len(rows)))
    table = rows.merge(asked, on="category", how="inner")
    table = table.merge(survey.answers[["community_id", "code", "provided"]], on=["community_id", "code"], how="left")
    table = table.sort_values(["at", "order"], kind="stable", ignore_index=True)
    said = table["provided"].fillna(UNKNOWN).to_numpy(dtype=object)
    least = (table["gap"] / table["residents"]).to_numpy(dtype=float)
    most = ((table["gap"] + table["unknown"]) / table["residents"]).to_numpy(dtype=float)
    out, reached = meets(least, gap_share), misses(most, gap_share)
    verdict = np.select(
        [(said == YES) & out, (said == NO) & reached, (said == YES) & reached, (said == NO) & out],
        [PROVIDED_GAP, REACHED_NOT_PROVIDED, AGREE, AGREE], UNCLEAR,
    ).astype(object)  # fmt: skip
    return table.assign(provided=said, gap_share=least, verdict=verdict)[list(SURVEY_REACH_COLUMNS)]
