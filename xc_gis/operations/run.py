"""
Run folders: one run is written whole or not at all, and can be opened again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.walks.explanation import Explanation, explain
from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.operations.study import Assessed, Study, analyse, read_study, run_study
from xc_gis.progress import Progress, Silent, Stopwatch
from xc_gis.report.study_result import StudyResult
from xc_gis.report.tables.kept_lists import write_kept
from xc_gis.report.tables.manifest import checksums, manifest, write_json
from xc_gis.report.tables.tables import write_tables
from xc_gis.runs.folder import replacing
from xc_gis.runs.history import keeper
from xc_gis.runs.manifest import MANIFEST, check_origin, require_manifest
from xc_gis.runs.run_id import BESIDES, BUILD
from xc_gis.sources.crs.metric_system import KEY
from xc_gis.version import build_digest

POINTER = ".study"
"""Relative path from the run to its study file, so that a walk can be explained later; not part of what is compared."""

WRITERS = 4


def run_into(  # noqa: PLR0913 - what is asked of a run
    study: Path,
    out: Path,
    progress: Progress | None = None,
    *,
    outlines: bool = True,
    tables_only: bool = False,
    jobs: int = 1,
    analysed: Callable[[Study, Assessment], None] | None = None,
    assessed: Assessed | None = None,
    kept: int = 0,
    lang: str = "zh",
    besides: Callable[[Path], Sequence[str]] | None = None,
    pointer: str = "",
) -> tuple[StudyResult, dict[str, Any]]:
    """
    Run a study into a folder.

    Parameters
    ----------
    outlines
        Draw isochrones into the map.
    tables_only
        Write the CSV tables, the demand points and the manifest alone.
    jobs
        Processes that share the drawing of isochrones.
    analysed
        Called with what was read and found, for those who want to keep it.
    assessed
        Reads and assesses the study in place of the usual way, to the same result.
    kept
        How many earlier runs to keep in the history beside the folder; 0 keeps none.
    lang
        Language of what is written for people, map and workbook; tables, layers and ``manifest.json`` are the same in each.
    besides
        Called with the folder of the run that is whole, before it takes its place; writes more files into it and returns their names. The
        manifest lists them under ``besides``: they are made from results and are none, so that runs with and without them are the same run.
    pointer
        What the run is to say of where its study file lies, where ``study`` is a copy; empty: the relative path.

    Returns
    -------
    result, manifest

    Raises
    ------
    InputError, OutputError, ResourceError, Cancelled
    """
    progress = Stopwatch(progress or Silent())
    start = datetime.now(UTC)
    with replacing(out, keep=keeper(out, kept)) as stage:
        lists: list[str] = []

        def keep(read: Study, found: Assessment) -> None:
            lists.extend(write_kept(read.data, read.streets, read.settings.word(KEY), found.times, stage))
            if analysed:
                analysed(read, found)

        result = run_study(
            study, progress, isochrone_minutes=None if outlines and not tables_only else (), jobs=jobs, names=not tables_only,
            analysed=keep, assessed=assessed,
        )  # fmt: skip
        progress.step(msg("写出结果"), 0, WRITERS)
        names = [*write_tables(result, stage), *lists]
        progress.step(msg("写出结果"), 1, WRITERS)
        if not tables_only:
            # folium and XlsxWriter take a while to load, and tables do without them
            from xc_gis.report.map.web_map import write_map  # noqa: PLC0415
            from xc_gis.report.tables.geopackage import write_geopackage  # noqa: PLC0415
            from xc_gis.report.tables.view_file import write_views  # noqa: PLC0415
            from xc_gis.report.tables.workbook import write_workbook  # noqa: PLC0415

            with ThreadPoolExecutor(1) as beside:  # Python makes the workbook while GDAL writes
                workbook = beside.submit(write_workbook, result, stage / "report.xlsx", lang=lang)
                # not in the other thread: PROJ makes what changes coordinates anew for each
                write_geopackage(result, stage / "study.gpkg")
                progress.step(msg("写出结果"), 2, WRITERS)
                write_map(result, stage / "map.html", lang=lang)
                views = write_views(result, stage)
                progress.step(msg("写出结果"), 3, WRITERS)
                workbook.result()
            names += ["study.gpkg", "report.xlsx", "map.html", *views]
        (stage / POINTER).write_bytes(os.fsencode(pointer or _relative(study, out)))  # whatever the folders are called
        end = datetime.now(UTC)
        timing = {
            "start": start.isoformat(),
            "end": end.isoformat(),
            "seconds": round((end - start).total_seconds(), 2),
            "stages": progress.seconds(),
        }
        content = manifest(
            result, study_name=study.name, study_sha256=hashlib.sha256(study.read_bytes()).hexdigest(),
            outputs=checksums(stage, [*names, POINTER]), timing=timing,
        )  # fmt: skip
        content[BUILD] = build_digest()
        write_json(content, stage / MANIFEST)
        if besides is not None:
            content[BESIDES] = dict(sorted(checksums(stage, besides(stage)).items()))
            write_json(content, stage / MANIFEST)
        progress.step(msg("写出结果"), WRITERS, WRITERS)
    return result, content


def _relative(study: Path, out: Path) -> str:
    try:
        return Path(os.path.relpath(study.resolve(), out.resolve())).as_posix()
    except ValueError:  # another drive on Windows: there is no relative path
        return study.name


@dataclass(frozen=True)
class Run:
    """A run that was written, opened again."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def study_path(self) -> Path:
        """Where its study file lies, as far as the run knows."""
        try:
            return (self.folder / os.fsdecode((self.folder / POINTER).read_bytes())).resolve()
        except OSError:
            return self.folder / str(self.manifest["study"]["file"])


