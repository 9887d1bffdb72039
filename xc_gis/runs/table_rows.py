"""Tables of a run as text, row by row, with the standard library only; what a run wrote and cannot be read is a damaged run."""

from __future__ import annotations

import contextlib
import csv
from collections.abc import Iterator
from pathlib import Path

from xc_gis.errors import InputError
from xc_gis.languages.message import msg

Number = float | None


def rows_of(path: Path) -> Iterator[list[str]]:
    """Rows below the heading."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = csv.reader(handle)
        next(rows)
        yield from rows


def named_rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows by the names of their columns."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        yield from csv.DictReader(handle)


def number(text: str) -> Number:
    """A figure; None where nothing is said."""
    return float(text) if text else None


@contextlib.contextmanager
def whole_tables(folder: Path) -> Iterator[None]:
    """
    Read tables of a run in it.

    Raises
    ------
    InputError
        One of them is damaged or gone.
    """
    try:
        yield
    except (OSError, ValueError, LookupError, TypeError, csv.Error) as fault:
        if isinstance(fault, InputError):
            raise
        raise InputError(msg("结果 {name} 已损坏", name=folder.name), hint=msg("请重新运行该项目")) from fault
