"""Commands about stars: the cheapest next one, and how sure they are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xc_gis.cli.options import Json, Lang, StudyPath, StudyStandard, given_path, options, say
from xc_gis.cli.terminal import Bar, note, show, show_json
from xc_gis.languages.message import msg
from xc_gis.wording.visible_text import one_line

MOST_LISTED = 10
"""Communities that are told one by one."""


def nextstar(  # noqa: PLR0913 - a command has as many options as its question
    study: StudyPath,
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="DIR", help=msg("结果文件夹"))],
    community: Annotated[list[str] | None, typer.Option("--community", metavar="ID", help=msg("只算这些社区,可多次"))] = None,
    costs: Annotated[
        Path | None, typer.Option("--costs", parser=given_path, metavar="FILE", help=msg("费用文件(.toml);没有写明的按 1 计"))
    ] = None,
    every: Annotated[float, typer.Option("--every", help=msg("沿街每多少米一处可建地点"))] = 200.0,
    five: Annotated[
        int | None, typer.Option("--five", metavar="N", help=msg("全区达到 N 个五星社区的最省方案,设施共用、只计一次"))
    ] = None,
    time_limit: Annotated[
        float | None, typer.Option("--time-limit", metavar="SECONDS", help=msg("与 --five 合用:证明最省的时限(秒),默认 60"))
    ] = None,
    standard: StudyStandard = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """The cheapest changes with which each community gains its next star, and each as a scenario."""
    say(lang, as_json)
    if five is not None:
        if community:
            raise typer.BadParameter(msg("--five 针对全区,不能与 --community 合用"))
        _five_stars(study, out, five, costs, every, time_limit, standard)
        return
    if time_limit is not None:
        raise typer.BadParameter(msg("--time-limit 只与 --five 合用"))
    from xc_gis.model.costs import ChangeCosts  # noqa: PLC0415
    from xc_gis.operations.planning.next_star import next_star_into  # noqa: PLC0415
    from xc_gis.operations.planning.next_star_request import NextStarRequest  # noqa: PLC0415
    from xc_gis.report.next_star.words import plan_words, sentences  # noqa: PLC0415

    request = NextStarRequest(tuple(community or ()), costs or ChangeCosts(), every, standard)
    with Bar() as bar:
        result, content = next_star_into(study, request, out, bar)
    if options.json:
        show_json({"out": str(out), **content})
        return
    for line in sentences(result):
        note(line)
    if len(result.plans) <= MOST_LISTED:
        for plan in result.plans:
            note(plan_words(plan, result))
    show(one_line(out / "changes.csv"))


def _five_stars(
    study: Path, out: Path, five: int, costs: Path | None, every: float, time_limit: float | None, standard: str
) -> None:
    """The cheapest plan for a number of five-star communities."""
    from xc_gis.analysis.planning.next_star.district import TIME_LIMIT_S  # noqa: PLC0415
    from xc_gis.model.costs import ChangeCosts  # noqa: PLC0415
    from xc_gis.operations.planning.five_stars import FiveStarsRequest, five_stars_into  # noqa: PLC0415
    from xc_gis.report.next_star.five_words import sentences  # noqa: PLC0415

    request = FiveStarsRequest(five, costs or ChangeCosts(), every, TIME_LIMIT_S if time_limit is None else time_limit, standard)
    with Bar() as bar:
        result, content = five_stars_into(study, request, out, bar)
    if options.json:
        show_json({"out": str(out), **content})
        return
    for line in sentences(result):
        note(line)
    show(one_line(out / ("plan.csv" if result.changes else "five.csv")))


def robust(
    study: StudyPath,
    out: Annotated[Path, typer.Option("--out", parser=given_path, metavar="DIR", help=msg("结果文件夹"))],
    ranges: Annotated[
        Path | None, typer.Option("--ranges", parser=given_path, metavar="FILE", help=msg("范围文件(.toml);没有写明的按默认范围"))
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help=msg("并行的进程数"))] = 1,
    standard: StudyStandard = "",
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """How sure stars are: robust or fragile, what turns them, and what to check on the ground."""
    say(lang, as_json)
    from xc_gis.operations.planning.robust import robust_into  # noqa: PLC0415
    from xc_gis.report.robustness.words import sentences  # noqa: PLC0415
    from xc_gis.sources.scenarios.ranges import read_ranges  # noqa: PLC0415

    chosen = read_ranges(ranges) if ranges else None
    with Bar() as bar:
        result, content = robust_into(study, out, bar, ranges=chosen, jobs=jobs, lang=options.lang, standard=standard)
    if options.json:
        show_json({"out": str(out), **content})
        return
    for line in sentences(result):
        note(line)
    show(one_line(out / "robust.csv"))


def checked(
    study: StudyPath,
    checks: Annotated[Path, typer.Argument(metavar="CHECKS", parser=given_path, help=msg("填好的现场核查清单(checks.csv)"))],
    lang: Lang = "",
    as_json: Json = False,
) -> None:
    """Write what was found on the ground into the corrections of a study."""
    say(lang, as_json)
    from xc_gis.operations.planning.checked import take_checked  # noqa: PLC0415

    back, path = take_checked(study, checks)
    if options.json:
        closed = [one.target.facility_id for one in back.corrections]
        show_json({"corrections": str(path), "closed": closed, "surveyed": [list(one) for one in back.surveyed],
                   "surveyed_types": [list(one) for one in back.types], "confirmed": back.confirmed, "open": back.open})  # fmt: skip
        return
    note(
        msg(
            "{closed} 条道路记为不通,{confirmed} 条与地图一致,{open} 项尚未填写",
            closed=len(back.corrections), confirmed=back.confirmed, open=back.open,
        )
    )  # fmt: skip
    if back.inventory_text:
        note(msg("清单已补查完整的,请把下面的内容写入项目文件:"))
        show(back.inventory_text)
    if back.corrections:
        show(one_line(path))
