"""
Editing a standard: what happens on each change, apart from how it looks. Knows no Qt.

The view passes requests on; the presenter changes the draft, asks for the effect and says what to show.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any, Protocol

from xc_gis.errors import XcGisError
from xc_gis.languages.message import msg
from xc_gis.standard.draft import Draft, FieldFault
from xc_gis.standard.save import file_name, next_version, save_standard
from xc_gis.standard.schema import WEIGHT_SUM
from xc_gis.standard.text_edit import Path
from xc_gis.ui.presenters.standard.effect import Changed, changed_communities, differences, place_zh, stars_counts, summary_zh
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.standard_tasks import Effect, ReadStandard, Rerate
from xc_gis.wording.window import joined_words, tr

NO_STUDY = msg("打开并运行一个项目后，这里显示改动对每个社区的影响")
SOON = msg("正在读入项目，随后显示改动的影响…")
FIX_FIRST = msg("请先更正标出的地方，再看影响")
RUN_AGAIN = msg("这些改动需要重新计算步行时间，另存后重新运行才能看到影响：")


class StandardView(Protocol):
    """What the page can show."""

    def show_draft(self, draft: Draft) -> None:
        """Show another standard."""

    def show_values(self, draft: Draft) -> None:
        """Show the values of the draft, and which of them differ from the base."""

    def show_faults(self, faults: Sequence[FieldFault]) -> None:
        """Mark the fields that are wrong."""

    def show_sums(self, weights: float, components: float) -> None:
        """Show the sums of the weights."""

    def show_effect(self, summary: str, changed: Sequence[Changed], before: Mapping[str, int], after: Mapping[str, int]) -> None:
        """Show which communities change, and communities by stars."""

    def show_note(self, text: str, reasons: Sequence[str] = ()) -> None:
        """Show why there is no effect to see."""

    def show_differences(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show what differs from the base."""

    def show_possible(self, *, undo: bool, redo: bool, reset: bool, save: bool) -> None:
        """Say which steps are possible."""

    def show_failure(self, message: str, hint: str) -> None:
        """Show an error."""

    def show_preview(self, rows: list[dict[str, Any]]) -> None:
        """Let the map show other ratings; an empty list brings those of the run back."""

    def show_saved(self, path: FilePath, study: FilePath | None) -> None:
        """A new version was written, and set in a study."""


