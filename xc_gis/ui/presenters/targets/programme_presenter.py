"""Further programmes on the page: what another standard makes of the same walks, who lacks what, the map. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xc_gis.languages.message import Name, msg
from xc_gis.operations.export.programme_words import asked_message, stars_message
from xc_gis.runs.programmes import asked_lists, asked_values, has_grades, offered
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.ui.presenters.targets.programme_tables import (
    CATEGORIES,
    COMMUNITIES,
    TABLES,
    categories_table,
    communities_table,
    count_words,
    grade_cell,
    lacking_categories,
    lacking_words,
    score_cell,
    share_words,
    stars_cell,
    value_cell,
)
from xc_gis.ui.presenters.targets.programme_themes import coverage_record, list_record, stars_record, value_record
from xc_gis.ui.presenters.targets.targets_view import ProgrammeTab
from xc_gis.ui.presenters.voices.cells import NO_TABLE, VoiceTable
from xc_gis.ui.presenters.voices.voices_view import NO_DETAIL, Detail, TablesView
from xc_gis.wording.reasons import surveys_message
from xc_gis.wording.window import joined_words, label_of, name_of, tr

STARS, LIST, VALUE = "stars", "list:", "value:"
"""Themes of the map: stars, a list by its number, a stated figure by its key; else the code of a category."""


class ProgrammePresenter:
    """
    Decides what the tab of further programmes, its tables and the map show.

    Parameters
    ----------
    tab, tables
        Where.
    show
        Shows a theme of values over the theme of a category.
    """

    def __init__(self, tab: ProgrammeTab, tables: TablesView, show: Callable[[Mapping[str, Any] | None, str], None]) -> None:
        self._tab, self._tables, self._show = tab, tables, show
        self._run: RunView | None = None
        self._programmes: tuple[RunView, ...] = ()
        self._community = ""
        self.number, self.theme, self.table = 0, STARS, COMMUNITIES

    def show_run(self, run: RunView, programmes: Sequence[RunView]) -> None:
        """Another run."""
        self._run, self._programmes, self._community = run, tuple(programmes), ""
        self.number, self.theme, self.table = 0, STARS, COMMUNITIES
        self._tab.show_missing("" if programmes else tr(missing_words()))
        self._tab.show_detail(NO_DETAIL)

    # -- requests ----------------------------------------------------------------------------------------------------------
    def choose_programme(self, number: str) -> None:
        """Another programme."""
        self.number, self.theme = int(number or 0), STARS
        self.show_again()

    def choose_theme(self, theme: str) -> None:
        """Another theme of the map."""
        self.theme = theme
        self._fill()
        if self.table == CATEGORIES:
            self._tables.select("", theme)

    def choose_table(self, table: str) -> None:
        """Another table."""
        self.table = table
        self._fill_table()

    def choose_row(self, category: str) -> None:
        """A row of the table in front: that of a category is on the map."""
        if self.table == CATEGORIES and category and category != self.theme:
            self.choose_theme(category)

    def remember(self, community: CommunityView | None) -> None:
        """The community that is to be shown when the tab is in front."""
        self._community = community.community_id if community is not None else ""

    def choose_community(self, community: CommunityView | None) -> None:
        """The community of the fact sheet."""
        self.remember(community)
        self._fill_detail()
        self._mark()

    # -- what is shown -----------------------------------------------------------------------------------------------------
    def show_again(self) -> None:
        """The tab is in front."""
        if not self._programmes:
            self._tables.show_names((), "")
            self._show(None, "")
            return
        self._tables.show_group("")
        self._fill()
        self._fill_table()

    def current_table(self) -> VoiceTable:
        """The table in front."""
        if not self._programmes:
            return NO_TABLE
        return categories_table(self._of()) if self.table == CATEGORIES else communities_table(self._of())

    def _fill_table(self) -> None:
        self._tables.show_names([(key, label_of(words)) for key, words in TABLES], self.table)
        self._tables.show_table(self.current_table())
        self._mark()

    def _mark(self) -> None:
        if self.table == CATEGORIES:
            self._tables.select("", self.theme)
        elif self._community:
            self._tables.select(self._community, "")

    def _fill(self) -> None:
        if not self._programmes or self._run is None:
            return
        run = self._of()
        record = self._record(run)
        self._show(
            {
                **record,
                "name": f"{tr(run.standard['name'])} · {record['name']}",
                "standard": [run.standard["id"], run.standard["version"]],  # stands below the map in place of the run's own
            },
            self.theme if self.theme in self._run.by_code else "",
        )
        named = [(str(n), tr(one.standard["name"])) for n, one in enumerate(self._programmes)]
        self._tab.show_choices(named, self._themes(run), (str(self.number), self.theme))
        self._tab.show_facts([tr(stars_message(run))], [tr(line) for line in self._method(run)])
        self._fill_detail()

    def _record(self, run: RunView) -> dict[str, Any]:
        if self.theme.startswith(LIST):
            return list_record(run, asked_lists(run)[int(self.theme.removeprefix(LIST))])
        if self.theme.startswith(VALUE):
            return value_record(run, next(one for one in asked_values(run) if one.key == self.theme.removeprefix(VALUE)))
        return coverage_record(run, self.theme) if self.theme in run.by_code else stars_record(run)

    def _themes(self, run: RunView) -> list[tuple[str, str]]:
        lists = [(f"{LIST}{n}", tr(one.name)) for n, one in enumerate(asked_lists(run))]
        values = [(f"{VALUE}{one.key}", tr(one.name)) for one in asked_values(run)]
        return [(STARS, label_of(msg("星级和等级"))), *lists, *values, *((c.code, name_of(c)) for c in run.categories)]

    @staticmethod
    def _method(run: RunView) -> list[str]:
        levels = [asked_message(run, stars) for stars in sorted(run.levels, reverse=True)]
        same = msg("步行时间与本次结果的第一个标准相同，只是类别、时限和门槛不同。没有填报的数按未知，不按零。")
        note = Name(run.standard["note"], run.standard.get("note_en") or "")
        return [same, *levels, *([note] if run.standard["note"] else [])]

    def _fill_detail(self) -> None:
        c = self._of().by_id.get(self._community) if self._programmes else None
        if c is None:
            self._tab.show_detail(NO_DETAIL)
            return
        run = self._of()
        grade = [grade_cell(run, c).text] if has_grades(run) else []
        lines = [
            joined_words(
                [f"{label_of(msg('星级'))} {stars_cell(c).text}", *grade, f"{label_of(msg('得分'))} {score_cell(c).text}"]
            )
        ]
        lines += [
            tr(
                msg(
                    "{list}：{count} 种（共 {of} 种）",
                    list=one.name,
                    count=count_words(*offered(c, one.categories, one.covered_min)),
                    of=len(one.categories),
                )
            )
            for one in asked_lists(run)
        ]
        lines += [f"{label_of(one.name)} {value_cell(c, one).text}" for one in asked_values(run)]
        lines += [lacking_words(c)] if c.reasons else []
        lines += [label_of(surveys_message(c.surveys, c.names))] if c.surveys else []
        rows = [(name_of(category), f"{category.minutes:g}", share_words(row)) for category, row in lacking_categories(run, c)]
        heads = tuple(label_of(word) for word in (msg("没有或不知道的类别"), msg("时限（分钟）"), msg("覆盖率"))) if rows else ()
        keys = tuple(category.code for category, _ in lacking_categories(run, c))
        self._tab.show_detail(
            Detail(f"{c.name}  {c.subdistrict}".strip(), tuple(lines), heads, tuple(rows), keys, ends_in_words=False)
        )

    def _of(self) -> RunView:
        return self._programmes[self.number]


def missing_words() -> str:
    """What a study with one standard could name."""
    return msg(
        '这个项目只按一个标准评定，或结果由较早版本写出。\n在项目文件中写几个标准，再运行一次：\n\n[study]\nstandard = ["xicheng-ykz-default", "bianmin-circle-default"]\n\n'
        "第二个以后的标准按同一次步行时间评定，见 docs/targets.md。"
    )
