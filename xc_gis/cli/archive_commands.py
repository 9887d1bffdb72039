"""Commands that keep a run for years to come: archive it, replay it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis.cli.options import Json, Lang, given_path, options, say
from xc_gis.cli.terminal import Bar, note, show, show_json
from xc_gis.languages.message import joined, msg
from xc_gis.wording.visible_text import one_line

DIFFERS = 1
"""Exit code of a replay that came out otherwise."""


def archive(
    run_folder: Annotated[Path, typer.Argument(parser=given_path, metavar="RUN", help=msg("结果文件夹"))],
    out: Annotated[Path, typer.Option("--out", "-o", parser=given_path, metavar="FILE", help=msg("存档文件（.zip）"))],
    no_inputs: Annotated[bool, typer.Option("--no-inputs", help=msg("只存输入的校验值，不存输入文件"))] = False,
    study: Annotated[
        Path | None, typer.Option("--study", parser=given_path, metavar="PATH", help=msg("项目文件(默认用运行时的那一个)"))
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Pack a run with its inputs, standard, settings and results into one file that replays to the same bytes elsewhere."""
    say(lang, as_json)
    from xc_gis.operations.years.archive import archive_run, personal_inputs  # noqa: PLC0415

    with Bar() as bar:
        content = archive_run(run_folder, out, bar, inputs=not no_inputs, study=study)
    if options.json:
        show_json({"out": str(out), "run": content["run"], "files": len(content["files"]), "inputs": not no_inputs})
        return
    note(msg("已存档 {count} 个文件，结果编号 {run}", count=len(content["files"]), run=content["run"]))
    if personal := personal_inputs(content):
        note(msg("存档里有原表 {files}，可能含个人信息，请勿外传；交给第三方请用 --no-inputs", files=joined("、", personal)))
    show(one_line(out))


def replay(
    archived: Annotated[Path, typer.Argument(parser=given_path, metavar="FILE", help=msg("存档文件（.zip）"))],
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="PATH", help=msg("结果文件夹"))],
    study: Annotated[
        Path | None, typer.Option("--study", parser=given_path, metavar="PATH", help=msg("项目文件（存档不含输入时）"))
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Compute an archived run again and say whether every byte is the same, or exactly what differs."""
    say(lang, as_json)
    from xc_gis.operations.years.replay import CONTENT, replay_archive  # noqa: PLC0415
    from xc_gis.operations.years.replay_words import difference_sentence  # noqa: PLC0415

    with Bar() as bar:
        found = replay_archive(archived, out, bar, study=study)
    if options.json:
        show_json(
            {"out": str(out), "same": found.same, "compared": found.compared,
             "differences": [{"kind": d.kind, "name": d.name, "before": d.before, "after": d.after} for d in found.differences]}
        )  # fmt: skip
    else:
        for one in found.differences:
            note(difference_sentence(one))
        note(msg("{count} 个结果文件逐字节相同", count=found.compared) if found.same else msg("重新计算的结果与存档不同"))
        show(one_line(out / CONTENT))
    if not found.same:
        raise typer.Exit(DIFFERS)
