"""
The data check as one record: for ``check.html``, for JSON and for the window. Nothing here computes.

Texts are for planners (Chinese), codes and numbers for machines.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xc_gis.findings import Fault, NetworkHealth, RowGroup, StreetItem, UnknownReason
from xc_gis.model import Finding, PlaceCandidate
from xc_gis.wording.check import UNKNOWN_ZH

DRAWINGS = frozenset({"network_svg"})
"""Fields that are pictures, not facts: left out of the JSON."""


@dataclass(frozen=True)
class LayerReport:
    """
    One layer of the study: what was read of it.

    Attributes
    ----------
    table
        Where it stands in the study file: ``network``, ``communities``, ``residents``, ``facilities.0``, ``subdistricts``, ``supply`` …
    title
        What it is, in a planner's words.
    path
        File as the study names it.
    rows, used
        Rows as read, rows as analysed; 0 where it could not be read.
    crs, encoding
        As declared or found; empty where there is none.
    left_out, changed
        Rows that were not used, and rows that were used after a repair.
    findings
        What was detected, guessed or offered; those with ``repair`` can be settled by setting these keys in ``table``.
    fault
        Why the layer could not be read, else None.
    """

    table: str
    title: str
    path: str
    rows: int = 0
    used: int = 0
    crs: str = ""
    encoding: str = ""
    left_out: tuple[RowGroup, ...] = ()
    changed: tuple[RowGroup, ...] = ()
    findings: tuple[Finding, ...] = ()
    fault: Fault | None = None

    @property
    def level(self) -> str:
        """The worst that is reported of the layer: ``error``, ``warning`` or ``info``."""
        levels = {finding.level for finding in self.findings}
        if self.fault or "error" in levels:
            return "error"
        return "warning" if "warning" in levels or self.left_out else "info"


@dataclass(frozen=True)
class QueuedRow:
    """
    A row of a facility or a community that waits for a place (by hand or by a geocoder).

    Attributes
    ----------
    table, path, row
        Where it stands in the study file, its file and row as a person finds it (heading = row 1).
    name, address, reason
        As read; why it has no place.
    facility_id, type
        The source's own id, empty where it has none; type of the standard, empty for a community.
    subdistrict, community
        As far as the row says them; ``community`` is a name.
    candidates
        Where it may be, best first.
    """

    table: str
    path: str
    row: int
    name: str
    address: str
    reason: str
    facility_id: str = ""
    type: str = ""
    subdistrict: str = ""
    community: str = ""
    candidates: tuple[PlaceCandidate, ...] = ()


@dataclass(frozen=True)
class CheckReport:
    """
    The data check of one study.

    Attributes
    ----------
    study, file, date, synthetic, standard
        Name and file of the study, its day, whether it calls itself synthetic, the standard as ``id version``.
    layers
        In the order of the study file.
    findings
        Of the study as a whole: plausibility, residents, network.
    method
        Sentences on how residents were placed and communities were bounded.
    totals
        ``communities, subdistricts, residents, area_km2, facilities`` as far as they are known.
    network
        None where no network could be built.
    streets
        Account of the streets: what is not in the network and why, what may be missing; empty without a network.
    unknown
        Category × reason, largest first within the order of the standard; None where the analysis could not run.
    queue
        Communities and facility rows without a place.
    fault
        What is wrong with the study file itself, so that nothing else could be checked.
    network_svg
        Picture of the network with its islands, empty where there is none.
    in_china
        Whether the streets lie in China, where maps are reviewed before they are published; true where that is not known.
    """

    study: str
    file: str
    date: date | None = None
    synthetic: bool = False
    standard: str = ""
    layers: tuple[LayerReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    method: tuple[str, ...] = ()
    totals: Mapping[str, float] = field(default_factory=dict)
    network: NetworkHealth | None = None
    streets: tuple[StreetItem, ...] = ()
    unknown: tuple[UnknownReason, ...] | None = None
    queue: tuple[QueuedRow, ...] = ()
    fault: Fault | None = None
    network_svg: str = ""
    in_china: bool = True

    @property
    def stops(self) -> bool:
        """Whether a run of this study would stop."""
        return (
            self.fault is not None
            or any(layer.level == "error" for layer in self.layers)
            or any(finding.level == "error" for finding in self.findings)
        )

    @property
    def exit_code(self) -> int:
        """Of ``xc-gis check``: 1 when a run would stop, else 0."""
        return int(self.stops)

    def as_json(self) -> dict[str, Any]:
        """Plain dicts, lists, texts and numbers, without pictures."""
        content = {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self) if f.name not in DRAWINGS}
        for row in content["unknown"] or ():
            row["reason_zh"] = UNKNOWN_ZH[row["reason"]]
        return {**content, "stops": self.stops}


def _plain(value: Any) -> Any:
    """Records as dicts, tuples as lists, days as text, numbers of numpy as numbers; NaN as None."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(found) for key, found in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(found) for found in value]
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "item"):
        return _plain(value.item())
    if isinstance(value, float) and value != value:  # noqa: PLR0124 - only NaN differs from itself
        return None
    return value
