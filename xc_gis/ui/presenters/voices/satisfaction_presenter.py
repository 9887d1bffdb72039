"""Residents' satisfaction on the page: one service on the map and in the table, all of them of the community that is chosen. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.model import ALL
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.runs.voices import SatisfactionRow
from xc_gis.ui.presenters.voices.cells import RowOf, VoiceTable, count_cell, fixed, high_share_cell, share_cell, words_cell
from xc_gis.ui.presenters.voices.hotline_tables import category_name
from xc_gis.ui.presenters.voices.themes import satisfaction_record
from xc_gis.ui.presenters.voices.voices_view import NO_DETAIL, Detail, RangeBar, SatisfactionTab, TablesView
from xc_gis.wording.voices import SATISFACTION_NOTE_ZH
from xc_gis.wording.window import label_of, tr

RATED = "rated"
TABLES = ((RATED, msg("满意度")),)


class SatisfactionPresenter:
    """
    Decides what the tab of satisfaction, its table and the map show.

    Parameters
    ----------
    tab, tables
        Where.
    show
        Shows a theme of values over the theme of a category.
    """

    def __init__(self, tab: SatisfactionTab, tables: TablesView, show: Callable[[Mapping[str, Any] | None, str], None]) -> None:
        self._tab, self._tables, self._show = tab, tables, show
        self._run: RunView | None = None
        self._rows: tuple[SatisfactionRow, ...] | None = None
        self._community: CommunityView | None = None
        self.category, self.table = ALL, RATED

    def show_run(self, run: RunView, rows: tuple[SatisfactionRow, ...] | None) -> None:
        """Another run."""
        self._run, self._rows, self._community = run, rows, None
        asked = self._asked()
        self.category = ALL if ALL in asked or not asked else asked[0]
        self._tab.show_missing("" if rows is not None else tr(missing_words()))
        self._tab.show_detail(NO_DETAIL)

    def _asked(self) -> list[str]:
        return list(dict.fromkeys(row.category for row in self._rows or ()))

    def choose_category(self, category: str) -> None:
        """Another service, or all of them."""
        self.category = category
        self.show_again()

    def choose_table(self, _table: str) -> None:
        """There is one."""

    def remember(self, community: CommunityView | None) -> None:
        """The community that is to be shown when the tab is in front."""
        self._community = community

    def choose_community(self, community: CommunityView | None) -> None:
        """The community of the fact sheet."""
        self._community = community
        self._fill_detail()
        if community is not None:
            self._tables.select(community.community_id, "")

    def show_again(self) -> None:
        """The tab is in front."""
        run, rows = self._run, self._rows
        if run is None or rows is None:
            self._tables.show_names((), "")
            self._show(None, "")
            return
        self._tab.show_choices([(code, self._name(code)) for code in self._asked()], self.category)
        mine = {row.community_id: row for row in rows if row.category == self.category}
        name = tr(msg("满意度：{category}", category=self._name(self.category)))
        self._show(
            satisfaction_record(name, mine), self.category if self.category in run.by_code else ""
        )  # first: the map is coloured beside what follows
        known = [row.value for row in mine.values() if row.value is not None]
        facts = [tr(msg("{known} / {all} 个社区的满意度可以下结论", known=len(known), all=len(run.communities)))]
        self._tab.show_facts(facts, [tr(line) for line in self._method(run)])
        self._tables.show_names([(key, label_of(words)) for key, words in TABLES], self.table)
        self._tables.show_group("")
        self._tables.show_table(self.current_table())
        self._fill_detail()
        if self._community is not None:
            self._tables.select(self._community.community_id, "")

    def current_table(self) -> VoiceTable:
        """The table in front."""
        assert self._run is not None
        return satisfaction_table(self._run, self._rows or (), self.category, self._name(self.category))

    def _name(self, code: str) -> str:
        assert self._run is not None
        return label_of(msg("总体")) if code == ALL else category_name(self._run, code)

    def _method(self, run: RunView) -> list[str]:
        least = run.manifest["settings"]["satisfaction.min_n"]["value"]
        return [
            msg("条为 95% 的区间，点为满意度；有效问卷少于 {count:g} 份时只有区间，不下结论。", count=least),
            msg("问卷极少时份数和区间都不显示。没有满意度不等于不满意。"),
        ]

    def _fill_detail(self) -> None:
        c = self._community
        if c is None or self._run is None:
            self._tab.show_detail(NO_DETAIL)
            self._tab.show_bars(())
            return
        mine = [row for row in self._rows or () if row.community_id == c.community_id]
        lines = [] if mine else [tr(msg("没有调查"))]
        for row in mine:
            note = SATISFACTION_NOTE_ZH.get(row.note, "")
            said = tr(msg("{n:,.0f} 份有效问卷", n=row.n)) if row.n is not None else ""
            lines.append("  ".join(part for part in (self._name(row.category), said, tr(note)) if part))
        self._tab.show_detail(Detail(f"{c.name}  {c.subdistrict}".strip(), tuple(lines)))
        self._tab.show_bars([RangeBar(self._name(row.category), row.low, row.value, row.high) for row in mine])


def missing_words() -> str:
    """What a study without such a table could name."""
    return msg(
        "这个项目没有居民满意度表。\n在“项目与数据”页的“居民满意度”一步选择满意度表（每个社区和服务类别一行：有效问卷、满意度），再运行一次。"
    )


def satisfaction_table(run: RunView, rows: Sequence[SatisfactionRow], category: str, name: str) -> VoiceTable:
    """A row for each community asked about a category; ``name``: what that is called."""
    columns = (
        (msg("街道"), msg("社区所属的街道"), False), (msg("社区"), msg("点一行，地图转到该社区"), False), (msg("有效问卷"), msg("回答的人数"), True), (msg("满意度"), msg("问卷太少时没有，只有区间"), True),
        (msg("区间下限"), msg("95% 的区间（Wilson）"), True), (msg("区间上限"), msg("95% 的区间（Wilson）"), True), (msg("说明"), "", False),
    )  # fmt: skip
    made = []
    for row in rows:
        c = run.by_id.get(row.community_id)
        if c is None or row.category != category:
            continue
        hidden = row.note == "suppressed"
        cells = (
            words_cell(c.subdistrict), words_cell(c.name), count_cell(row.n, hidden=hidden), share_cell(row.value, hidden=hidden), share_cell(row.low, hidden=hidden),
            high_share_cell(row.high, hidden=hidden), words_cell(fixed(SATISFACTION_NOTE_ZH.get(row.note, ""))),
        )  # fmt: skip
        made.append(RowOf(cells, row.community_id, category, c.subdistrict))
    return VoiceTable(
        tr(msg("满意度 {name}", name=name)), tuple(label_of(head) for head, *_ in columns), tuple(tr(hint) for _, hint, _ in columns),
        tuple(number for *_, number in columns), tuple(made), tr(msg("问卷少的社区不下结论：没有满意度不等于不满意。")),
    )  # fmt: skip
