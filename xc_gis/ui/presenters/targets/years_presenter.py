"""Runs year after year on the page: which are compared, what changed in each community and why, a figure run by run. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xc_gis.languages.message import msg
from xc_gis.runs.programmes import read_programmes
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.runs.years import PairOfRuns
from xc_gis.ui.presenters.planning.analysis_view import standards_of
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.targets.points_tables import GROUPS, POINT_TABLES, POINTS, groups_table, points_record, points_table
from xc_gis.ui.presenters.targets.targets_view import RunChoice, SeriesPoint, YearsTab
from xc_gis.ui.presenters.targets.years_tables import (
    CHANGES,
    EVIDENCE,
    SERIES,
    STARS,
    SUMS,
    TABLES,
    changes_table,
    evidence_table,
    moved,
    point_words,
    run_titles,
    series_table,
    signed,
    sum_lines,
    sums_table,
)
from xc_gis.ui.presenters.targets.years_themes import ALL_CAUSES, change_record
from xc_gis.ui.presenters.voices.cells import NO_TABLE, NOTHING, VoiceTable
from xc_gis.ui.presenters.voices.voices_view import NO_DETAIL, Detail, TablesView
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.years_tasks import CompareYears, YearsFound
from xc_gis.wording.window import label_of, name_of, stage_words, tr
from xc_gis.wording.years import CAUSE_ZH

TWO = 2
SCALE = {STARS: 5.0, "score": 100.0}


@dataclass(frozen=True)
class YearsSource:
    """Which runs there are, the earliest first, and the folder in which a comparison is put together."""

    runs: tuple[RunChoice, ...]
    work: Path


class YearsPresenter:
    """
    Decides what the tab of years, its tables and the map show.

    Parameters
    ----------
    tab, tables
        Where.
    questions
        To whom a comparison is given.
    show
        Shows a theme of values over the theme of a category.
    source
        Says which runs there are; None while no study is open.
    fresh
        Told when there is more to show.
    stop
        Ends the process that compares.
    """

    def __init__(
        self, tab: YearsTab, tables: TablesView, questions: Questions, show: Callable[[Mapping[str, Any] | None, str], None],
        source: Callable[[], YearsSource | None], fresh: Callable[[], None], stop: Callable[[], None],
    ) -> None:  # fmt: skip
        self._tab, self._tables, self._questions, self._show = tab, tables, questions, show
        self._source, self._fresh, self._stop = source, fresh, stop
        self._run: RunView | None = None
        self._found: YearsFound | None = None
        self._community: CommunityView | None = None
        self._others: list[RunChoice] = []
        self._chosen: set[Path] | None = None
        self._asked, self._said = 0, ""
        self.standard, self._by = "", ""
        self._programme: RunView | None = None
        self.points: Path | None = None
        self._seen: YearsSource | None = None
        self.pair, self.what, self.cause, self.table, self.split = 0, STARS, ALL_CAUSES, CHANGES, True

    def show_run(self, run: RunView) -> None:
        """Another run is shown: what was compared stays only as long as its study is open."""
        self.stop()
        self._run, self._found, self._community, self._said, self._seen = run, None, None, "", None
        self._others, self._chosen, self.points = [], None, None
        self.standard, self._by, self._programme = "", "", run
        self._tab.show_missing("")
        self._tab.show_detail(NO_DETAIL)

    @property
    def folder(self) -> Path | None:
        """Folder of the comparison that is shown; None without."""
        source = self._look()
        return source.work if self._found is not None and source is not None else None

    @property
    def compared(self) -> list[str]:
        """Days of the first and the last run of the comparison that is shown."""
        days = [one.date for one in self._found.years.runs if one.date] if self._found is not None else []
        return list(dict.fromkeys((days[0], days[-1]))) if days else []

    # -- requests ----------------------------------------------------------------------------------------------------------
    def add(self, run: RunChoice) -> None:
        """Another run, or an archive of one; it is compared, too."""
        if run.folder not in {one.folder for one in self._runs()}:
            self._others.append(run)
        self._chosen = {*self._marked(), run.folder}
        self._show_runs()

    def mark(self, folder: Path, *, on: bool) -> None:
        """Whether a run is compared."""
        self._chosen = self._marked() | {folder} if on else self._marked() - {folder}
        self._show_runs()

    def choose_split(self, *, on: bool) -> None:
        """Whether changes are split into their causes."""
        self.split = on

    def choose_points(self, table: Path | None) -> None:
        """A table of demonstration points to be followed when runs are compared next; None: none."""
        self.points = table
        self._show_runs()

    def choose_standard(self, standard: str) -> None:
        """Runs are compared next by the standard of this id; empty: the one that decides."""
        self.standard = standard

    def start(self) -> None:
        """Compare the runs that are marked."""
        source, marked = self._look(), self._marked()
        runs = [one.folder for one in self._runs() if one.folder in marked]
        if self._asked or source is None or len(runs) < TWO:
            return
        by, self._said = self.standard, tr(msg("正在比较…"))
        self._asked = self._questions.ask(
            CompareYears(tuple(runs), source.work, self.split, self.points, by), lambda found: self._take(found, by), self._failed
        )
        self._show_runs()

    def stop(self) -> None:
        """End a comparison that goes on; what was found before stays."""
        if self._asked:
            self._questions.drop(self._asked)
            self._asked, self._said = 0, tr(msg("已停止比较"))
            self._stop()
            self._show_runs()

    def reached(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Where a comparison is."""
        if self._asked:
            self._said = stage_words(stage, done, total)
            self._show_runs()

    def choose_pair(self, pair: str) -> None:
        """Another pair of runs."""
        self.pair = int(pair or 0)
        self._fill_all()

    def choose_what(self, what: str) -> None:
        """Stars, or another category."""
        self.what = what
        self._fill_all()

    def choose_cause(self, cause: str) -> None:
        """The whole change on the map, or the share of a cause."""
        self.cause = cause
        self._fill()

    def choose_table(self, table: str) -> None:
        """Another table."""
        self.table = table
        self._fill_table()

    def choose_row(self, category: str) -> None:
        """A row of the table in front: of a category, it is on the map."""
        if self.table == SUMS and category and category != self.what:
            self.what = category
            self._fill()

    def remember(self, community: CommunityView | None) -> None:
        """The community that is to be shown when the tab is in front."""
        self._community = community

    def choose_community(self, community: CommunityView | None) -> None:
        """The community of the fact sheet."""
        self._community = community
        self._fill_detail()
        if community is not None:
            self._tables.select(community.community_id, "")

    # -- what is shown -----------------------------------------------------------------------------------------------------
    def show_again(self) -> None:
        """The tab is in front."""
        self._seen = None
        self._tab.show_missing("")
        self._show_runs()
        if self._found is None:
            self._tables.show_names((), "")
            self._tab.show_choices((), (), (), ("", "", ""))
            self._tab.show_series((), 1.0, "")
            self._tab.show_facts((), [tr(line) for line in METHOD])
            self._show(None, "")
            return
        self._tables.show_group("")
        self._fill_all()

    def current_table(self) -> VoiceTable:
        """The table in front."""
        if self._found is None:
            return NO_TABLE
        years, pair = self._found.years, self._pair()
        if self.table in dict(POINT_TABLES):
            return points_table(years) if self.table == POINTS else groups_table(years)
        if pair is None or self.table == SERIES:
            return series_table(years, self.what, self._title(SERIES))
        if self.table == SUMS:
            return sums_table(pair, dict(self._whats()))
        if self.table == EVIDENCE:
            return evidence_table(pair)
        return changes_table(pair, self.what, self._title(CHANGES))

    def _fill_all(self) -> None:
        self._fill()
        self._fill_table()

    def _fill_table(self) -> None:
        if self._found is None:
            return
        points = POINT_TABLES if self._found.years.points else ()
        tables = [(key, label_of(words)) for key, words in (*TABLES, *points) if self._pair() is not None or key in SERIES_TABLES]
        self._tables.show_names(tables, self.table if self.table in dict(tables) else SERIES)
        self._tables.show_table(self.current_table())
        if self._community is not None:
            self._tables.select(self._community.community_id, "")

    def _fill(self) -> None:
        found, run = self._found, self._run
        if found is None or run is None:
            return
        pair = self._pair()
        named = dict(self._whats())[self.what]
        if self.cause == POINTS and found.years.points:
            self._show(points_record(found.years), "")
        elif pair is not None:
            cause = self.cause if self.cause in CAUSE_ZH else ALL_CAUSES
            standard = dict(standards_of(run)).get(self._by, "") if self._by else ""
            name = joined_title(named, dict(self._causes())[cause], standard)
            category = self.what if self.what in run.by_code and not self._by else ""
            record = change_record(name, [row for row in pair.changes if row.what == self.what], self.what, cause)
            if self._by and self._programme is not None:  # stands below the map in place of the run's own
                record |= {"standard": [self._by, self._programme.manifest["standard"].get("version", "")]}
            self._show(record, category)
        else:
            self._show(None, "")
        titles = run_titles(found.years.runs)
        pairs = [(str(n), f"{titles[n]} → {titles[n + 1]}") for n in range(len(found.years.pairs))]
        causes = [
            *(self._causes() if pair is not None else []),
            *([(POINTS, label_of(POINT_TABLES[0][1]))] if found.years.points else []),
        ]
        self._tab.show_choices(pairs, self._whats(), causes, (str(self.pair), self.what, self.cause))
        said = sum_lines(pair, self.what, named) if pair is not None else [tr(msg("只有历次数值，没有分解原因。"))]
        evidence = [tr(line) for line in found.sentences[self.pair]] if pair is not None else []
        said += [tr(line) for line in found.points]
        self._tab.show_facts(said, [*evidence, *(tr(line) for line in METHOD)])
        self._fill_detail()

    def _fill_detail(self) -> None:
        found, c = self._found, self._community
        if found is None:
            return
        if c is None:
            self._tab.show_series((), 1.0, "")
            self._tab.show_detail(NO_DETAIL)
            return
        years = found.years
        points = years.series.get((c.community_id, self.what), ())
        drawn = [
            SeriesPoint(title, *point, point_words(point, self.what))
            for title, point in zip(run_titles(years.runs), points, strict=False)
        ]
        named = dict(self._whats())[self.what]
        self._tab.show_series(drawn, SCALE.get(self.what, 1.0), f"{c.name} {named}")
        pair = self._pair()
        mine = [row for row in (pair.changes if pair is not None else ()) if row.community_id == c.community_id]
        names = dict(self._whats())
        rows = [
            (
                names.get(row.what, row.what),
                signed(moved(row), row.what),
                *(signed(share, row.what) for share in row.shares or (None,) * 3),
            )
            for row in mine
        ]
        words = (msg("内容"), msg("变化"), msg("世界"), msg("数据"), msg("方法"))
        heads = tuple(label_of(word) for word in words) if rows else ()
        lines = () if rows or pair is None else (tr(msg("这个社区没有变化，或两次都没有数")),)
        keys = tuple(row.what for row in mine)
        self._tab.show_detail(Detail(f"{c.name}  {c.subdistrict}".strip(), lines, heads, tuple(rows), keys, ends_in_words=False))

    # -- comparing ---------------------------------------------------------------------------------------------------------
    def _take(self, found: YearsFound, by: str) -> None:
        self._asked, self._found, self._said, self._by = 0, found, "", by
        self._programme = self._run_by(by)
        self.pair = max(0, len(found.years.pairs) - 1)
        self.what, self.cause, self.table = STARS, ALL_CAUSES, CHANGES
        self._fresh()

    def _failed(self, failure: Failure) -> None:
        self._asked = 0
        said = msg("{message}。{hint}", message=failure.message, hint=failure.hint) if failure.hint else failure.message
        self._said = tr(said)
        if self.split:
            self._said += "\n" + tr(msg("只有输入改了的，不勾选“分解原因”仍可看历次数值。"))
        self._fresh()

    def _run_by(self, standard: str) -> RunView | None:
        """The run that is shown as a standard rates it: names of its categories."""
        run = self._run
        if run is None or not standard:
            return run
        return next((one for one in read_programmes(run) if one.manifest["standard"]["id"] == standard), run)

    def _show_runs(self) -> None:
        marked = self._marked()
        self._tab.show_standards(standards_of(self._run) if self._run is not None else (), self.standard)
        self._tab.show_runs(
            [(one, one.folder in marked) for one in self._runs()],
            working=bool(self._asked),
            said=self._said,
            points=self.points.name if self.points is not None else "",
        )

    # -- rows --------------------------------------------------------------------------------------------------------------
    def _runs(self) -> list[RunChoice]:
        source = self._look()
        own = source.runs if source is not None else ()
        return sorted([*own, *self._others], key=lambda one: (one.date, one.ended, one.words))

    def _look(self) -> YearsSource | None:
        """Which runs there are, looked for once as long as the tab is in front: each look reads the disk."""
        if self._seen is None:
            self._seen = self._source()
        return self._seen

    def _marked(self) -> set[Path]:
        if self._chosen is None:
            return {one.folder for one in self._runs()[-TWO:]}
        return self._chosen

    def _pair(self) -> PairOfRuns | None:
        pairs: Sequence[PairOfRuns] = self._found.years.pairs if self._found is not None else ()
        return pairs[self.pair] if self.pair < len(pairs) else None

    def _whats(self) -> list[tuple[str, str]]:
        run = self._programme
        there = dict.fromkeys(what for _, what in (self._found.years.series if self._found is not None else ()))
        codes = run.by_code if run is not None else {}
        named = [
            (STARS, label_of(msg("星级"))),
            *((code, name_of(codes[code]) if code in codes else code) for code in there if code not in {STARS, "score", "joint"}),
        ]
        return [one for one in named if one[0] in there]

    @staticmethod
    def _causes() -> list[tuple[str, str]]:
        return [(ALL_CAUSES, label_of(msg("全部变化"))), *((key, label_of(words)) for key, words in CAUSE_ZH.items())]

    def _title(self, table: str) -> str:
        return f"{label_of(dict(TABLES)[table])} {dict(self._whats()).get(self.what, NOTHING)}"


def joined_title(*parts: str) -> str:
    """Parts of a title that say something."""
    return " · ".join(part for part in parts if part)


SERIES_TABLES = {SERIES, POINTS, GROUPS}
"""Tables that need no split."""

METHOD = (
    msg("世界：设施开业停业搬迁、道路、居民；数据：补登、更正、重新调查；方法：标准、参数、程序。三项相加正好等于变化。"),
    msg("分解要用每一次的输入：文件已改的说明是哪一个，不分解；每次运行后用 xc-gis archive 存档，比较存档。"),
    msg("只看历次数值不用输入。没有数的是未知，不是零。"),
)
