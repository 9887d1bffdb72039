"""
Work in a process of its own that ends when its time is over or somebody stops it.

The solver cannot be asked to end: it took up to 41 s to hear. Its process is ended instead; what it has told by then stands.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Any

from xc_gis.errors import ResourceError
from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.workers import attend_parent, interrupts_kept

LISTEN_S = 0.1
"""So often somebody who wants to stop is heard."""

GRACE_S = 0.5
"""The process may say its last word for so long after its time."""

Tell = Callable[[Any], None]
Work = Callable[..., Any]
"""A function of a module: called with ``tell``, with its arguments and with ``until`` (``time.monotonic()`` of its process); returns its answer."""


def work_beside(
    work: Work, arguments: tuple[Any, ...], until: float, progress: Progress, stage: str
) -> Iterator[tuple[str, Any]]:
    """
    Let a process work, and hear it: ``("news", …)`` for what it tells, ``("answer", …)`` at the end; less where its time is over before.

    Parameters
    ----------
    until
        ``time.monotonic()`` at which it has to be done.
    progress, stage
        Told every tenth of a second, with these words; ends the work by raising ``Cancelled``.

    Raises
    ------
    ResourceError
        If the process was ended from outside, as systems do where memory runs out.
    """
    began = time.monotonic()
    limit = max(until - began, 0.0)
    with _beside(work, arguments, limit) as told:
        while (now := time.monotonic()) < until + GRACE_S:
            progress.step(stage, min(int(now - began), int(limit)), max(int(limit), 1))
            if not told.poll(LISTEN_S):
                continue
            try:
                kind, content = told.recv()
            except EOFError:  # it is gone without an answer
                raise ResourceError(
                    msg("选址求解进程被系统终止，多半是内存不足"), hint=msg("请减少候选地点，或关闭其他程序")
                ) from None
            if kind == "fault":
                raise content
            yield kind, content
            if kind == "answer":
                break
    progress.step(stage, max(int(limit), 1), max(int(limit), 1))


@contextlib.contextmanager
def _beside(work: Work, arguments: tuple[Any, ...], seconds: float) -> Iterator[Connection]:
    context = multiprocessing.get_context("spawn")
    told, tells = context.Pipe(duplex=False)
    by_main = threading.current_thread() is threading.main_thread()
    process = context.Process(target=_work, args=(tells, work, arguments, seconds, os.getpid(), by_main), daemon=True)
    with interrupts_kept(), _main_left_alone():
        process.start()
    tells.close()
    try:
        yield told
    finally:
        process.kill()
        process.join()
        told.close()


@contextlib.contextmanager
def _main_left_alone() -> Iterator[None]:
    """
    Start a process that does not run the script again that started it.

    A spawned process begins with its parent's main module, so that a script without ``if __name__ == "__main__"`` would ask its question
    once more. The work needs none of it.
    """
    main = sys.modules["__main__"]
    kept = {name: getattr(main, name) for name in ("__file__", "__spec__") if hasattr(main, name)}
    try:
        if "__file__" in kept:
            del main.__file__
        main.__spec__ = None
        yield
    finally:
        for name, content in kept.items():
            setattr(main, name, content)


def _work(tells: Connection, work: Work, arguments: tuple[Any, ...], seconds: float, parent: int, by_main: bool) -> None:
    """In the process itself: work, and tell each step."""
    until = time.monotonic() + seconds
    attend_parent(parent, by_main)
    _keep_quiet()
    try:
        answer = work(lambda news: tells.send(("news", news)), *arguments, until)
        tells.send(("answer", answer))
    except Exception as fault:  # noqa: BLE001 - raised again by whoever asked
        tells.send(("fault", fault))


def _keep_quiet() -> None:
    """The solver introduces itself on standard output, which belongs to the results."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)
