"""
The command line: the only place besides the window where errors become text.

Exit codes: 0 done · 1 the study's data or settings are wrong · 2 wrong usage · 3 stopped by the user · 70 our fault.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

import xc_gis
from xc_gis.cli.leaving import guarded, listening_to_signals
from xc_gis.cli.options import Json, Lang, options, say
from xc_gis.cli.result_commands import compare, explain
from xc_gis.cli.speaking import show
from xc_gis.cli.standard_commands import standard_check, standard_diff, standard_new
from xc_gis.cli.study_commands import check, fetch, place, run
from xc_gis.cli.walking_commands import isochrone, network

COMMANDS: tuple[Callable[..., None], ...] = (run, fetch, check, place, network, isochrone, explain, compare)
STANDARD_COMMANDS: dict[str, Callable[..., None]] = {"check": standard_check, "new": standard_new, "diff": standard_diff}
"""In the order of the help."""

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="一刻钟社区服务圈:覆盖、缺口与星级",
)  # fmt: skip
standard_app = typer.Typer(no_args_is_help=True, help="评价标准:检查与比较")
app.add_typer(standard_app, name="standard")
for _command in COMMANDS:
    app.command()(_command)
for _name, _command in STANDARD_COMMANDS.items():
    standard_app.command(_name)(_command)


def _version(wanted: bool) -> None:
    """Heard before anything else, so that no command is asked for."""
    if wanted:
        show(f"xc-gis {xc_gis.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    lang: Lang = "",
    as_json: Json = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")] = False,
) -> None:
    del version  # has its callback
    say(lang, as_json)


def _foreign_words_to_the_log() -> None:
    """Warnings of libraries, in English and about their own inside, are for the log: shown where ``XC_GIS_DEBUG`` asks for it."""
    logging.captureWarnings(capture=True)
    if os.environ.get("XC_GIS_DEBUG"):
        logging.basicConfig(level=logging.INFO)
    else:
        logging.getLogger().addHandler(logging.NullHandler())


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    options.lang, options.json = (
        "zh",
        "--json" in words,
    )  # a second call in one process starts afresh; wrong usage is told as asked
    os.environ.setdefault("CPL_LOG", os.devnull)  # GDAL says to the screen what our messages say better
    _foreign_words_to_the_log()
    with listening_to_signals():
        code = guarded(lambda: app(args=words, standalone_mode=False))
    sys.exit(code)
