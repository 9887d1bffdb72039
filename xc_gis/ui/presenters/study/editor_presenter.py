"""
Making and changing a study: what happens on each step, apart from how it looks. Knows no Qt.

Every change is written into the study file at once; reading and checking run in a working process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from xc_gis.errors import InputError, XcGisError
from xc_gis.languages.message import msg
from xc_gis.model import Finding
from xc_gis.operations.preview.records import LayerPreview
from xc_gis.report.check.records import CheckReport
from xc_gis.ui.presenters.study.layer_fields import first_keys, keys_of_file, kind_of
from xc_gis.ui.presenters.study.page_view import StudyEditorView
from xc_gis.ui.presenters.study.placements import Placements, row_key, same_thing
from xc_gis.ui.presenters.study.study_hull import StudyHull
from xc_gis.ui.presenters.study.study_status import ADD, INVENTORY, QUEUE, RED_FLAG, STUDY, UNKNOWN, StudyStatus
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.study_tasks import CHECK, CheckStudy, OpenDraft, ReadLayer

if TYPE_CHECKING:
    from xc_gis.sources.study.draft import StudyDraft

PATIENCE_S = 4.0

STOPS = msg("有数据不能用，运行会停在那里：见标 ✖ 的步骤")


class StudyPagePresenter:
    """
    Edits one study.

    Parameters
    ----------
    view
        The page.
    ask
        Gives a task to the engine and returns its number.
    stop
        Ends what a lane of the engine does.
    patience_s
        A check that a change has overtaken is stopped if it has run for this long; a younger one is soon done anyway.
    """

    def __init__(
        self, view: StudyEditorView, ask: Callable[[Any], int], stop: Callable[[str], None], *, patience_s: float = PATIENCE_S
    ) -> None:
        self._view, self._ask, self._stop, self._patience_s = view, ask, stop, patience_s
        self.draft: StudyDraft | None = None
        self.current = STUDY
        self.previews: dict[str, LayerPreview] = {}
        self.report: CheckReport | None = None
        self._placements = Placements()
        self._opening: int | None = None
        self._first = STUDY  # the step that a study opens with
        self._looking: dict[int, str] = {}
        self._checking: int | None = None
        self._check_due = False
        self._check_since = 0.0
        self._unsaved = ""

    # -- opening ---------------------------------------------------------------------------------------------------------
    def create(self, folder: Path, name: str) -> None:
        """Make a new study in a folder."""
        from xc_gis.sources.study.draft import StudyDraft  # noqa: PLC0415 - tomlkit and pydantic, when the first study is made

        self._guard(lambda: self._take(StudyDraft.create(folder, name)))

    def open(self, path: Path) -> None:
        """Edit a study, complete or not."""
        self._opening = self._ask(OpenDraft(path))

    def _take(self, draft: StudyDraft) -> None:
        self.draft, self.current, self._first = draft, self._first, STUDY
        self.previews, self.report, self._placements = {}, None, Placements()
        self._looking, self._checking, self._unsaved = {}, None, ""
        for table in draft.layers():
            self._look(table)
        self._check()
        self._refresh()

    # -- answers ---------------------------------------------------------------------------------------------------------
    def answered(self, number: int, answer: object) -> None:
        """Take an answer of the engine; those that are no longer wanted are dropped."""
        if number == self._opening:
            self._opening = None
            self._take(cast("StudyDraft", answer))
        elif number in self._looking and isinstance(answer, LayerPreview):
            table = self._looking.pop(number)
            if table not in self._looking.values():  # else a newer look is under way
                self.previews[table] = answer
            self._check_if_due()
            self._refresh()
        elif number == self._checking and isinstance(answer, CheckReport):
            self._checking = None
            if not self._check_due:  # else a change has overtaken it
                self.report = answer
                self._placements.keep(answer.queue)
            self._check_if_due()
            self._refresh()

    def failed(self, number: int, failure: Failure) -> None:
        """Take a failure of the engine."""
        if number == self._opening:
            self._opening = None
        elif number in self._looking:
            del self._looking[number]
            self._check_if_due()
        elif number == self._checking:
            self._checking = None
            self._check_if_due()
        else:
            return
        self._view.show_failure(failure.message, failure.hint)
        self._refresh()

    def stopped(self, number: int) -> None:
        """A task was dropped with its process; what it would have answered stays open."""
        if number in self._looking:
            del self._looking[number]
        elif number == self._checking:
            self._checking = None
        elif number == self._opening:
            self._opening = None
        else:
            return
        if self.draft is not None:
            self._check_if_due()
        self._refresh()

    # -- requests ----------------------------------------------------------------------------------------------------------
    def go_to(self, key: str) -> None:
        """Go to a step, now or as soon as the study that is being opened is there."""
        if self._opening is not None:
            self._first = key
        elif self.draft is not None:
            self.choose(key)

    def choose(self, key: str) -> None:
        """Go to a step."""
        self.current = key
        self._refresh()

    def give_file(self, table: str, source: Path, *, copy: bool) -> None:
        """Take a file for a layer: ``add`` makes a new list of facilities; ``copy`` puts a copy into the study's folder."""

        def take() -> None:
            assert self.draft is not None
            path = self.draft.copy_in(source) if copy else self.draft.reference(source)
            if table == ADD:
                where = self.draft.add_facilities(path)
                self.draft.set(where, first_keys(path))
            else:
                where = table
                self.draft.set(where, keys_of_file(where, path))
            self.current = where
            self._changed(where)

        self._guard(take)

    def give_part(self, table: str, key: str, source: Path, *, copy: bool) -> None:
        """Take a file that stands beside the first one of a step: the service catalogue, the categories of the hotline."""

        def take() -> None:
            assert self.draft is not None
            path = self.draft.copy_in(source) if copy else self.draft.reference(source)
            self.draft.set(table, {key: path})
            self._changed(table)

        self._guard(take)

    def set_keys(self, table: str, keys: dict[str, Any]) -> None:
        """Set keys of a layer; also how a repair is taken."""

        def put() -> None:
            assert self.draft is not None
            joined = dict(keys)
            if "columns" in joined and isinstance(joined["columns"], dict):
                joined["columns"] = dict(joined["columns"])
            self.draft.set(table, joined)
            self._changed(table)

        self._guard(put)

    def repair(self, table: str, keys: dict[str, Any]) -> None:
        """Take what a finding offers: mappings are joined with what stands there."""
        assert self.draft is not None
        now = self.draft.keys(table)
        joined = {k: {**(now.get(k) or {}), **v} if isinstance(v, dict) else v for k, v in keys.items()}
        self.set_keys(table, joined)

    def remove(self, table: str) -> None:
        """Take a layer out of the study; its file stays."""

        def take_out() -> None:
            assert self.draft is not None
            self.draft.remove(table)
            if kind_of(table) == "facilities":  # the lists behind it move up
                self.previews = {k: v for k, v in self.previews.items() if kind_of(k) != "facilities"}
                for other in self.draft.layers():
                    if kind_of(other) == "facilities":
                        self._look(other)
            self.previews.pop(table, None)
            self.current = STUDY
            self._changed("")

        self._guard(take_out)

    def set_inventory(self, entries: list[dict[str, Any]]) -> None:
        """Declare what is complete."""

        def put() -> None:
            assert self.draft is not None
            self.draft.set_inventory(entries)
            self._changed("")

        self._guard(put)

    def set_red_flags(self, entries: list[dict[str, Any]]) -> None:
        """Say which incidents take all stars; nothing is written where nothing changed."""

        def put() -> None:
            assert self.draft is not None
            if entries == list(self.draft.content().get("red_flag", [])):
                return
            self.draft.set_red_flags(entries)
            self._changed("")

        self._guard(put)

    def look_again(self) -> None:
        """Read all layers and check the data again: a source file has changed."""
        assert self.draft is not None
        self.draft.forget()
        for table in self.draft.layers():
            self._look(table)
        self._check()
        self._refresh()

    def refresh(self) -> None:
        """Show everything again."""
        self._refresh()

    # -- queue -----------------------------------------------------------------------------------------------------------
    def place(self, number: int, lon: float, lat: float, note: str = msg("在地图上点选")) -> None:
        """
        Put a row of the queue on a place: written into the corrections beside the study, never into the source.

        A place outside the ground of the study is refused: nothing of the study lies there.
        """

        def put() -> None:
            assert self.draft is not None
            assert self.report is not None
            self._refuse_outside(lon, lat)
            rows = same_thing(self.report.queue[number], self.report.queue)
            self._placements.put(self.draft.path, rows, (lon, lat), note)
            self._view.show_saved(self.draft.path)
            self._refresh()

        self._guard(put)

    def _refuse_outside(self, lon: float, lat: float) -> None:
        assert self.draft is not None
        settings = self.draft.content().get("settings", {})
        away_m = StudyHull.of(self.previews, settings if isinstance(settings, dict) else {}).outside_m(lon, lat)
        if away_m is None:
            raise InputError(msg("还不知道项目在哪里，没有记下这个位置"), hint=msg("请先选好社区文件，并等它读完"))
        if away_m > 0:
            raise InputError(
                msg("这里在项目范围以外 {away_m:,.0f} 公里，没有记下这个位置", away_m=away_m / 1000),
                hint=msg("请在社区和街道所在的地方点选"),
            )

    def undo_place(self) -> int | None:
        """Take the last placement back; returns its row, None where there is nothing to undo or the row waits no more."""
        if not self._placements.can_undo:
            return None
        key = self._placements.last

        def take_back() -> None:
            assert self.draft is not None
            if not self._placements.take_back(self.draft.path):  # the check has seen it placed: it must look again
                self._check()
            self._refresh()

        self._guard(take_back)
        waiting = [row_key(row) for row in self.report.queue] if self.report else []
        return waiting.index(key) if key in waiting else None

    @property
    def placed(self) -> dict[int, tuple[float, float]]:
        """Rows of the queue that were placed since the check, by their number: longitude and latitude."""
        return self._placements.among(self.report.queue if self.report else ())

    @property
    def can_undo_place(self) -> bool:
        """Whether a placement can be taken back."""
        return self._placements.can_undo

    # -- inside ----------------------------------------------------------------------------------------------------------
    def _guard(self, do: Callable[[], None]) -> None:
        try:
            do()
        except XcGisError as fault:
            self._view.show_failure(fault.message, fault.hint)
            self._refresh()

    def _changed(self, table: str) -> None:
        """Write, look again at what may have changed, check again."""
        assert self.draft is not None
        self._unsaved = self.draft.save()
        if not self._unsaved:
            self._view.show_saved(self.draft.path)
        if table and table not in {STUDY, INVENTORY}:
            self._look(table)
        self._check()
        self._refresh()

    def _look(self, table: str) -> None:
        assert self.draft is not None
        self._looking[self._ask(ReadLayer(self.draft.folder, self.draft.content(), table))] = table

    def _check(self) -> None:
        """Check a study that reads, as soon as its layers were looked at; an earlier check is stopped."""
        if self._checking is not None and time.monotonic() - self._check_since >= self._patience_s:
            self._checking = None
            self._stop(CHECK)
        self._check_due = True
        self._check_if_due()

    def _check_if_due(self) -> None:
        assert self.draft is not None
        if not self._check_due or self._looking or self._checking is not None:
            return
        self._check_due = False
        if self.draft.fault():
            self.report = None
        else:
            self._checking, self._check_since = self._ask(CheckStudy(self.draft.path)), time.monotonic()

    @property
    def is_checking(self) -> bool:
        """Whether a check is under way or about to begin."""
        return self._checking is not None or (self._check_due and self.draft is not None and not self.draft.missing())

    @property
    def status(self) -> StudyStatus:
        """How the study stands now."""
        assert self.draft is not None
        looking = frozenset(self._looking.values())
        return StudyStatus(self.draft, self.previews, self.report, looking, self.is_checking, len(self.placed))

    def findings(self, table: str) -> tuple[Finding, ...]:
        """What is reported of a layer."""
        return self.status.findings(table)

    def _refresh(self) -> None:
        if self.draft is None:
            return
        name, status = str(self.draft.keys("study").get("name", self.draft.path.stem)), self.status
        fault = self.draft.fault()
        stops = not fault and self.report is not None and self.report.stops and not self.is_checking
        fault = msg("未写入项目文件：{unsaved}", unsaved=self._unsaved) if self._unsaved else fault
        self._view.show_study(name, self.draft.path, fault, warning=STOPS if stops else "")
        self._view.show_steps(status.steps(), self.current)
        self._view.show_ground(self.previews.get("communities"), self.previews.get("network"))
        if self.current == INVENTORY:
            self._view.show_inventory(list(self.draft.content().get("inventory", [])))
        elif self.current == RED_FLAG:
            flags = list(self.draft.content().get("red_flag", []))
            self._view.show_red_flags(flags, status.fault(RED_FLAG), self.draft.path)
        elif self.current == QUEUE:
            self._view.show_queue(self.report.queue if self.report else (), self.placed, checked=self.report is not None)
        elif self.current == UNKNOWN:
            self._view.show_unknown(self.report, busy=self.is_checking)
        else:
            busy = self.current in status.looking
            keys = {} if self.current == ADD else self.draft.keys(self.current)
            self._view.show_layer(self.current, keys, self.previews.get(self.current), busy=busy)
            self._view.show_findings(status.findings(self.current), status.fault(self.current))
