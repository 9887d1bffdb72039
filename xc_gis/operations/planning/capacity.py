"""
Capacity of a study: what facilities have for the people who walk there, and who reaches only full ones.

This is what the command line, scripts and the window call.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.planning.capacity.capacity import CategoryCapacity, capacities, capacity_table, facility_table
from xc_gis.analysis.planning.capacity.norms import Norm, norms_of
from xc_gis.analysis.planning.capacity.room import FULL
from xc_gis.errors import StudyError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.operations.planning.answer_folder import answer_folder
from xc_gis.operations.study import Study, analyse, read_study, study_sha256
from xc_gis.progress import Progress, Silent
from xc_gis.report.capacity.result import CapacityResult, CategorySummary
from xc_gis.report.capacity.tables import write_capacity_tables
from xc_gis.wording.codes import SAMPLE_MARK

CONTENT = "capacity.json"
"""What was computed, with the checksums of all files; the folder's manifest."""


def norms_of_study(study: Study) -> dict[str, Norm]:
    """
    What each category needs: as the study says, else as its standard does.

    Raises
    ------
    StudyError
        A category that the standard does not have, or that the study names twice.
    """
    codes = [category.code for category in study.standard.categories]
    own: dict[str, Norm] = {}
    for asked in study.file.capacity:
        if asked.category not in codes:
            raise StudyError(
                msg("{file} [[capacity]]：标准中没有类别 “{code}”", file=study.file.file_name, code=asked.category),
                hint=nearest_spelling(asked.category, codes) or msg("代码见评价标准 categories"),
            )
        if asked.category in own:
            raise StudyError(
                msg("{file} [[capacity]]：类别 {code} 写了两次", file=study.file.file_name, code=asked.category),
                hint=msg("每类只写一个标准"),
            )
        own[asked.category] = Norm(asked.measure, asked.per_1000, asked.source, "study")
    return norms_of(study.standard, own)


def capacity_of(study: Study, found: Assessment, progress: Progress | None = None) -> CapacityResult:
    """Answer for a study that is read and analysed; raises ``StudyError`` as ``norms_of_study``."""
    progress = progress or Silent()
    norms = norms_of_study(study)
    progress.step(msg("计算容量"), 0, 1)
    worked_out = capacities(found, study.standard, study.settings, norms, study.file.study.date)
    table = capacity_table(found, worked_out, study.settings)
    sums = table.groupby("category", sort=False)[["residents", "covered", "full", "full_unknown", "capacity_unknown"]].sum(
        min_count=1
    )
    result = CapacityResult(
        name=study.file.study.name, mark=SAMPLE_MARK if study.file.study.synthetic else "", decay=study.standard.capacity.decay,
        table=table, facilities=facility_table(found, worked_out),
        categories={code: _summary(one, sums.loc[code].to_dict()) for code, one in worked_out.items()},
    )  # fmt: skip
    progress.step(msg("计算容量"), 1, 1)
    return result


def _summary(one: CategoryCapacity, people: dict[str, float]) -> CategorySummary:
    reached = one.reached
    supply = one.supply[reached]
    used = one.even.people[reached] > 0
    given = one.people * one.even.access
    full, full_unknown = (None if np.isnan(people[name]) else people[name] for name in ("full", "full_unknown"))
    return CategorySummary(
        name=one.category.name, measure=one.norm.measure, per_1000=one.norm.per_1000, source=one.norm.source, origin=one.norm.origin,
        facilities=len(reached), with_capacity=one.with_capacity, full_facilities=int((one.room.facility[reached] == FULL).sum()),
        supply=float(np.nansum(supply[used])), given_out=float(np.nansum(given)), residents=people["residents"], covered=people["covered"],
        full=full, full_unknown=full_unknown, capacity_unknown=people["capacity_unknown"],
    )  # fmt: skip


def capacity_into(path: Path, out: Path, progress: Progress | None = None) -> tuple[CapacityResult, dict[str, Any]]:
    """
    Work out the capacity of a study and write it into a folder, whole or not at all.

    Returns
    -------
    result, content
        ``content`` as in ``capacity.json``.

    Raises
    ------
    InputError, OutputError, ResourceError, Cancelled
    """
    with answer_folder(out, CONTENT, progress) as folder:
        study = read_study(path, folder.progress)
        norms_of_study(study)  # what is wrong with the question is said before anything is computed
        result = capacity_of(study, analyse(study, folder.progress), folder.progress)
        names = write_capacity_tables(result, folder.path)
        answer = {"decay": result.decay, "categories": {code: _plain(one) for code, one in result.categories.items()}}
        content = folder.close(study, study_sha256(study), answer, names)
    return result, content


def _plain(one: CategorySummary) -> dict[str, Any]:
    """A category in plain values; people and amounts with six decimals at most."""
    values = {name: getattr(one, name) for name in one.__dataclass_fields__ if name != "name"}
    return {"name": str(one.name), **{name: round(v, 6) if isinstance(v, float) else v for name, v in values.items()}}
