"""The command of the three ledgers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis.cli.options import Json, Lang, given_path, options, say
from xc_gis.cli.terminal import note, show, show_json
from xc_gis.languages.message import msg
from xc_gis.wording.visible_text import one_line


def ledger(
    run: Annotated[Path, typer.Argument(metavar="RUN", parser=given_path, help=msg("结果文件夹"))],
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="DIR", help=msg("结果文件夹"))],
    against: Annotated[
        Path | None,
        typer.Option("--against", parser=given_path, metavar="RUN", help=msg("较早的一次结果：每个项目的缺口解决了没有")),
    ] = None,
    study: Annotated[
        Path | None, typer.Option("--study", parser=given_path, metavar="PATH", help=msg("项目文件(默认用运行时的那一个)"))
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Resources, needs and measures of a run as one workbook, and whether measures closed their gaps."""
    say(lang, as_json)
    from xc_gis.operations.ledger.ledger import BOOK, ledgers_into  # noqa: PLC0415
    from xc_gis.operations.ledger.words import sentences  # noqa: PLC0415

    found, content = ledgers_into(run, out, study=study, against=against, lang=options.lang)
    if options.json:
        show_json({"out": str(out), **content})
        return
    for line in sentences(found):
        note(line)
    show(one_line(out / BOOK))
