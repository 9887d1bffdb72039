"""How sure stars are, on the planning page: robust and fragile on the map, what turns a star, field checks out and back. Knows no Qt."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from xc_gis.languages.message import msg
from xc_gis.report.themes import PEOPLE, SIX, Theme, ThemeClass
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.planning.analysis_view import (
    AnalysisAsking,
    AnalysisTable,
    StandardView,
    credited,
    graded,
    standards_of,
    titled,
)
from xc_gis.ui.presenters.planning.value_theme import value_theme
from xc_gis.ui.presenters.result.questions import Questions
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.robust_tasks import ChecksTaken, FindRobust, RobustFound, SaveChecks, TakeChecks, Verdict
from xc_gis.wording.window import joined_words, label_of, language, tr, window_text

NOTHING = "—"

SURENESS = Theme(
    (
        ThemeClass(0, SIX[4], (msg("稳固：在给定范围内都不变"),)), ThemeClass(1, PEOPLE[2], (msg("可能相差 1 星"),)),
        ThemeClass(math.inf, PEOPLE[4], (msg("可能相差 2 星及以上"),)),
    ),
    limit_counts_in=True,
)  # fmt: skip
"""Communities by the stars that lie between their lowest and their highest."""


class RobustView(StandardView, Protocol):
    """The tab of how sure stars are."""

    def allow_checks(self, *, on: bool) -> None:
        """Whether there are field checks to be printed and saved."""


class RobustPresenter:
    """
    Decides what the tab and the map show.

    Parameters
    ----------
    view, questions, wake
        As ``AnalysisAsking``.
    show
        Shows a theme of values on the map.
    note, fail
        Say a quiet word, and a fault.
    """

    def __init__(
        self, view: RobustView, questions: Questions, wake: Callable[[], bool], show: Callable[[Mapping[str, Any] | None, str], None],
        note: Callable[[str], None], fail: Callable[[Failure], None],
    ) -> None:  # fmt: skip
        self._view, self._questions, self._show, self._note, self._fail = view, questions, show, note, fail
        self.asking = AnalysisAsking(view, questions, wake)
        self._run: RunView | None = None
        self._found: RobustFound | None = None
        self._standard = ""

    @property
    def page(self) -> str:
        """The field checks as a page to print; empty where there are none."""
        return self._found.page if self._found is not None and self._found.checks else ""

    def show_run(self, run: RunView) -> None:
        """Another run is shown: nothing is known of it."""
        self._run, self._found, self._standard = run, None, ""
        self.asking.forget()
        self._view.show_standards(standards_of(run))
        self._view.allow_checks(on=False)

    def choose_standard(self, standard: str) -> None:
        """By which standard what is asked next goes: its id; empty: the first of the study."""
        self._standard = standard

    def start(self) -> None:
        """Work it out."""
        self.asking.ask(FindRobust(language(), self._standard), self._answered)

    def show_again(self) -> None:
        """The tab is shown again."""
        if self._found is not None:
            self._show(credited(sure_theme(self._found), self._run, self._found.standard), "")

    def save_checks(self, path: Path) -> None:
        """Write the field checks as a table."""
        self._questions.ask(SaveChecks(path), lambda written: self._note(window_text("saved", written)), self._fail)

    def take_checks(self, study: Path, path: Path) -> None:
        """Read filled-in checks back."""
        self._questions.ask(TakeChecks(study, path), self._taken, self._fail)

    def _taken(self, taken: ChecksTaken) -> None:
        lines = [
            tr(
                msg(
                    "读回核查结果：{corrections} 项更正写入 {file}，{confirmed} 项与地图一致，{open} 项还没有填",
                    corrections=taken.corrections, file=taken.file, confirmed=taken.confirmed, open=taken.open,
                )
            )
        ]  # fmt: skip
        if taken.inventory:
            lines += [tr(msg("清单已补查完整，请把下面几行写进项目文件：")), taken.inventory]
        if taken.corrections or taken.inventory:
            lines.append(tr(msg("重新运行后生效")))
        self._view.show_answer(lines, self._table(self._found) if self._found else AnalysisTable("", (), (), ()))

    def _answered(self, found: RobustFound) -> None:
        self._found = found
        lines = [tr(line) for line in found.sentences]
        self._view.show_answer(lines[: found.first], self._table(found), lines[found.first :])
        self._view.allow_checks(on=found.checks > 0)
        self._show(credited(sure_theme(found), self._run, found.standard), "")

    def _table(self, found: RobustFound) -> AnalysisTable:
        assert self._run is not None
        names = {one.community_id: one.name for one in self._run.communities}
        order = sorted(found.verdicts, key=lambda one: (one.robust, one.kept, one.community_id))
        headings = tuple(
            label_of(word) for word in (msg("社区"), msg("星级"), msg("最低"), msg("最高"), msg("不变"), msg("什么会改变它"))
        )
        rows = tuple((names.get(one.community_id, one.community_id), *_cells(one, found.grades)) for one in order)
        return AnalysisTable(
            titled(msg("星级是否稳固"), found.standard),
            headings,
            rows,
            tuple(one.community_id for one in order),
            shown=5,
            told=True,
        )


def _cells(one: Verdict, grades: Mapping[int, str]) -> tuple[str, ...]:
    why = tr(msg("稳固")) if one.robust else joined_words([tr(words) for words in one.turned_by], "、")
    stars = (graded(n, grades) for n in (one.stars, one.lowest, one.highest))
    return (*stars, f"{int(one.kept * 100 + 1e-9)}%", why)


def sure_theme(found: RobustFound) -> dict[str, Any]:
    """Stars between lowest and highest: none where they are robust; not known where too little is known to rate at all."""
    values: dict[str, float | None] = {}
    words: dict[float, str] = {}
    for one in found.verdicts:
        if one.lowest is None or one.highest is None:
            values[one.community_id] = 0.0 if one.robust and one.stars is not None else None
        else:
            values[one.community_id] = 0.0 if one.robust else float(max(1, one.highest - one.lowest))
    for value in {v for v in values.values() if v is not None}:
        words[value] = tr(msg("稳固")) if value == 0 else tr(msg("可能相差 {count} 星", count=int(value)))
    return value_theme(
        titled(msg("星级是否稳固"), found.standard),
        SURENESS,
        values,
        lambda value: words[value],
        tr(msg("暂不评级")),
        best_first=False,
    )
