"""What the working processes do for the study page: look at one layer, check the whole study. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from xc_gis.progress import Progress
from xc_gis.ui.workers.tasks import HERE, SIDE
from xc_gis.ui.workers.worker import TaskMemory

if TYPE_CHECKING:
    from xc_gis.model import StreetData
    from xc_gis.operations.preview.records import LayerPreview
    from xc_gis.report.check.records import CheckReport
    from xc_gis.sources.study.draft import StudyDraft

STREETS = "streets of previews"

CHECK = "check"
"""Lane of the data check: apart from the previews, so that these do not wait for it, and so that it can be stopped."""


@dataclass(frozen=True)
class OpenDraft:
    """Open a study file for editing, complete or not: light, in a thread of the window's process. The answer is a ``StudyDraft``."""

    study: Path
    lane: ClassVar[str] = HERE

    def run(self, memory: TaskMemory, progress: Progress) -> StudyDraft:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.sources.study.draft import StudyDraft  # noqa: PLC0415

        return StudyDraft.open(self.study)


@dataclass(frozen=True)
class ReadLayer:
    """Look at one layer of a study that may be unfinished. The answer is a ``LayerPreview``; a fault is part of it."""

    folder: Path
    content: Mapping[str, Any]
    table: str
    lane: ClassVar[str] = SIDE

    def run(self, memory: TaskMemory, progress: Progress) -> LayerPreview:  # noqa: ARG002
        """Do it."""
        from xc_gis.operations.preview.preview import preview_layer  # noqa: PLC0415

        return preview_layer(self.folder, self.content, self.table, _streets(memory, self.folder, self.content))


@dataclass(frozen=True)
class CheckStudy:
    """The data check of a study. The answer is a ``CheckReport``."""

    study: Path
    lane: ClassVar[str] = CHECK

    def run(self, memory: TaskMemory, progress: Progress) -> CheckReport:  # noqa: ARG002
        """Do it."""
        from xc_gis.operations.check.check import check_study  # noqa: PLC0415

        return check_study(self.study, progress)


def _streets(memory: TaskMemory, folder: Path, content: Mapping[str, Any]) -> StreetData | None:
    """Streets as evidence, read once for all previews of a study."""
    from xc_gis.operations.preview.preview import streets_of  # noqa: PLC0415

    path = folder / str(content.get("network", {}).get("osm", ""))
    key = (str(path), path.stat().st_mtime_ns if path.is_file() else 0)
    kept = memory.kept.get(STREETS)
    if kept is None or kept[0] != key:
        memory.kept[STREETS] = kept = (key, streets_of(folder, content))
    streets: StreetData | None = kept[1]
    return streets
