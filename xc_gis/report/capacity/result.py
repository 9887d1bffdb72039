"""All that a question of capacity came to, for its tables, record and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from xc_gis.languages.message import Name


@dataclass(frozen=True)
class CategorySummary:
    """
    One category of the whole study.

    Attributes
    ----------
    name
        As the standard calls it.
    measure, per_1000, source, origin
        The norm (``analysis.planning.capacity.norms.Norm``).
    facilities, with_capacity, full_facilities
        Open facilities in somebody's reach, those of them whose capacity is known, and those known to be full.
    supply, given_out
        Places or m² that are known and in somebody's reach, and what the balanced form gives out of them: the same where everybody's amount is known.
    residents, covered, full, full_unknown, capacity_unknown
        People, as in ``capacity.csv``; None where no norm or no capacity lets one say.
    """

    name: Name
    measure: str
    per_1000: float | None
    source: str
    origin: str
    facilities: int
    with_capacity: int
    full_facilities: int
    supply: float
    given_out: float
    residents: float
    covered: float
    full: float | None
    full_unknown: float | None
    capacity_unknown: float


@dataclass(frozen=True)
class CapacityResult:
    """
    Result of a question of capacity.

    Attributes
    ----------
    name, mark
        Title of the study; ``示例数据（虚构）`` for the sample, else empty.
    decay
        How a longer walk counts in E2SFCA and the balanced form.
    table, facilities
        ``CAPACITY_COLUMNS`` and ``FACILITY_CAPACITY_COLUMNS``.
    categories
        By code, in the order of the standard.
    """

    name: str
    mark: str
    decay: str
    table: pd.DataFrame
    facilities: pd.DataFrame
    categories: Mapping[str, CategorySummary]
