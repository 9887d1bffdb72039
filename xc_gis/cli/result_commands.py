"""Commands on results: explain a time, compare two runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis.cli.options import Json, Lang, given_path, options, say
from xc_gis.cli.terminal import Bar, note, show, show_json
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


RunStandard = Annotated[
    str,
    typer.Option(
        "--standard", metavar="ID", help=msg("按各次结果的哪个评价标准比较（编号或名称）；不写时按第一个"), show_default=False
    ),
]

TABLE_ENDINGS = (".xlsx", ".csv")
"""Of a file for ``--out``; anything else is a folder."""

TWO = 2


def compare(
    runs: Annotated[
        list[Path], typer.Argument(parser=given_path, metavar="RUN", help=msg("两次或多次结果（文件夹或存档），由早到晚"))
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", parser=given_path, metavar="PATH",
            help=msg("写出比较表（.xlsx 或 .csv，只限两次结果），或一个文件夹：把每项变化分解为世界、数据、方法"),
        ),
    ] = None,
    points: Annotated[
        Path | None, typer.Option("--points", parser=given_path, metavar="FILE", help=msg("示范点表（社区、级别、年份），逐年跟踪"))
    ] = None,
    series_only: Annotated[
        bool, typer.Option("--series-only", help=msg("只写逐年序列和示范点，不分解变化（不需要当年的输入）"))
    ] = False,
    standard: RunStandard = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:  # fmt: skip
    """Compare runs: what they rest on, which communities rise or fall, what became of residents; with a folder, why."""
    say(lang, as_json)
    if len(runs) < TWO:
        raise typer.BadParameter(msg("比较至少需要两次结果"))
    if out is not None and out.suffix.lower() not in TABLE_ENDINGS:
        _split(runs, out, points, series_only=series_only, standard=standard)
        return
    if len(runs) > TWO or points is not None or series_only or standard:
        raise typer.BadParameter(msg("比较多次结果、跟踪示范点或按另一个标准比较时，请用 --out 指明一个文件夹"))
    from xc_gis.operations.years.opened import year_run  # noqa: PLC0415
    from xc_gis.runs.compare.changes import compare_runs  # noqa: PLC0415
    from xc_gis.runs.compare.sheets import write_comparison  # noqa: PLC0415
    from xc_gis.runs.compare.words import comparison_json, comparison_sentences  # noqa: PLC0415
    from xc_gis.runs.view import read_run_view  # noqa: PLC0415

    with year_run(runs[0]) as before, year_run(runs[1]) as after:
        compared = compare_runs(read_run_view(before.folder), read_run_view(after.folder))
    written = write_comparison(compared, out, lang=options.lang) if out is not None else None
    if options.json:
        show_json({"out": str(written) if written else None, **comparison_json(compared)})
        return
    for line in comparison_sentences(compared):
        show(line)
    if written is not None:
        show(one_line(written))


def _split(runs: list[Path], out: Path, points: Path | None, *, series_only: bool, standard: str) -> None:
    from xc_gis.operations.years.compare import CONTENT, compare_into  # noqa: PLC0415
    from xc_gis.operations.years.words import split_sentences  # noqa: PLC0415

    with Bar() as bar:
        compared, content = compare_into(runs, out, bar, points=points, series_only=series_only, standard=standard)
    if options.json:
        show_json({"out": str(out), **{key: content[key] for key in ("runs", "pairs", "timing")}})
        return
    for line in compared.order:
        note(line)
    pairs = zip(compared.runs, compared.runs[1:], strict=False)
    for split, (before, after) in zip(compared.splits, () if series_only else pairs, strict=True):
        note(msg("{before} → {after}", before=before.shown, after=after.shown))
        for line in split_sentences(split, compared.categories):
            note(line)
    for line in compared.points:
        note(line)
    show(one_line(out / CONTENT))
