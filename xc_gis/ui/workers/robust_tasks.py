"""How sure stars are, for the planning page, in the process that keeps the study: verdicts, field checks saved and read back. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.ui.workers.tasks import EXPLORE, EXPLORER, explorer_of
from xc_gis.ui.workers.worker import TaskMemory

ROBUST = "robust"


@dataclass(frozen=True)
class Verdict:
    """
    How sure the stars of one community are.

    Stars are None where too little is known. ``turned_by``: what turns them, as messages; empty where they are robust. ``kept``: share of the draws in
    which they stay.
    """

    community_id: str
    stars: int | None
    robust: bool
    lowest: int | None
    highest: int | None
    turned_by: tuple[str, ...]
    kept: float


@dataclass(frozen=True)
class RobustFound:
    """
    The answer: verdicts in the order of the communities, sentences as messages, how many checks, and these as a page to print.

    ``first``: so many sentences stand above the table. ``grades``: what stars are called besides, by their number. ``standard``: its title where the
    study has several.
    """

    verdicts: tuple[Verdict, ...]
    sentences: tuple[str, ...]
    checks: int
    page: str
    first: int = 1
    grades: Mapping[int, str] = field(default_factory=dict)
    standard: str = ""


@dataclass(frozen=True)
class ChecksTaken:
    """What was read back: corrections written, ways found as the map has them, checks still open; what to write into the study file."""

    corrections: int
    confirmed: int
    open: int
    inventory: str
    file: str


@dataclass(frozen=True)
class FindRobust:
    """Rate the study again within the ranges, by a standard of it (id; empty: the first); the answer is a ``RobustFound``. ``lang``: of the page."""

    lang: str
    standard: str = ""
    lane: ClassVar[str] = EXPLORE
    is_apart: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> RobustFound:
        """Do it."""
        import pandas as pd  # noqa: PLC0415

        from xc_gis.operations.by_standard import assessed_by, study_by  # noqa: PLC0415
        from xc_gis.operations.planning.robust import robust_of  # noqa: PLC0415
        from xc_gis.report.robustness.tables import check_page  # noqa: PLC0415
        from xc_gis.report.robustness.words import sentences, turned_words  # noqa: PLC0415

        explorer = explorer_of(memory)
        study = study_by(explorer.study, self.standard)
        result = robust_of(study, assessed_by(explorer.study, study, explorer.found), progress)
        memory.kept[ROBUST] = (explorer, result)

        def whole(value: object) -> int | None:
            return None if pd.isna(value) else int(value)  # type: ignore[call-overload]

        verdicts = tuple(
            Verdict(
                str(row.community_id), whole(row.stars), bool(row.robust), whole(row.lowest), whole(row.highest),
                tuple(turned_words(code, result.names) for code in row.turned_by.split(";") if code), float(row.kept),
            )
            for row in result.communities.itertuples(index=False)
        )  # fmt: skip
        first = 2 if result.standard is not None else 1
        return RobustFound(
            verdicts,
            tuple(sentences(result)),
            len(result.checks),
            check_page(result, self.lang),
            first,
            result.grades,
            result.standard or "",
        )


@dataclass(frozen=True)
class SaveChecks:
    """Write the field checks that were found last as a table (``checks.csv``), whole or not at all; the answer is the path."""

    path: Path
    lane: ClassVar[str] = EXPLORE
    is_light: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> Path:  # noqa: ARG002 - as all tasks
        """Do it."""
        from xc_gis.report.tables.tables import write_csv  # noqa: PLC0415
        from xc_gis.report.tables.text import plain_columns  # noqa: PLC0415

        kept = memory.kept.get(ROBUST)
        if kept is None or kept[0] is not memory.kept.get(EXPLORER):
            raise InputError(msg("核查清单已不在，请重新计算"))
        write_csv(plain_columns(kept[1].checks, "note"), self.path)
        return self.path


@dataclass(frozen=True)
class TakeChecks:
    """Read filled-in checks into the corrections of a study; the answer is ``ChecksTaken``."""

    study: Path
    path: Path
    lane: ClassVar[str] = EXPLORE
    is_light: ClassVar[bool] = True

    def run(self, memory: TaskMemory, progress: Progress) -> ChecksTaken:  # noqa: ARG002
        """Do it."""
        from xc_gis.operations.planning.checked import take_checked  # noqa: PLC0415

        back, written = take_checked(self.study, self.path)
        return ChecksTaken(len(back.corrections), back.confirmed, back.open, back.inventory_text, written.name)
