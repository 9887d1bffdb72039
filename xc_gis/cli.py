"""
The command line: the only place besides the window where errors become text.

Exit codes: 0 done · 1 the study's data or settings are wrong · 2 wrong usage · 3 stopped by the user · 70 our fault.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Annotated, Any, Self

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

import xc_gis
from xc_gis.errors import Cancelled, ResourceError, XcGisError
from xc_gis.languages import translated

OUR_FAULT = 70
WRONG_USAGE = 2

logger = logging.getLogger(__name__)

_USAGE: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""What typer raises for wrong usage; some of its versions bring a click of their own."""

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="一刻钟社区服务圈:覆盖、缺口与星级",
)  # fmt: skip
standard_app = typer.Typer(no_args_is_help=True, help="评价标准:检查与比较")
app.add_typer(standard_app, name="standard")


@dataclass
class _Options:
    """What was said before or after the command."""

    lang: str = "zh"
    json: bool = False
    notes: Console = field(default_factory=lambda: Console(stderr=True))


_options = _Options()

Lang = Annotated[str, typer.Option("--lang", help="zh 或 en", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="在标准输出给出一个 JSON 对象")]
StudyPath = Annotated[Path, typer.Argument(metavar="STUDY", help="研究文件(.toml)")]


def _say(lang: str, as_json: bool) -> None:
    """Take options that may stand after the command as well."""
    if lang not in {"", "zh", "en"}:
        raise typer.BadParameter("--lang 只能是 zh 或 en")
    _options.lang = lang or _options.lang
    _options.json = as_json or _options.json


def _version(wanted: bool) -> None:
    """Heard before anything else, so that no command is asked for."""
    if wanted:
        _print(f"xc-gis {xc_gis.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    lang: Lang = "",
    as_json: Json = False,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")] = False,
) -> None:
    del version  # has its callback
    _say(lang, as_json)


