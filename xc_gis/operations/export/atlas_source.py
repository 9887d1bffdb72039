"""What the pages of an atlas say, in one language: facts of communities, tables of areas, sources at the foot. All figures are those of the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pyproj

from xc_gis.errors import InputError
from xc_gis.languages.message import Message, joined, msg
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.operations.export.run_themes import by_area
from xc_gis.operations.export.spoken import Say, capital, people, saying
from xc_gis.operations.export.theme_choice import STARS
from xc_gis.report.documents.atlas.records import (
    AreaText,
    AtlasSource,
    CommunityText,
    PageWords,
    Table,
    ThemeOnMap,
)
from xc_gis.report.documents.drawing.ground import Ground, ground_of
from xc_gis.report.themes import FAR_OVER
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.shares import percent, percent_range
from xc_gis.wording.bases import SENTENCES
from xc_gis.wording.codes import SAMPLE_MARK, STATUS_ZH, WHY_PROVISIONAL, use_limit
from xc_gis.wording.reasons import reason_messages

BLANK = "____________"
"""A place to be filled in by hand."""

LONGEST_NAME = 16
"""Letters of a name in a table."""

MOST_REASONS = 3
"""Of what the next star lacks so many are told on a page; all stand in the tables."""

GEOGRAPHIC, GAUSS_KRUGER = 4490, range(4534, 4555)
"""EPSG codes of CGCS2000 in degrees and of its zones of 3 degrees."""


def ground_of_run(run: RunView, page: Mapping[str, Any]) -> Ground:
    """
    The shapes of a run in its analysis CRS.

    Raises
    ------
    InputError
        The run is damaged: its map page lacks something.
    """
    try:
        return ground_of(page, str(run.manifest["settings"]["crs.analysis"]["value"]))
    except (LookupError, TypeError, ValueError) as fault:
        raise InputError(msg("结果 {name} 已损坏", name=run.folder.name), hint=msg("请重新运行该项目")) from fault


def atlas_source(
    run: RunView,
    page: Mapping[str, Any],
    ground: Ground,
    theme: ThemeOnMap,
    settings: PageSettings,
    lang: str,
    *,
    rated: bool = True,
) -> AtlasSource:
    """Put together what pages say, in a language; ``rated``: they tell of people and stars, and say by which base and standard."""
    say, crs = saying(lang), ground.crs
    areas = by_area(run)
    whole = areas.pop("")
    study_day = run.manifest["study"]["date"]
    return AtlasSource(
        study=run.name, day=date.fromisoformat(study_day) if study_day else None, lang=lang, ground=ground, theme=theme,
        communities=tuple(CommunityText(c.community_id, c.name, c.subdistrict, _community_facts(c, theme, run, say)) for c in run.communities),
        subdistricts=tuple(AreaText(name, area_facts(members, theme, name, say), _members(members, theme, say)) for name, members in areas.items()),
        whole=AreaText("", area_facts(whole, theme, "", say), _subdistricts(areas, theme, say) if areas else _members(whole, theme, say)),
        page_words=_page_words(run, page, settings, crs, say, rated=rated),
    )  # fmt: skip


def _community_facts(c: CommunityView, theme: ThemeOnMap, run: RunView, say: Say) -> tuple[tuple[str, str], ...]:
    facts = [(residents_name([c], say), residents_words(c, "residents", say))]
    if not counts_homes([c]):
        facts.append((say(msg("其中 60 岁以上")), residents_words(c, "residents_60plus", say)))
    is_provisional = c.provisional and c.stars is not None
    facts.append((say(msg("星级")), say(msg("{stars}(暂评)", stars=c.stars_zh) if is_provisional else c.stars_zh)))
    if is_provisional:
        facts.append((say(msg("暂评")), say(WHY_PROVISIONAL)))
    if c.score is not None:
        facts.append((say(msg("得分")), score_words(c)))
    if c.joint_low is not None and c.joint_high is not None:
        facts.append((say(msg("一站式满足率")), percent_range(c.joint_low, c.joint_high)))
    if c.completeness is not None:
        facts.append((say(msg("数据完整度")), percent(c.completeness)))
    if theme.code != STARS and c.community_id in theme.looks and theme.short_name not in {what for what, _ in facts}:
        facts.append((theme.short_name, theme.looks[c.community_id].words))
    if c.next_star is not None and c.reasons:
        names = {category.code: category.name for category in run.categories}
        lacking = [say(message) for message in reason_messages(c.reasons, names)]
        facts.append(
            (
                say(msg("升 {n} 星尚缺", n=c.next_star)),
                say(joined("；", lacking[:MOST_REASONS])) + (" …" if len(lacking) > MOST_REASONS else ""),
            )
        )
    return _headed(facts)


def _headed(facts: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((capital(what), value) for what, value in facts)


def residents_words(c: CommunityView, group: str, say: Say) -> str:
    """How many people of a column of ages live in a community, or that it is not known."""
    count = c.residents.get(group)
    return say(msg("未知")) if count is None else people(count, say, homes=counts_homes([c]))


def counts_homes(members: Sequence[CommunityView]) -> bool:
    """Whether every home counts one: nobody stated how many people live there."""
    return any(row.category.counts_homes for c in members for row in c.coverage)


def residents_name(members: Sequence[CommunityView], say: Say) -> str:
    """What is counted: residents, or homes."""
    return say(msg("住宅") if counts_homes(members) else msg("居民"))


def score_words(c: CommunityView) -> str:
    """The score, with its bounds where they differ."""
    if c.score_low is not None and c.score_high is not None and c.score_low != c.score_high:
        return f"{c.score_low:.1f}–{c.score_high:.1f}"
    return f"{c.score:.1f}"


def _sum(members: Sequence[CommunityView], group: str, say: Say) -> str:
    counts = [c.residents.get(group) for c in members]
    known = [count for count in counts if count is not None]
    return people(sum(known), say, homes=counts_homes(members)) if len(known) == len(counts) else say(msg("未知"))


def area_facts(members: Sequence[CommunityView], theme: ThemeOnMap, name: str, say: Say) -> tuple[tuple[str, str], ...]:
    """Facts of several communities together; ``name``: the subdistrict whose value the theme knows, empty for all."""
    facts = [
        (say(msg("社区数")), say(msg("{count} 个", count=len(members)))),
        (residents_name(members, say), _sum(members, "residents", say)),
    ]
    if not counts_homes(members):
        facts.append((say(msg("其中 60 岁以上")), _sum(members, "residents_60plus", say)))
    if name in theme.areas:
        facts.append((theme.short_name, theme.areas[name]))
    return _headed(facts)


def _members(members: Sequence[CommunityView], theme: ThemeOnMap, say: Say) -> Table:
    own = () if theme.code == STARS else (theme.short_name,)
    rows = []
    for c in members:
        look = theme.looks.get(c.community_id)
        value = () if theme.code == STARS else (look.words if look else "",)
        count = c.residents.get("residents")
        rows.append(
            (
                shortened_name(c.name),
                "—" if count is None else f"{count:,.0f}",
                say(c.stars_zh if c.stars is not None or c.status == "range" else msg("未评")),
                "—" if c.score is None else score_words(c),
                *value,
            )
        )
    headings = (say(msg("社区")), residents_name(members, say), say(msg("星级")), say(msg("得分")), *own)
    return Table(tuple(map(capital, headings)), tuple(rows), (False, True, True, True, *(True for _ in own)))


def shortened_name(name: str) -> str:
    """A name for a row of a table: what is longer than a row allows ends in an ellipsis, and stands in full on the page of its own."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _subdistricts(areas: Mapping[str, Sequence[CommunityView]], theme: ThemeOnMap, say: Say) -> Table:
    stars = (5, 4, 3, 2, 1, 0)
    own = () if theme.code == STARS or not theme.areas else (theme.short_name,)
    rows = []
    for name, members in areas.items():
        counts = [c.residents.get("residents") for c in members]
        residents = "—" if None in counts else f"{sum(filter(None, counts)):,.0f}"
        each = [str(sum(c.status != "insufficient" and c.stars == n for c in members)) for n in stars]
        unrated = str(sum(c.stars is None for c in members))
        rows.append((shortened_name(name), str(len(members)), residents, *each, unrated, *((theme.areas[name],) if own else ())))
    headings = (
        say(msg("街道")), say(msg("社区数")), residents_name([c for members in areas.values() for c in members], say), *(say(msg("{n} 星", n=n)) for n in stars), say(msg("未评")), *own,
    )  # fmt: skip
    return Table(tuple(map(capital, headings)), tuple(rows), (False, *(True for _ in headings[1:])))


