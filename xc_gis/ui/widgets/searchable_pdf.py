"""
PDF whose text is found by the letters that were written.

A Chinese font draws 长 and the radical ⻓ with one glyph, and Qt notes for the glyph the first letter that it knows: "长者" is then
not found, nor is a space (noted as a tabulator). What was written is known here, so each glyph gets the letter it was written for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject
from PyQt5.QtGui import QFont, QPaintDevice, QPainter, QRawFont

from xc_gis.ui.widgets.style import FONTS

RANGE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")
"""Glyphs from, to, and the letter of the first or those of all."""

BLOCK = 100
"""Entries of a block, as the format allows."""


def plain_letters(font: QFont) -> QFont:
    """The font without ligatures: a glyph that stands for two letters, or for a letter in one place alone, has none in a PDF."""
    font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
    return font


class NotingPainter(QPainter):
    """A painter that remembers the words that it wrote."""

    def __init__(self, device: QPaintDevice | None = None) -> None:
        super().__init__(*([device] if device is not None else []))
        self.words: list[str] = []

    def drawText(self, *given: object) -> object:  # type: ignore[override]  # noqa: N802 - Qt's name
        """As ``QPainter.drawText`` in all its ways."""
        self.words += [part for part in given if isinstance(part, str)]
        return super().drawText(*given)  # type: ignore[call-overload]


def searchable(pdf: bytes, words: Iterable[str]) -> bytes:
    """The same PDF, with the letters of ``words`` noted for their glyphs. ``words``: all that was written, in one of ``FONTS``."""
    letters = set("".join(words))
    fonts = [_raw(weight) for weight in (QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold)]
    reader = PdfReader(BytesIO(pdf))
    document = PdfWriter(clone_from=reader)
    for page in document.pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        for font in resources.get("/Font", DictionaryObject()).get_object().values():
            noted = font.get_object().get("/ToUnicode")
            if noted is None:
                continue
            known = _read(noted.get_object().get_data())
            stream = StreamObject()
            stream.set_data(_written({glyph: _letter(letter, letters, fonts) for glyph, letter in known.items()}))
            font.get_object()[NameObject("/ToUnicode")] = document._add_object(stream)  # noqa: SLF001 - pypdf's own way to add one
    document.add_metadata(reader.metadata or {})
    made = BytesIO()
    document.write(made)
    return made.getvalue()


def _raw(weight: int) -> QRawFont:
    font = QFont()
    font.setFamilies(list(FONTS))
    font.setWeight(weight)
    return QRawFont.fromFont(font)


def _letter(noted: str, letters: set[str], fonts: Sequence[QRawFont]) -> str:
    """The letter that was written with the glyph of the one that is noted."""
    if noted in letters:
        return noted
    for font in fonts:
        glyph = font.glyphIndexesForString(noted)
        same = [letter for letter in sorted(letters) if glyph and glyph[0] and font.glyphIndexesForString(letter) == glyph]
        if same:
            return same[0]
    return noted


def _read(table: bytes) -> dict[int, str]:
    """Letters by glyph, as Qt notes them."""
    found: dict[int, str] = {}
    for first, last, start, every in RANGE.findall(table.partition(b"beginbfrange")[2].partition(b"endbfrange")[0]):
        glyphs = range(int(first, 16), int(last, 16) + 1)
        codes = re.findall(rb"<([0-9A-Fa-f]+)>", every) if every else [b"%04X" % (int(start, 16) + n) for n in range(len(glyphs))]
        found.update({g: bytes.fromhex(code.decode()).decode("utf-16-be") for g, code in zip(glyphs, codes, strict=False)})
    return {glyph: letter for glyph, letter in found.items() if letter != "\0"}


def _written(letters: dict[int, str]) -> bytes:
    rows = [f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for glyph, letter in sorted(letters.items())]
    blocks = [rows[n : n + BLOCK] for n in range(0, len(rows), BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
