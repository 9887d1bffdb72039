"""The command of files for the platforms of others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis.cli.options import Json, Lang, given_path, options, say
from xc_gis.cli.terminal import note, show, show_json
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.wording.visible_text import one_line


def exchange(
    folder: Annotated[
        Path, typer.Argument(metavar="RUN", parser=given_path, help=msg("结果文件夹；加 --check 时是数据交换文件夹"))
    ],
    out: Annotated[Path | None, typer.Option("--out", parser=given_path, metavar="DIR", help=msg("写出到这个文件夹"))] = None,
    check: Annotated[bool, typer.Option("--check", help=msg("按模式检查收到的文件"))] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Tables and places of a run with their dictionary and schemas, or files that came back held against these."""
    say(lang, as_json)
    if check == (out is not None):
        raise typer.BadParameter(msg("请写 --out DIR（写出），或 --check（检查），二者之一"))
    if out is not None:
        from xc_gis.operations.exchange.package import CONTENT, exchange_into  # noqa: PLC0415 - loads the layers

        content = exchange_into(folder, out)
        if options.json:
            show_json({"out": str(out), **content})
            return
        note(msg("{count} 个数据文件，各有模式，字段见 fields.csv", count=len(content["files"])))
        show(one_line(out / CONTENT))
        return
    from xc_gis.operations.exchange.check import check_exchange  # noqa: PLC0415
    from xc_gis.operations.exchange.words import sentences  # noqa: PLC0415

    found = check_exchange(folder)
    if options.json:
        show_json({
            "valid": found.is_valid, "unknown": list(found.unknown),
            "files": {one.name: {"rows": one.rows, "changed": one.is_changed, "faults": [str(f) for f in one.faults], "more": one.more} for one in found.files},
        })  # fmt: skip
    else:
        for line in sentences(found):
            note(line)
    if not found.is_valid:
        bad = sum(bool(one.faults) for one in found.files)
        raise InputError(msg("{count} 个文件不符合模式", count=bad), hint=msg("请让对方按 schemas/ 中的模式更正后重发"))
