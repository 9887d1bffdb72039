"""Sheets of the targets that a study follows: where each stands, in subdistricts too, and the indices with their ranks. What is not known is hatched."""

from __future__ import annotations

from collections.abc import Mapping

from xc_gis.languages.message import joined, msg
from xc_gis.model import BEHIND, DISTRICT, NO_DATA, UNDECIDED
from xc_gis.operations.export.community_names import names_told_apart
from xc_gis.operations.export.workbook.values import area_name, whole_name
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet, Shown, Unknown, Value
from xc_gis.runs.targets import IndexRow, ListWords, TargetRow, Targets
from xc_gis.runs.view import RunView
from xc_gis.shares import at_most, cut
from xc_gis.wording.targets import (
    KIND_ZH,
    SOURCE_ZH,
    STATUS_ZH,
    UNIT_ZH,
    bounds_words,
    forecast_words,
    outlook_words,
    plain_figure,
    target_words,
)

WHOLE = "ALL"
"""Dimension of the index over all of them."""

FULL, TENTH = 100, 3
"""Of an index, and decimals of its share that are a tenth of it."""

COMMUNITY = "community"
SUBDISTRICT = Column(msg("街道"), Kind.TEXT, 16)
NAMED = (
    Column(msg("指标清单"), Kind.TEXT, 24), Column(msg("组别"), Kind.TEXT, 11), Column(msg("编号"), Kind.WHOLE, 6), Column(msg("指标"), Kind.TEXT, 32, wrap=True),
)  # fmt: skip
STANDING = (
    Column(msg("单位"), Kind.TEXT, 8), Column(msg("现值"), Kind.ANY, 11), Column(msg("年份"), Kind.WHOLE, 7), Column(msg("目标值"), Kind.TEXT, 11),
    Column(msg("目标年份"), Kind.WHOLE, 7), Column(msg("状态"), Kind.TEXT, 9),
)  # fmt: skip

OF_VALUES = msg(
    "现值是最近一年的；填报的先于计算的。资料不足：现有资料不能判断是否达到目标，现值写已知的范围。无数据：没有人填报，也不能计算，不是零。"
)


def target_sheets(run: RunView, targets: Targets) -> tuple[Sheet, ...]:
    """The sheets in their order; none where the run follows no list."""
    if not targets.rows:
        return ()
    sheets = [status_sheet(run, targets)]
    if any(not row.is_of_district for row in targets.rows):
        sheets.append(areas_sheet(run, targets))
    indexed = [one for one in targets.lists if any(row.list_id == one.id for row in targets.indices)]
    for n, one in enumerate(indexed, 1):
        rows = [row for row in targets.indices if row.list_id == one.id]
        sheets += [index_sheet(one, rows, n), dimensions_sheet(one, rows, n)]
    return tuple(sheets)


def status_sheet(run: RunView, targets: Targets) -> Sheet:
    """A row for each indicator of the district, part by part."""
    columns = (
        *NAMED, Column(msg("分项"), Kind.TEXT, 10), Column(msg("属性"), Kind.TEXT, 9), *STANDING, Column(msg("来源"), Kind.TEXT, 7),
        Column(msg("预测（范围）"), Kind.TEXT, 20), Column(msg("展望"), Kind.TEXT, 14), Column(msg("未达到的区域"), Kind.TEXT, 34, wrap=True),
    )  # fmt: skip
    names = place_names(run)
    rows = []
    for row in (row for row in targets.rows if row.is_of_district):
        words, of = targets.words(row), _list(targets, row)
        back = joined("、", [names.get(one, one) for one in row.held_back_by])
        rows.append(
            Row((
                of.id, of.dimension(words.group), row.number, words.name, words.parts.get(row.part, ""), KIND_ZH[row.kind], *_standing(row), SOURCE_ZH[row.source],
                forecast_words(row.forecast, row.forecast_low, row.forecast_high), outlook_words(row.outlook, row.year, row.target_year), back,
            ))
        )  # fmt: skip
    notes = (
        OF_VALUES,
        msg(
            "预测：已知各年的直线（最小二乘）推到目标年份，括号内为 80% 预测区间；已知不足三年的没有。未达到的区域最差的在前，最多写十个。"
        ),
        *(joined("：", [one.id, one.name, *([one.disclaimer] if str(one.disclaimer) else [])]) for one in targets.lists),
    )
    return Sheet(msg("指标达标"), msg("指标达标情况：全区"), notes, columns, rows, frozen=4)


def areas_sheet(run: RunView, targets: Targets) -> Sheet:
    """A row for each indicator and subdistrict or community that has one."""
    short = Column(msg("还差"), Kind.TEXT, 22)
    rows = [
        Row((
            *_place(run, row), row.list_id, _list(targets, row).dimension(targets.words(row).group), row.number, targets.words(row).name, *_standing(row), SOURCE_ZH[row.source],
            short_words(row),
        ))
        for row in targets.rows
        if not row.is_of_district
    ]  # fmt: skip
    columns = (SUBDISTRICT, Column(msg("社区"), Kind.TEXT, 16), *NAMED, *STANDING, Column(msg("来源"), Kind.TEXT, 7), short)
    notes = (OF_VALUES, SHORT_NOTE)
    return Sheet(msg("街道指标"), msg("指标达标情况：各街道和社区"), notes, columns, rows, frozen=2)


def _place(run: RunView, row: TargetRow) -> tuple[Value, Value]:
    c = run.by_id.get(row.area)
    return (row.area, "") if row.level != COMMUNITY or c is None else (area_name(c.subdistrict), c.name)


