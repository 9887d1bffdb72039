"""What the fact sheet and the gap table window_text, as text: one place for both, for copying and for print. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from xc_gis.languages.message import msg
from xc_gis.runs.view import CommunityView, CoverageView
from xc_gis.shares import percent, percent_range
from xc_gis.wording.codes import DOMAIN_ZH, GROUP_ZH, NOTE_ZH
from xc_gis.wording.nearest import none_near
from xc_gis.wording.reasons import reason_messages, surveys_message
from xc_gis.wording.window import joined_words, label_of, name_of, tr, window_text

DASH = "—"
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
        return tr(msg("不适用"))
    if row.low is None:
        return tr(next((NOTE_ZH[note] for note in row.notes if note in {"no_location", "no_residents"}), msg("无数据")))
    if row.share is None:
        everyone = row.low <= 0 and row.high is not None and row.high >= 1
        if everyone or row.high is None:
            return tr(msg("未知"))
        return tr(msg("未知 {range}", range=percent_range(row.low, row.high)))
    return percent_down(row.share)


def lack_words(row: CoverageView) -> str:
    """Who is not covered: ``缺口 123 人 · 未知 45 人``; empty where everyone is."""
    parts = []
    homes = row.category.counts_homes
    if row.gap:
        parts.append(tr(msg("缺口 {gap} 处住宅", gap=people(row.gap)) if homes else msg("缺口 {gap} 人", gap=people(row.gap))))
    if row.unknown:
        parts.append(
            tr(
                msg("未知 {unknown} 处住宅", unknown=people(row.unknown))
                if homes
                else msg("未知 {unknown} 人", unknown=people(row.unknown))
            )
        )
    return " · ".join(parts)


def nearest_words(row: CoverageView) -> str:
    """The nearest facility from the middle of the community; of a sum there is none."""
    if row.is_sum:
        return ""
    if row.nearest is None:
        far = tr(msg("最近的设施：{words}", words=none_near(is_unsure=bool(row.unknown) or row.share is None)))
        return far if row.applies and row.low is not None else ""
    return tr(msg("最近 {minutes:.1f} 分钟 {name}", minutes=row.nearest.minutes, name=row.nearest.name))


def category_words(row: CoverageView) -> str:
    """Everything about one category in one sentence, for a screen reader and a tooltip."""
    category = row.category
    asked = [
        tr(msg("必备") if category.mandatory else msg("非必备")),
        tr(msg("要求 {minutes:g} 分钟", minutes=category.minutes)),
    ]
    asked += [] if category.population == "all" else [tr(msg("对象 {group_zh}", group_zh=GROUP_ZH[category.population]))]
    head = window_text("in_brackets", name_of(category), joined_words(asked)) + window_text("colon") + tr(row.state_zh)
    parts = [head, tr(msg("覆盖率 {coverage_words}", coverage_words=coverage_words(row)))]
    parts += [words for words in (lack_words(row), nearest_words(row)) if words]
    parts += [tr(NOTE_ZH[note]) for note in row.notes if note == "ages_unknown"]
    if row.median_minutes is not None:
        parts.append(tr(msg("一半居民在 {median_minutes} 分钟内", median_minutes=minutes(row.median_minutes))))
    return joined_words(parts)


def whole_words(share: float | None) -> str:
    """Where all communities together stand."""
    return "" if share is None else tr(msg("所有社区合计 {percent_down}", percent_down=percent_down(share)))


def score_words(community: CommunityView) -> str:
    """``72.4 分(70.1–80.0)``; a dash without a score."""
    if community.score is None:
        return DASH
    if community.score_low == community.score_high:
        return tr(msg("{score:.1f} 分", score=community.score))
    return tr(
        msg(
            "{score:.1f} 分（{bound}–{bound2}）",
            score=community.score,
            bound=_bound(community.score_low),
            bound2=_bound(community.score_high),
        )
    )


def star_bounds_words(community: CommunityView) -> str:
    """What the star may still be; empty where it is settled."""
    low, high = community.stars_low, community.stars_high
    if low is None or high is None or low == high:
        return ""
    parts = [] if community.stars is None else [tr(msg("按已知数据 {stars} 星", stars=community.stars))]
    return label_of(joined_words([*parts, tr(msg("未知部分核实后可能为 {low} 至 {high} 星", low=low, high=high))], "；"))


def rating_basis_words(community: CommunityView) -> str:
    """Why this star: the figures it rests on."""
    mandatory = [row for row in community.coverage if row.category.mandatory and row.applies]
    known = [row for row in mandatory if row.share is not None]
    full = sum(row.state == "covered" for row in known)
    joint = _range(community.joint_low, community.joint_high)
    parts = [] if community.score is None else [tr(msg("得分 {score_words}", score_words=score_words(community)))]
    parts.append(tr(msg("必备服务 {count} 类中 {full} 类全覆盖", count=len(mandatory), full=full)))
    if len(known) < len(mandatory):
        parts.append(tr(msg("{count} 类未知", count=len(mandatory) - len(known))))
    if joint:
        parts.append(tr(msg("一站式满足率 {joint}", joint=joint)))
    parts.append(tr(msg("数据完整度 {percent_down}", percent_down=percent_down(community.completeness))))
    return label_of(joined_words(parts))


def subdistrict_words(community: CommunityView) -> str:
    """The subdistrict, or that nobody named one."""
    return community.subdistrict or tr(msg("未注明街道"))


def residents_words(community: CommunityView) -> str:
    """How many live there; where nobody counted people, how many homes there are."""
    count = people(community.residents.get("residents"))
    return tr(msg("住宅 {count} 处（没有人数）", count=count) if counts_homes(community) else msg("居民 {count} 人", count=count))


def counts_homes(community: CommunityView) -> bool:
    """Whether its figures count homes, not people."""
    return any(row.category.counts_homes for row in community.coverage)


def surveys_words(community: CommunityView) -> str:
    """Which surveys would settle the star; empty where none would."""
    if not community.surveys:
        return ""
    return tr(msg("{surveys}，可确定星级", surveys=surveys_message(community.surveys, category_names(community))))


def next_star_heading(community: CommunityView) -> str:
    """Heading of the reasons."""
    if not community.reasons:
        return ""
    if community.next_star is None:
        return tr(msg("原因"))
    return tr(msg("距 {next_star} 星还差", next_star=community.next_star))


def reasons_of(community: CommunityView) -> list[str]:
    """The reasons in the language chosen, their figures as everywhere on the sheet: one decimal."""
    return [tr(message) for message in reason_messages(community.reasons, category_names(community))]


def category_names(community: CommunityView) -> dict[str, str]:
    """Names of categories and stated figures by code."""
    return dict(community.names)


def old_and_young(community: CommunityView) -> list[tuple[str, str, list[CoverageView]]]:
    """
    One old, one young (一老一小): heading, how many, and the categories for them.

    Groups that the standard has no category for are left out; a number that is not known reads as such, never as zero.
    """
    groups = []
    for title, column, populations in ((msg("一老 · 60 岁以上"), "residents_60plus", OLD), (msg("一小 · 0–12 岁"), "", YOUNG)):
        rows = [r for r in community.coverage if r.category.population in populations]
        if populations is OLD:
            rows += [r for r in community.coverage if r.category.population == "all" and r.senior_low is not None]
            count = community.residents.get(column)
        else:
            ages = [community.residents.get(f"residents_{a}") for a in ("0_3", "3_6", "6_12")]
            count = None if any(a is None for a in ages) else sum(a for a in ages if a is not None)
        if rows:
            groups.append((tr(title), _group_count(count, homes=counts_homes(community)), rows))
    return groups


def _group_count(count: float | None, *, homes: bool) -> str:
    if homes:
        return tr(msg("没有人数，按全部住宅计"))
    return tr(msg("人数不明，按全体居民计") if count is None else msg("{count} 人", count=people(count)))


def senior_words(row: CoverageView) -> str:
    """Coverage of seniors at their own pace; for a category of their own its coverage."""
    if row.category.population in OLD or row.senior_low is None:
        return coverage_words(row)
    everyone = row.senior_low <= 0 and row.senior_high is not None and row.senior_high >= 1
    return tr(msg("未知")) if everyone else _range(row.senior_low, row.senior_high)


def sheet_text(community: CommunityView, *, study: str, standard: str) -> str:
    """The whole sheet as text, for copying."""
    where = joined_words((subdistrict_words(community), tr(msg("编号 {facility_id}", facility_id=community.community_id))))
    lines = [window_text("in_brackets", community.name, where)]
    stars = tr(community.stars_zh)
    stars = window_text("in_brackets", stars, tr(msg("暂评"))) if community.provisional else stars
    lines.append(joined_words((stars, residents_words(community)), "；"))
    lines.append(rating_basis_words(community))
    lines += [words for words in (star_bounds_words(community),) if words]
    if community.reasons:
        lines.append(next_star_heading(community) + window_text("colon") + joined_words(reasons_of(community), "；"))
    if community.surveys:
        lines.append(surveys_words(community))
    for domain, rows in by_domain(community.coverage):
        lines.append("")
        lines.append(tr(DOMAIN_ZH[domain]))
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
    return "" if low is None or high is None else percent_range(low, high)
