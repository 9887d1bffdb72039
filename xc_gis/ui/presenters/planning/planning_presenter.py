"""
What the planning page does when somebody wants something: changes, drags, takes back, saves, compares. Knows no Qt.

Scenarios are drafts of files (``shelf.py``); what they do is asked of the process that keeps the study (``trials.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from xc_gis.errors import XcGisError
from xc_gis.languages.message import msg
from xc_gis.model.changes import AnyChange, CloseFacility, MoveFacility, Scenario
from xc_gis.runs.view import RunView
from xc_gis.sources.scenarios.write import since_words
from xc_gis.ui.presenters.planning.card import card_of, change_rows, side_row
from xc_gis.ui.presenters.planning.change_forms import ChangeForms
from xc_gis.ui.presenters.planning.change_words import marks_of
from xc_gis.ui.presenters.planning.further_trials import FurtherTrials
from xc_gis.ui.presenters.planning.place_names import PlaceNames
from xc_gis.ui.presenters.planning.planning_tools import Movable, PlanningTools
from xc_gis.ui.presenters.planning.planning_view import EffectCard, PlanningView, ShelfRow
from xc_gis.ui.presenters.planning.scenario_actions import ScenarioActions
from xc_gis.ui.presenters.planning.shelf import ScenarioShelf
from xc_gis.ui.presenters.planning.site_marks import site_marks
from xc_gis.ui.presenters.planning.trials import STOPPED, Trials, key_of
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.failure import Failure, failure_of
from xc_gis.ui.workers.planning_records import PlanningFacts, ScenarioEffect
from xc_gis.ui.workers.planning_tasks import PreparePlanning, TryScenario
from xc_gis.ui.workers.siting_tasks import FoundSite
from xc_gis.wording.window import tr


class PlanningPresenter:
    """
    Scenarios of the study that is shown.

    Parameters
    ----------
    view
        The page.
    questions
        To whom tasks are given.
    theme
        Key of the theme on the map: whose residents in gap it draws while a mark is dragged.
    wake
        Sees to it that the process that keeps the study is there; False where the study is no longer that of the run.

    Attributes
    ----------
    shelf
        Scenarios of the study.
    tools, forms, actions
        What is done on the map, in the forms, and with whole scenarios.
    is_open
        The page is shown.
    view, questions, names, trials, further, dragged
        For ``tools``: page, process, names of the study, answers (by the first and by further standards), and what is in the hand (key or facility; empty for nothing).
    """

    def __init__(self, view: PlanningView, questions: Questions, wake: Callable[[], bool], theme: Callable[[], str]) -> None:
        self.view, self.questions, self._wake, self._theme = view, questions, wake, theme
        self.shelf = ScenarioShelf()
        self.trials = Trials(questions, self._heard)
        self.further = FurtherTrials(questions, self._heard_further)
        self._run: RunView | None = None
        self._study: Path | None = None
        self._opened: Path | None = None
        self._facts: PlanningFacts | None = None
        self.names = PlaceNames(None, ())
        self._chosen, self.dragged = "", ""
        self.tools, self.forms, self.actions = PlanningTools(self), ChangeForms(self), ScenarioActions(self)
        self._sites: tuple[FoundSite, ...] = ()
        self._grounds: tuple[dict[str, Any], ...] = ()
        self.is_open = False

    # -- the study -------------------------------------------------------------------------------------------------------
    def show_run(self, study: Path, run: RunView) -> None:
        """Another run is shown; the scenarios of the same study stay."""
        if self._opened != study:
            self._opened = None
        self._study, self._run, self._facts = study, run, None
        self.names = PlaceNames(None, run.communities)
        self.trials.forget()
        self.further.show_run(run)
        if self.is_open:
            self.open()

    def open(self) -> None:
        """The page is shown."""
        self.is_open = True
        if self._run is None or self._study is None:
            return
        if self._opened != self._study:
            self._opened = self._study
            self.shelf.open(self._study)
            for fault in self.shelf.faults:
                self.view.show_failure(failure_of(fault))
        if not self._wake():
            self.view.show_effect(EffectCard(tr(msg("项目数据在本次结果之后有改动，重新运行后才能试算"))))
        elif self._facts is None:
            self.questions.ask(PreparePlanning(), self._prepared, self._not_prepared)
        self.show_all()

    def close(self) -> None:
        """Another page is shown: the map is that of the run again; the scenarios stay as they are."""
        self.is_open = False
        self.tools.put_away()
        self.view.show_site_types(None)
        self.view.show_on_map(None, [], "")

    def _prepared(self, facts: PlanningFacts) -> None:
        self._facts = facts
        assert self._run is not None
        self.names = PlaceNames(facts, self._run.communities)
        self.view.show_facts(facts)
        if not self.can_stop:
            self.view.show_idle()
        if self.is_open:
            self.show_all()

    def _not_prepared(self, failure: Failure) -> None:
        self.view.show_effect(EffectCard(tr(failure.message)))

    def on_stopped(self) -> None:
        """The process that was asked is gone."""
        self.trials.lost()
        self.further.lost()
        self.actions.forget()
        self._facts = None
        self.view.show_idle()

    @property
    def is_waiting(self) -> bool:
        """The page waits for something that takes its time."""
        return self.is_open and (self._facts is None or self.can_stop)

    @property
    def can_stop(self) -> bool:
        """Something goes on that a stop would end."""
        return bool(self.trials.long or self.further.number or self.actions.number)

    @property
    def study_name(self) -> str:
        """Of the study's file, without its ending."""
        return self._study.stem if self._study else ""

    # -- scenarios -------------------------------------------------------------------------------------------------------
    def choose(self, at: int) -> None:
        """Bring another scenario to the front."""
        self.shelf.choose(at)
        self._fresh()

    def new(self) -> None:
        """A new scenario."""
        self.shelf.new()
        self._fresh()

    def duplicate(self) -> None:
        """The one in front once more."""
        self.shelf.duplicate()
        self._fresh()

    def rename(self, name: str, note: str) -> None:
        """Another name and remark."""
        if name.strip():
            self.shelf.current.rename(name.strip(), note)
            self.show_all()

    def remove(self) -> None:
        """Take the scenario in front away, with its file."""
        draft = self.shelf.current
        asked = msg("删除方案“{name}”？", name=draft.name)
        if draft.path is not None:
            asked = msg("删除方案“{name}”及其文件 {file}？", name=draft.name, file=draft.path.name)
        if self.view.confirm(asked, msg("删除"), msg("取消")):
            try:
                self.shelf.remove()
            except OSError as fault:
                self.view.show_failure(failure_of(fault))
            self._fresh()

    def save(self) -> bool:
        """Write the scenario in front to its file; whether that was done."""
        try:
            path = self.shelf.save(self._facts.base if self._facts else None)
        except XcGisError as fault:
            self.view.show_failure(failure_of(fault))
            return False
        self.view.show_note(msg("方案已保存：{path}", path=path))
        self.show_all()
        return True

    def read(self, path: Path) -> None:
        """Take a scenario file from anywhere."""
        try:
            self.shelf.read(path)
        except XcGisError as fault:
            self.view.show_failure(failure_of(fault))
            return
        self._fresh()

    def take(self, scenario: Scenario) -> None:
        """Put a scenario that was made elsewhere in front."""
        self.shelf.add(scenario)
        self._fresh()

    def _fresh(self) -> None:
        self._chosen = self.dragged = ""
        self.tools.put_away()
        self.show_all()

    # -- changes ---------------------------------------------------------------------------------------------------------
    def add(self, change: AnyChange) -> None:
        """One change more; its form opens."""
        self._chosen = self.shelf.current.add(change)
        self.show_all()

    def change(self, key: str, change: AnyChange) -> None:
        """Another change in the place of one."""
        self.shelf.current.change(key, change)
        self.show_all()

    def remove_change(self, key: str) -> None:
        """One change less."""
        self.shelf.current.remove(key)
        self.show_all()

    def describe(self, key: str, name: str, cost: float | None) -> None:
        """Name and cost of a change."""
        change = self.shelf.current.find(key)
        if change is not None:
            self.change(key, replace(change, name=name.strip(), cost=cost))

    def place_change(self, key: str, lon: float, lat: float) -> None:
        """Another place for a change, as it was typed or as its mark was dropped."""
        change = self.shelf.current.find(key)
        if isinstance(change, Movable):
            draft = self.shelf.current
            draft.drag(key, replace(change, at=(lon, lat), place=""))
            draft.drop()
            self.dragged = ""
            self.show_all()

    def choose_change(self, key: str) -> None:
        """Open the form of a change; empty: of none."""
        self._chosen = key
        self._show_list()

    def undo(self) -> None:
        """Take the latest step back."""
        self.shelf.current.undo()
        self.show_all()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.shelf.current.redo()
        self.show_all()

    def close_facility(self, row: int) -> None:
        """Close a facility of the study, by its row on the map."""
        facility = self.names.facility_at(row)
        if facility is not None:
            self.close_named(facility.facility_id)

    def close_named(self, facility_id: str) -> None:
        """Close a facility of the study."""
        kept = [one for one in self.shelf.current.changes if getattr(one.change, "facility", "") == facility_id]
        if any(isinstance(one.change, CloseFacility) for one in kept):
            self.view.show_note(msg("方案中已关闭 {name}", name=self.names.facility_words(facility_id)))
            return
        for one in kept:  # it cannot be moved and closed
            self.shelf.current.remove(one.key)
        self.add(CloseFacility(facility=facility_id))

    def move_named(self, facility_id: str, lon: float, lat: float) -> None:
        """Move a facility of the study."""
        mine = [one for one in self.shelf.current.changes if isinstance(one.change, MoveFacility | CloseFacility)]
        key = next((one.key for one in mine if getattr(one.change, "facility", "") == facility_id), "")
        change = MoveFacility(facility=facility_id, at=(lon, lat))
        if key:
            self.change(key, change)
        else:
            self.add(change)

    def mark_sites(self, sites: Sequence[FoundSite]) -> None:
        """Mark sites that siting found, until a scenario is made of them or others are looked for."""
        self._sites = tuple(sites)
        if self.is_open and self.shelf.drafts:
            self.view.show_marks(self._marks())

    def mark_grounds(self, marks: Sequence[dict[str, Any]]) -> None:
        """Outline the areas that siting is asked about."""
        self._grounds = tuple(marks)
        if self.is_open and self.shelf.drafts:
            self.view.show_marks(self._marks())

    def _marks(self) -> list[dict[str, Any]]:
        """Marks of the changes in front, and of what siting looks at and found."""
        return [*marks_of(self.shelf.current.changes, self.names), *self._grounds, *site_marks(self._sites)]

    def category(self) -> str:
        """The category that the map shows; empty where it shows stars."""
        theme = self._theme()
        return "" if theme in {"stars", "joint"} else theme.rpartition(":")[2]

    # -- what is shown ---------------------------------------------------------------------------------------------------
    def stop(self) -> None:
        """Nothing more is to be computed for now."""
        self.trials.drop_waiting()
        self.further.drop_waiting()

    def compute_all(self) -> None:
        """Compute the scenarios that stand beside each other and are not computed yet."""
        for draft in self.shelf.drafts:
            if draft.changes and not isinstance(self.trials.of(draft.scenario()), ScenarioEffect):
                self.trials.ask_later(draft.scenario())
        self._show_sides()

    def show_all(self) -> None:
        """Show the scenario in front anew, and ask what it does where that is not known."""
        if not self.is_open or not self.shelf.drafts:
            return
        self._show_list()
        draft = self.shelf.current
        if draft.changes and self._facts is not None and self.trials.of(draft.scenario()) is None:
            self.trials.ask(draft.scenario())
        self.show_effect()

    def _show_list(self) -> None:
        draft = self.shelf.current
        self.view.show_shelf([ShelfRow(d.name, d.note, d.is_edited) for d in self.shelf.drafts], self.shelf.at)
        self.view.show_changes(change_rows(draft.changes, self.names), self._chosen)
        self.view.show_steps(undo=draft.can_undo, redo=draft.can_redo)

    def _heard(self, scenario: Scenario, answer: ScenarioEffect | Failure, in_hand: bool) -> None:
        if not self.is_open:
            return
        if not self.can_stop:
            self.view.show_idle()
        current = self.shelf.current.scenario()
        if self.dragged and in_hand and isinstance(answer, ScenarioEffect):
            self.view.show_effect(self._card(answer))
            self.view.show_on_map(answer.figures, self._marks(), self.shelf.current.name)
        elif key_of(scenario) == key_of(current) and (in_hand or not self.dragged):
            self.show_effect()
        else:
            self._show_sides()

    def show_effect(self) -> None:
        """Show what is known of the scenario in front, on the card and on the map."""
        draft = self.shelf.current
        marks = self._marks()
        answer = self.trials.of(draft.scenario())
        if not draft.changes:
            self.view.show_effect(EffectCard(tr(msg("还没有改动：选一类设施，在地图上点选位置；拖动即可看到影响"))))
            self.view.show_on_map(None, marks, "")
        elif isinstance(answer, ScenarioEffect):
            self.view.show_effect(self._card(answer))
            self.view.show_on_map(answer.figures, marks, draft.name)
        elif isinstance(answer, Failure):
            said = msg("{message}。{hint}", message=answer.message, hint=answer.hint) if answer.hint else answer.message
            stopped = msg("已停止计算；点地图下方的“全部计算”可重新计算")
            self.view.show_effect(EffectCard(tr(stopped if answer.exit_code == STOPPED else said)))
            self.view.show_on_map(None, marks, draft.name)
        else:
            waits = msg("计算中…") if self._facts is not None else msg("正在后台读入项目，随后计算…")
            self.view.show_effect(EffectCard(tr(waits)))
            if TryScenario(draft.scenario()).is_light:
                self.view.show_marks(marks)
            else:  # for as long as that takes, figures of before would stand under marks of now
                self.view.show_on_map(None, marks, "")
        self._show_sides()

    def _card(self, answer: ScenarioEffect) -> EffectCard:
        draft, facts = self.shelf.current, self._facts
        since = (
            since_words(draft.scenario(), facts.base, self._study.name) if facts is not None and self._study is not None else ""
        )
        card = card_of(answer, draft, self._run, since)
        further = () if self.dragged else self.further.lines(draft.scenario())
        return replace(card, stars=self.further.first(card.stars), further=further)

    def _heard_further(self) -> None:
        if self.is_open:
            if not self.can_stop:
                self.view.show_idle()
            self.show_effect()

    def _show_sides(self) -> None:
        rows = [side_row(draft, self.trials.of(draft.scenario())) for draft in self.shelf.drafts]
        self.view.show_sides(rows, self.shelf.at)
