"""
Pages set by Typst: PDF/A-2a and PDF/UA-1 (tagged), or pictures of pages.

Templates are constant files of this package. Data reach them as virtual files beside the template, JSON for texts and SVG for drawings: no
name is ever part of what Typst compiles (decision 86). Nothing is fetched, fonts are those that are named, and the time is given: the same
data give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from xc_gis.report.documents.fonts.chinese_fonts import ChineseFonts

TEMPLATES = Path(__file__).parent / "typst"

STANDARDS = ("a-2a", "ua-1")
"""Kept for long and read aloud: both ask for tags, embedded fonts and a title."""

FIXED_DAY = date(2000, 1, 1)
"""Stands in a document of a study without a day."""

METRES_PER_INCH = 0.0254

PNG_HEAD = 33
"""Bytes of the signature and the first chunk of a PNG."""

DATA = "data.json"

KEPT_FOR = 10
"""Documents for which Typst keeps what it worked out."""

_compile: Any = typst.compile
"""It takes files by name as well (its annotations do not say so)."""


def pdf_of(
    template: str, data: Mapping[str, Any], drawings: Mapping[str, bytes], fonts: ChineseFonts, *, day: date | None
) -> bytes:
    """
    Set a PDF.

    Parameters
    ----------
    template
        Name of a file in ``typst/``; it reads ``data.json``.
    data
        Plain JSON values.
    drawings
        Files that the template names by what stands in ``data``.
    day
        Stands in the document as the time at which it was made: the day of the study, not of the clock.
    """
    made: bytes = _compile(
        _files(template, data, drawings), font_paths=_fonts(fonts.folders), ignore_system_fonts=True, format="pdf",
        pdf_standards=list(STANDARDS), timestamp=_seconds(day),
    )  # fmt: skip
    return made


def pictures_of(
    template: str, data: Mapping[str, Any], drawings: Mapping[str, bytes], fonts: ChineseFonts, *, dots_per_inch: int
) -> list[bytes]:
    """The same pages as PNG, one for each."""
    made = _compile(
        _files(template, data, drawings), font_paths=_fonts(fonts.folders), ignore_system_fonts=True, format="png", ppi=dots_per_inch,
    )  # fmt: skip
    return [with_resolution(picture, dots_per_inch) for picture in ([made] if isinstance(made, bytes) else made)]


def forget_pages() -> None:
    """
    Let Typst give back what it keeps of documents it has set, to be quick where they are set again: 5 MB for a page of tables.

    It keeps that for as many documents as ``KEPT_FOR``; so many empty ones take 0.1 seconds.
    """
    for _ in range(KEPT_FOR + 1):
        _compile({"main": b"#set page(width: 1mm, height: 1mm)"}, font_paths=_no_fonts(), ignore_system_fonts=True, format="png")


def with_resolution(picture: bytes, dots_per_inch: int) -> bytes:
    """A PNG that says how large it is on paper (chunk ``pHYs`` behind the head)."""
    dots_per_metre = round(dots_per_inch / METRES_PER_INCH)
    chunk = b"pHYs" + struct.pack(">IIB", dots_per_metre, dots_per_metre, 1)
    return picture[:PNG_HEAD] + struct.pack(">I", 9) + chunk + struct.pack(">I", zlib.crc32(chunk)) + picture[PNG_HEAD:]


def templates_digest() -> str:
    """Checksum of all templates: another version of one makes other pages of the same data."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ")))).hexdigest()


def _files(template: str, data: Mapping[str, Any], drawings: Mapping[str, bytes]) -> dict[str, bytes]:
    content = json.dumps(data, ensure_ascii=False, allow_nan=False).encode(errors="replace")
    templates = {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}
    return {"main": templates[template], **templates, DATA: content, **drawings}


@cache
def _fonts(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


@cache
def _no_fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[])


def _seconds(day: date | None) -> int:
    return int(datetime.combine(day or FIXED_DAY, datetime.min.time(), UTC).timestamp())