def crs_words(crs: str, say: Say) -> str:
    """The coordinate system as a map names it."""
    known = pyproj.CRS.from_user_input(crs)
    code = known.to_epsg()
    if code is not None and code in GAUSS_KRUGER:
        return say(
            msg(
                "CGCS2000 国家大地坐标系，高斯-克吕格 3 度带，中央经线 {meridian}°E（{crs}）",
                meridian=75 + 3 * (code - GAUSS_KRUGER[0]),
                crs=crs,
            )
        )
    return say(msg("{name}（{crs}）", name=known.name, crs=crs)) if known.name != crs else crs


def _page_words(run: RunView, page: Mapping[str, Any], settings: PageSettings, crs: str, say: Say, *, rated: bool) -> PageWords:
    standard, study = run.standard, run.manifest["study"]
    credit = _credits(page) if rated else [sentence for sentence in _credits(page) if sentence[0] not in SENTENCES.values()]
    sources = say(joined("；", [_credit(sentence, say) for sentence in credit]))
    told = (
        msg("{mark}。资料来源：{sources}", mark=SAMPLE_MARK, sources=sources)
        if run.is_synthetic
        else msg("资料来源：{sources}", sources=sources)
    )
    system, day = crs_words(crs, say), study["date"] or "—"
    notes = (
        say(told),
        say(msg("坐标系：{crs}   资料日期：{day}   评价标准：{name}（{id} {version}）", crs=system, day=day,
                name=say(standard["name"]), id=standard["id"], version=standard["version"])
            if rated else msg("坐标系：{crs}   资料日期：{day}", crs=system, day=day)),
        say(msg("编制单位：{office}   结果编号：{run}   审图号：{number}", office=settings.office or BLANK, run=run_id(run.manifest),
                number=settings.map_number or BLANK)),
    )  # fmt: skip
    watermark = settings.watermark if settings.watermark is not None else say(use_limit(in_china=run.in_china))
    return PageWords(settings.title or say(msg("{area}{theme}")), settings.subtitle, notes, watermark, _words(say))


