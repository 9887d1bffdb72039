"""Whether a run that lies there is what a run would make now: then it need not be made again."""

from __future__ import annotations

from pathlib import Path

from xc_gis.errors import XcGisError
from xc_gis.operations.run import Run, open_run, refuse_changed_results
from xc_gis.operations.years.archive_layout import files_named
from xc_gis.report.tables.manifest import METHOD
from xc_gis.runs.how_made import HowMade, how_made
from xc_gis.sources.study.file import StudyFile, read_study_file
from xc_gis.sources.study.named_files import shown_path
from xc_gis.sources.study.provenance import file_sha256
from xc_gis.standard.indicator_list import load_indicators
from xc_gis.standard.together import load_standards
from xc_gis.version import __version__

_CANNOT_BE_TOLD = (XcGisError, OSError, LookupError, TypeError, AttributeError, ValueError)


def is_unchanged(folder: Path, study: Path, asked: HowMade) -> bool:
    """
    Whether the run in a folder is whole and was made from this study file and these very bytes, by this version, as it is asked for now.

    Looked at: version and method of the program, the study file (where it lies and its bytes, its settings with it), every file that it
    names now, standards and lists of indicators, how the run was asked for, and every file of the results. What cannot be told counts as changed.
    Which build of a version made it, ``made`` tells.
    """
    try:
        run = _whole(folder, asked)
        said = run.manifest
        if run.study_path.resolve() != study.resolve() or file_sha256(study) != said["study"]["sha256"]:
            return False
        return _same_rules(file := read_study_file(study), said) and _same_inputs(file, said)
    except _CANNOT_BE_TOLD:
        return False


def is_whole(folder: Path, asked: HowMade, variant: Path | None = None) -> bool:
    """Whether the run in a folder is whole, of this version, as it is asked for now, and of the file of its variant; of its inputs ``made`` tells."""
    try:
        run = _whole(folder, asked)
        return variant is None or file_sha256(variant) == run.manifest["study"]["sha256"]
    except _CANNOT_BE_TOLD:
        return False


def _whole(folder: Path, asked: HowMade) -> Run:
    """A run. Raises one of those errors where it is damaged or another one."""
    run = open_run(folder)
    refuse_changed_results(run, folder.name)
    said = run.manifest
    if said["tool"].get("version") != __version__ or said.get("method") != METHOD or how_made(folder, said) != asked:
        raise LookupError
    return run


def _same_rules(file: StudyFile, said: dict[str, object]) -> bool:
    standards = load_standards(file.study.standards, base_dir=file.folder)
    before = [said["standard"], *(said.get("more_standards") or [])]  # type: ignore[misc]
    return [one.sha256 for one in standards] == [one["sha256"] for one in before]


def _same_inputs(file: StudyFile, said: dict[str, object]) -> bool:
    before = {one["path"]: one["sha256"] for one in said["inputs"]}  # type: ignore[attr-defined]
    rules = {*file.study.standards}
    seen = set()
    for name, path in files_named(file).items():
        shown = shown_path(name)
        if shown in before:
            seen.add(shown)
            if file_sha256(path) != before[shown]:
                return False
        elif name not in rules:
            return False
    shipped = {one.list: load_indicators(one.list, base_dir=file.folder).sha256 for one in file.indicators}
    return all(shown in seen or shipped.get(shown) == digest for shown, digest in before.items())
