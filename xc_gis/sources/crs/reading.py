"""
What accompanies the reading of one study: findings so far, and what is already known to compare new layers with.

One ``Reading`` goes through all readers of a study, in their order. A reader says with it what it guessed, detected or
repaired; the coordinate doctor asks it for layers that are already placed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model import Finding, StreetData
from xc_gis.sources.crs.references import References
from xc_gis.sources.rows.notes import Notes

__all__ = ["Notes", "Reading"]

T = TypeVar("T")
Else = TypeVar("Else")


@dataclass
class Reading:
    """
    The reading of one study.

    Attributes
    ----------
    target_crs
        Analysis CRS.
    streets
        Street data where they are read already, as evidence.
    buffer_m
        How far outside all communities a place may lie.
    findings
        What was found, in the order in which it was found.
    collects
        A run stops at the first faulty layer; a check notes it in ``faults`` (by table) and goes on without it.
    shared
        Layers that are placed already, where some are.
    """

    target_crs: str
    streets: StreetData | None = None
    buffer_m: float = 1500.0
    findings: list[Finding] = field(default_factory=list)
    collects: bool = False
    faults: dict[str, InputError] = field(default_factory=dict)
    shared: References | None = None

    @property
    def references(self) -> References:
        """What is placed already; begun with the streets when the first layer asks, and kept by copies of this record."""
        if self.shared is None:
            self.shared = References(self.target_crs, self.streets)
        return self.shared

    def attempt(self, table: str, read: Callable[[], T], otherwise: Else) -> T | Else:
        """Read the layer ``table``; ``otherwise`` stands for one that is faulty, if faults are collected."""
        if table in self.faults:
            return otherwise
        try:
            return read()
        except InputError as fault:
            if not self.collects:
                raise
            self.faults[table] = fault
            return otherwise

    def add(self, findings: Iterable[Finding]) -> None:
        """Take over what a layer has to say."""
        self.findings.extend(findings)

    def warnings(self) -> tuple[str, ...]:
        """Sentences of the findings that a person must look at, for the summary of a run."""
        return tuple(
            msg("{layer}:{text}", layer=found.layer, text=found.text) if found.layer else found.text
            for found in self.findings
            if found.level == "warning"
        )
