"""Two runs of the same files, study tables and day: whatever differs is the method's, and no list need be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xc_gis.analysis.causes.shapley import Acted
from xc_gis.analysis.causes.study_changes import MOMENT, method_changes
from xc_gis.analysis.causes.worlds import Figures
from xc_gis.errors import InputError
from xc_gis.operations.run import open_run
from xc_gis.operations.study import settings_of
from xc_gis.operations.years.hybrids import Between
from xc_gis.operations.years.kept_study import LISTS
from xc_gis.operations.years.opened import YearRun
from xc_gis.operations.years.standard_of_run import StandardOfRun
from xc_gis.settings import Settings
from xc_gis.sources.crs.metric_system import KEY
from xc_gis.sources.study.file import StudyFile, read_study_file
from xc_gis.sources.study.provenance import file_sha256
from xc_gis.standard import Standard
from xc_gis.standard.together import load_standards


class MethodAlone:
    """The studies between two runs that differ in their method alone: there are none."""

    def __init__(self, between: Between) -> None:
        self.between = between

    def figures(self, acted: Acted) -> Figures:
        """Nobody asks: both ends are recorded."""
        raise AssertionError(acted)


def method_alone(before: YearRun, after: YearRun, by: tuple[StandardOfRun, StandardOfRun]) -> MethodAlone | None:
    """The studies between two runs, if nothing but the method can differ; None where lists must be read to know, or files are no longer those of the runs."""
    if _inputs(before.manifest) != _inputs(after.manifest):
        return None
    found = [_rules(run, one) for run, one in zip((before, after), by, strict=True)]
    if found[0] is None or found[1] is None:
        return None
    (one, was, old), (other, now, new) = found[0], found[1]
    if any(one.number for one in by) and before.manifest["standard"]["sha256"] != after.manifest["standard"]["sha256"]:
        return None  # the one that decides says, too, which lists a category stands for and what voices come to
    if _tables(one) != _tables(other) or any(old.values[key] != new.values[key] for key in (MOMENT, KEY)):
        return None
    parts = tuple(method_changes((was, old), (now, new), ()))
    return MethodAlone(Between((was, now), parts, (), Acted(method=bool(parts))))


def _inputs(manifest: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["role"], one["path"], one["sha256"]) for one in manifest["inputs"] if one["role"] != LISTS]


def _rules(run: YearRun, by: StandardOfRun) -> tuple[StudyFile, Standard, Settings] | None:
    """Study file, standard and settings of a run, if they are still to be had as they were."""
    path = open_run(run.folder).study_path
    try:
        if not path.is_file() or file_sha256(path) != run.manifest["study"]["sha256"]:
            return None
        file = read_study_file(path, files_needed=False)
        standards = load_standards(file.study.standards, base_dir=file.folder)
    except (InputError, OSError):
        return None
    stated = [one["sha256"] for one in (run.manifest["standard"], *run.manifest.get("more_standards", ()))]
    if [one.sha256 for one in standards] != stated:
        return None
    return file, standards[by.number], settings_of(file, standards[by.number])


def _tables(file: StudyFile) -> dict[str, Any]:
    """What a study file says besides its method, its name and where it lies."""
    content = file.model_dump(exclude={"settings", "folder", "home", "file_name", "capacity", "indicators"})
    for key in ("name", "standard", "synthetic", "folder"):
        content["study"].pop(key)
    return content
