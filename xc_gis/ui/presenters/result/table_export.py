"""A table of the window as a file: .xlsx or CSV, text as text, unknown as an empty cell. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.ui.workers.tasks import HERE, SIDE
from xc_gis.ui.workers.worker import TaskMemory

if TYPE_CHECKING:
    from xc_gis.runs.compare.changes import Comparison


@dataclass(frozen=True)
class ExportTable:
    """Write a table; the answer is the file."""

    path: Path
    heads: tuple[str, ...]
    lines: tuple[tuple[object, ...], ...]
    title: str = msg("表")
    foot: tuple[str, ...] = ()
    lane: ClassVar[str] = SIDE

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002 - as all tasks
        """Do it."""
        return export_table(self.path, self.heads, self.lines, title=self.title, foot=self.foot)


@dataclass(frozen=True)
class ExportComparison:
    """Write a comparison; the answer is the file."""

    comparison: Comparison
    path: Path
    lang: str = "zh"
    lane: ClassVar[str] = HERE

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.runs.compare.sheets import write_comparison  # noqa: PLC0415

        return write_comparison(self.comparison, self.path, lang=self.lang)


@dataclass(frozen=True)
class ExportWorkbook:
    """Write the hand-in workbook of a run; the answer is the file."""

    run_folder: Path
    path: Path
    lang: str = "zh"
    lane: ClassVar[str] = SIDE

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.operations.export.workbook.workbook import workbook_file  # noqa: PLC0415

        return workbook_file(self.run_folder, self.path, self.lang)


def export_table(
    path: Path, heads: Sequence[str], lines: Sequence[Sequence[object]], *, title: str = msg("表"), foot: Sequence[str] = ()
) -> Path:
    """Write one table; see ``report.tables.table_file``. What writes it is loaded where it runs: it takes the window a third of a second."""
    from xc_gis.report.tables.table_file import Table, write_table_file  # noqa: PLC0415

    return write_table_file(path, [Table(title, heads, lines, foot)])
