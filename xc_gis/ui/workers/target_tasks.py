"""Files of targets, written in the process beside the window. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from xc_gis.progress import Progress
from xc_gis.ui.workers.tasks import SIDE
from xc_gis.ui.workers.worker import TaskMemory


@dataclass(frozen=True)
class WriteBehind:
    """Write the pages of what is behind (PDF); the answer is the file."""

    run_folder: Path
    path: Path
    lang: str
    lane: ClassVar[str] = SIDE

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.operations.export.target_files import behind_file  # noqa: PLC0415

        return behind_file(self.run_folder, self.path, self.lang)


@dataclass(frozen=True)
class WriteTargetsBook:
    """Write the sheets of targets and indices (Excel); the answer is the file."""

    run_folder: Path
    path: Path
    lang: str
    lane: ClassVar[str] = SIDE

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002
        """Do it."""
        from xc_gis.operations.export.target_files import targets_book  # noqa: PLC0415

        return targets_book(self.run_folder, self.path, self.lang)