def _print(text: str) -> None:
    """Print to standard output; a reader that has gone does not end the work."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Bar:
    """Progress on the terminal; silent where nobody looks."""

    def __init__(self, console: Console) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console,
            transient=True, disable=not console.is_terminal,
        )  # fmt: skip
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def step(self, stage: str, done: int, total: int) -> None:
        """Show where the work is."""
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)


@app.command()
def run(
    study: StudyPath,
    out: Annotated[Path, typer.Option("--out", help="结果文件夹")],
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="并行进程数", show_default="处理器数,至多 4")] = min(
        4, os.cpu_count() or 1
    ),
    outlines: Annotated[bool, typer.Option("--outlines/--no-outlines", help="在地图中绘制设施等时圈")] = True,
    tables_only: Annotated[bool, typer.Option("--tables-only", help="只写表格,不画地图")] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """运行一个研究:覆盖、缺口、星级、地图与表格。"""
    _say(lang, as_json)
    from xc_gis.report.summary import summary_table  # noqa: PLC0415 - the command line answers before pandas is loaded
    from xc_gis.runs import run_into  # noqa: PLC0415

    with _Bar(_options.notes) as bar:
        result, manifest = run_into(study, out, bar, outlines=outlines, tables_only=tables_only, jobs=jobs)
    for warning in result.warnings:
        _options.notes.print(f"· {warning}", highlight=False, markup=False)
    if _options.json:
        _print(json.dumps({"out": str(out), "counts": manifest["counts"], "warnings": manifest["warnings"],
                           "timing": manifest["timing"]}, ensure_ascii=False))  # fmt: skip
        return
    _options.notes.print(summary_table(result, lang=_options.lang))
    done = f"结果已写入 {out}({manifest['timing']['seconds']:.0f} 秒)" if _options.lang == "zh" else f"Results in {out}"
    _options.notes.print(done, highlight=False, markup=False)
    _print(str(out / ("rating.csv" if tables_only else "map.html")))


@app.command()
def fetch(
    place: Annotated[str, typer.Argument(metavar="PLACE", help="行政区全名,如 北京市西城区")],
    out: Annotated[Path, typer.Option("--out", help="数据文件夹")],
    boundary: Annotated[Path | None, typer.Option("--boundary", help="边界文件(不查询 Nominatim)")] = None,
    around: Annotated[float | None, typer.Option("--around", min=0, help="周边范围(米),默认 1500", show_default=False)] = None,
    standard: Annotated[str, typer.Option("--standard", help="按哪个标准的设施类型下载")] = "xicheng-ykz-default",
    overpass: Annotated[str | None, typer.Option("--overpass", help="Overpass 地址,也可用环境变量 XC_GIS_OVERPASS_URL")] = None,
    nominatim: Annotated[str | None, typer.Option("--nominatim", help="Nominatim 地址,也可用 XC_GIS_NOMINATIM_URL")] = None,
    cache: Annotated[Path | None, typer.Option("--cache", help="缓存文件夹,也可用 XC_GIS_OSM_CACHE")] = None,
    tries: Annotated[int | None, typer.Option("--tries", min=1, help="每次请求至多试几次,默认 4", show_default=False)] = None,
    refresh: Annotated[bool, typer.Option("--refresh", help="不用缓存,全部重新下载")] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """下载一个地方的 OpenStreetMap 数据(路网、设施、建筑、街道边界),并写好起步研究。"""
    _say(lang, as_json)
    from xc_gis.fetch import fetch as fetch_place  # noqa: PLC0415
    from xc_gis.fetch import next_steps  # noqa: PLC0415
    from xc_gis.sources.fetch.settings import FetchSettings  # noqa: PLC0415

    settings = FetchSettings.from_environment().changed(
        overpass_url=overpass, nominatim_url=nominatim, cache=cache, around_m=around, tries=tries, max_age_days=0 if refresh else None
    )  # fmt: skip
    with _Bar(_options.notes) as bar:
        fetched = fetch_place(place, out, settings, bar, boundary=boundary, standard=standard)
    if _options.json:
        shown = {name: fetched.content[name] for name in ("place", "boundary", "osm_base", "counts", "attribution", "licence")}
        _print(json.dumps({"out": str(fetched.folder), "study": str(fetched.study), **shown}, ensure_ascii=False))
        return
    for line in next_steps(fetched):
        _options.notes.print(line, highlight=False, markup=False)
    _print(str(fetched.study))


@app.command()
def check(
    study: StudyPath,
    out: Annotated[Path | None, typer.Option("--out", help="检查页面(.html)")] = None,
    write: Annotated[bool, typer.Option("--write", help="把推断的键写入研究文件")] = False,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """检查数据:每个图层读到什么、依据何在、怎样修正,以及哪些会是未知。"""
    _say(lang, as_json)
    from xc_gis.check import check_study, write_guesses  # noqa: PLC0415
    from xc_gis.report.check_page import write_check_page  # noqa: PLC0415
    from xc_gis.report.check_text import check_sentences  # noqa: PLC0415

    with _Bar(_options.notes) as bar:
        report = check_study(study, bar)
    if out is not None:
        write_check_page(report, out)
    written = write_guesses(study, report) if write else 0
    if _options.json:
        _print(json.dumps(report.as_json(), ensure_ascii=False, allow_nan=False))
    else:
        for line in check_sentences(report):
            _options.notes.print(line, highlight=False, markup=False, soft_wrap=True)
        if write:
            _options.notes.print(f"写入研究文件 {written} 个键", highlight=False, markup=False)
        if out is not None:
            _print(str(out))
    if report.exit_code:
        raise typer.Exit(report.exit_code)


@app.command()
def place(
    study: StudyPath,
    out: Annotated[Path | None, typer.Option("--out", help="写出待定位设施表(.csv)")] = None,
    read: Annotated[Path | None, typer.Option("--read", help="读入填好的表,写入更正表")] = None,
    crs: Annotated[str, typer.Option("--crs", help="所填经纬度的坐标系,如 GCJ-02(高德拾取)")] = "EPSG:4326",
    geocoder: Annotated[str, typer.Option("--geocoder", help="amap、baidu、tianditu 或 nominatim;密钥在环境变量中")] = "",
    city: Annotated[str, typer.Option("--city", help="地理编码时加在地址前的城市")] = "北京市",
    cache: Annotated[Path | None, typer.Option("--cache", help="地理编码结果的保存文件")] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """没有坐标的设施:写出待填的表,或把填好的表写入更正表。"""
    _say(lang, as_json)
    if (out is None) == (read is None):
        raise typer.BadParameter("--out 和 --read 须选一个")
    from xc_gis.placing import fill_in, write_queue  # noqa: PLC0415

    if read is not None:
        count, path = fill_in(study, read, crs)
        done = f"{count} 行写入 {path.name}"
    else:
        assert out is not None
        with _Bar(_options.notes) as bar:
            count, path = write_queue(study, out, geocoder=geocoder, city=city, cache=cache, progress=bar), out
        done = f"{count} 行等待定位"
    if _options.json:
        _print(json.dumps({"rows": count, "out": str(path)}, ensure_ascii=False))
        return
    _options.notes.print(done, highlight=False, markup=False)
    _print(str(path))


@app.command()
def network(study: StudyPath, out: Annotated[Path, typer.Option("--out", help=".gpkg 或 .graphml")], lang: Lang = "") -> None:
    """导出实际使用的步行网络,供其他软件核对时间。"""
    _say(lang, False)
    from xc_gis.report.network_export import write_network  # noqa: PLC0415
    from xc_gis.study import build_network_of  # noqa: PLC0415

    with _Bar(_options.notes) as bar:
        built, settings = build_network_of(study, bar)
    write_network(built, settings, out)
    _print(str(out))


@app.command()
def isochrone(
    study: StudyPath,
    out: Annotated[Path, typer.Option("--out", help=".geojson 或 .gpkg")],
    at: Annotated[str, typer.Option("--at", help="经度,纬度(WGS 84)")] = "",
    facility: Annotated[str, typer.Option("--facility", help="设施编号")] = "",
    minutes: Annotated[str, typer.Option("--minutes", help="分钟,以逗号分隔")] = "5,10,15",
    profile: Annotated[str, typer.Option("--profile", help="步行口径")] = "adult",
    direction: Annotated[str, typer.Option("--direction", help="to:走到这里;from:从这里出发")] = "to",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """任一地点或设施的步行等时圈与可达道路。"""
    _say(lang, as_json)
    from xc_gis.isochrones import isochrones_of_place, write_isochrones  # noqa: PLC0415

    with _Bar(_options.notes) as bar:
        made = isochrones_of_place(
            study, at=_lonlat(at) if at else None, facility=facility, minutes=_minutes(minutes), profile=profile,
            towards=_direction(direction), progress=bar,
        )  # fmt: skip
    write_isochrones(made, out)
    if _options.json:
        _print(json.dumps({"out": str(out), "check": made.check}, ensure_ascii=False))
        return
    for line in made.sentences():
        _options.notes.print(line, highlight=False, markup=False)
    _print(str(out))


def _lonlat(text: str) -> tuple[float, float]:
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError as fault:
        raise typer.BadParameter("--at 应为 经度,纬度,如 116.37,39.91") from fault
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):  # noqa: PLR2004 - degrees
        raise typer.BadParameter(f"--at {text} 不是经纬度")
    return lon, lat


def _minutes(text: str) -> list[float]:
    try:
        found = sorted({float(part) for part in text.split(",")})
    except ValueError as fault:
        raise typer.BadParameter("--minutes 应为以逗号分隔的数字,如 5,10,15") from fault
    if not found or found[0] <= 0 or found[-1] > 120:  # noqa: PLR2004 - two hours are no walk to a service
        raise typer.BadParameter("--minutes 应在 0 到 120 之间")
    return found


def _direction(word: str) -> bool:
    if word not in {"to", "from"}:
        raise typer.BadParameter("--direction 只能是 to 或 from")
    return word == "to"


@app.command()
def explain(
    run_folder: Annotated[Path, typer.Argument(metavar="RUN", help="结果文件夹")],
    demand: Annotated[str, typer.Option("--demand", help="居住点编号(见 demand_points.parquet)")],
    category: Annotated[str, typer.Option("--category", help="类别代码,如 MED;老年人口径写 MED@senior")],
    study: Annotated[Path | None, typer.Option("--study", help="研究文件(默认用运行时的那一个)")] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """解释一个时间:到哪处设施、走哪条路、每段几分钟。"""
    _say(lang, as_json)
    from xc_gis.report.walk_text import walk_json, walk_sentences  # noqa: PLC0415
    from xc_gis.runs import explain_walk, open_run  # noqa: PLC0415

    opened, walk = explain_walk(open_run(run_folder), demand, category, study=study)
    if _options.json:
        _print(json.dumps(walk_json(opened.data, walk, demand, category), ensure_ascii=False))
        return
    for line in walk_sentences(opened.data, opened.standard, walk, demand, category):
        _print(line)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(metavar="RUN_A", help="前一次结果文件夹")],
    after: Annotated[Path, typer.Argument(metavar="RUN_B", help="后一次结果文件夹")],
    out: Annotated[Path | None, typer.Option("--out", help="写出比较表(.xlsx 或 .csv)")] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """比较两次结果:依据有何不同、哪些社区升降星、各类服务的居民怎样变化。"""
    _say(lang, as_json)
    from xc_gis.comparison.changes import compare_runs  # noqa: PLC0415
    from xc_gis.comparison.sheets import write_comparison  # noqa: PLC0415
    from xc_gis.comparison.words import comparison_json, comparison_sentences  # noqa: PLC0415
    from xc_gis.run_view import read_run_view  # noqa: PLC0415

    compared = compare_runs(read_run_view(before), read_run_view(after))
    written = write_comparison(compared, out) if out is not None else None
    if _options.json:
        _print(json.dumps({"out": str(written) if written else None, **comparison_json(compared)}, ensure_ascii=False))
        return
    for line in comparison_sentences(compared):
        _print(translated(line, _options.lang))
    if written is not None:
        _print(str(written))


@standard_app.command("check")
def standard_check(
    file: Annotated[str, typer.Argument(help="YAML 文件或内置标准名")], lang: Lang = "", as_json: Json = False
) -> None:
    """检查评价标准;有误时给出行、键和原因。"""
    _say(lang, as_json)
    from xc_gis.standard import load_standard  # noqa: PLC0415

    found = load_standard(file, base_dir=Path())
    counted = {"id": found.id, "version": found.version, "name": found.name_zh, "categories": len(found.categories),
               "facility_types": len(found.facility_types), "sha256": found.sha256}  # fmt: skip
    if _options.json:
        _print(json.dumps(counted, ensure_ascii=False))
        return
    _print(
        f"标准有效:{found.name_zh}({found.id} {found.version}),{len(found.categories)} 类服务,{len(found.facility_types)} 种设施"
    )


@standard_app.command("new")
def standard_new(
    standard_id: Annotated[str, typer.Argument(metavar="ID", help="新标准的编号,如 xicheng-2026")],
    out: Annotated[Path, typer.Option("--out", help="写入的 YAML 文件(不覆盖已有文件)")],
    base: Annotated[str, typer.Option("--from", help="以哪个标准为底稿:内置标准名或 YAML 文件")] = "xicheng-ykz-default",
    version: Annotated[str, typer.Option("--version", help="版本号;默认为底稿的下一版", show_default=False)] = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """以一个标准为底稿另存一份,供修改;注释原样保留。"""
    _say(lang, as_json)
    from xc_gis.standard.draft import Draft  # noqa: PLC0415
    from xc_gis.standard.save import next_version, save_standard, standard_text  # noqa: PLC0415

    draft = Draft(standard_text(base, base_dir=Path()), base)
    version = version or next_version(draft.base.version)
    save_standard(draft, out, standard_id=standard_id, version=version)
    if _options.json:
        _print(json.dumps({"id": standard_id, "version": version, "out": str(out)}, ensure_ascii=False))
        return
    _print(str(out))


@standard_app.command("diff")
def standard_diff(before: str, after: str, lang: Lang = "", as_json: Json = False) -> None:
    """比较两个评价标准。"""
    _say(lang, as_json)
    from xc_gis.standard import diff_standards, load_standard  # noqa: PLC0415

    changes = diff_standards(load_standard(before, base_dir=Path()), load_standard(after, base_dir=Path()))
    if _options.json:
        _print(
            json.dumps(
                [{"key": c.key, "before": c.before, "after": c.after} for c in changes],
                ensure_ascii=False,
                default=str,
            )
        )
        return
    for change in changes:
        _print(f"{change.key}: {change.before} → {change.after}")
    if not changes:
        _print("两个标准相同")


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Cancelled("已停止;原有结果未改动")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    _options.lang, _options.json = "zh", False  # a second call in one process starts afresh
    signal.signal(signal.SIGINT, _stop)
    signal.signal(signal.SIGTERM, _stop)
    sys.exit(_guarded(lambda: app(args=arguments, standalone_mode=False)))


def _guarded(command: Callable[[], object]) -> int:
    """Turn errors into one message and an exit code."""
    try:
        code = command()
    except XcGisError as fault:
        return _failed(fault.message, fault.hint, fault.exit_code)
    except typer.Abort:
        return _failed("已停止", "", Cancelled.exit_code)
    except _USAGE as fault:
        return _failed(fault.format_message(), "用 --help 查看用法", WRONG_USAGE)
    except MemoryError:
        return _failed("内存不足", "请关闭其他程序,或缩小研究范围", ResourceError.exit_code)
    except OSError as fault:
        if fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM}:
            return _failed(
                os.strerror(fault.errno),
                "请清理磁盘或关闭其他程序后重试;原有结果未改动",
                ResourceError.exit_code,
            )
        return _our_fault(fault)
    except Exception as fault:  # noqa: BLE001 - the last place where an error can become a message
        return _our_fault(fault)
    return code if isinstance(code, int) else 0


def _our_fault(fault: Exception) -> int:
    if os.environ.get("XC_GIS_DEBUG"):
        raise fault
    return _failed(
        f"程序内部错误:{type(fault).__name__}: {fault}",
        "设置 XC_GIS_DEBUG=1 可看到详情;请报告此问题",
        OUR_FAULT,
    )


def _failed(message: str, hint: str, code: int) -> int:
    message, hint = (translated(text, _options.lang) for text in (message, hint))
    if _options.json:
        _print(json.dumps({"error": {"message": message, "hint": hint, "exit_code": code}}, ensure_ascii=False))
    word = "错误:" if _options.lang == "zh" else "Error: "
    _options.notes.print(f"{word}{message}" + (f"\n→ {hint}" if hint else ""), highlight=False, markup=False, soft_wrap=True)
    return code
