"""Progress for another program that started this one: a line for each step, where a terminal has a bar."""

from __future__ import annotations

import io
import json
import sys
from typing import TextIO

import typer

from xc_gis.cli.options import options
from xc_gis.languages.message import in_language, msg

WORDS = ("bar", "lines")


def say_progress(word: str) -> None:
    """
    Take the option ``--progress``; with ``lines`` standard error is UTF-8, whatever the system's own encoding is.

    Raises ``typer.BadParameter`` for another word.
    """
    if word not in WORDS:
        raise typer.BadParameter(msg("--progress 只能是 bar 或 lines"))
    options.progress = word
    if word == "lines" and isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


class ProgressLines:
    """
    Steps as JSON objects on a stream, one a line: ``stage`` (in the language asked for), ``done``, ``total``.

    A step that moves by less than a hundredth of its stage is not said. Letters beyond ASCII are escapes. A reader that has gone ends no work.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._said = ("", -1)

    def step(self, stage: str, done: int, total: int) -> None:
        """Say where the work is."""
        moved = (stage, 100 * done // max(total, 1))
        if self._stream is None or moved == self._said:
            return
        self._said = moved
        line = json.dumps({"stage": in_language(stage, options.lang), "done": int(done), "total": int(total)})
        try:
            self._stream.write(line + "\n")
            self._stream.flush()
        except (OSError, ValueError):
            self._stream = None
