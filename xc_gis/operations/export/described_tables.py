"""The tables that a run has, each column with its words: for the dictionary of the workbook and for the exchange with other platforms."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xc_gis.languages.message import msg
from xc_gis.runs.view import RunView
from xc_gis.wording.column_words import ColumnWords
from xc_gis.wording.table_columns import GRADE_WORDS, TABLES, TITLES

OF_STANDARDS = {"rating_": "rating.csv", "coverage_": "coverage.csv"}
"""How tables of a further standard begin, and the table of the first one that is like it."""

GRADE = "grade"
"""A column that ratings have only where their standard calls its levels by names."""


@dataclass(frozen=True)
class DescribedTable:
    """
    A table of a run.

    ``like``: the file that it is like, itself unless it is of a further standard; ``columns``: their words, those that the file has, in its order (of a table
    with a column for each category, ``*`` stands for the code).
    """

    file: str
    like: str
    title: str
    columns: Mapping[str, ColumnWords]


def described_tables(run: RunView) -> Iterator[DescribedTable]:
    """Those that the run has; those of further standards last. A column that nobody described is a fault of this program (``KeyError``)."""
    outputs = run.manifest["outputs"]
    for file in TABLES:
        if file in outputs:
            yield DescribedTable(file, file, TITLES[file], _columns(run, file, file))
    for file in outputs:
        like = next((OF_STANDARDS[start] for start in OF_STANDARDS if file.startswith(start) and file.endswith(".csv")), None)
        if like is not None and file not in TABLES:
            yield DescribedTable(file, like, msg("{table}：其他标准", table=TITLES[like]), _columns(run, file, like))


def _columns(run: RunView, file: str, like: str) -> Mapping[str, ColumnWords]:
    words = TABLES[like]
    if not file.endswith(".csv"):
        return words
    with (run.folder / file).open(encoding="utf-8-sig", newline="") as handle:
        names = next(csv.reader(handle))
    return {name: GRADE_WORDS if name == GRADE else words[name] for name in names}
