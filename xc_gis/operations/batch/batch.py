"""
A batch: many studies computed, each into a run of its own, and what they come to as one result.

One study's fault stops no other. Folders: ``runs/<name>``, ``studies/<name>.toml`` (variants), ``rating.parquet``, ``coverage.parquet``,
``summary.xlsx``, ``batch.json``, ``made/<name>.json`` (by which build of the program, from which files of a store).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from xc_gis.errors import Cancelled, OutputError, XcGisError
from xc_gis.files.whole_file import whole_file
from xc_gis.languages.message import content_in_language, joined, msg
from xc_gis.operations.batch.asked import AskedStudy
from xc_gis.operations.batch.cluster import Cluster, cluster_for
from xc_gis.operations.batch.combined import COVERAGE, RATING, read_combined, write_combined
from xc_gis.operations.batch.memory import MemoryOfStudies
from xc_gis.operations.batch.placing import largest_first, place_all
from xc_gis.operations.batch.summary import write_summary
from xc_gis.operations.batch.work import DONE, FAILED, MADE, RUNS, SKIPPED, STUDIES, Order, Outcome
from xc_gis.progress import Progress, Silent
from xc_gis.report.tables.manifest import write_json
from xc_gis.runs.folder import refuse_url
from xc_gis.runs.how_made import HowMade
from xc_gis.runs.lock import folder_lock
from xc_gis.runs.manifest import TOOL, read_manifest
from xc_gis.version import __version__

RECORD, SUMMARY = "batch.json", "summary.xlsx"

OURS = frozenset({RECORD, SUMMARY, RATING, COVERAGE, RUNS, STUDIES, MADE})
"""What a batch writes into its folder."""


FULL = HowMade(tables_only=False, outlines=True, lang="zh")
"""A run as ``xc-gis run`` makes it."""


@dataclass(frozen=True)
class BatchRequest:
    """
    How a batch is to be computed.

    Attributes
    ----------
    made
        How runs are asked for.
    lang
        Language of ``summary.xlsx`` and of the messages in ``batch.json``.
    resume
        Runs that are there and still hold are left alone.
    scheduler, scheduler_file
        Of a Dask cluster that is there.
    client
        A client of Dask that a script holds.
    workers
        Processes of this machine; None: as many as cores and memory allow.
    """

    made: HowMade = FULL
    lang: str = "zh"
    resume: bool = False
    scheduler: str = ""
    scheduler_file: Path | None = None
    client: Any = None
    workers: int | None = None


@dataclass(frozen=True)
class BatchResult:
    """
    What a batch came to.

    Attributes
    ----------
    folder
        Of the batch.
    outcomes
        In the order in which studies were asked for.
    """

    folder: Path
    outcomes: tuple[Outcome, ...]

    @property
    def studies(self) -> pd.DataFrame:
        """``study, status, message, hint, seconds, run`` (folder of its run, None where it failed), a row a study."""
        rows = [
            (one.name, one.status, one.message, one.hint, one.seconds, self.run_of(one.name) if one.status != FAILED else None)
            for one in self.outcomes
        ]
        return pd.DataFrame(rows, columns=["study", "status", "message", "hint", "seconds", "run"])

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Studies that were not computed, with their messages."""
        return tuple(one for one in self.outcomes if one.status == FAILED)

    @property
    def counts(self) -> dict[str, int]:
        """Number of studies by status."""
        return {status: sum(one.status == status for one in self.outcomes) for status in (DONE, SKIPPED, FAILED)}

    def record(self) -> list[dict[str, object]]:
        """What ``batch.json`` says of the studies."""
        return [said(one) for one in self.outcomes]

    @property
    def rating(self) -> pd.DataFrame:
        """``rating.csv`` of all runs, column ``study`` first; read when it is asked for."""
        return read_combined(self.folder / RATING)

    @property
    def coverage(self) -> pd.DataFrame:
        """``coverage.csv`` of all runs, column ``study`` first; read when it is asked for."""
        return read_combined(self.folder / COVERAGE)

    def run_of(self, study: str) -> Path:
        """Folder of the run of a study."""
        return self.folder / RUNS / study


def _unheard(_: str) -> None:
    """Nobody listens."""


