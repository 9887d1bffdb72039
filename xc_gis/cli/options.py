"""Options that may be given before or after every command."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from xc_gis.languages.message import msg


@dataclass
class Options:
    """What was given before or after the command."""

    lang: str = "zh"
    json: bool = False
    progress: str = "bar"


options = Options()

Lang = Annotated[str, typer.Option("--lang", help=msg("zh 或 en"), show_default=False)]
Json = Annotated[bool, typer.Option("--json", help=msg("在标准输出给出一个 JSON 对象"))]
StudyStandard = Annotated[
    str,
    typer.Option(
        "--standard", metavar="ID", help=msg("按项目的哪个评价标准计算（编号或名称）；不写时按第一个"), show_default=False
    ),
]


def given_path(text: str) -> Path:
    """A path that was given: an empty one would mean the folder one happens to be in."""
    if not text.strip():
        raise typer.BadParameter(msg("路径是空的"))
    return Path(text)


StudyPath = Annotated[Path, typer.Argument(metavar="STUDY", parser=given_path, help=msg("项目文件(.toml)"))]


def say(lang: str, as_json: bool) -> None:
    """Take options that may stand after the command as well."""
    if lang not in {"", "zh", "en"}:
        raise typer.BadParameter(msg("--lang 只能是 zh 或 en"))
    options.lang = lang or options.lang
    options.json = as_json or options.json
