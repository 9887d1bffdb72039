"""
Colours and class limits of every theme: the one table that page, legend, preview and print share.

The page gets it as JSON (``page_themes``), style sheets as variables (``style_variables``), the window reads it here.

The more of what a theme names, the darker: more stars, more residents covered, a shorter walk, more people in gap. Each class is
told from its neighbours by lightness alone, so that a grey print and an eye that does not see red and green read the same map
(decision 88). Unknown is never one of these colours: it is hatched, ``UNKNOWN_LINE`` on ``UNKNOWN``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xc_gis.languages.message import msg

Words = tuple[str, ...]
"""A sentence with ``{}``, then what is filled in."""


@dataclass(frozen=True)
class ThemeClass:
    """
    One class of a theme.

    Attributes
    ----------
    limit
        Where the class ends; ``math.inf`` for the last.
    colour
        ``#rrggbb``.
    words
        Its row in the legend; empty where the page makes it from the limits of a category.
    """

    limit: float
    colour: str
    words: Words = ()


@dataclass(frozen=True)
class Theme:
    """
    Classes in the order of their limits.

    ``limit_counts_in``: whether a value at the limit belongs to the class that ends there, or to the next.
    """

    classes: tuple[ThemeClass, ...]
    limit_counts_in: bool

    @property
    def colours(self) -> tuple[str, ...]:
        """Colours in the order of the limits."""
        return tuple(c.colour for c in self.classes)


SIX = ("#fdedbe", "#f5c265", "#8ab278", "#309579", "#1a7261", "#00504a")
FIVE = ("#fdedbe", "#f1b74d", "#3ba786", "#207a67", "#00504a")
"""Sand to dark teal in equal steps of CIE lightness (94 to 30), hue by way of ochre and green; streets and names stand out from each."""

PEOPLE = ("#ffffff", "#f8cfe1", "#ee9fc4", "#d4689f", "#a02c74", "#4f0b47")
"""White to dark purple: people whom a service does not reach."""

SHARES = (0.5, 0.75, 0.9, 1.0)
HEADS = (0, 50, 200, 500, 1000)
THIRDS = (1 / 3, 2 / 3, 1.0, 1.5, 2.0)
HALVES = (1 / 2, 1.0, 1.5, 2.0)
"""Walks by their share of the limit: thirds of 15 minutes, halves of 5 and 10, so that the legend counts in whole minutes."""


def _percent(share: float) -> str:
    return f"{round(share * 100)}"


def _share_words() -> tuple[Words, ...]:
    first, *_, last = texts = [_percent(share) for share in SHARES]
    between = [("{}%–{}%", low, high) for low, high in zip(texts, texts[1:], strict=False)]
    return ((msg("{}% 以下"), first), *between, ("{}%", last))


def _head_words(nobody: str) -> tuple[Words, ...]:
    first, *_, last = HEADS[1:]
    between = [(msg("{}–{} 人"), f"{low + 1}", f"{high}") for low, high in zip(HEADS[1:], HEADS[2:], strict=False)]
    return ((nobody,), (msg("{} 人以内"), f"{first}"), *between, (msg("多于 {} 人"), f"{last}"))


def _classes(limits: tuple[float, ...], colours: tuple[str, ...], words: tuple[Words, ...]) -> tuple[ThemeClass, ...]:
    return tuple(ThemeClass(*row) for row in zip((*limits, math.inf), colours, words, strict=True))


def _stars_words(stars: int) -> Words:
    return ("★" * stars,) if stars else (msg("未达星级(0 星)"),)


_COVERAGE = Theme(_classes(SHARES, FIVE, _share_words()), limit_counts_in=False)

THEMES: Mapping[str, Theme] = {
    "stars": Theme(tuple(ThemeClass(n, colour, _stars_words(n)) for n, colour in enumerate(SIX)), limit_counts_in=True),
    "joint": _COVERAGE,
    "coverage": _COVERAGE,
    "minutes_in_thirds": Theme(_classes(THIRDS, SIX[::-1], ((),) * 6), limit_counts_in=True),
    "minutes_in_halves": Theme(_classes(HALVES, FIVE[::-1], ((),) * 5), limit_counts_in=True),
    "newly": Theme(_classes(HEADS, SIX, _head_words(msg("没有新覆盖"))), limit_counts_in=True),
    "fewer": Theme(_classes(HEADS, PEOPLE, _head_words(msg("没有减少"))), limit_counts_in=True),
    "stars_won": Theme(
        _classes((0, 1), (SIX[0], SIX[2], SIX[4]), ((msg("没有升星"),), (msg("升 {} 星"), "1"), (msg("升 {} 星及以上"), "2"))),
        limit_counts_in=True,
    ),
    "stars_lost": Theme(
        _classes(
            (0, 1), (PEOPLE[0], PEOPLE[2], PEOPLE[4]), ((msg("没有降星"),), (msg("降 {} 星"), "1"), (msg("降 {} 星及以上"), "2"))
        ),
        limit_counts_in=True,
    ),
    "gaps": Theme(_classes(HEADS, PEOPLE, _head_words(msg("没有缺口"))), limit_counts_in=True),
}

STARS = THEMES["stars"].colours
"""By number of stars."""

FAR_OVER = 5
GAP_DOTS: tuple[ThemeClass, ...] = (
    ThemeClass(FAR_OVER, "#e0559a", (msg("缺口居民,超出 {} 分钟以内"), f"{FAR_OVER}")),
    ThemeClass(math.inf, "#a3195b", (msg("缺口居民,超出 {} 分钟以上"), f"{FAR_OVER}")),
)
"""Residents in gap where they live, by minutes over the limit; a dot has a white rim."""

BEYOND_DOT = ThemeClass(math.inf, "#5b0f4d", (msg("缺口居民,两倍时限内也到不了"),))
"""Residents in gap whose nearest facility lies beyond the search."""

SITING_MARKS = {
    "left": PEOPLE[4], "new": SIX[4], "existing": "#1f5f8b", "others": "#d08a00", "sites": "#a0141e", "edge": "#6b7785", "rim": "#ffffff",
}  # fmt: skip
"""On the page of a siting answer: people left over and newly covered, facilities there are, other answers, sites chosen; edges of areas, rims."""

ISOCHRONES = ("#0b3c6f", "#2f7fb8", "#7fb3d9")
"""Outlines of where one gets, from the shortest walk to the longest."""

HIDDEN = "#c3c9d1"
"""Not shown: known, and kept back."""

QUADRANT_COLOURS = {"gap_complaints": PEOPLE[4], "gap_silent": PEOPLE[3], "complaints_only": SIX[1], "fine": SIX[0]}
"""Of the demand × gap matrix."""

HOT_SPOTS = {"hot": PEOPLE[4], "none": "#ffffff", "cold": ISOCHRONES[2]}
"""Where complaints cluster, where they do not, where there are strikingly few."""

COVERED, GAP, UNKNOWN, UNKNOWN_LINE, NOTHING = "#2f8f83", "#f3d9d2", "#eceff2", "#8b95a1", "#ffffff"
"""States in bars; unknown is hatched wherever it is shown, and nothing to say is white."""

FILL = 0.82
"""Opacity of the colour of a community on the map."""

MAP_GROUND = "#eef1f4"
"""Colour of the map where nothing lies."""

MARKS: Mapping[str, str] = {
    "facility": "#14416b", "left_out": "#98a4b1", "place": "#b3261e", "way": "#5b0f4d", "found": "#5b0f4d", "tool": ISOCHRONES[0],
    "edge": "#5f6b7a", "unsure": "#10202f", "border": "#243b53", "water": "#9cc8e6", "green": "#d5e8cf", "rim": "#ffffff", "frame": "#000000",
}  # fmt: skip
"""What lies over the classes and below them: facilities that count and that do not, places asked about, ways, edges, dots over what may be otherwise, water."""

PREVIEW_KINDS = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#a89b00")
"""Types in the preview of a layer, without an order (after Okabe and Ito, "Color Universal Design", 2008)."""

PREVIEW_OTHERS = "#6b7480"
PREVIEW_AMOUNTS = ("#fbe3b0", "#f3b568", "#e3814f", "#b4434b", "#66194a")
"""From little to much."""


TINT = 0.45
"""How much of a class is left below black letters: the darkest keeps a contrast above 4.5 : 1 (WCAG 2.1, 1.4.3)."""


def on_the_map(colour: str) -> str:
    """The colour of a class as it is seen, over the ground of the map: what a legend must show, in a grey print above all."""
    mixed = (round(FILL * part + (1 - FILL) * ground) for part, ground in zip(*map(_eighths, (colour, MAP_GROUND)), strict=True))
    return f"#{bytes(mixed).hex()}"


def _eighths(colour: str) -> bytes:
    return bytes.fromhex(colour[1:])


def tint(colour: str) -> str:
    """The colour of a class mixed with white, for a cell with letters in it."""
    mixed = (round(TINT * part + (1 - TINT) * 255) for part in _eighths(colour))
    return f"#{bytes(mixed).hex()}"


def page_themes() -> dict[str, Any]:
    """The table for the page's scripts, as plain JSON values; a class without an end has the limit null, ``shown`` is for the legend."""
    return {
        "classes": {
            name: {
                "limit_counts_in": theme.limit_counts_in,
                "classes": [_record(c) | {"shown": on_the_map(c.colour)} for c in theme.classes],
            }
            for name, theme in THEMES.items()
        },
        "gap_dots": [_record(c) for c in GAP_DOTS],
        "beyond_dot": _record(BEYOND_DOT),
        "isochrones": list(ISOCHRONES),
        "fill": FILL,
        "nothing": NOTHING,
        "marks": dict(MARKS),
    }


def _record(row: ThemeClass) -> dict[str, Any]:
    return {"limit": None if math.isinf(row.limit) else row.limit, "colour": row.colour, "words": list(row.words)}


def theme_sentences() -> tuple[str, ...]:
    """Every sentence of the table, ``{}`` for what is filled in."""
    rows = [*(c for theme in THEMES.values() for c in theme.classes), *GAP_DOTS, BEYOND_DOT]
    return tuple(dict.fromkeys(row.words[0] for row in rows if row.words))


def style_variables() -> str:
    """A rule for style sheets: the colours of the states, of the ground and of isochrones as variables."""
    named = {
        "covered": COVERED, "gap": GAP, "unknown": UNKNOWN, "unknown-line": UNKNOWN_LINE, "nothing": NOTHING,
        "map-ground": MAP_GROUND, "isochrone": ISOCHRONES[0], "border": MARKS["border"], "unsure": MARKS["unsure"],
    }  # fmt: skip
    return f":root {{ {' '.join(f'--{name}: {colour};' for name, colour in named.items())} }}\n"
