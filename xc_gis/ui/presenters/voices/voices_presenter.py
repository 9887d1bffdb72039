"""Which tab of services and voices is in front, and what is read for it: once for each run, when the page is first wanted. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Protocol

from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.runs.voices import Voices, read_voices
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.presenters.voices.cells import VoiceTable, filtered
from xc_gis.ui.presenters.voices.hotline_presenter import HotlinePresenter
from xc_gis.ui.presenters.voices.resources_presenter import ResourcesPresenter
from xc_gis.ui.presenters.voices.satisfaction_presenter import SatisfactionPresenter
from xc_gis.ui.presenters.voices.survey_presenter import SurveyPresenter
from xc_gis.ui.presenters.voices.survey_tables import MATRIX
from xc_gis.ui.presenters.voices.voices_view import HotlineTab, ResourcesTab, SatisfactionTab, SurveyTab, TablesView
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.tasks import HERE
from xc_gis.ui.workers.worker import TaskMemory
from xc_gis.wording.window import tr

HOTLINE, SURVEY, SATISFACTION, RESOURCES = "hotline", "survey", "satisfaction", "resources"

Tab = HotlinePresenter | SurveyPresenter | SatisfactionPresenter | ResourcesPresenter


@dataclass(frozen=True)
class ReadVoices:
    """Read what a run has of services and voices (``Voices``), in a thread of the window's process."""

    folder: Path
    manifest: Mapping[str, Any]
    lane: ClassVar[str] = HERE

    def run(self, memory: TaskMemory, progress: Progress) -> Voices:  # noqa: ARG002 - as all tasks
        """Do it."""
        return read_voices(self.folder, self.manifest)


class VoicesTabs(Protocol):
    """The panel at the right of the map."""

    hotline: HotlineTab
    survey: SurveyTab
    satisfaction: SatisfactionTab
    resources: ResourcesTab

    def show_rating_note(self, words: str) -> None:
        """What the rating lacks; empty where nothing."""


class VoicesPresenter:
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
    """

    def __init__(
        self, tabs: VoicesTabs, tables: TablesView, questions: Questions, show: Callable[[Mapping[str, Any] | None, str], None],
        fail: Callable[[Failure], None],
    ) -> None:  # fmt: skip
        self._tabs, self._tables, self._questions, self._show, self._fail = tabs, tables, questions, show, fail
        self.hotline = HotlinePresenter(tabs.hotline, tables, self._colour)
        self.survey = SurveyPresenter(tabs.survey, tables, self._colour)
        self.satisfaction = SatisfactionPresenter(tabs.satisfaction, tables, self._colour)
        self.resources = ResourcesPresenter(tabs.resources, tables, self._colour)
        self._all: dict[str, Tab] = {
            HOTLINE: self.hotline,
            SURVEY: self.survey,
            SATISFACTION: self.satisfaction,
            RESOURCES: self.resources,
        }
        self.tab = HOTLINE
        self.is_open = False
        self.voices: Voices | None = None
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
        self._run, self.voices = run, None
        if self.is_open:
            self._read()

    def open(self) -> None:
        """The page is shown."""
        self.is_open = True
        if self.voices is None:
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
        if self.voices is not None and self.is_open:
            self.front.show_again()

    def choose_community(self, community: CommunityView | None) -> None:
        """The fact sheet shows another community."""
        self._community = community
        if self.voices is not None:
            for one in self._all.values():
                if one is not self.front:
                    one.remember(community)
            self.front.choose_community(community)

    def filter(self, subdistrict: str, words: str) -> None:
        """The tables are filtered otherwise: the survey counts anew what it shows, where it is in front."""
        self.survey.filter_by(subdistrict, words, in_front=self.front is self.survey)

    def exported(self, subdistrict: str, words: str) -> VoiceTable:
        """The table in front with the rows that the filters let pass."""
        table = self.front.current_table()
        if self.front is self.survey and self.survey.table == MATRIX:
            return table  # filtered already
        return filtered(table, subdistrict=subdistrict, words=words)

    def _colour(self, record: Mapping[str, Any] | None, category: str) -> None:
        if self.is_open:
            self._show(record, category)

    def _read(self) -> None:
        if self._run is None or self._asked:
            return
        self._asked = self._questions.ask(ReadVoices(self._run.folder, self._run.manifest), self._take, self._failed)

    def _failed(self, failure: Failure) -> None:
        self._asked = 0
        self._fail(failure)

    def _take(self, voices: Voices) -> None:
        self._asked, self.voices, run = 0, voices, self._run
        assert run is not None
        self.hotline.show_run(run, voices.hotline)
        self.survey.show_run(run, voices.survey, voices.reach)
        self.satisfaction.show_run(run, voices.satisfaction)
        self.resources.show_run(run, voices.resources)
        self._tabs.show_rating_note(tr(rating_words(run)))
        for one in self._all.values():
            one.remember(self._community)
        if self.is_open:
            self.front.show_again()


def rating_words(run: RunView) -> str:
    """How many communities are rated provisionally, and why; empty where none is."""
    count = sum(c.provisional for c in run.communities)
    if not count:
        return ""
    return msg(
        "{count} 个社区的星级为暂评：缺少服务落实或群众评价数据。有了服务调查，以及热线或满意度（或逐社区的数值），就不再是暂评。",
        count=count,
    )
