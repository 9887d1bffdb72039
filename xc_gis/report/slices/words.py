"""Slices, profiles and needs in a few numbers and sentences: for the end of the command line and for ``slices.json``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from rich.table import Table

from xc_gis.languages.message import heading, msg
from xc_gis.report.slices.result import SlicesResult
from xc_gis.shares import percent, percent_range
from xc_gis.wording.visible_text import one_line

STATES = ("covered", "gap", "unknown")


def summary(result: SlicesResult) -> dict[str, Any]:
    """
    Plain values: what was asked, and residents by state of the whole study.

    ``slices`` (``code, at, day, facilities`` by state, ``categories`` by code), ``needs`` (by kind, all categories together), ``facilities,
    hours_stated, hours_read, left_out``.
    """
    return {
        "slices": [
            {
                "code": one.code, "name": str(one.name), "at": one.at, "day": one.day or None,
                "facilities": {"open": one.open, "closed": one.closed, "unknown": one.unknown},
                "categories": _sums(result.table[result.table["slice"] == one.code], "category"),
            }
            for one in result.slices
        ],
        "needs": _sums(result.need_table[result.need_table["category"] == "ALL"], "need"),
        "facilities": result.facilities, "hours_stated": result.stated, "hours_read": result.read, "left_out": [str(why) for why in result.left_out],
    }  # fmt: skip


def _sums(rows: pd.DataFrame, key: str) -> dict[str, dict[str, float]]:
    sums = rows.groupby(key, sort=False)[["residents", *STATES]].sum()
    return {
        str(name): {column: float(value) for column, value in values.items()} for name, values in sums.to_dict("index").items()
    }


def sentences(result: SlicesResult) -> Iterator[str]:
    """What a planner must know first: how much is known of hours, and what became of the slices."""
    yield msg(
        "{count:,} 处开放的设施中，{stated:,} 处写了开放时间，{read:,} 处读得懂；其余在各时段都是未知",
        count=result.facilities, stated=result.stated, read=result.read,
    )  # fmt: skip
    for one in result.slices:
        yield msg(
            "{slice}（{at}{day}）：{open:,} 处设施开放，{closed:,} 处不开放，{unknown:,} 处未知",
            slice=one.name, at=one.at, day=msg("，即 {day}", day=one.day) if one.day and not one.at.startswith(one.day) else "",
            open=one.open, closed=one.closed, unknown=one.unknown,
        )  # fmt: skip
    yield from result.left_out
    for kind, sums in _sums(result.need_table[result.need_table["category"] == "ALL"], "need").items():
        yield msg(
            "{need}：{covered:,.0f} 人做到，{gap:,.0f} 人没有做到，{unknown:,.0f} 人未知",
            need=result.needs[kind], covered=sums["covered"], gap=sums["gap"], unknown=sums["unknown"],
        )  # fmt: skip


def slices_table(result: SlicesResult, *, lang: str = "zh") -> Table:
    """Residents covered for certain, and those unknown, by category and slice; print it without markup: names are in it."""
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(heading(msg("类别"), lang), overflow="fold")
    table.add_column(heading(msg("名称"), lang), overflow="fold")
    for one in result.slices:
        table.add_column(one_line(heading(one.name, lang)), overflow="fold", justify="right")
    sums = {one.code: _sums(result.table[result.table["slice"] == one.code], "category") for one in result.slices}
    for code, name in result.categories.items():
        cells = [_cell(sums[one.code][code]) for one in result.slices]
        table.add_row(one_line(code), one_line(heading(name, lang)), *cells)
    return table


def _cell(sums: Mapping[str, float]) -> str:
    """Covered share, and in brackets that with all unknown covered."""
    if not sums["residents"]:
        return "—"
    low, high = sums["covered"] / sums["residents"], (sums["covered"] + sums["unknown"]) / sums["residents"]
    return percent_range(low, high) if sums["unknown"] else percent(low)
