"""What is done with whole scenarios besides trying them: looked at another moment, put together, written as the command writes them. Knows no Qt."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.planning.trials import STOPPED
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.planning_export import ExportScenarios, ExportSites
from xc_gis.wording.window import language

if TYPE_CHECKING:
    from xc_gis.ui.presenters.planning.planning_presenter import PlanningPresenter

_UNWRITABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class ScenarioActions:
    """
    Carries them out on the scenario in front.

    Parameters
    ----------
    plan
        Whose scenarios they are.

    Attributes
    ----------
    number
        Of the task that writes scenarios; 0 where there is none.
    """

    def __init__(self, plan: PlanningPresenter) -> None:
        self._plan = plan
        self.number = 0

    def look_at(self, moment: str) -> None:
        """Look at the scenario at another moment; empty: that of the study."""
        self._plan.shelf.current.look_at(moment.strip())
        self._plan.show_all()

    def take_in(self, at: int) -> None:
        """Take the changes of another scenario into the one in front: both together."""
        shelf = self._plan.shelf
        shelf.current.take_in([one.change for one in shelf.drafts[at].changes])
        self._plan.show_all()

    def others(self) -> list[tuple[str, int]]:
        """Scenarios besides the one in front that have changes: what they are called, and their places."""
        shelf = self._plan.shelf
        return [(draft.name, at) for at, draft in enumerate(shelf.drafts) if at != shelf.at and draft.changes]

    def folder_in(self, parent: Path, *, every: bool) -> Path:
        """Folder of an export within one that was chosen, named after the scenario or the study."""
        name = self._plan.study_name if every else self._plan.shelf.current.name
        stem = _UNWRITABLE.sub("_", name).strip(" .") or "scenario"
        return parent / f"{stem}.whatif"

    def export(self, folder: Path, *, every: bool) -> None:
        """Write map, tables and file of the scenario in front, or of all side by side, into a folder: what ``xc-gis whatif`` writes."""
        drafts = self._plan.shelf.drafts if every else [self._plan.shelf.current]
        scenarios = tuple(draft.scenario() for draft in drafts if draft.changes)
        if not scenarios:
            self._plan.view.show_note(msg("还没有任何改动，没有可以导出的"))
        elif not self.number and self._agreed(folder):
            task = ExportScenarios(scenarios, folder, language())
            self.number = self._plan.questions.ask(task, self._written, self._not_written)
            self._plan.view.show_note(msg("正在导出到 {path}…", path=folder))

    def export_sites(self, folder: Path) -> None:
        """Write what siting found last into a folder: what ``xc-gis site`` writes."""
        if self._agreed(folder):
            self._plan.questions.ask(ExportSites(folder, language()), self._written, self._plan.view.show_failure)

    def forget(self) -> None:
        """The process is gone."""
        self.number = 0

    def _agreed(self, folder: Path) -> bool:
        if not folder.exists():
            return True
        return self._plan.view.confirm(msg("{path} 已存在，用新的结果替换？", path=folder), msg("替换"), msg("取消"))

    def _written(self, page: Path) -> None:
        self.number = 0
        self._plan.view.show_idle()
        self._plan.view.show_note(msg("已导出：{path}", path=page))

    def _not_written(self, failure: Failure) -> None:
        self.number = 0
        self._plan.view.show_idle()
        if failure.exit_code == STOPPED:
            self._plan.view.show_note(msg("已停止导出，没有写出任何文件"))
        else:
            self._plan.view.show_failure(failure)
