"""Values of the indicators that a district follows year after year, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

DISTRICT = "ALL"
"""Area of figures of the whole district."""

TYPED, COMPUTED = "typed", "computed"
"""Whether somebody stated a value, or the run worked it out."""

DONE, BEHIND, UNDECIDED, NO_DATA = "done", "behind", "unknown", "no_data"
"""Status: the target is met; is not; what is known does not decide it; nobody said anything."""

INDICATOR_VALUE_COLUMNS = ("number", "part", "level", "area", "year", "value", "origin", "stated")
"""
Values as a table states them, sorted by all but the last three; one row per number, part, area and year.

``level``: ``district``, ``subdistrict``, ``community``; ``area``: ``ALL``, the subdistrict's name, the community's id. ``value``: in the unit of the indicator.
``origin``: where the figure comes from, ``stated``: on which day it was stated, both as they stand in the table.
"""

INDICATOR_COLUMNS = (
    "number", "indicator", "area", "year", "value", "target", "comparison", "kind", "status", "source",
    "list", "part", "level", "unit", "low", "high", "origin", "stated",
)  # fmt: skip
"""
``indicators.csv``: one row per value that is known, stated or computed; an indicator of which nothing is known has one row without a year.

``value``: in ``unit`` (``%``: 0-100); ``low``, ``high``: bounds where unknown facilities leave a range, else the value. ``status``: of this value against the target.
"""

INDICATOR_STATUS_COLUMNS = (
    "list", "number", "indicator", "part", "level", "area", "kind", "unit", "comparison", "target", "target_year", "year", "value", "low", "high", "source",
    "status", "forecast", "forecast_low", "forecast_high", "outlook", "years", "held_back_by",
    "short_of", "short_low", "short_high",
)  # fmt: skip
"""
``indicator_status.csv``: one row per indicator, part and area: where it stands and where it goes.

``year``, ``value``: the newest known; a stated value of a year stands before a computed one. ``forecast…``: of the target year, NaN without three years. ``outlook``:
``reached``, ``expected``, ``doubtful``, ``missed`` or empty. ``years``: how many a forecast rests on. ``held_back_by``: areas that fall short, joined by ``;``, the worst first.
``short_of``: of a computed value that is behind, what more of meets the target: ``areas``, ``people``, ``outside_grids`` (residents who live in no grid), ``floor_area`` (m²), or empty;
``short_low``, ``short_high``: how much, if all that is unknown turns out well or none of it does.
"""

INDICATOR_SHORTFALL_COLUMNS = ("list", "number", "level", "area", "category", "short_of", "short")
"""
``indicator_shortfalls.csv``: every community or subdistrict that holds a computed value back, the worst first.

``short_of``: ``facility``, ``floor_area`` (m²), ``people`` (residents not covered, by ``category``), ``outside_grids`` (residents who live in no grid); ``short``: how much of it.
"""

DIMENSION_COLUMNS = ("list", "level", "area", "dimension", "index", "low", "high", "weight_known", "rank")
"""
``indicator_index.csv``: one row per list, area and dimension (``ALL``: all of them).

``index``: 0-100, mean achievement by weight over what is known, kept between ``low`` and ``high``; ``low``, ``high``: with everything unknown at nothing or at all. ``weight_known``: share of the weight that
is known. ``rank``: among areas of the level, equal ones share the better rank; empty for the district, which is alone, and without an index.
"""


@dataclass(frozen=True)
class IndicatorValues:
    """
    One list of indicators and what a table states of it.

    Attributes
    ----------
    name
        Of the list as the study names it: the id of a shipped one, or a path.
    values
        ``INDICATOR_VALUE_COLUMNS``.
    """

    name: str
    values: pd.DataFrame
