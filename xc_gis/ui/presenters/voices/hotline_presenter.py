"""The hotline on the page: which services, which theme of the map, which quadrant, which table. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.model import ALL, OTHER
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.runs.voices import HotlineRow, HotlineVoice
from xc_gis.shares import percent
from xc_gis.ui.presenters.voices.cells import VoiceTable, change_words, count_cell, filtered, plain_share_cell, share_cell
from xc_gis.ui.presenters.voices.hotline_tables import (
    COMMUNITIES,
    PAIRS,
    TABLES,
    category_name,
    quadrant_cell,
    quadrant_sums,
    rows_of,
    table_of,
)
from xc_gis.ui.presenters.voices.themes import hot_spot_record, per_10k_record, pressure_record, quadrant_record
from xc_gis.ui.presenters.voices.voices_view import NO_DETAIL, Detail, HotlineTab, TablesView
from xc_gis.wording.bases import base_sentence
from xc_gis.wording.voices import FORMULA_ZH, HOT_SPOT_ZH, NOT_SHOWN, QUADRANT_ZH, why_not_shown
from xc_gis.wording.window import capital, joined_words, label_of, language, tr

PER_10K, PRESSURE, QUADRANT, HOT = "per_10k", "pressure", "quadrant", "hot"
THEMES = (
    (PER_10K, msg("每万人诉求量")), (QUADRANT, msg("需求与缺口")), (PRESSURE, msg("诉求压力")), (HOT, msg("热点")),
)  # fmt: skip

Show = Callable[[Mapping[str, Any] | None, str], None]


class HotlinePresenter:
    """
    Decides what the tab of the hotline, its tables and the map show.

    Parameters
    ----------
    tab, tables
        Where.
    show
        Shows a theme of values over the theme of a category (empty: over whatever is shown).
    """

    def __init__(self, tab: HotlineTab, tables: TablesView, show: Show) -> None:
        self._tab, self._tables, self._show = tab, tables, show
        self._run: RunView | None = None
        self._hotline: HotlineVoice | None = None
        self._community: CommunityView | None = None
        self.category, self.theme, self.table, self.quadrant = ALL, PER_10K, COMMUNITIES, ""
        self._made: dict[tuple[str, str, str], VoiceTable] = {}

    def show_run(self, run: RunView, hotline: HotlineVoice | None) -> None:
        """Another run; what was chosen stays where it still can be."""
        self._run, self._hotline, self._community = run, hotline, None
        self._made.clear()
        if hotline is None or self.category not in hotline.categories:
            self.category, self.theme, self.quadrant = ALL, PER_10K, ""
        self._tab.show_missing("" if hotline is not None else tr(missing_words()))
        self._tab.show_detail(NO_DETAIL)

    # -- requests ----------------------------------------------------------------------------------------------------------
    def choose_category(self, category: str) -> None:
        """Speak of a category, or of all of them."""
        self.category = category
        if self.theme not in dict(self._themes()):
            self.theme = PER_10K
        self.show_again()

    def choose_theme(self, theme: str) -> None:
        """Another theme of the map; the quadrants' one shows all of them again."""
        self.theme = theme
        if theme != QUADRANT and self.quadrant:
            self._set_quadrant("")
            self._colour()
            self._fill_table()
            return
        self._colour()

    def choose_quadrant(self, quadrant: str) -> None:
        """Show the rows of one quadrant alone, on the map too; the same again, or an empty one: all."""
        self._set_quadrant("" if quadrant == self.quadrant else quadrant)
        if self.quadrant:
            self.table = PAIRS
            if self.category not in {ALL, OTHER}:
                self.theme = QUADRANT
        self.show_again()

    def choose_table(self, table: str) -> None:
        """Put another table in front."""
        self.table = table
        if table != PAIRS:
            self._set_quadrant("")
        self._colour()
        self._fill_table()

    def choose_row(self, category: str) -> None:
        """A row of another category is chosen: the map shows that one."""
        if (
            category
            and category != self.category
            and self._hotline is not None
            and category in self._hotline.categories
            and self.table != COMMUNITIES
        ):
            self._colour(category)  # the table stays as it is

    def remember(self, community: CommunityView | None) -> None:
        """The community that is to be shown when the tab is in front."""
        self._community = community

    def choose_community(self, community: CommunityView | None) -> None:
        """The community of the fact sheet."""
        self._community = community
        self._fill_detail()
        if community is not None:
            self._tables.select(community.community_id, self.category if self.table == COMMUNITIES else "")

    def _set_quadrant(self, quadrant: str) -> None:
        self.quadrant = quadrant

    # -- what is shown -----------------------------------------------------------------------------------------------------
    def show_again(self) -> None:
        """The tab is in front."""
        run, hotline = self._run, self._hotline
        if run is None or hotline is None:
            self._tables.show_names((), "")
            self._show(None, "")
            return
        self._colour()  # first: the map is coloured in a process of its own while the rest is made
        categories = [(code, category_name(run, code)) for code in (ALL, *(c for c in hotline.categories if c != ALL))]
        self._tab.show_choices(categories, self._themes(), self.category, self.theme)
        self._tab.show_facts(self._facts(run, hotline), [tr(line) for line in method_lines(run, hotline)])
        self._tab.show_months(hotline.months, hotline.period)
        sums = quadrant_sums(run, hotline, self.category) if self.category != OTHER else None
        self._tab.show_quadrants(sums, self.quadrant)
        self._fill_table()
        self._fill_detail()

    def current_table(self) -> VoiceTable:
        """The table in front, of the quadrant that is chosen."""
        assert self._run is not None
        assert self._hotline is not None
        key = self.table, self.category, language()
        if key not in self._made:
            self._made[key] = table_of(self.table, self._run, self._hotline, self.category)
        return filtered(self._made[key], group=self.quadrant)

    def _themes(self) -> list[tuple[str, str]]:
        left_out = {ALL: {PRESSURE, QUADRANT}, OTHER: {QUADRANT}}.get(self.category, set())
        return [(key, label_of(words)) for key, words in THEMES if key not in left_out]

    def _fill_table(self) -> None:
        if self._run is None or self._hotline is None:
            return
        self._tables.show_names([(key, label_of(words)) for key, words in TABLES], self.table)
        self._tables.show_group(tr(msg("只看：{what}", what=label_of(QUADRANT_ZH[self.quadrant]))) if self.quadrant else "")
        self._tables.show_table(self.current_table())
        if self._community is not None:
            self._tables.select(self._community.community_id, "")

    def _colour(self, category: str = "") -> None:
        run, hotline = self._run, self._hotline
        if run is None or hotline is None:
            return
        code = category or self.category
        theme = self.theme if not category or self.theme != PER_10K else QUADRANT
        words = dict(THEMES)[theme]
        name = tr(msg("{category}：{theme}", category=category_name(run, code), theme=label_of(words)))
        rows = rows_of(hotline, code)
        if theme == QUADRANT and code not in {ALL, OTHER}:
            record = quadrant_record(name, rows, self.quadrant if self.quadrant != "unknown" else "")
        else:
            makers = {PRESSURE: pressure_record, HOT: hot_spot_record}
            record = makers.get(theme, per_10k_record)(name, rows)
        self._show(record, code if code in run.by_code else "")

    def _facts(self, run: RunView, hotline: HotlineVoice) -> list[str]:
        row = hotline.rows[ALL, self.category]
        first, last = hotline.period
        if row.is_hidden or row.tickets is None:
            return [
                tr(
                    msg(
                        "{name}：{first} 至 {last}，件数{hidden}",
                        name=category_name(run, self.category),
                        first=first,
                        last=last,
                        hidden=NOT_SHOWN,
                    )
                )
            ]
        per = "—" if row.per_10k is None else f"{row.per_10k:,.1f}"
        lines = [
            tr(msg("{first} 至 {last} 共 {tickets:,.0f} 件，每万人 {per} 件", first=first, last=last, tickets=row.tickets, per=per)),
            capital(joined_words(_rates(row))),
            capital(joined_words(_changes(row, last))),
            tr(base_sentence(run.base)),
        ]  # fmt: skip
        return [line for line in lines if line]

    def _fill_detail(self) -> None:
        run, hotline, c = self._run, self._hotline, self._community
        if run is None or hotline is None or c is None:
            self._tab.show_detail(NO_DETAIL)
            return
        row = hotline.rows.get((c.community_id, ALL))
        lines = [] if row is None else _detail_lines(row)
        keys = [code for code in hotline.categories if code != ALL]
        rows = []
        for code in keys:
            one = hotline.rows[c.community_id, code]
            words = quadrant_cell(one.quadrant).text if code in run.by_code else "—"
            rows.append(
                (
                    category_name(run, code),
                    count_cell(one.tickets, hidden=one.is_hidden).text,
                    plain_share_cell(one.pressure).text,
                    words,
                )
            )
        headings = tuple(label_of(word) for word in (msg("类别"), msg("件数"), msg("诉求压力"), msg("归类")))
        self._tab.show_detail(Detail(f"{c.name}  {c.subdistrict}".strip(), tuple(lines), headings, tuple(rows), tuple(keys)))


