"""What check-up pages say, in one language; every figure stands in a table of the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from xc_gis.languages.message import Message, joined, msg
from xc_gis.operations.export.atlas_source import BLANK, counts_homes, residents_name, residents_words, score_words
from xc_gis.operations.export.checkup.comparison import Comparisons, comparison_rows, comparisons, group_share, kind_words
from xc_gis.operations.export.checkup.next_star import next_star_words
from xc_gis.operations.export.checkup.old_and_young import old_words, young_words
from xc_gis.operations.export.checkup.voices import voice_facts, voice_rows
from xc_gis.operations.export.community_names import names_told_apart
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.operations.export.programme_words import community_message
from xc_gis.operations.export.spoken import Say, capital, people, saying, whole
from xc_gis.operations.export.workbook.shortfalls import holds_back, suggestion
from xc_gis.operations.export.workbook.sums import by_subdistrict
from xc_gis.report.documents.atlas.records import AtlasSource
from xc_gis.report.documents.checkup.records import CheckupText, CheckupWords, ServiceRow
from xc_gis.report.themes import FAR_OVER
from xc_gis.runs.programmes import read_programmes
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import CommunityView, CoverageView, RunView
from xc_gis.runs.voices import Voices, read_voices
from xc_gis.shares import percent, percent_range
from xc_gis.wording.codes import NOTE_ZH, SAMPLE_MARK, WHY_PROVISIONAL, use_limit
from xc_gis.wording.nearest import none_near

MOST_GAPS = 3
"""Gaps with a suggestion on a page: the largest."""

SIGNS = {"covered": "●", "gap": "▲", "none": "—"}


def checkup_texts(run: RunView, lang: str) -> tuple[CheckupText, ...]:
    """A page for each community, by subdistrict in the order of the atlas."""
    say, found, voices = saying(lang), comparisons(run), read_voices(run.folder, run.manifest)
    programmes = read_programmes(run)
    names = names_told_apart(run.communities)
    ordered = [replace(c, name=names[c.community_id]) for _, members in _areas(run) for c in members]
    return tuple(_text(c, run, found, voices, programmes, say) for c in ordered)


def _areas(run: RunView) -> list[tuple[str, tuple[CommunityView, ...]]]:
    """Subdistricts in the order of the run; communities without one last."""
    areas = by_subdistrict(run.communities)
    order = dict.fromkeys(c.subdistrict for c in run.communities if c.subdistrict)
    return [(name, areas[name]) for name in (*order, *([""] if "" in areas else []))]


def _text(
    c: CommunityView, run: RunView, found: Comparisons, voices: Voices, programmes: Sequence[RunView], say: Say
) -> CheckupText:
    title = (
        msg("{subdistrict}{community}体检表", subdistrict=c.subdistrict, community=c.name)
        if c.subdistrict
        else msg("{community}体检表", community=c.name)
    )
    return CheckupText(
        c.community_id, c.name, c.subdistrict, say(title), (*facts_of(c, say), *voice_facts(c, voices, say)),
        tuple(_row(row, c, found, say) for row in c.coverage), old_words(c, say), young_words(c, say),
        tuple(tuple(row) for row in (*comparison_rows(c, found, run, say), *voice_rows(c, voices, say))), kind_words(c, found, say), gaps_of(c, say),
        (*next_star_words(c, run, say), *(say(community_message(one.by_id[c.community_id], one)) for one in programmes)),
    )  # fmt: skip


def facts_of(c: CommunityView, say: Say) -> tuple[tuple[str, str], ...]:
    """Residents, stars, score, joint coverage and completeness, each with its bounds."""
    facts = [(residents_name([c], say), residents_words(c, "residents", say))]
    if not counts_homes([c]):
        facts.append((say(msg("其中 60 岁以上")), residents_words(c, "residents_60plus", say)))
    is_provisional = c.provisional and c.stars is not None
    facts.append((say(msg("星级")), say(msg("{stars}(暂评)", stars=c.stars_zh) if is_provisional else c.stars_zh)))
    if is_provisional:
        facts.append((say(msg("暂评")), say(WHY_PROVISIONAL)))
    if c.stars is not None:
        low, high = (value if value is not None else c.stars for value in (c.stars_low, c.stars_high))
        bounds = msg("{low}–{high} 星", low=low, high=high) if low != high else msg("{n} 星", n=low)
        facts.append((say(msg("星级下限–上限")), say(bounds)))
    facts.append((say(msg("得分（下限–上限）")), "—" if c.score is None else _score(c, say)))
    joint = "—" if c.joint_low is None or c.joint_high is None else percent_range(c.joint_low, c.joint_high)
    facts.append((say(msg("一站式满足率")), joint))
    facts.append((say(msg("数据完整度")), "—" if c.completeness is None else percent(c.completeness)))
    return tuple((capital(what), value) for what, value in facts)


def _score(c: CommunityView, say: Say) -> str:
    bounds = score_words(c)
    return bounds if "–" not in bounds else say(msg("{value}（{bounds}）", value=f"{c.score:.1f}", bounds=bounds))


def _row(row: CoverageView, c: CommunityView, found: Comparisons, say: Say) -> ServiceRow:
    category = row.category
    state = row.state
    return ServiceRow(
        say(category.name) + ("＊" if category.mandatory else ""), f"{category.minutes:g}", _coverage(row, say), _nearest(row, say),
        _count(row.gap), _count(row.unknown), group_share(found.subdistrict(c), category), group_share(found.kind(c), category),
        say(msg("未知")) if state == "unknown" else SIGNS[state], is_unknown=state == "unknown",
    )  # fmt: skip


def _count(value: float | None) -> str:
    return "—" if value is None else whole(value)


def _coverage(row: CoverageView, say: Say) -> str:
    if not row.applies:
        return say(msg("不适用"))
    if row.low is None or row.high is None:
        return say(NOTE_ZH["no_location"] if "no_location" in row.notes else NOTE_ZH["no_residents"])
    if row.share is None:
        return percent_range(row.low, row.high)
    bounds = percent_range(row.low, row.high)
    return percent(row.share) if "–" not in bounds else say(msg("{value}（{bounds}）", value=percent(row.share), bounds=bounds))


def _nearest(row: CoverageView, say: Say) -> str:
    if row.nearest is None:
        return say(none_near(is_unsure=bool(row.unknown) or row.share is None)) if row.applies and row.low is not None else "—"
    return say(msg("{minutes:.1f} 分钟 {name}", minutes=row.nearest.minutes, name=row.nearest.name or row.nearest.kind))


def gaps_of(c: CommunityView, say: Say) -> tuple[str, ...]:
    """The largest gaps, most people first, each with what the run says can be done; a sentence where there is none."""
    found = largest_gaps(c)
    if not found:
        unsure = any(row.unknown for row in c.coverage)
        return (say(msg("没有已知的未覆盖居民，未知居民待核实。") if unsure else msg("没有未覆盖的居民。")),)
    return tuple(
        say(msg("{n}. {gap}。建议：{what}。", n=n, gap=_gap(row, c, say), what=suggestion(row))) for n, row in enumerate(found, 1)
    )


def largest_gaps(c: CommunityView) -> list[CoverageView]:
    """The rows with most people in gap, equals in the order of the standard."""
    return sorted((row for row in c.coverage if row.gap), key=lambda row: -(row.gap or 0.0))[:MOST_GAPS]


def _gap(row: CoverageView, c: CommunityView, say: Say) -> Message:
    count = people(row.gap or 0.0, say, homes=row.category.counts_homes)
    parts = [msg("{category}：未覆盖 {count}", category=row.category.name, count=count)]
    if row.share is not None:
        parts.append(msg("覆盖率 {share}", share=percent(row.share)))
    if holds_back(c, row.category):
        parts.append(msg("影响升 {n} 星", n=c.next_star or 0))
    return joined("，", parts)


def source_for(c: CommunityView, source: AtlasSource, run: RunView, types: dict[str, frozenset[str]], say: Say) -> AtlasSource:
    """
    The source of the community's map: stars, and of its largest gap the people and the facilities that serve them.

    ``types``: codes of the facility types of each category.
    """
    gaps = largest_gaps(c)
    plain = replace(
        source.theme,
        unsure=say(msg("点纹：星级可能改变")),
        rows=tuple(replace(row, words=_stars(row.words, say)) for row in source.theme.rows),
    )
    if not gaps:
        return replace(source, theme=plain)
    category = run.by_code[gaps[0].category.code]
    theme = replace(
        plain, gaps=category.code, facility_types=types.get(category.code, frozenset()), facilities=say(msg("提供服务的设施")),
        notes=(say(msg("圆点：没有被“{category}”覆盖的居民；圆圈：提供该服务的设施", category=category.name)),),
    )  # fmt: skip
    dots = {"gap_near": msg("超出 {} 分钟以内"), "gap_far": msg("超出 {} 分钟以上"), "gap_beyond": msg("两倍时限内到不了")}
    words = {**source.page_words.words, **{name: capital(say(word).format(FAR_OVER)) for name, word in dots.items()}}
    return replace(source, theme=theme, page_words=replace(source.page_words, words=words))


def _stars(words: str, say: Say) -> str:
    """Stars of a legend as a figure: there is little room below a small map."""
    count = words.count("★")
    return say(msg("{n} 星", n=count)) if count else words


def checkup_words(run: RunView, source: AtlasSource, settings: PageSettings, lang: str) -> CheckupWords:
    """What stands on every page; notes at the foot are those of the atlas."""
    say, study, standard = saying(lang), run.manifest["study"], run.standard
    day = study["date"]
    mark = say(SAMPLE_MARK) if run.is_synthetic else ""
    study_name = run.name if not mark or mark in run.name else f"{run.name}  {mark}"
    origin = say(
        msg("{study}    资料日期：{day}    评价标准：{id} {version}    结果编号：{run}",
            study=study_name, day=day or "—", id=standard["id"], version=standard["version"], run=run_id(run.manifest))
    )  # fmt: skip
    labels = {
        "result": msg("一、评价结果"), "old_young": msg("二、一老一小"), "services": msg("三、各类服务"), "comparison": msg("四、与本街道、同类社区比较"),
        "gaps": msg("五、主要短板与建议"), "next_star": msg("六、升星条件"), "own": msg("七、补充说明"), "own_hint": msg("（由本单位填写。再次导出时，自己增写的段落会保留。）"),
        "category": msg("类别（＊必备）"), "minutes": msg("分钟"), "coverage": msg("覆盖率（下限–上限）"), "nearest": msg("最近设施"),
        "gap": msg("未覆盖（人）"), "unknown": msg("未知（人）"), "subdistrict": msg("本街道"), "kind": msg("同类社区"), "state": msg("状态"),
        "what": msg("指标"), "here": msg("本社区"), "district": msg("全区"), "old": msg("老："), "young": msg("小："),
        "signs": msg("●：已知居民均覆盖；▲：有人未覆盖；未知：未知居民超过 {share}，只写上下限；—：不适用或没有数据。最近设施从社区中部的住处算起。", share=percent(run.unknown_max)),
        "reporter": msg("填报人："), "reviewer": msg("审核人："), "signed": msg("日期："), "no_map": msg("该社区没有位置，不能绘图。"), "table": msg("体检表"),
        "office": msg("编制单位："),
    }  # fmt: skip
    said = {name: capital(say(word)) for name, word in labels.items()}
    if any(category.counts_homes for category in run.categories):
        said["gap"], said["unknown"] = capital(say(msg("未覆盖（处）"))), capital(say(msg("未知（处）")))
    notes = (
        *source.page_words.notes[:1],
        say(msg("{limit}。每个数字都取自本次结果的表。", limit=use_limit(in_china=run.in_china))),
    )
    return CheckupWords(
        run.name, date.fromisoformat(day) if day else None, mark, origin, notes, settings.office or BLANK, lang, said
    )
