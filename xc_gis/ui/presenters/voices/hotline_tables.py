"""The hotline's tables on the page: communities, gaps against complaints, what is most urgent, where complaints may come. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xc_gis.languages.message import msg
from xc_gis.model import ALL, OTHER
from xc_gis.runs.view import CommunityView, CoverageView, RunView
from xc_gis.runs.voices import GapRow, HotlineRow, HotlineVoice
from xc_gis.ui.presenters.voices.cells import (
    Cell,
    RowOf,
    VoiceTable,
    change_cell,
    count_cell,
    fixed,
    plain_share_cell,
    share_cell,
    words_cell,
)
from xc_gis.wording.voices import ALL_ZH, FORMULA_ZH, HOT_SPOT_ZH, OTHER_ZH, QUADRANT_ZH, QUADRANTS, why_not_shown
from xc_gis.wording.window import label_of, name_of, tr

COMMUNITIES, PAIRS, PRIORITIES, AHEAD = "communities", "pairs", "priorities", "ahead"
TABLES = (
    (COMMUNITIES, msg("各社区")), (PAIRS, msg("需求与缺口")), (PRIORITIES, msg("优先清单")), (AHEAD, msg("未诉先办")),
)  # fmt: skip

AREA = (
    (msg("街道"), msg("社区所属的街道"), False),
    (msg("社区"), msg("点一行，地图转到该社区"), False),
)
TICKETS_HINT = msg("本期十二个月的工单")
PRESSURE_HINT = msg("每名居民的工单数，与全区第 90 百分位的社区相比，0–1；由显示出来的数推得")
QUADRANT_HINT = msg("未覆盖居民达到一成算有缺口，诉求压力达到 0.5 算有诉求（均可在项目中设定）")

Column = tuple[str, str, bool]


@dataclass(frozen=True)
class QuadrantSum:
    """How many communities and services are in a quadrant, and the people of them who are not covered."""

    key: str
    pairs: int
    people: float


def category_name(run: RunView, code: str) -> str:
    """What a category of the hotline is called."""
    if code in {ALL, OTHER}:
        return label_of(ALL_ZH if code == ALL else OTHER_ZH)
    return name_of(run.by_code[code]) if code in run.by_code else code


def table_of(name: str, run: RunView, hotline: HotlineVoice, category: str) -> VoiceTable:
    """One of ``TABLES``; ``category``: of which services it speaks, ``ALL`` for all."""
    if name == COMMUNITIES:
        return communities_table(run, hotline, category)
    if name == PAIRS:
        return pairs_table(run, hotline, category)
    gaps = hotline.priorities if name == PRIORITIES else hotline.ahead
    return gaps_table(run, [row for row in gaps if category in {ALL, row.category}], ranked=name == PRIORITIES)


def communities_table(run: RunView, hotline: HotlineVoice, category: str) -> VoiceTable:
    """A row for each community, of one category or of all tickets together."""
    whole = category in {ALL, OTHER}
    columns: tuple[Column, ...] = (
        *AREA, (msg("件数"), TICKETS_HINT, True), (msg("每万人"), msg("每一万名居民的工单数"), True), (msg("响应率"), msg("写明是否响应的工单中，已响应的比例"), True),
        (msg("解决率"), msg("写明是否解决的工单中，已解决的比例"), True), (msg("满意率"), msg("写明是否满意的工单中，满意的比例"), True),
        (msg("环比"), msg("最后一个月与上一个月相比"), True), (msg("同比"), msg("最后一个月与上年同月相比"), True),
        *(() if category == ALL else ((msg("诉求压力"), PRESSURE_HINT, True),)), *(() if whole else ((msg("需求与缺口"), QUADRANT_HINT, False),)),
        (msg("热点"), msg("本社区和相邻社区的人均工单明显偏多（热点）或偏少（冷点）"), False),
    )  # fmt: skip
    rows = tuple(
        RowOf(_figures(c, hotline.rows[c.community_id, category], category), c.community_id, category, c.subdistrict, hotline.rows[c.community_id, category].quadrant)
        for c in run.communities
        if (c.community_id, category) in hotline.rows
    )  # fmt: skip
    foot = " ".join((_whole_words(hotline.rows[ALL, category]), tr(why_not_shown(hotline.min_cell))))
    return _table(tr(msg("热线 {name}", name=category_name(run, category))), columns, rows, foot)


def _figures(c: CommunityView, row: HotlineRow, category: str) -> tuple[Cell, ...]:
    hidden = row.is_hidden
    cells = [
        words_cell(c.subdistrict), words_cell(c.name), count_cell(row.tickets, hidden=hidden), count_cell(row.per_10k, hidden=hidden, decimals=1),
        *(share_cell(value, hidden=hidden) for value in (row.responded, row.resolved, row.satisfied)),
        change_cell(row.month_on_month, hidden=hidden), change_cell(row.year_on_year, hidden=hidden),
    ]  # fmt: skip
    if category != ALL:
        cells.append(plain_share_cell(row.pressure))
    if category not in {ALL, OTHER}:
        cells.append(quadrant_cell(row.quadrant))
    return (*cells, words_cell(fixed(HOT_SPOT_ZH[row.hot_spot])))


def quadrant_cell(quadrant: str) -> Cell:
    """Where gap and complaints put a community; in the order of urgency."""
    order = QUADRANTS.index(quadrant) if quadrant in QUADRANTS else None
    words = fixed(QUADRANT_ZH[quadrant])
    return Cell(words, order, "unknown" if quadrant == "unknown" else "", words)


def _whole_words(row: HotlineRow) -> str:
    if row.is_hidden or row.tickets is None:
        return ""
    per = "—" if row.per_10k is None else f"{row.per_10k:,.1f}"
    return tr(msg("全区 {tickets:,.0f} 件，每万人 {per} 件。", tickets=row.tickets, per=per))


def pairs_table(run: RunView, hotline: HotlineVoice, category: str) -> VoiceTable:
    """A row for each community and service to which a quadrant belongs."""
    columns: tuple[Column, ...] = (
        *AREA, (msg("类别"), msg("服务类别"), False), (msg("归类"), QUADRANT_HINT, False), (msg("未覆盖"), msg("该类别服务人群中未覆盖的居民"), True),
        (msg("缺口比例"), msg("未覆盖居民占服务人群的比例"), True), (msg("诉求压力"), PRESSURE_HINT, True), (msg("件数"), TICKETS_HINT, True), (msg("每万人"), msg("每一万名居民的工单数"), True),
    )  # fmt: skip
    names = {code: words_cell(category_name(run, code)) for code in hotline.categories}
    rows = tuple(_pair(c, row, cover, names[row.category]) for c, row, cover in _pairs(run, hotline, category))
    return _table(
        tr(msg("需求与缺口 {name}", name=category_name(run, category))), columns, rows, tr(why_not_shown(hotline.min_cell))
    )


def _pairs(run: RunView, hotline: HotlineVoice, category: str) -> list[tuple[CommunityView, HotlineRow, CoverageView]]:
    codes = [code for code in hotline.categories if code in run.by_code and category in {ALL, code}]
    found = []
    for c in run.communities:
        covers = {cover.category.code: cover for cover in c.coverage}
        for code in codes:
            row = hotline.rows.get((c.community_id, code))
            if row is not None and row.quadrant and code in covers:
                found.append((c, row, covers[code]))
    return found


def _pair(c: CommunityView, row: HotlineRow, cover: CoverageView, name: Cell) -> RowOf:
    share = cover.gap / cover.residents if cover.gap is not None and cover.residents else None
    cells = (
        words_cell(c.subdistrict), words_cell(c.name), name, quadrant_cell(row.quadrant), count_cell(cover.gap), share_cell(share),
        plain_share_cell(row.pressure), count_cell(row.tickets, hidden=row.is_hidden), count_cell(row.per_10k, hidden=row.is_hidden, decimals=1),
    )  # fmt: skip
    return RowOf(cells, c.community_id, row.category, c.subdistrict, row.quadrant)


def quadrant_sums(run: RunView, hotline: HotlineVoice, category: str) -> dict[str, QuadrantSum]:
    """The demand × gap matrix: of each quadrant (and ``unknown``) how many, and how many people are not covered."""
    pairs: dict[str, int] = dict.fromkeys((*QUADRANTS, "unknown"), 0)
    people: dict[str, float] = dict.fromkeys(pairs, 0.0)
    for _, row, cover in _pairs(run, hotline, category):
        pairs[row.quadrant] += 1
        people[row.quadrant] += cover.gap or 0.0
    return {key: QuadrantSum(key, count, people[key]) for key, count in pairs.items()}


def gaps_table(run: RunView, gaps: list[GapRow], *, ranked: bool) -> VoiceTable:
    """The most urgent gaps, or the silent ones with most people."""
    columns: tuple[Column, ...] = (
        (msg("次序"), msg("先后"), True), *AREA, (msg("类别"), msg("服务类别"), False), (msg("未覆盖"), msg("该类别服务人群中未覆盖的居民"), True),
        (msg("缺口比例"), msg("未覆盖居民占服务人群的比例"), True), (msg("诉求压力"), PRESSURE_HINT, True),
        *(((msg("优先值"), FORMULA_ZH, True), (msg("归类"), QUADRANT_HINT, False)) if ranked else ()),
    )  # fmt: skip
    rows = tuple(_gap(run, row, ranked=ranked) for row in gaps if row.community_id in run.by_id)
    title = msg("优先清单") if ranked else msg("未诉先办")
    foot = FORMULA_ZH if ranked else msg("有缺口而少有人反映的地方，未覆盖居民最多的在前：诉求可能从这里来。")
    return _table(label_of(title), columns, rows, tr(foot))


def _gap(run: RunView, row: GapRow, *, ranked: bool) -> RowOf:
    c = run.by_id[row.community_id]
    cells = (
        count_cell(row.rank), words_cell(c.subdistrict), words_cell(c.name), words_cell(category_name(run, row.category)), count_cell(row.gap), share_cell(row.gap_share),
        plain_share_cell(row.pressure), *((Cell(f"{row.priority or 0:.2f}", row.priority, value=row.priority), quadrant_cell(row.quadrant)) if ranked else ()),
    )  # fmt: skip
    return RowOf(cells, c.community_id, row.category, c.subdistrict, row.quadrant)


def rows_of(hotline: HotlineVoice, category: str) -> Mapping[str, HotlineRow]:
    """Rows of a category by community, the district's left out."""
    return {one: row for (one, code), row in hotline.rows.items() if code == category and one != ALL}


def _table(title: str, columns: tuple[Column, ...], rows: tuple[RowOf, ...], foot: str) -> VoiceTable:
    return VoiceTable(
        title, tuple(label_of(head) for head, *_ in columns), tuple(tr(hint) for _, hint, _ in columns), tuple(number for *_, number in columns), rows, foot
    )  # fmt: skip
