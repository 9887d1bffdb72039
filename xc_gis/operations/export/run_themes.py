"""Themes that a run itself has: the class, the words and the legend of each community, from what its tables say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xc_gis.languages.message import Message, msg
from xc_gis.operations.export.spoken import Say, people
from xc_gis.operations.export.theme_choice import COVERAGE, GAPS, JOINT, MINUTES, STARS
from xc_gis.report.documents.atlas.records import ClassRow, Look, ThemeOnMap
from xc_gis.report.themes import THEMES, Theme, Words, on_the_map
from xc_gis.runs.view import CategoryView, CommunityView, CoverageView, RunView
from xc_gis.shares import percent, percent_range, within
from xc_gis.wording.codes import NOTE_ZH, STATUS_ZH

EXACT = 1e-9
"""A walk of exactly the limit is within it, whatever dividing it has done."""


def class_of(theme: Theme, value: float) -> int:
    """Number of the class that a value belongs to."""
    for n, one in enumerate(theme.classes):
        if value < one.limit or (theme.limit_counts_in and value == one.limit):
            return n
    return len(theme.classes) - 1


def class_rows(theme: Theme, say: Say, *, last_first: bool, words: Callable[[int], str] | None = None) -> tuple[ClassRow, ...]:
    """Rows of the legend, colours as they are seen on the map's ground; the last class first where that is the best or the most."""
    rows = [ClassRow(on_the_map(one.colour), words(n) if words else _said(one.words, say)) for n, one in enumerate(theme.classes)]
    return tuple(rows[::-1] if last_first else rows)


def _said(words: Words, say: Say) -> str:
    sentence, *filled = words
    return say(sentence).format(*filled)


def stars_theme(run: RunView, say: Say) -> ThemeOnMap:
    """Stars by community; a range is drawn as its figure and stippled."""
    theme = THEMES["stars"]
    last = len(theme.classes) - 1
    looks = {}
    for c in run.communities:
        words = say(c.stars_zh)
        ranged = c.stars_low is not None and c.stars_low != c.stars_high
        shown = c.stars if c.stars is not None else c.stars_low if ranged else None
        looks[c.community_id] = Look(None if shown is None else last - shown, words, is_unknown=shown is None, is_unsure=ranged)
    return ThemeOnMap(
        STARS, say(msg("星级评价图")), say(msg("星级")), say(msg("星级")), class_rows(theme, say, last_first=True), say(STATUS_ZH["insufficient"]), "",
        say(msg("点纹：未知数据可能改变星级")), looks, areas={name: _star_words(members, say) for name, members in by_area(run).items()},
    )  # fmt: skip


def by_area(run: RunView) -> dict[str, list[CommunityView]]:
    """Communities by subdistrict in the order of the run, and all of them under an empty name, last."""
    areas: dict[str, list[CommunityView]] = {}
    for c in run.communities:
        if c.subdistrict:
            areas.setdefault(c.subdistrict, []).append(c)
    return {**areas, "": list(run.communities)}


def _star_words(members: Sequence[CommunityView], say: Say) -> str:
    rated = [c.stars for c in members if c.stars is not None]
    return say(msg("平均 {mean:.1f} 星", mean=sum(rated) / len(rated))) if rated else "—"


def joint_theme(run: RunView, page: Mapping[str, Any], say: Say) -> ThemeOnMap:
    """Share of residents whom all mandatory services reach."""
    theme = THEMES["joint"]
    last = len(theme.classes) - 1
    shares = {c["id"]: c["joint"] for c in page["communities"]}
    looks = {}
    for c in run.communities:
        share = shares.get(c.community_id)
        if c.joint_low is None or c.joint_high is None:
            looks[c.community_id] = Look(None, say(NOTE_ZH["no_residents"]))
        elif share is None:
            looks[c.community_id] = Look(None, percent_range(c.joint_low, c.joint_high), is_unknown=True)
        else:
            looks[c.community_id] = Look(last - class_of(theme, share), percent(share))
    return ThemeOnMap(
        JOINT, say(msg("一站式满足率图")), say(msg("一站式满足率")), say(msg("一站式满足率")), class_rows(theme, say, last_first=True), _unknown(run, say),
        say(msg("没有居民")), "", looks, notes=(say(msg("各必备类别全部达标的居民所占比例")),),
    )  # fmt: skip


def _unknown(run: RunView, say: Say) -> str:
    return say(msg("未知(未知居民超过 {share})", share=percent(run.unknown_max)))


def _nothing(row: CoverageView, say: Say) -> Look | None:
    if not row.applies:
        return Look(None, say(msg("不适用")))
    return Look(None, say(NOTE_ZH["no_residents"])) if row.low is None or row.high is None else None


