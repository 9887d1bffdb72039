"""The columns of the frames that rooms hand to each other, with their types and units."""

from __future__ import annotations

from collections.abc import Mapping

AGE_COLUMNS: Mapping[str, str] = {
    "all": "residents",
    "age0_3": "residents_0_3",
    "age3_6": "residents_3_6",
    "age6_12": "residents_6_12",
    "age60plus": "residents_60plus",
    "age80plus": "residents_80plus",
}
"""Column of residents for each population group that a standard may name."""


COMMUNITY_COLUMNS = ("community_id", "name", "subdistrict", *AGE_COLUMNS.values(), "location", "geometry")
"""
Communities, one row each, sorted by ``community_id``.

``community_id``, ``name``, ``subdistrict``: text (``subdistrict`` may be empty). Residents: float, NaN where not
given. ``location``: ``area`` (polygon), ``derived`` (territory grown around a point), ``point`` (only that) or
``none``. ``geometry``: analysis CRS, missing for ``none``.
"""


DEMAND_COLUMNS = ("demand_id", *AGE_COLUMNS.values(), "community_id", "geometry")
"""
Demand points (where residents live), sorted by ``demand_id``.

Residents: float >= 0; an age column is NaN where ages are not known. ``community_id``: text or None (outside all
communities). ``geometry``: point in the analysis CRS, missing where the row was left out of the analysis.
"""


FACILITY_COLUMNS = (
    "facility_id",
    "type",
    "name",
    "address",
    "status",
    "serves",
    "sources",
    "crs_in",
    "building",
    "hours",
    "home_visit",
    "phone",
    "booking",
    "capacity",
    "floor_area",
    "geometry",
)
"""
Facilities, sorted by ``facility_id``.

``type``: code of the standard. ``status``: ``open``, ``planned`` or ``closed``. ``serves``: community ids it serves
besides its own, joined by ``;``. ``sources``: JSON list of ``{"file", "row"}`` (heading = row 1), the row that stands first,
with ``typed`` (why a recognised row has its type) and ``placed`` (what put it where it is, if not its source). ``crs_in``: CRS as
read. ``building``: the place is the outline of a building, entered by its doors. ``hours``: opening hours
as the source writes them; ``home_visit``: ``yes``, ``no``; both empty where nobody said. ``phone``: its public telephone, ``booking``: whether one can book online (``yes``, ``no``), likewise. ``capacity``: beds or places, ``floor_area``: m²,
both NaN where nobody said. ``geometry``: point, multipoint (entrances) or polygon in the analysis CRS; missing where the row was left out.
"""


SUBDISTRICT_COLUMNS = ("name", "geometry")
"""Subdistricts, sorted by ``name``: polygon in the analysis CRS."""


PROBLEM_COLUMNS = ("file", "row", "reason", "action")
"""Rows that were left out or changed: file as the study names it, row (heading = row 1), reason, what was done."""

PROBLEM_FRAME = (*PROBLEM_COLUMNS, "table")
"""The same in memory, with the table of the study file by whose reader the row was found: one file may hold communities and facilities."""


COVERAGE_COLUMNS = (
    "community_id",
    "community",
    "subdistrict",
    "category",
    "residents",
    "covered",
    "gap",
    "unknown",
    "coverage_low",
    "coverage",
    "coverage_high",
    "senior_low",
    "senior_high",
    "median_minutes",
    "note",
)
"""
``coverage.csv``: one row per community and category, in the order of communities and of the standard.

``residents`` are those of the category's population group. Shares 0-1, NaN where there is nothing to say.
``note``: words joined by ``;`` out of ``not_applicable``, ``ages_unknown``, ``no_residents``, ``no_location``, ``derived`` (the
community's territory is).
"""


JOINT_COLUMNS = ("community_id", "joint_low", "joint", "joint_high")
"""Share of residents with all mandatory categories, one row per community; NaN without residents."""


RATING_COLUMNS = (
    "community_id",
    "community",
    "subdistrict",
    "status",
    "provisional",
    "score_low",
    "score",
    "score_high",
    "stars_low",
    "stars",
    "stars_high",
    "completeness",
    "joint_low",
    "joint_high",
    "binding",
    "next_star",
    "surveys",
)
"""``rating.csv``: one row per community (method §7)."""


GAP_COLUMNS = (
    "demand_id", "community_id", "community", "subdistrict", "category", "residents", "minutes", "limit_minutes",
    "over_minutes", "geometry",
)  # fmt: skip
"""
Demand points in state gap, one row per point and category.

``residents`` of the category's group; ``minutes`` to the nearest facility, NaN beyond the search bound; ``geometry``: point, analysis CRS.
"""


NEAREST_COLUMNS = ("community_id", "category", "facility_id", "minutes", "demand_id")
"""The facility that is nearest to most residents of a community, and the median minutes of those, walked from ``demand_id``."""


OUTLINE_COLUMNS = ("facility_id", "profile", "minutes", "geometry")
"""Outlines of the ground from which a facility is reached, EPSG:4326."""


RATING_FRAME = tuple("reasons" if name == "binding" else name for name in RATING_COLUMNS)
"""
A rating in memory: ``reasons`` are records of ``xc_gis.findings`` instead of the text ``binding``, ``surveys`` sets of codes; tuples both.
"""


CATCHMENT_COLUMNS = ("facility_id", "category", "residents", "residents_60plus", "only_this")
"""
Who goes where: one row for each open facility that a street reaches and category it offers.

``residents``: people of the category's group who are covered and to whom this facility is the nearest; over all facilities of a category they
are the people covered. ``residents_60plus``: people of 60 and more there, NaN where ages are not known. ``only_this``: those of ``residents``
who have no other facility within the limit and lose cover if this one closes.
"""


SLICE_COLUMNS = ("community_id", "category", "slice", "residents", "covered", "gap", "unknown")
"""``slices.csv``: one row per community, category and slice of time; residents of the category's group."""

PROFILE_COLUMNS = ("community_id", "category", "profile", "slice", "residents", "covered", "gap", "unknown")
"""``profiles.csv``: the same for each walking profile, with its own residents; ``slice`` is empty where hours do not count."""

NEED_COLUMNS = ("community_id", "need", "category", "residents", "covered", "gap", "unknown")
"""
``needs.csv``: one row per community, sentence of the programme (``small``, ``large``, ``urgent``) and category; category ``ALL`` counts all
residents by all of the sentence's categories together.
"""

HOURS_COLUMNS = ("facility_id", "type", "name", "status", "hours", "read_as", "reason", "home_visit")
"""``hours.csv``: one row per facility. ``read_as``: in the syntax of OpenStreetMap; ``reason``: why the text is not understood; then a column for each slice."""