def run_batch(
    studies: Sequence[AskedStudy],
    out: Path,
    request: BatchRequest = BatchRequest(),
    progress: Progress | None = None,
    say: Callable[[str], None] = _unheard,
) -> BatchResult:
    """
    Compute studies.

    ``say`` hears where they are computed.

    Raises
    ------
    InputError
        Dask is not installed.
    SchedulerError
        There is no scheduler, or it has gone; runs that are done stay.
    OutputError, ResourceError
        The folder is not a batch's, is in use, or cannot be written.
    Cancelled
        When the listener asks to stop; runs that are done stay.
    """
    refuse_url(out)
    progress, out = progress or Silent(), out.absolute()
    outcomes: dict[str, Outcome] = {}
    _refuse_strangers(out)
    out.mkdir(parents=True, exist_ok=True)
    with folder_lock(out, out.parent / f".{out.name}.xcgis-lock"):
        orders = [Order(_absolute(one), out, request.made, request.resume) for one in studies]
        sizes = _sizes(studies)
        progress.step(msg("批量计算"), 0, len(orders))

        def ended(outcome: Outcome) -> None:
            outcomes[outcome.name] = outcome
            progress.step(msg("批量计算"), len(outcomes), len(orders))

        with _nothing_left(out), _cluster(request, sizes) as cluster, _recorded(out, request, outcomes, len(orders)):
            say(_where(cluster))
            place_all(cluster, largest_first(orders, sizes), sizes, ended)
        result = BatchResult(out, tuple(outcomes[one.name] for one in studies))
        _record(out, request, result.outcomes)  # whatever becomes of the tables, what was computed is told
        runs = {one.name: result.run_of(one.name) for one in result.outcomes if one.status in {DONE, SKIPPED}}
        write_combined(runs, out)
        write_summary(result.outcomes, runs, out / SUMMARY, lang=request.lang)
        _record(out, request, result.outcomes, finished=True)
    return result


@contextlib.contextmanager
def _nothing_left(out: Path) -> Iterator[None]:
    """Where no cluster was to be had, a folder that was made for the batch does not stay."""
    try:
        yield
    except XcGisError:
        with contextlib.suppress(OSError):
            out.rmdir()  # only where it is empty
        raise


@contextlib.contextmanager
def _recorded(out: Path, request: BatchRequest, outcomes: Mapping[str, Outcome], count: int) -> Iterator[None]:
    """While studies are computed, and where that ends before its time, the record says how far it has come."""
    _record(out, request, ())
    try:
        yield
    except BaseException as stop:
        _record(out, request, list(outcomes.values()))
        if isinstance(stop, Cancelled):
            raise Cancelled(
                msg("已停止；算完了 {done} / {all} 个项目", done=len(outcomes), all=count),
                hint=msg("用同一命令加 --resume 接着算"),
            ) from stop
        raise


def _cluster(request: BatchRequest, sizes: Mapping[str, int]) -> Any:
    return cluster_for(
        len(sizes), max(sizes.values()), scheduler=request.scheduler, scheduler_file=request.scheduler_file, client=request.client,
        workers=request.workers,
    )  # fmt: skip


def _where(cluster: Cluster) -> str:
    if cluster.is_own:
        return msg(
            "· 在本机计算：{count} 个进程，每个 {memory:.1f} GB 内存",
            count=cluster.workers,
            memory=(cluster.worker_bytes or 0) / 1e9,
        )
    if cluster.worker_bytes is None:
        return msg(
            "· 在集群上计算：{count} 个进程；它们没有说明内存（--resources memory=字节数），不按内存安排", count=cluster.workers
        )
    return msg(
        "· 在集群上计算：{count} 个进程，最大的有 {memory:.1f} GB 内存", count=cluster.workers, memory=cluster.worker_bytes / 1e9
    )


def _absolute(asked: AskedStudy) -> AskedStudy:
    return asked if asked.url else replace(asked, path=asked.path.absolute())


def _sizes(studies: Sequence[AskedStudy]) -> dict[str, int]:
    """Memory of each study by name; variants of one study take the same."""
    known = MemoryOfStudies()
    by_source = {source: known.of(source) for source in dict.fromkeys(one.source for one in studies)}
    return {one.name: by_source[one.source] for one in studies}


def _refuse_strangers(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise OutputError(msg("输出位置 {out} 是一个文件", out=out.name), hint=msg("请指定一个文件夹"))
    present = {path.name for path in out.iterdir() if not path.name.startswith(".")} if out.is_dir() else set()
    if not present:
        return
    strangers = sorted(present - OURS) if read_manifest(out, name=RECORD) is not None else sorted(present)
    if strangers:
        raise OutputError(
            msg(
                "输出文件夹 {target} 中有不是批量运行写的文件：{strangers}",
                target=out.name,
                strangers=joined("、", strangers[:3]),
            ),
            hint=msg("请换一个空文件夹，以免覆盖"),
        )


def _record(out: Path, request: BatchRequest, outcomes: Sequence[Outcome], *, finished: bool = False) -> None:
    """``batch.json``: what became of each study, as far as the batch has come."""
    content = {
        "tool": {"name": TOOL, "version": __version__},
        "finished": finished,
        "made": {"tables_only": request.made.tables_only, "outlines": request.made.outlines, "lang": request.lang},
        "studies": [content_in_language(said(one), request.lang) for one in outcomes],
    }
    with whole_file(out / RECORD, hint=msg("请检查写权限与剩余空间")) as draft:
        write_json(content, draft)


def said(outcome: Outcome) -> dict[str, object]:
    """A study in ``batch.json``."""
    return {
        "study": outcome.name, "status": outcome.status, "message": outcome.message, "hint": outcome.hint,
        "seconds": outcome.seconds, "run": f"{RUNS}/{outcome.name}" if outcome.status != FAILED else None,
    }  # fmt: skip
