"""Help of the command line in the language asked for: typer takes its texts when commands are made, before anybody said a language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import typer
from rich.columns import Columns
from rich.table import Table
from rich.text import Text
from typer import rich_utils

from xc_gis.languages.punctuation import wide
from xc_gis.languages.sentences import sentence_of

LANG = "--lang"


class FoldedTable(Table):
    """A table of help that breaks a sentence without blanks, as Chinese ones are, where rich would cut off its end."""

    def add_row(self, *cells: Any, **style: Any) -> None:
        """Add a row; what is said of an option stands as several texts beside one another."""
        for cell in cells:
            for text in cell.renderables if isinstance(cell, Columns) else (cell,):
                if isinstance(text, Text):
                    text.overflow = "fold"
        super().add_row(*cells, **style)


vars(rich_utils)["Table"] = FoldedTable  # typer has no setting for it


def language_in(words: Sequence[str]) -> str:
    """The language that the words of a command ask for, wherever it stands; Chinese without one that there is."""
    languages = [word.removeprefix(f"{LANG}=") for word in words if word.startswith(f"{LANG}=")]
    languages += [after for word, after in zip(words, words[1:], strict=False) if word == LANG]
    return "en" if "en" in languages else "zh"


def command_in(app: typer.Typer, lang: str) -> Any:
    """The command of an app with its help in a language."""
    command: Any = typer.main.get_command(app)
    _translate(command, lang)
    return command


def _translate(command: Any, lang: str) -> None:
    """Say the help of a command, of its words and of the commands in it."""
    command.help = _sentence(command.help, lang)
    for word in command.params:
        word.help = _sentence(getattr(word, "help", None), lang)
        if isinstance(getattr(word, "show_default", None), str):
            word.show_default = _sentence(word.show_default, lang)
    for inner in getattr(command, "commands", {}).values():
        _translate(inner, lang)


def _sentence(text: str | None, lang: str) -> str | None:
    if not text:
        return text
    return wide(str(text)) if lang == "zh" else sentence_of(str(text), lang) or text
