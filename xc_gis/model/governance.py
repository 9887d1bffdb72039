"""What the district hears of its services: its survey of the service catalogue, calls to the hotline, satisfaction. No person is in any of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

YES, NO, UNKNOWN = "yes", "no", "unknown"
"""Whether a service is provided."""

SUBITEM, ITEM = "subitem", "item"
"""What is counted: the smallest items of the catalogue (小项), or those above them (项)."""

CATALOGUE_COLUMNS = ("code", "division", "item", "subitem")
"""The service catalogue, one row a 小项 in the order of the file: its code, its 大类, its 项, its name; all text."""

SURVEY_ANSWER_COLUMNS = ("community_id", "code", "provided", "satisfaction")
"""
What the survey says, one row per community and 小项 at most, sorted by both; what has no row is unknown.

``provided``: ``yes``, ``no``, ``unknown``. ``satisfaction``: 0-1, NaN where nobody said.
"""

SURVEY_COLUMNS = ("statistic", "base", "low", "value", "high")
"""
``survey.csv``: the four statistics for both bases, shares 0-1.

``statistic``: ``item_satisfied_share``, ``item_full_satisfaction``, ``item_full_coverage``, ``community_full_coverage``. Low: whatever is unknown is
no, high: it is yes; ``value``: by what is known, NaN where too little is.
"""

SURVEY_ITEM_COLUMNS = (
    "base", "code", "division", "item", "subitem", "yes", "no", "unknown", "provided_low", "provided", "provided_high",
    "satisfaction_low", "satisfaction", "satisfaction_high",
)  # fmt: skip
"""
``survey_items.csv``: one row per item of the base, in the order of the catalogue.

``yes, no, unknown``: communities. ``provided…``: share of the communities that have it. ``satisfaction…``: mean over communities, 0-1.
"""


@dataclass(frozen=True)
class ServiceSurvey:
    """
    The survey of the service catalogue.

    Attributes
    ----------
    base
        ``subitem`` or ``item``: what is listed, and what the rating looks at.
    catalogue, answers
        ``CATALOGUE_COLUMNS``, ``SURVEY_ANSWER_COLUMNS``.
    """

    base: str
    catalogue: pd.DataFrame
    answers: pd.DataFrame