def _credits(page: Mapping[str, Any]) -> list[list[str]]:
    """Sentences below the run's map, without the last: what a map may be used for is the watermark here; the standard has its own line."""
    sources = [list(sentence) for sentence in page["credit"]]
    return [sentence for n, sentence in enumerate(sources) if n not in {1, len(sources) - 1}]


def _credit(sentence: Sequence[str], say: Say) -> str:
    template, *values = sentence
    said = say(Message(template, {}))
    return said.format(*values) if values else said


def _words(say: Say) -> dict[str, str]:
    words = {
        "atlas": say(msg("图集")), "alt": say(msg("（地图；数值见图旁文字与表）")), "north": say(msg("北")), "watermark": say(msg("水印")),
        "district": say(msg("全区")), "legend": say(msg("图例：")), "communities": say(msg("{n} 个社区")), "places": say(msg("{n} 处")), "places_beyond": say(msg("{n} 处（范围外另有 {beyond} 处）")),
        "gap_near": say(msg("缺口居民,超出 {} 分钟以内")).format(FAR_OVER), "gap_far": say(msg("缺口居民,超出 {} 分钟以上")).format(FAR_OVER),
        "gap_beyond": say(msg("缺口居民,两倍时限内也到不了")), "subject_edge": say(msg("本页范围")), "subdistrict_edge": say(msg("街道界")),
        "community_edge": say(msg("社区界")), "streets": say(msg("道路")), "water": say(msg("水面")), "green": say(msg("绿地")),
        "left_out": say(msg("{n} 个名称因位置不足未标注")), "page": say(msg("第 {n} 页，共 {total} 页")),
        "overview": say(msg("位置示意：本页范围在全区中的位置")), "insufficient": say(STATUS_ZH["insufficient"]),
    }  # fmt: skip
    return {name: capital(said) for name, said in words.items()}
