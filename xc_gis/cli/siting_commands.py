"""The command that says where to build."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis.cli.options import Json, Lang, StudyPath, given_path, options, say
from xc_gis.cli.terminal import Bar, note, show, show_json
from xc_gis.languages.message import msg
from xc_gis.wording.visible_text import one_line


def site(  # noqa: PLR0913 - a command has as many options as its question
    study: StudyPath,
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="DIR", help=msg("结果文件夹"))],
    category: Annotated[list[str], typer.Option("--category", help=msg("服务类别，可多次；可带权重，如 MED:2"))],
    count: Annotated[int | None, typer.Option("--count", help=msg("至多建几处；lscp 可不写"))] = None,
    model: Annotated[
        str,
        typer.Option(
            "--model",
            help=msg(
                "mclp 覆盖最多 · lscp 以最少的点覆盖全部 · pmedian 步行总时间最少 · pcentre 最远步行最短 · equity 最差社区优先"
            ),
        ),
    ] = "mclp",
    candidates: Annotated[
        Path | None, typer.Option("--candidates", parser=given_path, metavar="PATH", help=msg("候选地点图层或表(腾退空间)"))
    ] = None,
    candidates_type: Annotated[
        list[str] | None, typer.Option("--candidates-type", help=msg("以项目中这类设施的位置为候选，可多次"))
    ] = None,
    build: Annotated[
        list[str] | None, typer.Option("--build", help=msg("建哪类设施；默认为提供该服务且服务所有人的第一类"))
    ] = None,
    every: Annotated[float, typer.Option("--every", help=msg("没有候选图层时，沿街每多少米一处"))] = 100.0,
    area: Annotated[
        Path | None, typer.Option("--area", parser=given_path, metavar="PATH", help=msg("只在这些范围内选址(面图层)"))
    ] = None,
    no_go: Annotated[Path | None, typer.Option("--no-go", parser=given_path, metavar="PATH", help=msg("禁建区(面图层)"))] = None,
    crs: Annotated[str, typer.Option("--crs", help=msg("上述图层的坐标系，文件自带时不必写"))] = "",
    lock: Annotated[list[str] | None, typer.Option("--lock", help=msg("一定要建的候选编号，可多次"))] = None,
    forbid: Annotated[list[str] | None, typer.Option("--forbid", help=msg("不要建的候选编号，可多次"))] = None,
    spacing: Annotated[float, typer.Option("--spacing", help=msg("新建地点之间的最小直线距离(米)"))] = 0.0,
    budget: Annotated[float | None, typer.Option("--budget", help=msg("总预算，与候选图层的费用列同一单位"))] = None,
    near: Annotated[list[str] | None, typer.Option("--near", help=msg("只建在某类设施附近，如 PCS@50(米)，可多次"))] = None,
    people: Annotated[str, typer.Option("--people", help=msg("group：各服务类别的人群；60plus：60 岁及以上"))] = "group",
    time_limit: Annotated[float, typer.Option("--time-limit", help=msg("求证最优的时限(秒)；0 只给出第一个方案"))] = 60.0,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Where to build: ranked sites among candidates, with proof of how good they are."""
    say(lang, as_json)
    from xc_gis.operations.planning.site import site_into  # noqa: PLC0415
    from xc_gis.operations.planning.site_request import SitingRequest  # noqa: PLC0415
    from xc_gis.report.siting.words import sentences  # noqa: PLC0415

    request = SitingRequest(
        categories=tuple(category), count=count, model=model, build=tuple(build or ()), candidates=candidates,
        candidates_type=tuple(candidates_type or ()), crs=crs or None, area=area, no_go=no_go, every_m=every, lock=tuple(lock or ()),
        forbid=tuple(forbid or ()), spacing_m=spacing, budget=budget, near=tuple(near or ()), people=people, time_limit_s=time_limit,
    )  # fmt: skip
    with Bar() as bar:
        result, content = site_into(study, request, out, bar, lang=options.lang)
    if options.json:
        show_json({"out": str(out), **content})
        return
    for line in sentences(result):
        note(line)
    show(one_line(out))
