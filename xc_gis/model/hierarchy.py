"""Figures at each level of a district: subdistrict, community, grid (网格), compound (小区); the demand point is the building."""

from __future__ import annotations

LEVELS = ("district", "subdistrict", "community", "grid", "compound")
"""From above; below the compound stand the demand points of the run, and nothing else: no household, no person."""

HIERARCHY_COLUMNS = (
    "level",
    "subdistrict",
    "community_id",
    "grid",
    "compound",
    "category",
    "residents",
    "covered",
    "gap",
    "unknown",
)
"""
``hierarchy.csv``: one row an area and category; ``subdistrict`` to ``compound`` are the way down to it, empty below its level.

People of a community who live in no grid, and those of a grid in no compound, have a row with ``NONE``: so each level adds up to the one above. An area that lies in several communities is a row in each of them.
``residents`` of the category's group, and of them by state.
"""

NONE = "NONE"
"""In the place of a grid or compound: people who live in none."""

COMMUNITY = "community"
"""A level: areas are ids of communities."""

GRID_COLUMNS = ("level", "area", "residents", "in_grids", "in_several", "ground", "ground_in_grids", "ground_in_several")
"""
``grids.csv``: how far grids cover the district (``ALL``), each subdistrict and each community (its id).

``in_grids``: residents who live in a grid, ``in_several``: in more than one. ``ground``: m² of its communities, of which so much lies in a grid, in several; NaN where communities have no areas.
"""
