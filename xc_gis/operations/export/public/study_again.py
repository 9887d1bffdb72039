"""The study of a run, read and worked out again: walks that no run holds."""

from __future__ import annotations

from pathlib import Path

from xc_gis.analysis.assessment import Assessment
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.run import open_run, refuse_changed
from xc_gis.operations.study import Study, analyse, read_study
from xc_gis.progress import Progress


def study_path_of(run_folder: Path, given: Path | None) -> Path:
    """
    The study file of a run; ``given``: where it lies elsewhere now.

    Raises
    ------
    InputError
        It is not there.
    """
    run = open_run(run_folder)
    path = given or run.study_path
    if not path.is_file():
        raise InputError(
            msg("找不到该结果的项目文件 {file}，步行分钟和设施资料要由它重新计算", file=run.manifest["study"]["file"]),
            hint=msg("请用 --study 指明"),
        )
    return path


def study_again(run_folder: Path, path: Path, progress: Progress) -> tuple[Study, Assessment]:
    """
    Read and analyse it.

    Raises
    ------
    InputError
        One of its files is gone, or is not what it was at the time of the run.
    """
    study = read_study(path, progress)
    refuse_changed(open_run(run_folder), path, study)
    return study, analyse(study, progress)
