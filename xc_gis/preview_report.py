"""What a look at one layer found, as a record for the window. Nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xc_gis.check_report import Fault
from xc_gis.model import Finding

if TYPE_CHECKING:  # the window knows this record before the libraries are loaded
    import numpy as np


@dataclass(frozen=True)
class LayerPreview:
    """
    What a layer looks like.

    Attributes
    ----------
    table, path
        Where it stands in the study file; file as the study names it.
    headings, rows, numbers
        Columns and first rows as they stand in the file, and the number of each row (heading = row 1).
    count, unplaced
        Rows in all, rows without a place.
    parts
        Sheets of a workbook or layers of a file, where there is more than one.
    points
        Longitude and latitude of points, shape (n, 2).
    outlines
        Rings of areas, lines, and for streets the frame around them; each of shape (n, 2).
    crs
        As declared or found; empty where there is none.
    sha256
        Of the street file; empty for others.
    findings, fault
        What was found while reading; why it cannot be read.
    """

    table: str
    path: str
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[int, ...] = ()
    count: int = 0
    unplaced: int = 0
    parts: tuple[str, ...] = ()
    points: np.ndarray | None = None
    outlines: tuple[np.ndarray, ...] = ()
    crs: str = ""
    sha256: str = ""
    findings: tuple[Finding, ...] = ()
    fault: Fault | None = None
