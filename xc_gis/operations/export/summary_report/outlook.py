"""What is short and what would bring the next star; method, sources and limits: the second half of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from xc_gis.findings import Capped, FewOfList, LowCompleteness, LowCoverage, LowJoint, LowScore, LowSeniors, LowValue, NoComponent
from xc_gis.languages.message import Name, joined, msg
from xc_gis.operations.export.community_names import names_told_apart
from xc_gis.operations.export.spoken import Say, capital, people
from xc_gis.operations.export.workbook.five_stars import FIVE, candidates
from xc_gis.operations.export.workbook.method_notes import data_lines, left_out_lines, method_lines, standard_lines
from xc_gis.operations.export.workbook.shortfalls import Shortfall, shortfalls, suggestion
from xc_gis.operations.export.workbook.values import area_name
from xc_gis.report.documents.summary.records import Heading, Part, Sentence, TableOf, reference
from xc_gis.runs.view import RunView
from xc_gis.shares import percent
from xc_gis.wording.codes import SAMPLE_MARK, use_limit
from xc_gis.wording.reasons import NO_COMPONENT_ZH

MOST_SHORTFALLS, MOST_REASONS, MOST_LINES = 10, 5, 16
"""So many are listed; how many there are is told."""


def shortfall_parts(run: RunView, say: Say) -> Iterator[Part]:
    """The largest gaps with suggestions that rest on the run."""
    found = shortfalls(run)
    if not found:
        yield Sentence(say(msg("没有已知的未覆盖居民。")))
        return
    towns = len({s.community.community_id for s in found})
    yield Sentence(
        say(
            msg(
                "有居民未覆盖的社区和类别共 {count} 项，涉及 {towns} 个社区；人数最多的 {shown} 项见{table}，全部列在交件工作簿的“短板清单”中。",
                count=len(found), towns=towns, shown=min(len(found), MOST_SHORTFALLS), table=reference("shortfalls"),
            )
        )
    )  # fmt: skip
    headings = (msg("社区"), msg("街道"), msg("类别"), msg("未覆盖"), msg("建议"))
    names = names_told_apart(run.communities)
    yield TableOf(
        "shortfalls", capital(say(msg("未覆盖人数最多的短板与建议"))), tuple(capital(say(word)) for word in headings),
        tuple(_shortfall_row(s, names, say) for s in found[:MOST_SHORTFALLS]), (28.0, 24.0, 28.0, 18.0, 58.0), (False, False, False, True, False),
    )  # fmt: skip
    yield Sentence(
        say(
            msg(
                "建议只根据本次结果：未知居民过多的先核实，多数只超出少许的先核对通行条件，其余补设能提供该服务的设施。位置、费用和先后没有在本次结果中求解。"
            )
        )
    )


def _shortfall_row(s: Shortfall, names: Mapping[str, str], say: Say) -> tuple[str, ...]:
    count = people(s.people, say, homes=s.row.category.counts_homes)
    return (
        names[s.community.community_id],
        say(area_name(s.community.subdistrict)),
        say(s.row.category.name),
        count,
        say(suggestion(s.row)),
    )


def next_star_parts(run: RunView, say: Say) -> Iterator[Part]:
    """What stands most often between a community and its next star, and who is near five."""
    yield Sentence(say(lacking_sentence(run)))
    near = candidates(run)
    have = sum(c.stars == FIVE and c.stars_low == FIVE for c in near)
    yield Sentence(
        say(
            msg(
                "已有 4 星或 5 星，或数据核实后可能达到 5 星的社区 {count} 个，其中确定已达 5 星 {have} 个；各项门槛通过与否见交件工作簿的“五星候选”。",
                count=len(near), have=have,
            )
        )
    )  # fmt: skip


def lacking_sentence(run: RunView) -> str:
    """What stands most often between a community and its next star."""
    names = {c.code: c.name for c in run.categories}
    lacking: Counter[str] = Counter()
    for c in run.communities:
        lacking.update({_kind(reason, names) for reason in c.reasons} - {""})
    if not lacking:
        return msg("没有社区缺少升星的条件。")
    waiting = sum(c.next_star is not None for c in run.communities)
    shown = [
        msg("{what}（{count} 个社区）", what=what, count=count)
        for what, count in sorted(lacking.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_REASONS]
    ]
    return msg("{waiting} 个社区尚可升星，最常缺少的是：{shown}。", waiting=waiting, shown=joined("、", shown))


def _kind(reason: object, names: Mapping[str, str]) -> str:
    """What is lacking, without the figures of one community."""
    match reason:
        case LowScore():
            return msg("得分")
        case LowCoverage(category):
            return msg("{category}覆盖率", category=names.get(category, category))
        case LowSeniors(category):
            return msg("老年人{category}覆盖率", category=names.get(category, category))
        case LowJoint():
            return msg("一站式满足率")
        case LowCompleteness():
            return msg("数据完整度")
        case FewOfList(zh=zh, en=en):
            return msg("{list}种类数", list=Name(zh, en))
        case LowValue(zh=zh, en=en):
            return Name(zh, en)
        case NoComponent(component):
            return NO_COMPONENT_ZH[component]
        case Capped():
            return msg("必备服务缺失或过低（封顶）")
    return ""


def method_parts(run: RunView, credits_: tuple[str, ...], say: Say) -> Iterator[Part]:
    """Method, standard, sources with checksums, what was left out: as in the workbook."""
    warnings = 0
    for heading, lines in (
        (msg("方法"), method_lines(run)), (msg("评价标准"), standard_lines(run)), (msg("数据来源"), data_lines(run, credits_)),
        (msg("未计入与提示"), left_out_lines(run.manifest)),
    ):  # fmt: skip
        yield Heading(2, capital(say(heading)))
        for n, (what, text) in enumerate(lines):
            if n >= MOST_LINES:
                warnings += 1
                continue
            yield Sentence(say(msg("{what}：{text}", what=capital(say(what)), text=text)), is_note=True)
    if warnings:
        yield Sentence(say(msg("另有 {count} 项，见交件工作簿的“方法与数据说明”。", count=warnings)))


def limit_parts(run: RunView, say: Say) -> Iterator[Part]:
    """What the result does not say."""
    unknown = sum(row.unknown or 0.0 for c in run.communities for row in c.coverage)
    total = sum(row.residents or 0.0 for c in run.communities for row in c.coverage)
    if total:
        yield Sentence(
            say(
                msg(
                    "未知不等于没有：各类别的居民合计，有 {share} 未知（清单不完整，或住处未接入路网）。下限把未知算作未覆盖，上限算作已覆盖，真实值在两者之间。",
                    share=percent(unknown / total),
                )
            )
        )  # fmt: skip
    provisional = sum(c.provisional for c in run.communities)
    if provisional:
        yield Sentence(say(msg("{count} 个社区缺少服务落实或群众评价数据，星级为暂评。", count=provisional)))
    yield Sentence(
        say(msg("步行时间按路网、步速和等候的设定计算，不含个别门禁、施工和天气；设施的质量、容量和开放时间不在本次星级之内。"))
    )
    if run.is_synthetic:
        yield Sentence(say(msg("{mark}：本报告的数据为虚构，只用来说明程序，不能用于工作。", mark=SAMPLE_MARK)))
    yield Sentence(say(msg("{limit}。", limit=use_limit(in_china=run.in_china))))
