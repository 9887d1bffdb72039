"""Runs of several years compared, in a process of their own beside the window. Knows no Qt."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from xc_gis.progress import Progress
from xc_gis.runs.years import CONTENT, Years, read_years
from xc_gis.ui.workers.tasks import HERE
from xc_gis.ui.workers.worker import TaskMemory

YEARS = "years"
"""The lane of comparisons."""


@dataclass(frozen=True)
class YearsFound:
    """A comparison: what it says, in sentences of each pair of runs, of their order and of the demonstration points (messages), and what its parts are called."""

    years: Years
    sentences: tuple[tuple[str, ...], ...]
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class CompareYears:
    """
    Compare runs, the earliest first, into a folder; the answer is ``YearsFound``.

    ``split``: also into world, data and method, which reads their studies; ``points``: the table of demonstration points, None without; ``standard``: id of
    the standard by which the runs are read, empty for the one that decides.
    """

    runs: tuple[Path, ...]
    out: Path
    split: bool
    points: Path | None = None
    standard: str = ""
    lane: ClassVar[str] = YEARS

    def run(self, memory: TaskMemory, progress: Progress) -> YearsFound:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.operations.years.compare import compare_into  # noqa: PLC0415
        from xc_gis.operations.years.words import split_sentences  # noqa: PLC0415

        compared, _ = compare_into(
            list(self.runs), self.out, progress, points=self.points, series_only=not self.split, standard=self.standard
        )
        said = tuple(tuple(split_sentences(one, compared.categories)) for one in compared.splits)
        return YearsFound(read_years(self.out), said, (*compared.order, *compared.points))


@dataclass(frozen=True)
class KeepYears:
    """Copy a comparison to where somebody wants it, whole or not at all; the answer is the folder."""

    source: Path
    target: Path
    lane: ClassVar[str] = HERE

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002
        """Do it."""
        from xc_gis.runs.folder import replacing  # noqa: PLC0415

        with replacing(self.target, manifest=CONTENT) as stage:
            for path in sorted(self.source.rglob("*")):  # file by file: a full disk is told as one
                place = stage / path.relative_to(self.source)
                if path.is_dir():
                    place.mkdir(exist_ok=True)
                else:
                    shutil.copyfile(path, place)
        return self.target
