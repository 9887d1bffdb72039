"""Tables of targets on the page: indicators of the district, values of areas, places that hold a target back. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from xc_gis.languages.message import Message, joined, msg
from xc_gis.model import BEHIND, NO_DATA, UNDECIDED
from xc_gis.operations.export.workbook.targets import place_names, short_words, whole_up
from xc_gis.runs.targets import ListWords, ShortPlaceRow, TargetRow, Targets
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.voices.cells import BAD, EVERYWHERE, NOTHING, PLAIN, UNKNOWN, Cell, RowOf, VoiceTable, words_cell
from xc_gis.wording.targets import (
    KIND_ZH,
    SOURCE_ZH,
    STATUS_ZH,
    UNIT_ZH,
    bounds_words,
    figure_words,
    forecast_words,
    outlook_words,
    plain_figure,
    target_words,
)
from xc_gis.wording.window import joined_words, label_of, name_of, tr

DISTRICT_TABLE, AREAS, SHORT = "district", "areas", "short"
TABLES = ((DISTRICT_TABLE, msg("全区各项")), (AREAS, msg("各街道和社区")), (SHORT, msg("没有达到的区域")))
ORDER = {BEHIND: 0, UNDECIDED: 1, NO_DATA: 2}
"""What is behind first; the rest is done or has no target."""

COMMUNITY = "community"
NO_FIGURE_HINT = msg("斜线是未知，不是零")


def key_of(row: TargetRow) -> str:
    """Names an indicator, or a part of one, within its list."""
    return f"{row.number}|{row.part}"


def indicator_name(row: TargetRow, of: ListWords) -> Message:
    """Name of an indicator, with that of its part."""
    words = of.indicators[row.number]
    return joined(" · ", [words.name, words.parts.get(row.part, row.part)]) if row.part else words.name


def unit_words(row: TargetRow) -> str:
    """The unit in the language of the window."""
    return tr(UNIT_ZH.get(row.unit, row.unit))


def value_cell(row: TargetRow) -> Cell:
    """A value with its unit; what is known of one that is not, hatched."""
    if row.value is not None:
        return Cell(f"{figure_words(row.value)} {unit_words(row)}", row.value, value=plain_figure(row.value))
    if row.status == NO_DATA or (row.low is None and row.high is None):
        return Cell(label_of(STATUS_ZH[NO_DATA]), kind=UNKNOWN)
    bounds = tr(bounds_words(row.low, row.high))
    return Cell(f"{bounds} {unit_words(row)}", row.low, UNKNOWN, f"{bounds}")


def status_cell(row: TargetRow) -> Cell:
    """Where it stands."""
    words = label_of(STATUS_ZH[row.status])
    kind = BAD if row.status == BEHIND else UNKNOWN if row.status in {UNDECIDED, NO_DATA} else PLAIN
    return Cell(words, ORDER.get(row.status, len(ORDER)), kind, words)


def year_cell(year: int | None) -> Cell:
    """A year."""
    return Cell(NOTHING) if year is None else Cell(str(year), year, value=year)


def district_table(run: RunView, targets: Targets, of: ListWords) -> VoiceTable:
    """A row for each indicator of the district, part by part."""
    heads = (
        (msg("编号"), "", True), (msg("指标"), msg("点一行，地图和右边显示这一项"), False), (msg("属性"), msg("约束性、预期性、计划任务或监测"), False), (msg("状态"), msg("完成、未完成、资料不足或无数据"), False),
        (msg("现值"), NO_FIGURE_HINT, True), (msg("目标值"), "", True), (msg("年份"), msg("现值是哪一年的"), True), (msg("目标年份"), "", True), (msg("来源"), msg("填报：有人报的数；计算：由本次结果算出"), False),
        (msg("预测（范围）"), msg("已知各年的直线推到目标年份，括号内为 80% 预测区间"), False), (msg("展望"), "", False), (msg("未达到的区域"), msg("最差的在前，最多十个"), False), (msg("组别"), "", False),
    )  # fmt: skip
    names = place_names(run)
    rows = []
    for row in (row for row in targets.rows if row.list_id == of.id and row.is_of_district):
        back = joined_words([tr(names.get(one, one)) for one in row.held_back_by], "、")
        cells = (
            Cell(str(row.number), row.number, value=row.number), words_cell(tr(indicator_name(row, of))), words_cell(label_of(KIND_ZH[row.kind])), status_cell(row),
            value_cell(row), words_cell(tr(target_words(row.comparison, row.target))), year_cell(row.year), year_cell(row.target_year), words_cell(label_of(SOURCE_ZH[row.source])),
            words_cell(tr(forecast_words(row.forecast, row.forecast_low, row.forecast_high))), words_cell(tr(outlook_words(row.outlook, row.year, row.target_year))), words_cell(back),
            words_cell(tr(of.dimension(of.indicators[row.number].group))),
        )  # fmt: skip
        rows.append(RowOf(cells, "", key_of(row), EVERYWHERE))
    foot = tr(msg("点一行，右边写明它和拖后腿的区域，地图按区域上色。斜线是资料不足或无数据，不是零。"))
    return VoiceTable(tr(of.name), *columns_of(heads), tuple(rows), foot)


def areas_table(run: RunView, of: ListWords, rows: Sequence[TargetRow], short: int = 0) -> VoiceTable:
    """
    A row for each subdistrict and community that has a value of the indicator.

    ``short``: how many areas hold the indicator back. A share of subdistricts has no value in one of them, and yet areas that lack what it counts: they stand in another table, which is named.
    """
    heads = (
        (msg("街道"), "", False), (msg("社区"), msg("点一行，地图转到该社区"), False), (msg("状态"), "", False), (msg("现值"), NO_FIGURE_HINT, True), (msg("目标值"), "", True), (msg("年份"), "", True),
        (msg("来源"), msg("填报：有人报的数；计算：由本次结果算出"), False), (msg("还差"), msg("两个数的，前一个把未知的都算有，后一个都算没有"), False),
    )  # fmt: skip
    made = []
    for row in rows:
        street, name, community = place_of(run, row.level, row.area)
        cells = (
            words_cell(street), words_cell(name), status_cell(row), value_cell(row), words_cell(tr(target_words(row.comparison, row.target))), year_cell(row.year),
            words_cell(label_of(SOURCE_ZH[row.source])), words_cell(tr(short_words(row))),
        )  # fmt: skip
        made.append(RowOf(cells, community, "", street))
    if made:
        foot = msg("斜线是资料不足，不是零。")
    elif short:
        foot = msg("这一项没有各街道和社区的数。没有达到的区域有 {count} 处，见表“{table}”。", count=short, table=TABLES[2][1])
    else:
        foot = msg("这一项没有各街道和社区的数。")
    return VoiceTable(_title(of, rows, msg("各街道和社区")), *columns_of(heads), tuple(made), tr(foot))


def short_table(run: RunView, of: ListWords, rows: Sequence[ShortPlaceRow]) -> VoiceTable:
    """A row for each place that holds the indicator back, the worst first."""
    heads = (
        (msg("街道"), "", False), (msg("社区"), msg("点一行，地图转到该社区"), False), (msg("服务类别"), "", False), (msg("缺的是"), "", False), (msg("还缺多少"), msg("走不到的、住在网格外的居民，或还差的面积（㎡）"), True),
    )  # fmt: skip
    made = []
    for row in rows:
        street, name, community = place_of(run, row.level, row.area)
        category = run.by_code.get(row.category)
        lacks = row.short_of == "facility"
        much = Cell(NOTHING) if lacks else Cell(f"{whole_up(row.short):,}", row.short, value=round(row.short, 1))
        cells = (
            words_cell(street), words_cell(name), words_cell(name_of(category) if category is not None else row.category), words_cell(label_of(SHORT_ZH[row.short_of])), much,
        )  # fmt: skip
        made.append(RowOf(cells, community, row.category, street))
    foot = msg("这一项没有列出区域：已达到，或是填报的数。") if not made else msg("最差的在前。点一行，地图转到该社区。")
    return VoiceTable(_title(of, rows, msg("没有达到的区域")), *columns_of(heads), tuple(made), tr(foot))


SHORT_ZH = {
    "facility": msg("没有这种设施"),
    "people": msg("居民走不到"),
    "floor_area": msg("面积不够（㎡）"),
    "outside_grids": msg("居民住在网格外"),
}


def short_amount(row: ShortPlaceRow) -> str:
    """What a place lacks, in few words."""
    match row.short_of:
        case "people":
            return tr(msg("{count:,} 人走不到", count=whole_up(row.short)))
        case "outside_grids":
            return tr(msg("{count:,} 人住在网格外", count=whole_up(row.short)))
        case "floor_area":
            return tr(msg("缺 {count:,} ㎡", count=whole_up(row.short)))
    return tr(SHORT_ZH["facility"])


def place_of(run: RunView, level: str, area: str) -> tuple[str, str, str]:
    """Subdistrict, name of the community and its id; a subdistrict has neither of the latter."""
    c = run.by_id.get(area)
    return (area, "", "") if level != COMMUNITY or c is None else (c.subdistrict, c.name, c.community_id)


def _title(of: ListWords, rows: Sequence[TargetRow] | Sequence[ShortPlaceRow], what: str) -> str:
    number = f" {rows[0].number}" if rows else ""
    return f"{label_of(what)}{number}" if rows else f"{tr(of.name)} {label_of(what)}"


def columns_of(heads: Sequence[tuple[str, str, bool]]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[bool, ...]]:
    """Words, hints and which hold figures, of headings."""
    return (
        tuple(label_of(head) for head, *_ in heads),
        tuple(tr(hint) if hint else "" for _, hint, _ in heads),
        tuple(number for *_, number in heads),
    )
