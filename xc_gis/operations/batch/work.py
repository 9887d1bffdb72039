"""What is asked of a worker and what it answers: one study. Paths and words travel, never frames."""

from __future__ import annotations

import multiprocessing
import time
from dataclasses import dataclass, field
from pathlib import Path

from xc_gis.operations.batch.asked import AskedStudy
from xc_gis.runs.how_made import HowMade
from xc_gis.version import __version__, build_digest
from xc_gis.wording.fault_messages import fault_message
from xc_gis.workers import collect_seldom

DONE, FAILED, SKIPPED = "done", "failed", "skipped"

RUNS, STUDIES, MADE = "runs", "studies", "made"
"""Folders of a batch: a run a study; study files of variants; how runs were made."""


@dataclass(frozen=True)
class Order:
    """
    One study to be computed.

    Attributes
    ----------
    asked
        Which.
    out
        Folder of the batch, absolute.
    made
        How runs are asked for.
    resume
        Whether a run that is there and still holds is left alone.
    version, build
        Of the program that asks.
    """

    asked: AskedStudy
    out: Path
    made: HowMade
    resume: bool
    version: str = __version__
    build: str = field(default_factory=build_digest)

    @property
    def folder(self) -> Path:
        """Where its results belong."""
        return self.out / RUNS / self.asked.name

    @property
    def study(self) -> Path:
        """Its study file: that of the variant where it is one."""
        return self.out / STUDIES / f"{self.asked.name}.toml" if self.asked.variant else self.asked.path

    @property
    def record(self) -> Path:
        """Where it is said how its run was made."""
        return self.out / MADE / f"{self.asked.name}.json"


@dataclass(frozen=True)
class Outcome:
    """
    What became of a study.

    Attributes
    ----------
    name, status
        ``done``, ``failed`` or ``skipped``.
    message, hint
        Of a fault; empty where there is none.
    seconds
        That it took.
    is_ours
        Whether the program is at fault, not data or machine.
    """

    name: str
    status: str
    message: str = ""
    hint: str = ""
    seconds: float = 0.0
    is_ours: bool = False


def compute(order: Order) -> Outcome:
    """Compute a study into its folder, in one step: what is done twice does no harm. Faults are told, not raised."""
    from xc_gis.operations.batch.computing import computed, forget, said_by_urls  # noqa: PLC0415 - who only asks need not load what computes

    start = time.monotonic()
    if multiprocessing.parent_process() is not None:  # a process of its own
        collect_seldom()
    name = order.asked.name
    try:
        status = computed(order)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with one study is no matter of the others
        forget()
        fault = fault_message(error)
        message = said_by_urls(fault.message) if order.asked.url else fault.message
        return Outcome(name, FAILED, message, fault.hint, _since(start), fault.is_ours)
    return Outcome(name, status, seconds=_since(start))


def _since(start: float) -> float:
    return round(time.monotonic() - start, 2)
