"""What happened to single rows: left out, repaired, or placed nowhere. Nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from xc_gis.model import PROBLEM_COLUMNS

LEFT_OUT = "未参与分析"


@dataclass
class ProblemList:
    """Rows with problems, in the order in which they were found."""

    rows: list[tuple[str, int, str, str]] = field(default_factory=list)

    def add(self, file: str, row: int, reason: str, action: str = LEFT_OUT) -> None:
        """Note one row."""
        self.rows.append((file, int(row), reason, action))

    def add_all(self, file: str, rows: Iterable[int], reason: str, action: str = LEFT_OUT) -> None:
        """Note several rows with one reason."""
        for row in rows:
            self.add(file, row, reason, action)

    def frame(self) -> pd.DataFrame:
        """``PROBLEM_COLUMNS``, sorted by file and row."""
        table = pd.DataFrame(self.rows, columns=list(PROBLEM_COLUMNS))
        return table.sort_values(["file", "row"], kind="stable").reset_index(drop=True)
