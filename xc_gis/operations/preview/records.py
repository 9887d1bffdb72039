"""What a look at one layer found, as a record for the window. Nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xc_gis.findings import Fault
from xc_gis.languages.message import msg
from xc_gis.model import Finding

if TYPE_CHECKING:  # the window knows this record before the libraries are loaded
    import numpy as np

NAMELESS = msg("(没有名称)")
"""Stands where a place has no name."""

ONLY_SEEN = frozenset({"outside"})
"""Topics of findings that the look at a layer tells and the data check does not."""


@dataclass(frozen=True)
class PreviewClasses:
    """
    How the places of a preview fall into classes, for colours and a legend.

    Attributes
    ----------
    title
        What all of them are together.
    words, counts
        Of each class, and how many places it has; where ``others``, the last one is the rest.
    ordered
        Steps of one quantity, from little to much; else kinds side by side.
    points, outlines
        Class of each point and of each outline of the preview.
    places, names
        Where something has a name (longitude, latitude; shape (n, 2)), and the name.
    cell_m
        Edge of the cells whose centres the points are; 0 where they are no cells.
    """

    title: str
    words: tuple[str, ...]
    counts: tuple[int, ...]
    points: np.ndarray
    outlines: np.ndarray
    ordered: bool = False
    others: bool = False
    places: np.ndarray | None = None
    names: tuple[str, ...] = ()
    cell_m: float = 0.0


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
    classes
        Colours of the places and their names, where a layer has such.
    own_rows
        Whether the rows stand in the file so; else they were made out of it (OSM, grid), and no column is to be chosen.
    choices
        Columns to choose from where not all of them are shown.
    notices
        What is to be shown beside the number of rows.
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
    classes: PreviewClasses | None = None
    own_rows: bool = True
    choices: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    crs: str = ""
    sha256: str = ""
    findings: tuple[Finding, ...] = ()
    fault: Fault | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the file, to choose from."""
        return self.choices or (self.headings if self.own_rows else ())
