"""What the pages of targets that are behind say, in one language; every figure stands in a table of the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from xc_gis.languages.message import Message, joined, msg
from xc_gis.model import BEHIND, COMPUTED, DONE, NO_DATA, UNDECIDED
from xc_gis.operations.export.community_names import names_told_apart
from xc_gis.operations.export.spoken import Say, capital, people, saying
from xc_gis.operations.export.workbook.targets import lacking_count, whole_up
from xc_gis.report.documents.targets.records import BehindItem, BehindList, BehindPages
from xc_gis.runs.run_id import run_id
from xc_gis.runs.targets import IndicatorWords, ListWords, ShortPlaceRow, TargetRow, Targets
from xc_gis.runs.view import RunView
from xc_gis.wording.codes import SAMPLE_MARK, use_limit
from xc_gis.wording.targets import (
    KIND_ZH,
    SOURCE_ZH,
    STAYS,
    UNIT_ZH,
    bounds_words,
    figure_words,
    forecast_words,
    outlook_words,
    target_words,
)

MOST_PLACES, MOST_GAPS = 30, 10
"""Places that are named: without a facility or floor area; with residents who are not covered. The rest is counted."""


def behind_pages(run: RunView, targets: Targets, lang: str) -> BehindPages:
    """The pages of a run, list by list in the order of its study."""
    say, study, standard = saying(lang), run.manifest["study"], run.standard
    mark = say(SAMPLE_MARK) if run.is_synthetic else ""
    name = run.name if not mark or mark in run.name else f"{run.name}  {mark}"
    origin = msg(
        "{study}    资料日期：{day}    评价标准：{id} {version}    结果编号：{run}",
        study=name, day=study["date"] or "—", id=standard["id"], version=standard["version"], run=run_id(run.manifest),
    )  # fmt: skip
    labels = {"number": msg("编号"), "name": msg("指标"), "value": msg("现值"), "target": msg("目标值"), "outlook": msg("展望")}
    notes = (
        msg("填报的数由填报单位负责，计算的数取自本次结果的表；同一年填报的先于计算的。预测为已知各年的直线，括号内为 80% 预测区间。"),
        msg("写“至少”“至多”或两个数的，是未知资料留下的范围。"),
        msg("{limit}。", limit=use_limit(in_china=run.in_china)),
    )  # fmt: skip
    return BehindPages(
        say(msg("未完成的指标")), say(origin), date.fromisoformat(study["date"]) if study["date"] else None, lang,
        tuple(_list(one, run, targets, say) for one in targets.lists), tuple(say(note) for note in notes),
        {key: capital(say(word)) for key, word in labels.items()},
    )  # fmt: skip


def _list(of: ListWords, run: RunView, targets: Targets, say: Say) -> BehindList:
    rows = [row for row in targets.rows if row.list_id == of.id]
    whole = [row for row in rows if row.is_of_district]
    by_status = {status: [row for row in whole if row.status == status] for status in (BEHIND, UNDECIDED, NO_DATA)}
    items = tuple(_item(row, of.indicators[row.number], run, targets, say) for row in by_status[BEHIND])
    notes = [] if items else [msg("没有未完成的指标。")]
    for row in by_status[UNDECIDED]:
        short = [one.area for one in rows if one.number == row.number and one.level == "subdistrict" and one.status == BEHIND]
        if short:
            notes.append(
                msg("{name}：全区资料不足，已知未达到的街道：{areas}。", name=_named(row, of), areas=joined("、", short))
            )
    for status, words in ((UNDECIDED, msg("资料不足，不能判断")), (NO_DATA, msg("无数据，没有人填报也不能计算"))):
        if by_status[status]:
            notes.append(joined("：", [words, joined("；", [_named(row, of) for row in by_status[status]])]))
    if str(of.disclaimer):
        notes.append(of.disclaimer)
    return BehindList(say(of.name), say(count_words(whole)), items, tuple(say(note) for note in notes))


def count_words(whole: Sequence[TargetRow]) -> Message:
    """How many targets of the district stand where; ``whole``: its rows of one list."""
    found = Counter(row.status for row in whole)
    return msg(
        "共 {all} 项：完成 {done} 项，未完成 {behind} 项（其中约束性 {binding} 项），资料不足 {unknown} 项，无数据 {none} 项。分项的各算一项。",
        all=len(whole), done=found[DONE], behind=found[BEHIND], unknown=found[UNDECIDED], none=found[NO_DATA],
        binding=sum(row.kind == "binding" for row in whole if row.status == BEHIND),
    )  # fmt: skip


def _named(row: TargetRow, of: ListWords) -> Message:
    words = of.indicators[row.number]
    return joined(" ", [str(row.number), joined(" · ", [words.name, words.parts[row.part]]) if row.part else words.name])


def _item(row: TargetRow, words: IndicatorWords, run: RunView, targets: Targets, say: Say) -> BehindItem:
    name = joined(" · ", [words.name, words.parts[row.part]]) if row.part else words.name
    unit = UNIT_ZH.get(row.unit, row.unit)
    value = figure_words(row.value) if row.value is not None else bounds_words(row.low, row.high)
    when = joined("，", [*([msg("{year} 年", year=row.year)] if row.year else []), SOURCE_ZH[row.source]])
    target = target_words(row.comparison, row.target)
    outlook = [word for word in (outlook_words(row.outlook, row.year, row.target_year), _forecast(row)) if word]
    return BehindItem(
        str(row.number), say(msg("{name}（{kind}）", name=name, kind=KIND_ZH[row.kind])), (say(joined(" ", [value, unit])), capital(say(when))),
        (say(target), *([say(msg("{year} 年", year=row.target_year))] if row.target_year else [])), tuple(capital(say(word)) for word in outlook) or ("—",), tuple(say(one) for one in behind_sentences(row, words, run, targets, say)),
    )  # fmt: skip


def _forecast(row: TargetRow) -> str:
    words = forecast_words(row.forecast, row.forecast_low, row.forecast_high)
    return msg("预测 {value}", value=words) if words else ""


def behind_sentences(row: TargetRow, words: IndicatorWords, run: RunView, targets: Targets, say: Say) -> Iterator[Message]:
    """Who holds a target back, and what would move it."""
    if row.comparison == STAYS and row.value is not None and row.target is not None and row.value >= row.target:
        yield msg("这项指标要求每年都达到，以前有年份没有达到。")
    names = names_told_apart(run.communities)
    if row.source != COMPUTED:
        if row.held_back_by:
            yield msg("没有达到的区域：{areas}。", areas=joined("、", [names.get(one, one) for one in row.held_back_by]))
        if not row.origin:
            yield msg("这是填报的数，填报时没有写出处；怎样推进，请先查明填报单位。")
        elif row.stated:
            yield msg("这是填报的数：{origin}，{day} 填报；怎样推进，由填报单位说明。", origin=row.origin, day=row.stated)
        else:
            yield msg("这是填报的数：{origin}，没有写日期；怎样推进，由填报单位说明。", origin=row.origin)
        return
    places = [one for one in targets.shortfalls if (one.list_id, one.number) == (row.list_id, row.number)]
    if places:
        yield from _places(places, words, run, names, say)
    elif row.held_back_by:
        yield msg("没有达到的区域：{areas}。", areas=joined("、", [names.get(one, one) for one in row.held_back_by]))
    yield from _more(row, words)


def _more(row: TargetRow, words: IndicatorWords) -> Iterator[Message]:
    """How much more settles a computed value; nothing where that is not one figure."""
    count = lacking_count(row)
    match row.short_of:
        case "areas" if words.per == "subdistrict":
            yield msg("怎样达到：再有 {more} 个街道具备，就达到目标。", more=count)
        case "areas":
            yield msg("怎样达到：再有 {more} 个社区具备，就达到目标。", more=count)
        case "people":
            yield msg("怎样达到：再有 {more} 名居民走得到，就达到目标；新设施放在哪里，见选址。", more=count)
        case "outside_grids":
            yield msg("怎样达到：再有 {more} 名居民的住处划入网格，就达到目标。", more=count)
        case "floor_area":
            yield msg("怎样达到：再有 {more} ㎡，就达到目标。", more=count)


def _places(
    places: Sequence[ShortPlaceRow], words: IndicatorWords, run: RunView, names: Mapping[str, str], say: Say
) -> Iterator[Message]:
    kind = places[0].short_of
    if kind == "people":
        yield from _gaps(places, words, run, names, say)
        return
    if kind == "outside_grids":
        shown = joined(
            "、",
            [
                msg("{name}（{people}）", name=_full(one.area, run, names), people=people(one.short, say))
                for one in places[:MOST_GAPS]
            ],
        )
        whole = people(sum(one.short for one in places), say)
        if len(places) > MOST_GAPS:
            yield msg("{count} 个社区共有 {people}住在网格外，最多的：{areas}。", count=len(places), people=whole, areas=shown)
        else:
            yield msg("{count} 个社区共有 {people}住在网格外：{areas}。", count=len(places), people=whole, areas=shown)
        return
    listed = by_subdistrict(places[:MOST_PLACES], run, names, with_area=kind == "floor_area")
    if len(places) > MOST_PLACES:
        listed = msg("{areas}；另有 {rest} 个", areas=listed, rest=len(places) - MOST_PLACES)
    if kind == "floor_area":
        yield msg(
            "面积不到 {least} ㎡ 的 {number} 个：{areas}。", least=figure_words(words.at_least), number=len(places), areas=listed
        )
    else:
        yield msg("没有这种设施的 {number} 个：{areas}。", number=len(places), areas=listed)


def by_subdistrict(places: Sequence[ShortPlaceRow], run: RunView, names: Mapping[str, str], *, with_area: bool) -> Message:
    """Places under their subdistricts, in the order in which these come; with the floor area that each lacks."""
    grouped: dict[str, list[str]] = {}
    for one in places:
        c = run.by_id.get(one.area)
        name: str = names.get(one.area, one.area)
        if with_area:
            name = msg("{name}（缺 {short} ㎡）", name=name, short=f"{whole_up(one.short):,}")
        grouped.setdefault(c.subdistrict if c is not None else "", []).append(name)
    return joined(
        "；", [joined("：", [area, joined("、", some)]) if area else joined("、", some) for area, some in grouped.items()]
    )


def _gaps(
    places: Sequence[ShortPlaceRow], words: IndicatorWords, run: RunView, names: Mapping[str, str], say: Say
) -> Iterator[Message]:
    """Communities with most residents who are not covered, category by category."""
    for code in words.categories:
        mine = [one for one in places if one.category == code]
        if not mine:
            continue
        category = run.by_code.get(code)
        homes = category is not None and category.counts_homes
        shown = joined("、", [
            msg("{name}（{people}）", name=_full(one.area, run, names), people=people(one.short, say, homes=homes)) for one in mine[:MOST_GAPS]
        ])  # fmt: skip
        head = msg(
            "{category}：{communities} 个社区共有 {people}走不到", category=category.name if category is not None else code, communities=len(mine),
            people=people(sum(one.short for one in mine), say, homes=homes),
        )  # fmt: skip
        yield msg("{head}，最多的：{areas}。", head=head, areas=shown)


def _full(area: str, run: RunView, names: Mapping[str, str]) -> str:
    c = run.by_id.get(area)
    return names.get(area, area) if c is None else f"{c.subdistrict}{names[area]}"
