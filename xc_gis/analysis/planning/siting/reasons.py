"""Why a siting question cannot be answered, or need not be asked, in plain words with names and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np

from xc_gis.analysis.arrays.geometry import Bools, Ints
from xc_gis.analysis.planning.siting.reach import Reach
from xc_gis.analysis.planning.siting.rules import SitingRules
from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg

NAMED = 3
"""So many communities or sites are named; the rest are counted."""


@dataclass(frozen=True)
class NamedPeople:
    """People by community, the largest number first: ``(name, people)``."""

    total: float
    communities: tuple[tuple[str, float], ...]

    def words(self) -> str:
        """Names of the first communities with their people."""
        shown = [
            msg("{name} {people:,.0f} 人", name=name, people=people) for name, people in self.communities[:NAMED]
        ]  # fmt: skip
        rest = len(self.communities) - NAMED
        return joined("、", shown) + (msg(" 等 {count} 个社区", count=len(self.communities)) if rest > 0 else "")


def people_by_community(reach: Reach, rows: Bools, communities: gpd.GeoDataFrame) -> NamedPeople:
    """Who the people of some rows are: how many, in which communities."""
    total = np.bincount(reach.area[rows], weights=reach.people[rows], minlength=len(communities))
    order = np.lexsort((np.arange(len(total)), -total))
    names = communities["name"].to_numpy()
    return NamedPeople(float(total.sum()), tuple((str(names[n]), float(total[n])) for n in order if total[n] > 0))


def refuse_impossible(rules: SitingRules, count: int | None, ids: Sequence[str]) -> None:
    """
    Raise ``InputError`` where no set can keep the rules, whoever lives where.

    ``count``: as asked for; None where the model finds it.
    """
    n, locked = rules.n_sites, np.flatnonzero(rules.locked)
    if n == 0:
        raise InputError(msg("没有候选地点"), hint=msg("请检查候选图层、--area 和 --no-go，或减小间距"))
    if count is not None and count < 1:
        raise InputError(msg("建设数量应至少为 1（读到 {count}）", count=count))
    if count is not None and count > n:
        raise InputError(msg("要建 {count} 处，候选地点只有 {n} 处", count=count, n=n), hint=msg("请减少数量，或增加候选地点"))
    if count is not None and len(locked) > count:
        raise InputError(
            msg("锁定了 {locked} 处，超过要建的 {count} 处", locked=len(locked), count=count),
            hint=msg("请增加数量，或少锁定几处"),
        )
    if rules.budget is not None:
        _refuse_money(rules, locked, ids)
    near = rules.neighbours_in(locked)[locked] > 0
    if near.any():
        first = locked[near][0]
        other = next(int(o) for o in locked if o != first and rules.too_near is not None and rules.too_near[first, o])
        raise InputError(
            msg("锁定的 {a} 与 {b} 相距不足最小间距", a=ids[first], b=ids[other]), hint=msg("请减小 --spacing，或少锁定一处")
        )


def _refuse_money(rules: SitingRules, locked: Ints, ids: Sequence[str]) -> None:
    assert rules.budget is not None
    spent = float(rules.cost[locked].sum())
    if rules.money_left(locked) < 0:
        raise InputError(
            msg("锁定的 {count} 处共需 {spent:g}，超过预算 {budget:g}", count=len(locked), spent=spent, budget=rules.budget),
            hint=msg("请增加预算，或少锁定几处"),
        )
    if len(locked) == 0 and not rules.addable([]).any():
        cheapest = int(np.argmin(rules.cost))
        raise InputError(
            msg(
                "预算 {budget:g} 一处也建不了：最便宜的 {name} 需 {cost:g}",
                budget=rules.budget, name=ids[cheapest], cost=rules.cost[cheapest],
            ),
            hint=msg("请增加预算"),
        )  # fmt: skip


def useless_reasons(reach: Reach, communities: gpd.GeoDataFrame) -> list[str]:
    """What makes every site useless: existing facilities cover all, or no site reaches anybody who is not covered."""
    uncovered = ~reach.covered_today & (reach.people > 0)
    if not uncovered.any():
        return [msg("现有设施已覆盖全部有路可走的居民，不需要新建")]
    if not (uncovered & reach.reachable()).any():
        who = people_by_community(reach, uncovered, communities)
        return [
            msg("候选地点到不了任何一位未覆盖的居民（共 {people:,.0f} 人：{who}）", people=who.total, who=who.words())
        ]  # fmt: skip
    return []


def unreachable_reason(reach: Reach, communities: gpd.GeoDataFrame) -> str | None:
    """Which uncovered residents no candidate can reach, whatever is built; None where there are none."""
    lost = ~reach.covered_today & (reach.people > 0) & ~reach.reachable()
    if not lost.any():
        return None
    who = people_by_community(reach, lost, communities)
    return msg("任何候选地点都到不了的未覆盖居民：{people:,.0f} 人（{who}）", people=who.total, who=who.words())


def capacity_reason(people: float, room: float, count: int) -> str | None:
    """Capacity that cannot hold everybody; None where it can."""
    if room >= people:
        return None
    return msg(
        "容量不足：未覆盖且可达的居民 {people:,.0f} 人，容量最大的 {count} 处合计只容 {room:,.0f} 人",
        people=people,
        count=count,
        room=room,
    )
