"""The poster of a community's services: where the nearest of each lies, how one walks there from the middle of the community, in how many minutes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import shapely

from xc_gis.analysis.governance.directory import NO_CONTACT
from xc_gis.languages.message import msg
from xc_gis.model import YES
from xc_gis.operations.export.atlas_source import atlas_source
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.operations.export.public.services import ServiceWalk
from xc_gis.operations.export.spoken import Say, capital, saying
from xc_gis.report.documents.atlas.document import atlas_pdf
from xc_gis.report.documents.atlas.drawn_page import draw_page
from xc_gis.report.documents.atlas.layout import A3_PORTRAIT, Layout
from xc_gis.report.documents.atlas.own_page import Overlay, OwnPage
from xc_gis.report.documents.atlas.pages import bounds_of
from xc_gis.report.documents.atlas.records import COMMUNITY, AtlasPage, AtlasSource, ClassRow, Look, Table, ThemeOnMap
from xc_gis.report.documents.drawing.ground import Ground
from xc_gis.report.documents.drawing.map_frame import MapFrame, fitted
from xc_gis.report.documents.fonts.chinese_fonts import ChineseFonts
from xc_gis.report.documents.fonts.glyphs import Glyphs
from xc_gis.report.themes import MARKS
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.wording.nearest import none_near

THEME = "services"

LAND = "#f7f3e9"
"""Ground of communities: a poster has no classes."""

WAY_MM, DOT_MM, START_MM, DASH = 0.6, 1.5, 2.2, (1.6, 1.0)

LAYOUT = Layout(
    A3_PORTRAIT.paper,
    {
        "title": (12, 10, 273, 12), "subtitle": (12, 23, 273, 6), "map": (12, 31, 273, 216), "table": (12, 251, 273, 98), "legend": (12, 353, 76, 43),
        "facts": (94, 353, 122, 43), "inset": (222, 353, 63, 32), "scale": (222, 387, 63, 9), "notes": (12, 399, 273, 11), "number": (12, 411, 273, 4),
    },
    title_pt=26.0, text_pt=9.0,
)  # fmt: skip


def poster_source(run: RunView, page: Mapping[str, Any], ground: Ground, settings: PageSettings, lang: str) -> AtlasSource:
    """What all posters are made from: a map without classes, pages that tell of no rating."""
    say = saying(lang)
    looks = {c.community_id: Look(0, "") for c in run.communities}
    name = say(msg("便民服务示意图"))
    theme = ThemeOnMap(THEME, name, name, name, (ClassRow(LAND, say(msg("社区"))),), "", "", "", looks)
    source = atlas_source(run, page, ground, theme, settings, lang, rated=False)
    facts = (
        (say(msg("起点")), say(msg("社区居民分布的中部"))),
        (say(msg("步行分钟")), say(msg("沿实际道路，含过街等候；按每类服务所定人群的步速；不足一分钟按一分钟计"))),
        (say(msg("提示")), say(msg("只列最近的一处；地址、电话、开放时间见便民服务手册，以现场为准"))),
    )
    told = tuple((capital(what), capital(words)) for what, words in facts)
    return replace(source, communities=tuple(replace(c, facts=told) for c in source.communities))


def poster_table(
    community: CommunityView, run: RunView, walks: Sequence[ServiceWalk], say: Say, beyond: Collection[str] = ()
) -> Table:
    """
    A row for each category that is for somebody in the community, numbered as on the map; ``beyond``: categories whose facility lies outside the frame.

    Telephone, booking and hours have a column where anything of them is known; hours that nobody stated are said to be unknown.
    """
    told = any(walk.reached != NO_CONTACT for walk in walks)
    by_category = {walk.category: walk for walk in walks}
    rows = []
    for n, category in enumerate(run.categories, 1):
        row = community.of(category.code)
        if not row.applies:
            continue
        walk = by_category.get(category.code)
        if walk is not None:
            own = (reached_words(walk, say),) if told else ()
            name = shortened(walk.name) or say(msg("（无名称）"))
            name = say(msg("{name}（图外）", name=name)) if category.code in beyond else name
            rows.append((f"{n} {say(category.name)}", name, *own, str(walk.minutes)))
        else:
            said = none_near(is_unsure=bool(row.unknown) or row.share is None)
            rows.append((f"{n} {say(category.name)}", say(said), *(("—",) if told else ()), "—"))
    own = (say(msg("电话、预约、开放时间")),) if told else ()
    headings = (say(msg("服务")), say(msg("最近的设施")), *own, say(msg("步行分钟")))
    return Table(tuple(map(capital, headings)), tuple(rows), (False, False, *(False for _ in own), True))


LONGEST_CONTACT = 34
"""Letters of what a row says of telephone, booking and hours; they stand in full in the handbook."""


def reached_words(walk: ServiceWalk, say: Say) -> str:
    """How people reach a facility, for a row of the table."""
    reached = walk.reached
    booking = say(msg("可在线预约")) if reached.booking == YES else ""
    parts = (reached.phone, booking, reached.hours or say(msg("开放时间未知")))
    words = " · ".join(part for part in parts if part)
    return words if len(words) <= LONGEST_CONTACT else f"{words[: LONGEST_CONTACT - 1]}…"


LONGEST_NAME = 18
"""Letters of the name of a facility in the table; it stands in full in the handbook."""


def shortened(name: str) -> str:
    """A name for a row of the table."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def poster_overlays(run: RunView, walks: Sequence[ServiceWalk], say: Say, beyond: Collection[str] = ()) -> tuple[Overlay, ...]:
    """Ways, the start, and each facility once with the numbers of what it is the nearest of; none for those ``beyond`` the frame."""
    order = {category.code: n for n, category in enumerate(run.categories, 1)}
    numbers: dict[int, list[int]] = {}
    for walk in walks:
        numbers.setdefault(walk.facility, []).append(order[walk.category])
    by_facility = {walk.facility: walk for walk in walks}
    ways = tuple(Overlay(walk.line, MARKS["way"], WAY_MM, DASH, words=say(msg("步行路线"))) for walk in by_facility.values())
    start = shapely.Point(walks[0].line.coords[0])
    dots = tuple(
        Overlay(walk.place, MARKS["facility"], DOT_MM, words=say(msg("最近的设施（数字见表）")), label=f"{'·'.join(map(str, sorted(numbers[n])))} {shortened(walk.name)}".strip())
        for n, walk in by_facility.items() if walk.category not in beyond
    )  # fmt: skip
    return (*ways, Overlay(start, MARKS["place"], START_MM, words=say(msg("起点：社区中部")), label=say(msg("起点"))), *dots)


