"""Where things stand on a page, in millimetres: one layout for each kind of page and shape of the area, the same in every run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xc_gis.report.documents.atlas.records import COMMUNITY

Box = tuple[float, float, float, float]
"""Left, top, width, height."""


@dataclass(frozen=True)
class Layout:
    """
    A page.

    Attributes
    ----------
    paper
        Width and height.
    boxes
        ``title, subtitle, map, legend, facts, table, inset, scale, notes, number``; some kinds have no ``table`` or no ``inset``.
    title_pt, text_pt
        Sizes of letters.
    """

    paper: tuple[float, float]
    boxes: Mapping[str, Box]
    title_pt: float
    text_pt: float

    @property
    def map_size(self) -> tuple[float, float]:
        """Width and height of the map."""
        return self.boxes["map"][2:]


A4 = Layout(
    (210.0, 297.0),
    {
        "title": (10, 9, 190, 8), "subtitle": (10, 18, 190, 5), "map": (10, 25, 190, 188), "legend": (10, 216, 60, 54),
        "facts": (74, 216, 72, 54), "inset": (150, 216, 50, 43), "scale": (150, 261, 50, 10), "notes": (10, 273, 190, 13),
        "number": (10, 287, 190, 4),
    },
    title_pt=16.0, text_pt=7.5,
)  # fmt: skip

A3_PORTRAIT = Layout(
    (297.0, 420.0),
    {
        "title": (12, 10, 273, 11), "subtitle": (12, 22, 273, 6), "map": (12, 30, 273, 280), "legend": (12, 314, 72, 82),
        "table": (88, 314, 130, 82), "inset": (222, 314, 63, 48), "facts": (222, 364, 63, 20), "scale": (222, 386, 63, 10),
        "notes": (12, 399, 273, 11), "number": (12, 411, 273, 4),
    },
    title_pt=22.0, text_pt=8.0,
)  # fmt: skip

A3_LANDSCAPE = Layout(
    (420.0, 297.0),
    {
        "title": (12, 8, 396, 11), "subtitle": (12, 20, 396, 6), "map": (12, 28, 284, 244), "legend": (302, 28, 106, 64),
        "table": (302, 94, 106, 112), "inset": (302, 208, 56, 50), "facts": (362, 208, 46, 50), "scale": (302, 261, 106, 10),
        "notes": (12, 275, 396, 11), "number": (12, 287, 396, 4),
    },
    title_pt=22.0, text_pt=8.0,
)  # fmt: skip


def layout_of(kind: str, bounds: tuple[float, float, float, float]) -> Layout:
    """
    The layout for an area: A4 for a community, A3 upright or lying for a larger area, whichever it fills better.

    ``bounds``: west, south, east, north of the area, metres.
    """
    if kind == COMMUNITY:
        return A4
    west, south, east, north = bounds
    return max((A3_PORTRAIT, A3_LANDSCAPE), key=lambda layout: _size_on(layout, east - west, north - south))


def _size_on(layout: Layout, across: float, up: float) -> float:
    """Millimetres of paper for a metre of ground."""
    width, height = layout.map_size
    return min(width / max(across, 1.0), height / max(up, 1.0))
