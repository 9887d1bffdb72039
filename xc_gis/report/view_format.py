"""
The form of ``view.json``, for who writes and who reads it: its number, and long tables as columns that are read by name.

Standard library only: a window reads a run before anything else is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

FORMAT = 4
"""Raised when a reader of the earlier form would go wrong."""

NEAREST = ("community", "category", "facility_id", "name", "kind", "minutes", "demand_id", "lon", "lat")
"""One row for each community and category that reaches a facility: the nearest, the code of its type (``kind``), minutes from the demand point, WGS 84."""

GAPS = ("community", "category", "points", "residents", "over_median", "over_most")
"""One row for each community and category with people in gap: demand points, their residents, minutes over the limit."""

Columns = dict[str, list[Any]]


def columns_of(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Columns:
    """Rows as columns: a name stands once, not in each row."""
    columns: Columns = {name: [] for name in names}
    for row in rows:
        for name, value in zip(names, row, strict=True):
            columns[name].append(value)
    return columns


def records_of(columns: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """
    Rows by name, whatever the order of the columns.

    Raises
    ------
    ValueError
        If the columns are not equally long.
    """
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))
