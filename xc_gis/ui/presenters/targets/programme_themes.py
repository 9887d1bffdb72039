"""A further programme as themes of the map: grades, how many of a list, stated figures, coverage of a category. Unknown is hatched. Knows no Qt."""

from __future__ import annotations

from typing import Any

from xc_gis.languages.message import msg
from xc_gis.report.themes import FIVE, PEOPLE, SIX, THEMES
from xc_gis.runs.programmes import AskedList, AskedValue, grade_of, offered
from xc_gis.runs.view import RunView
from xc_gis.shares import misses
from xc_gis.ui.presenters.planning.value_theme import class_of
from xc_gis.ui.presenters.targets.programme_tables import (
    count_words,
    grade_cell,
    share_words,
    stars_cell,
    value_cell,
)
from xc_gis.ui.presenters.voices.themes import Look, record_of
from xc_gis.wording.window import joined_words, label_of, name_of, tr

FEW = 3
"""So many kinds short are few."""
ENOUGH, SOME_SHORT, MANY_SHORT = 2, 1, 0


def stars_record(run: RunView) -> dict[str, Any]:
    """Stars with their grades; a range is not known."""
    legend: list[tuple[object, str, str]] = []
    for stars in (*sorted(run.levels, reverse=True), 0):
        words = joined_words(["★" * stars, tr(grade_of(run, stars))]) if stars else tr(msg("没有达到最低一级"))
        legend.append((stars, SIX[stars], words))
    looks: dict[str, Look] = {}
    for c in run.communities:
        words = joined_words(dict.fromkeys((stars_cell(c).text, grade_cell(run, c).text)))
        looks[c.community_id] = c.stars_low if c.stars_low == c.stars_high else None, words
    used = {key for key, _ in looks.values()}
    return record_of(
        label_of(msg("星级和等级")),
        [one for one in legend if one[0] in used or one[0] in run.levels or not one[0]],
        looks,
        tr(msg("只有范围，或暂不评级")),
    )


def list_record(run: RunView, one: AskedList) -> dict[str, Any]:
    """How many of a list a community has, against what the highest level asks for."""
    least = max(one.least.values())
    legend: list[tuple[object, str, str]] = [
        (ENOUGH, FIVE[3], tr(msg("{least} 种及以上", least=least))), (SOME_SHORT, PEOPLE[2], tr(msg("差 {few} 种以内", few=FEW))),
        (MANY_SHORT, PEOPLE[4], tr(msg("差多于 {few} 种", few=FEW))),
    ]  # fmt: skip
    looks: dict[str, Look] = {}
    for c in run.communities:
        low, high = offered(c, one.categories, one.covered_min)
        classes = {ENOUGH if count >= least else SOME_SHORT if count >= least - FEW else MANY_SHORT for count in (low, high)}
        looks[c.community_id] = (
            next(iter(classes)) if len(classes) == 1 else None,
            tr(msg("{count} 种", count=count_words(low, high))),
        )
    return record_of(tr(one.name), legend, looks, tr(msg("要看未知的几种")))


def value_record(run: RunView, asked: AskedValue) -> dict[str, Any]:
    """Whether a stated figure is what the highest level asks for."""
    legend: list[tuple[object, str, str]] = [(True, FIVE[3], tr(msg("达到"))), (False, PEOPLE[2], tr(msg("没有达到")))]
    looks: dict[str, Look] = {}
    for c in run.communities:
        value = c.stated.get(asked.key)
        looks[c.community_id] = None if value is None else not misses(value, asked.least), value_cell(c, asked).text
    return record_of(tr(asked.name), legend, looks, tr(msg("没有填报")))


def coverage_record(run: RunView, code: str) -> dict[str, Any]:
    """Coverage of a category by the programme's own minutes."""
    theme = THEMES["coverage"]
    legend: list[tuple[object, str, str]] = [
        (n, one.colour, tr(one.words[0]).format(*one.words[1:])) for n, one in enumerate(theme.classes)
    ]
    looks: dict[str, Look] = {}
    for c in run.communities:
        row = c.of(code)
        if row.applies:
            looks[c.community_id] = class_of(theme, row.share) if row.share is not None else None, share_words(row)
    return record_of(name_of(run.by_code[code]), legend[::-1], looks, tr(msg("未知")), tr(msg("不适用")))
