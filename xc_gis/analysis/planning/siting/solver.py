"""HiGHS, asked in small words: columns, rows, a start, bounds while it works. One thread, so that the same questions get the same answers."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import highspy
import numpy as np
from scipy.sparse import csr_array

from xc_gis.analysis.arrays.geometry import Floats, Ints

INFINITE = highspy.kHighsInf

RELATIVE_GAP = 1e-9
"""Asked of HiGHS for a proof; its default (1e-4) would call a good set the best."""


@dataclass(frozen=True)
class Found:
    """
    What a run of the solver ended with.

    Attributes
    ----------
    values
        By column, None where nothing was found.
    objective, bound
        To be made small: what was found, and what nothing goes below.
    reduced
        Reduced costs by column; of a run without whole numbers.
    status
        ``optimal``, ``infeasible`` or ``stopped`` (time).
    """

    values: Floats | None
    objective: float
    bound: float
    reduced: Floats
    status: str


class Solver:
    """
    A model that grows: rows are added, and it is solved again from where it stood.

    Parameters
    ----------
    cost, low, high
        By column; the cost is to be made small.
    until
        ``time.monotonic()`` at which to stop.
    enough
        Any solution will do: the first ends the search.
    """

    def __init__(self, cost: Floats, low: Floats, high: Floats, until: float, *, enough: bool = False) -> None:
        _greeted()
        self._highs: Any = highspy.Highs()
        self._until = until
        self._n = len(cost)
        for name, chosen in (
            ("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", RELATIVE_GAP), ("mip_abs_gap", RELATIVE_GAP),
        ):  # fmt: skip
            self._highs.setOptionValue(name, chosen)
        if enough:
            self._highs.setOptionValue("mip_max_improving_sols", 1)
        self._highs.addVars(self._n, low, high)
        self.change_cost(cost)

    def change_cost(self, cost: Floats) -> None:
        """Ask for something else of the same model."""
        self._highs.changeColsCost(self._n, np.arange(self._n, dtype=np.int32), cost)

    def bound_columns(self, columns: Ints, low: Floats, high: Floats) -> None:
        """Narrow columns."""
        self._highs.changeColsBounds(len(columns), columns.astype(np.int32), low, high)

    def whole(self, columns: Ints) -> None:
        """Let columns take whole numbers only."""
        kinds = np.full(len(columns), highspy.HighsVarType.kInteger)
        self._highs.changeColsIntegrality(len(columns), columns.astype(np.int32), kinds)

    def begin_with(self, columns: Ints, values: Floats) -> None:
        """A solution to begin with, as far as it is known; what is not said the solver finds."""
        self._highs.setSolution(len(columns), columns.astype(np.int32), values)

    def add_rows(self, rows: csr_array, low: Floats, high: Floats) -> None:
        """Add rows ``low <= rows · columns <= high``."""
        if rows.shape[0]:
            self._highs.addRows(
                int(rows.shape[0]),
                low,
                high,
                rows.nnz,
                rows.indptr[:-1].astype(np.int32),
                rows.indices.astype(np.int32),
                rows.data,
            )

    def run(self, watch: Callable[[float, Floats | None], None] | None = None) -> Found:
        """
        Solve.

        Parameters
        ----------
        watch
            Called with each better bound, and with values where a better solution was found. What it raises is raised when the run ends:
            an error inside the solver's own call would be lost.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            return Found(None, np.inf, -np.inf, np.zeros(self._n), "stopped")
        self._highs.setOptionValue("time_limit", float(self._highs.getRunTime() + left))
        watcher = _Watcher(watch) if watch else None
        if watcher:
            self._highs.setCallback(watcher.hear, None)
            self._highs.startCallback(highspy.cb.HighsCallbackType.kCallbackMipImprovingSolution)
            self._highs.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)
        self._highs.run()
        if watcher:
            self._highs.stopCallback(highspy.cb.HighsCallbackType.kCallbackMipImprovingSolution)
            self._highs.stopCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)
            if watcher.fault:
                raise watcher.fault
        return self._found()

    def _found(self) -> Found:
        status, info, solution = self._highs.getModelStatus(), self._highs.getInfo(), self._highs.getSolution()
        kinds = highspy.HighsModelStatus
        whole = self._highs.getLp().integrality_ and any(
            k == highspy.HighsVarType.kInteger for k in self._highs.getLp().integrality_
        )
        has = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        values = np.array(solution.col_value) if has else None
        said = {kinds.kOptimal: "optimal", kinds.kInfeasible: "infeasible", kinds.kUnboundedOrInfeasible: "infeasible"}.get(
            status, "stopped"
        )
        objective = info.objective_function_value if has else np.inf
        bound = info.mip_dual_bound if whole else (objective if said == "optimal" else -np.inf)
        duals = np.array(solution.col_dual) if len(solution.col_dual) == self._n else np.zeros(self._n)
        return Found(values, float(objective), float(bound), duals, said)


@cache
def _greeted() -> None:
    """Let the library greet nobody: the first solver of a process writes a line to standard output, which belongs to our answers."""
    sys.stdout.flush()
    try:
        kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # a window without a terminal has none
        return
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


class _Watcher:
    """Hears the solver; keeps what goes wrong for later, and asks it to end then."""

    def __init__(self, watch: Callable[[float, Floats | None], None]) -> None:
        self._watch = watch
        self._bound = -np.inf
        self.fault: Exception | None = None

    def hear(self, kind: Any, _message: str, out: Any, into: Any, _user: Any) -> None:
        """Take one call of the solver."""
        if self.fault is not None:
            into.user_interrupt = True
            return
        try:
            better = kind == highspy.cb.HighsCallbackType.kCallbackMipImprovingSolution
            bound = float(out.mip_dual_bound)
            if better or bound > self._bound:
                self._bound = max(bound, self._bound)
                self._watch(bound, np.array(out.mip_solution) if better else None)
        except Exception as fault:  # noqa: BLE001 - raised again when the run ends
            self.fault = fault
