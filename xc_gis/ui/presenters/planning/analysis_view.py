"""A tab of the planning page that asks one question of the study and shows its answer: what its presenter needs of it. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from xc_gis.languages.message import Name, msg
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.planning.trials import STOPPED
from xc_gis.ui.presenters.result.questions import Questions, Then
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.worker import Task
from xc_gis.wording.window import stage_words, tr


@dataclass(frozen=True)
class AnalysisTable:
    """
    A table of an answer, in the language of the window.

    ``title``: of the file that it is exported to; ``keys``: of each row the community that it speaks of, empty for none; ``shown``: so many columns
    stand side by side in the panel, all of them in the file; ``told``: what the panel says below the table of the row that is chosen is the last
    column.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]
    shown: int = 4
    told: bool = False


NO_TABLE = AnalysisTable("", (), (), ())


class AnalysisView(Protocol):
    """The tab, as far as its presenter knows it."""

    def show_working(self, words: str) -> None:
        """A computation goes on."""

    def show_answer(self, lines: Sequence[str], table: AnalysisTable, more: Sequence[str] = ()) -> None:
        """What was found, in sentences and as a table; ``more``: sentences for those who ask."""

    def show_fault(self, words: str) -> None:
        """Why there is no answer; empty: nothing was asked yet."""


class StandardView(AnalysisView, Protocol):
    """A tab whose question goes by one of the standards of a study."""

    def show_standards(self, choices: Sequence[tuple[str, str]]) -> None:
        """Ids and names of the standards to choose from, the first chosen; none: the study has but one."""


def standards_of(run: RunView) -> list[tuple[str, str]]:
    """Ids and names of the standards of a run, the one that decides first (its id is empty); none where there is but one."""
    further = run.manifest.get("more_standards", ())
    if not further:
        return []
    first = ("", tr(run.standard["name"]))
    return [first, *((one["id"], tr(Name(one.get("name", one["id"]), one.get("name_en", "")))) for one in further)]


def titled(words: str, standard: str) -> str:
    """A title with the standard that an answer goes by, where the study has several."""
    return f"{tr(words)} · {tr(standard)}" if standard else tr(words)


def credited(theme: dict[str, Any], run: RunView | None, standard: str) -> dict[str, Any]:
    """A theme of the map with id and version of the further standard that it goes by (its title); below the map they stand in place of the run's own."""
    further = run.manifest.get("more_standards", ()) if run is not None else ()
    mine = next((one for one in further if standard and one.get("name", one["id"]) == str(standard)), None)
    return theme if mine is None else {**theme, "standard": [mine["id"], mine.get("version", "")]}


def graded(stars: int | None, grades: Mapping[int, str]) -> str:
    """Stars in a cell, with the grade beside them where the standard names one; a dash where there are none."""
    if stars is None:
        return "—"
    return f"{stars} {tr(grades[stars])}" if grades.get(stars) else str(stars)


class AnalysisAsking:
    """
    One question at a time, and what is told while it is worked on.

    Parameters
    ----------
    view, questions
        The tab, and to whom tasks are given.
    wake
        Sees to it that the process that keeps the study is there.
    """

    def __init__(self, view: AnalysisView, questions: Questions, wake: Callable[[], bool]) -> None:
        self._view, self._questions, self._wake = view, questions, wake
        self._number = 0

    @property
    def number(self) -> int:
        """Of the question that is worked on; 0 where there is none."""
        return self._number

    def ask(self, task: Task, then: Then) -> bool:
        """Ask, if nothing is being worked on; whether that was done."""
        if self._number:
            return False
        if not self._wake():
            self._view.show_fault(tr(msg("项目数据在本次结果之后有改动，重新运行后才能计算")))
            return False

        def answered(answer: object) -> None:
            self._number = 0
            then(answer)

        self._view.show_working(tr(msg("正在计算…")))
        self._number = self._questions.ask(task, answered, self._failed)
        return True

    def reached(self, stage: str, done: int = 0, total: int = 0) -> None:
        """Where the computation is."""
        if self._number:
            self._view.show_working(stage_words(stage, done, total))

    def forget(self) -> None:
        """Another run is shown, or the process is gone."""
        if self._number:
            self._questions.drop(self._number)
        self._number = 0
        self._view.show_fault("")

    def _failed(self, failure: Failure) -> None:
        self._number = 0
        said = msg("{message}。{hint}", message=failure.message, hint=failure.hint) if failure.hint else failure.message
        self._view.show_fault(tr(msg("已停止计算")) if failure.exit_code == STOPPED else tr(said))
