"""All that the report says of slices of time, profiles and needs of one study."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from xc_gis.languages.message import Name


@dataclass(frozen=True)
class SliceInfo:
    """
    A slice that was worked out.

    Attributes
    ----------
    code, name, at
        As the standard has it; of a moment asked for besides, all three are the moment.
    day
        The day that is meant (ISO), empty where that is any week.
    open, closed, unknown
        Facilities of status open, by their state then.
    """

    code: str
    name: Name | str
    at: str
    day: str
    open: int
    closed: int
    unknown: int


@dataclass(frozen=True)
class SlicesResult:
    """
    Slices, profiles and needs.

    Attributes
    ----------
    study
        Name of the study.
    categories, needs
        Names by code and by kind, in the order of the standard.
    slices
        In their order.
    left_out
        Why others could not be had.
    table, profiles, need_table, hours
        ``SLICE_COLUMNS``, ``PROFILE_COLUMNS``, ``NEED_COLUMNS``, ``HOURS_COLUMNS`` and a column for each slice.
    shares
        Of the sentences by community: theme data for a map.
    stated, read
        Facilities of status open that say their hours, and whose hours are read; ``facilities`` of them in all.
    """

    study: str
    categories: Mapping[str, Name | str]
    needs: Mapping[str, Name | str]
    slices: tuple[SliceInfo, ...]
    left_out: tuple[str, ...]
    table: pd.DataFrame
    profiles: pd.DataFrame
    need_table: pd.DataFrame
    shares: pd.DataFrame
    hours: pd.DataFrame
    facilities: int
    stated: int
    read: int
