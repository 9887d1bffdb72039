"""The ledgers of a run with the office's table of measures, read and written in the process beside the window. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from xc_gis.progress import Progress
from xc_gis.ui.workers.tasks import SIDE
from xc_gis.ui.workers.worker import TaskMemory

if TYPE_CHECKING:
    from xc_gis.operations.ledger.places import ResourcePlace
    from xc_gis.operations.ledger.standing import MeasureStanding


@dataclass(frozen=True)
class LedgersFound:
    """
    What the ledgers say besides the needs.

    ``day``: ISO, from which deadlines are counted, empty without; ``sentences``: what somebody should read first, as messages.
    """

    measures: tuple[MeasureStanding, ...]
    places: tuple[ResourcePlace, ...]
    day: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class ReadLedgers:
    """Put the ledgers together; the answer is ``LedgersFound``. ``study``: names the table of measures; ``against``: an earlier run, or None."""

    run_folder: Path
    study: Path
    against: Path | None
    lane: ClassVar[str] = SIDE

    def run(self, memory: TaskMemory, progress: Progress) -> LedgersFound:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.operations.ledger.ledger import ledgers_of  # noqa: PLC0415
        from xc_gis.operations.ledger.places import resource_places  # noqa: PLC0415
        from xc_gis.operations.ledger.words import sentences  # noqa: PLC0415

        found, _ = ledgers_of(self.run_folder, study=self.study, against=self.against)
        day = found.day.isoformat() if found.day else ""
        return LedgersFound(found.measures, resource_places(found.run), day, tuple(sentences(found)))


@dataclass(frozen=True)
class WriteLedgerBook:
    """Write the three ledgers as a workbook; the answer is the file."""

    run_folder: Path
    path: Path
    study: Path
    against: Path | None
    lang: str
    lane: ClassVar[str] = SIDE

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002
        """Do it."""
        from xc_gis.operations.ledger.ledger import ledger_book  # noqa: PLC0415

        return ledger_book(self.run_folder, self.path, study=self.study, against=self.against, lang=self.lang)
