"""
Hand-in outputs of a finished run.

This is what the command line, scripts and the window call. No network is asked, and figures are those of the run.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.chosen_areas import chosen_areas
from xc_gis.operations.export.export_request import ExportRequest, RunExport
from xc_gis.operations.export.kinds import KINDS, asked_for
from xc_gis.operations.export.packing import check_archive, write_zip
from xc_gis.progress import Progress, Silent
from xc_gis.runs.export_folder import export_folder
from xc_gis.runs.view import read_run_view


@dataclass(frozen=True)
class ExportResult:
    """
    What was written.

    Attributes
    ----------
    folder
        Where.
    files
        Names in it, those of this request.
    record
        Content of ``export.json``.
    left_out
        Titles of kinds that ``--all`` asks for and that cannot be made of some communities alone.
    """

    folder: Path
    files: tuple[str, ...]
    record: dict[str, Any]
    left_out: tuple[str, ...] = ()


def export_run(run_folder: Path, out: Path, request: ExportRequest, progress: Progress | None = None) -> ExportResult:
    """
    Write the outputs that were asked for into a folder.

    Raises
    ------
    InputError
        The folder is no run, the run has no map, a theme or a page that is asked for does not exist, nothing is asked for, or of some
        communities what there is of all alone.
    OutputError
        There is no Chinese font (said before any work), or nothing can be written, the zip neither.
    ResourceError, Cancelled
        What is there is whole; the next export goes on from there.
    """
    progress = progress or Silent()
    kinds = asked_for(request)
    if not kinds:
        options = joined("、", [f"--{kind.name}" for kind in KINDS])
        raise InputError(msg("没有要导出的内容"), hint=msg("请至少写明一项：{options}；或用 --all 导出全部", options=options))
    run = read_run_view(run_folder)
    if request.only_what_is_there:
        kinds = [kind for kind in kinds if kind.is_of is None or kind.is_of(run)]
    refused = [kind for kind in kinds if request.only and not kind.takes_only]
    if refused and request.only_what_is_there:
        kinds = [kind for kind in kinds if kind.takes_only]
    elif refused:
        options = joined("、", [f"--{kind.name}" for kind in KINDS if kind.takes_only])
        raise InputError(
            msg("{titles}写的是全部社区，不能只写所选的", titles=joined("、", [kind.title for kind in refused])),
            hint=msg(
                "--only 适用于 {options}；请与{titles}分开导出",
                options=options,
                titles=joined("、", [kind.title for kind in refused]),
            ),
        )
    work = RunExport(run, replace(request, only=chosen_areas(run, request.only)))
    if request.archive is not None:
        check_archive(request.archive)
    writes = [kind.prepare(work) for kind in kinds]
    with export_folder(out, work.run.manifest) as folder:
        written = [name for write in writes for name in write(folder, progress)]
        if request.archive is not None:
            write_zip(request.archive, folder.path, written, {}, folder.record, progress)
        return ExportResult(folder.path, tuple(written), folder.record, tuple(kind.title for kind in refused))
