"""The scenarios of a study: files beside it (``study.scenarios/NAME.toml``), each a draft in the window. Knows no Qt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from xc_gis.errors import InputError, XcGisError
from xc_gis.languages.message import msg
from xc_gis.model.changes import Scenario, ScenarioBase
from xc_gis.sources.scenarios.contradictions import refuse_impossible
from xc_gis.sources.scenarios.read import read_scenario
from xc_gis.sources.scenarios.write import write_scenario
from xc_gis.ui.presenters.planning.draft import ScenarioDraft
from xc_gis.wording.window import tr

SUFFIX = ".scenarios"
_UNWRITABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def scenarios_beside(study: Path) -> Path:
    """Folder of a study's scenarios: ``NAME.scenarios`` beside its file."""
    return study.with_name(f"{study.stem}{SUFFIX}")


class ScenarioShelf:
    """
    Scenarios of one study, one of them in front.

    Attributes
    ----------
    drafts
        In the order of their files, new ones behind; never empty once opened.
    faults
        Of files that could not be read: they stay where they are.
    """

    def __init__(self) -> None:
        self.drafts: list[ScenarioDraft] = []
        self.faults: list[XcGisError] = []
        self._at = 0
        self._study = Path()

    def open(self, study: Path) -> None:
        """Read the scenarios beside a study; without any, one that is new and empty."""
        self._study, self.drafts, self.faults, self._at = study, [], [], 0
        for path in sorted(scenarios_beside(study).glob("*.toml")):
            try:
                self.drafts.append(ScenarioDraft(read_scenario(path), path))
            except InputError as fault:
                self.faults.append(fault)
        if not self.drafts:
            self.new()

    @property
    def current(self) -> ScenarioDraft:
        """The one in front."""
        return self.drafts[self._at]

    @property
    def at(self) -> int:
        """Its place in ``drafts``."""
        return self._at

    @property
    def edited(self) -> list[ScenarioDraft]:
        """Those that differ from their files."""
        return [draft for draft in self.drafts if draft.is_edited]

    def choose(self, at: int) -> None:
        """Bring another to the front."""
        if 0 <= at < len(self.drafts):
            self._at = at

    def new(self) -> None:
        """An empty one in front."""
        self._put(ScenarioDraft(Scenario(self._free_name(tr(msg("方案"))), ())))

    def duplicate(self) -> None:
        """The one in front again, under another name."""
        made = self.current.scenario()
        self._put(ScenarioDraft(replace(made, name=self._free_name(made.name), file_name="")))

    def add(self, scenario: Scenario) -> None:
        """One that was made elsewhere, in front."""
        self._put(ScenarioDraft(replace(scenario, name=self._free_name(scenario.name))))

    def read(self, path: Path) -> None:
        """A file from anywhere; one that is on the shelf comes to the front. Raises ``InputError``."""
        for at, draft in enumerate(self.drafts):
            if draft.path == path:
                self._at = at
                return
        self._put(ScenarioDraft(read_scenario(path), path))

    def remove(self) -> None:
        """Take the one in front away, with its file where that lies beside the study. Raises ``OSError``."""
        path = self.current.path
        if path is not None and path.parent == scenarios_beside(self._study):
            path.unlink(missing_ok=True)
        del self.drafts[self._at]
        self._at = max(0, self._at - 1)
        if not self.drafts:
            self.new()

    def save(self, base: ScenarioBase | None) -> Path:
        """
        Write the one in front to its file, a new one beside the study.

        Raises
        ------
        InputError
            A scenario without changes, or one that no file could be read from.
        OutputError
            Where it cannot be written.
        """
        draft = self.current
        if not draft.changes:
            raise InputError(msg("方案“{name}”还没有任何改动，不必保存", name=draft.name))
        refuse_impossible(draft.scenario())
        path = draft.path or self._free_path(draft.name)
        path.parent.mkdir(exist_ok=True)
        write_scenario(draft.scenario(base), path)
        draft.saved(path, base)
        return path

    def _put(self, draft: ScenarioDraft) -> None:
        self.drafts.append(draft)
        self._at = len(self.drafts) - 1

    def _free_name(self, word: str) -> str:
        taken = {draft.name for draft in self.drafts}
        stem = re.sub(r" \d+$", "", word)
        return next(name for name in _numbered(stem) if name not in taken)

    def _free_path(self, name: str) -> Path:
        folder = scenarios_beside(self._study)
        stem = _UNWRITABLE.sub("_", name).strip(" .") or "scenario"
        taken = {draft.path for draft in self.drafts}
        paths = (folder / f"{stem}{'' if number == 1 else f'-{number}'}.toml" for number in range(1, 10_000))
        return next(path for path in paths if path not in taken and not path.exists())


def _numbered(stem: str) -> Iterator[str]:
    number = 1
    while True:
        yield f"{stem} {number}"
        number += 1