def coverage_theme(run: RunView, category: CategoryView, say: Say) -> ThemeOnMap:
    """Coverage of a category, with the people in gap as dots."""
    theme = THEMES["coverage"]
    last = len(theme.classes) - 1
    looks = {}
    for c in run.communities:
        row = c.of(category.code)
        look = _nothing(row, say)
        if look is None and row.share is None:
            look = Look(None, percent_range(row.low or 0.0, row.high or 0.0), is_unknown=True)
        elif look is None and row.share is not None:
            look = Look(last - class_of(theme, row.share), percent(row.share))
        looks[c.community_id] = look or Look(None, "")
    return ThemeOnMap(
        f"{COVERAGE}:{category.code}", say(msg("{category}覆盖率图", category=category.name)), say(msg("{category}覆盖率", category=category.name)),
        say(msg("覆盖率")), class_rows(theme, say, last_first=True), _unknown(run, say), say(msg("不适用、没有居民或没有位置")), "", looks,
        areas=_shares_of_areas(run, category), gaps=category.code,
        notes=(_limit(category, say),),
    )  # fmt: skip


def _limit(category: CategoryView, say: Say) -> str:
    return say(msg("时限：步行 {minutes:g} 分钟", minutes=category.minutes))


def _shares_of_areas(run: RunView, category: CategoryView) -> dict[str, str]:
    return {name: area_share(members, category.code, run.unknown_max) for name, members in by_area(run).items()}


def area_share(members: Sequence[CommunityView], code: str, unknown_max: float) -> str:
    """Coverage of several communities together, counted by residents; bounds where too much is unknown, a dash where nobody counts."""
    rows = [c.of(code) for c in members]
    covered, gap, unknown = (sum(getattr(row, name) or 0.0 for row in rows) for name in ("covered", "gap", "unknown"))
    total = covered + gap + unknown
    if total == 0:
        return "—"
    if covered + gap > 0 and within(unknown / total, unknown_max):
        return percent(covered / (covered + gap))
    return percent_range(covered / total, (covered + unknown) / total)


def gaps_theme(run: RunView, category: CategoryView, say: Say) -> ThemeOnMap:
    """How many people of a category are in gap, and where they live."""
    theme = THEMES["gaps"]
    last = len(theme.classes) - 1
    looks = {}
    for c in run.communities:
        row = c.of(category.code)
        look = _nothing(row, say)
        gap = row.gap or 0.0
        if look is None and row.share is None:
            look = Look(None, say(msg("未知（缺口至少 {gap:,.0f} 人）", gap=gap)), is_unknown=True)
        looks[c.community_id] = look or Look(last - class_of(theme, gap), people(gap, say, homes=category.counts_homes))
    areas = {
        name: people(sum(c.of(category.code).gap or 0.0 for c in members), say, homes=category.counts_homes)
        for name, members in by_area(run).items()
    }
    return ThemeOnMap(
        f"{GAPS}:{category.code}", say(msg("{category}缺口图", category=category.name)), say(msg("{category}缺口居民", category=category.name)),
        say(msg("缺口居民")), class_rows(theme, say, last_first=True), _unknown(run, say), say(msg("不适用、没有居民或没有位置")), "", looks, areas=areas,
        gaps=category.code, notes=(_limit(category, say),),
    )  # fmt: skip


def minutes_theme(run: RunView, category: CategoryView, say: Say) -> ThemeOnMap:
    """Walking time of half of the residents to the nearest facility."""
    limit = category.minutes
    theme = THEMES["minutes_in_thirds" if limit % 3 == 0 else "minutes_in_halves"]
    looks = {}
    for c in run.communities:
        row = c.of(category.code)
        median = row.median_minutes
        look = _nothing(row, say)
        if look is None and row.share is None and (median is None or median > limit):
            look = Look(None, say(msg("未知")), is_unknown=True)
        if look is None:
            at = len(theme.classes) - 1 if median is None else class_of(theme, median / limit - EXACT)
            words = say(msg("两倍时限内到不了")) if median is None else say(msg("{minutes:.1f} 分钟", minutes=median))
            look = Look(at, words)
        looks[c.community_id] = look
    return ThemeOnMap(
        f"{MINUTES}:{category.code}", say(msg("{category}步行时间图", category=category.name)), say(msg("到{category}的分钟数（居民中位）", category=category.name)),
        say(msg("居民中位分钟数")), class_rows(theme, say, last_first=False, words=lambda n: words_of_class(theme, n, limit, say)), say(msg("未知(已知设施都在时限外)")),
        say(msg("不适用、没有居民或没有位置")), "", looks,
        notes=(_limit(category, say),),
    )  # fmt: skip


def words_of_class(theme: Theme, n: int, limit: float, say: Say) -> str:
    """A class of walks in whole minutes of a limit."""
    to = f"{theme.classes[n].limit * limit:g}"
    if n == 0:
        return say(msg("{} 分钟以内")).format(to)
    start = f"{theme.classes[n - 1].limit * limit:g}"
    if n == len(theme.classes) - 1:
        return say(msg("超过 {} 分钟(含到不了)")).format(start)
    sentence: Message = msg("{}–{} 分钟(达标)") if theme.classes[n].limit == 1 else msg("{}–{} 分钟")
    return say(sentence).format(start, to)