RIM_MM = 6.0
"""A facility nearer to the edge of the map than this would be cut there, or stand without its number."""


def poster_frame(shown: Sequence[shapely.Geometry], places: Sequence[shapely.Point]) -> MapFrame:
    """The frame that holds what is to be ``shown``, and each of the ``places`` that would lie on its edge or hardly outside."""
    frame = _around(shown)
    edge = shapely.box(*frame.bounds).buffer(RIM_MM * frame.metres_per_mm)
    cut = [place for place in places if edge.covers(place) and not well_inside(frame).covers(place)]
    return _around([*shown, *cut]) if cut else frame


def well_inside(frame: MapFrame) -> shapely.Polygon:
    """The frame without its rim."""
    west, south, east, north = frame.bounds
    rim = RIM_MM * frame.metres_per_mm
    return shapely.box(west + rim, south + rim, east - rim, north - rim)


def _around(shapes: Sequence[shapely.Geometry]) -> MapFrame:
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    return fitted((west, south, east, north), *LAYOUT.map_size)


def poster_pdf(
    source: AtlasSource, run: RunView, community_id: str, walks: Sequence[ServiceWalk], fonts: ChineseFonts, glyphs: Glyphs
) -> bytes:
    """
    The poster of a community as PDF, as a page of an atlas: tagged, fonts embedded, the same bytes each time.

    The frame holds the community and every facility that is reached in the time of its category; those farther away stand in the table, which says so.
    """
    say, page = saying(source.lang), AtlasPage(COMMUNITY, community_id)
    limits = {category.code: category.minutes for category in run.categories}
    near = [walk.line for walk in walks if walk.minutes <= limits[walk.category]]
    frame = poster_frame([shapely.box(*bounds_of(source, page)), *near], [walk.place for walk in walks])
    seen = well_inside(frame)
    beyond = {walk.category for walk in walks if not seen.covers(walk.place)}
    own = OwnPage(
        LAYOUT,
        frame,
        overlays=poster_overlays(run, walks, say, beyond),
        table=poster_table(run.by_id[community_id], run, walks, say, beyond),
    )
    return atlas_pdf(source, [draw_page(source, page, 0, glyphs, own)], fonts)
