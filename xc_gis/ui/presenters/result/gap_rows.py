"""Communities × categories as the gap table shows them: columns, filters, order, sums. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.runs.view import CommunityView, CoverageView, RunView
from xc_gis.shares import cut, percent, percent_range, within
from xc_gis.ui.presenters.result.sheet_words import coverage_words, minutes, people
from xc_gis.wording.window import name_of, tr

FAR = float("inf")
GAPS, GAPS_OR_UNKNOWN, EVERYTHING = "gaps", "gaps_or_unknown", "everything"
GAP, UNKNOWN, WHOM, SHARE, STARS = msg("缺口（人）"), msg("未知（人）"), msg("对象（人）"), msg("覆盖率"), msg("星级")
"""Headings of columns that are told from the others."""

SHOWN_ZH = {GAPS: msg("只看缺口"), GAPS_OR_UNKNOWN: msg("缺口与未知"), EVERYTHING: msg("全部")}


@dataclass(frozen=True)
class GapRow:
    """One community and category."""

    community: CommunityView
    cover: CoverageView


@dataclass(frozen=True)
class Column:
    """
    A column.

    Attributes
    ----------
    title, hint
        Heading and what it means.
    words
        Text of a cell.
    value
        What is sorted and exported: a number or a text; None is unknown and sorts last.
    is_number
        Aligned right; first click sorts the largest first.
    """

    title: str
    hint: str
    words: Callable[[GapRow], str]
    value: Callable[[GapRow], Any]
    is_number: bool = True


def _over(row: GapRow) -> float | None:
    """Median minutes over the limit of the residents in gap; beyond the search is farther than all."""
    if not row.cover.gap:
        return None
    return FAR if row.cover.over_median is None else row.cover.over_median


def _over_words(row: GapRow) -> str:
    over = _over(row)
    if over is None:
        return ""
    return f"> {row.cover.category.minutes:g}" if over == FAR else f"+{over:.1f}"


COLUMNS = (
    Column(msg("街道"), msg("所属街道"), lambda r: r.community.subdistrict, lambda r: r.community.subdistrict, is_number=False),
    Column(msg("社区"), msg("社区名称"), lambda r: r.community.name, lambda r: r.community.name, is_number=False),
    Column(msg("服务类别"), msg("评价标准中的类别；带 ● 的是必备服务"),
           lambda r: f"{'● ' if r.cover.category.mandatory else ''}{name_of(r.cover.category)}", lambda r: name_of(r.cover.category), is_number=False),
    Column(GAP, msg("在规定时间内走不到任何一处的居民"), lambda r: people(r.cover.gap), lambda r: r.cover.gap),
    Column(UNKNOWN, msg("因清单不完整等原因，不能断定有没有的居民"), lambda r: people(r.cover.unknown), lambda r: r.cover.unknown),
    Column(SHARE, msg("已知居民中已覆盖的比例，向下取整；未知过多时只给区间"), lambda r: coverage_words(r.cover), lambda r: r.cover.share),
    Column(msg("超出（分）"), msg("缺口居民超出要求的分钟数（中位）；“> N”表示两倍时限内都走不到"), _over_words, _over),
    Column(msg("要求（分）"), msg("步行时间要求，分钟"), lambda r: f"{r.cover.category.minutes:g}", lambda r: r.cover.category.minutes),
    Column(msg("中位（分）"), msg("一半居民到最近设施的步行时间，分钟"), lambda r: minutes(r.cover.median_minutes), lambda r: r.cover.median_minutes),
    Column(WHOM, msg("这类服务所面向的居民"), lambda r: people(r.cover.residents), lambda r: r.cover.residents),
    Column(STARS, msg("社区的星级；区间表示有数据待核实"), lambda r: tr(r.community.stars_zh), lambda r: r.community.stars),
)  # fmt: skip


def title_of(column: Column, *, homes: bool) -> str:
    """Heading of a column; where homes were counted, it does not speak of people."""
    return HOMES_ZH.get(column.title, column.title) if homes else column.title


HOMES_ZH: dict[str, str] = {GAP: msg("缺口（处住宅）"), UNKNOWN: msg("未知（处住宅）"), WHOM: msg("对象（处住宅）")}
GAP_COLUMN, UNKNOWN_COLUMN, SHARE_COLUMN = 3, 4, 5


@dataclass(frozen=True)
class Sums:
    """
    Sums over the rows shown.

    ``coverage``: of whom, and how much, in words; empty where the rows mix categories or nothing is known.
    ``unknown_rows``: rows with unknown residents that are meant but, without a gap, not shown: no gap is not yet none.
    """

    rows: int
    communities: int
    categories: int
    gap: float
    unknown: float
    coverage: str
    homes: bool = False
    unknown_rows: int = 0

    @property
    def sentence(self) -> str:
        """In one line. People of several categories are counted once in each: they are person-times."""
        if not self.rows and self.unknown_rows:
            return tr(msg("没有已查明的缺口，但 {unknown_rows:,} 行有未知：选“缺口与未知”可见", unknown_rows=self.unknown_rows))
        if not self.rows:
            return tr(msg("没有符合条件的行"))
        people, homes = (msg("人"), msg("处住宅")) if self.categories == 1 else (msg("人次"), msg("处住宅（各类相加）"))
        unit = homes if self.homes else people
        parts = [
            tr(
                msg(
                    "{rows:,} 行，{communities} 个社区，{categories} 类服务",
                    rows=self.rows,
                    communities=self.communities,
                    categories=self.categories,
                )
            ),
            tr(msg("缺口合计 {gap:,.0f} {unit}", gap=self.gap, unit=unit)),
        ]
        parts.append(tr(msg("未知合计 {unknown:,.0f} {unit}", unknown=self.unknown, unit=unit)))
        if self.coverage:
            parts.append(self.coverage)
        return " · ".join(parts)


def rows_of(run: RunView) -> list[GapRow]:
    """All rows of a run, in the order of communities and of the standard."""
    return [GapRow(community, cover) for community in run.communities for cover in community.coverage]


@dataclass(frozen=True)
class Filter:
    """What is shown. Empty texts filter nothing; ``text`` is looked for in names and ids."""

    subdistrict: str = ""
    category: str = ""
    shown: str = GAPS
    text: str = ""

    def apply(self, rows: Sequence[GapRow]) -> list[GapRow]:
        """Rows that pass."""
        return [row for row in rows if self._passes(row)]

    def _passes(self, row: GapRow) -> bool:
        cover, community = row.cover, row.community
        if self.subdistrict and community.subdistrict != self.subdistrict:
            return False
        if self.category and cover.category.code != self.category:
            return False
        if self.shown == GAPS and not cover.gap:
            return False
        if self.shown == GAPS_OR_UNKNOWN and not (cover.gap or cover.unknown):
            return False
        text = self.text.strip().casefold()
        return not text or any(
            text in word.casefold()
            for word in (
                community.name,
                community.subdistrict,
                community.community_id,
                cover.category.zh,
                cover.category.en,
                cover.category.code,
            )
        )


def ordered(rows: Sequence[GapRow], column: int, *, descending: bool) -> list[GapRow]:
    """Rows in the order of a column; unknown comes last either way, ties keep the order of the study."""
    value = COLUMNS[column].value
    known = [row for row in rows if value(row) is not None]
    unknown = [row for row in rows if value(row) is None]
    return [*sorted(known, key=value, reverse=descending), *unknown]


def sums_of(rows: Sequence[GapRow], coverage: str = "") -> Sums:
    """Sums of the rows shown."""
    return Sums(
        len(rows), len({row.community.community_id for row in rows}), len({row.cover.category.code for row in rows}),
        sum(row.cover.gap or 0.0 for row in rows), sum(row.cover.unknown or 0.0 for row in rows), coverage,
        any(row.cover.category.counts_homes for row in rows),
    )  # fmt: skip


def coverage_of(meant: Filter, rows: Sequence[GapRow], unknown_max: float) -> str:
    """
    Coverage of all rows together, said of whom: of all communities, of a subdistrict, or of what was looked for.

    Known residents count, as in a community; where more than ``unknown_max`` (0-1) are unknown, the range that is possible.
    """
    covered, gap, unknown = (sum(getattr(row.cover, name) or 0.0 for row in rows) for name in ("covered", "gap", "unknown"))
    if len({row.cover.category.code for row in rows}) != 1 or covered + gap + unknown <= 0:
        return ""
    whom = msg("查找范围内") if meant.text.strip() else meant.subdistrict or msg("全部社区")
    everybody = covered + gap + unknown
    if covered + gap > 0 and within(unknown / everybody, unknown_max):
        return tr(msg("{whom}的覆盖率 {covered}", whom=whom, covered=percent(covered / (covered + gap))))
    bounds = percent_range(covered / everybody, (covered + unknown) / everybody)
    return tr(msg("{whom}的覆盖率未知，在 {bounds} 之间", whom=whom, bounds=bounds))


def table_of(rows: Sequence[GapRow]) -> tuple[list[str], list[list[object]]]:
    """Headings and values for export and copying; identifiers first, so that the table can be joined."""
    homes = any(row.cover.category.counts_homes for row in rows)
    heads = [tr(head) for head in (msg("社区编号"), msg("类别代码"), *(title_of(column, homes=homes) for column in COLUMNS))]
    lines = []
    for row in rows:
        values = [_exported(column, row) for column in COLUMNS]
        lines.append([row.community.community_id, row.cover.category.code, *values])
    return heads, lines


def _exported(column: Column, row: GapRow) -> object:
    value = column.value(row)
    if not column.is_number:
        return value
    if value == FAR:
        return column.words(row)
    if column.title is SHARE:  # a share that is not known is said in words, and never rounded up
        return column.words(row) if value is None else cut(float(value), 3)
    return column.words(row) if column.title is STARS and value is None else value
