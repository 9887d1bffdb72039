"""The plan's indicators on the page: lists, what stands where, what holds one back, the map by area. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from xc_gis.languages.message import joined, msg
from xc_gis.model import BEHIND
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.targets_content import behind_sentences, count_words
from xc_gis.operations.export.workbook.targets import place_names
from xc_gis.runs.targets import ListWords, ShortPlaceRow, TargetRow, Targets
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.ui.presenters.targets.target_tables import (
    AREAS,
    DISTRICT_TABLE,
    SHORT,
    TABLES,
    areas_table,
    district_table,
    indicator_name,
    key_of,
    place_of,
    short_amount,
    short_table,
    status_cell,
    value_cell,
)
from xc_gis.ui.presenters.targets.targets_view import IndicatorsTab
from xc_gis.ui.presenters.targets.themes import met_record, short_record
from xc_gis.ui.presenters.voices.cells import NO_TABLE, VoiceTable
from xc_gis.ui.presenters.voices.voices_view import NO_DETAIL, Detail, TablesView
from xc_gis.wording.targets import KIND_ZH, SOURCE_ZH, forecast_words, outlook_words, target_words
from xc_gis.wording.window import joined_words, label_of, language, name_of, tr

MET, LACK = "met", "lack"
THEMES = ((LACK, msg("各处缺多少")), (MET, msg("是否达到目标")))
MOST = 12
"""Places that stand in the panel; all are in the table."""


class IndicatorsPresenter:
    """
    Decides what the tab of indicators, its tables and the map show.

    Parameters
    ----------
    tab, tables
        Where.
    show
        Shows a theme of values over the theme of a category.
    """

    def __init__(self, tab: IndicatorsTab, tables: TablesView, show: Callable[[Mapping[str, Any] | None, str], None]) -> None:
        self._tab, self._tables, self._show = tab, tables, show
        self._run: RunView | None = None
        self._targets = Targets()
        self._community: CommunityView | None = None
        self.list_id, self.indicator, self.theme, self.table = "", "", LACK, DISTRICT_TABLE

    def show_run(self, run: RunView, targets: Targets) -> None:
        """Another run."""
        self._run, self._targets, self._community = run, targets, None
        self.table, self.theme = DISTRICT_TABLE, LACK
        self.list_id = targets.lists[0].id if targets.lists else ""
        self._choose_first()
        self._tab.show_missing("" if targets.lists else tr(missing_words()))
        self._tab.show_detail(NO_DETAIL)

    def _choose_first(self) -> None:
        """The first that is behind, else the first at all."""
        mine = self._whole()
        behind = [row for row in mine if row.status == BEHIND]
        placed = [row for row in behind if self._short(row)]
        self.indicator = next((key_of(row) for row in (*placed, *behind, *mine)), "")

    # -- requests ----------------------------------------------------------------------------------------------------------
    def choose_list(self, list_id: str) -> None:
        """Another list."""
        self.list_id = list_id
        self._choose_first()
        self.show_again()

    def choose_indicator(self, key: str) -> None:
        """Another indicator; the tables of its areas follow."""
        if key not in {key_of(row) for row in self._whole()}:
            return
        self.indicator = key
        self._fill()
        if self.table == DISTRICT_TABLE:
            self._tables.select("", key)
        else:
            self._tables.show_table(self.current_table())
            self._mark()

    def choose_theme(self, theme: str) -> None:
        """Another theme of the map."""
        self.theme = theme
        self._fill()

    def choose_table(self, table: str) -> None:
        """Another table."""
        self.table = table
        self._fill_table()

    def choose_row(self, category: str) -> None:
        """A row of the table in front: that of an indicator chooses it."""
        if self.table == DISTRICT_TABLE and category != self.indicator:
            self.choose_indicator(category)

    def remember(self, community: CommunityView | None) -> None:
        """The community that is to be shown when the tab is in front."""
        self._community = community

    def choose_community(self, community: CommunityView | None) -> None:
        """The community of the fact sheet."""
        self._community = community
        self._fill_detail()
        self._mark()

    # -- what is shown -----------------------------------------------------------------------------------------------------
    def show_again(self) -> None:
        """The tab is in front."""
        if self._run is None or not self._targets.lists:
            self._tables.show_names((), "")
            self._show(None, "")
            return
        self._tables.show_group("")
        self._fill()
        self._fill_table()

    def current_table(self) -> VoiceTable:
        """The table in front."""
        run, row = self._run, self._row()
        if run is None or row is None:
            return NO_TABLE
        if self.table == AREAS:
            return areas_table(run, self._list(), self._areas(row), len(self._short(row)))
        if self.table == SHORT:
            return short_table(run, self._list(), self._short(row))
        return district_table(run, self._targets, self._list())

    def _fill_table(self) -> None:
        self._tables.show_names([(key, label_of(words)) for key, words in TABLES], self.table)
        self._tables.show_table(self.current_table())
        if self.table == DISTRICT_TABLE:
            self._tables.select("", self.indicator)
        else:
            self._mark()

    def _mark(self) -> None:
        if self._community is not None and self.table != DISTRICT_TABLE:
            self._tables.select(self._community.community_id, "")

    def _fill(self) -> None:
        """Choices, sentences and map of the indicator that is chosen."""
        row, run = self._row(), self._run
        if row is None or run is None:
            return
        areas, short = self._areas(row), self._short(row)
        themes = [(key, label_of(words)) for key, words in THEMES if (short if key == LACK else areas)]
        theme = self.theme if self.theme in dict(themes) else themes[0][0] if themes else ""
        name = tr(indicator_name(row, self._list()))
        record = None
        if theme:
            made = short_record(run, name, short) if theme == LACK else met_record(run, name, areas)
            record = {**made, "name": f"{name} · {dict(themes)[theme]}"}
        category = short[0].category if short and len({one.category for one in short}) == 1 else ""
        self._show(record, category if category in run.by_code else "")
        lists = [(one.id, tr(one.name)) for one in self._targets.lists]
        named = [(key_of(one), f"{one.number} {tr(indicator_name(one, self._list()))}") for one in self._whole()]
        self._tab.show_choices(lists, named, themes, (self.list_id, self.indicator, theme))
        facts = [tr(count_words(self._whole()))]
        if not theme:
            facts.append(tr(msg("所选的一项没有按区域的数，地图不上色。")))
        self._tab.show_facts(facts, [tr(line) for line in self._method()])
        self._fill_detail()

    def _fill_detail(self) -> None:
        row, run = self._row(), self._run
        if row is None or run is None:
            return
        of = self._list()
        title = f"{row.number} {tr(msg('{name}（{kind}）', name=indicator_name(row, of), kind=KIND_ZH[row.kind]))}"
        short = self._short(row)
        by_category = any(one.category for one in short)
        rows = [(*_place(run, one)[: 1 + by_category], short_amount(one)) for one in short[:MOST]]
        keys = tuple(one.area if one.area in run.by_id else "" for one in short[:MOST])
        words = (msg("拖后腿的区域"), *((msg("类别"),) if by_category else ()), msg("还缺多少"))
        heads = tuple(label_of(word) for word in words) if rows else ()
        self._tab.show_detail(Detail(title, tuple(self._lines(row, short)), heads, tuple(rows), keys))

    def _lines(self, row: TargetRow, short: list[ShortPlaceRow]) -> list[str]:
        run, of = self._run, self._list()
        assert run is not None
        dated = [tr(msg("{year} 年", year=row.year))] if row.year else []
        lines = [
            joined_words(
                [f"{label_of(msg('现值'))} {value_cell(row).text}", *dated, *([tr(SOURCE_ZH[row.source])] if row.source else [])]
            )
        ]
        target = tr(target_words(row.comparison, row.target))
        if target:
            until = [tr(msg("{year} 年", year=row.target_year))] if row.target_year else []
            lines.append(joined_words([f"{label_of(msg('目标值'))} {target}", *until]))
        lines.append(f"{label_of(msg('状态'))} {status_cell(row).text}")
        forecast = forecast_words(row.forecast, row.forecast_low, row.forecast_high)
        told = [msg("预测 {value}", value=forecast) if forecast else "", outlook_words(row.outlook, row.year, row.target_year)]
        lines += [label_of(joined("，", [word for word in told if word]))] if any(told) else []
        if row.status == BEHIND:
            said = [tr(one) for one in behind_sentences(row, of.indicators[row.number], run, self._targets, saying(language()))]
            lines += said[-1:] if short else said  # the places stand in the rows below
        if len(short) > MOST:
            lines.append(tr(msg("共 {count} 处，下面是前 {most} 处；全部在表“没有达到的区域”里。", count=len(short), most=MOST)))
        return [*lines, *self._of_community(row, short)]

    def _of_community(self, row: TargetRow, short: list[ShortPlaceRow]) -> list[str]:
        c = self._community
        if c is None or self._run is None:
            return []
        own = [one for one in self._areas(row) if one.area in {c.community_id, c.subdistrict}]
        said = [f"{place_names(self._run).get(one.area, one.area)} {value_cell(one).text} {status_cell(one).text}" for one in own]
        said += [short_amount(one) for one in short if one.area == c.community_id]
        return [tr(msg("所选社区 {name}：{said}", name=c.name, said=joined_words(said, "；")))] if said else []

    def _method(self) -> list[str]:
        lines: list[str] = [
            msg("填报的数由填报单位负责，计算的数取自本次结果；同一年填报的先于计算的。"),
            msg("预测：已知各年的直线推到目标年份，括号内为 80% 预测区间；不足三年的没有。"),
            msg("资料不足：已知的还不能判断是否达到。无数据：没有人填报，也不能计算。都不是零。"),
        ]
        disclaimer = self._list().disclaimer
        return [*lines, disclaimer] if str(disclaimer) else lines

    # -- rows --------------------------------------------------------------------------------------------------------------
    def _list(self) -> ListWords:
        return next(one for one in self._targets.lists if one.id == self.list_id)

    def _whole(self) -> list[TargetRow]:
        return [row for row in self._targets.rows if row.list_id == self.list_id and row.is_of_district]

    def _row(self) -> TargetRow | None:
        return next((row for row in self._whole() if key_of(row) == self.indicator), None)

    def _areas(self, row: TargetRow) -> list[TargetRow]:
        return [
            one
            for one in self._targets.rows
            if (one.list_id, one.number, one.part) == (row.list_id, row.number, row.part) and not one.is_of_district
        ]

    def _short(self, row: TargetRow) -> list[ShortPlaceRow]:
        return [one for one in self._targets.shortfalls if (one.list_id, one.number) == (row.list_id, row.number)]


def _place(run: RunView, one: ShortPlaceRow) -> tuple[str, str]:
    street, name, _ = place_of(run, one.level, one.area)
    category = run.by_code.get(one.category)
    return f"{street} {name}".strip(), name_of(category) if category is not None else ""


def missing_words() -> str:
    """What a study without lists could name."""
    return msg(
        '这个项目没有跟踪指标。\n在项目文件中加上下面几行（表为填报的数，可不写），再运行一次：\n\n[[indicators]]\nlist = "xicheng-plan-2021-2025"\ntable = "指标数值.csv"\n\n'
        '[[indicators]]\nlist = "qiyou-wuxing"\n\n较早版本写出的结果没有指标表，请重新运行。'
    )
