"""
A siting question answered: a good set at once, then the proof in a process of its own that ends when the time is over or somebody stops it.

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
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

import numpy as np

from xc_gis.analysis.planning.siting.exact import at_once, search
from xc_gis.analysis.planning.siting.question import INFEASIBLE, OPTIMAL, SitingAnswer, SitingQuestion, TracePoint
from xc_gis.errors import ResourceError
from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.workers import attend_parent, interrupts_kept

Watch = Callable[[SitingAnswer], None]
"""Told of each better set or bound, in the process that asked."""

LISTEN_S = 0.1
"""So often somebody who wants to stop is heard."""

GRACE_S = 0.5
"""The process may say its last word for so long after its time."""


def solve(question: SitingQuestion, *, time_limit_s: float, progress: Progress, watch: Watch | None = None) -> SitingAnswer:
    """
    Answer a question.

    Parameters
    ----------
    time_limit_s
        Seconds for the proof, the start of its process included; 0: only the first answer.
    progress
        Told every tenth of a second; ends the search by raising ``Cancelled``.
    watch
        Told of each step; the first is what greedy and exchange found.

    Raises
    ------
    ResourceError
        If the process of the proof was ended from outside, as systems do where memory runs out.
    """
    began = time.monotonic()
    answer = at_once(question)
    if answer.value >= answer.bound and np.isfinite(answer.value):
        answer = replace(answer, status=OPTIMAL, ties_settled=len(answer.sites) == 0)
    trace = [TracePoint(time.monotonic() - began, answer.value, answer.bound)]
    if watch:
        watch(replace(answer, trace=tuple(trace)))
    if time_limit_s > 0:
        answer = _proven(question, answer, trace, began + time_limit_s, progress, watch)
    return replace(answer, trace=tuple(trace), seconds=time.monotonic() - began)


def _proven(
    question: SitingQuestion, first: SitingAnswer, trace: list[TracePoint], until: float, progress: Progress, watch: Watch | None
) -> SitingAnswer:
    """Listen to the process of the proof until it is done, out of time or stopped; it is gone when this returns or raises."""
    began = time.monotonic()
    known, limit = first, max(until - began, 0.0)
    with _beside(question, first, limit) as (told, process):
        while (now := time.monotonic()) < until + GRACE_S:
            progress.step(msg("求证最优选址"), min(int(now - began), int(limit)), max(int(limit), 1))
            if not told.poll(LISTEN_S):
                if not process.is_alive() and not told.poll():
                    raise ResourceError(msg("选址求解进程被系统终止，多半是内存不足"), hint=msg("请减少候选地点，或关闭其他程序"))
                continue
            try:
                kind, content = told.recv()
            except EOFError:
                continue
            if kind == "fault":
                raise content
            if kind == "answer":
                done = replace(content, first=first.value)
                if done.status == INFEASIBLE or done.value >= known.value or done.status == OPTIMAL:
                    known = done
                trace.append(TracePoint(time.monotonic() - began, known.value, known.bound))
                break
            sites, value, bound = content
            known = replace(known, sites=np.sort(sites), value=value, bound=bound)
            if value >= bound:
                known = replace(known, status=OPTIMAL)
            trace.append(TracePoint(time.monotonic() - began, value, bound))
            if watch:
                watch(replace(known, trace=tuple(trace)))
    progress.step(msg("求证最优选址"), max(int(limit), 1), max(int(limit), 1))
    return known


@contextlib.contextmanager
def _beside(question: SitingQuestion, first: SitingAnswer, seconds: float) -> Iterator[tuple[Connection, BaseProcess]]:
    context = multiprocessing.get_context("spawn")
    told, tells = context.Pipe(duplex=False)
    by_main = threading.current_thread() is threading.main_thread()
    process = context.Process(target=_work, args=(tells, question, first.sites, seconds, os.getpid(), by_main), daemon=True)
    with interrupts_kept(), _main_left_alone():
        process.start()
    tells.close()
    try:
        yield told, process
    finally:
        process.kill()
        process.join()
        told.close()


@contextlib.contextmanager
def _main_left_alone() -> Iterator[None]:
    """
    Start a process that does not run the script again that started it.

    A spawned process begins with its parent's main module, so that a script without ``if __name__ == "__main__"`` would ask its question
    once more. The proof needs none of it.
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


def _work(tells: Connection, question: SitingQuestion, start: Any, seconds: float, parent: int, by_main: bool) -> None:
    """In the process of the proof: search, and tell each step."""
    until = time.monotonic() + seconds
    attend_parent(parent, by_main)
    _keep_quiet()
    try:
        answer = search(question, start, lambda *step: tells.send(("news", step)), until)
        tells.send(("answer", answer))
    except Exception as fault:  # noqa: BLE001 - raised again by whoever asked
        tells.send(("fault", fault))


def _keep_quiet() -> None:
    """The solver introduces itself on standard output, which belongs to the results."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)
