"""Commands on results: explain a time, compare two runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis.cli.options import Json, Lang, given_path, options, say
from xc_gis.cli.terminal import show, show_json
from xc_gis.languages.message import msg
from xc_gis.wording.visible_text import one_line


def explain(
    run_folder: Annotated[Path, typer.Argument(parser=given_path, metavar="RUN", help=msg("结果文件夹"))],
    demand: Annotated[str, typer.Option("--demand", help=msg("居住点编号(见 demand_points.parquet)"))],
    category: Annotated[str, typer.Option("--category", help=msg("类别代码,如 MED;老年人口径写 MED@senior"))],
    study: Annotated[
        Path | None, typer.Option("--study", parser=given_path, metavar="PATH", help=msg("项目文件(默认用运行时的那一个)"))
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Explain a time: which facility, which way, how long each part takes."""
    say(lang, as_json)
    from xc_gis.operations.run import explain_walk, open_run  # noqa: PLC0415
    from xc_gis.report.walks.walk_text import street_names, walk_json, walk_sentences  # noqa: PLC0415

    opened, walk = explain_walk(open_run(run_folder), demand, category, study=study)
    if options.json:
        show_json(walk_json(opened.data, walk, demand, category))
        return
    names = street_names(opened.streets, walk)
    for line in walk_sentences(opened.data, opened.standard, walk, demand, category, names):
        show(line)


def compare(
    before: Annotated[Path, typer.Argument(parser=given_path, metavar="RUN_A", help=msg("前一次结果文件夹"))],
    after: Annotated[Path, typer.Argument(parser=given_path, metavar="RUN_B", help=msg("后一次结果文件夹"))],
    out: Annotated[
        Path | None, typer.Option("--out", parser=given_path, metavar="PATH", help=msg("写出比较表(.xlsx 或 .csv)"))
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Compare two runs: what they rest on, which communities rise or fall, what became of residents."""
    say(lang, as_json)
    from xc_gis.runs.compare.changes import compare_runs  # noqa: PLC0415
    from xc_gis.runs.compare.sheets import write_comparison  # noqa: PLC0415
    from xc_gis.runs.compare.words import comparison_json, comparison_sentences  # noqa: PLC0415
    from xc_gis.runs.view import read_run_view  # noqa: PLC0415

    compared = compare_runs(read_run_view(before), read_run_view(after))
    written = write_comparison(compared, out, lang=options.lang) if out is not None else None
    if options.json:
        show_json({"out": str(written) if written else None, **comparison_json(compared)})
        return
    for line in comparison_sentences(compared):
        show(line)
    if written is not None:
        show(one_line(written))
