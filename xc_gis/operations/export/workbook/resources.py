"""Sheets of the census of resources and of the directory of services; each only where the run has it. Not surveyed is hatched, never zero."""

from __future__ import annotations

from xc_gis.languages.message import msg
from xc_gis.model import ALL
from xc_gis.operations.export.workbook.values import area_name, whole_name
from xc_gis.operations.export.workbook.voices import AREA
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet, Unknown, Value
from xc_gis.runs.resources import KindCount, ResourceCensus, Resources, ServiceDirectory
from xc_gis.runs.view import RunView
from xc_gis.wording.resources import BOOKING_ZH, GROUP_ZH, NO_ENTRY, NOT_SURVEYED

GROUP, RESOURCE = Column(msg("组别"), Kind.TEXT, 22), Column(msg("资源种类"), Kind.TEXT, 26)
COUNT, PER_10K = Column(msg("数量"), Kind.COUNT, 10), Column(msg("每万人"), Kind.POINTS, 10)
LINKED = Column(msg("已对应设施"), Kind.COUNT, 11)

NO_RATE = msg("未知")
"""Where nobody counted the residents."""


def resource_sheets(run: RunView, resources: Resources) -> tuple[Sheet, ...]:
    """The sheets in their order; none where the study names none of these tables."""
    sheets: list[Sheet] = []
    if resources.census is not None:
        sheets += [census_areas_sheet(resources.census), census_sheet(run, resources.census)]
    if resources.directory is not None:
        sheets += [directory_areas_sheet(resources.directory), directory_sheet(run, resources.directory)]
    return tuple(sheets)


def census_areas_sheet(census: ResourceCensus) -> Sheet:
    """A row for each subdistrict and kind, then the district's."""
    columns = (
        Column(msg("街道"), Kind.TEXT, 18), GROUP, RESOURCE, Column(msg("社区数"), Kind.COUNT, 9), Column(msg("其中已知"), Kind.COUNT, 9), COUNT, PER_10K, LINKED,
    )  # fmt: skip
    rows = [
        Row((_area(one.place), GROUP_ZH.get(one.group, one.group), one.kind, one.communities, one.known, *_figures(one)), is_sum=one.place == ALL)
        for one in sorted(census.areas, key=lambda one: one.place == ALL)
    ]  # fmt: skip
    notes = (
        msg("数量和每万人只按已知的社区；每万人的居民也只算这些社区。一个社区也不知道的写“没有调查”，不是零。"),
        _OF_LINKS,
    )
    return Sheet(msg("资源普查"), msg("资源普查：各街道和全区"), notes, columns, rows, frozen=3)


def census_sheet(run: RunView, census: ResourceCensus) -> Sheet:
    """A row for each community and kind."""
    by_community: dict[str, list[KindCount]] = {}
    for one in census.communities:
        by_community.setdefault(one.place, []).append(one)
    rows = [
        Row((area_name(c.subdistrict), c.name, c.community_id, GROUP_ZH.get(one.group, one.group), one.kind, *_figures(one)))
        for c in run.communities
        for one in by_community.get(c.community_id, ())
    ]
    notes = (msg("“没有调查”：普查没有写明该社区有没有这种资源，不是零。写“0”的，普查说明没有。"), _OF_LINKS)
    return Sheet(
        msg("社区资源"), msg("资源普查：各社区"), notes, (*AREA, GROUP, RESOURCE, COUNT, PER_10K, LINKED), rows, frozen=3
    )


def directory_areas_sheet(directory: ServiceDirectory) -> Sheet:
    """A row for each subdistrict and 小类, then the district's."""
    columns = (
        Column(msg("街道"), Kind.TEXT, 14), Column(msg("大类"), Kind.TEXT, 16), Column(msg("小类"), Kind.TEXT, 20), Column(msg("家数"), Kind.COUNT, 10), PER_10K,
        Column(msg("可网上预约"), Kind.COUNT, 12), LINKED,
    )  # fmt: skip
    rows = [
        Row((_area(one.area), one.division, one.kind, one.count, _rate(one.per_10k), one.bookable, one.linked), is_sum=one.area == ALL)
        for one in sorted(directory.areas, key=lambda one: one.area == ALL)
    ]  # fmt: skip
    notes = (NO_ENTRY, msg("全区也计入没有写明社区的条目。可网上预约：名录写明可以的；没有写明的不算在内。"))
    return Sheet(msg("名录汇总"), msg("便民服务名录：各街道和全区"), notes, columns, rows, frozen=3)


def directory_sheet(run: RunView, directory: ServiceDirectory) -> Sheet:
    """A row for each entry."""
    columns = (
        Column(msg("大类"), Kind.TEXT, 13), Column(msg("小类"), Kind.TEXT, 17), Column(msg("名称"), Kind.TEXT, 28, wrap=True), Column(msg("街道"), Kind.TEXT, 13),
        Column(msg("社区"), Kind.TEXT, 16), Column(msg("地址"), Kind.TEXT, 28, wrap=True), Column(msg("电话"), Kind.TEXT, 16, wrap=True),
        Column(msg("营业时间"), Kind.TEXT, 20, wrap=True), Column(msg("网上预约"), Kind.TEXT, 10), Column(msg("网址"), Kind.TEXT, 22, wrap=True),
        Column(msg("设施编号"), Kind.TEXT, 12),
    )  # fmt: skip
    rows = []
    for one in directory.entries:
        c = run.by_id.get(one.community_id)
        place: tuple[Value, Value] = (area_name(c.subdistrict), c.name) if c is not None else ("", "")
        booking: Value = BOOKING_ZH.get(one.booking, Unknown(msg("未知")))
        rows.append(
            Row((
                one.division, one.kind, one.name, *place, one.address, one.phone, one.hours, booking, one.url, one.facility_id,
            ))
        )  # fmt: skip
    notes = (msg("电话、时间等照名录登记。空白的名录没有写。设施编号：对应到本次结果中的设施；空白的没有对应。"),)
    return Sheet(msg("便民服务名录"), msg("便民服务名录"), notes, columns, rows, frozen=3)


_OF_LINKS = msg("已对应设施：其中能对应到本次结果中某一处设施的条目。")


def _area(area: str) -> Value:
    return whole_name() if area == ALL else area


def _figures(one: KindCount) -> tuple[Value, Value, Value]:
    """Count, rate and links of a kind; hatched where it was not surveyed."""
    if one.count is None:
        return Unknown(NOT_SURVEYED), Unknown(NOT_SURVEYED), one.linked
    return one.count, _rate(one.per_10k), one.linked


def _rate(value: float | None) -> Value:
    return Unknown(NO_RATE) if value is None else value
