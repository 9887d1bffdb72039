"""One page, drawn: its map and all that stands beside it, as plain values for the template. A page is drawn alone, in any process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from xc_gis.report.documents.atlas.layout import Layout, layout_of
from xc_gis.report.documents.atlas.own_page import BORDERS, STREETS, Overlay, OwnPage
from xc_gis.report.documents.atlas.page_map import PageMap, draw_page_map, subject_of
from xc_gis.report.documents.atlas.pages import bounds_of
from xc_gis.report.documents.atlas.records import COMMUNITY, DISTRICT, EXTENT, SUBDISTRICT, AtlasPage, AtlasSource, Table
from xc_gis.report.documents.drawing.map_frame import MapFrame, bar_metres, fitted
from xc_gis.report.documents.drawing.paths import area_path, cut_to
from xc_gis.report.documents.drawing.svg import Drawing
from xc_gis.report.documents.fonts.glyphs import Glyphs
from xc_gis.report.themes import BEYOND_DOT, GAP_DOTS, MARKS, NOTHING, UNKNOWN, UNKNOWN_LINE

OVERVIEW = "overview.svg"
"""The overview without its mark: one drawing for all pages of a layout."""

INSET_FILL, INSET_EDGE, INSET_HERE = "#e4e8ec", UNKNOWN_LINE, "#b3261e"


@dataclass(frozen=True)
class DrawnPage:
    """
    A page for the template.

    Attributes
    ----------
    record
        What stands on it; plain JSON values.
    drawings
        SVG by the name that ``record`` has for it.
    left_out
        Names that found no place on the map.
    """

    record: dict[str, Any]
    drawings: dict[str, bytes]
    left_out: tuple[str, ...]


def draw_page(source: AtlasSource, page: AtlasPage, number: int, glyphs: Glyphs, own: OwnPage | None = None) -> DrawnPage:
    """Draw a page; ``number`` names its drawings, ``own``: paper, frame and more where they are not those of the atlas."""
    layout = own.layout if own else layout_of(page.kind, bounds_of(source, page))
    frame = own.frame if own else fitted(bounds_of(source, page), *layout.map_size)
    drawn = draw_page_map(source, page, frame, glyphs, own)
    names = {"map": f"map-{number}.svg", "here": f"here-{number}.svg"}
    title, subtitle = page_title(source, page)
    title = own.title if own and own.title else title
    text = _text_of(source, page, own)
    words = source.page_words.words
    has_overview = page.kind != DISTRICT and "inset" in layout.boxes
    has_table = not isinstance(text, _NoTable) and "table" in layout.boxes
    boxes = dict(layout.boxes)
    if "inset" in boxes and not has_overview:
        boxes["facts"] = boxes.pop("inset")
    record: dict[str, Any] = {
        "paper": layout.paper, "boxes": boxes, "title_pt": layout.title_pt, "text_pt": layout.text_pt,
        "level": 1 if page.kind != COMMUNITY or not _community(source, page).subdistrict else 2,
        "is_area": page.kind != COMMUNITY, "title": title, "subtitle": subtitle, "map": names["map"], "alt": f"{title} {words['alt']}",
        "names": [[n.text, n.x_mm, n.y_mm, n.size_pt, n.kind] for n in drawn.names],
        "legend": legend(source, page, drawn, own) if "legend" in boxes else None,
        "facts": [list(fact) for fact in text.facts] if "facts" in boxes else [],
        "table": _table(own.table) if own and own.table else _table(text.table) if has_table else None, "scale": scale_bar(frame, min(layout.boxes["scale"][2] - 18.0, 60.0)),
        "watermark": source.page_words.watermark, "notes": list(source.page_words.notes),
        "overview": overview_name(layout) if has_overview else "", "here": names["here"],
        "overview_alt": words["overview"],
    }  # fmt: skip
    drawings = {names["map"]: drawn.svg}
    if record["overview"]:
        drawings[names["here"]] = _here(source, page, layout, frame)
    return DrawnPage(record, drawings, drawn.left_out)


class _NoTable:
    """Facts of a community: its page has no table."""

    def __init__(self, facts: tuple[tuple[str, str], ...]) -> None:
        self.facts = facts


def page_title(source: AtlasSource, page: AtlasPage) -> tuple[str, str]:
    """Title and subtitle of a page, from the templates."""
    gaps = {
        "{area}": _area_name(source, page), "{theme}": source.theme.name, "{study}": source.study,
        "{date}": source.day.isoformat() if source.day else "",
    }  # fmt: skip
    return _filled(source.page_words.title, gaps).strip() or gaps["{area}"], _filled(source.page_words.subtitle, gaps)


def _filled(template: str, gaps: dict[str, str]) -> str:
    """A template with its gaps filled once: what is filled in is never looked at again."""
    made, rest = "", template
    while rest:
        gap = next((gap for gap in gaps if rest.startswith(gap)), None)
        made += gaps[gap] if gap else rest[0]
        rest = rest[len(gap) if gap else 1 :]
    return made


def _area_name(source: AtlasSource, page: AtlasPage) -> str:
    if page.kind == DISTRICT:
        return source.page_words.words["district"]
    if page.kind in {SUBDISTRICT, EXTENT}:
        return page.area
    found = _community(source, page)
    return f"{found.subdistrict} {found.name}".strip()


def _community(source: AtlasSource, page: AtlasPage) -> Any:
    return next(c for c in source.communities if c.community_id == page.area)


def _text_of(source: AtlasSource, page: AtlasPage, own: OwnPage | None) -> Any:
    if page.kind == EXTENT:
        return _NoTable(own.facts if own else ())
    if page.kind == DISTRICT:
        return source.whole
    if page.kind == SUBDISTRICT:
        return next(area for area in source.subdistricts if area.name == page.area)
    return _NoTable(_community(source, page).facts)


def _table(table: Table) -> dict[str, Any]:
    return {"headings": list(table.headings), "rows": [list(row) for row in table.rows], "numbers": list(table.numbers)}


def legend(source: AtlasSource, page: AtlasPage, drawn: PageMap, own: OwnPage | None = None) -> dict[str, Any]:
    """Heading, classes with counts, signs and notes of a map."""
    theme, words = source.theme, source.page_words.words
    subjects = drawn.in_sight if page.kind == EXTENT else subject_of(source, page)
    looks = [theme.looks[name] for name in subjects if name in theme.looks]
    counted = page.kind != COMMUNITY

    def count(of: int) -> str:
        return words["communities"].replace("{n}", str(of)) if counted else ""

    rows: list[dict[str, Any]] = [
        {"kind": "fill", "colour": row.colour, "words": row.words, "count": count(sum(look.row == n for look in looks))}
        for n, row in enumerate(theme.rows)
    ]
    unknown = sum(look.is_unknown for look in looks)
    if theme.unknown:
        rows.append({"kind": "hatch", "colour": UNKNOWN, "line": UNKNOWN_LINE, "words": theme.unknown, "count": count(unknown)})
    if theme.nothing:
        rest = len(looks) - unknown - sum(look.row is not None for look in looks)
        rows.append({"kind": "nothing", "colour": NOTHING, "line": UNKNOWN_LINE, "words": theme.nothing, "count": count(rest)})
    if theme.unsure and any(theme.looks[name].is_unsure for name in drawn.in_sight if name in theme.looks):
        rows.append({"kind": "stipple", "colour": MARKS["unsure"], "words": theme.unsure, "count": ""})
    if theme.facilities:
        rows.append(
            {
                "kind": "ring",
                "colour": MARKS["facility"],
                "words": theme.facilities,
                "count": words["places_beyond" if drawn.beyond else "places"]
                .replace("{n}", f"{drawn.facilities:,}")
                .replace("{beyond}", f"{drawn.beyond:,}"),
            }
        )
    if theme.gaps:
        dots = zip((*GAP_DOTS, BEYOND_DOT), (words["gap_near"], words["gap_far"], words["gap_beyond"]), strict=True)
        rows += [{"kind": "dot", "colour": dot.colour, "words": said, "count": ""} for dot, said in dots]
    signs: list[dict[str, Any]] = [
        {"kind": "line", "colour": MARKS["border"], "words": words["subdistrict_edge"], "width": 0.45},
        {"kind": "line", "colour": MARKS["edge"], "words": words["community_edge"], "width": 0.18},
        {"kind": "line", "colour": "#8f9aa6", "words": words["streets"], "width": 0.6},
        {"kind": "fill", "colour": MARKS["water"], "words": words["water"]},
        {"kind": "fill", "colour": MARKS["green"], "words": words["green"]},
    ]
    if page.kind in {SUBDISTRICT, COMMUNITY}:
        signs.insert(0, {"kind": "line", "colour": MARKS["border"], "words": words["subject_edge"], "width": 0.9})
    hidden = own.hidden if own else frozenset()
    left_off = {words[name] for name, what in (("streets", STREETS), ("subdistrict_edge", BORDERS)) if what in hidden}
    signs = [sign for sign in signs if sign["words"] not in left_off]
    rows += overlay_rows(own.overlays if own else ())
    notes = [*theme.notes]
    if drawn.left_out:
        notes.append(words["left_out"].replace("{n}", str(len(drawn.left_out))))
    return {"heading": f"{words['legend']}{theme.value_name}", "rows": rows, "signs": signs, "notes": notes}


def overlay_rows(overlays: Sequence[Overlay]) -> list[dict[str, Any]]:
    """Rows of a legend for what lies over a map, each sentence once."""
    rows: dict[str, dict[str, Any]] = {}
    for one in overlays:
        if not one.words or one.words in rows:
            continue
        is_point = shapely.get_dimensions(one.shape) == 0
        kind = "dot" if is_point else "stroke"
        rows[one.words] = {
            "kind": kind, "colour": one.colour, "words": one.words, "count": "", "width": min(one.width_mm, 1.0), "dash": list(one.dash_mm),
        }  # fmt: skip
    return list(rows.values())


def scale_bar(frame: MapFrame, longest_mm: float) -> dict[str, Any]:
    """Scale as a number and as a bar that is no longer than that."""
    metres = bar_metres(frame.scale, longest_mm)
    unit, whole = ("km", metres // 1000) if metres >= 1000 and metres % 2000 == 0 else ("m", metres)  # noqa: PLR2004 - kilometres
    half = f"{whole / 2:g}"
    return {
        "number": f"1:{frame.scale:.0f}",
        "mm": round(metres / frame.metres_per_mm, 3),
        "ticks": ["0", half, f"{whole} {unit}"],
    }


def overview_name(layout: Layout) -> str:
    """Name of the overview of a layout: its size is that of the box."""
    _, _, width, height = layout.boxes["inset"]
    return f"overview-{width:g}x{height:g}.svg"


def draw_overview(source: AtlasSource, width: float, height: float) -> bytes:
    """The district with its subdistricts, small; on each page a mark lies over it."""
    frame = fitted(source.ground.bounds, width, height)
    drawing = Drawing(frame.width_mm, frame.height_mm, "#ffffff")
    drawing.fill(area_path(frame, _shapes(list(source.ground.areas.values()))), INSET_FILL)
    drawing.stroke(area_path(frame, _shapes(list(source.ground.subdistricts.values()))), INSET_EDGE, 0.15)
    return drawing.svg()


def _here(source: AtlasSource, page: AtlasPage, layout: Layout, shown: MapFrame) -> bytes:
    """Where the page lies in the overview: its area, and a ring where that would be too small to be seen; of an extent its frame."""
    frame = fitted(source.ground.bounds, *layout.boxes["inset"][2:])
    drawing = Drawing(frame.width_mm, frame.height_mm, "")
    if page.kind == EXTENT:
        drawing.stroke(area_path(frame, cut_to(frame, _shapes([shapely.box(*shown.bounds)]), beyond_mm=-0.3)), INSET_HERE, 0.6)
        return drawing.svg()
    west, south, east, north = bounds_of(source, page)
    shapes = [source.ground.areas[name] for name in subject_of(source, page) if name in source.ground.areas]
    drawing.fill(area_path(frame, _shapes(shapes)), INSET_HERE)
    (x, y), *_ = frame.on_paper(np.array([[(west + east) / 2, (south + north) / 2]])).tolist()
    radius = max(east - west, north - south) / frame.metres_per_mm / 2
    if radius < 4.0:  # noqa: PLR2004 - millimetres
        drawing.dot(x, y, radius + 1.5, "none", INSET_HERE, 0.3)
    return drawing.svg()


def _shapes(shapes: list[shapely.Geometry]) -> Any:
    made = np.empty(len(shapes), dtype=object)
    made[:] = shapes
    return made
