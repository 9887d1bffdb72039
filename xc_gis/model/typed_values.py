"""Figures that somebody states by area and that no map can tell (satisfaction, chain rate)."""

from __future__ import annotations

COMMUNITY, SUBDISTRICT, WHOLE_DISTRICT = "community", "subdistrict", "district"

LEVELS = (COMMUNITY, SUBDISTRICT, WHOLE_DISTRICT)
"""Levels of areas, the smallest first."""

TYPED_VALUE_COLUMNS = ("key", "level", "area", "value", "origin", "stated")
"""
Figures as a table states them, sorted by the first three; one row a key and area, the newest that is not later than the study.

``level``: one of ``LEVELS``; ``area``: id of a community, name of a subdistrict, ``ALL``. ``value``: in the unit of the standard (``%``: 0-100). ``origin``: where the
figure comes from, ``stated``: its day as ``2026-05-01``, empty where nobody said.
"""

COMMUNITY_VALUE_COLUMNS = (
    "community_id", "community", "subdistrict", "standard", "key", "name", "unit", "value", "level", "origin", "stated",
)  # fmt: skip
"""
``typed_values.csv``: one row a community and figure that a standard of the study knows.

``value``: empty where nobody stated one (unknown, not zero); ``level``: of the area that it was stated for.
"""
