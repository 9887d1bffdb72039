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
        ``title, subtitle, map, scale, notes, number``, and those of ``legend, facts, table, inset`` that there are.
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


A4_PAPER, A3_PAPER = "A4", "A3"

GUTTER, STRIP_MM, SCALE_MM = 4.0, 12.0, 10.0
"""Between columns beside or below a map; below a map that stands alone; height of a scale bar's room."""


@dataclass(frozen=True)
class _Paper:
    """Measures of a paper, upright or lying: what stands above and below the map, and the room beside or below it."""

    size: tuple[float, float]
    margin: float
    title: tuple[float, float]
    subtitle: tuple[float, float]
    top: float
    bottom: float
    notes: tuple[float, float]
    number: float
    points: tuple[float, float]


_PAPERS = {
    (A4_PAPER, False): _Paper((210.0, 297.0), 10.0, (9.0, 8.0), (18.0, 5.0), 25.0, 271.0, (273.0, 13.0), 287.0, (16.0, 7.5)),
    (A4_PAPER, True): _Paper((297.0, 210.0), 10.0, (7.0, 8.0), (16.0, 5.0), 23.0, 186.0, (188.0, 12.0), 201.0, (16.0, 7.5)),
    (A3_PAPER, False): _Paper((297.0, 420.0), 12.0, (10.0, 11.0), (22.0, 6.0), 30.0, 396.0, (399.0, 11.0), 411.0, (22.0, 8.0)),
    (A3_PAPER, True): _Paper((420.0, 297.0), 12.0, (8.0, 11.0), (20.0, 6.0), 28.0, 271.0, (275.0, 11.0), 287.0, (22.0, 8.0)),
}


def paper_layout(paper: str, *, lying: bool, legend: bool, facts: bool, table: bool, inset: bool) -> Layout:
    """
    A layout by what stands on the page; a map that stands alone takes the whole page.

    Parameters
    ----------
    paper
        ``A4`` or ``A3``.
    legend, facts, table, inset
        Which of them there are; a table stands only where there are facts.
    """
    form = _PAPERS[paper, lying]
    width = form.size[0] - 2 * form.margin
    boxes: dict[str, Box] = {
        "title": (form.margin, form.title[0], width, form.title[1]),
        "subtitle": (form.margin, form.subtitle[0], width, form.subtitle[1]),
        "notes": (form.margin, form.notes[0], width, form.notes[1]), "number": (form.margin, form.number, width, 4.0),
    }  # fmt: skip
    room = (form.margin, form.top, width, form.bottom - form.top)
    if not (legend or facts):
        boxes |= _alone(room)
    else:
        wanted = {"legend": legend, "facts": facts, "table": table and facts, "inset": inset}
        boxes |= _beside(room, wanted, large=paper == A3_PAPER) if lying else _below(room, wanted, large=paper == A3_PAPER)
    return Layout(form.size, boxes, *form.points)


def _alone(room: Box) -> dict[str, Box]:
    x, y, width, height = room
    return {
        "map": (x, y, width, height - STRIP_MM),
        "scale": (x, y + height - SCALE_MM, min(width, 106.0), SCALE_MM),
    }


def _below(room: Box, wanted: Mapping[str, bool], *, large: bool) -> dict[str, Box]:
    """Three columns below the map: legend, table or facts, overview with the scale."""
    x, y, width, height = room
    panel = 82.0 if large else 100.0 if wanted["table"] else 55.0
    first, last = (72.0, 63.0) if large else (60.0, 50.0)
    top, right = y + height - panel, x + width - last
    boxes: dict[str, Box] = {"map": (x, y, width, height - panel - (4.0 if large else 3.0))}
    left = x
    if wanted["legend"]:
        boxes["legend"] = (x, top, first, panel - (0.0 if large else 1.0))
        left = x + first + GUTTER
    middle = (left, top, right - GUTTER - left, panel - (0.0 if large else 1.0))
    over = 34.0 if large else 12.0
    inset = (right, top, last, (panel - over) if large or not wanted["table"] else 43.0)
    beside = (right, top + inset[3] + 2.0, last, panel - inset[3] - SCALE_MM - 4.0)
    boxes |= _filled(wanted, middle, inset, beside)
    return {**boxes, "scale": (right, top + panel - SCALE_MM, last, SCALE_MM)}


def _beside(room: Box, wanted: Mapping[str, bool], *, large: bool) -> dict[str, Box]:
    """One column beside the map: legend, table or facts, overview, scale."""
    x, y, width, height = room
    panel, legend, low, narrow = (106.0, 64.0, 50.0, 56.0) if large else (76.0, 54.0, 36.0, 44.0)
    left, end = x + width - panel, y + height - SCALE_MM
    boxes: dict[str, Box] = {"map": (x, y, width - panel - 6.0, height + (1.0 if large else 0.0))}
    top = y
    if wanted["legend"]:
        boxes["legend"] = (left, y, panel, legend)
        top = y + legend + 2.0
    floor = end - low - 3.0
    inset = (left, floor, narrow, low)
    beside = (left + narrow + GUTTER, floor, panel - narrow - GUTTER, low)
    boxes |= _filled(wanted, (left, top, panel, floor - top - 2.0), inset, beside)
    return {**boxes, "scale": (left, end, panel, SCALE_MM)}


def _filled(wanted: Mapping[str, bool], middle: Box, inset: Box, beside: Box) -> dict[str, Box]:
    """Table in the middle and facts beside the overview, or in its place; without a table the facts stand in the middle."""
    boxes = {"inset": inset} if wanted["inset"] else {}
    if wanted["table"]:
        return {**boxes, "table": middle, "facts": beside if wanted["inset"] else inset}
    return {**boxes, "facts": middle} if wanted["facts"] else boxes


def _whole(paper: str, *, lying: bool, table: bool) -> Layout:
    return paper_layout(paper, lying=lying, legend=True, facts=True, table=table, inset=True)


A4 = _whole(A4_PAPER, lying=False, table=False)
A3_PORTRAIT, A3_LANDSCAPE = (_whole(A3_PAPER, lying=lying, table=True) for lying in (False, True))
"""Layouts of an atlas."""


def lies_better(
    paper: str, bounds: tuple[float, float, float, float], *, legend: bool, facts: bool, table: bool, inset: bool
) -> bool:
    """Whether an area (metres) fills the paper better lying than upright."""
    west, south, east, north = bounds
    upright, lying = (
        _size_on(
            paper_layout(paper, lying=lies, legend=legend, facts=facts, table=table, inset=inset), east - west, north - south
        )
        for lies in (False, True)
    )
    return lying > upright


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
