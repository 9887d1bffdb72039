"""What happened to single rows: left out, repaired, or placed nowhere. Nothing is dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from xc_gis.model import PROBLEM_FRAME
from xc_gis.sources.rows.left_out_reasons import LEFT_OUT


@dataclass
class ProblemList:
    """
    Rows with problems, in the order in which they were found.

    ``table``: table of the study file whose reader keeps the list.
    """

    table: str = ""
    rows: list[tuple[str, int, str, str]] = field(default_factory=list)

    def add(self, file: str, row: int, reason: str, action: str = LEFT_OUT) -> None:
        """Note one row."""
        self.rows.append((file, int(row), reason, action))

    def add_all(self, file: str, rows: Iterable[int], reason: str, action: str = LEFT_OUT) -> None:
        """Note several rows with one reason."""
        for row in rows:
            self.add(file, row, reason, action)

    def frame(self) -> pd.DataFrame:
        """``PROBLEM_FRAME``, sorted by file and row."""
        return problem_frame(self)


def problem_frame(*lists: ProblemList) -> pd.DataFrame:
    """``PROBLEM_FRAME`` of several lists, sorted by file and row; rows of one place in the order of the lists."""
    rows = [(*row, kept.table) for kept in lists for row in kept.rows]
    # a column of text would make plain texts of messages
    table = pd.DataFrame(rows, columns=list(PROBLEM_FRAME), dtype=object)
    table["row"] = table["row"].astype("int64")
    return table.sort_values(["file", "row"], kind="stable").reset_index(drop=True)
