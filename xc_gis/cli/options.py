"""What may be said before or after every command, and how a command speaks: results on standard output, notes on the other."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Self

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


@dataclass
class Options:
    """What was said before or after the command."""

    lang: str = "zh"
    json: bool = False
    notes: Console = field(default_factory=lambda: Console(stderr=True))


options = Options()

Lang = Annotated[str, typer.Option("--lang", help="zh 或 en", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="在标准输出给出一个 JSON 对象")]
StudyPath = Annotated[Path, typer.Argument(metavar="STUDY", help="项目文件(.toml)")]


def say(lang: str, as_json: bool) -> None:
    """Take options that may stand after the command as well."""
    if lang not in {"", "zh", "en"}:
        raise typer.BadParameter("--lang 只能是 zh 或 en")
    options.lang = lang or options.lang
    options.json = as_json or options.json


def show(text: str) -> None:
    """Print to standard output; a reader that has gone does not end the work."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Bar:
    """Progress on the terminal; silent where nobody looks."""

    def __init__(self, console: Console) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console,
            transient=True, disable=not console.is_terminal,
        )  # fmt: skip
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def step(self, stage: str, done: int, total: int) -> None:
        """Show where the work is."""
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)
