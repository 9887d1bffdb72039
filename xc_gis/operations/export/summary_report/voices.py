"""What was delivered and what was heard, in sentences and tables, where the run has a survey, a hotline or satisfaction."""

from __future__ import annotations

from collections.abc import Iterator

from xc_gis.languages.message import joined, msg
from xc_gis.model import ALL, OTHER
from xc_gis.operations.export.spoken import Say, capital
from xc_gis.operations.export.workbook.values import area_name
from xc_gis.report.documents.summary.records import Heading, Part, Sentence, TableOf, reference
from xc_gis.runs.view import RunView
from xc_gis.runs.voices import GapRow, HotlineRow, HotlineVoice, SatisfactionRow, Statistic, SurveyVoice, Voices
from xc_gis.shares import percent, percent_range
from xc_gis.wording.voices import BASE_ZH, FORMULA_ZH, NOT_SHOWN, OTHER_ZH, QUADRANT_ZH, QUADRANTS, STATISTIC_ZH, why_not_shown

MOST = 10
"""So many rows of a list stand in the report; all of them in the workbook."""


def voice_parts(run: RunView, voices: Voices, say: Say) -> Iterator[Part]:
    """The chapter, as far as the run has something to say."""
    if voices.survey is not None:
        yield Heading(2, capital(say(msg("服务目录落实情况"))))
        yield from _survey(voices.survey, say)
    if voices.hotline is not None:
        yield Heading(2, capital(say(msg("12345 热线诉求"))))
        yield from _hotline(run, voices.hotline, say)
    if voices.satisfaction is not None:
        yield Heading(2, capital(say(msg("居民满意度"))))
        yield from _satisfaction(run, voices.satisfaction, say)


def _survey(survey: SurveyVoice, say: Say) -> Iterator[Part]:
    base = BASE_ZH[survey.base]
    yield Sentence(
        say(msg("服务目录共 {count} 个{base}；四项统计见{table}。不清楚不算不提供，所以各有下限和上限。", count=len(survey.items), base=base, table=reference("survey")))
    )  # fmt: skip
    headings = (msg("统计"), msg("口径"), msg("下限"), msg("数值"), msg("上限"))
    rows = tuple(
        (capital(say(STATISTIC_ZH[one.name])), capital(say(BASE_ZH[one.base])), *_three(one, say)) for one in survey.statistics
    )
    yield TableOf(
        "survey", capital(say(msg("服务目录落实情况的四项统计"))), tuple(capital(say(word)) for word in headings), rows, (60.0, 24.0, 24.0, 24.0, 24.0), (False, False, True, True, True)
    )  # fmt: skip
    lacking = sorted((item for item in survey.items if item.no), key=lambda item: (-item.no, item.number))[:MOST]
    if lacking:
        named = joined("、", (msg("{item}（{count} 个社区）", item=item.name, count=item.no) for item in lacking[:3]))
        yield Sentence(say(msg("不提供的社区最多的{base}是{items}。", base=base, items=named)))


def _three(one: Statistic, say: Say) -> tuple[str, str, str]:
    low, value, high = (say(msg("未知")) if share is None else percent(share) for share in (one.low, one.value, one.high))
    return low, value, high


