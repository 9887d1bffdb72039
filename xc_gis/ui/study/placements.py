"""Rows of the queue that were put on a place: written into the corrections beside the study, and taken back. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xc_gis.check_report import QueuedRow

RowKey = tuple[str, int]
"""Table and row of a queued row: the same after the next check."""


def row_key(row: QueuedRow) -> RowKey:
    """By what a row is known from one check to the next."""
    return row.table, row.row


class Placements:
    """What was placed since a study was opened, in its order. The source files are never touched."""

    def __init__(self) -> None:
        self._placed: dict[RowKey, tuple[float, float]] = {}
        self._corrections: list[tuple[RowKey, str]] = []

    def put(self, study: Path, row: QueuedRow, at: tuple[float, float], note: str) -> None:
        """Write a row's place (longitude, latitude) into the corrections of a study."""
        from xc_gis.sources.corrections.table import PLACE, Correction, Target, add_correction  # noqa: PLC0415 - pandas

        target = Target(row.facility_id, row.path, row.name, row.address)
        made = add_correction(_path(study), Correction(PLACE, target, lon=at[0], lat=at[1], note=note))
        key = row_key(row)
        self._corrections = [(k, name) for k, name in self._corrections if k != key] + [(key, made.id)]
        self._placed = {**self._placed, key: at}

    def take_back(self, study: Path) -> bool:
        """Take the last placement back; False where a check has seen the row placed."""
        from xc_gis.sources.corrections.table import remove_correction  # noqa: PLC0415 - pandas

        key, name = self._corrections.pop()
        remove_correction(_path(study), name)
        return self._placed.pop(key, None) is not None

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
        """Row of the last placement."""
        return self._corrections[-1][0]


def _path(study: Path) -> Path:
    from xc_gis.sources.corrections.table import corrections_path  # noqa: PLC0415 - pandas
    from xc_gis.sources.study.file import read_study_file  # noqa: PLC0415

    return corrections_path(read_study_file(study, files_needed=False))