def index_sheet(of: ListWords, rows: list[IndexRow], n: int) -> Sheet:
    """A row for each subdistrict, the best first, with its rank, its index and that of each dimension; then the district's."""
    dimensions = [name for name in dict.fromkeys(row.dimension for row in rows) if name != WHOLE]
    by_area: dict[str, dict[str, IndexRow]] = {}
    for row in rows:
        by_area.setdefault(row.area, {})[row.dimension] = row
    columns = (
        SUBDISTRICT, Column(msg("名次"), Kind.WHOLE, 7), Column(msg("指数"), Kind.POINTS, 9), Column(msg("指数下限"), Kind.POINTS, 9), Column(msg("指数上限"), Kind.POINTS, 9),
        *(Column(of.dimension(name), Kind.POINTS, 10) for name in dimensions),
    )  # fmt: skip
    order = sorted(by_area.items(), key=lambda pair: (pair[0] == DISTRICT, pair[1][WHOLE].rank or len(by_area), pair[0]))
    listed = [
        Row(
            (_area(area), *_ranked(mine[WHOLE]), *(_index(mine[name].index) if name in mine else "" for name in dimensions)),
            is_sum=area == DISTRICT,
        )
        for area, mine in order
    ]
    notes = (OF_INDEX, of.disclaimer) if str(of.disclaimer) else (OF_INDEX,)
    return Sheet(_numbered(msg("指数"), n), joined("：", [of.name, msg("指数和名次")]), notes, columns, listed, frozen=2)


def dimensions_sheet(of: ListWords, rows: list[IndexRow], n: int) -> Sheet:
    """A row for each dimension and subdistrict with its rank, then the district's."""
    columns = (
        Column(msg("维度"), Kind.TEXT, 14), SUBDISTRICT, Column(msg("名次"), Kind.WHOLE, 7), Column(msg("指数"), Kind.POINTS, 9), Column(msg("指数下限"), Kind.POINTS, 9),
        Column(msg("指数上限"), Kind.POINTS, 9), Column(msg("已知权重"), Kind.SHARE, 10),
    )  # fmt: skip
    order = list(dict.fromkeys(row.dimension for row in rows if row.dimension != WHOLE))
    told = sorted(
        (row for row in rows if row.dimension != WHOLE),
        key=lambda row: (row.area == DISTRICT, order.index(row.dimension), row.rank or len(rows), row.area),
    )
    listed = [
        Row((of.dimension(row.dimension), _area(row.area), *_ranked(row), row.weight_known), is_sum=row.area == DISTRICT)
        for row in told
    ]
    return Sheet(
        _numbered(msg("指数各维度"), n),
        joined("：", [of.name, msg("各维度的指数和名次")]),
        (OF_INDEX,),
        columns,
        listed,
        frozen=2,
    )


SHORT_NOTE = msg("还差：计算的指标要达到目标，还差多少；两个数的，前一个把未知的都算有，后一个都算没有。")

OF_INDEX = msg(
    "指数 0–100：已知指标从起点到目标的完成程度，按权重平均；下限把未知的都算没有完成，上限都算全部完成。指数相同的并列，名次相同，其后的名次空出。"
)


def place_names(run: RunView) -> Mapping[str, str]:
    """What communities are called where several of one name are told apart; subdistricts are their own names."""
    return names_told_apart(run.communities)


def short_words(row: TargetRow) -> str:
    """What more would meet the target, in words; empty where that is not one figure."""
    count = lacking_count(row)
    if not count:
        return ""
    match row.short_of:
        case "areas":
            return msg("{count} 个区域", count=count)
        case "people":
            return msg("{count} 名居民", count=count)
        case "outside_grids":
            return msg("{count} 名居民划入网格", count=count)
    return msg("{count} ㎡", count=count)


def lacking_count(row: TargetRow) -> str:
    """How much more would meet the target, one figure or two; empty where there is none."""
    if row.short_low is None or row.short_high is None:
        return ""
    low, high = whole_up(row.short_low), whole_up(row.short_high)
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def whole_up(value: float) -> int:
    """A figure that is lacking, never less than it is."""
    return -int(-value // 1)


def _list(targets: Targets, row: TargetRow) -> ListWords:
    return next(one for one in targets.lists if one.id == row.list_id)


def _standing(row: TargetRow) -> tuple[Value, ...]:
    """Unit, value, year, target, its year, status."""
    value: Value
    if row.value is not None:
        value = plain_figure(row.value)
    else:
        value = Unknown(STATUS_ZH[NO_DATA] if row.status == NO_DATA else bounds_words(row.low, row.high))
    words = STATUS_ZH[row.status]
    status: Value = Unknown(words) if row.status in (UNDECIDED, NO_DATA) else Shown(words, weak=row.status == BEHIND)
    return (
        UNIT_ZH.get(row.unit, row.unit), value, row.year, target_words(row.comparison, row.target), row.target_year, status
    )  # fmt: skip


def _ranked(row: IndexRow) -> tuple[Value, ...]:
    rank: Value = row.rank or Unknown(msg("未知"))
    return (
        rank if row.area != DISTRICT else "—",
        _index(row.index),
        _index(row.low),
        Unknown(msg("未知")) if row.high is None else round(at_most(row.high / FULL) * FULL, 1),
    )


def _index(value: float | None) -> Value:
    """An index, cut to the tenth that is shown: only a full one reads as 100."""
    return Unknown(msg("未知")) if value is None else round(cut(value / FULL, TENTH) * FULL, 1)


def _area(area: str) -> Value:
    return whole_name() if area == DISTRICT else area_name(area)


def _numbered(name: str, n: int) -> str:
    return name if n == 1 else joined(" ", [name, str(n)])
