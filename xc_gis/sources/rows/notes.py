"""Findings on one file, collected while it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xc_gis.languages.message import joined, msg
from xc_gis.model import Finding

SHOWN_ROWS = 5


@dataclass
class Notes:
    """
    Findings on one layer.

    ``layer`` is its file as the study names it, ``table`` its place in the study file; ``cite`` says how a cell may be cited (decision 211).
    """

    layer: str
    table: str
    findings: list[Finding] = field(default_factory=list)
    cite: Callable[[object], str] = str

    def add(
        self,
        topic: str,
        level: str,
        text: str,
        evidence: Mapping[str, Any] | None = None,
        repair: Mapping[str, Any] | None = None,
        *,
        confirms: bool = False,
    ) -> None:
        """Note one thing; the words are those of ``model.Finding``."""
        self.findings.append(Finding(self.layer, self.table, topic, level, text, dict(evidence or {}), repair, confirms))

    def why_no_rows(self, otherwise: str) -> str:
        """What to do where nothing is left of a table: formulas without results, rows left out, else ``otherwise``."""
        found = [finding for finding in self.findings if finding.topic == "rows"]
        found.sort(key=lambda finding: "formulas" not in finding.evidence)
        return found[0].text if found else otherwise


def listed(rows: Sequence[int]) -> str:
    """Row numbers for a sentence: the first few."""
    return joined("、", (str(int(n)) for n in rows[:SHOWN_ROWS])) + (msg(" 等") if len(rows) > SHOWN_ROWS else "")
