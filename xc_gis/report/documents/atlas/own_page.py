"""A page that somebody sets up: its paper, frame, title, and what else is drawn over the map."""

from __future__ import annotations

from dataclasses import dataclass

import shapely

from xc_gis.report.documents.atlas.layout import Layout
from xc_gis.report.documents.atlas.records import Table
from xc_gis.report.documents.drawing.map_frame import MapFrame

STREETS, BORDERS = "streets", "borders"
"""What can be left off a map."""


@dataclass(frozen=True)
class Overlay:
    """
    Something over the map: lines, areas or points in the CRS of the ground.

    Attributes
    ----------
    colour, width_mm, dash_mm
        Of its line; a point is a dot of ``width_mm`` radius.
    fill_opacity
        Of its inside; 0: none.
    words
        Its row in the legend; empty for none. Overlays with the same words share a row.
    label
        Stands at its northernmost place, on a point beside it; empty for none.
    """

    shape: shapely.Geometry
    colour: str
    width_mm: float
    dash_mm: tuple[float, ...] = ()
    fill_opacity: float = 0.0
    words: str = ""
    label: str = ""


@dataclass(frozen=True)
class OwnPage:
    """
    How a page differs from that of an atlas.

    Attributes
    ----------
    layout, frame
        Paper, and the ground that it shows at its scale.
    title
        Instead of that of the template; empty for the template's.
    facts
        Of an extent, as (what, value).
    overlays
        In the order in which they are drawn.
    hidden
        Of ``STREETS, BORDERS``.
    table
        Instead of that of the area, or None.
    """

    layout: Layout
    frame: MapFrame
    title: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    overlays: tuple[Overlay, ...] = ()
    hidden: frozenset[str] = frozenset()
    table: Table | None = None
