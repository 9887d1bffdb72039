"""
Where a batch is computed: processes of this machine, or a Dask cluster that is there already.

Dask is loaded when a batch begins and not before; where it is not installed one message says how to get it.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError, SchedulerError
from xc_gis.files.write_faults import reason_of
from xc_gis.languages.message import msg
from xc_gis.workers import cores, interrupts_kept

ADDRESS = "DASK_SCHEDULER_ADDRESS"

MEMORY = "memory"
"""Name of the resource by which workers say how many bytes they have."""

CONNECT_S = 20
"""Seconds within which a scheduler has to answer."""

WORKERS_S = 60
"""Seconds within which a cluster without workers has to get one."""

SHARE_OF_MEMORY = 0.8
"""Of the memory that is free when a batch begins."""

ALLOWED_FAILURES = 1
"""Deaths of workers that a study outlives on a cluster of ours before it is put off to the end (``placing``)."""

_LOUD = ("distributed", "tornado", "asyncio", "bokeh")


@dataclass(frozen=True)
class Cluster:
    """
    A cluster in use.

    Attributes
    ----------
    client
        Dask's own.
    workers
        Processes that compute, as far as is known now.
    worker_bytes
        Memory of the largest worker, None where workers do not say.
    is_own
        Whether it was made for this batch.
    """

    client: Any
    workers: int
    worker_bytes: int | None
    is_own: bool


def dask_or_message() -> Any:
    """The package ``distributed``. Raises ``InputError`` where it is not installed."""
    try:
        import distributed  # noqa: PLC0415 - half a second that other commands do without
    except ImportError as fault:
        raise InputError(
            msg("批量运行需要 Dask，但没有安装（{name}）", name=fault.name or "distributed"),
            hint=msg('请执行 pip install "xc-gis[cluster]"'),
        ) from fault
    return distributed


@contextlib.contextmanager
def cluster_for(
    studies: int,
    most_bytes: int,
    *,
    scheduler: str = "",
    scheduler_file: Path | None = None,
    client: Any = None,
    workers: int | None = None,
) -> Iterator[Cluster]:
    """
    A cluster for some studies, the largest of which takes ``most_bytes``.

    Parameters
    ----------
    scheduler, scheduler_file
        Of a cluster that is there; without them the environment's ``DASK_SCHEDULER_ADDRESS``, without that processes of this machine.
    client
        A client of Dask that a script holds; it stays open.
    workers
        Processes of this machine; None: as many as cores and memory allow.

    Raises
    ------
    InputError
        Dask is not installed.
    SchedulerError
        No scheduler answers.
    """
    distributed = dask_or_message()
    if client is not None and not isinstance(client, distributed.Client):
        raise InputError(
            msg("client 要是已连接的 distributed.Client，现在是 {value}", value=repr(client)[:60]),
            hint=msg("调度器的地址请写在 scheduler="),
        )
    with _quiet():
        if client is not None:
            yield _of(client, is_own=False)
            return
        address = scheduler or ("" if scheduler_file else os.environ.get(ADDRESS, ""))
        if address or scheduler_file:
            with _connected(distributed, address, scheduler_file) as connected:
                yield _of(connected, is_own=False)
            return
        with _local(distributed, *local_size(studies, most_bytes, workers)) as made:
            yield made


def local_size(studies: int, most_bytes: int, workers: int | None = None) -> tuple[int, int]:
    """How many processes this machine takes, and the bytes of each."""
    import psutil  # noqa: PLC0415 - comes with Dask

    free = int(psutil.virtual_memory().available * SHARE_OF_MEMORY)
    wanted = min(workers or cores(), studies)
    count = max(1, min(wanted, free // max(most_bytes, 1)))
    return count, max(free // count, most_bytes)


@contextlib.contextmanager
def _local(distributed: Any, count: int, worker_bytes: int) -> Iterator[Cluster]:
    import dask  # noqa: PLC0415 - see above

    settings = {
        "distributed.scheduler.allowed-failures": ALLOWED_FAILURES,
        "distributed.scheduler.http.routes": [],  # no pages, nothing to look at from outside
        "distributed.worker.http.routes": [],
        "distributed.scheduler.work-stealing": True,
        "distributed.worker.profile.enabled": False,  # it looks at the work a hundred times a second, and takes a quarter of the time
        "distributed.admin.large-graph-warning-threshold": "1GB",
        "logging.distributed": "critical",
        "temporary-directory": None,
    }
    with contextlib.ExitStack() as stack:
        scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="xc-gis-batch-", ignore_cleanup_errors=True))
        stack.enter_context(dask.config.set(settings))
        stack.enter_context(_main_unknown())
        with interrupts_kept():  # Ctrl-C is for this process; it ends the others
            cluster = distributed.LocalCluster(
                n_workers=count, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0",
                memory_limit=None, resources={MEMORY: worker_bytes}, local_directory=scratch, silence_logs=logging.CRITICAL,
            )  # fmt: skip
            client = distributed.Client(cluster)
        try:
            yield Cluster(client, count, worker_bytes, is_own=True)
        finally:
            _end(cluster, client)


@contextlib.contextmanager
def _main_unknown() -> Iterator[None]:
    """Let new processes not load the script that was started: they need nothing of it, and it would begin its work again in each."""
    main: Any = sys.modules["__main__"]
    before = {name: getattr(main, name) for name in ("__file__", "__spec__") if hasattr(main, name)}
    try:
        main.__spec__ = None
        if "__file__" in before:
            del main.__file__
        yield
    finally:
        for name, value in before.items():
            setattr(main, name, value)


def _end(cluster: Any, client: Any) -> None:
    """End the processes at once: nothing they hold is of use, and a study that they are at is whole or not there."""
    with contextlib.suppress(Exception):
        client.cancel(list(client.futures), force=True)
    for nanny in list(cluster.workers.values()):
        nanny.auto_restart = False
        if nanny.pid:
            with contextlib.suppress(OSError):
                os.kill(nanny.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    with contextlib.suppress(Exception):
        client.close(timeout=5)
    with contextlib.suppress(Exception):
        cluster.close(timeout=10)


@contextlib.contextmanager
def _connected(distributed: Any, address: str, file: Path | None) -> Iterator[Any]:
    shown = address or str(file)
    try:
        if file is not None and not address:
            address = str(json.loads(file.read_bytes())["address"])
        client = distributed.Client(address, timeout=CONNECT_S, set_as_default=False)
    except FileNotFoundError as fault:
        raise SchedulerError(msg("找不到调度文件 {file}", file=shown), hint=msg("请检查 --scheduler-file 的路径")) from fault
    except (ValueError, TypeError, KeyError) as fault:
        if file is not None and not address:
            raise SchedulerError(
                msg("{file} 不是 Dask 调度器写出的文件", file=shown), hint=msg("请用 dask scheduler --scheduler-file 写出的文件")
            ) from fault
        raise _unreachable(shown, fault) from fault
    except OSError as fault:
        raise _unreachable(shown, fault) from fault
    try:
        yield client
    finally:
        with contextlib.suppress(Exception):
            client.close(timeout=5)


def _unreachable(shown: str, fault: Exception) -> SchedulerError:
    why = reason_of(fault) if isinstance(fault, OSError) and fault.errno else msg("没有回应，或地址写法不对")
    if shown == os.environ.get(ADDRESS):
        hint = msg("这个地址写在环境变量 {name} 中：请检查它和调度器；取消它就在本机计算", name=ADDRESS)
    else:
        hint = msg("请检查地址（如 tcp://10.0.0.5:8786）和调度器是否在运行；不写 --scheduler 就在本机计算")
    return SchedulerError(msg("连不上 Dask 调度器 {address}：{why}", address=shown, why=why), hint=hint)


def _of(client: Any, *, is_own: bool) -> Cluster:
    """A cluster that is there, with at least one worker."""
    try:
        client.wait_for_workers(1, timeout=WORKERS_S)
    except (TimeoutError, OSError) as fault:
        raise SchedulerError(
            msg("Dask 集群上没有计算进程（等了 {seconds} 秒）", seconds=WORKERS_S),
            hint=msg("请先启动 dask worker，每个进程一个线程"),
        ) from fault
    workers = client.scheduler_info(n_workers=-1)["workers"].values()
    said = [int(one["resources"][MEMORY]) for one in workers if MEMORY in one.get("resources", {})]
    return Cluster(client, len(workers), max(said) if said else None, is_own=is_own)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """What Dask logs of connections that end is no news: what matters is told in words of ours."""
    loud = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _LOUD]
    before = {name: logging.getLogger(name).level for name in (*_LOUD, *loud)}
    try:
        for name in before:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
