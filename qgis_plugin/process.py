"""The program as a process beside QGIS: what it says is handed on as it comes, and who stops it ends it with all its helpers."""

from __future__ import annotations

import contextlib
import json
import locale
import ntpath
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, Protocol

POLL_S = 0.1
"""How often it is asked whether to stop."""

GRACE_S = 8.0
"""How long a program that was asked to end may take to tidy up."""

LINGER_S = 2.0
"""How long lines may still come once the program has ended."""


class Listener(Protocol):
    """Who hears of a program that works."""

    def said(self, line: str) -> None:
        """A line for people."""

    def moved(self, stage: str, done: int, total: int) -> None:
        """A step of a stage is done."""

    def is_stopped(self) -> bool:
        """Whether somebody asked to stop."""


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """Somebody asked to stop, and the program has ended."""


@dataclass(frozen=True)
class Outcome:
    """
    How a program ended.

    Attributes
    ----------
    code
        Its exit code.
    answer
        The JSON object on its standard output; empty where there is none.
    lines
        What it said for people.
    """

    code: int
    answer: Mapping[str, Any]
    lines: Sequence[str]

    @property
    def fault(self) -> str:
        """Its own words on what went wrong, with what to do; the last lines it said where it gave none."""
        error = self.answer.get("error")
        if isinstance(error, Mapping):
            return "\n→ ".join(str(error[key]) for key in ("message", "hint") if error.get(key))
        return "\n".join(self.lines[-5:])


def run_program(command: Sequence[str], environment: Mapping[str, str], listener: Listener) -> Outcome:
    """
    Run a program to its end.

    Parameters
    ----------
    command
        Program and words; no shell reads them.

    Raises
    ------
    Stopped
        The listener asked to stop; no process of the program is left.
    OSError
        It cannot be started.
    """
    process = subprocess.Popen(
        list(command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(environment), **_apart()
    )
    try:
        return _followed(process, listener)
    finally:
        if process.poll() is None:
            end_group(process)


def _apart() -> dict[str, Any]:
    """In a group of its own, so that all of it can be ended and no console opens."""
    if os.name == "nt":
        return {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)}
    return {"start_new_session": True}


def _followed(process: subprocess.Popen[bytes], listener: Listener) -> Outcome:
    spoken: queue.Queue[bytes | None] = queue.Queue()
    answered: list[bytes] = []
    readers = [
        threading.Thread(target=_read_lines, args=(process.stderr, spoken), daemon=True),
        threading.Thread(target=_read_all, args=(process.stdout, answered), daemon=True),
    ]
    for reader in readers:
        reader.start()
    lines: list[str] = []
    ended_at = None
    while True:
        if listener.is_stopped():
            end_group(process)
            raise Stopped
        try:
            line = spoken.get(timeout=POLL_S)
        except queue.Empty:
            ended_at = ended_at or (time.monotonic() if process.poll() is not None else None)
            if ended_at is not None and time.monotonic() - ended_at > LINGER_S:
                break
            continue
        if line is None:
            break
        _heard(line, listener, lines)
    code = _awaited(process, listener)
    for reader in readers:
        reader.join(LINGER_S)
    return Outcome(code, _object(b"".join(answered)), lines)


def _awaited(process: subprocess.Popen[bytes], listener: Listener) -> int:
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(POLL_S)
        if listener.is_stopped():
            end_group(process)
            raise Stopped


def _heard(line: bytes, listener: Listener, lines: list[str]) -> None:
    text = _decoded(line).rstrip("\r\n")
    step = _object(text.encode()) if text.startswith("{") else {}
    if {"stage", "done", "total"} <= set(step):
        listener.moved(str(step["stage"]), int(step["done"]), int(step["total"]))
    elif text.strip():
        lines.append(text)
        listener.said(text)


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(locale.getpreferredencoding(False), "replace")


def _object(text: bytes) -> dict[str, Any]:
    """A JSON object; empty where it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _read_lines(stream: IO[bytes], spoken: queue.Queue[bytes | None]) -> None:
    with contextlib.suppress(OSError, ValueError), stream:
        for line in stream:
            spoken.put(line)
    spoken.put(None)


def _read_all(stream: IO[bytes], answered: list[bytes]) -> None:
    with contextlib.suppress(OSError, ValueError), stream:
        answered.append(stream.read())


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a program and the processes it started: asked first, so that it tidies up; after a while made to."""
    if os.name == "nt":
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(
                [taskkill(os.environ), "/T", "/F", "/PID", str(process.pid)],
                capture_output=True, check=False, timeout=GRACE_S, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )  # fmt: skip
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_S)
        if process.poll() is None:
            process.kill()
            process.wait()
        return
    _signal(process.pid, signal.SIGTERM)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(GRACE_S)
    _signal(process.pid, signal.SIGKILL)
    process.wait()


def taskkill(environment: Mapping[str, str]) -> str:
    """Windows' own program that ends a tree of processes, by its full path: one of that name in the current folder is anybody's."""
    return ntpath.join(
        environment.get("SystemRoot") or environment.get("SYSTEMROOT") or "C:\\Windows", "System32", "taskkill.exe"
    )


def _signal(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)
