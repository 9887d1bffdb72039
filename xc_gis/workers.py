"""
Processes that share work with this one: they end when it ends, however it ends, and leave the signals of the terminal to it.

They are spawned, never forked: beside a window with threads a fork may stop for good.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from xc_gis.errors import ResourceError
from xc_gis.languages.message import msg

Part = TypeVar("Part")
Done = TypeVar("Done")

_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)

YOUNG_OBJECTS = 50_000
"""New objects after which Python looks for garbage that refers to itself; its own 700 cost a run 7 to 10 % of its time for next to none."""

GONE = 3
"""Exit code of a worker whose parent has gone; nobody reads it."""


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def collect_seldom() -> None:
    """Let this process look for garbage that refers to itself as often as work with many records needs it, and no more when it ends."""
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])
    atexit.unregister(gc.freeze)
    atexit.register(
        gc.freeze
    )  # an ending interpreter looks through every object twice; the system takes them all at once (decision 158)


@contextlib.contextmanager
def shared_work(work: Callable[[Part], Done], parts: Sequence[Part]) -> Iterator[Iterator[Done]]:
    """
    Let a process of its own do each part; they are gone when the block ends, at once where it ends by an error or a stop.

    Parameters
    ----------
    work, parts
        Picklable; ``work`` is a function of a module. No parts: no processes.

    Yields
    ------
    iterator
        What was done, in the order of the parts.

    Raises
    ------
    ResourceError
        If a process was ended from outside, as systems do where memory runs out.
    """
    if not parts:
        yield iter(())
        return
    by_main = threading.current_thread() is threading.main_thread()
    pool = ProcessPoolExecutor(
        len(parts), mp_context=multiprocessing.get_context("spawn"), initializer=attend_parent, initargs=(os.getpid(), by_main)
    )
    try:
        with interrupts_kept():
            waiting = [pool.submit(work, part) for part in parts]
        yield (future.result() for future in waiting)
    except BrokenProcessPool as fault:
        _end(pool)
        raise ResourceError(
            msg("并行的计算进程被系统终止，多半是内存不足"), hint=msg("请关闭其他程序，或用较小的 --jobs 重试")
        ) from fault
    except BaseException:
        _end(pool)
        raise
    pool.shutdown()


def _end(pool: ProcessPoolExecutor) -> None:
    processes: dict[int, Any] = getattr(pool, "_processes", None) or {}
    for process in list(processes.values()):
        process.kill()
    pool.shutdown(wait=True, cancel_futures=True)


@contextlib.contextmanager
def interrupts_kept() -> Iterator[None]:
    """
    Start processes that do not hear Ctrl-C, not even while they load: a terminal sends it to all, and it is meant for the first.

    It is only put off here: the process itself hears it when the block ends. Windows cannot do this; there ``attend_parent`` must do.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def attend_parent(parent: int, by_main: bool) -> None:
    """
    In a new process: ignore Ctrl-C, and end with the process that started this one.

    Parameters
    ----------
    parent
        Number of that process.
    by_main
        Whether its main thread did: the kernel's own notice speaks of the end of the thread.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if by_main and sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)
            if os.getppid() != parent:  # it ended before the notice was ordered
                os._exit(GONE)
    started_by = multiprocessing.parent_process()
    if started_by is not None:
        threading.Thread(target=_end_with, args=(started_by,), daemon=True, name="parent").start()


def _end_with(parent: Any) -> None:
    parent.join()
    os._exit(GONE)