def _hotline(run: RunView, hotline: HotlineVoice, say: Say) -> Iterator[Part]:
    whole, (first, last) = hotline.rows[ALL, ALL], hotline.period
    if whole.tickets is not None and whole.per_10k is not None:
        parts = [
            msg(
                "{first} 至 {last} 全区 {tickets:,.0f} 件，每万人 {per:.1f} 件",
                first=first,
                last=last,
                tickets=whole.tickets,
                per=whole.per_10k,
            )
        ]
        rates = (
            (msg("响应率 {share}"), whole.responded),
            (msg("解决率 {share}"), whole.resolved),
            (msg("满意率 {share}"), whole.satisfied),
        )
        parts += [words.filled(share=percent(share)) for words, share in rates if share is not None]
        yield Sentence(say(msg("{parts}。", parts=joined("，", parts))))
    most = _most(run, hotline)
    if most is not None:
        yield Sentence(
            say(
                msg(
                    "诉求最多的类别是{category}，{tickets:,.0f} 件。",
                    category=_category(run, most.category),
                    tickets=most.tickets or 0.0,
                )
            )
        )
    pairs = [row.quadrant for row in hotline.rows.values() if row.quadrant]
    counted = joined("，", (msg("{what} {count} 项", what=QUADRANT_ZH[key], count=pairs.count(key)) for key in QUADRANTS))
    yield Sentence(
        say(
            msg(
                "把每个社区的每类服务看作一项：{counted}；不能判断的 {unknown} 项。",
                counted=counted,
                unknown=pairs.count("unknown"),
            )
        )
    )
    hot = sum(row.hot_spot == "hot" for (one, code), row in hotline.rows.items() if code == ALL and one != ALL)
    yield Sentence(say(msg("全部诉求的热点社区 {count} 个。", count=hot)))
    if hotline.priorities:
        yield Sentence(
            say(
                msg(
                    "最急的 {count} 项缺口见{table}（{formula}）。",
                    count=min(MOST, len(hotline.priorities)),
                    table=reference("priorities"),
                    formula=FORMULA_ZH,
                )
            )
        )
        yield _gaps("priorities", msg("缺口优先清单"), run, hotline.priorities[:MOST], say, ranked=True)
    if hotline.ahead:
        yield Sentence(
            say(
                msg(
                    "有缺口而少有人反映的共 {all} 项，未覆盖居民最多的 {count} 项见{table}，宜未诉先办。",
                    all=len(hotline.ahead),
                    count=min(MOST, len(hotline.ahead)),
                    table=reference("ahead"),
                )
            )
        )
        yield _gaps("ahead", msg("未诉先办清单"), run, hotline.ahead[:MOST], say, ranked=False)
    yield Sentence(say(why_not_shown(hotline.min_cell)), is_note=True)


def _most(run: RunView, hotline: HotlineVoice) -> HotlineRow | None:
    """The service of the standard with most complaints in the district; None where none is shown."""
    rows = [row for (one, code), row in hotline.rows.items() if one == ALL and code in run.by_code and row.tickets]
    return max(rows, key=lambda row: row.tickets or 0.0, default=None)


def _gaps(key: str, caption: str, run: RunView, gaps: tuple[GapRow, ...], say: Say, *, ranked: bool) -> TableOf:
    headings = [msg("序号"), msg("社区"), msg("街道"), msg("类别"), msg("未覆盖人数"), msg("缺口比例"), msg("诉求压力")]
    widths = [12.0, 32.0, 28.0, 34.0, 20.0, 16.0, 14.0]
    if ranked:
        headings.append(msg("优先值"))
        widths = [12.0, 28.0, 24.0, 30.0, 20.0, 16.0, 13.0, 13.0]
    rows = []
    for row in gaps:
        c = run.by_id[row.community_id]
        pressure = "—" if row.pressure is None else f"{row.pressure:.2f}"
        cells = [
            str(row.rank),
            c.name,
            say(area_name(c.subdistrict)),
            say(_category(run, row.category)),
            f"{row.gap:,.0f}",
            percent(row.gap_share),
            pressure,
        ]
        rows.append(tuple([*cells, f"{row.priority or 0:.2f}"] if ranked else cells))
    numbers = (True, False, False, False, *([True] * (len(headings) - 4)))
    return TableOf(
        key, capital(say(caption)), tuple(capital(say(word)) for word in headings), tuple(rows), tuple(widths), numbers
    )


def _satisfaction(run: RunView, answers: tuple[SatisfactionRow, ...], say: Say) -> Iterator[Part]:
    whole = [row for row in answers if row.category == ALL and row.community_id in run.by_id]
    known = sorted((row for row in whole if row.value is not None), key=lambda row: (row.value or 0.0, row.community_id))
    few, hidden = sum(row.note == "small_n" for row in whole), sum(row.note == "suppressed" for row in whole)
    yield Sentence(
        say(msg("{known} 个社区的满意度可以下结论；{few} 个有效问卷不足，只有区间；{hidden} 个问卷太少，{words}。", known=len(known), few=few, hidden=hidden, words=NOT_SHOWN))
    )  # fmt: skip
    if known:
        named = joined("、", (_named(run, row) for row in known[:3]))
        yield Sentence(say(msg("满意度最低的是{named}（括号中为 95% 的区间，区间重叠的不分先后）。", named=named)))


def _named(run: RunView, row: SatisfactionRow) -> str:
    bounds = percent_range(row.low or 0.0, row.high or 0.0)
    return msg(
        "{community} {value}（{bounds}）",
        community=run.by_id[row.community_id].name,
        value=percent(row.value or 0.0),
        bounds=bounds,
    )


def _category(run: RunView, code: str) -> str:
    return OTHER_ZH if code == OTHER else run.by_code[code].name if code in run.by_code else code
