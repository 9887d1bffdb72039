"""Commands on a study: the sample to begin with, run it, fetch its data, check them, place what has no coordinates."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from xc_gis.cli.options import Json, Lang, StudyPath, given_path, options, say
from xc_gis.cli.terminal import Bar, note, note_table, show, show_json
from xc_gis.errors import Cancelled
from xc_gis.languages.message import msg
from xc_gis.progress import Progress
from xc_gis.wording.visible_text import one_line
from xc_gis.workers import cores


def sample(
    folder: Annotated[Path, typer.Argument(metavar="DIR", parser=given_path, help=msg("写入示例数据的文件夹"))],
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Write the sample study, which came with the program."""
    say(lang, as_json)
    from xc_gis.operations.sample import write_sample  # noqa: PLC0415

    study = write_sample(folder)
    if options.json:
        show_json({"out": str(folder), "study": str(study)})
        return
    note(msg("示例数据（虚构的城区）已写入 {folder}", folder=folder))
    note(msg("运行：{command}", command=f"xc-gis run {shlex.quote(str(study))} --out {shlex.quote(str(folder / 'result'))}"))
    show(one_line(study))


def run(  # noqa: PLR0913 - typer reads the options of a command from its signature
    study: StudyPath,
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="PATH", help=msg("结果文件夹"))],
    jobs: Annotated[int, typer.Option("--jobs", min=1, help=msg("并行进程数"), show_default=msg("处理器数,至多 4"))] = min(
        4, cores()
    ),
    outlines: Annotated[bool, typer.Option("--outlines/--no-outlines", help=msg("在地图中绘制设施等时圈"))] = True,
    tables_only: Annotated[bool, typer.Option("--tables-only", help=msg("只写表格,不画地图"))] = False,
    qgis: Annotated[bool, typer.Option("--qgis", help=msg("另存带样式的 QGIS 工程（gis/study.qgz、gis/study.gpkg）"))] = False,
    scheduler: Annotated[
        str,
        typer.Option("--scheduler", metavar="ADDRESS", help=msg("大城市分片计算所用的 Dask 调度器，如 tcp://10.0.0.5:8786")),
    ] = "",
    scheduler_file: Annotated[
        Path | None, typer.Option("--scheduler-file", parser=given_path, metavar="FILE", help=msg("Dask 调度器写出的文件"))
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Run a study: coverage, gaps, stars, map and tables."""
    say(lang, as_json)
    if scheduler and scheduler_file is not None:
        raise typer.BadParameter(msg("--scheduler 和 --scheduler-file 只能写一个"))
    if qgis and tables_only:
        raise typer.BadParameter(msg("--qgis 需要地图，不能与 --tables-only 一起用"))
    from xc_gis.operations.run import run_into  # noqa: PLC0415
    from xc_gis.report.tables.summary import summary_table  # noqa: PLC0415 - the command line answers before pandas is loaded

    if jobs > cores():
        note(msg("· 并行进程数由 {jobs} 降为 {cores}：处理器只有这么多", jobs=jobs, cores=cores()))
    with Bar() as bar:
        asked: dict[str, Any] = {
            "outlines": outlines,
            "tables_only": tables_only,
            "jobs": min(jobs, cores()),
            "lang": options.lang,
        }
        asked["besides"] = _project(bar) if qgis else None
        if scheduler or scheduler_file is not None:
            from xc_gis.operations.large_run.run import run_on_cluster  # noqa: PLC0415

            result, manifest = run_on_cluster(
                study, out, bar, scheduler=scheduler, scheduler_file=scheduler_file, say=note, **asked
            )
        else:
            result, manifest = run_into(study, out, bar, **asked)
    for warning in result.warnings:
        note("· " + warning)
    if options.json:
        show_json({"out": str(out), "counts": manifest["counts"], "warnings": list(result.warnings),
                           "timing": manifest["timing"]})  # fmt: skip
        return
    note_table(summary_table(result, lang=options.lang, counted=manifest["counts"]))
    note(msg("结果已写入 {out}({seconds:.0f} 秒)", out=out, seconds=manifest["timing"]["seconds"]))
    show(one_line(out / ("rating.csv" if tables_only else "map.html")))


def _project(progress: Progress) -> Callable[[Path], Sequence[str]]:
    """Writes the project for QGIS into the folder of a run."""

    def leave(folder: Path) -> Sequence[str]:
        from xc_gis.operations.export.gis.project_files import leave_project  # noqa: PLC0415

        return leave_project(folder, options.lang, progress)

    return leave


def fetch(  # noqa: PLR0913 - typer reads the options of a command from its signature
    place: Annotated[str, typer.Argument(metavar="PLACE", help=msg("行政区全名,如 北京市西城区"))],
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="PATH", help=msg("数据文件夹"))],
    boundary: Annotated[
        Path | None, typer.Option("--boundary", parser=given_path, metavar="PATH", help=msg("边界文件(不查询 Nominatim)"))
    ] = None,
    around: Annotated[
        float | None, typer.Option("--around", min=0, help=msg("周边范围(米),默认 1500"), show_default=False)
    ] = None,
    standard: Annotated[str, typer.Option("--standard", help=msg("按哪个标准的设施类型下载"))] = "xicheng-ykz-default",
    overpass: Annotated[
        str | None, typer.Option("--overpass", help=msg("Overpass 地址,也可用环境变量 XC_GIS_OVERPASS_URL"))
    ] = None,
    nominatim: Annotated[str | None, typer.Option("--nominatim", help=msg("Nominatim 地址,也可用 XC_GIS_NOMINATIM_URL"))] = None,
    cache: Annotated[
        Path | None, typer.Option("--cache", parser=given_path, metavar="PATH", help=msg("缓存文件夹,也可用 XC_GIS_OSM_CACHE"))
    ] = None,
    tries: Annotated[
        int | None, typer.Option("--tries", min=1, help=msg("每次请求至多试几次,默认 4"), show_default=False)
    ] = None,
    refresh: Annotated[bool, typer.Option("--refresh", help=msg("不用缓存,全部重新下载"))] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Fetch the OpenStreetMap data of a place, and write a study to begin with."""
    say(lang, as_json)
    from xc_gis.operations.fetch import fetch as fetch_place  # noqa: PLC0415
    from xc_gis.operations.fetch import next_steps  # noqa: PLC0415
    from xc_gis.sources.fetch.settings import FetchSettings  # noqa: PLC0415

    settings = FetchSettings.from_environment().changed(
        overpass_url=overpass, nominatim_url=nominatim, cache=cache, around_m=around, tries=tries, max_age_days=0 if refresh else None
    )  # fmt: skip
    try:
        with Bar() as bar:
            fetched = fetch_place(place, out, settings, bar, boundary=boundary, standard=standard)
    except Cancelled as stopped:
        goes_on = "" if refresh else msg("已下载的部分在缓存中；再次执行同一命令，会接着下载")
        raise Cancelled(hint=goes_on) from stopped
    if options.json:
        shown = {name: fetched.content[name] for name in ("place", "boundary", "osm_base", "counts", "attribution", "licence")}
        show_json({"out": str(fetched.folder), "study": str(fetched.study), **shown})
        return
    for line in next_steps(fetched):
        note(line)
    show(one_line(fetched.study))


def check(
    study: StudyPath,
    out: Annotated[Path | None, typer.Option("--out", parser=given_path, metavar="PATH", help=msg("检查页面(.html)"))] = None,
    write: Annotated[bool, typer.Option("--write", help=msg("把推断的键写入项目文件"))] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Check the data: what was read of each layer, on what grounds, how to mend it, what will be unknown."""
    say(lang, as_json)
    from xc_gis.operations.check.check import check_study, write_guesses  # noqa: PLC0415
    from xc_gis.report.check.page import write_check_page  # noqa: PLC0415
    from xc_gis.report.check.text import check_sentences  # noqa: PLC0415

    with Bar() as bar:
        report = check_study(study, bar)
    if out is not None:
        write_check_page(report, out, lang=options.lang)
    written = write_guesses(study, report) if write else 0
    if options.json:
        show_json(report.as_json())
    else:
        for line in check_sentences(report):
            note(line)
        if write:
            note(msg("写入项目文件 {written} 个键", written=written))
        if out is not None:
            show(one_line(out))
    if report.exit_code:
        raise typer.Exit(report.exit_code)


def place(
    study: StudyPath,
    out: Annotated[
        Path | None, typer.Option("--out", parser=given_path, metavar="PATH", help=msg("写出待定位设施表(.csv)"))
    ] = None,
    read: Annotated[
        Path | None, typer.Option("--read", parser=given_path, metavar="PATH", help=msg("读入填好的表,写入更正表"))
    ] = None,
    crs: Annotated[str, typer.Option("--crs", help=msg("所填经纬度的坐标系,如 GCJ-02(高德拾取)"))] = "EPSG:4326",
    geocoder: Annotated[str, typer.Option("--geocoder", help=msg("amap、baidu、tianditu 或 nominatim;密钥在环境变量中"))] = "",
    city: Annotated[str, typer.Option("--city", help=msg("地理编码时加在地址前的城市;项目在北京时不必写"))] = "",
    cache: Annotated[
        Path | None, typer.Option("--cache", parser=given_path, metavar="PATH", help=msg("地理编码结果的保存文件"))
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Facilities without coordinates: write the table to fill in, or take it over into the corrections."""
    say(lang, as_json)
    if (out is None) == (read is None):
        raise typer.BadParameter(msg("--out 和 --read 须选一个"))
    from xc_gis.operations.place import fill_in, write_queue  # noqa: PLC0415

    if read is not None:
        count, path = fill_in(study, read, crs)
        done = msg("{count} 行写入 {path}", count=count, path=path.name)
    else:
        assert out is not None
        with Bar() as bar:
            count, path = write_queue(study, out, geocoder=geocoder, city=city, cache=cache, progress=bar), out
        done = msg("{count} 行等待定位", count=count)
    if options.json:
        show_json({"rows": count, "out": str(path)})
        return
    note(done)
    show(one_line(path))
