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
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Protocol

from xc_gis.progress import Progress
from xc_gis.ui.work.failure import Failure, failure_of

PROGRESS, ANSWER, FAILED = "progress", "answer", "failed"


class Desk:
    """
    What a process remembers from one task to the next.

    ``kept``: by name; a task that makes something for later ones puts it there.
    """

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}


class Task(Protocol):
    """
    A piece of work. Picklable; an instance of a class in a module (not of ``__main__``), most simply a frozen dataclass.

    ``lane`` names the process that does it: tasks of one lane wait for each other, lanes do not.
    """

    @property
    def lane(self) -> str:
        """Name of the process."""

    def run(self, desk: Desk, progress: Progress) -> object:
        """Do it and give back something picklable. Our errors are shown to the user; others are our fault."""


class _Reports:
    """Sends progress to the window."""

    def __init__(self, send: Callable[[tuple[Any, ...]], None], number: int) -> None:
        self._send, self._number = send, number

    def step(self, stage: str, done: int, total: int) -> None:
        self._send((PROGRESS, self._number, stage, done, total))


def serve(pipe: Connection) -> None:
    """Work until the pipe is closed or the window ends."""
    _stand_alone()
    desk = Desk()
    while True:
        try:
            number, task = pipe.recv()
        except (EOFError, OSError):
            return
        message = _done(desk, number, task, pipe.send)
        give_back_memory()
        try:
            pipe.send(message)
        except (BrokenPipeError, OSError):
            return
        except Exception as fault:  # noqa: BLE001 - an answer that cannot be sent is our fault, and must not end in silence
            pipe.send((FAILED, number, failure_of(fault)))


def _done(desk: Desk, number: int, task: Task, send: Callable[[tuple[Any, ...]], None]) -> tuple[str, int, object | Failure]:
    try:
        return ANSWER, number, task.run(desk, _Reports(send, number))
    except BaseException as fault:  # noqa: BLE001 - the last place where a fault can become a message
        return FAILED, number, failure_of(fault)


def give_back_memory() -> None:
    """Return to the system what a task no longer needs: after a run that is a quarter of the process."""
    gc.collect()
    if sys.platform.startswith("linux"):
        with contextlib.suppress(OSError, AttributeError):  # another C library than glibc keeps what it has
            ctypes.CDLL(None).malloc_trim(0)


def _stand_alone() -> None:
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
