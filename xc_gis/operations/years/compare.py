"""
``xc-gis compare … --out DIR``: why figures changed between runs, written into a folder, whole or not at all.

This is what the command line and scripts call.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xc_gis.analysis.causes.study_changes import PartChange
from xc_gis.errors import InputError
from xc_gis.languages.message import Name, msg
from xc_gis.operations.run import open_run, refuse_changed_results
from xc_gis.operations.years.hybrids import Hybrids
from xc_gis.operations.years.method_alone import method_alone
from xc_gis.operations.years.opened import StudiesOfRuns, YearRun, year_run
from xc_gis.operations.years.recorded import recorded, recorded_walks
from xc_gis.operations.years.series import group_sentences, write_series
from xc_gis.operations.years.split import Split, program_change, split_runs
from xc_gis.operations.years.standard_of_run import StandardOfRun, standard_of
from xc_gis.operations.years.tables import write_split
from xc_gis.operations.years.words import split_json
from xc_gis.progress import Progress, Silent, Stopwatch
from xc_gis.report.tables.manifest import METHOD, checksums, write_json
from xc_gis.runs.folder import replacing
from xc_gis.runs.manifest import TOOL
from xc_gis.sources.study.provenance import file_sha256
from xc_gis.version import __version__

CONTENT = "compare.json"
"""What was compared, with the checksums of all files; the folder's manifest."""

TWO = 2


@dataclass(frozen=True)
class Compared:
    """
    Runs in their order, and what changed from each to the next.

    ``categories``: names by code; ``points``: sentences about demonstration points, none without a table of them; ``order``: about runs that do not
    stand in the order of their days.
    """

    runs: tuple[YearRun, ...]
    splits: tuple[Split, ...]
    categories: Mapping[str, Name]
    points: tuple[str, ...] = ()
    order: tuple[str, ...] = ()


def compare_into(
    paths: Sequence[Path],
    out: Path,
    progress: Progress | None = None,
    *,
    points: Path | None = None,
    series_only: bool = False,
    checked: bool = False,
    standard: str = "",
) -> tuple[Compared, dict[str, Any]]:
    """
    Split what changed between runs, each and the next, and write it.

    Parameters
    ----------
    paths
        Folders of runs or archives, at least two, in the order of years.
    out
        Folder with ``series.csv``; of two runs the tables of their changes stand in it, of more in a folder for each pair (``1-2``, ``2-3`` …).
    points
        Table of demonstration points, to be followed over the runs.
    series_only
        Only the series: nothing is split, and no study is read.
    standard
        Id or name of the standard by which all runs are read, one of each; empty: the one that decides in each.
    checked
        Also assess both ends of each pair, and refuse where the tables of a run say otherwise.

    Returns
    -------
    compared, content
        ``content`` as in ``compare.json``.

    Raises
    ------
    InputError, OutputError, ResourceError, Cancelled
    """
    if len(paths) < TWO:
        raise InputError(msg("比较至少需要两次结果"))
    watch, start = Stopwatch(progress or Silent()), datetime.now(UTC)
    with contextlib.ExitStack() as stack, replacing(out, manifest=CONTENT) as stage:
        runs = tuple(stack.enter_context(year_run(path)) for path in paths)
        by = tuple(standard_of(run, standard) for run in runs)
        for run, one in zip(runs, by, strict=True):
            refuse_changed_results(open_run(run.folder), run.shown, one.tables)
        names, groups, late = write_series(runs, stage, points, by)
        splits, studies = [], StudiesOfRuns(watch)
        for number in range(1, 1 if series_only else len(runs)):
            split = split_of(runs[number - 1], runs[number], studies, watch, by=(by[number - 1], by[number]), checked=checked)
            folder = f"{number}-{number + 1}" if len(runs) > TWO else ""
            own = stage / folder
            own.mkdir(exist_ok=True)
            names += [f"{folder}/{name}" if folder else name for name in write_split(split, own)]
            splits.append(split)
        content = {
            "tool": {"name": TOOL, "version": __version__},
            "method": METHOD,
            "runs": [run.record(one.stated) for run, one in zip(runs, by, strict=True)],
            **({"points": {"file": points.name, "sha256": file_sha256(points)}} if points else {}),
            "pairs": [split_json(split) for split in splits],
            "outputs": dict(sorted(checksums(stage, names).items())),
            "timing": {"start": start.isoformat(), "seconds": round((datetime.now(UTC) - start).total_seconds(), 2), "stages": watch.seconds()},
        }  # fmt: skip
        write_json(content, stage / CONTENT)
        named = _category_names(splits)
    told = (*group_sentences(groups), *late) if groups is not None else ()
    return Compared(runs, tuple(splits), named, told, tuple(_out_of_order(runs))), content


