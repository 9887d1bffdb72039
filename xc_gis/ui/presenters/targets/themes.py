"""Targets and indices as themes of the map: met or not, what a community lacks, an index. Unknown is hatched, never a class. Knows no Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.model import BEHIND, DONE
from xc_gis.report.themes import FIVE, HEADS, PEOPLE, THEMES
from xc_gis.runs.targets import IndexRow, ShortPlaceRow, TargetRow
from xc_gis.runs.view import RunView
from xc_gis.shares import cut, percent_at_most
from xc_gis.ui.presenters.targets.target_tables import COMMUNITY, short_amount, value_cell
from xc_gis.ui.presenters.voices.themes import Look, record_of, rounded_limits
from xc_gis.wording.targets import STATUS_ZH, target_words
from xc_gis.wording.window import joined_words, label_of, name_of, tr

MET_COLOURS = {DONE: FIVE[3], BEHIND: PEOPLE[2]}
WITHOUT_TARGET = ""
FULL = 100


def over_communities(run: RunView, rows: Mapping[tuple[str, str], Look]) -> dict[str, Look]:
    """Looks of areas (level, area) as those of communities: its own, else that of its subdistrict."""
    looks: dict[str, Look] = {}
    for c in run.communities:
        own = rows.get((COMMUNITY, c.community_id)) or rows.get(("subdistrict", c.subdistrict))
        if own is not None:
            looks[c.community_id] = own
    return looks


def met_record(run: RunView, name: str, rows: Sequence[TargetRow]) -> dict[str, Any]:
    """Whether areas meet the target; communities without a value of their own take that of their subdistrict."""
    looks: dict[tuple[str, str], Look] = {}
    for row in rows:
        where = [row.area] if row.level != COMMUNITY else []
        target = tr(target_words(row.comparison, row.target))
        aim = [tr(msg("目标 {target}", target=target))] if target else []
        key = row.status if row.status in {*MET_COLOURS, WITHOUT_TARGET} else None
        looks[row.level, row.area] = key, joined_words([*where, value_cell(row).text, tr(STATUS_ZH[row.status]), *aim])
    legend: list[tuple[object, str, str]] = [(key, colour, label_of(STATUS_ZH[key])) for key, colour in MET_COLOURS.items()]
    if any(row.status == WITHOUT_TARGET for row in rows):
        legend.append((WITHOUT_TARGET, "#ffffff", label_of(STATUS_ZH[WITHOUT_TARGET])))
    return record_of(name, legend, over_communities(run, looks), tr(msg("资料不足，不能判断")), tr(msg("没有这个区域的数")))


def short_record(run: RunView, name: str, rows: Sequence[ShortPlaceRow]) -> dict[str, Any]:
    """What places lack: residents in the classes of gaps (of the service most lack: one person may lack several), floor area by five classes, or a facility at all."""
    most: dict[tuple[str, str], float] = {}
    said: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        place = (row.level, row.area)
        most[place] = max(most.get(place, 0.0), row.short) if row.short_of == "people" else most.get(place, 0.0) + row.short
        category = run.by_code.get(row.category)
        words = short_amount(row)
        said.setdefault(place, []).append(f"{name_of(category)} {words}" if category is not None else words)
    limits, legend = _lacking_classes(rows[0].short_of, list(most.values()))
    looks: dict[tuple[str, str], Look] = {
        place: (sum(value >= limit for limit in limits), joined_words(said[place], "；")) for place, value in most.items()
    }
    return record_of(name, legend, over_communities(run, looks), tr(msg("未知")), tr(msg("没有列出：不缺，或不知道")))


def _lacking_classes(kind: str, values: Sequence[float]) -> tuple[tuple[float, ...], list[tuple[object, str, str]]]:
    """Limits at which a higher class begins, and the legend, most first."""
    if kind in {"people", "outside_grids"}:
        limits = tuple(math.nextafter(n, math.inf) for n in HEADS[1:])
        words = [tr(one.words[0]).format(*one.words[1:]) for one in THEMES["gaps"].classes[1:]]
    elif kind == "floor_area":
        limits = rounded_limits(values)
        low = (float(math.floor(min(values))), *limits)
        between = [tr(msg("缺 {low:g}–{high:g} ㎡", low=low[n], high=limits[n])) for n in range(len(limits))]
        words = [*between, tr(msg("缺 {low:g} ㎡ 及以上", low=low[-1]))]
    else:
        limits, words = (), [tr(msg("没有这种设施"))]
    legend: list[tuple[object, str, str]] = [(n, PEOPLE[n + 1], said) for n, said in enumerate(words)]
    return limits, legend[::-1]


def index_record(run: RunView, name: str, rows: Sequence[IndexRow], say: Callable[[IndexRow], str]) -> dict[str, Any]:
    """An index of subdistricts, the better the darker, in at most five classes with about as many each."""
    limits = rounded_limits([row.index for row in rows if row.index is not None])
    low = (0.0, *limits)
    legend: list[tuple[object, str, str]] = [
        (n, FIVE[n], tr(msg("{low:g} 及以上", low=low[n])) if n == len(limits) else f"{low[n]:g}–{limits[n]:g}")
        for n in range(len(low))
    ]
    looks: dict[tuple[str, str], Look] = {}
    for row in rows:
        row_class = None if row.index is None else sum(index_shown(row.index) >= limit for limit in limits)
        looks[row.level, row.area] = row_class, say(row)
    return record_of(name, legend[::-1], over_communities(run, looks), tr(msg("指数未知")), tr(msg("没有这个区域的数")))


def index_shown(value: float) -> float:
    """An index cut to the tenth that is shown: only a full one reads as 100."""
    return cut(value / FULL, 3) * FULL


def index_at_most(value: float) -> str:
    """The high end of an index, raised to the tenth (decision 239)."""
    return percent_at_most(value / FULL).removesuffix("%")
