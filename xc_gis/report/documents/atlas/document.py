"""The pages of an atlas set as one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xc_gis.report.documents.atlas.drawn_page import DrawnPage, draw_overview
from xc_gis.report.documents.atlas.records import AtlasSource
from xc_gis.report.documents.fonts.chinese_fonts import ChineseFonts
from xc_gis.report.documents.fonts.glyphs import Glyphs, glyphs_of
from xc_gis.report.documents.typesetting import pdf_of, pictures_of

TEMPLATE = "atlas.typ"

DOTS_PER_INCH = 300


def atlas_pdf(source: AtlasSource, pages: Sequence[DrawnPage], fonts: ChineseFonts) -> bytes:
    """Set all pages as a PDF; the same pages give the same bytes."""
    return pdf_of(TEMPLATE, _data(source, pages, fonts, len(pages), 0), _drawings(source, pages), fonts, day=source.day)


def atlas_pictures(
    source: AtlasSource,
    pages: Sequence[DrawnPage],
    fonts: ChineseFonts,
    *,
    total: int,
    before: int,
    dots_per_inch: int = DOTS_PER_INCH,
) -> list[bytes]:
    """Set pages as PNG; ``before``: pages of the atlas that stand before the first of them, of ``total``."""
    data = _data(source, pages, fonts, total, before)
    return pictures_of(TEMPLATE, data, _drawings(source, pages), fonts, dots_per_inch=dots_per_inch)


def _data(source: AtlasSource, pages: Sequence[DrawnPage], fonts: ChineseFonts, total: int, before: int) -> dict[str, Any]:
    words = source.page_words.words
    levels = _levels(pages)
    records = [
        page.record
        | {"level": levels[n - 1], "number": words["page"].replace("{n}", str(before + n)).replace("{total}", str(total))}
        for n, page in enumerate(pages, 1)
    ]
    content = {
        "lang": source.lang, "title": f"{source.study} {words['atlas']} {source.theme.name}", "fonts": dict(fonts.families),
        "north": words["north"], "watermark_alt": words["watermark"], "pages": records,
    }  # fmt: skip
    written: dict[str, Any] = writable_content(content, glyphs_of(fonts.sans))
    return written


def _levels(pages: Sequence[DrawnPage]) -> list[int]:
    """Levels of headings: a community stands below its subdistrict where that has a page in the same document (PDF/UA skips no level)."""
    levels, below = [], False
    for page in pages:
        below = page.record["is_area"] or (below and page.record["level"] > 1)
        levels.append(page.record["level"] if below else 1)
    return levels


def _drawings(source: AtlasSource, pages: Sequence[DrawnPage]) -> Mapping[str, bytes]:
    sizes = {page.record["overview"]: page.record["boxes"]["inset"][2:] for page in pages if page.record["overview"]}
    overviews = {name: draw_overview(source, width, height) for name, (width, height) in sizes.items()}
    return overviews | {name: drawing for page in pages for name, drawing in page.drawings.items()}


def writable_content(content: Any, glyphs: Glyphs) -> Any:
    """Plain values with no letter that the font lacks."""
    if isinstance(content, str):
        return content if content.isascii() else glyphs.writable(content)
    if isinstance(content, Mapping):
        return {key: writable_content(value, glyphs) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [writable_content(value, glyphs) for value in content]
    return content
