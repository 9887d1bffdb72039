"""
The work of the window, in spawned processes: ask, hear of progress, get an answer or a failure, stop within a second.

The interface thread never waits here: each process has a thread that listens to it, and Qt carries what it hears.
"""

from __future__ import annotations

import itertools
import logging
import multiprocessing
import queue
import threading
import time
from typing import Any

from PyQt5.QtCore import QObject, QTimer, pyqtSignal

from xc_gis.progress import Silent
from xc_gis.ui.workers.failure import Failure, failure_of, failure_of_exit
from xc_gis.ui.workers.run_clock import UNKNOWN_S, RunClock
from xc_gis.ui.workers.tasks import EXPLORE, HERE, RUN
from xc_gis.ui.workers.worker import (
    ANSWER,
    FAILED,
    HALTED_ALL,
    HALTED_ONES,
    PARTIAL,
    PROGRESS,
    Task,
    TaskMemory,
    end_group,
    serve,
)
from xc_gis.workers import interrupts_kept

logger = logging.getLogger(__name__)

PARTS = 1000
"""Progress of a run comes in thousandths of the whole."""

IDLE_MS = 90_000
"""After this long without a question, a process of checks and previews ends and gives its memory back; the next question starts another."""

STAYING = frozenset((RUN, EXPLORE))
"""Lanes that keep a study in memory as long as it is open."""


class _Lane:
    """One process, the tasks it was given, a thread that listens to it and one that hands it tasks (a process that starts reads late)."""

    def __init__(self, engine: Engine) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.halted = context.Array("q", HALTED_ALL + HALTED_ONES)
        self.halts = 0
        self.process = context.Process(target=serve, args=(theirs, self.halted), daemon=True, name="xc-gis-worker")
        with interrupts_kept():
            self.process.start()
        theirs.close()  # else the end of the process would not be heard
        self.pending: dict[int, Task] = {}
        self.clock: RunClock | None = None
        self.since = 0.0
        self.closed = False
        self.leaving = False
        self.given = 0
        self._given: queue.SimpleQueue[tuple[int, Task] | None] = queue.SimpleQueue()
        for work, name in ((self._listen, "xc-gis-listener"), (self._hand_over, "xc-gis-sender")):
            threading.Thread(target=work, args=(engine,), daemon=True, name=name).start()

    def _hand_over(self, engine: Engine) -> None:
        while (given := self._given.get()) is not None:
            try:
                self.pipe.send(given)
            except OSError:  # the process has ended: the listener says so
                return
            except Exception as fault:  # noqa: BLE001 - a task that cannot be sent is our fault, and must not end in silence
                self._tell(engine, (FAILED, given[0], failure_of(fault)))

    def _listen(self, engine: Engine) -> None:
        while True:
            try:
                message = self.pipe.recv()
            except Exception:  # noqa: BLE001 - closed, ended or garbled: all the same, nothing more will come
                break
            self._tell(engine, message)
        self.process.join()
        self.pipe.close()
        self._tell(engine, None)

    def _tell(self, engine: Engine, message: object) -> None:
        try:
            engine._heard.emit(self, message)  # noqa: SLF001 - the lane is part of the engine
        except RuntimeError:  # the engine is gone
            return

    def give(self, number: int, task: Task) -> None:
        self.given = number
        self.pending[number] = task
        self._given.put((number, task))

    def end(self) -> list[int]:
        """End the process at once; returns the tasks that are lost."""
        self.closed = True
        self._given.put(None)
        lost, self.pending = list(self.pending), {}
        if self.process.pid is not None and self.process.is_alive():
            end_group(self.process.pid)
        return lost


