"""Values as the sheets show them: shares with their three states, stars, names of areas and categories."""

from __future__ import annotations

from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.workbook.sums import Counted
from xc_gis.report.documents.workbook.records import Unknown, Value
from xc_gis.runs.view import CategoryView, CommunityView, CoverageView
from xc_gis.shares import percent_range
from xc_gis.wording.codes import NOTE_ZH


def area_name(subdistrict: str) -> str:
    """Name of a subdistrict."""
    return subdistrict or msg("(未注明)")


def whole_name() -> str:
    """Name of all communities together."""
    return msg("全区合计")


def head_of(category: CategoryView) -> str:
    """Heading of a category: its code and name."""
    return joined(" ", [category.code, category.name])


def coverage_value(row: CoverageView) -> Value:
    """Coverage of a community: its share; bounds on hatching where too much is unknown; words where there is nothing to say."""
    if not row.applies:
        return msg("不适用")
    if row.low is None or row.high is None:
        return Unknown(NOTE_ZH["no_location"]) if "no_location" in row.notes else Unknown(NOTE_ZH["no_residents"])
    return row.share if row.share is not None else unknown_share(row.low, row.high)


def counted_value(count: Counted | None) -> Value:
    """Coverage of several communities; as ``coverage_value``."""
    if count is None:
        return Unknown(msg("未知"))
    if count.low is None or count.high is None:
        return msg("不适用")
    return count.share if count.share is not None else unknown_share(count.low, count.high)


def unknown_share(low: float, high: float) -> Unknown:
    """A share that is not known, with its bounds."""
    return Unknown(msg("未知 {range}", range=percent_range(low, high)))


def number_or_unknown(value: float | None) -> Value:
    """A figure of the run, whole where it is; hatched where it is not known."""
    if value is None:
        return Unknown(msg("未知"))
    return int(value) if float(value).is_integer() else value


def stars_value(community: CommunityView) -> Value:
    """Stars as a number; hatched with the reason where there are none."""
    return Unknown(community.status_zh) if community.stars is None else community.stars


def range_text(low: float | None, high: float | None, decimals: int = 0) -> str:
    """Two bounds that differ; empty where they are equal or not known."""
    if low is None or high is None or low == high:
        return ""
    return f"{low:.{decimals}f}–{high:.{decimals}f}"
