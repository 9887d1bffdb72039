"""Totals of several communities or of an area drawn: residents, three states by category, stars; as rows, words and a table. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xc_gis.languages.message import msg
from xc_gis.runs.view import NOT_APPLICABLE, CategoryView, CommunityView, CoverageView
from xc_gis.shares import at_most, cut, percent, percent_at_most, within
from xc_gis.ui.presenters.result.sheet_words import DASH, coverage_words, people
from xc_gis.wording.codes import GROUP_ZH
from xc_gis.wording.window import joined_words, name_of, tr, window_text

STARS = (5, 4, 3, 2, 1, 0)
RANGE, INSUFFICIENT = "range", "insufficient"


@dataclass(frozen=True)
class Counted:
    """People of a category's group by state; ``ages_unknown``: in some communities all residents stand in for the group."""

    residents: float
    covered: float
    gap: float
    unknown: float
    ages_unknown: bool = False


@dataclass(frozen=True)
class Totals:
    """
    What is shown of a selection.

    Attributes
    ----------
    title
        Whose totals they are.
    residents
        People (or homes) in all; None where nobody counted any.
    rows
        One for each category of the standard, in its order; figures are None where nobody of them is known.
    stars
        Communities by stars (``5`` … ``0``), ``range`` and ``insufficient``; empty for an area.
    notes
        What is not in the totals, and why.
    """

    title: str
    residents: float | None
    rows: tuple[CoverageView, ...]
    stars: Mapping[int | str, int]
    notes: tuple[str, ...] = ()

    @property
    def counts_homes(self) -> bool:
        """Whether its figures count homes, not people."""
        return any(row.category.counts_homes for row in self.rows)

    def of(self, category: str) -> CoverageView | None:
        """The row of a category; None without it."""
        return next((row for row in self.rows if row.category.code == category), None)


def totals_of(communities: Sequence[CommunityView], categories: Sequence[CategoryView], unknown_max: float) -> Totals:
    """
    Totals of communities: sums of what the run says of each.

    A community without figures (no place, no residents) is in no sum, and reported.
    """
    residents = [c.residents.get("residents") for c in communities]
    known = [r for r in residents if r is not None]
    rows = tuple(_row(category, _sum([c.of(category.code) for c in communities]), unknown_max) for category in categories)
    stars: dict[int | str, int] = {}
    for c in communities:
        key: int | str = c.status if c.status in {RANGE, INSUFFICIENT} or c.stars is None else c.stars
        stars[key] = stars.get(key, 0) + 1
    notes = []
    without = [c.name for c in communities if all(row.low is None for row in c.coverage)]
    if without:
        notes.append(tr(msg("{count} 个社区没有位置或没有居民，不在合计内：{few}", count=len(without), few=_few(without))))
    return Totals(_title(communities), sum(known) if known else None, rows, stars, tuple(notes))


def totals_of_area(
    answer: Mapping[str, object], counted: Mapping[str, Counted], categories: Sequence[CategoryView], unknown_max: float
) -> Totals:
    """Totals of an area drawn (see ``Explorer.totals_within``)."""
    points, residents = int(str(answer["points"])), float(str(answer["residents"]))
    outside, left_out = int(str(answer["outside_points"])), float(str(answer["outside_residents"]))
    homes = any(category.counts_homes for category in categories)
    rows = tuple(_row(category, counted.get(category.code) if points else None, unknown_max) for category in categories)
    notes = [tr(msg("{points:,} 个居住点在所画范围内", points=points))]
    if outside:
        notes.append(
            tr(msg("范围内另有 {outside:,} 个居住点（{left_out:,.0f} 处住宅）不在任何社区内，不计入", outside=outside, left_out=left_out) if homes else
                 msg("范围内另有 {outside:,} 个居住点（{left_out:,.0f} 人）不在任何社区内，不计入", outside=outside, left_out=left_out))
        )  # fmt: skip
    return Totals(tr(msg("所画范围")), residents if points else None, rows, {}, tuple(notes))


def _title(communities: Sequence[CommunityView]) -> str:
    quarters = sorted({c.subdistrict for c in communities} - {""})
    head = tr(msg("所选 {count} 个社区", count=len(communities)))
    return window_text("in_brackets", head, _few(quarters)) if quarters else head


def _few(names: Sequence[str], most: int = 3) -> str:
    shown = joined_words(names[:most], "、")
    return shown if len(names) <= most else shown + tr(msg(" 等 {count} 个", count=len(names)))


def _sum(rows: Sequence[CoverageView]) -> Counted | None:
    """Of the communities that have figures; None where none has."""
    known = [row for row in rows if row.low is not None or (not row.applies and row.residents is not None)]
    if not known:
        return None
    residents, covered, gap, unknown = (
        sum(getattr(row, name) or 0.0 for row in known) for name in ("residents", "covered", "gap", "unknown")
    )
    return Counted(residents, covered, gap, unknown, any("ages_unknown" in row.notes for row in known))


