"""Tables of resources and of the directory on the page: kinds by subdistrict, communities of a kind, entries. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from xc_gis.languages.message import msg
from xc_gis.model import ALL
from xc_gis.runs.resources import KindCount, ResourceCensus, ServiceDirectory
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.voices.cells import EVERYWHERE, UNKNOWN, Cell, RowOf, VoiceTable, count_cell, words_cell
from xc_gis.wording.resources import BOOKING_ZH, GROUP_ZH, IN_THE_DIRECTORY, NO_ENTRY, NOT_SURVEYED
from xc_gis.wording.window import label_of, tr

KINDS, COMMUNITIES, ENTRIES, SUBKINDS = "kinds", "communities", "entries", "subkinds"
OF_CENSUS = ((KINDS, msg("各种资源")), (COMMUNITIES, msg("各社区")))
OF_DIRECTORY = ((ENTRIES, msg("便民服务名录")), (SUBKINDS, msg("名录各小类")))


def kinds_table(census: ResourceCensus) -> VoiceTable:
    """A row for each kind: how many the district has, per 10,000 residents, and how many each subdistrict."""
    found = {(one.place, one.kind): one for one in census.areas}
    areas = [area for area in dict.fromkeys(one.place for one in census.areas) if area != ALL]
    rows = []
    for kind, group in census.kinds:
        whole = found[ALL, kind]
        cells = (
            words_cell(label_of(GROUP_ZH.get(group, group))), words_cell(kind), number_cell(whole.count), rate_cell(whole),
            words_cell(f"{whole.known} / {whole.communities}"), *(number_cell(found[area, kind].count) for area in areas),
        )  # fmt: skip
        rows.append(RowOf(cells, "", kind, EVERYWHERE))
    heads = (
        (msg("组别"), "", False), (msg("资源种类"), msg("点一行，地图显示这种资源"), False), (msg("全区"), msg("已知社区的数量"), True),
        (msg("每万人"), msg("已知社区每万名居民有几个"), True), (msg("已知社区"), msg("已知的社区数 / 全部社区数"), False),
    )  # fmt: skip
    return VoiceTable(
        tr(msg("资源普查")), (*(label_of(head) for head, *_ in heads), *areas), (*(tr(hint) if hint else "" for _, hint, _ in heads), *("" for _ in areas)),
        (*(number for *_, number in heads), *(True for _ in areas)), tuple(rows),
        tr(msg("点一行，地图显示这种资源。斜线是没有调查，不是零；数量只算已知的社区。")),
    )  # fmt: skip


def communities_table(run: RunView, rows: Sequence[KindCount], kind: str) -> VoiceTable:
    """A row for each community: how many of a kind it has."""
    heads = (
        (msg("街道"), msg("社区所属的街道"), False), (msg("社区"), msg("点一行，地图转到该社区"), False), (msg("数量"), msg("斜线是没有调查，不是零"), True),
        (msg("每万人"), msg("每万名居民有几个"), True), (msg("已对应设施"), msg("其中能对应到本次结果中某一处设施的条目"), True),
    )  # fmt: skip
    made = []
    for one in rows:
        c = run.by_id.get(one.place)
        if c is not None and one.kind == kind:
            cells = (
                words_cell(c.subdistrict), words_cell(c.name), number_cell(one.count), rate_cell(one), number_cell(one.linked),
            )  # fmt: skip
            made.append(RowOf(cells, one.place, "", c.subdistrict))
    return VoiceTable(
        tr(msg("资源普查 {kind}", kind=kind)), tuple(label_of(head) for head, *_ in heads), tuple(tr(hint) for _, hint, _ in heads),
        tuple(number for *_, number in heads), tuple(made), tr(msg("斜线是没有调查，不是零。")),
    )  # fmt: skip


def subkinds_table(directory: ServiceDirectory) -> VoiceTable:
    """A row for each 小类 of the directory, also those without entries: the district's and each subdistrict's."""
    found = {(one.area, one.division, one.kind): one for one in directory.areas}
    areas = [area for area in dict.fromkeys(one.area for one in directory.areas) if area != ALL]
    heads = (msg("大类"), msg("小类"), msg("全区"), msg("每万人"), msg("可网上预约"), msg("已对应设施"))
    rows = []
    for whole in (one for one in directory.areas if one.area == ALL):
        mine = (found.get((area, whole.division, whole.kind)) for area in areas)
        cells = (
            words_cell(whole.division), words_cell(whole.kind), count_cell(whole.count), count_cell(whole.per_10k, decimals=1), count_cell(whole.bookable), count_cell(whole.linked),
            *(count_cell(None if one is None else one.count) for one in mine),
        )  # fmt: skip
        rows.append(RowOf(cells, "", "", EVERYWHERE))
    return VoiceTable(
        tr(msg("便民服务名录 各小类")), (*map(label_of, heads), *areas), ("",) * (len(heads) + len(areas)), (False, False, *(True,) * (len(heads) - 2 + len(areas))), tuple(rows),
        tr(NO_ENTRY),
    )  # fmt: skip


def entries_table(run: RunView, directory: ServiceDirectory) -> VoiceTable:
    """A row for each entry of the directory; it is searched by any of its words."""
    heads = (
        msg("大类"),
        msg("小类"),
        msg("名称"),
        msg("街道"),
        msg("社区"),
        msg("地址"),
        msg("电话"),
        msg("营业时间"),
        msg("网上预约"),
        msg("网址"),
    )
    made = []
    for one in directory.entries:
        c = run.by_id.get(one.community_id)
        street, name = (c.subdistrict, c.name) if c is not None else ("", "")
        texts = (one.division, one.kind, one.name, street, name, one.address, one.phone, one.hours)
        booking = (
            words_cell(label_of(BOOKING_ZH[one.booking]))
            if one.booking in BOOKING_ZH
            else Cell(label_of(msg("未知")), kind=UNKNOWN)
        )
        made.append(RowOf((*map(words_cell, texts), booking, words_cell(one.url)), one.community_id, one.kind, street))
    return VoiceTable(
        tr(msg("便民服务名录")), tuple(label_of(head) for head in heads), ("",) * len(heads), (False,) * len(heads), tuple(made), tr(IN_THE_DIRECTORY)
    )  # fmt: skip


def rate_cell(one: KindCount) -> Cell:
    """Per 10,000 residents: not surveyed, or not known where nobody counted the residents."""
    return number_cell(None) if one.count is None else count_cell(one.per_10k, decimals=1)


def number_cell(value: float | None) -> Cell:
    """A figure of the census; hatched where the kind was not surveyed, also in a file."""
    if value is None:
        return Cell(label_of(NOT_SURVEYED), kind=UNKNOWN, value=tr(NOT_SURVEYED))
    return count_cell(value)
