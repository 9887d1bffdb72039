"""Pages of targets that are behind, set as one PDF."""

from __future__ import annotations

from dataclasses import asdict

from xc_gis.report.documents.atlas.document import writable_content
from xc_gis.report.documents.fonts.chinese_fonts import ChineseFonts
from xc_gis.report.documents.fonts.glyphs import glyphs_of
from xc_gis.report.documents.targets.records import BehindPages
from xc_gis.report.documents.typesetting import pdf_of

TEMPLATE = "targets.typ"


def targets_pdf(pages: BehindPages, fonts: ChineseFonts) -> bytes:
    """Set the pages; the same content gives the same bytes."""
    content = {**asdict(pages), "day": "", "fonts": dict(fonts.families)}
    return pdf_of(TEMPLATE, writable_content(content, glyphs_of(fonts.sans)), {}, fonts, day=pages.day)
