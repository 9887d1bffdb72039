"""A model of columns and rows that is written down piece by piece and solved at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.planning.siting.solver import INFINITE, Found, Solver

Sum = dict[int, float]
"""Factors by column."""


@dataclass
class LinearModel:
    """
    Columns with bounds and costs, rows ``low <= sum``; what costs least is asked for.

    Attributes
    ----------
    cost, high, whole
        By column; every column is 0 at least.
    rows
        Sums and the least that each must be.
    """

    cost: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[tuple[Sum, float]] = field(default_factory=list)

    def column(self, cost: float = 0.0, high: float = 1.0, *, whole: bool = False) -> int:
        """A new column; returns its number."""
        self.cost.append(cost)
        self.high.append(high)
        number = len(self.cost) - 1
        if whole:
            self.whole.append(number)
        return number

    def at_least(self, parts: Mapping[int, float], least: float) -> None:
        """Demand of a sum that it is at least so much."""
        self.rows.append(({column: factor for column, factor in parts.items() if factor}, least))

    def covered_by(self, column: int, others: Iterable[int], plus: Mapping[int, float] | None = None, free: float = 0.0) -> None:
        """Let a column be at most the sum of others, of ``plus`` and ``free``."""
        parts: Sum = {column: -1.0}
        for other in others:
            parts[other] = parts.get(other, 0.0) + 1.0
        for other, factor in (plus or {}).items():
            parts[other] = parts.get(other, 0.0) + factor
        self.at_least(parts, -free)

    def least_of(self, parts: Mapping[int, float]) -> float:
        """The least that a sum can be, all columns within their bounds."""
        return float(sum(min(0.0, factor * self.high[column]) for column, factor in parts.items()))

    def solved(self, until: float | None = None) -> Found:
        """Solve; ``until``: ``time.monotonic()`` at which to stop."""
        return self._solver(time.monotonic() + 3600.0 if until is None else until).run()

    def solved_aloud(self, start: Mapping[int, float], until: float, tell: Callable[[tuple[float, Floats | None]], Any]) -> Found:
        """
        Solve, and tell each better bound, with values by column where a better solution was found.

        ``start``: values of whole columns to begin with; empty: of none.
        """
        solver = self._solver(until)
        if start:
            solver.begin_with(np.array(list(start), dtype=np.int64), np.array(list(start.values()), dtype=float))
        return solver.run(lambda bound, values: tell((bound, values)))

    def _solver(self, until: float) -> Solver:
        n = len(self.cost)
        solver = Solver(np.array(self.cost), np.zeros(n), np.array(self.high), until)
        entries = [(row, column, factor) for row, (parts, _) in enumerate(self.rows) for column, factor in parts.items()]
        row, column, factor = (np.array(part) for part in zip(*entries, strict=True)) if entries else (np.zeros(0, int),) * 3
        table = csr_array((factor.astype(float), (row, column)), shape=(len(self.rows), n))
        least = np.array([low for _, low in self.rows])
        solver.add_rows(table, least, np.full(len(least), INFINITE))
        solver.whole(np.array(self.whole, dtype=np.int64))
        return solver


def search_beside(
    tell: Callable[[tuple[float, Floats | None]], Any], model: LinearModel, start: Mapping[int, float], until: float
) -> Found:
    """The work of a process beside (``siting.beside``): solve a model aloud."""
    return model.solved_aloud(start, until, tell)
