"""What scenarios come to, in a few numbers and sentences: for the end of the command line, for scripts and for ``whatif.json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rich.table import Table

from xc_gis.analysis.planning.people import People
from xc_gis.languages.message import heading, msg
from xc_gis.report.scenarios.result import ScenarioResult, WhatIf
from xc_gis.report.scenarios.tables import PEOPLE, SENIORS
from xc_gis.wording.visible_text import one_line

FIRST_NUMBER = 2
"""Columns of the summary from here on are numbers."""


def summary(result: WhatIf) -> list[dict[str, Any]]:
    """
    Plain values of each scenario; null where ages or costs are not known.

    ``name, note, folder, moment, changes`` (how many), ``cost, changes_without_cost, newly_covered`` and ``lost_cover`` (people by age group, of any category, each once), ``categories`` (the same by code), ``stars_won, stars_lost,
    communities_up, communities_down, remarks``.
    """
    return [_scenario(one, result.categories) for one in result.scenarios]


def _scenario(one: ScenarioResult, categories: Mapping[str, str]) -> dict[str, Any]:
    effects = one.effects
    return {
        "name": one.name, "note": one.note, "folder": one.folder, "moment": one.moment, "changes": len(one.changes), "cost": _plain(one.cost),
        "changes_without_cost": one.without_cost, "newly_covered": _groups(effects.gained_any), "lost_cover": _groups(effects.lost_any),
        "categories": {
            code: {"newly_covered": _groups(effects.gained[code]), "lost_cover": _groups(effects.lost[code])} for code in categories
        },
        "stars_won": effects.stars_won, "stars_lost": effects.stars_lost, "communities_up": effects.communities_up,
        "communities_down": effects.communities_down, "remarks": list(one.remarks),
    }  # fmt: skip


def _groups(people: People) -> dict[str, float | int | None]:
    return {name: _plain(value) for name, value in people.groups.items()}


def _plain(value: float | None) -> float | int | None:
    if value is None:
        return None
    return int(value) if float(value).is_integer() else round(float(value), 6)


def scenario_sentences(one: ScenarioResult) -> Iterator[str]:
    """What one scenario comes to, for people."""
    effects = one.effects
    gained, lost = effects.gained_any, effects.lost_any
    yield msg("方案“{name}”:{count} 项改动", name=one.name, count=len(one.changes))
    yield msg(
        "  新获得至少一类服务覆盖的居民 {people:,.0f} 人{seniors};失去至少一类的 {lost:,.0f} 人{lost_seniors}",
        people=gained.everyone, seniors=_seniors(gained.groups[SENIORS]), lost=lost.everyone, lost_seniors=_seniors(lost.groups[SENIORS]),
    )  # fmt: skip
    yield msg(
        "  {up} 个社区升星(共 {won} 星),{down} 个社区降星(共 {stars_lost} 星)",
        up=effects.communities_up, won=effects.stars_won, down=effects.communities_down, stars_lost=effects.stars_lost,
    )  # fmt: skip
    if one.cost is not None:
        left_out = msg(",另有 {count} 项没有写费用", count=one.without_cost) if one.without_cost else ""
        yield msg("  费用 {cost:,.0f} 元{left_out}", cost=one.cost, left_out=left_out)
    yield from (msg("· {remark}", remark=remark) for remark in one.remarks)


def _seniors(value: float | None) -> str:
    return msg("(60 岁以上不详)") if value is None else msg("(60 岁以上 {people:,.0f} 人)", people=value)


def scenario_table(one: ScenarioResult, categories: Mapping[str, str], *, lang: str = "zh") -> Table:
    """Categories in which anybody gains or loses; print it without markup: names are in it."""
    table = Table(title=one_line(one.name), title_justify="left", show_edge=False, pad_edge=False)
    heads = (
        msg("类别"),
        msg("名称"),
        msg("已覆盖(前)"),
        msg("已覆盖(后)"),
        msg("新覆盖"),
        msg("新覆盖(60 岁以上)"),
        msg("失去覆盖"),
    )
    for number, head in enumerate(heads):
        table.add_column(heading(head, lang), overflow="fold", justify="left" if number < FIRST_NUMBER else "right")
    sums = one.effects.coverage.groupby("category", sort=False)[["covered_before", "covered_after"]].sum()
    for code, name in categories.items():
        gained, lost = one.effects.gained[code].groups, one.effects.lost[code].groups
        before, after = sums.loc[code]
        if gained[PEOPLE] or lost[PEOPLE] or before != after:
            seniors = "—" if gained[SENIORS] is None else f"{gained[SENIORS]:,.0f}"
            table.add_row(
                one_line(code), one_line(heading(name, lang)), f"{before:,.0f}", f"{after:,.0f}", f"{gained[PEOPLE]:,.0f}", seniors,
                f"{lost[PEOPLE]:,.0f}",
            )  # fmt: skip
    return table