def _rates(row: HotlineRow) -> list[str]:
    rates = (
        (msg("响应率 {share}"), row.responded),
        (msg("解决率 {share}"), row.resolved),
        (msg("满意率 {share}"), row.satisfied),
    )
    return [tr(words.filled(share=percent(share))) for words, share in rates if share is not None]


def _changes(row: HotlineRow, last: str) -> list[str]:
    found = []
    if row.month_on_month is not None:
        found.append(tr(msg("{last} 环比 {change}", last=last, change=change_words(row.month_on_month))))
    if row.year_on_year is not None:
        found.append(tr(msg("{last} 同比 {change}", last=last, change=change_words(row.year_on_year))))
    return found


def _detail_lines(row: HotlineRow) -> list[str]:
    if row.is_hidden:
        return [tr(msg("全部诉求：{hidden}", hidden=NOT_SHOWN))]
    per = count_cell(row.per_10k, decimals=1).text
    lines = [tr(msg("全部诉求 {tickets:,.0f} 件，每万人 {per} 件", tickets=row.tickets or 0.0, per=per))]
    lines += [capital(joined_words(_rates(row)))] if _rates(row) else []
    return [*lines, tr(msg("热点检验：{words}", words=HOT_SPOT_ZH[row.hot_spot]))]


def method_lines(run: RunView, hotline: HotlineVoice) -> list[str]:
    """How the figures are meant."""
    gap, loud = (run.manifest["settings"][key]["value"] for key in ("hotline.gap_share", "hotline.complaints"))
    return [
        why_not_shown(hotline.min_cell),
        msg("有缺口：该类别服务人群中至少 {gap} 未覆盖。有诉求：诉求压力至少 {loud:g}。清单不完整、可能改变结论的，不能判断。", gap=share_cell(gap).text, loud=loud),
        FORMULA_ZH,
        msg("热点：本社区连同相邻社区的人均工单明显多于全区（Getis-Ord Gi*，已按检验次数校正）。"),
    ]  # fmt: skip


def missing_words() -> str:
    """What a study without a hotline could name."""
    return msg(
        "这个项目没有热线工单表。\n在“项目与数据”页的“12345 热线”一步选择工单表（每件一行：工单编号、受理时间、类别、社区）和类别对照表，再运行一次。\n只读取规定的各列，电话、姓名和诉求内容不读取。"
    )
