"""The command that holds capacity against the people who walk there."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis.cli.options import Json, Lang, StudyPath, given_path, options, say
from xc_gis.cli.terminal import Bar, note, note_table, show, show_json
from xc_gis.languages.message import msg
from xc_gis.wording.visible_text import one_line


def capacity(
    study: StudyPath,
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="DIR", help=msg("结果文件夹"))],
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Beds, places and floor area against the people who walk there: how much each thousand have, and who reaches only full ones."""
    say(lang, as_json)
    from xc_gis.operations.planning.capacity import capacity_into  # noqa: PLC0415
    from xc_gis.report.capacity.words import sentences, summary_table  # noqa: PLC0415

    with Bar() as bar:
        result, content = capacity_into(study, out, bar)
    if options.json:
        show_json({"out": str(out), **content})
        return
    for line in sentences(result):
        note(line)
    table = summary_table(result, lang=options.lang)
    if table.row_count:
        note_table(table)
    show(one_line(out / "capacity.csv"))
