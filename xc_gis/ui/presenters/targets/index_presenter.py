"""Indices of subdistricts on the page (七有五性): ranks with ties, a radar against the district, the map by index. Knows no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.model import DISTRICT
from xc_gis.operations.export.workbook.targets import OF_INDEX, WHOLE
from xc_gis.runs.targets import IndexRow, ListWords, Targets
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.shares import percent
from xc_gis.ui.presenters.targets.targets_view import IndexTab, RadarAxis
from xc_gis.ui.presenters.targets.themes import index_at_most, index_record, index_shown
from xc_gis.ui.presenters.voices.cells import EVERYWHERE, NO_TABLE, NOTHING, UNKNOWN, Cell, RowOf, VoiceTable, words_cell
from xc_gis.ui.presenters.voices.voices_view import NO_DETAIL, Detail, TablesView
from xc_gis.wording.window import joined_words, label_of, tr

RANKS, DIMENSIONS = "ranks", "dimensions"
TABLES = ((RANKS, msg("指数和名次")), (DIMENSIONS, msg("各维度")))
ALL_WORDS = msg("总指数")
DISTRICT_WORDS = msg("全区")


class IndexPresenter:
    """
    Decides what the tab of indices, its tables and the map show.

    Parameters
    ----------
    tab, tables
        Where.
    show
        Shows a theme of values over the theme of a category.
    """

    def __init__(self, tab: IndexTab, tables: TablesView, show: Callable[[Mapping[str, Any] | None, str], None]) -> None:
        self._tab, self._tables, self._show = tab, tables, show
        self._run: RunView | None = None
        self._targets = Targets()
        self._rows: dict[tuple[str, str], IndexRow] = {}
        self.list_id, self.area, self.dimension, self.table = "", "", WHOLE, RANKS

    def show_run(self, run: RunView, targets: Targets) -> None:
        """Another run."""
        self._run, self._targets = run, targets
        self.list_id = next((one.id for one in self._lists()), "")
        self.table, self.area = RANKS, ""
        self._take_list()
        self._tab.show_missing("" if self.list_id else tr(missing_words()))
        self._tab.show_detail(NO_DETAIL)

    def _take_list(self) -> None:
        self._rows = {(row.area, row.dimension): row for row in self._targets.indices if row.list_id == self.list_id}
        self.dimension = WHOLE
        if self.area not in self._areas():
            self.area = next(iter(self._areas()), "")

    # -- requests ----------------------------------------------------------------------------------------------------------
    def choose_list(self, list_id: str) -> None:
        """Another list."""
        self.list_id = list_id
        self._take_list()
        self.show_again()

    def choose_area(self, area: str) -> None:
        """Another subdistrict."""
        if area not in self._areas():
            return
        self.area = area
        self._fill_choices()
        self._fill_detail()
        if self.table == RANKS:
            self._tables.select("", area)

    def choose_dimension(self, dimension: str) -> None:
        """Another dimension of the map."""
        if dimension not in {key for key, _ in self._dimensions()}:
            return
        self.dimension = dimension
        self._colour()
        self._fill_choices()

    def choose_table(self, table: str) -> None:
        """Another table."""
        self.table = table
        self._fill_table()

    def choose_row(self, category: str) -> None:
        """A row of the table in front: its subdistrict, its dimension."""
        area, _, dimension = category.partition("|")
        if area in self._areas() and area != self.area:
            self.choose_area(area)
        if dimension and dimension != self.dimension:
            self.choose_dimension(dimension)

    def remember(self, community: CommunityView | None) -> None:
        """The subdistrict of the community that is chosen is shown when the tab is in front."""
        if community is not None and community.subdistrict in self._areas():
            self.area = community.subdistrict

    def choose_community(self, community: CommunityView | None) -> None:
        """The community of the fact sheet: its subdistrict."""
        if community is not None and community.subdistrict != self.area:
            self.choose_area(community.subdistrict)

    # -- what is shown -----------------------------------------------------------------------------------------------------
    def show_again(self) -> None:
        """The tab is in front."""
        if self._run is None or not self.list_id:
            self._tables.show_names((), "")
            self._show(None, "")
            return
        self._tables.show_group("")
        self._colour()
        self._fill_choices()
        self._fill_table()
        self._fill_detail()

    def current_table(self) -> VoiceTable:
        """The table in front."""
        if not self.list_id:
            return NO_TABLE
        return self._ranks() if self.table == RANKS else self._by_dimension()

    def _fill_table(self) -> None:
        self._tables.show_names([(key, label_of(words)) for key, words in TABLES], self.table)
        self._tables.show_table(self.current_table())
        if self.table == RANKS:
            self._tables.select("", self.area)

    def _fill_choices(self) -> None:
        lists = [(one.id, tr(one.name)) for one in self._lists()]
        self._tab.show_choices(
            lists, [(a, a) for a in self._areas()], self._dimensions(), (self.list_id, self.area, self.dimension)
        )

    def _colour(self) -> None:
        assert self._run is not None
        name = f"{tr(self._list().name)} · {self._named(self.dimension)}"
        rows = [self._rows[area, self.dimension] for area in self._areas() if (area, self.dimension) in self._rows]
        self._show(index_record(self._run, name, rows, self._said), "")

    def _said(self, row: IndexRow) -> str:
        return joined_words([f"{row.area} {index_words(row)}", *([self._rank(row)] if row.rank else [])])

    def _fill_detail(self) -> None:
        dimensions = [key for key, _ in self._dimensions() if key != WHOLE]
        own, whole = self._rows.get((self.area, WHOLE)), self._rows.get((DISTRICT, WHOLE))
        axes = [
            RadarAxis(self._named(name), _value(self._rows.get((self.area, name))), _value(self._rows.get((DISTRICT, name))))
            for name in dimensions
        ]
        self._tab.show_radar(axes, self.area, tr(DISTRICT_WORDS))
        facts = [
            tr(msg("{area} {index}，全区 {whole}", area=self.area, index=index_words(own), whole=index_words(whole))),
            *([tr(msg("名次：{rank}（共 {count} 个街道）", rank=self._rank(own), count=len(self._areas())))] if own and own.rank else []),
        ]  # fmt: skip
        self._tab.show_facts(facts, [tr(line) for line in self._method()])
        rows = []
        for name in dimensions:
            mine, all_ = self._rows.get((self.area, name)), self._rows.get((DISTRICT, name))
            rows.append(
                (self._named(name), index_words(mine), self._rank(mine) if mine and mine.rank else NOTHING, index_words(all_))
            )
        heads = tuple(label_of(word) for word in (msg("维度"), msg("指数"), msg("名次"), msg("全区指数")))
        self._tab.show_detail(
            Detail(self.area, (), heads, tuple(rows), tuple(f"|{name}" for name in dimensions), ends_in_words=False)
        )

    def _method(self) -> list[str]:
        disclaimer = self._list().disclaimer
        return [OF_INDEX, *([disclaimer] if str(disclaimer) else [])]

    # -- tables ------------------------------------------------------------------------------------------------------------
    def _ranks(self) -> VoiceTable:
        dimensions = self._dimensions()[1:]
        heads = (msg("街道"), msg("名次"), msg("指数"), msg("下限–上限"), msg("已知权重"))
        hints = (
            msg("点一行，右边的雷达图显示该街道"),
            msg("指数相同的并列"),
            msg("0–100，已知指标的加权平均"),
            msg("未知的都算没有完成，和都算完成"),
            msg("指数依据的权重"),
        )
        order = sorted(self._areas(), key=lambda area: (self._rows[area, WHOLE].rank or len(self._rows), area))
        rows = []
        for area in (*order, DISTRICT):
            whole = self._rows.get((area, WHOLE))
            if whole is None:
                continue
            cells = (
                words_cell(tr(DISTRICT_WORDS) if area == DISTRICT else area), self._rank_cell(whole), index_cell(whole), words_cell(bounds(whole)), weight_cell(whole),
                *(index_cell(self._rows.get((area, name))) for name, _ in dimensions),
            )  # fmt: skip
            rows.append(RowOf(cells, "", area, EVERYWHERE if area == DISTRICT else area))
        return VoiceTable(
            f"{tr(self._list().name)} {label_of(msg('指数和名次'))}", (*(label_of(head) for head in heads), *(words for _, words in dimensions)),
            (*(tr(hint) for hint in hints), *("" for _ in dimensions)), (False, *(True,) * (len(heads) - 1 + len(dimensions))), tuple(rows),
            tr(msg("点一行，右边的雷达图显示该街道。斜线是未知，不是零。指数相同的并列，其后的名次空出。")),
        )  # fmt: skip

    def _by_dimension(self) -> VoiceTable:
        heads = (msg("维度"), msg("街道"), msg("名次"), msg("指数"), msg("下限–上限"), msg("已知权重"))
        rows = []
        for name, _ in self._dimensions()[1:]:
            mine = [self._rows[area, name] for area in (*self._areas(), DISTRICT) if (area, name) in self._rows]
            for row in sorted(mine, key=lambda row: (row.area == DISTRICT, row.rank or len(self._rows), row.area)):
                is_whole = row.area == DISTRICT
                cells = (
                    words_cell(self._named(name)), words_cell(tr(DISTRICT_WORDS) if is_whole else row.area), self._rank_cell(row), index_cell(row), words_cell(bounds(row)), weight_cell(row),
                )  # fmt: skip
                rows.append(RowOf(cells, "", f"{row.area}|{name}", EVERYWHERE if is_whole else row.area))
        return VoiceTable(
            f"{tr(self._list().name)} {label_of(msg('各维度'))}", tuple(label_of(head) for head in heads), ("",) * len(heads), (False, False, True, True, True, True), tuple(rows),
            tr(msg("点一行，地图显示该维度。斜线是未知，不是零。")),
        )  # fmt: skip

    def _rank_cell(self, row: IndexRow) -> Cell:
        if row.area == DISTRICT:
            return Cell(NOTHING)
        return Cell(self._rank(row), row.rank, value=row.rank) if row.rank else Cell(tr(msg("未知")), kind=UNKNOWN)

    def _rank(self, row: IndexRow) -> str:
        same = Counter(one.rank for (area, name), one in self._rows.items() if name == row.dimension and area != DISTRICT)
        return tr(msg("并列 {rank}", rank=row.rank)) if same[row.rank] > 1 else str(row.rank)

    # -- rows --------------------------------------------------------------------------------------------------------------
    def _lists(self) -> list[ListWords]:
        return [one for one in self._targets.lists if any(row.list_id == one.id for row in self._targets.indices)]

    def _list(self) -> ListWords:
        return next(one for one in self._targets.lists if one.id == self.list_id)

    def _areas(self) -> list[str]:
        return list(dict.fromkeys(area for area, _ in self._rows if area != DISTRICT))

    def _dimensions(self) -> list[tuple[str, str]]:
        names = dict.fromkeys(name for _, name in self._rows if name != WHOLE)
        return [(WHOLE, label_of(ALL_WORDS)), *((name, tr(self._list().dimension(name))) for name in names)]

    def _named(self, dimension: str) -> str:
        return dict(self._dimensions())[dimension]


def _value(row: IndexRow | None) -> float | None:
    return None if row is None or row.index is None else index_shown(row.index)


def index_words(row: IndexRow | None) -> str:
    """An index with a decimal; what is known of one that is not."""
    value = _value(row)
    if value is not None:
        return f"{value:.1f}"
    span = bounds(row) if row is not None else ""
    return tr(msg("未知（{span}）", span=span)) if span else tr(msg("未知"))


def bounds(row: IndexRow) -> str:
    """Lower and upper bound; one figure where they are the same, nothing where they are not known."""
    if row.low is None or row.high is None:
        return ""
    low, high = f"{index_shown(row.low):.1f}", index_at_most(row.high)
    return low if low == high else f"{low}–{high}"


def index_cell(row: IndexRow | None) -> Cell:
    """An index; unknown is hatched."""
    value = _value(row)
    if value is None:
        return Cell(index_words(row), kind=UNKNOWN, value=index_words(row))
    return Cell(f"{value:.1f}", value, value=round(value, 1))


def weight_cell(row: IndexRow) -> Cell:
    """On how much of the weight an index rests."""
    return (
        Cell(NOTHING, kind=UNKNOWN)
        if row.weight_known is None
        else Cell(percent(row.weight_known), row.weight_known, value=row.weight_known)
    )


def missing_words() -> str:
    """What a study without an index could name."""
    return msg(
        '这个项目没有指数。\n在项目文件中加上下面两行，再运行一次：\n\n[[indicators]]\nlist = "qiyou-wuxing"\n\n清单可以换成自己的：指标写明起点、目标值和权重，见 docs/targets.md。'
    )


def axes_words(axes: Sequence[RadarAxis], chosen: str, whole: str) -> str:
    """The radar in words, for whoever hears it."""

    def said(value: float | None) -> str:
        return tr(msg("未知")) if value is None else f"{value:.1f}"

    return joined_words([f"{one.words} {chosen} {said(one.chosen)} {whole} {said(one.whole)}" for one in axes], "；")
