"""A scenario that is being edited: its changes by key, with everything that can be taken back and done again. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from xc_gis.model.changes import AnyChange, Scenario, ScenarioBase

MOST_STEPS = 200
"""Steps that can be taken back."""


@dataclass(frozen=True)
class KeyedChange:
    """One change; ``key`` names it on the map and in the list as long as it is there."""

    key: str
    change: AnyChange


@dataclass(frozen=True)
class _State:
    name: str
    note: str
    changes: tuple[KeyedChange, ...]
    moment: str = ""


class ScenarioDraft:
    """
    One scenario in the window.

    Parameters
    ----------
    scenario
        As read or as new.
    path
        Of its file; None where it has none yet.

    Attributes
    ----------
    path
        As above.
    """

    def __init__(self, scenario: Scenario, path: Path | None = None) -> None:
        self._next = 1
        keyed = tuple(KeyedChange(self._key(), change) for change in scenario.changes)
        self._state = _State(scenario.name, scenario.note, keyed, scenario.moment)
        self._past: list[_State] = []
        self._future: list[_State] = []
        self._saved = self._state if path is not None else _State(scenario.name, scenario.note, (), scenario.moment)
        self._dragged = ""
        self._base = scenario.base
        self.path = path

    def _key(self) -> str:
        key, self._next = str(self._next), self._next + 1
        return key

    # -- what it is ----------------------------------------------------------------------------------------------------
    @property
    def name(self) -> str:
        """What it is called."""
        return self._state.name

    @property
    def note(self) -> str:
        """A remark for people."""
        return self._state.note

    @property
    def moment(self) -> str:
        """That the scenario is looked at; empty for that of the study."""
        return self._state.moment

    @property
    def changes(self) -> tuple[KeyedChange, ...]:
        """In their order."""
        return self._state.changes

    @property
    def is_edited(self) -> bool:
        """Differs from what lies on disk; an empty one without a file does not."""
        return self._state != self._saved

    @property
    def can_undo(self) -> bool:
        """Something can be taken back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Something that was taken back can be done again."""
        return bool(self._future)

    def find(self, key: str) -> AnyChange | None:
        """The change of a key."""
        return next((one.change for one in self.changes if one.key == key), None)

    def scenario(self, base: ScenarioBase | None = None) -> Scenario:
        """As it is computed, and written with ``base``; that of its file where none is given."""
        changes = tuple(one.change for one in self.changes)
        return Scenario(self.name, changes, self.note, self.moment, base or self._base, self.path.name if self.path else "")

    # -- steps ---------------------------------------------------------------------------------------------------------
    def add(self, change: AnyChange) -> str:
        """One change more; its key."""
        key = self._key()
        self._step(replace(self._state, changes=(*self.changes, KeyedChange(key, change))))
        return key

    def change(self, key: str, change: AnyChange) -> None:
        """Another change in the place of one."""
        self._step(self._with(key, change))

    def drag(self, key: str, change: AnyChange) -> None:
        """As ``change``, but all places of one drag are one step."""
        if self._dragged == key:
            self._state = self._with(key, change)
        else:
            self._step(self._with(key, change))
            self._dragged = key

    def drop(self) -> None:
        """The drag is over."""
        self._dragged = ""

    def remove(self, key: str) -> None:
        """One change less; an unknown key changes nothing."""
        self._step(replace(self._state, changes=tuple(one for one in self.changes if one.key != key)))

    def rename(self, name: str, note: str) -> None:
        """Another name and remark."""
        self._step(replace(self._state, name=name, note=note))

    def look_at(self, moment: str) -> None:
        """Another moment; empty: that of the study."""
        self._step(replace(self._state, moment=moment))

    def take_in(self, changes: Sequence[AnyChange]) -> None:
        """Changes of another scenario behind its own, in one step."""
        made = tuple(KeyedChange(self._key(), change) for change in changes)
        self._step(replace(self._state, changes=(*self.changes, *made)))

    def undo(self) -> None:
        """Take the latest step back."""
        if self._past:
            self._future.append(self._state)
            self._state, self._dragged = self._past.pop(), ""

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._future:
            self._past.append(self._state)
            self._state, self._dragged = self._future.pop(), ""

    def saved(self, path: Path, base: ScenarioBase | None = None) -> None:
        """It lies on disk as it is now, written for ``base``."""
        self.path, self._saved, self._base = path, self._state, base or self._base

    def _with(self, key: str, change: AnyChange) -> _State:
        changes = tuple(KeyedChange(key, change) if one.key == key else one for one in self.changes)
        return replace(self._state, changes=changes)

    def _step(self, state: _State) -> None:
        self._dragged = ""
        if state == self._state:
            return
        self._past = [*self._past[-MOST_STEPS:], self._state]
        self._future.clear()
        self._state = state
