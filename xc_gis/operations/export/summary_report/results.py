"""What came out, in sentences and tables: stars, categories, subdistricts, the old and the young. Every figure is counted from the run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.atlas_source import counts_homes
from xc_gis.operations.export.spoken import Say, capital, people, whole
from xc_gis.operations.export.workbook.five_stars import FIVE
from xc_gis.operations.export.workbook.indicators import OLD, YOUNG, target_of
from xc_gis.operations.export.workbook.star_spread import HIGH, LEVELS, high_share, star_shares
from xc_gis.operations.export.workbook.sums import (
    Counted,
    by_subdistrict,
    counted,
    joint_counted,
    residents_of,
    seniors_counted,
)
from xc_gis.operations.export.workbook.values import area_name
from xc_gis.report.documents.summary.records import Part, Sentence, TableOf, reference
from xc_gis.runs.view import CategoryView, CommunityView, RunView
from xc_gis.shares import misses, percent, percent_range, threshold_percent
from xc_gis.wording.bases import base_sentence
from xc_gis.wording.codes import GROUP_ZH

MOST_NAMED = 3
"""So many of the best and worst are named in a sentence."""

NOTHING = "—"


def whole_counts(run: RunView) -> dict[str, Counted]:
    """Coverage of every category in all communities together."""
    return {c.code: counted([one.of(c.code) for one in run.communities], run.unknown_max) for c in run.categories}


def share_of(count: Counted | None, say: Say) -> str:
    """Coverage as it is read: a share, bounds where too much is unknown, a word where there is nothing to say."""
    if count is None:
        return say(msg("未知"))
    if count.low is None or count.high is None:
        return say(msg("不适用"))
    return percent(count.share) if count.share is not None else percent_range(count.low, count.high)


def star_parts(run: RunView, say: Say) -> Iterator[Part]:
    """Who was rated and how, and how many residents have all mandatory services."""
    towns, homes = run.communities, counts_homes(run.communities)
    total = residents_of(towns, "residents")
    streets = len({c.subdistrict for c in towns if c.subdistrict})
    count = people(total, say, homes=homes) if total is not None else say(msg("数目未知"))
    yield Sentence(
        say(
            msg(
                "本次评价社区 {towns} 个，分属 {streets} 个街道，共有{what} {people}。",
                towns=len(towns),
                streets=streets,
                what=msg("住宅") if homes else msg("居民"),
                people=count,
            )
        )
    )
    if not homes:
        yield Sentence(say(msg("{base}。", base=base_sentence(run.base))))
    rated = [c for c in towns if c.stars is not None]
    ranged, lost = sum(c.status == "range" for c in towns), len(towns) - len(rated)
    high = sum(c.stars is not None and c.stars >= HIGH for c in towns)
    parts = [msg("按已知数据评出星级的社区 {count} 个", count=len(rated))]
    if rated:
        parts.append(
            msg(
                "其中 {stars} 星及以上 {high} 个（占全部社区的 {share}）", stars=HIGH, high=high, share=percent(high_share(towns))
            )
        )
        five = sum(c.stars == FIVE for c in towns)
        parts.append(msg("五星 {five} 个", five=five))
    if ranged:
        parts.append(msg("{ranged} 个社区的星级为区间，未知数据可能改变", ranged=ranged))
    parts.append(msg("暂不评级 {lost} 个", lost=lost) if lost else msg("没有暂不评级的社区"))
    yield Sentence(
        say(
            msg(
                "{parts}。星级分布见{table}，各社区星级见{figure}。",
                parts=joined("，", parts),
                table=reference("stars"),
                figure=reference("map_stars"),
            )
        )
    )
    yield _stars_table(towns, say)
    bounds = joint_counted(towns)
    if bounds is None:
        yield Sentence(say(msg("一站式满足率（各必备类别全部达标的居民所占比例）未知：现有数据不能说明。")))
    else:
        yield Sentence(say(msg("一站式满足率（各必备类别全部达标的居民所占比例）为 {share}。", share=percent_range(*bounds))))


def _stars_table(towns: Sequence[CommunityView], say: Say) -> TableOf:
    rows = []
    shares = star_shares(towns)
    for stars in (*LEVELS, None):
        members = [c for c in towns if c.stars == stars]
        if stars is None and not members:
            continue
        residents = residents_of(members, "residents")
        name = say(msg("{n} 星", n=stars)) if stars is not None else say(msg("暂不评级"))
        rows.append(
            (
                capital(name),
                str(len(members)),
                percent(shares[stars]),
                NOTHING if residents is None else f"{residents:,.0f}",
            )
        )
    headings = (msg("星级"), msg("社区数"), msg("占社区比例"), msg("住宅") if counts_homes(towns) else msg("居民"))
    return TableOf(
        "stars", capital(say(msg("社区星级分布"))), tuple(capital(say(word)) for word in headings), tuple(rows), (39.0, 39.0, 39.0, 39.0),
        (False, True, True, True),
    )  # fmt: skip


def category_parts(run: RunView, say: Say) -> Iterator[Part]:
    """How far each service reaches in the whole district."""
    counts, least = whole_counts(run), target_of(run)
    known = [(counts[c.code].share, c) for c in run.categories if counts[c.code].share is not None]
    ordered = [c for _, c in sorted(known, key=lambda pair: pair[0] or 0.0)]
    reached = sum(share is not None and not misses(share, least) for share, _ in known)
    lost = [c.name for c in run.categories if counts[c.code].share is None and counts[c.code].residents > 0]
    yield Sentence(
        say(
            msg(
                "标准有 {total} 类服务。按全区居民计，覆盖率达到 {least} 的有 {reached} 类，见{table}。",
                total=len(run.categories), least=threshold_percent(least), reached=reached, table=reference("categories"),
            )
        )
    )  # fmt: skip
    if ordered:
        yield Sentence(say(msg("覆盖率最低的是{names}。", names=_named(ordered[:MOST_NAMED], counts, say))))
    mandatory = [c for c in ordered if c.mandatory]
    if mandatory:
        yield Sentence(say(msg("必备类别中覆盖率最低的是{names}。", names=_named(mandatory[:MOST_NAMED], counts, say))))
    most = worst_mandatory(run)
    if most is not None:
        count = people(counts[most.code].gap, say, homes=most.counts_homes)
        yield Sentence(
            say(
                msg(
                    "必备类别中未覆盖居民最多的是{category}，{count}，分布见{figure}。", category=most.name, count=count, figure=reference("map_gaps")
                )
            )
        )  # fmt: skip
    if lost:
        yield Sentence(
            say(msg("{names}的未知居民超过 {share}，只写上下限。", names=joined("、", lost), share=percent(run.unknown_max)))
        )
    yield _category_table(run, counts, say)


def worst_mandatory(run: RunView) -> CategoryView | None:
    """The mandatory category with most people in gap; None where nobody is."""
    counts = whole_counts(run)
    found = [c for c in run.categories if c.mandatory and counts[c.code].gap > 0]
    return max(found, key=lambda c: counts[c.code].gap, default=None)


def _named(categories: Sequence[CategoryView], counts: dict[str, Counted], say: Say) -> str:
    return joined("、", [msg("{category}（{share}）", category=c.name, share=share_of(counts[c.code], say)) for c in categories])


def _category_table(run: RunView, counts: dict[str, Counted], say: Say) -> TableOf:
    rows = [
        (
            say(c.name), say(msg("必备")) if c.mandatory else "", f"{c.minutes:g}", capital(say(GROUP_ZH.get(c.population, c.population))),
            share_of(counts[c.code], say), whole(counts[c.code].gap), whole(counts[c.code].unknown),
        )
        for c in run.categories
    ]  # fmt: skip
    headings = (msg("类别"), msg("必备"), msg("分钟"), msg("服务人群"), msg("覆盖率"), msg("未覆盖"), msg("未知"))
    return TableOf(
        "categories", capital(say(msg("各类服务的覆盖情况"))), tuple(capital(say(word)) for word in headings), tuple(rows),
        (46.0, 15.0, 13.0, 24.0, 24.0, 18.0, 16.0), (False, False, True, False, True, True, True),
    )  # fmt: skip


def subdistrict_parts(run: RunView, say: Say) -> Iterator[Part]:
    """Subdistricts beside each other, counted from residents."""
    areas = by_subdistrict(run.communities)
    if not any(areas):
        yield Sentence(say(msg("数据没有写明社区所属的街道，不作比较。")))
        return
    joint = {name: bounds for name, members in areas.items() if (bounds := joint_counted(members)) is not None}
    named = [name for name in joint if name]
    if named:
        best, worst = max(named, key=lambda name: joint[name][0]), min(named, key=lambda name: joint[name][0])
        yield Sentence(
            say(
                msg(
                    "按一站式满足率的下限，最高的街道是{best}（{high}），最低的是{worst}（{low}），见{table}。",
                    best=best, high=percent_range(*joint[best]), worst=worst, low=percent_range(*joint[worst]), table=reference("areas"),
                )
            )
        )  # fmt: skip
    least, rows = target_of(run), []
    for name, members in areas.items():
        residents = residents_of(members, "residents")
        shares = [counted([c.of(category.code) for c in members], run.unknown_max).share for category in run.categories]
        rows.append(
            (
                say(area_name(name)), str(len(members)), NOTHING if residents is None else f"{residents:,.0f}",
                str(sum(c.stars is not None and c.stars >= HIGH for c in members)), percent_range(*joint[name]) if name in joint else NOTHING,
                str(sum(share is not None and not misses(share, least) for share in shares)),
            )
        )  # fmt: skip
    headings = (
        msg("街道"), msg("社区数"), msg("住宅") if counts_homes(run.communities) else msg("居民"), msg("{n} 星及以上社区", n=HIGH), msg("一站式满足率"),
        msg("覆盖率达到 {least} 的类别", least=threshold_percent(least)),
    )  # fmt: skip
    yield TableOf(
        "areas", capital(say(msg("各街道情况"))), tuple(capital(say(word)) for word in headings), tuple(rows), (38.0, 18.0, 26.0, 22.0, 32.0, 20.0),
        (False, True, True, True, True, True),
    )  # fmt: skip


def old_and_young_parts(run: RunView, say: Say) -> Iterator[Part]:
    """Residents of 60 and over at their own pace, and what is for children."""
    total, old = residents_of(run.communities, "residents"), residents_of(run.communities, "residents_60plus")
    if old is None or not total:
        yield Sentence(say(msg("60 岁以上居民的人数未知。")))
    else:
        yield Sentence(say(msg("60 岁以上居民 {count}，占 {share}。", count=people(old, say), share=percent(old / total))))
    shown = [
        msg("{category} {words}", category=c.name, words=share_of(seniors_counted(run.communities, c, run.unknown_max), say))
        for c in run.categories
        if c.population in OLD or c.senior_priority
    ]
    if shown:
        yield Sentence(say(msg("按老年人的步速，覆盖率为：{shares}。", shares=joined("、", shown))))
    counts = whole_counts(run)
    young = [
        msg("{category} {words}", category=c.name, words=share_of(counts[c.code], say))
        for c in run.categories
        if c.population in YOUNG
    ]
    if young:
        yield Sentence(say(msg("面向 12 岁以下儿童的服务，覆盖率为：{shares}。", shares=joined("、", young))))
