"""The survey of the service catalogue on the page: the four statistics, the matrix, an item or the share provided on the map. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from xc_gis.languages.message import joined, msg
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.runs.voices import NOTHING_SAID, ReachRow, SurveyVoice
from xc_gis.shares import percent
from xc_gis.ui.presenters.voices.cells import VoiceTable
from xc_gis.ui.presenters.voices.reach_table import reach_table
from xc_gis.ui.presenters.voices.survey_tables import (
    ITEMS,
    MATRIX,
    OF_LINKS,
    PROVIDED,
    REACH,
    SATISFACTION,
    TABLES,
    SurveyMatrix,
    answers_of,
    communities_table,
    items_table,
    matrix_of,
    matrix_table,
)
from xc_gis.ui.presenters.voices.themes import provided_record, share_record
from xc_gis.ui.presenters.voices.voices_view import NO_DETAIL, Detail, RangeBar, SurveyTab, TablesView
from xc_gis.wording.voices import BASE_ZH, STATISTIC_ZH
from xc_gis.wording.window import label_of, tr

WHOLE = "whole"
THEMES = ((WHOLE, msg("提供项目的比例")), (PROVIDED, msg("所选项目：是否提供")), (SATISFACTION, msg("所选项目：满意度")))
MOST_NAMED = 8
"""Items that a community lacks are named, so many at most."""


class SurveyPresenter:
    """
    Decides what the tab of the survey, its tables and the map show.

    Parameters
    ----------
    tab, tables
        Where.
    show
        Shows a theme of values.
    """

    def __init__(self, tab: SurveyTab, tables: TablesView, show: Callable[[Mapping[str, Any] | None, str], None]) -> None:
        self._tab, self._tables, self._show = tab, tables, show
        self._run: RunView | None = None
        self._survey: SurveyVoice | None = None
        self._community: CommunityView | None = None
        self.base, self.theme, self.table, self.item = "", WHOLE, MATRIX, 0
        self.subdistrict, self.words = "", ""
        self._reach: tuple[ReachRow, ...] = ()

    def show_run(self, run: RunView, survey: SurveyVoice | None, reach: tuple[ReachRow, ...] = ()) -> None:
        """Another run; ``reach``: its survey beside the map."""
        self._reach = reach
        if self.table == REACH and not reach:
            self.table = MATRIX
        self._run, self._survey, self._community = run, survey, None
        self.base, self.theme, self.item = survey.base if survey is not None else "", WHOLE, 0
        self._tab.show_missing("" if survey is not None else tr(missing_words()))
        self._tab.show_detail(NO_DETAIL)

    # -- requests ----------------------------------------------------------------------------------------------------------
    def choose_base(self, base: str) -> None:
        """Statistics of 小项 or of 项."""
        self.base = base
        self._fill_bars()

    def choose_theme(self, theme: str) -> None:
        """Another theme of the map, and of the matrix."""
        self.theme = theme
        self._colour()
        self._fill_choices()
        if self.table == MATRIX:
            self._fill_table()

    def choose_item(self, item: int) -> None:
        """Another item, from 0; the map shows it."""
        self.item = item
        if self.theme == WHOLE:
            self.theme = PROVIDED
        self._colour()
        self._fill_choices()

    def choose_table(self, table: str) -> None:
        """Put another table in front."""
        self.table = table
        self._fill_table()

    def remember(self, community: CommunityView | None) -> None:
        """The community that is to be shown when the tab is in front."""
        self._community = community

    def choose_community(self, community: CommunityView | None) -> None:
        """The community of the fact sheet."""
        self._community = community
        self._fill_detail()
        if community is not None:
            self._tables.select(community.community_id, "")

    def filter_by(self, subdistrict: str, words: str, *, in_front: bool = True) -> None:
        """Communities of the matrix, and over which the items are counted; shown at once where the tab is in front."""
        moved = subdistrict != self.subdistrict
        self.subdistrict, self.words = subdistrict, words
        if in_front and (self.table == MATRIX or (self.table == ITEMS and moved)):
            self._fill_table()

    # -- what is shown -----------------------------------------------------------------------------------------------------
    def show_again(self) -> None:
        """The tab is in front."""
        if self._run is None or self._survey is None:
            self._tables.show_names((), "")
            self._show(None, "")
            return
        self._colour()
        self._fill_choices()
        self._tab.show_facts(self._facts(self._run, self._survey), [tr(line) for line in self.method_lines()])
        self._fill_bars()
        self._fill_table()
        self._fill_detail()

    @property
    def satisfied(self) -> float:
        """Satisfaction from which an item counts as satisfied."""
        assert self._run is not None
        return float(self._run.manifest["settings"]["survey.satisfied"]["value"])

    def current_table(self) -> VoiceTable:
        """The table in front, as it is exported."""
        assert self._run is not None
        assert self._survey is not None
        if self.table == MATRIX:
            return matrix_table(self.matrix(), self._what)
        if self.table == ITEMS:
            return items_table(self._run, self._survey, self.subdistrict)
        if self.table == REACH:
            return reach_table(self._run, self._survey, self._reach)
        return communities_table(self._run, self._survey, satisfied=self.satisfied)

    def matrix(self) -> SurveyMatrix:
        """The matrix of the communities that are shown."""
        assert self._run is not None
        assert self._survey is not None
        return matrix_of(self._run, self._survey, self.subdistrict, self.words)

    @property
    def _what(self) -> str:
        return SATISFACTION if self.theme == SATISFACTION else PROVIDED

    def _fill_choices(self) -> None:
        assert self._survey is not None
        items = [(str(n), f"{item.code} {item.name}".strip()) for n, item in enumerate(self._survey.items)]
        self._tab.show_choices(
            [(base, label_of(words)) for base, words in BASE_ZH.items()], [(key, label_of(words)) for key, words in THEMES], items,
            (self.base, self.theme, str(self.item)),
        )  # fmt: skip

    def _fill_bars(self) -> None:
        if self._survey is not None:
            mine = [one for one in self._survey.statistics if one.base == self.base]
            self._tab.show_bars([RangeBar(label_of(STATISTIC_ZH[one.name]), one.low, one.value, one.high) for one in mine])

    def _fill_table(self) -> None:
        if self._run is None or self._survey is None:
            return
        names = (*TABLES, *(OF_LINKS if self._reach else ()))
        self._tables.show_names([(key, label_of(words)) for key, words in names], self.table)
        self._tables.show_group("")
        if self.table == MATRIX:
            self._tables.show_matrix(self.matrix(), self._what)
        else:
            self._tables.show_table(self.current_table())
        if self._community is not None:
            self._tables.select(self._community.community_id, "")

    def _colour(self) -> None:
        run, survey = self._run, self._survey
        if run is None or survey is None or not survey.items:
            return
        ids = [c.community_id for c in run.communities]
        if self.theme == WHOLE:
            shares = {one: survey.provided_share([one], run.unknown_max) for one in ids}
            name = tr(msg("服务落实：提供项目的比例"))
            self._show(share_record(name, shares, _provided_words, tr(msg("不清楚的太多，不能下结论"))), "")
            return
        item = survey.items[self.item]
        if self.theme == PROVIDED:
            letters = {one: survey.provided[one][self.item] if one in survey.provided else NOTHING_SAID for one in ids}
            self._show(provided_record(tr(msg("{item}：是否提供", item=item.name)), letters), "")
            return
        scores = {one: survey.satisfaction[one][self.item] if one in survey.satisfaction else None for one in ids}
        name = tr(msg("{item}：满意度", item=item.name))
        self._show(share_record(name, scores, _satisfied_words, tr(msg("没有满意度"))), "")

    def _facts(self, run: RunView, survey: SurveyVoice) -> list[str]:
        surveyed = sum(bool(set(letters) - {NOTHING_SAID}) for letters in survey.provided.values())
        base = BASE_ZH[survey.base]
        said = msg("服务目录 {count} 个{base}；{surveyed} / {all} 个社区有调查结果", count=len(survey.items), base=base, surveyed=surveyed, all=len(run.communities))  # fmt: skip
        return [tr(said)]

    def method_lines(self) -> list[str]:
        """How the figures are meant."""
        return [
            msg("不清楚不算“不提供”：下限把不清楚的都算不提供，上限都算提供；不清楚的太多时只有上下限。"),
            msg("满意度达标：各社区满意度的平均达到 {least}，按没有取整的数比较。", least=percent(self.satisfied)),
            msg("一个“项”的全部小项都提供，才算提供这一项。"),
        ]

    def _fill_detail(self) -> None:
        run, survey, c = self._run, self._survey, self._community
        if run is None or survey is None or c is None:
            self._tab.show_detail(NO_DETAIL)
            return
        found = answers_of(survey, c.community_id, satisfied=self.satisfied, unknown_max=run.unknown_max)
        lines = [tr(msg("提供 {yes} 个，不提供 {no} 个，不清楚 {unknown} 个", yes=found.yes, no=found.no, unknown=found.unknown))]
        if found.share is not None:
            lines.append(tr(msg("提供比例 {share}", share=percent(found.share))))
        if found.scored:
            lines.append(tr(msg("有满意度的 {scored} 个中，{satisfied} 个达到 {least}", scored=found.scored, satisfied=found.satisfied, least=percent(self.satisfied))))  # fmt: skip
        letters = survey.provided.get(c.community_id, "")
        lacking = [survey.items[n].name for n, letter in enumerate(letters) if letter == "n"]
        if lacking:
            more = msg("等 {count} 个", count=len(lacking)) if len(lacking) > MOST_NAMED else ""
            lines.append(tr(msg("不提供：{items}{more}", items=joined("、", lacking[:MOST_NAMED]), more=more)))
        self._tab.show_detail(Detail(f"{c.name}  {c.subdistrict}".strip(), tuple(lines)))


def _provided_words(share: float) -> str:
    return tr(msg("提供 {share}", share=percent(share)))


def _satisfied_words(share: float) -> str:
    return tr(msg("满意度 {share}", share=percent(share)))


def missing_words() -> str:
    """What a study without a survey could name."""
    return msg(
        "这个项目没有服务落实调查表。\n在“项目与数据”页的“服务目录调查”一步选择服务目录（编号、大类、项、小项）和调查表（每个社区和小项一行：是否提供、满意度），再运行一次。"
    )
