"""A run with its study, wherever they lie: a folder whose files are still those of the run, or an archive that holds both."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.operations.governance import governed_by
from xc_gis.operations.run import open_run, refuse_changed
from xc_gis.operations.study import ReadStreets, Study, read_study
from xc_gis.operations.years.kept_study import KeptStudy, kept_study
from xc_gis.operations.years.unpacked import Unpacked, unpack
from xc_gis.progress import Progress
from xc_gis.report.tables.kept_lists import ReadParts
from xc_gis.runs.run_id import run_id


@dataclass(frozen=True)
class YearRun:
    """
    A run that is compared with those of other years.

    Attributes
    ----------
    folder
        Its tables and its manifest.
    manifest
        What it says of itself.
    shown
        What messages and tables call it: the name of the folder or archive that was given.
    archive
        The archive that it lies in, None for a folder.
    """

    folder: Path
    manifest: dict[str, Any]
    shown: str
    archive: Unpacked | None = None

    @property
    def id(self) -> str:
        """Id of the run."""
        return run_id(self.manifest)

    @property
    def date(self) -> str:
        """Day of the study, ISO; empty where it states none."""
        return str(self.manifest["study"].get("date") or "")

    def record(self, standard: Mapping[str, Any]) -> dict[str, Any]:
        """What a manifest says of a run that was compared by one of its standards."""
        study = self.manifest["study"]
        return {
            "run": self.id, "shown": self.shown,
            "study": {"file": study["file"], "sha256": study["sha256"], "name": study.get("name"), "date": study.get("date")},
            "standard": {key: standard.get(key) for key in ("id", "version", "sha256")},
            "tool": self.manifest["tool"], "method": self.manifest.get("method"),
        }  # fmt: skip


@contextlib.contextmanager
def year_run(path: Path) -> Iterator[YearRun]:
    """
    Open a run.

    Raises
    ------
    InputError
        There is none, or its archive is damaged.
    """
    shown = path.name or path.absolute().name
    if not path.is_file():
        yield YearRun(path, open_run(path).manifest, shown)
        return
    with tempfile.TemporaryDirectory(prefix="xcgis-", ignore_cleanup_errors=True) as folder:
        unpacked = unpack(path, Path(folder))
        unpacked.refuse_damaged(shown)
        if unpacked.changed:
            raise InputError(msg("存档 {run} 中的 {changed} 已有改动", run=shown, changed=joined("、", unpacked.changed[:3])))
        yield YearRun(unpacked.run, open_run(unpacked.run).manifest, shown, unpacked)


class StudiesOfRuns:
    """
    Studies of runs that are compared each with the next: the later study of a pair is the earlier of the next and is read once; so are streets.

    Attributes
    ----------
    streets
        What was read of them so far.
    """

    def __init__(self, progress: Progress) -> None:
        self.streets, self._progress = ReadStreets(), progress
        self._parts = ReadParts()
        self._last: tuple[Path, KeptStudy] | None = None

    def pair(self, before: YearRun, after: YearRun) -> tuple[Study, Study]:
        """Both studies. Raises ``InputError`` as ``study_of``."""
        found = [self._found(run) for run in (before, after)]
        rules = [governed_by(one.study.standard, one.study.settings) for one in found]
        if rules[0] != rules[1]:  # what people said is told by the rules of the other, too
            found = [self._whole(run) if one.heard else one for run, one in zip((before, after), found, strict=True)]
        self._last = (after.folder, found[1])
        return found[0].study, found[1].study

    def _found(self, run: YearRun) -> KeptStudy:
        if self._last is not None and self._last[0] == run.folder:
            return self._last[1]
        opened = open_run(run.folder)
        with _variables(run):
            kept = kept_study(opened, self._progress, self._parts)
        return kept or self._whole(run)

    def _whole(self, run: YearRun) -> KeptStudy:
        return KeptStudy(study_of(run, self._progress, self.streets), heard=False)


def study_of(run: YearRun, progress: Progress, streets: ReadStreets) -> Study:
    """
    Read the study of a run; ``streets``: those of the runs before it.

    Raises
    ------
    InputError
        It is not found, or it or one of its files is no longer that of the run.
    """
    opened = open_run(run.folder)
    hint = msg("分解变化要用那一次的输入：请在每次运行后用 xc-gis archive 存档，并比较存档")
    if not opened.study_path.is_file():
        raise InputError(
            msg("找不到结果 {run} 的项目文件 {file}", run=run.shown, file=run.manifest["study"]["file"]),
            hint=msg(
                "请把结果放回运行时的位置（它按相对位置找项目文件），或用 --series-only 只看历次数值；以后每次运行后用 xc-gis archive 存档，比较存档"
            ),
        )
    with _variables(run):
        study = read_study(opened.study_path, progress, streets=streets)
    try:
        refuse_changed(opened, opened.study_path, study)
    except InputError as fault:
        raise InputError(msg("结果 {run}：{fault}", run=run.shown, fault=fault.args[0]), hint=hint) from fault
    return study


def _variables(run: YearRun) -> contextlib.AbstractContextManager[None]:
    return run.archive.variables() if run.archive else contextlib.nullcontext()
