"""The command that says when and for whom services are in reach."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis.cli.options import Json, Lang, given_path, options, say
from xc_gis.cli.terminal import Bar, note, note_table, show, show_json
from xc_gis.languages.message import msg
from xc_gis.wording.visible_text import one_line


def slices(
    study: Annotated[Path, typer.Argument(parser=given_path, metavar="STUDY|RUN", help=msg("项目文件(.toml)或结果文件夹"))],
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="DIR", help=msg("结果文件夹"))],
    at: Annotated[
        list[str] | None,
        typer.Option("--at", metavar="MOMENT", help=msg("任一时刻，可多次：“WED 20:00”、“PH 10:00”(节假日)、2026-10-01T19:30")),
    ] = None,
    profile: Annotated[
        list[str] | None, typer.Option("--profile", help=msg("只算这些步行口径，可多次：adult senior frail child wheelchair"))
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Coverage by slices of time and by profile, and the three sentences of the programme."""
    say(lang, as_json)
    from xc_gis.analysis.planning.slices.profiles import SLICE_PROFILES  # noqa: PLC0415
    from xc_gis.operations.planning.slices import CONTENT, slices_into  # noqa: PLC0415
    from xc_gis.report.slices.words import sentences, slices_table  # noqa: PLC0415

    with Bar() as bar:
        result, content = slices_into(study, out, bar, at=tuple(at or ()), profiles=tuple(profile or SLICE_PROFILES))
    if options.json:
        show_json({"out": str(out), **content})
        return
    for line in sentences(result):
        note(line)
    note_table(slices_table(result, lang=options.lang))
    show(one_line(out / "slices.csv"))
    note(msg("全部内容见 {file}", file=CONTENT))