def _row(category: CategoryView, sums: Counted | None, unknown_max: float) -> CoverageView:
    """One category as the fact sheet shows it; low, share and high by the rule of the method (§5)."""
    low = share = high = None
    notes: tuple[str, ...] = ()
    if sums is not None and sums.residents > 0:
        low = sums.covered / sums.residents
        high = 1.0 if sums.gap == 0 else (sums.covered + sums.unknown) / sums.residents
        if sums.covered + sums.gap > 0 and within(sums.unknown / sums.residents, unknown_max):
            share = sums.covered / (sums.covered + sums.gap)
        notes = ("ages_unknown",) if sums.ages_unknown else ()
    elif sums is not None:
        notes = (NOT_APPLICABLE,)
    covered, gap, unknown = (None, None, None) if sums is None or low is None else (sums.covered, sums.gap, sums.unknown)
    return CoverageView(
        community_id="", category=category, residents=None if sums is None else sums.residents,
        covered=covered, gap=gap, unknown=unknown, low=low, share=share, high=high,
        senior_low=None, senior_high=None, median_minutes=None, notes=notes, gap_points=0, over_median=None, over_most=None,
        nearest=None, is_sum=True,
    )  # fmt: skip


def stars_words(key: int | str) -> str:
    """A bar's name: ``4 星``, ``星级区间``, ``暂不评级``."""
    if key == RANGE:
        return tr(msg("星级区间"))
    return tr(msg("暂不评级")) if key == INSUFFICIENT else tr(msg("{n} 星", n=key))


def residents_words(totals: Totals) -> str:
    """How many live there."""
    if totals.residents is None:
        return tr(msg("没有居民数据"))
    return tr(
        msg("住宅 {count} 处（没有人数）", count=people(totals.residents))
        if totals.counts_homes
        else msg("居民 {count} 人", count=people(totals.residents))
    )


def category_name(category: CategoryView) -> str:
    """Its name, with whom it counts where that is not everyone."""
    group = category.population
    name = name_of(category)
    return name if group == "all" else window_text("in_brackets", name, tr(GROUP_ZH[group]))


def theme_words(row: CoverageView) -> list[str]:
    """One category in lines: whom it counts, three states, coverage from low to high."""
    lines = [category_name(row.category)]
    if row.low is None:
        return [*lines, coverage_words(row)]
    whom = people(row.residents)
    lines.append(tr(msg("对象 {whom} 处住宅", whom=whom) if row.category.counts_homes else msg("对象 {whom} 人", whom=whom)))
    lines.append(
        tr(
            msg(
                "已覆盖 {covered}，缺口 {gap}，未知 {unknown}",
                covered=people(row.covered),
                gap=people(row.gap),
                unknown=people(row.unknown),
            )
        )
    )
    lines.append(tr(msg("覆盖率 {coverage_words}", coverage_words=coverage_words(row))) + _bounds(row))
    return lines


def _bounds(row: CoverageView) -> str:
    if row.low is None or row.high is None or row.share is None or not row.unknown:
        return ""
    low, high = percent(row.low), percent_at_most(row.high)
    if low == percent(row.high):  # too few to matter in the decimal shown; how many is said beside
        return ""
    return tr(msg("（未知者都算未覆盖 {low}，都算已覆盖 {high}）", low=low, high=high))


def totals_text(totals: Totals, *, study: str, standard: str) -> str:
    """The totals for a spreadsheet: what they are, then a table with tabs; what is not known is a word, never 0."""
    lines = [totals.title, residents_words(totals), *totals.notes]
    if totals.stars:
        lines.append(
            joined_words(
                tr(msg("{stars_words} {count} 个", stars_words=stars_words(key), count=count))
                for key, count in ordered_stars(totals.stars)
            )
        )
    heads = (
        msg("类别代码"),
        msg("服务类别"),
        msg("要求（分）"),
        msg("对象"),
        msg("已覆盖"),
        msg("缺口"),
        msg("未知"),
        msg("覆盖率下限"),
        msg("覆盖率"),
        msg("覆盖率上限"),
    )
    lines += ["", "\t".join(map(tr, heads))]
    for row in totals.rows:
        shares = [DASH if share is None else str(cut(share, 3)) for share in (row.low, row.share)]
        shares.append(DASH if row.high is None else str(at_most(row.high)))
        shares[1] = coverage_words(row) if row.share is None else shares[1]
        counts = [DASH if n is None else f"{n:.0f}" for n in (row.residents, row.covered, row.gap, row.unknown)]
        lines.append("\t".join([row.category.code, name_of(row.category), f"{row.category.minutes:g}", *counts, *shares]))
    return "\n".join([*lines, "", joined_words((study, standard), "；")])


def ordered_stars(stars: Mapping[int | str, int]) -> list[tuple[int | str, int]]:
    """From five stars down, then what has no star; only what there is."""
    return [(key, stars[key]) for key in (*STARS, RANGE, INSUFFICIENT) if stars.get(key)]
