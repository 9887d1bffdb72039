"""
Every parameter of the method: key, unit, bounds, default and where the value comes from.

The study file's ``[settings]`` table, the check of a standard, the report's table of assumptions
and the documentation are made from these records; nothing else holds a default.
"""

from __future__ import annotations

from xc_gis.settings.setting import BY_CENTRE, MERGE_DUPLICATES, PROFILES, Setting, Value
from xc_gis.settings.table import SETTINGS, WALKERS_ZH
from xc_gis.settings.values import Settings

__all__ = [
    "BY_CENTRE",
    "MERGE_DUPLICATES",
    "PROFILES",
    "SETTINGS",
    "WALKERS_ZH",
    "Setting",
    "Settings",
    "Value",
]
