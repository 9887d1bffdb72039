"""The handbook of services: every facility that is open, by category and subdistrict, with address, phone and hours as far as the data say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xc_gis.languages.message import joined, msg
from xc_gis.model import YES
from xc_gis.operations.export.page_settings import PageSettings
from xc_gis.operations.export.public.services import ListedFacility
from xc_gis.operations.export.spoken import Say, saying
from xc_gis.report.documents.word.directory import DirectoryPart, directory_file
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import RunView
from xc_gis.standard import Standard
from xc_gis.wording.codes import DOMAIN_ZH, SAMPLE_MARK, use_limit

WIDTHS_MM = (20.0, 42.0, 36.0, 22.0, 36.0)
"""Of subdistrict, name, address, phone, hours: as wide as a page of GB/T 9704 allows."""

NONE = "—"


def handbook_file(
    run: RunView,
    standard: Standard,
    facilities: Sequence[ListedFacility],
    settings: PageSettings,
    lang: str,
    subdistrict: str = "",
) -> bytes:
    """
    The handbook of all facilities in the communities, or of those in a subdistrict; how many lie outside is told.

    What the data do not say is a dash, and counted at the head; where they have no telephone number the cell is to be filled in.
    """
    say = saying(lang)
    here = [one for one in facilities if one.inside] or list(facilities)  # communities that are points hold none
    chosen = [one for one in here if not subdistrict or one.subdistrict == subdistrict]
    beyond = 0 if subdistrict else len(facilities) - len(here)
    parts: list[DirectoryPart] = []
    listed: set[int] = set()
    domain = ""
    for category in run.categories:
        types = set(standard.types_of(category.code))
        members = [one for one in chosen if one.type in types]
        if category.domain != domain:
            domain = category.domain
            parts.append(DirectoryPart(1, say(DOMAIN_ZH.get(domain, domain))))
        listed |= {id(one) for one in members}
        parts.append(_category(say(category.name), members, say))
    title = say(msg("{area}便民服务手册", area=subdistrict or run.name))
    told = [one for one in chosen if id(one) in listed]
    return directory_file(title, _notes(run, told, beyond, settings, say), parts, WIDTHS_MM, day=_day(run), lang=lang)


def _category(name: str, members: Sequence[ListedFacility], say: Say) -> DirectoryPart:
    if not members:
        return DirectoryPart(2, name, say(msg("项目数据中没有这类设施。")))
    headings = tuple(say(words) for words in (msg("街道"), msg("名称"), msg("地址"), msg("电话"), msg("开放时间")))
    rows = tuple(
        (one.subdistrict or NONE, one.name or say(msg("（无名称）")), one.address or NONE, _reached(one, say), one.hours or NONE)
        for one in members
    )
    return DirectoryPart(2, name, say(msg("{count} 处", count=len(members))), headings, rows)


def _reached(one: ListedFacility, say: Say) -> str:
    """The telephone number, and whether one can book online."""
    return " ".join(part for part in (one.phone, say(msg("可在线预约")) if one.booking == YES else "") if part)


def _notes(run: RunView, told: Sequence[ListedFacility], beyond: int, settings: PageSettings, say: Say) -> list[str]:
    study = run.manifest["study"]
    lacks = [
        say(msg("{count} 处没有地址", count=sum(not one.address for one in told))),
        say(msg("{count} 处没有开放时间", count=sum(not one.hours for one in told))),
        say(msg("{count} 处没有电话（留空待填）", count=sum(not one.phone for one in told))),
    ]
    notes = [
        say(msg("本手册列出项目数据中正在运营的 {count} 处设施，一处设施可属几类；信息以现场为准。", count=len(told))),
        say(msg("数据没有写明的记作“—”：{lacks}。", lacks=joined("，", lacks))),
        say(msg("资料日期：{day}   编制单位：{office}   结果编号：{run}", day=study["date"] or NONE, office=settings.office or "____________", run=run_id(run.manifest))),
    ]  # fmt: skip
    if beyond:
        notes.insert(1, say(msg("另有 {count} 处正在运营的设施在各社区范围以外或没有位置，未列入。", count=beyond)))
    watermark = settings.watermark if settings.watermark is not None else say(use_limit(in_china=run.in_china))
    if watermark:
        notes.append(watermark)
    return [say(SAMPLE_MARK), *notes] if run.is_synthetic else notes


def _day(run: RunView) -> date | None:
    day = run.manifest["study"]["date"]
    return date.fromisoformat(day) if day else None
