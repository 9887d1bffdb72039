"""
How a command speaks: results on standard output, notes on the other, in the language that was asked for.

What it is given is text, and nothing of it is obeyed.
Names and paths come from other people's files: no markup is read in them, control characters are shown and not sent to the
terminal, letters that a stream cannot write are written as escapes, and a stream that has gone ends no work.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, Self, TextIO

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from xc_gis.cli.options import options
from xc_gis.cli.progress_lines import ProgressLines
from xc_gis.cli.stop_request import end_if_asked
from xc_gis.errors import ResourceError
from xc_gis.files.write_faults import reason_of
from xc_gis.languages.message import content_in_language, in_language, msg
from xc_gis.wording.visible_text import one_line, visible

TABLE_WIDTH = 120
"""Columns of a table where no terminal says how wide it is."""


def show(text: str) -> None:
    """
    Print to standard output; a reader that has gone does not end the work.

    Raises
    ------
    ResourceError
        If standard output takes nothing any more, such as a full disk: what was to be done is done by then.
    """
    stream = sys.stdout
    if stream is None:  # closed by whoever started us
        return
    try:
        stream.write(_writable(visible(_translated(text)), stream) + "\n")
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
    except (OSError, ValueError) as fault:
        _silence(stream)
        if isinstance(fault, OSError):
            raise ResourceError(
                msg("标准输出无法写入：{reason_of}", reason_of=reason_of(fault)),
                hint=msg("命令本身已经做完；请换一个接收输出的地方"),
            ) from fault


def show_json(content: object) -> None:
    """Print one JSON object; letters beyond ASCII as escapes, so that any stream and any reader gets it whole."""
    show(json.dumps(content_in_language(content, options.lang), ensure_ascii=True, allow_nan=False, default=str))


def note(text: str) -> None:
    """Print a sentence for people to standard error."""
    _notes().write(f"{visible(_translated(text))}\n")


def _translated(text: str) -> str:
    """A message in the language that was asked for."""
    shown: str = in_language(text, options.lang)
    return shown


def note_table(table: RenderableType) -> None:
    """Print a table for people to standard error."""
    stream = _notes()
    console = Console(file=stream, markup=False, emoji=False, highlight=False)  # type: ignore[arg-type]
    if not console.is_terminal:
        console.width = TABLE_WIDTH
    console.print(table)


def _notes() -> _Patient:
    return _Patient(sys.stderr)


class _Patient:
    """Standard error that never fails: what cannot be written is left away, for it is no result."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self.encoding = (stream and stream.encoding) or "utf-8"

    def write(self, text: str) -> int:
        try:
            if self._stream is not None:
                self._stream.write(_writable(text, self._stream))
                self._stream.flush()
        except (OSError, ValueError):
            self._stream = None
        return len(text)

    def flush(self) -> None:
        """Nothing waits."""

    def isatty(self) -> bool:
        try:
            return self._stream is not None and self._stream.isatty()
        except ValueError:
            return False

    def fileno(self) -> int:
        if self._stream is None:
            raise OSError("no stream")
        return self._stream.fileno()


def _writable(text: str, stream: TextIO) -> str:
    """Text as the stream can write it: letters that its encoding lacks become escapes."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _silence(stream: TextIO) -> None:
    """Let the rest go nowhere: else the interpreter complains of what is left when it ends."""
    try:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, stream.fileno())
        os.close(sink)
    except (OSError, ValueError):
        return


class Bar:
    """Progress on the terminal, silent where nobody looks; as lines where ``--progress lines`` asks for them."""

    def __init__(self) -> None:
        self._lines = ProgressLines(sys.stderr) if options.progress == "lines" else None
        console = Console(file=_notes(), markup=False, emoji=False)  # type: ignore[arg-type]
        self._bar = Progress(
            TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console,
            transient=True, disable=self._lines is not None or not console.is_terminal,
        )  # fmt: skip
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def step(self, stage: str, done: int, total: int) -> None:
        """Show where the work is. Raises ``Cancelled`` where it goes on although somebody asked to stop."""
        end_if_asked()
        if self._lines is not None:
            self._lines.step(stage, done, total)
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(one_line(_translated(stage)), total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)
