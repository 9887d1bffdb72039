"""The ledgers as themes of the map: how many needs or people, how measures stand, how many facilities. Knows no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from xc_gis.languages.message import msg
from xc_gis.model import ALL
from xc_gis.model.ledger import known_gap
from xc_gis.report.themes import FIVE, PEOPLE, SIX, THEMES
from xc_gis.runs.needs import NeedView
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.ui.presenters.planning.value_theme import class_of
from xc_gis.ui.presenters.targets.ledger_tables import DUE_ORDER, communities_of
from xc_gis.ui.presenters.voices.themes import Look, record_of, rounded_limits
from xc_gis.wording.ledgers import DUE_ZH
from xc_gis.wording.window import joined_words, label_of, name_of, tr

if TYPE_CHECKING:
    from xc_gis.operations.ledger.places import ResourcePlace
    from xc_gis.operations.ledger.standing import MeasureStanding

DUE_COLOURS = {"overdue": PEOPLE[4], "soon": PEOPLE[2], "later": SIX[1], "none": SIX[0], "finished": SIX[4]}


def need_record(run: RunView, needs: Sequence[NeedView], category: str) -> dict[str, Any]:
    """How many needs a community has; of one category how many people are in a gap."""
    if category == ALL:
        count = Counter(need.community_id for need in needs)
        return counted(
            label_of(msg("需求项数")),
            count,
            PEOPLE[1:],
            lambda number: tr(msg("{count} 项需求", count=number)),
            tr(msg("没有需求")),
        )
    theme = THEMES["gaps"]
    looks: dict[str, Look] = {c.community_id: (None, tr(msg("人数未知"))) for c in run.communities if _all_unknown(c, category)}
    for need in needs:
        if need.told is None:
            looks[need.community_id] = None, tr(msg("人数未知"))
        else:
            looks[need.community_id] = class_of(theme, need.told), tr(msg("{count:,.0f} 人未覆盖", count=need.told))
    legend: list[tuple[object, str, str]] = [
        (n, one.colour, tr(one.words[0]).format(*one.words[1:])) for n, one in enumerate(theme.classes)
    ]
    code = run.by_code.get(category)
    name = label_of(msg("需求：{category}", category=name_of(code) if code is not None else category))
    return record_of(name, legend[::-1], looks, tr(msg("人数未知")), tr(msg("没有需求")))


def _all_unknown(community: CommunityView, category: str) -> bool:
    """Whether nobody of a community is known to be in a gap and of somebody nobody can say: no need is listed, and none is ruled out."""
    rows = [row for row in community.coverage if row.category.code == category and row.applies]
    return any(row.gap is not None and known_gap(row.gap, row.unknown) is None for row in rows)


def due_record(run: RunView, measures: Sequence[MeasureStanding], only: str) -> dict[str, Any]:
    """The most urgent measure of each community; ``only``: that one alone, wherever its needs are."""
    best: dict[str, tuple[str, list[str]]] = {}
    for one in measures:
        if only and one.measure.measure_id != only:
            continue
        for place in communities_of(run, one):
            due, ids = best.get(place, (one.due, []))
            best[place] = min(due, one.due, key=DUE_ORDER.__getitem__), [*ids, one.measure.measure_id]
    looks: dict[str, Look] = {place: (due, joined_words([tr(DUE_ZH[due]), *ids])) for place, (due, ids) in best.items()}
    shown = {due for due, _ in best.values()}
    legend = [(due, colour, label_of(DUE_ZH[due])) for due, colour in DUE_COLOURS.items() if due in shown]
    name = label_of(msg("项目 {id}", id=only) if only else msg("项目的时限"))
    return record_of(name, legend, looks, tr(msg("未知")), tr(msg("其他社区") if only else msg("没有项目")))


def place_record(run: RunView, places: Sequence[ResourcePlace]) -> dict[str, Any]:
    """How many facilities in use lie in a community; none is a class of its own."""
    count = Counter(one.community_id for one in places if one.community_id in run.by_id and one.status == "open")
    return counted(
        label_of(msg("在用设施处数")),
        count,
        FIVE,
        lambda number: tr(msg("{count} 处在用设施", count=number)),
        tr(msg("没有在用设施")),
    )


def counted(name: str, count: Counter[str], colours: Sequence[str], say: Any, absent: str) -> dict[str, Any]:
    """Counts in at most five classes with about as many communities each, most first in the legend."""
    limits = [max(1, round(limit)) for limit in rounded_limits(list(count.values()))]
    limits = list(dict.fromkeys(limit for limit in limits if limit > 1))
    low = (1, *limits)
    words = [f"{low[n]}–{high - 1}" if high - 1 > low[n] else f"{low[n]}" for n, high in enumerate(limits)]
    words.append(tr(msg("{low:g} 及以上", low=low[-1])))
    legend: list[tuple[object, str, str]] = [(n, colours[n], said) for n, said in enumerate(words)]
    looks: dict[str, Look] = {place: (sum(number >= limit for limit in limits), say(number)) for place, number in count.items()}
    return record_of(name, legend[::-1], looks, tr(msg("未知")), absent)
