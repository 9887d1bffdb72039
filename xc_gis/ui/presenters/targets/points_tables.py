"""Demonstration points over the years on the page: their stars run by run, levels beside the other communities, where they are. Knows no Qt."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.report.themes import SIX
from xc_gis.runs.years import GroupRow, PointRow, Years
from xc_gis.shares import percent
from xc_gis.ui.presenters.targets.target_tables import columns_of
from xc_gis.ui.presenters.targets.years_tables import STARS, point_cell, point_words, run_titles
from xc_gis.ui.presenters.voices.cells import EVERYWHERE, NOTHING, PLAIN, UNKNOWN, Cell, RowOf, VoiceTable, fixed, words_cell
from xc_gis.ui.presenters.voices.themes import Look, record_of
from xc_gis.wording.window import joined_words, label_of, tr

POINTS, GROUPS = "points", "groups"
POINT_TABLES = ((POINTS, msg("示范点")), (GROUPS, msg("示范点与其余社区")))
GROUP_ZH = {"points": msg("全部示范点"), "others": msg("其余社区")}
COLOURS = (SIX[5], SIX[2], SIX[1], SIX[3])
"""Of levels, and of several levels together; from the fifth on they are told by words alone."""


def points_table(years: Years) -> VoiceTable:
    """A row for each demonstration point, its stars in a column for each run; in a run before its year they stand in brackets."""
    heads = (
        (msg("街道"), "", False), (msg("社区"), msg("点一行，地图转到该社区，右边画出历次的数"), False), (msg("级别"), "", False), (msg("年份"), msg("命名的年份"), True),
        (msg("文号"), "", False), *((title, msg("星级"), True) for title in run_titles(years.runs)),
    )  # fmt: skip
    rows = []
    for _, mine in groupby(years.points, key=lambda one: (one.community_id, one.level)):
        found = list(mine)
        first = found[0]
        name, street = years.names.get(first.community_id, (first.community_id, ""))
        cells = (
            words_cell(street), words_cell(name), words_cell(first.level), Cell(str(first.year), first.year, value=first.year), words_cell(first.document),
            *(_stars(one) for one in sorted(found, key=lambda one: one.run)),
        )  # fmt: skip
        rows.append(RowOf(cells, first.community_id, "", street))
    return VoiceTable(
        label_of(POINT_TABLES[0][1]),
        *columns_of(heads),
        tuple(rows),
        tr(msg("括号内是命名之前的星级。斜线是没有数或只有范围，不是零。")),
    )


def groups_table(years: Years) -> VoiceTable:
    """A row for each run and group: levels, all points, all other communities."""
    heads = (
        (msg("结果"), "", False), (msg("社区分组"), msg("每次结果只算到那一年已命名的"), False), (msg("社区数"), "", True), (msg("有星级的"), msg("平均数只算这些社区"), True),
        (msg("平均星级"), msg("有的社区只有范围：至少–至多"), True), (msg("四星及以上"), msg("肯定有四星的社区"), True), (msg("必备服务全有的居民"), msg("各社区比例的平均，肯定的部分"), True),
    )  # fmt: skip
    titles = run_titles(years.runs)
    rows = [RowOf(_group_cells(one, titles[one.run - 1]), "", "", EVERYWHERE) for one in years.groups]
    return VoiceTable(label_of(POINT_TABLES[1][1]), *columns_of(heads), tuple(rows), tr(msg("斜线是没有数，不是零。")))


def points_record(years: Years) -> dict[str, Any]:
    """Where the demonstration points are, by level; several levels of one community are a class of their own."""
    named_of = {
        community: sorted({(one.year, one.level) for one in mine})
        for community, mine in groupby(years.points, key=lambda one: one.community_id)
    }
    kinds = {community: joined_words([level for _, level in named], "、") for community, named in named_of.items()}
    classes = sorted(set(kinds.values()), key=lambda kind: (kind not in {one.level for one in years.points}, kind))
    legend: list[tuple[object, str, str]] = [(kind, colour, kind) for kind, colour in zip(classes, COLOURS, strict=False)]
    looks: dict[str, Look] = {
        community: (
            kinds[community],
            joined_words([tr(msg("{level}（{year} 年）", level=level, year=year)) for year, level in named]),
        )
        for community, named in named_of.items()
    }
    return record_of(label_of(POINT_TABLES[0][1]), legend, looks, tr(msg("其他级别的示范点")), tr(msg("不是示范点")))


def _stars(one: PointRow) -> Cell:
    cell = point_cell(one.stars, STARS)
    if one.named is not False:
        return cell
    return Cell(f"({point_words(one.stars, STARS)})", cell.order, cell.kind, cell.value)


def _group_cells(one: GroupRow, run: str) -> tuple[Cell, ...]:
    words = fixed(GROUP_ZH[one.group]) if one.group in GROUP_ZH else one.group
    counts = (one.communities, one.with_stars)
    return (
        words_cell(run), words_cell(words), *(Cell(f"{count:,d}", count, value=count) for count in counts), _mean(one),
        Cell(f"{one.four_or_more:,d}", one.four_or_more, value=one.four_or_more), Cell(NOTHING, kind=UNKNOWN) if one.all_covered is None else Cell(percent(one.all_covered), one.all_covered, PLAIN, one.all_covered),
    )  # fmt: skip


def _mean(one: GroupRow) -> Cell:
    low, high = one.stars
    if low is None or high is None:
        return Cell(NOTHING, kind=UNKNOWN)
    return Cell(
        f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}", low, value=low if low == high else f"{low:.2f}–{high:.2f}"
    )
