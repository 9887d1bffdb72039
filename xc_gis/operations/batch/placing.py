"""Give studies to workers and gather what became of them; a worker that dies costs another try."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

from xc_gis.errors import SchedulerError
from xc_gis.languages.message import msg
from xc_gis.operations.batch.cluster import MEMORY, Cluster
from xc_gis.operations.batch.shared_ground import ground_words
from xc_gis.operations.batch.store_url import StoreUrl
from xc_gis.operations.batch.work import FAILED, Order, Outcome, compute
from xc_gis.wording.fault_messages import fault_message

RETRIES = 2
"""Of a study whose worker raises what no study raises, such as a message that was lost."""


def largest_first(orders: Sequence[Order], sizes: Mapping[str, int]) -> list[Order]:
    """
    The order in which studies are placed: those that take longest first, as the last to begin decide when a batch ends (decision 254).

    How long a study takes goes with its size. Variants of one study stay together, those that share layers and network one after the other.
    """
    of_study: dict[StoreUrl | Path, int] = {}
    for order in orders:
        of_study[order.asked.source] = max(of_study.get(order.asked.source, 0), sizes[order.asked.name])
    rank = {study: n for n, study in enumerate(sorted(of_study, key=lambda study: -of_study[study]))}
    return sorted(orders, key=lambda order: (rank[order.asked.source], repr(ground_words(order.asked.variant))))


def place_all(cluster: Cluster, orders: Sequence[Order], sizes: Mapping[str, int], ended: Callable[[Outcome], None]) -> None:
    """
    Let the workers compute; ``ended`` hears of each study when it has ended.

    A dying worker blames every study that was placed on it. So one under which workers died is placed again when all others have ended,
    alone: then it is clear whose fault it is.

    Parameters
    ----------
    sizes
        Bytes that each study takes, by name.

    Raises
    ------
    SchedulerError
        The scheduler has gone.
    """
    fit = []
    for order in orders:
        size = sizes[order.asked.name]
        if cluster.worker_bytes is not None and size > cluster.worker_bytes:
            ended(_too_large(order, size, cluster.worker_bytes))
        else:
            fit.append(order)
    suspects = [order for order, future in _placed(cluster, fit, sizes) if not _has_ended(order, future, ended, last=False)]
    for suspect in suspects:
        for order, future in _placed(cluster, [suspect], sizes):
            _has_ended(order, future, ended, last=True)


def _placed(cluster: Cluster, orders: Sequence[Order], sizes: Mapping[str, int]) -> Iterator[tuple[Order, Any]]:
    """Studies as they end, with Dask's word on them."""
    from distributed import as_completed  # noqa: PLC0415 - is loaded by now

    batch, waiting = uuid.uuid4().hex, dict[Any, Order]()
    for rank, order in enumerate(orders):
        needs = {MEMORY: sizes[order.asked.name]} if cluster.worker_bytes is not None else None
        future = cluster.client.submit(
            compute, order, key=f"xc-gis-{batch}-{order.asked.name}", pure=False, retries=RETRIES, priority=-rank, resources=needs
        )
        waiting[future] = order
    if not waiting:
        return
    done: Any = as_completed(list(waiting), loop=cluster.client.loop, raise_errors=False)  # type: ignore[no-untyped-call]
    try:
        for future in done:
            if future.status in {"cancelled", "lost"} or cluster.client.status != "running":
                raise gone()
            yield waiting.pop(future), future
    finally:  # whoever stops asks for nothing more, on a cluster that goes on
        if waiting and cluster.client.status == "running":
            with contextlib.suppress(Exception):
                cluster.client.cancel(list(waiting), asynchronous=False, force=True)


def _has_ended(order: Order, future: Any, ended: Callable[[Outcome], None], *, last: bool) -> bool:
    """Whether a study has ended, and tell it; not so where a worker died under it that it may share with another."""
    if future.status == "finished":
        ended(_result(future))
    elif _killed(future) and not last:
        return False
    else:
        ended(_lost(order, future))
    return True


def _result(future: Any) -> Outcome:
    try:
        found: Outcome = future.result()
    except (CancelledError, OSError) as fault:
        raise gone() from fault
    return found


def gone() -> SchedulerError:
    """The scheduler has gone in the middle."""
    return SchedulerError(
        msg("与 Dask 调度器的连接断了，批量没有算完"), hint=msg("已算完的项目都在；调度器恢复后，用同一命令加 --resume 接着算")
    )


def _killed(future: Any) -> bool:
    return type(future.exception()).__name__ == "KilledWorker"


def _too_large(order: Order, size: int, most: int) -> Outcome:
    return Outcome(
        order.asked.name,
        FAILED,
        msg("估计要 {size:.1f} GB 内存，最大的计算进程只有 {most:.1f} GB", size=size / 1e9, most=most / 1e9),
        msg("请在内存更大的机器上计算，或用更小的路网"),
    )


def _lost(order: Order, future: Any) -> Outcome:
    error = future.exception()
    if _killed(future):
        return Outcome(
            order.asked.name,
            FAILED,
            msg("计算进程一再被系统终止，单独计算时也是，多半是内存不足"),
            msg("请减少同时计算的进程（--workers），或在内存更大的机器上计算"),
        )
    if isinstance(error, ImportError):
        return Outcome(
            order.asked.name,
            FAILED,
            msg("计算进程上没有可用的 xc-gis（{name}）", name=str(error.name)),
            msg("请在各台机器上安装同一版本"),
        )
    fault = fault_message(error)
    return Outcome(order.asked.name, FAILED, fault.message, fault.hint, is_ours=fault.is_ours)
