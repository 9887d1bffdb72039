"""Rows of the queue that were put on a place: written into the corrections beside the study, and taken back. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from xc_gis.report.check.records import QueuedRow

if TYPE_CHECKING:
    from xc_gis.sources.corrections.table import Correction

RowKey = tuple[str, int]
"""Table and row of a queued row: the same after the next check."""


def row_key(row: QueuedRow) -> RowKey:
    """By what a row is known from one check to the next."""
    return row.table, row.row


class Placements:
    """What was placed since a study was opened, in its order. The source files are never touched."""

    def __init__(self) -> None:
        self._placed: dict[RowKey, tuple[float, float]] = {}
        self._corrections: list[tuple[tuple[RowKey, ...], tuple[str, ...]]] = []

    def put(self, study: Path, rows: Sequence[QueuedRow], at: tuple[float, float], note: str) -> None:
        """Write the place (longitude, latitude) of rows that stand for one thing into the corrections of a study."""
        from xc_gis.sources.corrections.table import add_correction  # noqa: PLC0415 - pandas

        made = tuple(add_correction(_path(study), _correction(row, at, note)).id for row in rows)
        keys = tuple(row_key(row) for row in rows)
        self._corrections = [(k, names) for k, names in self._corrections if not set(k) & set(keys)] + [(keys, made)]
        self._placed = {**self._placed, **dict.fromkeys(keys, at)}

    def take_back(self, study: Path) -> bool:
        """Take the last placement back; False where a check has seen the row placed."""
        from xc_gis.sources.corrections.table import remove_correction  # noqa: PLC0415 - pandas

        keys, names = self._corrections.pop()
        for name in names:
            remove_correction(_path(study), name)
        were_here = [self._placed.pop(key, None) is not None for key in keys]
        return all(were_here)

    def keep(self, queue: Sequence[QueuedRow]) -> None:
        """After a check: forget rows that wait no more."""
        waiting = {row_key(row) for row in queue}
        self._placed = {key: at for key, at in self._placed.items() if key in waiting}

    def among(self, queue: Sequence[QueuedRow]) -> dict[int, tuple[float, float]]:
        """Rows of a queue that were placed, by their number."""
        return {n: self._placed[row_key(row)] for n, row in enumerate(queue) if row_key(row) in self._placed}

    @property
    def can_undo(self) -> bool:
        """Whether there is a placement to take back."""
        return bool(self._corrections)

    @property
    def last(self) -> RowKey:
        """Row of the last placement, the first where several stand for one thing."""
        return self._corrections[-1][0][0]


def same_thing(row: QueuedRow, queue: Sequence[QueuedRow]) -> tuple[QueuedRow, ...]:
    """The row, and those that read the same row of the same file: a list that holds communities and their stations in one."""
    return (row, *(other for other in queue if (other.path, other.row) == (row.path, row.row) and other.table != row.table))


def _correction(row: QueuedRow, at: tuple[float, float], note: str) -> Correction:
    from xc_gis.sources.corrections.table import Correction, Target  # noqa: PLC0415 - pandas
    from xc_gis.sources.corrections.words import PLACE, PLACE_COMMUNITY  # noqa: PLC0415 - beside it

    action = PLACE_COMMUNITY if row.table == "communities" else PLACE
    return Correction(action, Target(row.facility_id, row.path, row.name, row.address), lon=at[0], lat=at[1], note=note)


def _path(study: Path) -> Path:
    from xc_gis.sources.corrections.table import corrections_file  # noqa: PLC0415 - pandas
    from xc_gis.sources.study.file import read_study_file  # noqa: PLC0415

    return corrections_file(read_study_file(study, files_needed=False)).path
