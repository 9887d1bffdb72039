"""The map of one page: what is drawn, in which order, and the names on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from xc_gis.report.documents.atlas.overlays import draw_overlays, overlay_labels
from xc_gis.report.documents.atlas.own_page import BORDERS, STREETS, OwnPage
from xc_gis.report.documents.atlas.records import COMMUNITY, DISTRICT, EXTENT, SUBDISTRICT, AtlasPage, AtlasSource
from xc_gis.report.documents.drawing.ground import GREEN, WATER, GapPlaces, Ground
from xc_gis.report.documents.drawing.hatch import hatch_lines
from xc_gis.report.documents.drawing.labels import Label, PlacedLine, halo_path, place_labels
from xc_gis.report.documents.drawing.map_frame import UNITS_PER_MM, MapFrame
from xc_gis.report.documents.drawing.paths import area_path, cut_to, line_path
from xc_gis.report.documents.drawing.stipple import draw_stipple
from xc_gis.report.documents.drawing.svg import Drawing
from xc_gis.report.documents.fonts.glyphs import Glyphs
from xc_gis.report.themes import BEYOND_DOT, GAP_DOTS, MAP_GROUND, MARKS, NOTHING, UNKNOWN, UNKNOWN_LINE
from xc_gis.sources.rows.area_words import AREA_END

NORTH_MM = (13.0, 17.0)
"""Room of the north arrow in the upper right corner of a map."""

NOTHING_MM = 3.0
"""Between two lines over communities of which there is nothing to say: white alone is a class of some themes."""

AROUND = 0.4
"""Opacity of communities around the one that a page shows."""

MM_PER_PIXEL = 0.26
"""Width on paper of a street that is a pixel wide on a screen."""

LEAST_STREETS_BELOW = 16_000.0
"""The least streets are shown on maps larger than 1 : 16,000."""

COMMUNITY_BELOW = 6_000.0
"""An extent at a larger scale than 1 : 6,000 is drawn as finely as a community."""

GREEN_EDGE, RIM = "#7da878", "#ffffff"
PALE_NAME, NAME, STRONG_NAME, SITE_NAME = "around", "name", "subject", "site"
"""Kinds of names on a map."""

DOT_EDGE = "#33272f"
"""A thin dark line around the white rim of a dot: it is seen on white and on the darkest class alike."""

MOST_SITE_NAMES = 60

SMALL_MM = 100.0
"""A map narrower than this has small dots and marks: on it those of a page would hide the ground."""


@dataclass(frozen=True)
class PageMap:
    """
    A map that is drawn.

    Attributes
    ----------
    svg
        The drawing.
    names
        Lines of text over it.
    left_out
        Names that found no place.
    scale
        ``N`` of 1 : N.
    facilities, beyond, people
        How many facilities are drawn within the area that the page is about and around it, how many people in gap.
    in_sight
        Ids of the communities that are in the frame.
    """

    svg: bytes
    names: tuple[PlacedLine, ...]
    left_out: tuple[str, ...]
    scale: float
    facilities: int
    beyond: int
    people: int
    in_sight: tuple[str, ...] = ()


def subject_of(source: AtlasSource, page: AtlasPage) -> tuple[str, ...]:
    """Ids of the communities that a page is about."""
    if page.kind == COMMUNITY:
        return (page.area,)
    return tuple(c.community_id for c in source.communities if page.kind in {DISTRICT, EXTENT} or c.subdistrict == page.area)


def detail_of(page: AtlasPage, frame: MapFrame) -> str:
    """Which kind of page a map is as fine as; an extent goes by its scale."""
    if page.kind != EXTENT:
        return page.kind
    return DISTRICT if frame.scale > LEAST_STREETS_BELOW else SUBDISTRICT if frame.scale > COMMUNITY_BELOW else COMMUNITY


def draw_page_map(source: AtlasSource, page: AtlasPage, frame: MapFrame, glyphs: Glyphs, own: OwnPage | None = None) -> PageMap:
    """Draw the map of a page; the same source gives the same bytes."""
    detail, hidden = detail_of(page, frame), own.hidden if own else frozenset()
    ground, subjects = source.ground, frozenset(subject_of(source, page))
    drawing = Drawing(frame.width_mm, frame.height_mm, MAP_GROUND)
    near = _in_sight(ground, frame)
    _communities(drawing, source, frame, near, subjects)
    _background(drawing, ground, frame)
    if STREETS not in hidden:
        _streets(drawing, ground, frame)
    unsure = [shape for name, shape in near.items() if name in source.theme.looks and source.theme.looks[name].is_unsure]
    draw_stipple(drawing, frame, cut_to(frame, _array(unsure), beyond_mm=0.0), MARKS["unsure"], RIM)
    _edges(drawing, source, frame, near, page, borders=BORDERS not in hidden)
    is_small = frame.width_mm < SMALL_MM
    gaps = _gap_dots(frame, ground.gaps.get(source.theme.gaps), share=0.55 if detail == DISTRICT else 0.75 if is_small else 1.0)
    sites = _sites(source, frame)
    mark_mm = 0.8 if is_small else {COMMUNITY: 1.3, SUBDISTRICT: 1.0, DISTRICT: 0.7}[detail]
    places = frame.on_paper(ground.facilities[sites])
    overlays = own.overlays if own else ()
    labels = [
        *overlay_labels(frame, overlays, glyphs), *_names(source, page, detail, near, subjects, glyphs),
        *_site_names(source, detail, sites, mark_mm, glyphs),
    ]  # fmt: skip
    corner = (frame.width_mm - NORTH_MM[0] - 3, 0.0, frame.width_mm, NORTH_MM[1] + 3)
    dots, marks = _boxes(gaps.places, gaps.sizes_mm), _boxes(places, np.full(len(places), mark_mm))
    kept, spared = ([corner, *dots], marks) if detail == COMMUNITY else ([corner], [*dots, *marks])
    lines, left_out = place_labels(frame, labels, glyphs, kept_free_mm=kept, spared_mm=spared)
    points = [one for one in overlays if shapely.get_dimensions(one.shape) == 0]
    draw_overlays(drawing, frame, [one for one in overlays if one not in points])
    drawing.stroke(halo_path(lines, glyphs), RIM, 0.9, opacity=0.85)  # below all dots: no name hides one
    _draw_gap_dots(drawing, gaps)
    for x, y in places.tolist():
        drawing.dot(x, y, mark_mm, RIM, MARKS["facility"], mark_mm * 0.45)
    draw_overlays(drawing, frame, points)
    people = int(gaps.residents.sum())
    inside = _inside(source, page, sites)
    return PageMap(drawing.svg(), tuple(lines), tuple(left_out), frame.scale, inside, len(sites) - inside, people, tuple(near))


def _in_sight(ground: Ground, frame: MapFrame) -> dict[str, shapely.Geometry]:
    names = list(ground.areas)
    shapes = np.array([ground.areas[name] for name in names], dtype=object)
    box = shapely.box(*frame.bounds)
    return {names[n]: shapes[n] for n in np.flatnonzero(shapely.intersects(shapes, box)).tolist()} if names else {}


def _communities(
    drawing: Drawing, source: AtlasSource, frame: MapFrame, near: dict[str, shapely.Geometry], subjects: frozenset[str]
) -> None:
    for about in (False, True):
        opacity = 1.0 if about else AROUND
        by_colour: dict[str, list[shapely.Geometry]] = {}
        hatched: list[shapely.Geometry] = []
        nothing: list[shapely.Geometry] = []
        for name, shape in near.items():
            if (name in subjects) != about:
                continue
            look = source.theme.looks.get(name)
            if look is not None and look.is_unknown:
                hatched.append(shape)
            elif look is None or look.row is None:
                nothing.append(shape)
            else:
                colour = source.theme.rows[look.row].colour
                by_colour.setdefault(colour, []).append(shape)
        for colour, shapes in sorted(by_colour.items()):
            drawing.fill(area_path(frame, cut_to(frame, _array(shapes))), colour, opacity=opacity)
        if hatched:
            cut = cut_to(frame, _array(hatched))
            drawing.fill(area_path(frame, cut), UNKNOWN, opacity=opacity)
            drawing.stroke(line_path(frame, hatch_lines(frame, cut)), UNKNOWN_LINE, 0.25, opacity=opacity)
        if nothing:
            cut = cut_to(frame, _array(nothing))
            drawing.fill(area_path(frame, cut), NOTHING, opacity=opacity)
            drawing.stroke(
                line_path(frame, hatch_lines(frame, cut, step_mm=NOTHING_MM, falling=True)), UNKNOWN_LINE, 0.12, opacity=opacity
            )


def _array(shapes: Sequence[shapely.Geometry]) -> NDArray[np.object_]:
    made = np.empty(len(shapes), dtype=object)
    made[:] = shapes
    return made


def _background(drawing: Drawing, ground: Ground, frame: MapFrame) -> None:
    for kind, colour in ((GREEN, MARKS["green"]), (WATER, MARKS["water"])):
        path = area_path(frame, cut_to(frame, ground.background[kind]))
        drawing.fill(path, colour)
        if kind == GREEN:
            drawing.stroke(path, GREEN_EDGE, 0.15)


def _streets(drawing: Drawing, ground: Ground, frame: MapFrame) -> None:
    box = shapely.box(*frame.bounds)
    for n, streets in enumerate(ground.streets):
        least = n == 0 and len(ground.streets) > 1
        if least and frame.scale > LEAST_STREETS_BELOW:
            continue
        lines = cut_to(frame, streets.lines[np.sort(streets.tree.query(box))])
        width = max(0.12, streets.weight * MM_PER_PIXEL * min(1.0, (8_000.0 / frame.scale) ** 0.5))
        drawing.stroke(line_path(frame, lines), streets.colour, width, opacity=0.8)


def _edges(
    drawing: Drawing, source: AtlasSource, frame: MapFrame, near: dict[str, shapely.Geometry], page: AtlasPage, *, borders: bool
) -> None:
    drawing.stroke(area_path(frame, cut_to(frame, _array(list(near.values())))), MARKS["edge"], 0.18)
    if borders:
        outlines = _array(list(source.ground.subdistricts.values()))
        drawing.stroke(area_path(frame, cut_to(frame, outlines)), MARKS["border"], 0.45)
    shown = near.get(page.area) if page.kind == COMMUNITY else source.ground.subdistricts.get(page.area)
    if shown is not None and page.kind in {COMMUNITY, SUBDISTRICT}:
        path = area_path(frame, cut_to(frame, _array([shown])))
        drawing.stroke(path, RIM, 1.5)
        drawing.stroke(path, MARKS["border"], 0.9)
    point = source.ground.communities.get(page.area) if page.kind == COMMUNITY and page.area not in source.ground.areas else None
    if point is not None:
        (x, y), *_ = frame.on_paper(shapely.get_coordinates(point)).tolist()
        drawing.dot(x, y, 2.0, MARKS["place"], RIM, 0.5)


@dataclass(frozen=True)
class _Dots:
    """Dots of people in gap in the frame: places in drawing units, radii, people, minutes over the limit."""

    places: NDArray[np.float64]
    sizes_mm: NDArray[np.float64]
    residents: NDArray[np.float64]
    over_minutes: NDArray[np.float64]


def _gap_dots(frame: MapFrame, gaps: GapPlaces | None, *, share: float) -> _Dots:
    """People in gap who live in the frame; dots have this share of their full size."""
    if gaps is None or len(gaps.places) == 0:
        return _Dots(np.empty((0, 2)), np.empty(0), np.empty(0), np.empty(0))
    west, south, east, north = frame.bounds
    x, y = gaps.places.T
    rows = np.flatnonzero((x >= west) & (x <= east) & (y >= south) & (y <= north))
    sizes = np.clip(np.sqrt(gaps.residents[rows]) * 0.09, 0.55, 2.2) * share
    return _Dots(frame.on_paper(gaps.places[rows]), sizes, gaps.residents[rows], gaps.over_minutes[rows])


def _draw_gap_dots(drawing: Drawing, dots: _Dots) -> None:
    for n in np.argsort(-dots.sizes_mm, kind="stable").tolist():  # small ones lie on large ones
        over = dots.over_minutes[n]
        colour = BEYOND_DOT.colour if np.isnan(over) else next(dot.colour for dot in GAP_DOTS if over <= dot.limit)
        (x_at, y_at), size = dots.places[n].tolist(), float(dots.sizes_mm[n])
        drawing.dot(x_at, y_at, size + 0.22, DOT_EDGE, DOT_EDGE, 0.01)
        drawing.dot(x_at, y_at, size, colour, RIM, 0.22)


def _boxes(places: NDArray[np.float64], radii_mm: NDArray[np.float64]) -> list[tuple[float, float, float, float]]:
    """Boxes around dots, in millimetres of the frame."""
    at, radii = places / UNITS_PER_MM, radii_mm[:, None]
    return [(left, top, right, bottom) for left, top, right, bottom in np.hstack([at - radii, at + radii]).tolist()]


def _sites(source: AtlasSource, frame: MapFrame) -> NDArray[np.int64]:
    """Rows of the facilities of the theme that serve and lie in the frame."""
    ground = source.ground
    if not source.theme.facility_types:
        return np.empty(0, dtype=np.int64)
    west, south, east, north = frame.bounds
    x, y = ground.facilities.T
    wanted = np.isin(ground.facility_types.astype(str), sorted(source.theme.facility_types))
    with np.errstate(invalid="ignore"):
        inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    return np.flatnonzero(wanted & ground.serving & inside)


def _inside(source: AtlasSource, page: AtlasPage, sites: NDArray[np.int64]) -> int:
    """How many facilities lie in the area of a page; all of the frame where that is what it is about, or no outline is known."""
    ground = source.ground
    shapes = [ground.areas[name] for name in subject_of(source, page) if name in ground.areas]
    if page.kind == EXTENT or not shapes:
        return len(sites)
    if page.kind != COMMUNITY:
        shapes += [shape for name, shape in ground.subdistricts.items() if page.kind == DISTRICT or name == page.area]
    tree = shapely.STRtree(shapely.points(ground.facilities[sites]))
    return len(np.unique(tree.query(shapes, predicate="intersects")[1]))


def _names(
    source: AtlasSource, page: AtlasPage, detail: str, near: dict[str, shapely.Geometry], subjects: frozenset[str], glyphs: Glyphs
) -> list[Label]:
    sizes = {COMMUNITY: (9.0, 8.0, 7.0, 6.0), SUBDISTRICT: (9.0, 8.0, 7.0, 6.0), DISTRICT: (6.5, 6.0, 5.5, 5.0)}[detail]
    names = {c.community_id: glyphs.writable(c.name) for c in source.communities}
    made = []
    if detail == DISTRICT:
        shown = source.ground.subdistricts.items()
        made = [
            Label(f"subdistrict:{name}", _written(glyphs.writable(name)), (11.0, 10.0, 9.0, 8.0), area=shape, kind=STRONG_NAME)
            for name, shape in sorted(shown, key=lambda pair: -pair[1].area)
        ]
    ordered = sorted(near, key=lambda name: (name not in subjects, -near[name].area, name))
    for name in ordered:
        about = name in subjects
        mark = source.theme.looks[name].mark if name in source.theme.looks else ""
        texts = tuple(f"{text} {mark}".strip() for text in _written(names.get(name, name)))
        kind = (STRONG_NAME if page.kind == COMMUNITY else NAME) if about else PALE_NAME
        own = (11.0, 9.0, 8.0) if kind == STRONG_NAME else sizes if about else tuple(size - 1 for size in sizes)
        made.append(Label(name, texts, own, area=near[name], kind=kind))
    return made


def _written(name: str) -> tuple[str, ...]:
    """A community's name in full, then without its last word."""
    short = AREA_END.sub("", name)
    return (name, short) if short and short != name else (name,)


def _site_names(source: AtlasSource, detail: str, sites: NDArray[np.int64], mark_mm: float, glyphs: Glyphs) -> list[Label]:
    """Names of facilities on the page of a community, for as many as a reader takes in."""
    if detail != COMMUNITY or len(sites) > MOST_SITE_NAMES:
        return []
    ground = source.ground
    return [
        Label(
            f"facility:{n}", (glyphs.writable(str(ground.facility_names[n] or "")),), (6.5, 5.5),
            x=float(ground.facilities[n, 0]), y=float(ground.facilities[n, 1]), mark_mm=mark_mm, kind=SITE_NAME,
        )
        for n in sites.tolist() if str(ground.facility_names[n] or "").strip()
    ]  # fmt: skip
