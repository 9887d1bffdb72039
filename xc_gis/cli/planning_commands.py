"""Commands that plan: what a scenario would change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xc_gis.cli.options import Json, Lang, StudyPath, StudyStandard, given_path, options, say
from xc_gis.cli.terminal import Bar, note, note_table, show, show_json
from xc_gis.languages.message import msg
from xc_gis.units import is_lonlat
from xc_gis.wording.visible_text import one_line

if TYPE_CHECKING:
    from xc_gis.model.changes import AnyChange, LonLat, Scenario


def whatif(  # noqa: PLR0913 - a command has as many options as its question
    study: StudyPath,
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="PATH", help=msg("结果文件夹"))],
    scenario: Annotated[
        list[Path] | None, typer.Option("--scenario", parser=given_path, metavar="FILE", help=msg("方案文件(.toml),可写几个"))
    ] = None,
    add: Annotated[list[str] | None, typer.Option("--add", metavar="TYPE@LON,LAT", help=msg("新增一处设施"))] = None,
    remove: Annotated[list[str] | None, typer.Option("--remove", metavar="ID", help=msg("关闭一处设施"))] = None,
    move: Annotated[list[str] | None, typer.Option("--move", metavar="ID@LON,LAT", help=msg("迁移一处设施"))] = None,
    together: Annotated[bool, typer.Option("--together", help=msg("所有方案一起计算,而不是分别比较"))] = False,
    tables_only: Annotated[bool, typer.Option("--tables-only", help=msg("只写表格,不画地图"))] = False,
    gis: Annotated[bool, typer.Option("--gis", help=msg("另写 GIS 图层（whatif.gpkg）"))] = False,
    standard: StudyStandard = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Try scenarios on a study: who gains and loses cover, which communities gain and lose stars."""
    say(lang, as_json)
    given = _of_options(add or [], remove or [], move or [])
    from xc_gis.operations.planning.whatif import CONTENT, whatif_into  # noqa: PLC0415
    from xc_gis.report.scenarios.summary import scenario_sentences, scenario_table  # noqa: PLC0415

    wanted: list[Path | Scenario] = [*(scenario or []), *([given] if given else [])]
    with Bar() as bar:
        result, content = whatif_into(
            study, wanted, out, bar, together=together, tables_only=tables_only, gis=gis, lang=options.lang, standard=standard
        )
    if options.json:
        show_json({"out": str(out), "scenarios": content["scenarios"], "timing": content["timing"]})
        return
    if standard:
        note(msg("按评价标准“{standard}”", standard=content["standard"]["id"]))
    for one in result.scenarios:
        for line in scenario_sentences(one):
            note(line)
        table = scenario_table(one, result.categories, lang=options.lang)
        if table.row_count:
            note_table(table)
    several = len(result.scenarios) > 1
    show(one_line(out / ("scenarios.csv" if several else "before_after.csv" if tables_only else "map.html")))
    note(msg("全部内容见 {file}", file=CONTENT))


def _of_options(add: list[str], remove: list[str], move: list[str]) -> Scenario | None:
    """The scenario that options alone describe; None where there are none."""
    from xc_gis.model.changes import AddFacility, CloseFacility, MoveFacility, Scenario  # noqa: PLC0415

    changes: list[AnyChange] = [AddFacility(type=word, at=place) for word, place in (_at("--add", text) for text in add)]
    changes += [CloseFacility(facility=text) for text in remove]
    changes += [MoveFacility(facility=word, at=place) for word, place in (_at("--move", text) for text in move)]
    return Scenario(msg("命令行中的改动"), tuple(changes)) if changes else None


def _at(option: str, text: str) -> tuple[str, LonLat]:
    """``WORD@LON,LAT``; the word itself may hold an @."""
    word, _, place = text.rpartition("@")
    try:
        lon, lat = (float(part) for part in place.split(","))
    except ValueError as fault:
        raise typer.BadParameter(
            msg("{option} {text} 应为 名称@经度,纬度,如 CHS@116.37,39.91", option=option, text=text)
        ) from fault
    if not word or not is_lonlat(lon, lat):
        raise typer.BadParameter(msg("{option} {text} 应为 名称@经度,纬度,如 CHS@116.37,39.91", option=option, text=text))
    return word, (lon, lat)