class StandardPresenter:
    """
    Edits one standard.

    Parameters
    ----------
    view
        The page.
    ask
        Gives a task to the engine and returns its number.
    """

    def __init__(self, view: StandardView, ask: Callable[[Any], int]) -> None:
        self._view, self._ask = view, ask
        self.draft: Draft | None = None
        self.study: FilePath | None = None
        self._reading: int | None = None
        self._rating: int | None = None
        self._stale = False
        self._last_weight = ""

    def open(self, study: FilePath | None) -> None:
        """Edit a copy of the standard of a study; of the shipped one without a study."""
        self.study = study
        self._rating, self._stale = None, False
        self._reading = self._ask(ReadStandard(study))

    def answered(self, number: int, answer: object) -> None:
        """Take an answer of the engine; others than those asked for last are dropped."""
        if number == self._reading and isinstance(answer, Draft):
            self._reading, self.draft = None, answer
            self._view.show_draft(answer)
            self._view.show_note(tr(SOON))
            self._refresh()
        elif number == self._rating and isinstance(answer, Effect):
            self._rating = None
            if self._stale:
                self._rerate()
            else:
                self._show_effect(answer)

    def failed(self, number: int, failure: Failure) -> None:
        """Take a failure of the engine."""
        if number == self._reading:
            self._reading = None
            self._view.show_failure(failure.message, failure.hint)
        elif number == self._rating:
            self._rating, self._stale = None, False
            self._view.show_preview([])
            self._view.show_note(joined_words([tr(part) for part in (failure.message, failure.hint) if part], "。"))

    def stopped(self, number: int) -> None:
        """A question was dropped with its process, because a new run has taken its place: ask again."""
        if number == self._rating:
            self._rating, self._stale = None, False
            if self.draft is not None and not self.draft.faults():
                self._rerate()
        elif number == self._reading:
            self._reading = None

    def set_value(self, path: Path, value: Any) -> None:
        """A field was edited."""
        if self.draft is None:
            return
        if path[0] == "categories" and path[-1] == "weight":
            self._last_weight = str(path[1])
        self.draft.set(path, value)
        self._refresh()

    def balance(self) -> None:
        """Scale the other weights so that all sum to 100; the one that was edited last stays."""
        if self.draft is None:
            return
        kept = self._last_weight or self.draft.base.categories[0].code
        try:
            self.draft.balance(kept)
        except XcGisError as fault:
            self._view.show_failure(fault.message, fault.hint)
        self._refresh()

    def undo(self) -> None:
        """Take the last change back."""
        self._step(Draft.undo)

    def redo(self) -> None:
        """Make it again."""
        self._step(Draft.redo)

    def reset(self) -> None:
        """Go back to the base."""
        self._step(Draft.reset)

    def _step(self, step: Callable[[Draft], None]) -> None:
        if self.draft is not None:
            step(self.draft)
            self._refresh()

    def suggestion(self) -> tuple[str, str]:
        """Id and version to offer for saving."""
        assert self.draft is not None
        base = self.draft.base
        own = self.draft.shown.endswith((".yaml", ".yml"))
        return (base.id, next_version(base.version)) if own else (tr(msg("{id}-本区", id=base.id)), "0.1.0")

    def save(self, standard_id: str, version: str, *, folder: FilePath, use: bool) -> bool:
        """
        Write a new version into a folder and, where requested, name it in the study that is open.

        Returns whether it was saved; errors are shown.
        """
        assert self.draft is not None
        path = folder / file_name(standard_id, version)
        try:
            save_standard(self.draft, path, standard_id=standard_id, version=version)
            if use and self.study is not None:
                from xc_gis.sources.study.edit import set_keys  # noqa: PLC0415 - loads tomlkit, needed here only

                try:
                    set_keys(self.study, "study", {"standard": path.name})
                except XcGisError:
                    path.unlink(missing_ok=True)  # half a step is none: the study still names the old one
                    raise
        except XcGisError as fault:
            self._view.show_failure(fault.message, fault.hint)
            return False
        self._view.show_saved(path, self.study if use else None)
        return True

    def _refresh(self) -> None:
        assert self.draft is not None
        draft, faults = self.draft, self.draft.faults()
        self._view.show_values(draft)
        self._view.show_faults(faults)
        self._view.show_sums(draft.weight_sum(), draft.component_sum())
        self._view.show_differences(differences(draft))
        changed = bool(draft.changes)
        self._view.show_possible(undo=draft.can_undo, redo=draft.can_redo, reset=changed, save=changed and not faults)
        if faults:
            self._view.show_note(tr(FIX_FIRST), [joined_words([place_zh(f.path, draft), tr(f.text)], "：") for f in faults])
            self._stale = False
        else:
            self._rerate()

    def _rerate(self) -> None:
        """Ask for the effect; while an answer is under way only the newest change is asked for after it."""
        assert self.draft is not None
        if self.study is None:
            self._view.show_note(tr(NO_STUDY))
        elif self._rating is not None:
            self._stale = True
        else:
            self._stale = False
            self._rating = self._ask(Rerate(self.draft.standard()))

    def _show_effect(self, effect: Effect) -> None:
        if effect.needs:
            self._view.show_preview([])
            self._view.show_note(tr(RUN_AGAIN), tuple(tr(need) for need in effect.needs))
            return
        changed = changed_communities(effect.before, effect.after)
        self._view.show_effect(
            summary_zh(changed, len(effect.after)), changed, stars_counts(effect.before), stars_counts(effect.after)
        )
        self._view.show_preview([dict(row) for row in effect.after] if changed else [])


def sum_gap(total: float) -> float:
    """What a sum of weights lacks; below 0 where it is too much."""
    return round(WEIGHT_SUM - total, 6)


def sum_words(total: float) -> str:
    """
    A sum of weights, and what is missing.

    >>> sum_words(98.0), sum_words(100.0)
    ('合计 98 分,还差 2 分', '合计 100 分')
    """
    gap, shown = sum_gap(total), msg("合计 {total:g} 分", total=round(total, 6))
    if gap == 0:
        return tr(shown)
    return tr(
        msg("{shown}，还差 {gap:g} 分", shown=shown, gap=gap)
        if gap > 0
        else msg("{shown}，多出 {value:g} 分", shown=shown, value=-gap)
    )
