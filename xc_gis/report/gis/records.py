"""Layers for other GIS, and what each looks like there: plain records, without a file format. Looks are in one language, titles and words of layers are messages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from xc_gis.wording.column_words import ColumnWords


@dataclass(frozen=True)
class Layer:
    """
    A table with or without places.

    Attributes
    ----------
    name
        In files: ASCII.
    title
        For people: a message.
    frame
        Rows in EPSG:4326, geometry last; a plain DataFrame where there are no places. Missing is None or NaN, never zero.
    geometry
        ``Point``, ``MultiPoint``, ``LineString`` or ``MultiPolygon``; empty without places.
    words
        What each column means; ``*`` at the end of a name stands for the code of a category.
    """

    name: str
    title: str
    frame: gpd.GeoDataFrame | pd.DataFrame
    geometry: str
    words: Mapping[str, ColumnWords]


@dataclass(frozen=True)
class Fill:
    """An area: colour, opacity 0-1, edge in millimetres; ``dashed``: an expression that says whether the edge is dashed."""

    colour: str
    edge: str
    opacity: float = 1.0
    edge_mm: float = 0.2
    dashed: str = ""


@dataclass(frozen=True)
class Hatch:
    """An area of which nobody knows: lines over a ground."""

    ground: str
    lines: str
    edge: str


@dataclass(frozen=True)
class Outline:
    """The edge of an area alone."""

    colour: str
    mm: float


@dataclass(frozen=True)
class Marker:
    """A place: ``circle`` or ``square``; millimetres across, or an expression of these (``size``)."""

    colour: str
    edge: str
    mm: float = 2.0
    edge_mm: float = 0.3
    size: str = ""
    shape: str = "circle"


@dataclass(frozen=True)
class Stroke:
    """A line."""

    colour: str
    mm: float
    opacity: float = 1.0
    is_dashed: bool = False


Symbol = Fill | Hatch | Outline | Marker | Stroke


@dataclass(frozen=True)
class Rule:
    """Rows that look alike: those for which an expression of QGIS holds (all where it is empty), and their row in the legend."""

    where: str
    words: str
    symbol: Symbol


@dataclass(frozen=True)
class Look:
    """
    How a layer is drawn.

    Attributes
    ----------
    name
        Of the style.
    rules
        Of which at most one holds for a row; none for a table.
    label
        Field that is written beside; empty for none.
    """

    name: str
    rules: tuple[Rule, ...]
    label: str = ""


@dataclass(frozen=True)
class Shown:
    """
    A layer of the project.

    Attributes
    ----------
    id
        Of the layer in the project, ASCII.
    table
        Name of the ``Layer`` that it shows.
    title
        In the tree of layers.
    look
        How.
    where
        Rows that it holds alone, as SQL; all where it is empty.
    is_visible
        When the project is opened.
    scale
        Denominator of the smallest scale at which it is drawn; 0 for all.
    """

    id: str
    table: str
    title: str
    look: Look
    where: str = ""
    is_visible: bool = False
    scale: int = 0


@dataclass(frozen=True)
class Group:
    """Layers and groups below one heading, the uppermost first; ``one_of``: one alone is seen at a time."""

    title: str
    members: tuple[Shown | Group, ...]
    one_of: bool = False
    is_open: bool = False

    @property
    def is_visible(self) -> bool:
        """Whether anything in it is seen when the project is opened."""
        return any(member.is_visible for member in self.members)

    def layers(self) -> Iterator[Shown]:
        """All layers below it, the uppermost first."""
        for member in self.members:
            if isinstance(member, Shown):
                yield member
            else:
                yield from member.layers()


@dataclass(frozen=True)
class Project:
    """
    What QGIS opens.

    Attributes
    ----------
    title
        Of the study.
    crs
        Of the map: the analysis CRS of the study.
    bounds
        West, south, east, north in degrees; what is in sight when it is opened.
    members
        Groups and layers, the uppermost first.
    notice
        On the map: mark of the sample, whose data they are, what they may be used for.
    abstract
        In the properties of the project: the same with day, standard, run.
    words
        By table and field what it is called, for headings of attribute tables.
    """

    title: str
    crs: str
    bounds: tuple[float, float, float, float]
    members: tuple[Shown | Group, ...]
    notice: str
    abstract: str
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def layers(self) -> Iterator[Shown]:
        """All layers, the uppermost first."""
        yield from Group(self.title, self.members).layers()
