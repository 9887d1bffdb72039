"""Who is responsible at each level, emergency plans (应急预案) and the way to shelters (应急避难场所)."""

from __future__ import annotations

ROLE_COLUMNS = ("level", "area", "role", "office")
"""``responsible.csv``: an area of each level from the district down to the grid or compound, and the role that answers for it; empty where none is stated. No persons."""

EMERGENCY_COLUMNS = (
    "level",
    "area",
    "plan",
    "dated",
    "role",
    "residents",
    "covered",
    "gap",
    "unknown",
    "shelters",
    "in_reach",
    "beyond",
    "off_network",
)
"""
``emergency.csv``: an area of each level from the district down to the compound.

``plan``: yes, no or unknown (nothing stated); ``dated``, ``role`` of the plan, empty where not stated. ``residents``, and of them ``covered, gap, unknown``: by the walk to the nearest shelter of any.
``shelters``: ids of those that the plan names, ``;`` between; ``in_reach, beyond, off_network``: residents by the walk to the nearest of these, NaN where the plan names none.
All figures are NaN where nobody knows of anybody who lives there.
"""

PLAN_LEVELS = ("district", "subdistrict", "community", "compound")
"""Levels that may have a plan."""
