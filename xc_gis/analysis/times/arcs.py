"""
Arcs between the states of a search, ordered by the state they lead from (method §4). Station 3.

What SciPy calls a sparse matrix, for which a run would have to load SciPy: a fifth of a second, and nothing else of it is needed where
the loops are compiled (decision 0156).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats, Ints
from xc_gis.analysis.arrays.pairing import spans


class Arcs(NamedTuple):
    """
    Seconds from state to state.

    Attributes
    ----------
    indptr
        First arc of each state, and one past the last; int32.
    indices
        State that each arc leads to, ascending for each state; int32.
    data
        Seconds of each arc.
    """

    indptr: np.ndarray
    indices: np.ndarray
    data: Floats

    @classmethod
    def of_pairs(cls, row: Ints, column: Ints, seconds: Floats, n_states: int) -> Arcs:
        """Arcs from ``row`` to ``column``, sorted by both, no pair twice."""
        first = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=n_states))])
        return cls(first.astype(np.int32), column.astype(np.int32), seconds)

    @property
    def n_states(self) -> int:
        """Number of states."""
        return len(self.indptr) - 1

    @property
    def rows(self) -> Ints:
        """State that each arc leads from."""
        return np.repeat(np.arange(self.n_states), np.diff(self.indptr))

    def turned(self) -> Arcs:
        """The same arcs the other way round."""
        order = np.argsort(self.indices, kind="stable")
        return Arcs.of_pairs(self.indices[order].astype(np.int64), self.rows[order], self.data[order], self.n_states)

    def between(self, states: Ints, number: np.ndarray) -> Arcs:
        """
        Arcs between some states.

        ``states``: ascending; ``number``: by state one more than its number among them, 0 outside.
        """
        begin = self.indptr[states].astype(np.int64)
        count = self.indptr[states + 1] - begin
        arc = spans(begin, count)
        onto = number[self.indices[arc]]
        inside = onto > 0
        kept = np.bincount(np.repeat(np.arange(len(states)), count)[inside], minlength=len(states))
        first = np.concatenate([[0], np.cumsum(kept)]).astype(np.int32)
        return Arcs(first, (onto[inside] - 1).astype(np.int32), self.data[arc[inside]])

    def matrix(self) -> Any:
        """The arcs as a sparse matrix of SciPy: from row to column."""
        from scipy.sparse import csr_array  # noqa: PLC0415 - see above

        return csr_array((self.data, self.indices, self.indptr), shape=(self.n_states, self.n_states))
