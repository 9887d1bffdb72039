"""
``xc-gis slices``: coverage by slices of time and by walking profile, and the three sentences, written into a folder, whole or not at all.

This is what the command line and scripts call.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.planning.slices.needs import NeedBase
from xc_gis.analysis.planning.slices.profiles import SLICE_PROFILES
from xc_gis.analysis.planning.slices.slice_base import ANY_TIME, SliceBase, SliceCoverage
from xc_gis.errors import InputError
from xc_gis.hours.reading import read_hours
from xc_gis.hours.state import CLOSED, OPEN, STATE_NAMES, UNKNOWN
from xc_gis.languages.message import in_language, joined, msg
from xc_gis.model import HOURS_COLUMNS, PROFILE_COLUMNS
from xc_gis.operations.planning.answer_folder import answer_folder
from xc_gis.operations.run import open_run, refuse_changed
from xc_gis.operations.study import Study, analyse, read_study, study_sha256
from xc_gis.progress import Progress, Silent
from xc_gis.report.slices.result import SliceInfo, SlicesResult
from xc_gis.report.slices.tables import write_slices_tables
from xc_gis.report.slices.words import summary
from xc_gis.standard import TimeSlice

CONTENT = "slices.json"
"""What was computed, with the checksums of all files; the folder's manifest."""


def slices_into(
    path: Path, out: Path, progress: Progress | None = None, *, at: Sequence[str] = (), profiles: Sequence[str] = SLICE_PROFILES
) -> tuple[SlicesResult, dict[str, Any]]:
    """
    Work out slices of a study and write them.

    Parameters
    ----------
    path
        Study file, or the folder of a run whose files are still those of the run.
    at
        Moments instead of the slices of the standard (``WED 20:00``, ``PH 10:00``, ``2026-10-01T19:30``).
    profiles
        Walking profiles of ``profiles.csv``.

    Returns
    -------
    result, content
        ``content`` as in ``slices.json``.

    Raises
    ------
    InputError, OutputError, ResourceError, Cancelled
    """
    strange = [one for one in profiles if one not in SLICE_PROFILES]
    if strange:
        raise InputError(
            msg("没有步行口径“{profile}”", profile=strange[0]), hint=msg("可用：{known}", known=joined("、", SLICE_PROFILES))
        )
    with answer_folder(out, CONTENT, progress) as folder:
        study = _study(path, folder.progress)
        result = slices_of(study, analyse(study, folder.progress), folder.progress, at=at, profiles=profiles)
        names = write_slices_tables(result, folder.path)
        content = folder.close(study, study_sha256(study), summary(result), names)
    return result, content


def _study(path: Path, progress: Progress) -> Study:
    """The study of a file or of a run."""
    if not path.is_dir():
        return read_study(path, progress)
    run = open_run(path)
    if not run.study_path.is_file():
        raise InputError(
            msg("找不到该结果的项目文件 {file}", file=run.manifest["study"]["file"]), hint=msg("请直接写项目文件(.toml)")
        )
    study = read_study(run.study_path, progress)
    refuse_changed(run, run.study_path, study)
    return study


def slices_of(
    study: Study,
    found: Assessment,
    progress: Progress | None = None,
    *,
    at: Sequence[str] = (),
    profiles: Sequence[str] = SLICE_PROFILES,
) -> SlicesResult:
    """Slices, profiles and sentences of a study that is read and analysed; else as ``slices_into``."""
    progress = progress or Silent()
    base = SliceBase.of(found, study.standard, study.settings, study.file.study.date)
    wanted = [TimeSlice(code=word, zh=word, at=base.checked(word)) for word in dict.fromkeys(at)] or list(base.slices)
    steps = 2 + len(profiles)
    progress.step(msg("计算分时段覆盖"), 0, steps)
    base.prepare()
    answers = [base.at(one.at) for one in wanted]
    progress.step(msg("计算分时段覆盖"), 1, steps)
    blocks = []
    for number, profile in enumerate(profiles, 2):
        for name, moment in ((ANY_TIME, ANY_TIME), *((one.code, one.at) for one in wanted)):
            blocks.append(base.at(moment, profile).table(name).assign(profile=profile)[list(PROFILE_COLUMNS)])
        progress.step(msg("计算分时段覆盖"), number, steps)
    needs = NeedBase(base).at()
    progress.step(msg("计算分时段覆盖"), steps, steps)
    hours = [read_hours(str(text or "")) for text in base.facilities["hours"][base.is_open]]
    return SlicesResult(
        study=study.file.study.name, categories={c.code: c.name for c in study.standard.categories},
        needs={need.kind: need.name for need in study.standard.needs},
        slices=tuple(_info(one, answer, base) for one, answer in zip(wanted, answers, strict=True)),
        left_out=() if at else base.left_out,
        table=_joined([answer.table(one.code) for one, answer in zip(wanted, answers, strict=True)]),
        profiles=_joined(blocks) if blocks else pd.DataFrame({name: [] for name in PROFILE_COLUMNS}),
        need_table=needs.table, shares=needs.shares, hours=_hours(base, wanted, answers), facilities=int(base.is_open.sum()),
        stated=sum(one.is_stated for one in hours), read=sum(one.is_read for one in hours),
    )  # fmt: skip


def _joined(tables: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(tables, ignore_index=True)


def _info(one: TimeSlice, answer: SliceCoverage, base: SliceBase) -> SliceInfo:
    count = np.bincount(answer.facility[base.is_open], minlength=len(STATE_NAMES))
    day = answer.day.isoformat() if answer.day else ""
    return SliceInfo(one.code, one.name, one.at, day, int(count[OPEN]), int(count[CLOSED]), int(count[UNKNOWN]))


def _hours(base: SliceBase, wanted: Sequence[TimeSlice], answers: Sequence[SliceCoverage]) -> pd.DataFrame:
    """``HOURS_COLUMNS``, and for each slice whether the facility is open then."""
    frame = base.facilities
    read = [read_hours(str(text or "")) for text in frame["hours"]]
    table = pd.DataFrame(
        {
            **{name: frame[name].to_numpy() for name in ("facility_id", "type", "name", "status")},
            "hours": [one.text for one in read], "read_as": [one.osm for one in read],
            "reason": [in_language(one.reason, "zh") for one in read], "home_visit": frame["home_visit"].to_numpy(),
        }
    )[list(HOURS_COLUMNS)]  # fmt: skip
    states = np.array(STATE_NAMES)
    return table.assign(**{one.code: states[answer.facility] for one, answer in zip(wanted, answers, strict=True)})
