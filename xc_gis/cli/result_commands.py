"""Commands on results: explain a time, compare two runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis.cli.options import Json, Lang, given_path, options, say
from xc_gis.cli.speaking import show, show_json
from xc_gis.languages import translated
from xc_gis.visible_text import one_line


def explain(
    run_folder: Annotated[Path, typer.Argument(parser=given_path, metavar="RUN", help="结果文件夹")],
    demand: Annotated[str, typer.Option("--demand", help="居住点编号(见 demand_points.parquet)")],
    category: Annotated[str, typer.Option("--category", help="类别代码,如 MED;老年人口径写 MED@senior")],
    study: Annotated[
        Path | None, typer.Option("--study", parser=given_path, metavar="PATH", help="项目文件(默认用运行时的那一个)")
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """解释一个时间:到哪处设施、走哪条路、每段几分钟。"""
    say(lang, as_json)
    from xc_gis.report.walk_text import street_names, walk_json, walk_sentences  # noqa: PLC0415
    from xc_gis.runs import explain_walk, open_run  # noqa: PLC0415

    opened, walk = explain_walk(open_run(run_folder), demand, category, study=study)
    if options.json:
        show_json(walk_json(opened.data, walk, demand, category))
        return
    for line in walk_sentences(opened.data, opened.standard, walk, demand, category, street_names(opened.streets, walk)):
        show(line)


def compare(
    before: Annotated[Path, typer.Argument(parser=given_path, metavar="RUN_A", help="前一次结果文件夹")],
    after: Annotated[Path, typer.Argument(parser=given_path, metavar="RUN_B", help="后一次结果文件夹")],
    out: Annotated[
        Path | None, typer.Option("--out", parser=given_path, metavar="PATH", help="写出比较表(.xlsx 或 .csv)")
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """比较两次结果:依据有何不同、哪些社区升降星、各类服务的居民怎样变化。"""
    say(lang, as_json)
    from xc_gis.comparison.changes import compare_runs  # noqa: PLC0415
    from xc_gis.comparison.sheets import write_comparison  # noqa: PLC0415
    from xc_gis.comparison.words import comparison_json, comparison_sentences  # noqa: PLC0415
    from xc_gis.run_view import read_run_view  # noqa: PLC0415

    compared = compare_runs(read_run_view(before), read_run_view(after))
    written = write_comparison(compared, out) if out is not None else None
    if options.json:
        show_json({"out": str(written) if written else None, **comparison_json(compared)})
        return
    for line in comparison_sentences(compared):
        show(translated(line, options.lang))
    if written is not None:
        show(one_line(written))
