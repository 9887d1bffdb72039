"""What the working processes do for the standard page: judge the analysed study by an edited standard. Knows no Qt."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.ui.workers.tasks import EXPLORE, EXPLORER, HERE, explorer_of
from xc_gis.ui.workers.worker import TaskMemory

if TYPE_CHECKING:
    import pandas as pd

    from xc_gis.analysis.reassessment.reassess import Reassessor
    from xc_gis.standard import Standard
    from xc_gis.standard.draft import Draft

REASSESSOR = "reassessor"

SHOWN = (
    "community_id", "community", "subdistrict", "status", "provisional", "score_low", "score", "score_high", "stars_low", "stars",
    "stars_high",
)  # fmt: skip
"""Columns of the rating that a change is judged by, and that the map draws."""

DEFAULT = "xicheng-ykz-default"


@dataclass(frozen=True)
class Effect:
    """
    What an edited standard makes of the study that is open.

    Attributes
    ----------
    needs
        Why walking times must be found again (Chinese); then there are no ratings.
    before, after
        Rows of the rating, ``SHOWN``; None where a value is absent.
    farther
        Categories whose limit was raised: stars are exact, minutes beyond the earlier search are not known.
    """

    needs: tuple[str, ...]
    before: tuple[Mapping[str, Any], ...]
    after: tuple[Mapping[str, Any], ...]
    farther: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rerate:
    """Judge the analysed study by an edited standard; the answer is an ``Effect``."""

    standard: Standard
    lane: ClassVar[str] = EXPLORE

    def run(self, memory: TaskMemory, progress: Progress) -> Effect:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.operations.study import settings_under  # noqa: PLC0415

        explorer = explorer_of(memory)
        before = rows_of(explorer.found.rating)
        settings = settings_under(explorer.study, self.standard)
        reassessor = _reassessor(memory)
        needs = reassessor.needs(self.standard, settings)
        if needs:
            return Effect(needs, before, ())
        judged = reassessor.judge(self.standard, settings)
        return Effect((), before, rows_of(judged.rating), judged.farther)


@dataclass(frozen=True)
class ReadStandard:
    """
    Read the standard of a study for editing, the shipped one without a study: light, in a thread of the window's process.

    The answer is a ``Draft``.
    """

    study: Path | None = None
    lane: ClassVar[str] = HERE

    def run(self, memory: TaskMemory, progress: Progress) -> Draft:  # noqa: ARG002
        """Do it."""
        from xc_gis.standard.draft import Draft  # noqa: PLC0415
        from xc_gis.standard.save import standard_text  # noqa: PLC0415

        name = DEFAULT if self.study is None else _named_in(self.study)
        return Draft(standard_text(name, base_dir=self.study.parent if self.study else None), name)


def _named_in(study: Path) -> str:
    """Which standard a study names; read alone, so that a study with other faults still shows its standard."""
    try:
        content = tomllib.loads(study.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as fault:
        raise InputError(msg("项目文件 {path} 无法读取", path=study.name), hint=msg("请检查该文件")) from fault
    table = content.get("study")
    return str(table.get("standard", DEFAULT)) if isinstance(table, dict) else DEFAULT


def _reassessor(memory: TaskMemory) -> Reassessor:
    """The reassessor of the study that is kept; made anew when that is another one."""
    explorer = memory.kept[EXPLORER]
    kept = memory.kept.get(REASSESSOR)
    if kept is None or kept[0] is not explorer:
        from xc_gis.analysis.reassessment.reassess import Reassessor  # noqa: PLC0415

        study = explorer.study
        made = Reassessor(explorer.found, study.standard, study.settings, study_date=study.file.study.date)
        memory.kept[REASSESSOR] = kept = (explorer, made)
    reassessor: Reassessor = kept[1]
    return reassessor


def rows_of(rating: pd.DataFrame) -> tuple[dict[str, Any], ...]:
    """Rows of a rating as plain values, None where nothing stands."""
    kept = rating[list(SHOWN)].astype(object)
    return tuple(kept.where(rating[list(SHOWN)].notna(), None).to_dict("records"))