def open_run(folder: Path) -> Run:
    """Open a run folder. Raises ``InputError`` where there is none."""
    hint = msg("请先执行 xc-gis run")
    content = require_manifest(folder, hint)
    check_origin(folder, content, hint)
    return Run(folder, content)


def refuse_changed_results(run: Run, shown: str, names: Iterable[str] | None = None) -> None:
    """
    Raise ``InputError`` where results of a run are not there, or no longer as its manifest says.

    ``shown``: what the message calls the run; ``names``: files that are looked at, None for all of its files.
    """
    stated = run.manifest.get("outputs")
    sums: dict[str, str] = stated if isinstance(stated, dict) else {MANIFEST: ""}
    asked = sorted(set(sums) - {POINTER} if names is None else names)
    changed = [name for name in asked if _sha256_of(run.folder / name) != sums.get(name)]
    if changed:
        raise InputError(
            msg("结果 {run} 的文件在运行之后有改动：{changed}", run=shown, changed=joined("、", changed[:3])),
            hint=msg("请重新执行 xc-gis run"),
        )


def _sha256_of(path: Path) -> str:
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""


def explain_walk(run: Run, demand_id: str, key: str, *, study: Path | None = None) -> tuple[Study, Explanation]:
    """
    Explain a time of a run: the facility, the way and the minutes.

    The study is read and analysed again, so its files must be those of the run.

    Raises
    ------
    InputError
        If the study is not found or has changed since, or the demand point or category does not exist.
    """
    path = study or run.study_path
    if not path.is_file():
        raise InputError(msg("找不到该结果的项目文件 {file}", file=run.manifest["study"]["file"]), hint=msg("请用 --study 指明"))
    again = read_study(path)
    refuse_changed(run, path, again)
    found = analyse(again)
    return again, explain(found, demand_id, key, again.standard, again.settings)


def refuse_changed(run: Run, path: Path, study: Study) -> None:
    """Raise ``InputError`` where a study, its files or its standard are no longer those of a run."""
    before = {(i["role"], i["path"]): i["sha256"] for i in run.manifest["inputs"]}
    now = {(i.role, i.path): i.sha256 for i in study.data.inputs}
    changed = sorted(name for (role, name), digest in now.items() if before.get((role, name)) != digest)
    if hashlib.sha256(path.read_bytes()).hexdigest() != run.manifest["study"]["sha256"]:
        changed.insert(0, path.name)
    if study.standard.sha256 != run.manifest["standard"]["sha256"]:
        changed.append(msg("标准 {id}", id=study.standard.id))
    if changed:
        raise InputError(
            msg("自该次运行以来已有改动:{changed}", changed=joined("、", changed[:3])), hint=msg("请重新执行 xc-gis run")
        )
