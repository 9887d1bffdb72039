"""What may be said before or after every command."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer


@dataclass
class Options:
    """What was said before or after the command."""

    lang: str = "zh"
    json: bool = False


options = Options()

Lang = Annotated[str, typer.Option("--lang", help="zh 或 en", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="在标准输出给出一个 JSON 对象")]


def given_path(text: str) -> Path:
    """A path that was given: an empty one would mean the folder one happens to be in."""
    if not text.strip():
        raise typer.BadParameter("路径是空的")
    return Path(text)


StudyPath = Annotated[Path, typer.Argument(metavar="STUDY", parser=given_path, help="项目文件(.toml)")]


def say(lang: str, as_json: bool) -> None:
    """Take options that may stand after the command as well."""
    if lang not in {"", "zh", "en"}:
        raise typer.BadParameter("--lang 只能是 zh 或 en")
    options.lang = lang or options.lang
    options.json = as_json or options.json
