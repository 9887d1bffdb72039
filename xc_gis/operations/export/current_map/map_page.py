"""One page of the map that the window shows: which paper, which frame, what is drawn; as PDF or as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyproj

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.export.atlas_source import area_facts, atlas_source, ground_of_run
from xc_gis.operations.export.atlas_themes import ThemeInputs
from xc_gis.operations.export.current_map.marks import overlays_of
from xc_gis.operations.export.current_map.shown_figures import ground_with_gaps, page_with_figures, run_with_figures
from xc_gis.operations.export.current_map.shown_map import AUTO, LYING, PageChoice, ShownMap
from xc_gis.operations.export.current_map.shown_theme import shown_theme
from xc_gis.operations.export.spoken import saying
from xc_gis.report.documents.atlas.document import atlas_pdf, atlas_pictures
from xc_gis.report.documents.atlas.drawn_page import DrawnPage, draw_page
from xc_gis.report.documents.atlas.layout import Layout, lies_better, paper_layout
from xc_gis.report.documents.atlas.own_page import BORDERS, STREETS, OwnPage
from xc_gis.report.documents.atlas.pages import bounds_of
from xc_gis.report.documents.atlas.records import COMMUNITY, DISTRICT, EXTENT, SUBDISTRICT, AtlasPage, AtlasSource
from xc_gis.report.documents.drawing.ground import Ground
from xc_gis.report.documents.drawing.map_frame import LARGEST_SCALE, MapFrame, fitted
from xc_gis.report.documents.fonts.chinese_fonts import ChineseFonts, find_chinese_fonts
from xc_gis.report.documents.fonts.glyphs import glyphs_of
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.view import RunView, read_run_view
from xc_gis.units import EXCHANGE_CRS

Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class RunGround:
    """What is read of a run once for all its pages: its view, the data of its map page, its shapes in metres."""

    run: RunView
    page: Mapping[str, Any]
    ground: Ground


@dataclass(frozen=True)
class MapPage:
    """
    A page that is drawn.

    Attributes
    ----------
    source, drawn
        What it is made from, and its drawing.
    area
        What it shows in a word, for the name of a file: a subdistrict, a community, the district, a part.
    scale, fits
        ``N`` of 1 : N, and whether all that was asked for is in the frame at this scale.
    lies
        Whether the paper lies.
    """

    source: AtlasSource
    drawn: DrawnPage
    area: str
    scale: float
    fits: bool
    lies: bool


def read_run_ground(shown: ShownMap) -> RunGround:
    """Read a run; raises ``InputError`` where it has no map or is damaged."""
    run, page = read_run_view(shown.run_folder), read_map_page(shown.run_folder)
    return RunGround(run, page, ground_of_run(run, page))


def map_page(known: RunGround, shown: ShownMap, choice: PageChoice, *, number: int = 0) -> MapPage:
    """
    Draw the page; ``number`` tells it from others of one document.

    Raises
    ------
    InputError
        The run has no such theme, or the area has no place.
    OutputError
        There is no Chinese font.
    """
    run, page, ground, say = known.run, known.page, known.ground, saying(choice.lang)
    fonts = find_chinese_fonts(choice.fonts)
    if shown.figures is not None:
        run, page = run_with_figures(run, shown.figures), page_with_figures(page, shown.figures)
        ground = ground_with_gaps(ground, page, shown.figures)
    theme = shown_theme(ThemeInputs(run, page, ground), shown, say)
    source = atlas_source(run, page, ground, theme, choice.settings, choice.lang)
    bounds = _wanted(source, shown, choice)
    layout, frame = _set_up(bounds, choice)
    subject = AtlasPage(choice.area, choice.name)
    facts: tuple[tuple[str, str], ...] = ()
    if choice.area == EXTENT:
        subject = AtlasPage(EXTENT, "")
        facts = _facts_in_sight(run, source, frame, choice)
    hidden = frozenset(shown.hidden) & {STREETS, BORDERS}
    own = OwnPage(layout, frame, choice.title.strip(), facts, overlays_of(shown, ground, say), hidden)
    drawn = draw_page(source, subject, number, glyphs_of(fonts.sans), own)
    return MapPage(
        source, drawn, _area_words(run, source, choice), frame.scale, _covers(frame, bounds), layout.paper[0] > layout.paper[1]
    )


def page_pdf(made: MapPage, fonts: ChineseFonts) -> bytes:
    """The page as PDF, as one of an atlas: tagged, fonts embedded, the same bytes each time."""
    return atlas_pdf(made.source, [made.drawn], fonts)


def page_picture(made: MapPage, fonts: ChineseFonts, dots_per_inch: int) -> bytes:
    """The page as PNG."""
    return atlas_pictures(made.source, [made.drawn], fonts, total=1, before=0, dots_per_inch=dots_per_inch)[0]


def _wanted(source: AtlasSource, shown: ShownMap, choice: PageChoice) -> Bounds:
    if choice.area == EXTENT:
        return _metres(shown.bounds, source.ground.crs)
    shape = source.ground.communities.get(choice.name) if choice.area == COMMUNITY else None
    members = [
        c
        for c in source.communities
        if c.subdistrict == choice.name and source.ground.communities.get(c.community_id) is not None
    ]
    if (choice.area == COMMUNITY and shape is None) or (choice.area == SUBDISTRICT and not members):
        raise InputError(msg("“{name}”没有位置，不能出图", name=choice.name), hint=msg("请另选范围"))
    return bounds_of(source, AtlasPage(choice.area, choice.name))


def _metres(bounds: Bounds, crs: str) -> Bounds:
    west, south, east, north = bounds
    transformer = pyproj.Transformer.from_crs(EXCHANGE_CRS, crs, always_xy=True)
    x, y = transformer.transform(np.array([west, east, west, east]), np.array([south, south, north, north]))
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _set_up(bounds: Bounds, choice: PageChoice) -> tuple[Layout, MapFrame]:
    table, inset = choice.facts and choice.area in {DISTRICT, SUBDISTRICT}, choice.facts
    lying = choice.orientation == LYING
    if choice.orientation == AUTO:
        lying = lies_better(choice.paper, bounds, legend=choice.legend, facts=choice.facts, table=table, inset=inset)
    layout = paper_layout(choice.paper, lying=lying, legend=choice.legend, facts=choice.facts, table=table, inset=inset)
    frame = fitted(bounds, *layout.map_size)
    return layout, replace(frame, scale=max(choice.scale, LARGEST_SCALE)) if choice.scale else frame


def _covers(frame: MapFrame, bounds: Bounds) -> bool:
    west, south, east, north = frame.bounds
    return west <= bounds[0] and south <= bounds[1] and east >= bounds[2] and north >= bounds[3]


def _facts_in_sight(run: RunView, source: AtlasSource, frame: MapFrame, choice: PageChoice) -> tuple[tuple[str, str], ...]:
    """Facts of the communities that lie in the frame as a whole or in part."""
    west, south, east, north = frame.bounds
    seen = []
    for c in run.communities:
        shape = source.ground.communities.get(c.community_id)
        if shape is not None:
            a, b, x, y = shape.bounds
            if a <= east and x >= west and b <= north and y >= south:
                seen.append(c)
    say = saying(choice.lang)
    if not seen:
        return ((say(msg("社区数")), say(msg("{count} 个", count=0))),)
    return ((say(msg("图示范围")), say(msg("含只露出一部分的社区"))), *area_facts(seen, replace(source.theme, areas={}), "", say))


def _area_words(run: RunView, source: AtlasSource, choice: PageChoice) -> str:
    if choice.area == COMMUNITY:
        return run.by_id[choice.name].name
    if choice.area == DISTRICT:
        return source.page_words.words["district"]
    return choice.name if choice.area == SUBDISTRICT else saying(choice.lang)(msg("局部"))
