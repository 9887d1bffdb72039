"""What a run came to, in a few numbers: for the end of the command line, for scripts and for the manifest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from xc_gis.analysis.checks.left_out import count_left_out
from xc_gis.analysis.rating.rating import INSUFFICIENT
from xc_gis.languages.message import heading, in_language, msg
from xc_gis.report.study_result import StudyResult
from xc_gis.shares import percent, percent_range
from xc_gis.wording.codes import WHY_PROVISIONAL, name_in
from xc_gis.wording.visible_text import one_line

FIRST_NUMBER = 2
"""Columns of the summary from here on are numbers."""


def summary(result: StudyResult) -> dict[str, Any]:
    """
    Count a result.

    Returns
    -------
    dict
        ``communities`` by status and stars, ``residents``, residents ``covered, gap, unknown`` by category, ``facilities``,
        ``network`` and ``problems``. Residents are those inside communities.
    """
    rating = result.rating
    stars = rating["stars"].dropna().astype(int)
    facilities = result.data.facilities
    placed = facilities.geometry.notna()
    sums = result.coverage.groupby("category", sort=False)[["residents", "covered", "gap", "unknown"]].sum()
    inside = result.demand["community_id"].notna()
    return {
        "communities": {
            "total": len(rating),
            "rated": int((rating["status"] == "rated").sum()),
            "range": int((rating["status"] == "range").sum()),
            "insufficient": int((rating["status"] == INSUFFICIENT).sum()),
            "stars": {str(n): int((stars == n).sum()) for n in range(5, -1, -1)},
        },
        "residents": _number(result.demand.loc[inside, "residents"].sum()),
        "off_network_residents": _number(result.demand.loc[inside & result.demand["off_network"], "residents"].sum()),
        "categories": {
            code: {name: _number(row[name]) for name in ("residents", "covered", "gap", "unknown")} for code, row in sums.iterrows()
        },
        "facilities": {
            "rows": len(facilities),
            "open": int((placed & (facilities["status"] == "open")).sum()),
            "without_place": int((~placed).sum()),
            "off_network": int(result.facility_off_network.sum()),
        },
        "network": {
            "nodes": result.network.n_nodes, "edges": result.network.n_edges,
            "lost_nodes": sum(loss.kind == "lost_node" for loss in result.streets.losses),
            "lost_ways": sum(loss.kind in {"lost_way", "cut_way"} for loss in result.streets.losses),
            "ways_not_walked": count_left_out(result.streets),
        },
        "problems": len(result.data.problems),
        "warnings": len(result.warnings),
    }  # fmt: skip


def _number(value: float) -> float | int:
    """A whole number where it is one."""
    return int(value) if float(value).is_integer() else round(float(value), 6)


def summary_table(result: StudyResult, *, lang: str = "zh", counted: Mapping[str, Any] | None = None) -> Table:
    """
    The table at the end of a run in a language: categories by residents covered, gap and unknown.

    Print it without markup: names are in it. ``counted``: its ``summary``, where somebody has it already.
    """
    counted = summary(result) if counted is None else counted
    stars = counted["communities"]["stars"]
    spread = "  ".join(f"{'★' * int(n) or '0★'} {count}" for n, count in stars.items())
    left = counted["communities"]["insufficient"]
    title = f"{one_line(result.name)}\n{spread}  {in_language(msg('暂不评级'), lang)} {left}"
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    heads = (msg("类别"), msg("名称"), msg("已覆盖"), msg("缺口"), msg("未知"), msg("覆盖率"))
    for number, head in enumerate(heads):
        table.add_column(heading(head, lang), overflow="fold", justify="left" if number < FIRST_NUMBER else "right")
    for code, row in counted["categories"].items():
        total = row["residents"]
        low, high = (row["covered"] / total, 1 - row["gap"] / total) if total else (0.0, 0.0)
        shown = "—" if not total else percent(low) if row["unknown"] == 0 else percent_range(low, high)
        table.add_row(
            one_line(code),
            one_line(name_in(result.standard.category(str(code)), lang)),
            *(f"{row[n]:,.0f}" for n in ("covered", "gap", "unknown")),
            shown,
        )
    lines = [_streets(counted["network"])]
    if provisional := provisional_words(result):
        lines.insert(0, provisional)
    table.caption, table.caption_justify = "\n".join(in_language(line, lang) for line in lines), "left"
    return table


def provisional_words(result: StudyResult) -> str:
    """How many communities have stars that are 暂评, and why; empty where none is."""
    count = int((result.rating["provisional"] & result.rating["stars"].notna()).sum())
    return msg("{count} 个社区的星级为暂评：{why}", count=count, why=WHY_PROVISIONAL) if count else ""


def _streets(counted: dict[str, int]) -> str:
    """What of the streets is not in the network, in one line."""
    return msg(
        "路网：按标签不供步行的道路 {other:,} 条；没有位置的节点 {lost:,} 个，因此断开或没有读入的线 {cut:,} 条",
        other=counted["ways_not_walked"],
        lost=counted["lost_nodes"],
        cut=counted["lost_ways"],
    )
