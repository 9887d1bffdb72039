"""
A siting question answered: a good set at once, then the proof in a process of its own that ends when the time is over or somebody stops it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from xc_gis.analysis.planning.siting.beside import Tell, work_beside
from xc_gis.analysis.planning.siting.exact import at_once, search
from xc_gis.analysis.planning.siting.question import INFEASIBLE, OPTIMAL, SitingAnswer, SitingQuestion, TracePoint
from xc_gis.languages.message import msg
from xc_gis.progress import Progress

Watch = Callable[[SitingAnswer], None]
"""Told of each better set or bound, in the process that asked."""


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
    known = first
    for kind, content in work_beside(_search, (question, first.sites), until, progress, msg("求证最优选址")):
        if kind == "answer":
            done = replace(content, first=first.value)
            if done.status == INFEASIBLE or done.value >= known.value or done.status == OPTIMAL:
                known = done
            trace.append(TracePoint(time.monotonic() - began, known.value, known.bound))
            continue
        sites, value, bound = content
        known = replace(known, sites=np.sort(sites), value=value, bound=bound)
        if value >= bound:
            known = replace(known, status=OPTIMAL)
        trace.append(TracePoint(time.monotonic() - began, value, bound))
        if watch:
            watch(replace(known, trace=tuple(trace)))
    return known


def _search(tell: Tell, question: SitingQuestion, start: Any, until: float) -> SitingAnswer:
    """In the process of the proof."""
    return search(question, start, lambda *step: tell(step), until)
