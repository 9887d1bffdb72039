"""Tasks of one study on the workers of a Dask cluster; a worker that dies costs another try of what it was at."""

from __future__ import annotations

import contextlib
import multiprocessing
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

from xc_gis.analysis.patches.large_study import Task
from xc_gis.errors import InputError, OutputError, ResourceError, SchedulerError
from xc_gis.languages.message import msg
from xc_gis.operations.batch.cluster import Cluster
from xc_gis.operations.batch.same_program import Program
from xc_gis.workers import collect_seldom

RETRIES = 2
"""Of a task whose worker raises what may pass, such as a message that was lost."""


def do_one(program: Program, folder: Path, function: Callable[..., Any], words: Sequence[Any]) -> Any:
    """
    Do a task in a worker.

    Raises
    ------
    InputError
        The worker is of another version or build of the program.
    OutputError
        It does not see the folder.
    """
    program.refuse_other()
    if not folder.is_dir():
        raise OutputError(
            msg("计算进程看不到文件夹 {folder}", folder=folder.parent),
            hint=msg("结果文件夹须在各台机器以同一路径都能读写的共享文件系统上"),
        )
    if multiprocessing.parent_process() is not None:  # a process of its own
        collect_seldom()
    return function(*words)


class OnCluster:
    """
    Does tasks on a cluster, as ``LargeStudy`` takes it.

    Parameters
    ----------
    folder
        That the tasks read and write.
    """

    def __init__(self, cluster: Cluster, folder: Path) -> None:
        self._client, self._folder = cluster.client, folder

    def __call__(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Any]]:
        """
        Do tasks.

        Raises
        ------
        SchedulerError
            The scheduler has gone.
        ResourceError
            Workers died under a task as often as the cluster allows.
        """
        from distributed import as_completed  # noqa: PLC0415 - is loaded by now

        client, run, waiting = self._client, uuid.uuid4().hex, dict[Any, int]()
        for number, (function, words) in enumerate(tasks):
            future = client.submit(
                do_one, Program(), self._folder, function, words, key=f"xc-gis-{function.__name__}-{run}-{number}", pure=False,
                retries=RETRIES, priority=-number,
            )  # fmt: skip
            waiting[future] = number
        done: Any = as_completed(list(waiting), loop=client.loop, raise_errors=False)  # type: ignore[no-untyped-call]
        try:
            for future in done:
                if future.status in {"cancelled", "lost"} or client.status != "running":
                    raise _gone()
                yield waiting[future], _answer(future)
                del waiting[future]
        finally:  # whoever stops asks for nothing more, on a cluster that goes on
            if waiting and client.status == "running":
                with contextlib.suppress(Exception):
                    client.cancel(list(waiting), asynchronous=False, force=True)


def _answer(future: Any) -> Any:
    if future.status == "finished":
        try:
            return future.result()
        except (CancelledError, OSError) as fault:
            raise _gone() from fault
    error = future.exception()
    if type(error).__name__ == "KilledWorker":
        raise ResourceError(
            msg("计算进程一再被系统终止，多半是内存不足"), hint=msg("请减少每台机器上的计算进程，或在内存更大的机器上计算")
        )
    if isinstance(error, ImportError):
        raise InputError(
            msg("计算进程上没有可用的 xc-gis（{name}）", name=str(error.name)), hint=msg("请在各台机器上安装同一版本")
        ) from error
    raise error


def _gone() -> SchedulerError:
    return SchedulerError(
        msg("与 Dask 调度器的连接断了，项目没有算完"), hint=msg("原有结果未改动；调度器恢复后，重新执行同一命令")
    )
