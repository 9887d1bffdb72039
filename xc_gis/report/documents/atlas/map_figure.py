"""A map of the atlas as a figure of any size: the same drawing, with scale, north arrow and legend below, for a page or as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xc_gis.report.documents.atlas.document import writable_content
from xc_gis.report.documents.atlas.drawn_page import DrawnPage, legend, scale_bar
from xc_gis.report.documents.atlas.page_map import draw_page_map
from xc_gis.report.documents.atlas.pages import bounds_of
from xc_gis.report.documents.atlas.records import AtlasPage, AtlasSource
from xc_gis.report.documents.drawing.map_frame import fitted
from xc_gis.report.documents.fonts.chinese_fonts import ChineseFonts
from xc_gis.report.documents.fonts.glyphs import Glyphs, glyphs_of
from xc_gis.report.documents.typesetting import pictures_of

TEMPLATE = "figures.typ"

DOTS_PER_INCH = 220

BAR_MM = 5.4
"""Height of the strip for the scale below a map: a bar over the map would hide what is drawn there."""


def draw_figure(
    source: AtlasSource, page: AtlasPage, size_mm: tuple[float, float], number: int, glyphs: Glyphs, *, text_pt: float = 6.5
) -> DrawnPage:
    """
    Draw the map of a page as a figure; ``number`` names its drawing.

    ``size_mm``: width and height of the map with the strip of its scale, without the legend below.
    """
    width, height = size_mm[0], size_mm[1] - BAR_MM
    frame = fitted(bounds_of(source, page), width, height)
    drawn = draw_page_map(source, page, frame, glyphs)
    name, words = f"figure-{number}.svg", source.page_words.words
    made = legend(source, page, drawn)
    record: dict[str, Any] = {
        "width": width, "height": height, "bar": BAR_MM, "map": name, "alt": f"{source.theme.name} {words['alt']}", "north": words["north"],
        "names": [[n.text, n.x_mm, n.y_mm, n.size_pt, n.kind] for n in drawn.names], "watermark": source.page_words.watermark,
        "scale": scale_bar(frame, min(width * 0.4, 40.0)), "heading": made["heading"], "rows": made["rows"], "notes": list(source.theme.notes), "text_pt": text_pt,
    }  # fmt: skip
    return DrawnPage(record, {name: drawn.svg}, drawn.left_out)


def figure_pictures(
    figures: Sequence[DrawnPage], fonts: ChineseFonts, lang: str, *, dots_per_inch: int = DOTS_PER_INCH
) -> list[bytes]:
    """Figures as PNG; the same figures give the same bytes."""
    content = {"lang": lang, "fonts": dict(fonts.families), "figures": [figure.record for figure in figures]}
    drawings: Mapping[str, bytes] = {name: drawing for figure in figures for name, drawing in figure.drawings.items()}
    written: dict[str, Any] = writable_content(content, glyphs_of(fonts.sans))
    return pictures_of(TEMPLATE, written, drawings, fonts, dots_per_inch=dots_per_inch)
