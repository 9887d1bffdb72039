"""The command that makes what is handed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from xc_gis.cli.options import Json, Lang, given_path, options, say
from xc_gis.cli.terminal import Bar, note, show, show_json
from xc_gis.errors import Cancelled
from xc_gis.languages.message import Message, joined, msg
from xc_gis.wording.visible_text import one_line
from xc_gis.workers import cores


def export(  # noqa: PLR0913 - a command has as many options as its question
    run: Annotated[Path, typer.Argument(metavar="RUN", parser=given_path, help=msg("结果文件夹"))],
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="DIR", help=msg("写入的文件夹；已有的其他文件保留"))],
    atlas: Annotated[bool, typer.Option("--atlas", help=msg("图集：每个社区一页 A4，各街道和全区 A3（atlas.pdf）"))] = False,
    workbook: Annotated[
        bool, typer.Option("--workbook", help=msg("交件工作簿：街道汇总、排名、短板、五星候选、指标、说明（workbook.xlsx）"))
    ] = False,
    checkup: Annotated[
        bool, typer.Option("--checkup", help=msg("社区体检表：每个社区一页，PDF 和可编辑的 Word（checkup.pdf、checkup/）"))
    ] = False,
    report: Annotated[
        bool, typer.Option("--report", help=msg("评价报告：结论、地图、表、方法、来源、局限（report.docx）"))
    ] = False,
    targets: Annotated[
        bool, typer.Option("--targets", help=msg("未完成的指标：差多少、哪些区域没有达到、怎样达到（targets.pdf）"))
    ] = False,
    web: Annotated[bool, typer.Option("--web", help=msg("网页地图：全区和每个街道各一个网页，不需要网络（web 文件夹）"))] = False,
    public: Annotated[
        bool,
        typer.Option("--public", help=msg("对外材料，不含评分：便民服务示意图（poster 文件夹）和便民服务手册（handbook.docx）")),
    ] = False,
    gis: Annotated[
        bool,
        typer.Option("--gis", help=msg("GIS 文件：带样式的 GeoPackage、QGIS 工程、GeoJSON、GeoParquet、字段说明（gis 文件夹）")),
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help=msg("以上全部"))] = False,
    theme: Annotated[
        list[str] | None,
        typer.Option(
            "--theme",
            metavar="THEME",
            help=msg(
                "图集的专题，可写几个：stars、joint、coverage:MED、gaps:MED、minutes:MED、capacity:ELD、difference、density:people（或 floor_area、tourism、commerce）、hotline、demand_gap:MED、satisfaction、survey"
            ),
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", parser=given_path, metavar="RUN", help=msg("--web 和图集专题 difference 所比较的另一次结果")),
    ] = None,
    capacity: Annotated[
        Path | None,
        typer.Option("--capacity", parser=given_path, metavar="DIR", help=msg("图集专题 capacity 所用的容量结果文件夹")),
    ] = None,
    values: Annotated[
        Path | None,
        typer.Option(
            "--values",
            parser=given_path,
            metavar="FILE",
            help=msg("图集专题 density:floor_area、density:tourism 所用的表：community_id、floor_area_m2、tourist_places"),
        ),
    ] = None,
    png: Annotated[bool, typer.Option("--png", help=msg("图集每页另存 300 dpi 的 PNG"))] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="AREA", help=msg("只出这些社区（编号或名称）或街道（名称），可写几个；评价报告总是全区的")
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help=msg("图集的标题模板，可用 {area} {theme} {study} {date}"))
    ] = None,
    watermark: Annotated[
        str | None, typer.Option("--watermark", metavar="TEXT", help=msg("各种地图、示意图和手册的水印文字；空文字表示不加"))
    ] = None,
    map_number: Annotated[
        str, typer.Option("--map-number", metavar="TEXT", help=msg("地图审核给出的审图号，印在各种地图和网页地图上"))
    ] = "",
    office: Annotated[str, typer.Option("--office", metavar="TEXT", help=msg("印在图、体检表、报告和手册上的编制单位"))] = "",
    template: Annotated[
        Path | None, typer.Option("--template", parser=given_path, metavar="FILE", help=msg("体检表所用的 Word 模板（.docx）"))
    ] = None,
    fonts: Annotated[
        Path | None,
        typer.Option("--fonts", parser=given_path, metavar="DIR", help=msg("放有中文字体的文件夹，各种 PDF 和带图的 Word 都用")),
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, metavar="N", help=msg("并行的进程数"))] = None,
    layers: Annotated[
        str,
        typer.Option(
            "--layers", metavar="NAMES", help=msg("--gis 另加的图层，逗号分隔：legs、entrances、catchments、ways（重新计算）")
        ),
    ] = "",
    shapefile: Annotated[
        str, typer.Option("--shapefile", metavar="ENCODING", help=msg("--gis 另存 shapefile，文字编码 gbk 或 utf8"))
    ] = "",
    study: Annotated[
        Path | None,
        typer.Option(
            "--study", parser=given_path, metavar="STUDY", help=msg("--layers、--public 所用的项目文件，已不在原处时写明")
        ),
    ] = None,
    public_web: Annotated[
        bool, typer.Option("--public-web", help=msg("--web 可公开：不足 5 人的数据不列，不显示居住点"))
    ] = False,
    shown: Annotated[
        list[Path] | None,
        typer.Option("--shown", parser=given_path, metavar="FILE", help=msg("--web 图上另画的范围和路线（GeoJSON），可写几个")),
    ] = None,
    archive: Annotated[
        Path | None, typer.Option("--zip", parser=given_path, metavar="FILE", help=msg("另把写出的全部文件和清单打成一个 ZIP"))
    ] = None,
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Make what is handed in from a finished run: the atlas, check-ups, the report, the workbook, web maps, files for other GIS."""
    say(lang, as_json)
    from xc_gis.operations.export.checkup.telling import word_file_notes  # noqa: PLC0415
    from xc_gis.operations.export.export import export_run  # noqa: PLC0415
    from xc_gis.operations.export.export_request import ExportRequest  # noqa: PLC0415
    from xc_gis.operations.export.gis.options import GisOptions  # noqa: PLC0415
    from xc_gis.operations.export.kinds import asking_for_all  # noqa: PLC0415
    from xc_gis.operations.export.page_settings import PageSettings  # noqa: PLC0415
    from xc_gis.operations.export.public.public import poster_notes  # noqa: PLC0415
    from xc_gis.operations.export.web.options import WebOptions  # noqa: PLC0415
    from xc_gis.runs.export_folder import has_begun  # noqa: PLC0415

    settings = PageSettings(watermark=watermark, map_number=map_number, office=office)
    if title is not None:
        settings = PageSettings(title=title, watermark=watermark, map_number=map_number, office=office)
    request = ExportRequest(
        atlas=atlas, workbook=workbook, checkup=checkup, report=report, targets=targets, template=template, gis=gis, web=web, public=public, web_options=WebOptions(public_web, tuple(shown or ())), gis_options=GisOptions(listed(layers), shapefile.lower().replace("-", ""), study), themes=tuple(theme or ("stars",)), against=against, capacity=capacity, values=values, pictures=png, only=tuple(only or ()), settings=settings, fonts=fonts,
        jobs=jobs or cores(), lang=options.lang, archive=archive,
    )  # fmt: skip
    if everything:
        request = asking_for_all(request)
    try:
        with Bar() as bar:
            result = export_run(run, out, request, bar)
    except Cancelled as stopped:
        kept = msg("已画好的页和写完的文件都保留；再次执行同一命令，会从停下的地方接着做")
        raise Cancelled(hint=kept if has_begun(out) else msg("还没有写出任何内容；再次执行同一命令，会从头开始")) from stopped
    if options.json:
        packed = {} if archive is None else {"zip": str(archive)}
        show_json(
            {
                "out": str(out),
                **packed,
                "files": list(result.files),
                "run": result.record["run"]["id"],
                "details": result.record["details"],
            }
        )
        return
    for name in result.files:
        details = result.record["details"][name]
        told = told_of(name, details)
        if told is None:  # a picture: the folder is enough
            continue
        note(told)
        if details.get("unplaced"):
            note(msg("{count} 个社区没有位置，没有图幅", count=len(details["unplaced"])))
        show(one_line(out / name))
    told_of_words = word_file_notes(result.record, result.files) if request.checkup else ()
    for sentence in [*told_of_words, *poster_notes(result.record, result.files)]:
        note(sentence)
    if result.left_out:
        note(msg("{titles}写的是全部社区，没有写；需要时请不加 --only 另行导出", titles=joined("、", result.left_out)))
    if archive is not None:
        show(one_line(archive))


def told_of(name: str, details: Mapping[str, Any]) -> Message | None:
    """What is said of a file that was written; nothing where its folder is enough."""
    match details:
        case {"sheets": sheets}:
            return msg("{name}：{sheets} 张表", name=name, sheets=sheets)
        case {"targets": targets}:
            return msg("{name}：{targets} 项未完成", name=name, targets=targets)
        case {"pages": pages}:
            return msg("{name}：{pages} 页", name=name, pages=pages)
        case {"tables": tables, "figures": figures}:
            return msg("{name}：{tables} 张表、{figures} 幅图", name=name, tables=tables, figures=figures)
        case {"layers": layers}:
            return msg("{name}：{layers} 个图层", name=name, layers=len(layers))
        case {"communities": communities}:
            return msg("{name}：{communities} 个社区", name=name, communities=communities)
        case {"changed_texts": texts}:
            return msg("{texts} 处文字在 shapefile 中放不下或编码中没有，见 {name}", texts=texts, name=name)
    return None


def listed(text: str) -> tuple[str, ...]:
    """Names out of a text, by commas of any kind."""
    return tuple(dict.fromkeys(word.strip().lower() for word in re.split("[,，、;；]", text) if word.strip()))
