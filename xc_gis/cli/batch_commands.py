"""Many studies at once, on this machine or on a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xc_gis.cli.options import Json, Lang, given_path, options, say
from xc_gis.cli.terminal import Bar, note, note_table, show, show_json
from xc_gis.languages.message import joined, msg
from xc_gis.wording.fault_messages import OUR_FAULT, WRONG_DATA
from xc_gis.wording.visible_text import one_line

if TYPE_CHECKING:
    from xc_gis.operations.batch.batch import BatchResult


def batch(  # noqa: PLR0913 - typer reads the options of a command from its signature
    studies: Annotated[
        list[str],
        typer.Argument(metavar="STUDIES", help=msg("项目文件、文件夹、通配符或表格(CSV、xlsx)，路径或网址(s3://…)，可写几个")),
    ],
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="DIR", help=msg("批量结果的文件夹"))],
    vary: Annotated[
        list[str] | None,
        typer.Option(
            "--vary",
            metavar="KEY=A,B",
            help=msg("每个项目都按这些值各算一次，如 walk.speed.adult=1.0,1.2 或 date=2025-06-30,2026-06-30"),
        ),
    ] = None,
    standard: Annotated[
        list[str] | None, typer.Option("--standard", metavar="A,B", help=msg("每个项目都按这些评价标准各算一次"))
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help=msg("输入、参数、标准、版本都没有变的结果沿用，只算其余的"))] = False,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help=msg("本机的计算进程数"), show_default=msg("按处理器和内存"))
    ] = None,
    scheduler: Annotated[
        str,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help=msg("已有的 Dask 调度器，如 tcp://10.0.0.5:8786；也可用环境变量 DASK_SCHEDULER_ADDRESS"),
        ),
    ] = "",
    scheduler_file: Annotated[
        Path | None, typer.Option("--scheduler-file", parser=given_path, metavar="FILE", help=msg("Dask 调度器写出的文件"))
    ] = None,
    outlines: Annotated[bool, typer.Option("--outlines/--no-outlines", help=msg("在地图中绘制设施等时圈"))] = True,
    tables_only: Annotated[bool, typer.Option("--tables-only", help=msg("只写表格,不画地图"))] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Compute many studies: a run of each, and one result of all."""
    say(lang, as_json)
    if scheduler and scheduler_file is not None:
        raise typer.BadParameter(msg("--scheduler 和 --scheduler-file 只能写一个"))
    from xc_gis.operations.batch.batch import BatchRequest, run_batch  # noqa: PLC0415
    from xc_gis.operations.batch.grid import axes_of  # noqa: PLC0415
    from xc_gis.operations.batch.listing import asked_studies  # noqa: PLC0415
    from xc_gis.runs.how_made import HowMade  # noqa: PLC0415

    asked = asked_studies(studies, axes_of(vary or (), standard or ()))
    made = HowMade.asked(tables_only=tables_only, outlines=outlines, lang=options.lang)
    request = BatchRequest(made, options.lang, resume, scheduler, scheduler_file, workers=workers)
    with Bar() as bar:
        result = run_batch(asked, out, request, bar, say=note)
    _report(result, out)
    if result.failed:
        raise typer.Exit(OUR_FAULT if any(one.is_ours for one in result.failed) else WRONG_DATA)


def _report(result: BatchResult, out: Path) -> None:
    counts: dict[str, int] = result.counts
    if options.json:
        show_json({"out": str(out), "counts": counts, "studies": result.record()})
        return
    for one in result.failed:
        said = msg("· {study}：{message}", study=one.name, message=one.message)
        note(joined("\n  → ", [said, one.hint]) if one.hint else said)
    note_table(_table(result))
    note(
        msg("{done} 个算完，{skipped} 个沿用，{failed} 个失败；结果已写入 {out}", done=counts["done"], skipped=counts["skipped"],
            failed=counts["failed"], out=out)
    )  # fmt: skip
    show(one_line(out / "summary.xlsx"))


def _table(result: BatchResult) -> Any:
    from rich.table import Table  # noqa: PLC0415 - only where it is shown

    from xc_gis.languages.message import in_language  # noqa: PLC0415
    from xc_gis.operations.batch.summary import STATUS_ZH  # noqa: PLC0415

    table = Table()
    for heading in (msg("项目"), msg("状态"), msg("秒")):
        table.add_column(in_language(heading, options.lang), overflow="fold")
    for one in result.outcomes:
        table.add_row(one_line(one.name), in_language(STATUS_ZH[one.status], options.lang), f"{one.seconds:.1f}")
    return table
