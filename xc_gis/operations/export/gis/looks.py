"""What layers look like in QGIS: the themes of the window as rules, from the same table of colours and limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import geopandas as gpd
import pandas as pd

from xc_gis.languages.message import msg
from xc_gis.operations.export.run_themes import EXACT, class_of, words_of_class
from xc_gis.operations.export.spoken import Say, capital
from xc_gis.report.gis.expressions import field, one_of, text
from xc_gis.report.gis.records import Fill, Hatch, Look, Marker, Rule, Symbol
from xc_gis.report.themes import BEYOND_DOT, FILL, GAP_DOTS, MARKS, NOTHING, THEMES, UNKNOWN, UNKNOWN_LINE, Theme, ThemeClass
from xc_gis.runs.view import CategoryView
from xc_gis.shares import percent
from xc_gis.wording.codes import STATUS_ZH

EDGE = MARKS["edge"]
HATCHED = Hatch(UNKNOWN, UNKNOWN_LINE, EDGE)
WHITE = Fill(NOTHING, EDGE)

KNOWN = ("covered", "gap")
"""States of a community whose coverage is known."""

DOT_MM = '0.32 * max(1.8, min(7, sqrt("residents") / 2.6))'
"""Across; a dot grows with its residents, as in the window."""


def stars_look(frame: gpd.GeoDataFrame, say: Say) -> Look:
    """Stars; an edge is dashed where unknown data may change them, unknown is hatched."""
    theme, rules = THEMES["stars"], []
    for stars, one in reversed(list(enumerate(theme.classes))):
        if (frame["stars"] == stars).any():
            rules.append(
                Rule(f'"stars" = {stars}', _words(one, say), Fill(one.colour, EDGE, FILL, dashed='"stars_low" <> "stars_high"'))
            )
    if frame["stars"].isna().any():
        rules.append(Rule('"stars" IS NULL', say(STATUS_ZH["insufficient"]), HATCHED))
    return Look(say(msg("星级")), tuple(rules))


def joint_look(frame: gpd.GeoDataFrame, unknown_max: float, say: Say) -> Look:
    """Share of residents whom all mandatory services reach."""
    rules = _classes(THEMES["joint"], "joint", frame["joint"].dropna(), "", say)
    if (frame["joint"].isna() & frame["joint_low"].notna()).any():
        rules.append(Rule('"joint" IS NULL AND "joint_low" IS NOT NULL', _unknown(unknown_max, say), HATCHED))
    if frame["joint_low"].isna().any():
        rules.append(Rule('"joint_low" IS NULL', say(msg("没有居民")), WHITE))
    return Look(say(msg("一站式满足率")), tuple(rules))


def coverage_look(frame: gpd.GeoDataFrame, category: CategoryView, unknown_max: float, say: Say) -> Look:
    """Coverage of a category."""
    share, state = f"share_{category.code}", f"state_{category.code}"
    known = frame.loc[frame[state].isin(KNOWN), share].dropna()
    rules = _classes(THEMES["coverage"], share, known, f"{one_of(state, KNOWN)} AND ", say)
    rules += _others(frame, state, f"{field(state)} = 'unknown'", frame[state] == "unknown", _unknown(unknown_max, say), say)
    return Look(say(msg("{category}覆盖率", category=category.name)), tuple(rules))


def gaps_look(frame: gpd.GeoDataFrame, category: CategoryView, unknown_max: float, say: Say) -> Look:
    """People of a category whom it does not reach."""
    gap, state = f"gap_{category.code}", f"state_{category.code}"
    rules = _classes(THEMES["gaps"], gap, frame.loc[frame[state].isin(KNOWN), gap].dropna(), f"{one_of(state, KNOWN)} AND ", say)
    rules += _others(frame, state, f"{field(state)} = 'unknown'", frame[state] == "unknown", _unknown(unknown_max, say), say)
    return Look(say(msg("{category}缺口居民", category=category.name)), tuple(rules))


def minutes_look(frame: gpd.GeoDataFrame, category: CategoryView, say: Say) -> Look:
    """Walk of half of the residents to the nearest facility: a walk beyond the limit is known only where the lists are whole."""
    minutes, state, limit = f"minutes_{category.code}", f"state_{category.code}", category.minutes
    theme = THEMES["minutes_in_thirds" if limit % 3 == 0 else "minutes_in_halves"]
    unknown = (frame[state] == "unknown") & ~(frame[minutes] <= limit)
    known = frame.loc[(frame[state] != "none") & ~unknown, minutes]
    at = sorted({_walk_class(theme, walk, limit) for walk in known})
    is_known = f"({one_of(state, KNOWN)} OR ({field(state)} = 'unknown' AND {field(minutes)} <= {limit:g})) AND "
    rules = [
        Rule(is_known + _within_walk(theme, n, limit, minutes), words_of_class(theme, n, limit, say), _fill(theme.classes[n]))
        for n in at
    ]
    where = f"{field(state)} = 'unknown' AND ({field(minutes)} IS NULL OR {field(minutes)} > {limit:g})"
    rules += _others(frame, state, where, unknown, say(msg("未知(已知设施都在时限外)")), say)
    return Look(say(msg("到{category}的分钟数（居民中位）", category=category.name)), tuple(rules))


def _walk_class(theme: Theme, walk: float, limit: float) -> int:
    return len(theme.classes) - 1 if pd.isna(walk) else class_of(theme, walk / limit - EXACT)


def facilities_look(frame: pd.DataFrame, say: Say) -> Look:
    """A ring for each facility, pale where it does not count."""
    counted = (frame["status"] == "open") & ~frame["off_network"].astype(bool)
    asked = '"status" = \'open\' AND NOT "off_network"'
    rules = _present(
        (counted, asked, say(msg("提供服务的设施")), Marker(MARKS["rim"], MARKS["facility"], 2.0, 0.5)),
        (
            ~counted,
            f"NOT ({asked})",
            say(msg("不计入的设施（停业、规划中或附近没有道路）")),
            Marker(MARKS["rim"], MARKS["left_out"], 1.7, 0.5),
        ),
    )
    return Look(say(msg("设施")), rules)


def dots_look(frame: pd.DataFrame, say: Say) -> Look:
    """Residents in gap where they live, by minutes over the limit."""
    over, near = frame["over_minutes"], GAP_DOTS[0].limit
    rules = _present(
        (over <= near, f'"over_minutes" <= {near:g}', _words(GAP_DOTS[0], say), _dot(GAP_DOTS[0])),
        (over > near, f'"over_minutes" > {near:g}', _words(GAP_DOTS[1], say), _dot(GAP_DOTS[1])),
        (over.isna(), '"over_minutes" IS NULL', _words(BEYOND_DOT, say), _dot(BEYOND_DOT)),
    )
    return Look(say(msg("缺口居民")), rules)


def one_look(name: str, symbol: Symbol, label: str = "") -> Look:
    """All rows alike."""
    return Look(name, (Rule("", name, symbol),), label)


def kinds_look(name: str, frame: pd.DataFrame, column: str, kinds: Sequence[tuple[str, str, Symbol]]) -> Look:
    """By the word in a column: word, row of the legend, symbol."""
    return Look(
        name,
        _present(*((frame[column] == word, f"{field(column)} = {text(word)}", said, symbol) for word, said, symbol in kinds)),
    )


def _present(*rows: tuple[Any, str, str, Symbol]) -> tuple[Rule, ...]:
    """Rules for which there is a row."""
    return tuple(Rule(where, words, symbol) for holds, where, words, symbol in rows if holds.any())


def _classes(theme: Theme, column: str, values: pd.Series, before: str, say: Say) -> list[Rule]:
    """Rules of the classes that occur, that of the best or the most first."""
    return [
        Rule(before + _within(theme, n, field(column)), _words(theme.classes[n], say), _fill(theme.classes[n]))
        for n in sorted({class_of(theme, value) for value in values}, reverse=True)
    ]


def _within(theme: Theme, n: int, value: str, written: Callable[[float], str] = "{:.10g}".format) -> str:
    """Whether a value lies in a class, as an expression."""
    above, below = (">", "<=") if theme.limit_counts_in else (">=", "<")
    parts = [] if n == 0 else [f"{value} {above} {written(theme.classes[n - 1].limit)}"]
    if n < len(theme.classes) - 1:
        parts.append(f"{value} {below} {written(theme.classes[n].limit)}")
    return " AND ".join(parts)


def _within_walk(theme: Theme, n: int, limit: float, minutes: str) -> str:
    inside = _within(theme, n, field(minutes), lambda share: f"{(share + EXACT) * limit:.12g}")
    return f"({field(minutes)} IS NULL OR {inside})" if n == len(theme.classes) - 1 else inside


def _others(frame: gpd.GeoDataFrame, state: str, where: str, unknown: pd.Series, said: str, say: Say) -> tuple[Rule, ...]:
    nothing = say(msg("不适用、没有居民或没有位置"))
    return _present((unknown, where, said, HATCHED), (frame[state] == "none", f"{field(state)} = 'none'", nothing, WHITE))


def _unknown(unknown_max: float, say: Say) -> str:
    return say(msg("未知(未知居民超过 {share})", share=percent(unknown_max)))


def _fill(one: ThemeClass) -> Fill:
    return Fill(one.colour, EDGE, FILL)


def _dot(one: ThemeClass) -> Marker:
    return Marker(one.colour, MARKS["rim"], 1.0, 0.15, size=DOT_MM)


def _words(one: ThemeClass, say: Say) -> str:
    sentence, *values = one.words
    return capital(say(sentence).format(*values))
