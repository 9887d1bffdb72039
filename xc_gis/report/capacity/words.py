"""Capacity in sentences and as a table for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from xc_gis.languages.message import heading, joined, msg
from xc_gis.report.capacity.result import CapacityResult, CategorySummary
from xc_gis.wording.visible_text import one_line

MEASURE_ZH = {"places": msg("床位、席位"), "floor_area": msg("平方米")}
"""Unit of a measure."""

NOTHING = "—"
"""Nothing can be said."""


def sentences(result: CapacityResult) -> Iterator[str]:
    """What a planner must know first: who reaches only full facilities, and what nobody knows."""
    for one in result.categories.values():
        if one.full:
            yield msg(
                "{category}：{people:,.0f} 名居民走得到，但走得到的设施都已满（按每千人 {norm:g} {unit}，共 {full} 处已满）",
                category=one.name, people=one.full, full=one.full_facilities, norm=one.per_1000, unit=MEASURE_ZH[one.measure],
            )  # fmt: skip
        lacking = one.facilities - one.with_capacity
        if one.with_capacity and lacking:
            yield msg(
                "{category}：{facilities} 处设施中 {lacking} 处没有写容量；连同清单不全、年龄不详、住处不通路网的，共 {people:,.0f} 名居民供给未知",
                category=one.name, facilities=one.facilities, lacking=lacking, people=one.capacity_unknown,
            )  # fmt: skip
        elif one.with_capacity and one.capacity_unknown:
            yield msg(
                "{category}：{people:,.0f} 名居民供给未知（清单不全、年龄不详或住处不通路网）",
                category=one.name, people=one.capacity_unknown,
            )  # fmt: skip
    silent = [one.name for one in result.categories.values() if one.with_capacity == 0]
    if len(silent) == len(result.categories):
        yield msg("所有清单都没有写床位、席位或面积，全部未知；请在清单中加一列“床位”或“建筑面积”，再运行一次")
    elif silent:
        yield msg("{count} 类服务的清单没有写容量，全部未知：{names}", count=len(silent), names=joined("、", silent))


def summary_table(result: CapacityResult, *, lang: str = "zh") -> Table:
    """Categories of which something is known, a row each; print it without markup: names are in it."""
    table = Table(show_edge=False, pad_edge=False)
    heads = (
        msg("服务"), msg("设施"), msg("写了容量"), msg("已满"), msg("共有"), msg("走得到的居民"), msg("走得到的都已满"), msg("不知是否已满"),
    )  # fmt: skip
    for number, head in enumerate(heads):
        table.add_column(heading(head, lang), overflow="fold", justify="right" if number else "left")
    for one in result.categories.values():
        if one.with_capacity:
            table.add_row(*_row(one, lang))
    return table


def _row(one: CategorySummary, lang: str) -> list[str]:
    people = [one.covered, one.full, one.full_unknown]
    return [
        one_line(heading(one.name, lang)), f"{one.facilities:,}", f"{one.with_capacity:,}",
        NOTHING if one.per_1000 is None else f"{one.full_facilities:,}", f"{one.supply:,.0f} {heading(MEASURE_ZH[one.measure], lang)}",
        *(NOTHING if number is None else f"{number:,.0f}" for number in people),
    ]  # fmt: skip
