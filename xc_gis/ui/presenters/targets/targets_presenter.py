"""Which tab of targets, ledgers and years is in front, and what is read for it: once for each run, when the page is first wanted. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from xc_gis.progress import Progress
from xc_gis.runs.needs import NAME as NEEDS
from xc_gis.runs.needs import NeedView, read_needs
from xc_gis.runs.programmes import read_programmes
from xc_gis.runs.targets import Targets, read_targets
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.targets.index_presenter import IndexPresenter
from xc_gis.ui.presenters.targets.indicators_presenter import IndicatorsPresenter
from xc_gis.ui.presenters.targets.ledger_presenter import LedgerPresenter, LedgerSource
from xc_gis.ui.presenters.targets.programme_presenter import ProgrammePresenter
from xc_gis.ui.presenters.targets.targets_view import IndexTab, IndicatorsTab, LedgerTab, ProgrammeTab, YearsTab
from xc_gis.ui.presenters.targets.years_presenter import YearsPresenter, YearsSource
from xc_gis.ui.presenters.voices.cells import VoiceTable, filtered
from xc_gis.ui.presenters.voices.voices_view import TablesView
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.tasks import HERE
from xc_gis.ui.workers.worker import TaskMemory
from xc_gis.wording.window import tr

INDICATORS, INDEX, PROGRAMME, LEDGER, YEARS = "indicators", "index", "programme", "ledger", "years"

Tab = IndicatorsPresenter | IndexPresenter | ProgrammePresenter | LedgerPresenter | YearsPresenter


@dataclass(frozen=True)
class PageTables:
    """What a run has for the page; ``needs`` is None where its study keeps no ledger."""

    targets: Targets = field(default_factory=Targets)
    needs: tuple[NeedView, ...] | None = None
    programmes: tuple[RunView, ...] = ()


@dataclass(frozen=True)
class ReadPageTables:
    """Read what a run has for the page (``PageTables``), in a thread of the window's process."""

    view: RunView
    lane: ClassVar[str] = HERE

    def run(self, memory: TaskMemory, progress: Progress) -> PageTables:  # noqa: ARG002 - as all tasks
        """Do it."""
        view = self.view
        needs = read_needs(view) if NEEDS in view.manifest["outputs"] else None
        return PageTables(read_targets(view.folder, view.manifest), needs, read_programmes(view))


@dataclass(frozen=True)
class Sources:
    """What the page asks of the window: where ledgers and years come from (None while no study is open), and to end a comparison."""

    ledger: Callable[[], LedgerSource | None]
    years: Callable[[], YearsSource | None]
    stop: Callable[[], None]


class TargetsTabs(Protocol):
    """The panel at the right of the map."""

    indicators: IndicatorsTab
    index: IndexTab
    programme: ProgrammeTab
    ledger: LedgerTab
    years: YearsTab


class TargetsPresenter:
    """
    One run at a time.

    Parameters
    ----------
    tabs, tables
        The panel, and the card below the map.
    questions
        To whom the reading is given.
    show
        Shows a theme of values over the theme of a category; None: the themes of the run again.
    fail
        Shows a fault.
    sources
        Say where ledgers and years come from, when they are wanted; and end a comparison.
    """

    def __init__(
        self, tabs: TargetsTabs, tables: TablesView, questions: Questions, show: Callable[[Mapping[str, Any] | None, str], None],
        fail: Callable[[Failure], None], sources: Sources,
    ) -> None:  # fmt: skip
        self._tabs, self._tables, self._questions, self._show, self._fail = tabs, tables, questions, show, fail
        self.indicators = IndicatorsPresenter(tabs.indicators, tables, self._colour)
        self.index = IndexPresenter(tabs.index, tables, self._colour)
        self.programme = ProgrammePresenter(tabs.programme, tables, self._colour)
        self.ledger = LedgerPresenter(tabs.ledger, tables, questions, self._colour, sources.ledger, lambda: self._fresh(LEDGER))
        self.years = YearsPresenter(
            tabs.years, tables, questions, self._colour, sources.years, lambda: self._fresh(YEARS), sources.stop
        )
        self._all: dict[str, Tab] = {
            INDICATORS: self.indicators,
            INDEX: self.index,
            PROGRAMME: self.programme,
            LEDGER: self.ledger,
            YEARS: self.years,
        }
        self.tab = INDICATORS
        self.is_open = False
        self.found: PageTables | None = None
        self._run: RunView | None = None
        self._community: CommunityView | None = None
        self._asked = 0

    @property
    def front(self) -> Tab:
        """Whose tab is in front."""
        return self._all[self.tab]

    def show_run(self, run: RunView) -> None:
        """Another run is shown."""
        if self._asked:
            self._questions.drop(self._asked)
            self._asked = 0
        self._run, self.found = run, None
        if self.is_open:
            self._read()

    def open(self) -> None:
        """The page is shown."""
        self.is_open = True
        if self.found is None:
            self._read()
        else:
            self.front.show_again()

    def close(self) -> None:
        """Another page is shown: the map is that of the run again."""
        self.is_open = False
        self._show(None, "")

    def turn(self, tab: str) -> None:
        """Another tab is in front."""
        self.tab = tab
        if self._run is not None and not self._asked and self.is_open:
            self.front.show_again()

    def choose_community(self, community: CommunityView | None) -> None:
        """The fact sheet shows another community."""
        self._community = community
        if self._run is not None and not self._asked:
            for one in self._all.values():
                if one is not self.front:
                    one.remember(community)
            self.front.choose_community(community)

    def choose_row(self, category: str) -> None:
        """A row of the table in front."""
        self.front.choose_row(category)

    def exported(self, subdistrict: str, words: str) -> VoiceTable:
        """The table in front with the rows that the filters let pass."""
        return filtered(self.front.current_table(), subdistrict=subdistrict, words=words)

    def _colour(self, record: Mapping[str, Any] | None, category: str) -> None:
        if self.is_open:
            self._show(record, category)

    def _read(self) -> None:
        if self._run is None or self._asked:
            return
        self._asked = self._questions.ask(ReadPageTables(self._run), self._take, self._failed)

    def _failed(self, failure: Failure) -> None:
        self._asked = 0
        run = self._run
        if run is not None:  # nothing of an earlier run is shown
            self._give(run, PageTables())
            for tab in (self._tabs.indicators, self._tabs.index, self._tabs.programme, self._tabs.ledger):
                tab.show_missing(f"{tr(failure.message)}\n{tr(failure.hint or '')}".strip())
            if self.is_open:
                self.front.show_again()
        self._fail(failure)

    def _give(self, run: RunView, found: PageTables) -> None:
        self.indicators.show_run(run, found.targets)
        self.index.show_run(run, found.targets)
        self.programme.show_run(run, found.programmes)
        self.ledger.show_run(run, found.needs)
        self.years.show_run(run)

    def _fresh(self, tab: str) -> None:
        if self.is_open and self.tab == tab:
            self.front.show_again()

    def _take(self, found: PageTables) -> None:
        self._asked, self.found, run = 0, found, self._run
        assert run is not None
        self._give(run, found)
        for one in self._all.values():
            one.remember(self._community)
        if self.is_open:
            self.front.show_again()
