"""Services and voices as themes of the map (``values.js``): classes and words. Hidden is grey, unknown is hatched, neither is zero. Knows no Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.report.themes import FIVE, HOT_SPOTS, PEOPLE, QUADRANT_COLOURS, THEMES, Theme, ThemeClass, on_the_map
from xc_gis.report.themes import HIDDEN as GREY
from xc_gis.runs.resources import KindCount
from xc_gis.runs.voices import HotlineRow, SatisfactionRow
from xc_gis.shares import percent, percent_range
from xc_gis.ui.presenters.planning.value_theme import class_of
from xc_gis.ui.presenters.voices.cells import fixed
from xc_gis.wording.resources import NOT_SURVEYED
from xc_gis.wording.voices import HOT_SPOT_ZH, NOT_SHOWN, PROVIDED_ZH, QUADRANT_ZH, SATISFACTION_NOTE_ZH
from xc_gis.wording.window import capital, label_of, tr

CLASSES = 5
PROVIDED_COLOURS = {"y": FIVE[3], "n": PEOPLE[2]}

PRESSURE = Theme(
    tuple(
        ThemeClass(limit, colour, ("{}–{}", f"{low:g}", f"{min(limit, 1):g}"))
        for low, limit, colour in zip((0, 0.2, 0.4, 0.6, 0.8), (0.2, 0.4, 0.6, 0.8, math.inf), PEOPLE[1:], strict=True)
    ),
    limit_counts_in=False,
)

Look = tuple[object, str]
"""Class (None: not known, HIDDEN: not shown) and words of a community."""

HIDDEN, NONE = "hidden", "none"


def record_of(
    name: str, rows: Sequence[tuple[object, str, str]], looks: Mapping[str, Look], unknown: str, absent: str = ""
) -> dict[str, Any]:
    """
    Make a theme of classes.

    Parameters
    ----------
    rows
        Of the legend: class, colour, words; one for what is hidden is added where there is such.
    looks
        Of each community.
    """
    shown = [(key, colour, words) for key, colour, words in rows]
    if any(key == HIDDEN for key, _ in looks.values()):
        shown.append((HIDDEN, GREY, label_of(NOT_SHOWN)))
    place = {key: n for n, (key, *_) in enumerate(shown)}
    return {
        "name": name,
        "rows": [{"fill": colour, "shown": on_the_map(colour), "words": words} for _, colour, words in shown],
        "unknown": capital(unknown),
        "absent": capital(absent or tr(msg("没有数据"))),
        "of": {one: {"row": place.get(key), "words": words} for one, (key, words) in looks.items()},
    }


def rounded_limits(values: Sequence[float]) -> tuple[float, ...]:
    """
    Limits of at most five classes with about as many communities each, with two digits.

    >>> rounded_limits([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 123])
    (2.0, 4.0, 6.0, 8.0)
    >>> rounded_limits([])
    ()
    """
    known = sorted(values)
    if not known:
        return ()
    cuts = (known[min(len(known) - 1, round(n * (len(known) - 1) / CLASSES))] for n in range(1, CLASSES))
    return tuple(dict.fromkeys(_two_digits(value) for value in cuts if value > known[0]))


def _two_digits(value: float) -> float:
    if value <= 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    return round(round(value / step) * step, 6)


def per_10k_record(name: str, rows: Mapping[str, HotlineRow]) -> dict[str, Any]:
    """Tickets per 10,000 residents; none is a class of its own."""
    known = [row.per_10k for row in rows.values() if row.per_10k is not None]
    limits = rounded_limits([value for value in known if value > 0])
    theme = Theme(
        tuple(ThemeClass(high, colour) for high, colour in zip((*limits, math.inf), PEOPLE[1 : len(limits) + 2], strict=True)),
        limit_counts_in=False,
    )
    low = (0.0, *limits)
    legend: list[tuple[object, str, str]] = [
        (n, one.colour, tr(msg("{low:g} 及以上", low=low[n])) if math.isinf(one.limit) else f"{low[n]:g}–{one.limit:g}")
        for n, one in enumerate(theme.classes)
    ]
    none = [(NONE, PEOPLE[0], label_of(msg("没有诉求")))] if 0 in known else []
    return record_of(
        name, [*legend[::-1], *none], {one: _per_10k(row, theme) for one, row in rows.items()}, tr(msg("不知道居民人数"))
    )


def _per_10k(row: HotlineRow, theme: Theme) -> Look:
    if row.is_hidden:
        return HIDDEN, fixed(NOT_SHOWN)
    if row.per_10k is None:
        return None, tr(msg("不知道居民人数"))
    if row.per_10k == 0:
        return NONE, fixed(msg("没有诉求"))
    said = msg("每万人 {value:.1f} 件（共 {tickets:,.0f} 件）", value=row.per_10k, tickets=row.tickets or 0.0)
    return class_of(theme, row.per_10k), tr(said)


def resource_record(name: str, rows: Mapping[str, KindCount]) -> dict[str, Any]:
    """Resources of a kind per 10,000 residents, the more the darker; none is a class of its own, not surveyed is hatched."""
    limits = rounded_limits([one.per_10k for one in rows.values() if one.per_10k])
    low = (0.0, *limits)
    legend: list[tuple[object, str, str]] = [
        (n, FIVE[n], tr(msg("{low:g} 及以上", low=low[n])) if n == len(limits) else f"{low[n]:g}–{limits[n]:g}")
        for n in range(len(low))
    ]
    none = [(NONE, "#ffffff", label_of(msg("没有")))] if any(one.count == 0 for one in rows.values()) else []
    looks: dict[str, Look] = {}
    for place, one in rows.items():
        if one.count is None:
            looks[place] = None, tr(NOT_SURVEYED)
        elif one.count == 0:
            looks[place] = NONE, label_of(msg("没有"))
        elif one.per_10k is None:
            looks[place] = None, tr(msg("不知道居民人数"))
        else:
            said = msg("每万人 {value:.1f} 个（共 {count:,.0f} 个）", value=one.per_10k, count=one.count)
            looks[place] = sum(one.per_10k >= limit for limit in limits), tr(said)
    return record_of(name, [*legend[::-1], *none], looks, tr(NOT_SURVEYED))


def pressure_record(name: str, rows: Mapping[str, HotlineRow]) -> dict[str, Any]:
    """Pressure of complaints, 0-1; it follows from shown figures alone, so none is hidden."""
    legend = [(n, one.colour, one.words[0].format(*one.words[1:])) for n, one in enumerate(PRESSURE.classes)]
    looks: dict[str, Look] = {}
    for one, row in rows.items():
        known = row.pressure is not None
        words = tr(msg("诉求压力 {value:.2f}", value=row.pressure)) if known else tr(msg("诉求压力未知"))
        looks[one] = (class_of(PRESSURE, row.pressure or 0.0) if known else None, words)
    return record_of(name, legend[::-1], looks, tr(msg("诉求压力未知")))


def quadrant_record(name: str, rows: Mapping[str, HotlineRow], only: str = "") -> dict[str, Any]:
    """Gaps and complaints; ``only``: one quadrant stands out, the others are white."""
    legend = [(key, colour, label_of(QUADRANT_ZH[key])) for key, colour in QUADRANT_COLOURS.items() if not only or key == only]
    looks: dict[str, Look] = {
        one: (row.quadrant if row.quadrant in QUADRANT_COLOURS else None, fixed(QUADRANT_ZH[row.quadrant or "unknown"]))
        for one, row in rows.items()
        if row.quadrant and (not only or row.quadrant == only)
    }
    absent = tr(msg("其他社区")) if only else tr(msg("没有这类居民"))
    return record_of(name, legend, looks, label_of(QUADRANT_ZH["unknown"]), absent)


def hot_spot_record(name: str, rows: Mapping[str, HotlineRow]) -> dict[str, Any]:
    """Hot and cold spots."""
    legend = [(key, colour, label_of(HOT_SPOT_ZH[key])) for key, colour in HOT_SPOTS.items()]
    looks: dict[str, Look] = {one: (row.hot_spot or None, fixed(HOT_SPOT_ZH[row.hot_spot])) for one, row in rows.items()}
    return record_of(name, legend, looks, label_of(HOT_SPOT_ZH[""]))


def share_record(name: str, shares: Mapping[str, float | None], say: Callable[[float], str], unknown: str) -> dict[str, Any]:
    """A share in the classes of coverage."""
    theme = THEMES["coverage"]
    legend = [(n, one.colour, tr(one.words[0]).format(*one.words[1:])) for n, one in enumerate(theme.classes)]
    looks: dict[str, Look] = {
        one: (None, unknown) if share is None else (class_of(theme, share), say(share)) for one, share in shares.items()
    }
    return record_of(name, legend[::-1], looks, unknown)


def provided_record(name: str, letters: Mapping[str, str]) -> dict[str, Any]:
    """Whether an item is provided."""
    legend = [(key, colour, label_of(PROVIDED_ZH[key])) for key, colour in PROVIDED_COLOURS.items()]
    looks: dict[str, Look] = {
        one: (letter if letter in PROVIDED_COLOURS else None, fixed(PROVIDED_ZH[letter])) for one, letter in letters.items()
    }
    return record_of(name, legend, looks, label_of(PROVIDED_ZH["?"]))


def satisfaction_record(name: str, rows: Mapping[str, SatisfactionRow]) -> dict[str, Any]:
    """Satisfaction of residents; few answers are not known, very few are not shown."""
    theme = THEMES["coverage"]
    legend = [(n, one.colour, tr(one.words[0]).format(*one.words[1:])) for n, one in enumerate(theme.classes)]
    looks: dict[str, Look] = {}
    for one, row in rows.items():
        if row.note == "suppressed":
            looks[one] = (HIDDEN, tr(SATISFACTION_NOTE_ZH[row.note]))
        elif row.value is None or row.low is None or row.high is None:
            looks[one] = (None, tr(SATISFACTION_NOTE_ZH.get(row.note, "")) or tr(msg("未知")))
        else:
            words = msg("满意度 {value}（{bounds}）", value=percent(row.value), bounds=percent_range(row.low, row.high))
            looks[one] = (class_of(theme, row.value), tr(words))
    return record_of(name, legend[::-1], looks, tr(msg("有效问卷不足，不能下结论")), tr(msg("没有调查")))
