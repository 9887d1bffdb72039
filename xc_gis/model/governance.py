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

SURVEY_AREA_COLUMNS = ("area", "communities", *SURVEY_COLUMNS)
"""``survey_areas.csv``: the four statistics for the district (``ALL``) and each subdistrict, over its communities."""

SURVEY_REACH_COLUMNS = ("community_id", "code", "category", "provided", "residents", "gap_share", "verdict")
"""
``survey_reach.csv``: one row per community and item of the catalogue that is linked to a service of the standard.

``provided``: ``yes``, ``no``, ``unknown``. ``gap_share``: share of the residents of the category's group who are in a gap. ``verdict``: ``agree``; ``provided_gap`` (provided, and out
of reach for many); ``reached_not_provided`` (not provided, and within reach); ``unknown``.
"""

SURVEY_ITEM_COLUMNS = (
    "base", "code", "division", "item", "subitem", "yes", "no", "unknown", "provided_low", "provided", "provided_high",
    "satisfaction_low", "satisfaction", "satisfaction_high",
)  # fmt: skip
"""
``survey_items.csv``: one row per item of the base, in the order of the catalogue.

``yes, no, unknown``: communities. ``provided…``: share of the communities that have it. ``satisfaction…``: mean over communities, 0-1.
"""


SURVEY_MATRIX_COLUMNS = ("community_id", "number", "provided", "satisfaction")
"""
``survey_matrix.csv``: what each community answered, one row per community and item of the base of which something is known, sorted by both.

``number``: row of the item in ``survey_items.csv``, from 1. ``provided``: ``yes``, ``no``, ``unknown``. ``satisfaction``: 0-1, NaN where nobody said.
"""


OTHER, ALL = "OTHER", "ALL"
"""In tables of the hotline: tickets of no service of the standard; all categories, or all communities."""

ANSWERS = ("responded", "resolved", "satisfied")

TICKET_COUNT_COLUMNS = (
    "community_id", "category", "month", "tickets", *(f"{name}_{part}" for name in ANSWERS for part in ("yes", "known")),
)  # fmt: skip
"""
Hotline tickets as they leave their reader: counted, one row per community, category (code or ``OTHER``) and month (``2026-06``) with tickets.

``…_known``: tickets of which it is said whether they were responded to, resolved, satisfying; ``…_yes``: those that were. No ticket is in it.
"""

HOTLINE_COLUMNS = (
    "community_id", "category", "tickets", "per_10k", *ANSWERS, "quadrant", "month_on_month", "year_on_year", "pressure", "hot_spot", "note",
)  # fmt: skip
"""
``hotline.csv``: one row per community (and ``ALL``) and category (and ``ALL``).

``tickets``: of the period, NaN where suppressed. ``per_10k``: per 10,000 residents. Answers: shares 0-1 of those known. ``quadrant``: ``gap_complaints``,
``gap_silent``, ``complaints_only``, ``fine``, ``unknown``, or empty. Changes: share by which the last month differs from the one before, from that of the
year before. ``pressure``: 0-1. ``hot_spot``: ``hot``, ``cold``, ``none``, or empty. ``note``: ``suppressed``, or empty.
"""

HOTLINE_AREA_COLUMNS = ("area", "category", "tickets", "per_10k", *ANSWERS, "month_on_month", "year_on_year", "note")
"""``hotline_areas.csv``: one row per area (``ALL`` for the district, then subdistricts by name) and category (and ``ALL``); columns as in ``HOTLINE_COLUMNS``."""
HOTLINE_MONTH_COLUMNS = ("month", "tickets", *ANSWERS, "note")
"""``hotline_months.csv``: tickets of the whole district, one row per month with tickets; answers and ``note`` as in ``hotline.csv``."""

PRIORITY_COLUMNS = ("rank", "community_id", "category", "residents", "gap", "gap_share", "pressure", "priority", "quadrant")
"""``hotline_priority.csv``: gaps, the most urgent first; ``priority`` = ``gap_share`` × (1 + ``pressure``). Residents of the category's group."""

AHEAD_COLUMNS = ("rank", "community_id", "category", "gap", "gap_share", "pressure")
"""``hotline_ahead.csv`` (未诉先办): gaps of which few complain, those with most people first."""


SATISFACTION_ANSWER_COLUMNS = ("community_id", "category", "n", "score")
"""What was asked: one row per community and category (code or ``ALL``), how many answered, how content they are (0-1); NaN where not said."""

SATISFACTION_COLUMNS = ("community_id", "category", "n", "low", "value", "high", "note")
"""
``satisfaction.csv``: one row per community and category asked.

``low``, ``high``: Wilson's interval of 95 %. ``value``: NaN where too few answered. ``note``: ``small_n``, ``no_n`` (nobody said how many), ``suppressed``, or empty.
"""

SATISFACTION_AREA_COLUMNS = ("area", "category", "communities", "left_out", "n", "low", "value", "high", "note")
"""
``satisfaction_areas.csv``: one row per area (``ALL``, then subdistricts by name) and category asked there.

All answers of the ``communities`` whose number of answers is shown, together: the score is their mean by answers. ``left_out``: communities whose answers are
suppressed or of which nobody said how many; they are in none of the figures, so that nothing can be found by subtraction. Other columns as in
``SATISFACTION_COLUMNS``.
"""


@dataclass(frozen=True)
class HotlineCounts:
    """
    What the hotline's table holds.

    Attributes
    ----------
    counts
        ``TICKET_COUNT_COLUMNS``, sorted.
    months
        Months with tickets, in their order.
    services
        Codes of the services that a ticket may speak of, by the table of categories: of no other is it known that nobody complains.
    """

    counts: pd.DataFrame
    months: tuple[str, ...]
    services: frozenset[str]


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
