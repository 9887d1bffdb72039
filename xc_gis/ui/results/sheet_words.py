"""What the fact sheet and the gap table say, as text: one place for both, for copying and for print. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xc_gis.report.wording import DOMAIN_ZH, GROUP_ZH, NOTE_ZH
from xc_gis.run_view import CommunityView, CoverageView
from xc_gis.shares import cut, percent
from xc_gis.ui.words import joined_words, label_of, say, tell

DASH = "—"
COVERAGE_ZH, SENIORS_ZH = "覆盖率", "老年人"
OLD, YOUNG = ("age60plus", "age80plus"), ("age0_3", "age3_6", "age6_12")


def percent_down(share: float | None) -> str:
    """A share in percent, cut, so that 89.99 % never reads 90.0 %; nothing known reads as a dash."""
    return DASH if share is None else percent(share)


def people(count: float | None) -> str:
    """A number of people."""
    return DASH if count is None else f"{count:,.0f}"


def minutes(value: float | None) -> str:
    """Minutes with one decimal where they have one."""
    return DASH if value is None else f"{value:.1f}"


def coverage_words(row: CoverageView) -> str:
    """Coverage as one reads it on a bar: ``87.5%``, ``未知 40.0–95.1%``, ``未知`` (of everyone), ``不适用``."""
    if not row.applies:
        return tell("不适用")
    if row.low is None:
        return tell(next((NOTE_ZH[note] for note in row.notes if note in {"no_location", "no_residents"}), "无数据"))
    if row.share is None:
        everyone = row.low <= 0 and row.high is not None and row.high >= 1
        return tell("未知" if everyone else f"未知 {percent_down(row.low)[:-1]}–{percent_down(row.high)}")
    return percent_down(row.share)


def lack_words(row: CoverageView) -> str:
    """Who is not covered: ``缺口 123 人 · 未知 45 人``; empty where everyone is."""
    parts = []
    homes = row.category.counts_homes
    if row.gap:
        parts.append(tell(f"缺口 {people(row.gap)} 处住宅" if homes else f"缺口 {people(row.gap)} 人"))
    if row.unknown:
        parts.append(tell(f"未知 {people(row.unknown)} 处住宅" if homes else f"未知 {people(row.unknown)} 人"))
    return " · ".join(parts)


def nearest_words(row: CoverageView) -> str:
    """The nearest facility from the middle of the community; of a sum there is none."""
    if row.is_sum:
        return ""
    if row.nearest is None:
        limit = f"{2 * row.category.minutes:g}"
        far = tell(f"两倍时限（{limit} 分钟）内没有已知的设施" if row.unknown else f"两倍时限（{limit} 分钟）内走不到")
        return far if row.applies and row.low is not None else ""
    return f"{tell(f'最近 {row.nearest.minutes:.1f} 分钟')} {row.nearest.name}"


def category_words(row: CoverageView) -> str:
    """Everything about one category in one sentence, for a screen reader and a tooltip."""
    category = row.category
    asked = [tell("必备" if category.mandatory else "非必备"), tell(f"要求 {category.minutes:g} 分钟")]
    asked += [] if category.population == "all" else [tell(f"对象 {GROUP_ZH[category.population]}")]
    head = say("in_brackets", category.zh, joined_words(asked)) + say("colon") + tell(row.state_zh)
    parts = [head, tell(f"覆盖率 {coverage_words(row)}")]
    parts += [words for words in (lack_words(row), nearest_words(row)) if words]
    parts += [tell(NOTE_ZH[note]) for note in row.notes if note == "ages_unknown"]
    if row.median_minutes is not None:
        parts.append(tell(f"一半居民在 {minutes(row.median_minutes)} 分钟内"))
    return joined_words(parts)


def whole_words(share: float | None) -> str:
    """Where all communities together stand."""
    return "" if share is None else tell(f"所有社区合计 {percent_down(share)}")


def score_words(community: CommunityView) -> str:
    """``72.4 分(70.1–80.0)``; a dash without a score."""
    if community.score is None:
        return DASH
    if community.score_low == community.score_high:
        return tell(f"{community.score:.1f} 分")
    return tell(f"{community.score:.1f} 分（{_bound(community.score_low)}–{_bound(community.score_high)}）")


def star_bounds_words(community: CommunityView) -> str:
    """What the star may still be; empty where it is settled."""
    low, high = community.stars_low, community.stars_high
    if low is None or high is None or low == high:
        return ""
    parts = [] if community.stars is None else [tell(f"按已知数据 {community.stars} 星")]
    return label_of(joined_words([*parts, tell(f"未知部分核实后可能为 {low} 至 {high} 星")], "；"))


def standing_words(community: CommunityView) -> str:
    """Why this star: the figures it rests on."""
    mandatory = [row for row in community.coverage if row.category.mandatory and row.applies]
    known = [row for row in mandatory if row.share is not None]
    full = sum(row.state == "covered" for row in known)
    joint = _range(community.joint_low, community.joint_high)
    parts = [] if community.score is None else [tell(f"得分 {score_words(community)}")]
    parts.append(tell(f"必备服务 {len(mandatory)} 类中 {full} 类全覆盖"))
    if len(known) < len(mandatory):
        parts.append(tell(f"{len(mandatory) - len(known)} 类未知"))
    if joint:
        parts.append(tell(f"必备服务齐全的居民 {joint}"))
    parts.append(tell(f"数据完整度 {percent_down(community.completeness)}"))
    return label_of(joined_words(parts))


def subdistrict_words(community: CommunityView) -> str:
    """The subdistrict, or that nobody named one."""
    return community.subdistrict or tell("未注明街道")


def residents_words(community: CommunityView) -> str:
    """How many live there; where nobody counted people, how many homes there are."""
    count = people(community.residents.get("residents"))
    return tell(f"住宅 {count} 处（没有人数）" if counts_homes(community) else f"居民 {count} 人")


def counts_homes(community: CommunityView) -> bool:
    """Whether its figures count homes, not people."""
    return any(row.category.counts_homes for row in community.coverage)


def surveys_words(community: CommunityView) -> str:
    """Which surveys would settle the star; empty where none would."""
    return tell(f"{community.surveys}，可确定星级") if community.surveys else ""


def next_star_heading(community: CommunityView) -> str:
    """Heading of the reasons."""
    if not community.reasons:
        return ""
    if community.next_star is None:
        return tell("原因")
    return tell(f"距 {community.next_star} 星还差")


def reasons_of(community: CommunityView) -> list[str]:
    """
    The reasons with their figures as everywhere on the sheet: one decimal.

    A run files them with two decimals of a share (method §7); the same share stands in the rows of the community.
    """
    figures: dict[str, float | None] = {"必备服务齐全的居民": community.joint_low, "数据完整度": community.completeness}
    for row in community.coverage:
        words = row.category.zh + COVERAGE_ZH
        figures |= {words: row.share, SENIORS_ZH + words: row.senior_low}
    return [_with_decimal(reason, figures) for reason in community.reasons]


def _with_decimal(reason: str, figures: Mapping[str, float | None]) -> str:
    for words, share in figures.items():
        filed = "" if share is None else f"{words} {cut(share, 2) * 100:.0f}%"
        if share is not None and reason.startswith(filed):
            return f"{words} {percent(share)}{reason[len(filed) :]}"
    return reason


def old_and_young(community: CommunityView) -> list[tuple[str, str, list[CoverageView]]]:
    """
    One old, one young (一老一小): heading, how many, and the categories for them.

    Groups that the standard has no category for are left out; a number that is not known reads as such, never as zero.
    """
    groups = []
    for title, column, populations in (("一老 · 60 岁以上", "residents_60plus", OLD), ("一小 · 0–12 岁", "", YOUNG)):
        rows = [r for r in community.coverage if r.category.population in populations]
        if title.startswith("一老"):
            rows += [r for r in community.coverage if r.category.population == "all" and r.senior_low is not None]
            count = community.residents.get(column)
        else:
            ages = [community.residents.get(f"residents_{a}") for a in ("0_3", "3_6", "6_12")]
            count = None if any(a is None for a in ages) else sum(a for a in ages if a is not None)
        if rows:
            groups.append((tell(title), _group_count(count, homes=counts_homes(community)), rows))
    return groups


def _group_count(count: float | None, *, homes: bool) -> str:
    if homes:
        return tell("没有人数，按全部住宅计")
    return tell("人数不明，按全体居民计" if count is None else f"{people(count)} 人")


def senior_words(row: CoverageView) -> str:
    """Coverage of seniors at their own pace; for a category of their own its coverage."""
    if row.category.population in OLD or row.senior_low is None:
        return coverage_words(row)
    everyone = row.senior_low <= 0 and row.senior_high is not None and row.senior_high >= 1
    return tell("未知") if everyone else _range(row.senior_low, row.senior_high)


def sheet_text(community: CommunityView, *, study: str, standard: str) -> str:
    """The whole sheet as text, for copying."""
    where = joined_words((subdistrict_words(community), tell(f"编号 {community.community_id}")))
    lines = [say("in_brackets", community.name, where)]
    stars = tell(community.stars_zh)
    stars = say("in_brackets", stars, tell("暂评")) if community.provisional else stars
    lines.append(joined_words((stars, residents_words(community)), "；"))
    lines.append(standing_words(community))
    lines += [words for words in (star_bounds_words(community),) if words]
    if community.reasons:
        lines.append(next_star_heading(community) + say("colon") + joined_words(map(tell, reasons_of(community)), "；"))
    if community.surveys:
        lines.append(surveys_words(community))
    for domain, rows in by_domain(community.coverage):
        lines.append("")
        lines.append(tell(DOMAIN_ZH[domain]))
        lines += [f"  {category_words(row)}" for row in rows]
    lines += ["", joined_words((study, standard), "；")]
    return "\n".join(lines)


def by_domain(rows: Sequence[CoverageView]) -> list[tuple[str, list[CoverageView]]]:
    """Rows under the headings of their domains, in the order of planners."""
    grouped = [(domain, [row for row in rows if row.category.domain == domain]) for domain in DOMAIN_ZH]
    return [(domain, mine) for domain, mine in grouped if mine]


def _bound(value: float | None) -> str:
    return DASH if value is None else f"{value:.1f}"


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    a, b = percent_down(low), percent_down(high)
    return a if a == b else f"{a[:-1]}–{b}"
