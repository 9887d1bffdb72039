"""Commands on the ways people walk: the network as it is used, isochrones of any place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis.cli.options import Json, Lang, StudyPath, given_path, options, say
from xc_gis.cli.terminal import Bar, note, show, show_json
from xc_gis.languages.message import msg
from xc_gis.units import is_lonlat
from xc_gis.wording.visible_text import one_line


def network(
    study: StudyPath,
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="PATH", help=msg(".gpkg 或 .graphml"))],
    lang: Lang = "",
) -> None:
    """Export the walking network as it is used, so that other software can check the times."""
    say(lang, False)
    from xc_gis.operations.study import build_network_of  # noqa: PLC0415
    from xc_gis.report.tables.network_export import write_network  # noqa: PLC0415

    with Bar() as bar:
        built, settings = build_network_of(study, bar)
    write_network(built, settings, out)
    show(one_line(out))


def isochrone(
    study: StudyPath,
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="PATH", help=msg(".geojson 或 .gpkg"))],
    at: Annotated[str, typer.Option("--at", help=msg("经度,纬度(WGS 84)"))] = "",
    facility: Annotated[str, typer.Option("--facility", help=msg("设施编号"))] = "",
    minutes: Annotated[str, typer.Option("--minutes", help=msg("分钟,以逗号分隔"))] = "5,10,15",
    profile: Annotated[str, typer.Option("--profile", help=msg("步行口径"))] = "adult",
    direction: Annotated[str, typer.Option("--direction", help=msg("to:走到这里;from:从这里出发"))] = "to",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Isochrones and reached streets of any place or facility."""
    say(lang, as_json)
    from xc_gis.operations.isochrone import isochrones_of_place, write_isochrones  # noqa: PLC0415

    with Bar() as bar:
        made = isochrones_of_place(
            study, at=_lonlat(at) if at else None, facility=facility, minutes=_minutes(minutes), profile=profile,
            towards=_direction(direction), progress=bar,
        )  # fmt: skip
    write_isochrones(made, out)
    if options.json:
        show_json({"out": str(out), "check": made.check})
        return
    for line in made.sentences():
        note(line)
    show(one_line(out))


def _lonlat(text: str) -> tuple[float, float]:
    try:
        lon, lat = (float(part) for part in text.split(","))
    except ValueError as fault:
        raise typer.BadParameter(msg("--at 应为 经度,纬度,如 116.37,39.91")) from fault
    if not is_lonlat(lon, lat):
        raise typer.BadParameter(msg("--at {text} 不是经纬度", text=text))
    return lon, lat


def _minutes(text: str) -> list[float]:
    try:
        found = sorted({float(part) for part in text.split(",")})
    except ValueError as fault:
        raise typer.BadParameter(msg("--minutes 应为以逗号分隔的数字,如 5,10,15")) from fault
    if not found or found[0] <= 0 or found[-1] > 120:  # noqa: PLR2004 - two hours are no walk to a service
        raise typer.BadParameter(msg("--minutes 应在 0 到 120 之间"))
    return found


def _direction(word: str) -> bool:
    if word not in {"to", "from"}:
        raise typer.BadParameter(msg("--direction 只能是 to 或 from"))
    return word == "to"
