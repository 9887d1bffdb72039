"""
Letters of one font: whether it has them, how wide they are, their outlines for a halo.

What a font lacks (an emoji, a rare character) would be an empty box that PDF/A does not allow: it is written as ``MISSING`` and told.
"""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from numpy.typing import NDArray

from xc_gis.report.documents.fonts.chinese_fonts import ChineseFont

MISSING = "□"
"""Stands for a letter that the font does not have."""


class Glyphs:
    """Letters of a font."""

    def __init__(self, file: Path, index: int) -> None:
        self._font = TTFont(file, fontNumber=index, lazy=True)

    @cached_property
    def _names(self) -> dict[int, str]:
        names: dict[int, str] = self._font.getBestCmap()
        return names

    @cached_property
    def _widths(self) -> Any:
        return self._font["hmtx"]

    @cached_property
    def _shapes(self) -> Any:
        return self._font.getGlyphSet()

    @cached_property
    def units(self) -> int:
        """Units of an em."""
        return int(self._font["head"].unitsPerEm)

    def has(self, letter: str) -> bool:
        """Whether the font has a letter."""
        return ord(letter) in self._names

    def writable(self, text: str) -> str:
        """
        A text with ``MISSING`` for what the font does not have, in one line.

        Signs that only join or turn others (variation selectors, marks of direction) are left out, line feeds and tabs are spaces.
        """
        made = []
        for letter in text:
            if letter.isspace():
                made.append(" ")
            elif self.has(letter):
                made.append(letter)
            elif letter.isprintable() and not 0xFE00 <= ord(letter) <= 0xFE0F:  # noqa: PLR2004 - variation selectors
                made.append(MISSING if self.has(MISSING) else "?")
        return "".join(made).strip()

    def width(self, text: str) -> float:
        """Width of a text in ems, without kerning."""
        return sum(self._advance(letter) for letter in text) / self.units

    @cache  # noqa: B019 - a font lives as long as the process
    def _advance(self, letter: str) -> int:
        name = self._names.get(ord(letter))
        return int(self._widths[name][0]) if name is not None else self.units

    def outline(self, text: str, x: float, y: float, size: float) -> str:
        """Outline of a text as the ``d`` of an SVG path; it begins on the base line at ``x``, ``y`` (down), an em is ``size``."""
        scale, made = size / self.units, []
        for letter in text:
            path, places = self._path(letter)
            if path:
                made.append(path % tuple(np.rint(places * (scale, -scale) + (x, y)).astype(int).ravel().tolist()))
            x += self._advance(letter) * scale
        return "".join(made)

    @cache  # noqa: B019 - a font lives as long as the process
    def _path(self, letter: str) -> tuple[str, NDArray[np.float64]]:
        """Outline of a letter as a template with gaps for the numbers, and its places in units of the font: fonts are slow to read."""
        name = self._names.get(ord(letter))
        pen = _PathPen(self._shapes)
        if name is not None:
            self._shapes[name].draw(pen)
        return "".join(pen.path), np.array(pen.places, dtype=float).reshape(-1, 2)


class _PathPen(BasePen):  # type: ignore[misc]
    """Keeps an outline as the commands of an SVG path with gaps, and the places that fill them."""

    def __init__(self, shapes: Any) -> None:
        super().__init__(shapes)
        self.path: list[str] = []
        self.places: list[tuple[float, float]] = []

    def _add(self, command: str, *places: tuple[float, float]) -> None:
        self.path.append(command + " ".join(["%d,%d"] * len(places)))
        self.places += places

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - names of BasePen
        self._add("M", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._add("L", pt)

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:  # noqa: N802
        self._add("C", pt1, pt2, pt3)

    def _qCurveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float]) -> None:  # noqa: N802
        self._add("Q", pt1, pt2)

    def _closePath(self) -> None:  # noqa: N802
        self._add("Z")

    def _endPath(self) -> None:  # noqa: N802
        """An open path needs no command."""


@cache
def glyphs_of(font: ChineseFont) -> Glyphs:
    """Letters of a font, opened once a process."""
    return Glyphs(font.file, font.index)