def _out_of_order(runs: Sequence[YearRun]) -> Iterator[str]:
    """A later day before an earlier one is told: what opened then counts as gone, and what is said of lists goes by the wrong day."""
    for before, after in zip(runs, runs[1:], strict=False):
        if before.date and after.date and before.date > after.date:
            yield msg(
                "{before} 的项目日期 {day} 晚于 {after} 的 {day2}：各次按给出的顺序排列，变化也按这个顺序计算；请由早到晚给出",
                before=before.shown, day=before.date, after=after.shown, day2=after.date,
            )  # fmt: skip


def split_of(
    before: YearRun, after: YearRun, studies: StudiesOfRuns, progress: Progress, *, by: tuple[StandardOfRun, StandardOfRun],
    checked: bool = False,
) -> Split:  # fmt: skip
    """Split what changed between two runs that are opened, each read by one of its standards. Raises ``InputError`` as ``compare_into``."""
    was, now = recorded(before.folder, by[0]), recorded(after.folder, by[1])
    if not was.names.keys() & now.names.keys():
        raise InputError(
            msg("结果 {a} 与 {b} 没有共同的社区，无法比较", a=before.shown, b=after.shown),
            hint=msg("请选择同一地区、社区编号一致的项目结果"),
        )
    replayed = (_made_otherwise(before), _made_otherwise(after))
    alone = None if checked or any(replayed) else method_alone(before, after, by)
    hybrids = alone or _hybrids((before, after), by, studies, progress, replayed if not checked else (True, True))
    tools = tuple(change for run, other in zip((before, after), replayed, strict=True) if other for change in _program(run))
    return split_runs(was, now, hybrids, tools, replayed=replayed, checked=checked)


def _hybrids(
    runs: tuple[YearRun, YearRun], by: tuple[StandardOfRun, StandardOfRun], studies: StudiesOfRuns, progress: Progress,
    computed: tuple[bool, bool],
) -> Hybrids:  # fmt: skip
    """The studies between two runs; ``computed``: runs of which nothing is taken that was found."""
    pair = studies.pair(*runs)
    hybrids = Hybrids(*pair, progress, studies.streets, (by[0].id, by[1].id))
    if sum(hybrids.between.changed) > 1:
        one, other = (
            None if anew else recorded_walks(run.folder, run.manifest, study.data.demand["demand_id"])
            for run, study, anew in zip(runs, pair, computed, strict=True)
        )
        hybrids.know((one, other))
    return hybrids


def _category_names(splits: Sequence[Split]) -> dict[str, Name]:
    standards = (standard for split in splits if split.between for standard in split.between.standards)
    return {category.code: category.name for standard in standards for category in standard.categories}


def _made_otherwise(run: YearRun) -> bool:
    return (run.manifest["tool"].get("version"), run.manifest.get("method")) != (__version__, METHOD)


def _program(run: YearRun) -> Iterator[PartChange]:
    version, method = str(run.manifest["tool"].get("version")), str(run.manifest.get("method"))
    yield program_change(run.shown, f"{version} / {method}", f"{__version__} / {METHOD}")
