"""
A working process: takes tasks one after another, reports progress, answers. Knows no Qt.

It is spawned, never forked (Chromium and threads do not survive a fork), leads its own process group, so that it ends with all
its children, and ends itself when the window is gone.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, Protocol

from xc_gis.errors import Cancelled
from xc_gis.progress import Progress
from xc_gis.ui.workers.failure import Failure, failure_of
from xc_gis.workers import collect_seldom

PROGRESS, PARTIAL, ANSWER, FAILED = "progress", "partial", "answer", "failed"


class TaskMemory:
    """
    What a process remembers from one task to the next.

    ``kept``: by name; a task that makes something for later ones puts it there. ``making``: held while something is made that tasks side by
    side share, so that it is made once.
    """

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.making = threading.RLock()


class Task(Protocol):
    """
    A piece of work. Picklable; an instance of a class in a module (not of ``__main__``), most simply a frozen dataclass.

    ``lane`` names the process that does it: tasks of one lane wait for each other, lanes do not. A task that says of itself that it
    ``is_apart`` goes on in a thread of that process, beside the tasks that come after it: long work on what the process keeps (decision 134).
    """

    @property
    def lane(self) -> str:
        """Name of the process."""

    def run(self, memory: TaskMemory, progress: Progress) -> object:
        """Do it and give back something picklable. Our errors are shown to the user; others are our fault."""


HALTED_ALL, HALTED_ONES = 1, 7
"""
What is not wanted any more, as numbers in memory that both processes see: the first says that no task up to it is, the others name single tasks,
the latest of them. A window has two long questions at once, siting and a scenario.
"""

Halted = Sequence[int]


class _Reports:
    """Sends progress to the window, and ends a task that is not wanted any more."""

    def __init__(self, send: Callable[[tuple[Any, ...]], None], number: int, halted: Halted) -> None:
        self._send, self._number, self._halted = send, number, halted

    def step(self, stage: str, done: int, total: int) -> None:
        if self._number <= self._halted[0] or self._number in self._halted[HALTED_ALL:]:
            raise Cancelled
        self._send((PROGRESS, self._number, stage, done, total))

    def partial(self, content: object) -> None:
        """Send what is known so far."""
        self._send((PARTIAL, self._number, content))


def serve(pipe: Connection, halted: Halted) -> None:
    """Work until the pipe is closed or the window ends. A task that says of itself that it ``is_light`` leaves no memory to give back."""
    _stand_alone()
    collect_seldom()
    memory, sending = TaskMemory(), threading.Lock()

    def send(message: tuple[Any, ...]) -> None:
        with sending:  # whole messages, whichever thread sends
            pipe.send(message)

    def work(number: int, task: Task) -> None:
        message = _done(memory, number, task, _Reports(send, number, halted))
        if not getattr(task, "is_light", False):
            give_back_memory()
        try:
            send(message)
        except OSError:
            return  # the window has gone: the next look into the pipe says so
        except Exception as fault:  # noqa: BLE001 - an answer that cannot be sent is our fault, and must not end in silence
            send((FAILED, number, failure_of(fault)))

    while True:
        try:
            number, task = pipe.recv()
        except (EOFError, OSError):
            return
        if getattr(task, "is_apart", False):
            threading.Thread(target=work, args=(number, task), daemon=True, name=f"apart-{number}").start()
        else:
            work(number, task)


def _done(memory: TaskMemory, number: int, task: Task, reports: _Reports) -> tuple[str, int, object | Failure]:
    try:
        return ANSWER, number, task.run(memory, reports)
    except BaseException as fault:  # noqa: BLE001 - the last place where a fault can become a message
        return FAILED, number, failure_of(fault)


def give_back_memory() -> None:
    """Return to the system what a task no longer needs: after a run that is a quarter of the process."""
    gc.collect()
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):  # another C library than glibc keeps what it has
            ctypes.CDLL(None).malloc_trim(0)


def _stand_alone() -> None:
    multiprocessing.current_process().daemon = False  # it may have children: they end with its group
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is meant for the window
    if hasattr(os, "setsid"):
        os.setsid()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True, name="parent").start()


def _end_with(parent: Any) -> None:
    """A killed window takes its work along: nothing goes on writing behind its back."""
    parent.join()
    end_group(os.getpid())


def end_group(pid: int) -> None:
    """End a working process and its children at once."""
    if hasattr(os, "killpg"):
        try:
            leads = os.getpgid(pid) == pid
            (os.killpg if leads else os.kill)(pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        import subprocess  # noqa: PLC0415 - Windows only

        subprocess.run(["taskkill", "/T", "/F", "/PID", str(pid)], check=False, capture_output=True)