class Engine(QObject):
    """
    Does tasks in working processes, one process a lane.

    Signals:
        progressed: Stage, done and total in thousandths of the whole, seconds left (-1: not known yet); of the lane ``run`` alone.
        prepared: Stage and done, total of other lanes: work in the background.
        partly: Number of a task and what is known of its answer so far.
        answered: Number of a task and its answer.
        failed: Number of a task and a ``Failure``.
        stopped: Number of a task that was stopped or overtaken; it delivers nothing.
    """

    progressed = pyqtSignal(object, int, int, float)  # stages are messages: a signal of texts would lose their other language
    prepared = pyqtSignal(str, object, int, int)
    partly = pyqtSignal(int, object)
    answered = pyqtSignal(int, object)
    failed = pyqtSignal(int, object)
    stopped = pyqtSignal(int)
    _heard = pyqtSignal(object, object)
    _read = pyqtSignal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._lanes: dict[str, _Lane] = {}
        self._here: set[int] = set()
        self._heard.connect(self._hear)
        self._read.connect(self._deliver)

    def ask(self, task: Task) -> int:
        """Give a task to its lane; the number comes back with the answer."""
        number = next(self._numbers)
        if task.lane == HERE:
            self._here.add(number)
            threading.Thread(target=self._do_here, args=(number, task), daemon=True, name="xc-gis-reader").start()
            return number
        if not self.is_alive(task.lane):
            self._lanes[task.lane] = _Lane(self)
        lane = self._lanes[task.lane]
        if task.lane == RUN and not lane.pending:
            expected = getattr(task, "expected", None)
            lane.clock = RunClock(expected() if expected else None)
            lane.since = time.monotonic()
        lane.give(number, task)
        return number

    def is_busy(self, lane: str = RUN) -> bool:
        """Whether a lane has work."""
        return lane in self._lanes and bool(self._lanes[lane].pending)

    @property
    def lanes(self) -> list[str]:
        """Names of the lanes that have a process."""
        return list(self._lanes)

    def is_alive(self, lane: str) -> bool:
        """Whether a lane has a process: what it kept for later questions is still there."""
        return lane in self._lanes and not self._lanes[lane].closed and self._lanes[lane].process.is_alive()

    def stop(self, lane: str = RUN) -> None:
        """End what a lane does, at once. What it was writing was beside its place: earlier results stay whole."""
        found = self._lanes.pop(lane, None)
        for number in found.end() if found else []:
            self.stopped.emit(number)

    def halt(self, lane: str, number: int | None = None) -> None:
        """
        Let a lane give up what it was given, at its next report; its process stays with all that it keeps. The tasks fail as stopped.

        ``number``: of the one task that is to end; None: all.
        """
        found = self._lanes.get(lane)
        if found is None:
            return
        if number is None:
            found.halted[0] = found.given
        else:
            found.halted[HALTED_ALL + found.halts % HALTED_ONES] = number
            found.halts += 1

    def rest(self) -> None:
        """End every process that has no work, and the others as soon as they have done theirs: a study was closed."""
        for name, lane in list(self._lanes.items()):
            lane.leaving = True
            if not lane.pending:
                self.stop(name)

    def shutdown(self) -> None:
        """End everything; for the close of the window. Nothing is delivered any more."""
        lanes, self._lanes = self._lanes, {}
        self._here.clear()
        for lane in lanes.values():
            lane.end()
        for lane in lanes.values():
            lane.process.join(1.0)

    def _do_here(self, number: int, task: Task) -> None:
        try:
            answer = task.run(TaskMemory(), Silent())
        except Exception as fault:  # noqa: BLE001 - as in a worker
            answer = failure_of(fault)
        try:
            self._read.emit(number, answer)
        except RuntimeError:
            return

    def _deliver(self, number: int, answer: object) -> None:
        if number not in self._here:
            return
        self._here.discard(number)
        if isinstance(answer, Failure):
            _log(answer)
        (self.failed if isinstance(answer, Failure) else self.answered).emit(number, answer)

    def _hear(self, lane: _Lane, message: tuple[Any, ...] | None) -> None:
        if lane.closed:
            return
        if message is None:
            self._ended(lane)
            return
        kind, number = message[0], message[1]
        if kind == PROGRESS:
            self._progress(lane, *message[2:])
        elif kind == PARTIAL:
            self.partly.emit(number, message[2])
        elif kind in {ANSWER, FAILED}:
            task = lane.pending.pop(number, None)
            if task is None:
                return
            if kind == ANSWER:
                self._promote(lane, task)
            else:
                _log(message[2])
            (self.answered if kind == ANSWER else self.failed).emit(number, message[2])
            if not lane.pending:
                self._now_idle(lane)

    def _now_idle(self, lane: _Lane) -> None:
        name = next((name for name, known in self._lanes.items() if known is lane), "")
        if lane.leaving:
            self.stop(name)
        elif name not in STAYING:
            last = lane.given

            def end() -> None:
                if lane.given == last and self._lanes.get(name) is lane:
                    self.stop(name)

            QTimer.singleShot(IDLE_MS, end)

    def _progress(self, lane: _Lane, stage: str, done: int, total: int) -> None:
        if self._lanes.get(RUN) is not lane:
            name = next((name for name, known in self._lanes.items() if known is lane), EXPLORE)
            self.prepared.emit(name, stage, done, total)
            return
        share, left = lane.clock.report(stage, done, total, time.monotonic() - lane.since) if lane.clock else (0.0, UNKNOWN_S)
        self.progressed.emit(stage, round(share * PARTS), PARTS, left)

    def _promote(self, lane: _Lane, task: Task) -> None:
        """A process that ran a study has it in memory: it takes the place of the one that answered for the earlier run."""
        becomes = getattr(task, "becomes", None)
        if becomes is None:
            return
        earlier = self._lanes.pop(becomes, None)
        self._lanes = {name: known for name, known in self._lanes.items() if known is not lane}
        self._lanes[becomes] = lane
        for number in earlier.end() if earlier else []:
            self.stopped.emit(number)

    def _ended(self, lane: _Lane) -> None:
        """A process ended by itself: whoever waited for it hears why."""
        lost = lane.end()
        self._lanes = {name: known for name, known in self._lanes.items() if known is not lane}
        failure = failure_of_exit(lane.process.exitcode)
        if lost:
            _log(failure)
        for number in lost:
            self.failed.emit(number, failure)


def _log(failure: Failure) -> None:
    """Faults of the program go to its log with their traceback; what is wrong with somebody's data does not."""
    if failure.details:
        logger.error("%s\n%s", failure.message, failure.details)
