"""The effect of a scenario in a planner's words: people, stars, money; each with what is not known of it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xc_gis.languages.message import msg
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.planning.draft import KeyedChange
from xc_gis.ui.workers.planning_records import ScenarioEffect, Stars
from xc_gis.wording.window import label_of, name_of, tr

RESIDENTS, SENIORS = "residents", "residents_60plus"
NOT_YET = msg("计算中…")
AGES_UNKNOWN = msg("年龄不明")
YUAN_IN_WAN = 10_000
DIGITS = 12
"""Of an amount: more than any budget has, so that none is rounded or written with an exponent."""


@dataclass(frozen=True)
class EffectRow:
    """One line of the card: a name, what is won and lost, and what is said of it where somebody asks."""

    code: str
    name: str
    won: str
    lost: str
    more: str = ""


@dataclass(frozen=True)
class StarsRow:
    """A community whose stars change; ``step``: above zero where it wins, None where it is not rated on one side."""

    community_id: str
    community: str
    subdistrict: str
    before: str
    after: str
    step: int | None


def people_words(count: float | None) -> str:
    """``1,234``; None: nobody knows their ages."""
    return tr(AGES_UNKNOWN) if count is None else f"{count:,.0f}"


def headline_words(effect: ScenarioEffect) -> str:
    """Who wins any service, of them those of 60 and more, and who loses any."""
    won, lost = effect.won.get(RESIDENTS), effect.lost.get(RESIDENTS)
    said = msg(
        "新覆盖 {people} 人（60 岁以上 {seniors}）", people=people_words(won), seniors=people_words(effect.won.get(SENIORS))
    )
    if lost:
        said = msg("{said}；失去覆盖 {lost} 人", said=said, lost=people_words(lost))
    return tr(said)


def stars_words(effect: ScenarioEffect) -> str:
    """Stars won and lost."""
    if not effect.stars:
        return label_of(msg("星级不变"))
    return label_of(msg("增加 {won} 颗星，失去 {lost} 颗星", won=effect.stars_won, lost=effect.stars_lost))


def wan_words(yuan: float) -> str:
    """
    An amount in 10,000 yuan, every figure of it.

    >>> wan_words(123_456_000.0)
    '12,345.6'
    """
    return f"{yuan / YUAN_IN_WAN:,.{DIGITS}g}"


def cost_words(changes: Sequence[KeyedChange]) -> str:
    """What the changes cost that say it, and how many do not."""
    costs = [one.change.cost for one in changes]
    known = [cost for cost in costs if cost is not None]
    if not costs:
        return ""
    if not known:
        return tr(msg("造价：未填"))
    amount = wan_words(sum(known))
    if len(known) == len(costs):
        return tr(msg("造价 {amount} 万元", amount=amount))
    return tr(msg("造价 {amount} 万元（另有 {count} 项未填）", amount=amount, count=len(costs) - len(known)))


def category_rows(effect: ScenarioEffect, run: RunView) -> list[EffectRow]:
    """Categories in which somebody wins or loses, most people first."""
    rows = []
    for one in sorted(effect.categories, key=lambda c: (-(c.won + c.lost), c.category)):
        if not one.won and not one.lost and one.unknown_before == one.unknown_after:
            continue
        more = tr(msg("其中 60 岁以上 {seniors}", seniors=people_words(one.won_60plus)))
        if one.unknown_before or one.unknown_after:
            unknown = msg(
                "状态未知的居民：之前 {before:,.0f}，之后 {after:,.0f}", before=one.unknown_before, after=one.unknown_after
            )
            more = f"{more}\n{tr(unknown)}"
        rows.append(
            EffectRow(
                one.category,
                name_of(run.by_code[one.category]),
                f"+{one.won:,.0f}",
                f"−{one.lost:,.0f}" if one.lost else "",
                more,
            )
        )
    return rows


def stars_rows(effect: ScenarioEffect, run: RunView) -> list[StarsRow]:
    """Communities whose stars change: losses first, then gains, then ranges."""
    rows = [
        StarsRow(c.community_id, c.name, c.subdistrict, stars_of(one.before), stars_of(one.after), one.step)
        for one in effect.stars
        if (c := run.by_id.get(one.community_id)) is not None
    ]
    return sorted(rows, key=lambda row: (row.step or 99, row.subdistrict, row.community))


def stars_of(stars: Stars) -> str:
    """``3 星``, ``3 星(2–4)``, or that there are not enough data."""
    low, point, high = stars
    if point is None:
        return tr(msg("数据不足"))
    if low == high:
        return tr(msg("{n} 星", n=point))
    return tr(msg("{stars} 星（{stars_low}–{stars_high}）", stars=point, stars_low=low, stars_high=high))
