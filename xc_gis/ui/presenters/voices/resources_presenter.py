"""Resources and directory on the page: one kind on the map, all kinds of the community that is chosen. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.model import ALL
from xc_gis.runs.resources import KindCount, Resources
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.ui.presenters.voices.cells import NO_TABLE, VoiceTable
from xc_gis.ui.presenters.voices.resource_tables import (
    COMMUNITIES,
    ENTRIES,
    KINDS,
    OF_CENSUS,
    OF_DIRECTORY,
    SUBKINDS,
    communities_table,
    entries_table,
    kinds_table,
    number_cell,
    rate_cell,
    subkinds_table,
)
from xc_gis.ui.presenters.voices.themes import resource_record
from xc_gis.ui.presenters.voices.voices_view import NO_DETAIL, Detail, ResourcesTab, TablesView
from xc_gis.wording.resources import IN_THE_DIRECTORY
from xc_gis.wording.window import label_of, tr


class ResourcesPresenter:
    """
    Decides what the tab of resources and directory, its tables and the map show.

    Parameters
    ----------
    tab, tables
        Where.
    show
        Shows a theme of values over the theme of a category.
    """

    def __init__(self, tab: ResourcesTab, tables: TablesView, show: Callable[[Mapping[str, Any] | None, str], None]) -> None:
        self._tab, self._tables, self._show = tab, tables, show
        self._run: RunView | None = None
        self._found = Resources()
        self._of_kind: dict[str, list[KindCount]] = {}
        self._community: CommunityView | None = None
        self.kind, self.table = "", ""

    def show_run(self, run: RunView, found: Resources) -> None:
        """Another run."""
        self._run, self._found, self._community, self._of_kind = run, found, None, {}
        for one in found.census.communities if found.census is not None else ():
            self._of_kind.setdefault(one.kind, []).append(one)
        self.kind = next(iter(self._of_kind), "")
        self.table = next(iter(key for key, _ in self._names()), "")
        self._tab.show_missing("" if found.has_any else tr(missing_words()))
        self._tab.show_detail(NO_DETAIL)

    def _names(self) -> list[tuple[str, str]]:
        census = OF_CENSUS if self._found.census is not None else ()
        return [*census, *(OF_DIRECTORY if self._found.directory is not None else ())]

    # -- requests ----------------------------------------------------------------------------------------------------------
    def choose_kind(self, kind: str) -> None:
        """Another kind of resources; the table of its communities follows."""
        if kind not in self._of_kind:
            return
        self.kind = kind
        self._fill()
        if self.table == COMMUNITIES:
            self._fill_table()

    def choose_table(self, table: str) -> None:
        """Another table."""
        self.table = table
        self._fill_table()

    def choose_row(self, category: str) -> None:
        """A row of the table in front: that of a kind chooses it."""
        if self.table == KINDS:
            self.choose_kind(category)

    def remember(self, community: CommunityView | None) -> None:
        """The community that is to be shown when the tab is in front."""
        self._community = community

    def choose_community(self, community: CommunityView | None) -> None:
        """The community of the fact sheet."""
        self._community = community
        self._fill_detail()
        if community is not None and self.table == COMMUNITIES:
            self._tables.select(community.community_id, "")

    # -- what is shown -----------------------------------------------------------------------------------------------------
    def show_again(self) -> None:
        """The tab is in front."""
        if self._run is None or not self._found.has_any:
            self._tables.show_names((), "")
            self._show(None, "")
            return
        self._tables.show_group("")
        self._fill()
        self._fill_table()
        self._fill_detail()

    def current_table(self) -> VoiceTable:
        """The table in front."""
        run, census, directory = self._run, self._found.census, self._found.directory
        if run is None:
            return NO_TABLE
        if self.table == ENTRIES and directory is not None:
            return entries_table(run, directory)
        if self.table == SUBKINDS and directory is not None:
            return subkinds_table(directory)
        if census is None:
            return NO_TABLE
        return kinds_table(census) if self.table == KINDS else communities_table(run, self._of_kind[self.kind], self.kind)

    def _fill_table(self) -> None:
        self._tables.show_names([(key, label_of(words)) for key, words in self._names()], self.table)
        self._tables.show_table(self.current_table())
        if self._community is not None and self.table == COMMUNITIES:
            self._tables.select(self._community.community_id, "")

    def _fill(self) -> None:
        """Choices, sentences and map of the kind that is chosen."""
        mine = {one.place: one for one in self._of_kind.get(self.kind, ())}
        self._show(resource_record(tr(msg("每万人资源数：{kind}", kind=self.kind)), mine) if mine else None, "")
        self._tab.show_choices([(kind, kind) for kind in self._of_kind], self.kind)
        self._tab.show_facts([tr(line) for line in self._facts()], [tr(line) for line in self._method()])

    def _facts(self) -> list[str]:
        facts: list[str] = []
        census, directory = self._found.census, self._found.directory
        for one in census.areas if census is not None else ():
            if (one.place, one.kind) != (ALL, self.kind):
                continue
            if one.count is None:
                facts.append(msg("{kind}：{all} 个社区都没有调查", kind=one.kind, all=one.communities))
                continue
            facts.append(
                msg(
                    "{kind}：已知的 {known} / {all} 个社区共 {count:,.0f} 个",
                    kind=one.kind,
                    known=one.known,
                    all=one.communities,
                    count=one.count,
                )
            )
            if one.per_10k is not None:
                facts.append(msg("每万人 {rate:.1f} 个", rate=one.per_10k))
        if directory is not None:
            booked = sum(one.booking == "yes" for one in directory.entries)
            facts.append(
                msg("便民服务名录 {count:,} 条，其中 {booked:,} 条写明可以网上预约", count=len(directory.entries), booked=booked)
            )
        return facts

    def _method(self) -> list[str]:
        lines: list[str] = []
        if self._found.census is not None:
            lines.append(msg("资源普查没有写明的社区是没有调查，不是零；数量和每万人只算已知的社区。"))
        if self._found.directory is not None:
            lines.append(IN_THE_DIRECTORY)
        return lines

    def _fill_detail(self) -> None:
        c = self._community
        if c is None or self._run is None or not self._found.has_any:
            self._tab.show_detail(NO_DETAIL)
            return
        mine = [one for rows in self._of_kind.values() for one in rows if one.place == c.community_id]
        entries = self._found.directory.entries if self._found.directory is not None else ()
        count = sum(one.community_id == c.community_id for one in entries)
        lines = (tr(msg("便民服务名录中有 {count:,} 条", count=count)),) if self._found.directory is not None else ()
        rows = tuple((one.kind, number_cell(one.count).text, rate_cell(one).text) for one in mine)
        heads = (label_of(msg("资源种类")), label_of(msg("数量")), label_of(msg("每万人"))) if rows else ()
        kinds = tuple(one.kind for one in mine)
        self._tab.show_detail(Detail(f"{c.name}  {c.subdistrict}".strip(), lines, heads, rows, kinds, ends_in_words=False))


def missing_words() -> str:
    """What a study without such tables could name."""
    return msg(
        "这个项目没有资源普查，也没有便民服务名录。\n在“项目与数据”页的“资源普查”一步选择普查表，在“便民服务名录”一步选择名录，再运行一次。"
    )
