"""Check-up pages drawn one by one and set as one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from xc_gis.report.documents.atlas.document import writable_content
from xc_gis.report.documents.atlas.drawn_page import DrawnPage
from xc_gis.report.documents.atlas.map_figure import draw_figure
from xc_gis.report.documents.atlas.records import COMMUNITY, AtlasPage, AtlasSource
from xc_gis.report.documents.checkup.records import CheckupText, CheckupWords
from xc_gis.report.documents.fonts.chinese_fonts import ChineseFonts
from xc_gis.report.documents.fonts.glyphs import Glyphs, glyphs_of
from xc_gis.report.documents.typesetting import pdf_of
from xc_gis.report.themes import UNKNOWN, UNKNOWN_LINE

TEMPLATE = "checkup.typ"

MAP_MM = (62.0, 37.0)
"""Width and height of the map on a page."""


def draw_checkup(text: CheckupText, source: AtlasSource, number: int, glyphs: Glyphs) -> DrawnPage:
    """
    Draw the map of a page and put it beside its words; ``number`` names the drawing.

    ``source``: of this page's map; a community without a place has no map.
    """
    record = asdict(text)
    if source.ground.communities.get(text.community_id) is None:
        return DrawnPage({**record, "figure": None}, {}, ())
    figure = draw_figure(source, AtlasPage(COMMUNITY, text.community_id), MAP_MM, number, glyphs, text_pt=5.6)
    return DrawnPage({**record, "figure": figure.record}, figure.drawings, figure.left_out)


def checkup_pdf(words: CheckupWords, pages: Sequence[DrawnPage], fonts: ChineseFonts, *, first: int = 1) -> bytes:
    """Set pages as a PDF whose first page has the number ``first``; the same pages give the same bytes."""
    content = {
        **asdict(words), "day": "", "title": f"{words.study} {words.labels['table']}", "fonts": dict(fonts.families),
        "unknown": UNKNOWN, "unknown_line": UNKNOWN_LINE, "map_width": MAP_MM[0], "first": first,
        "pages": [page.record for page in pages],
    }  # fmt: skip
    written: dict[str, Any] = writable_content(content, glyphs_of(fonts.sans))
    drawings = {name: drawing for page in pages for name, drawing in page.drawings.items()}
    return pdf_of(TEMPLATE, written, drawings, fonts, day=words.day)
