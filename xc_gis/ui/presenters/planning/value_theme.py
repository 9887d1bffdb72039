"""Values of communities as a theme of the map (``values.js``): colours, words and what is not known, in the window's language. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.report.themes import Theme, on_the_map
from xc_gis.wording.window import tr

Value = float | None


def value_theme(
    name: str,
    theme: Theme,
    values: Mapping[str, Value],
    words: Callable[[float], str],
    unknown: str,
    *,
    absent: str = "",
    best_first: bool = True,
) -> dict[str, Any]:
    """
    Make a theme of values.

    Parameters
    ----------
    name
        What it is called, above the map.
    theme
        Classes and colours.
    values
        By community; None where it is not known. A community that is left out has nothing to say.
    words
        What the pointer says of a value.
    unknown
        What it says of one that is not known.
    absent
        What map and legend say of a community that is left out; nobody lives in it where nothing is said.
    best_first
        The last class stands first in the legend.
    """
    order = list(range(len(theme.classes)))
    if best_first:
        order.reverse()
    place = {n: at for at, n in enumerate(order)}
    rows = []
    for n in order:
        sentence, *filled = theme.classes[n].words
        colour = theme.classes[n].colour
        rows.append({"fill": colour, "shown": on_the_map(colour), "words": tr(sentence).format(*filled)})
    of: dict[str, dict[str, Any]] = {}
    for community, value in values.items():
        row = None if value is None else place[class_of(theme, value)]
        of[community] = {"row": row, "words": unknown if value is None else words(value)}
    return {"name": name, "rows": rows, "unknown": unknown, "absent": absent or tr(msg("没有这类居民")), "of": of}


def class_of(theme: Theme, value: float) -> int:
    """
    Number of the class that a value belongs to.

    >>> from xc_gis.report.themes import THEMES
    >>> [class_of(THEMES["coverage"], share) for share in (0.49, 0.5, 0.99, 1.0)]
    [0, 1, 3, 4]
    >>> [class_of(THEMES["gaps"], people) for people in (0, 1, 50, 51)]
    [0, 1, 1, 2]
    """
    for n, one in enumerate(theme.classes):
        if value < one.limit or (theme.limit_counts_in and value == one.limit):
            return n
    return len(theme.classes) - 1
