"""
Tables that grow neighbourhood by neighbourhood and end up in the order of their points. Station 2.

A million nodes have a gigabyte of legs. To hand out fresh memory for them twice, in pieces and joined, takes the system as
long as finding them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from xc_gis.analysis.arrays.pairing import spans

SPARE = 1.5
"""Room for this multiple of the rows that the tables so far lead to expect: memory that is not used costs nothing."""


LARGEST_ITEM = 8
"""Bytes of the largest number in a column."""

LEAST_IN_PLACE = 4_000_000
"""Rows from which on fresh memory costs more than room that is kept and not used."""


class LegTableBuilder:
    """
    Columns of tables that come one after the other, each sorted by its column ``point`` and without the points of another.

    Parameters
    ----------
    names
        Attributes of the tables; ``point`` is one of them.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = tuple(names)
        self._columns: dict[str, np.ndarray] = {}
        self._ends: list[int] = [0]

    def append(self, table: Mapping[str, np.ndarray], *, share: float) -> None:
        """Add the rows of a table, by name, with which ``share`` (0–1) of all points will be done."""
        parts = {name: table[name] for name in self._names}
        first, last = self._ends[-1], self._ends[-1] + len(parts["point"])
        self._ends.append(last)
        if share >= 1.0 and first == 0:
            self._columns = parts  # the only one
            return
        for name, part in parts.items():
            column = self._columns.get(name)
            if column is None or len(column) < last:
                larger = np.empty(int(last / share * SPARE), dtype=part.dtype)
                if column is not None:
                    larger[:first] = column[:first]
                column = self._columns[name] = larger
            column[first:last] = part

    def in_order(self) -> list[np.ndarray]:
        """The columns, in the order of their names, as those of one table sorted by point, where the tables came in that order."""
        return [self._columns[name][: self._ends[-1]] for name in self._names]

    def by_point(self, n_points: int) -> list[np.ndarray]:
        """The columns, in the order of their names, as those of one table sorted by point."""
        rows, places = self._ends[-1], self._places(n_points)
        if len(places) == 1:
            return [self._columns[name][:rows] for name in self._names]
        room = np.empty(rows * LARGEST_ITEM, dtype=np.uint8)
        columns = []
        for name in self._names:
            column = self._columns.pop(name)
            ordered = room[: rows * column.itemsize].view(column.dtype)
            for place, first, last in zip(places, self._ends, self._ends[1:], strict=False):
                ordered[place] = column[first:last]
            if rows < LEAST_IN_PLACE:
                columns.append(ordered.copy())  # no room to spare is kept
            else:
                column[:rows] = ordered
                columns.append(column[:rows])
        return columns

    def _places(self, n_points: int) -> list[np.ndarray]:
        """Where the rows of each table belong."""
        point = self._columns["point"]
        count = np.bincount(point[: self._ends[-1]], minlength=n_points)
        before = np.cumsum(count) - count
        places = []
        for first, last in zip(self._ends, self._ends[1:], strict=False):
            rows = point[first:last]
            there = rows[np.flatnonzero(np.diff(rows, prepend=-1))]
            places.append(spans(before[there], count[there]))
        return places
