"""
Asks what the scenario in front does to the stars of a study's further standards, once its own answer is there. Knows no Qt.

The map and the table of scenarios go by the first standard (decision 264).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xc_gis.languages.message import Name, joined, msg
from xc_gis.model.changes import Scenario
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.planning.analysis_view import standards_of
from xc_gis.ui.presenters.planning.trials import STOPPED, Key, key_of
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.further_stars import FurtherStars, TryByFurther
from xc_gis.ui.workers.planning_records import StarsEffect
from xc_gis.wording.further import graded_stars
from xc_gis.wording.window import tr

MOST_KEPT = 40
MOST_NAMED = 3
"""Communities that are named; the others are counted."""


class FurtherTrials:
    """
    Keeps answers by what was asked; one question at a time, and of those that wait the latest.

    Parameters
    ----------
    questions
        To whom tasks are given.
    heard
        Called when an answer has come.

    Attributes
    ----------
    number
        Of the question that is worked on; 0 where there is none.
    """

    def __init__(self, questions: Questions, heard: Callable[[], None]) -> None:
        self._questions, self._heard = questions, heard
        self._run: RunView | None = None
        self._names: list[str] = []
        self._known: dict[Key, tuple[FurtherStars, ...] | Failure] = {}
        self._asked: Key | None = None
        self._wanted: Scenario | None = None
        self.number = 0

    def show_run(self, run: RunView) -> None:
        """Another study or run: nothing that was asked holds any more."""
        self._run, self._names = run, [name for _, name in standards_of(run)]
        self._known.clear()
        self.lost()

    def lost(self) -> None:
        """The process that was asked is gone."""
        if self.number:
            self._questions.drop(self.number)
        self.number, self._asked, self._wanted = 0, None, None

    def drop_waiting(self) -> None:
        """What waits is not wanted any more."""
        self._wanted = None

    def first(self, words: str) -> str:
        """What the first standard says of stars, with its name where the study has several."""
        if not self._names:
            return words
        return tr(msg("按“{standard}”：{said}", standard=self._names[0], said=words))

    def lines(self, scenario: Scenario) -> tuple[str, ...]:
        """What further standards say of its stars, a line each; asks where that is not known yet."""
        if len(self._names) < 2:  # noqa: PLR2004 - one decides, the others are further ones
            return ()
        known = self._known.get(key_of(scenario))
        if known is None:
            self._ask(scenario)
            return tuple(self._line(name, msg("计算中…")) for name in self._names[1:])
        if isinstance(known, Failure):
            said = msg("已停止计算") if known.exit_code == STOPPED else known.message
            return tuple(self._line(name, said) for name in self._names[1:])
        return tuple(self._line(one.standard, self._said(one)) for one in known)

    def _line(self, standard: str, said: str) -> str:
        return tr(msg("按“{standard}”：{said}", standard=standard, said=said))

    def _said(self, found: FurtherStars) -> str:
        if not found.stars:
            return msg("星级不变")
        steps = [one.step or 0 for one in found.stars]
        order = sorted(found.stars, key=lambda one: one.step or 99)
        named = [self._turned(one, found.grades) for one in order[:MOST_NAMED]]
        counted = msg(
            "增加 {won} 颗星，失去 {lost} 颗星",
            won=sum(step for step in steps if step > 0),
            lost=-sum(step for step in steps if step < 0),
        )
        listed = joined("、", named)
        if len(found.stars) > MOST_NAMED:
            return msg("{counted}（{listed} 等 {count} 个社区）", counted=counted, listed=listed, count=len(found.stars))
        return msg("{counted}（{listed}）", counted=counted, listed=listed)

    def _turned(self, one: StarsEffect, grades: Mapping[int, Name]) -> str:
        community = self._run.by_id.get(one.community_id) if self._run is not None else None
        name = community.name if community is not None else one.community_id
        before, after = (graded_stars(low, high, grades) for low, _, high in (one.before, one.after))
        return msg("{community} {before} → {after}", community=name, before=before, after=after)

    def _ask(self, scenario: Scenario) -> None:
        key = key_of(scenario)
        if self.number:
            self._wanted = scenario if key != self._asked else None
            return
        self._wanted, self._asked = None, key

        def take(answer: tuple[FurtherStars, ...] | Failure) -> None:
            self.number, self._asked = 0, None
            self._known[key] = answer
            while len(self._known) > MOST_KEPT:
                self._known.pop(next(iter(self._known)))
            wanted, self._wanted = self._wanted, None
            if wanted is not None and key_of(wanted) not in self._known and not _is_stop(answer):
                self._ask(wanted)
            self._heard()

        self.number = self._questions.ask(TryByFurther(scenario), take, take)


def _is_stop(answer: object) -> bool:
    return isinstance(answer, Failure) and answer.exit_code == STOPPED
