"""
Services and voices as themes of the atlas: complaints, demand × gap, satisfaction, the survey. From the run's own tables, in which small counts are hidden.

What a run does not show has a class of its own, grey; unknown is hatched. Limits of classes come from shown figures alone, so no colour says more than the tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

import numpy as np

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model import ALL, OTHER
from xc_gis.operations.export.density_themes import two_digits
from xc_gis.operations.export.run_themes import by_area, class_of, class_rows
from xc_gis.operations.export.spoken import Say, capital
from xc_gis.operations.export.theme_choice import DEMAND_GAP, HOTLINE, SATISFACTION, SURVEY, ThemeChoice
from xc_gis.report.documents.atlas.records import ClassRow, Look, ThemeOnMap
from xc_gis.report.themes import HIDDEN, PEOPLE, QUADRANT_COLOURS, THEMES, on_the_map
from xc_gis.runs.table_rows import Number
from xc_gis.runs.view import RunView
from xc_gis.runs.voices import HotlineRow, HotlineVoice, SurveyVoice, Voices
from xc_gis.shares import percent
from xc_gis.wording.voices import ALL_ZH, NOT_SHOWN, OTHER_ZH, QUADRANT_ZH, SATISFACTION_NOTE_ZH

NEEDED = {
    HOTLINE: msg("该结果没有热线的数据"), DEMAND_GAP: msg("该结果没有热线的数据"), SATISFACTION: msg("该结果没有满意度的数据"), SURVEY: msg("该结果没有服务目录调查的数据"),
}  # fmt: skip


def voice_theme(run: RunView, voices: Voices, choice: ThemeChoice, say: Say) -> ThemeOnMap:
    """
    The theme.

    Raises
    ------
    InputError
        The run has no such table, or the table does not speak of the category.
    """
    if choice.kind in {HOTLINE, DEMAND_GAP} and voices.hotline is not None:
        code = choice.category or ALL
        if code not in voices.hotline.categories:
            raise _missing(msg("热线中没有对应到“{category}”的诉求类别", category=run.by_code[code].name))
        made = hotline_theme if choice.kind == HOTLINE else demand_gap_theme
        return made(run, voices.hotline, code, say)
    if choice.kind == SATISFACTION and voices.satisfaction is not None:
        return satisfaction_theme(run, voices, choice.category or ALL, say)
    if choice.kind == SURVEY and voices.survey is not None:
        return survey_theme(run, voices.survey, say)
    raise _missing(NEEDED[choice.kind])


def _missing(text: str) -> InputError:
    return InputError(text, hint=msg("请在项目文件中写明该表，重新运行后再输出"))


def _name(run: RunView, code: str, say: Say) -> str:
    return say({ALL: ALL_ZH, OTHER: OTHER_ZH}.get(code) or run.by_code[code].name)


def hotline_theme(run: RunView, hotline: HotlineVoice, code: str, say: Say) -> ThemeOnMap:
    """Complaints per 10,000 residents; none is a class, not shown another."""
    rows = {c.community_id: hotline.rows.get((c.community_id, code)) for c in run.communities}
    limits = limits_of([row.per_10k for row in rows.values() if row is not None and row.per_10k])
    legend = [
        ClassRow(on_the_map(PEOPLE[n + 1]), f"≥ {low:,.10g}" if high == inf else f"{low:,.10g}–{high:,.10g}")
        for n, (low, high) in enumerate(zip((0.0, *limits), (*limits, inf), strict=True))
    ][::-1]
    none, hidden = len(legend), len(legend) + 1
    legend += [ClassRow(on_the_map(PEOPLE[0]), capital(say(msg("没有诉求")))), _grey(say)]
    looks = {one: _complaints(row, limits, none, hidden, say) for one, row in rows.items()}
    name = _name(run, code, say)
    areas = {area or "": _rate(hotline.areas.get((area or ALL, code)), say) for area in by_area(run)} if hotline.areas else {}
    return ThemeOnMap(
        f"{HOTLINE}:{code}" if code != ALL else HOTLINE, say(msg("{category}：12345 诉求图", category=name)), say(msg("{category}：每万人诉求量（件）", category=name)),
        capital(say(msg("万人诉求量"))), tuple(legend), capital(say(msg("不知道居民人数"))), capital(say(msg("没有数据"))), "", looks, areas=areas, notes=_notes(hotline, say),
    )  # fmt: skip


def _complaints(row: HotlineRow | None, limits: Sequence[float], none: int, hidden: int, say: Say) -> Look:
    if row is None:
        return Look(None, "—")
    if row.is_hidden:
        return Look(hidden, say(NOT_SHOWN))
    if row.per_10k is None:
        return Look(None, say(msg("未知")), is_unknown=True)
    if row.per_10k == 0:
        return Look(none, "0")
    return Look(len(limits) - sum(row.per_10k >= limit for limit in limits), f"{row.per_10k:,.1f}")


def limits_of(values: Sequence[float]) -> tuple[float, ...]:
    """
    Limits of at most five classes with about as many communities each, of two digits, the least value below the first.

    >>> limits_of([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0])
    (2.8, 4.6, 6.4, 8.2)
    """
    if not values:
        return ()
    cuts = (two_digits(float(cut)) for cut in np.quantile(values, [0.2, 0.4, 0.6, 0.8]))
    return tuple(dict.fromkeys(cut for cut in cuts if cut > min(values)))


def _rate(value: Number, say: Say) -> str:
    return say(msg("不显示或未知")) if value is None else f"{value:,.1f}"


def demand_gap_theme(run: RunView, hotline: HotlineVoice, code: str, say: Say) -> ThemeOnMap:
    """Gaps and complaints; what unlisted facilities could decide is unknown. It follows from shown figures alone (decision 202)."""
    place = {key: n for n, key in enumerate(QUADRANT_COLOURS)}
    looks = {}
    for c in run.communities:
        row = hotline.rows.get((c.community_id, code))
        key = row.quadrant if row is not None else ""
        looks[c.community_id] = Look(place.get(key), capital(say(QUADRANT_ZH[key])), is_unknown=key == "unknown")
    rows = tuple(ClassRow(on_the_map(colour), capital(say(QUADRANT_ZH[key]))) for key, colour in QUADRANT_COLOURS.items())
    name = _name(run, code, say)
    return ThemeOnMap(
        f"{DEMAND_GAP}:{code}", say(msg("{category}：需求与缺口图", category=name)), say(msg("{category}：需求与缺口", category=name)), capital(say(msg("需求与缺口"))), rows,
        capital(say(QUADRANT_ZH["unknown"])), capital(say(msg("没有这类居民"))), "", looks, gaps=code, notes=_notes(hotline, say),
    )  # fmt: skip


def satisfaction_theme(run: RunView, voices: Voices, code: str, say: Say) -> ThemeOnMap:
    """Satisfaction; too few answers are unknown, very few are not shown."""
    theme = THEMES["coverage"]
    last = len(theme.classes) - 1
    found = {row.community_id: row for row in voices.satisfaction or () if row.category == code}
    looks = {}
    for c in run.communities:
        row = found.get(c.community_id)
        if row is None:
            looks[c.community_id] = Look(None, say(msg("没有调查")))
        elif row.note == "suppressed":
            looks[c.community_id] = Look(last + 1, say(SATISFACTION_NOTE_ZH[row.note]))
        elif row.value is None:
            looks[c.community_id] = Look(None, say(SATISFACTION_NOTE_ZH.get(row.note) or msg("未知")), is_unknown=True)
        else:
            looks[c.community_id] = Look(last - class_of(theme, row.value), percent(row.value))
    areas = {
        area: say(msg("不显示或未知")) if (value := voices.satisfaction_areas.get((area or ALL, code))) is None else percent(value)
        for area in by_area(run)
    } if voices.satisfaction_areas else {}  # fmt: skip
    name = say(msg("总体")) if code == ALL else _name(run, code, say)
    return ThemeOnMap(
        f"{SATISFACTION}:{code}" if code != ALL else SATISFACTION, say(msg("居民满意度图：{category}", category=name)), say(msg("{category}：居民满意度", category=name)),
        capital(say(msg("居民满意度"))), (*class_rows(theme, say, last_first=True), _grey(say)), capital(say(msg("有效问卷不足，不能下结论"))), capital(say(msg("没有调查"))), "", looks, areas=areas,
    )  # fmt: skip


def survey_theme(run: RunView, survey: SurveyVoice, say: Say) -> ThemeOnMap:
    """Share of the items of the catalogue that are provided, of those that are known; too much unknown is unknown."""
    theme = THEMES["coverage"]
    last = len(theme.classes) - 1
    looks = {}
    for c in run.communities:
        share = survey.provided_share([c.community_id], run.unknown_max)
        words = say(msg("不清楚的太多")) if share is None else percent(share)
        looks[c.community_id] = Look(None if share is None else last - class_of(theme, share), words, is_unknown=share is None)
    shares = {
        area: survey.provided_share([c.community_id for c in members], run.unknown_max) for area, members in by_area(run).items()
    }
    return ThemeOnMap(
        SURVEY, say(msg("服务落实图")), capital(say(msg("提供项目的比例"))), capital(say(msg("提供项目的比例"))), class_rows(theme, say, last_first=True), capital(say(msg("不清楚的太多，不能下结论"))), "",
        "", looks, areas={area: say(msg("不清楚的太多")) if share is None else percent(share) for area, share in shares.items()},
        notes=(say(msg("服务目录中写明提供的项目，占写明提供或不提供的项目的比例；不清楚不算“不提供”")),),
    )  # fmt: skip


def _grey(say: Say) -> ClassRow:
    return ClassRow(on_the_map(HIDDEN), capital(say(NOT_SHOWN)))


def _notes(hotline: HotlineVoice, say: Say) -> tuple[str, ...]:
    first, last = hotline.period
    return say(msg("{first} 至 {last} 的工单", first=first, last=last)), say(msg("件数少的不显示；不显示不等于没有"))


def shown_classes(theme: ThemeOnMap) -> ThemeOnMap:
    """The theme without the rows for what is hidden or none, where no community is."""
    used = {look.row for look in theme.looks.values()}
    keep = [n for n, row in enumerate(theme.rows) if n in used or row.colour not in {on_the_map(HIDDEN), on_the_map(PEOPLE[0])}]
    place: Mapping[int, int] = {n: at for at, n in enumerate(keep)}
    looks = {one: look if look.row is None else replace(look, row=place[look.row]) for one, look in theme.looks.items()}
    return replace(theme, rows=tuple(theme.rows[n] for n in keep), looks=looks)
