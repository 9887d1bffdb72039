"""Sheets made by hand."""

from datetime import date

from xc_gis.report.documents.workbook.records import Bars, BookHead, Column, Kind, Row, Sheet, Shown, Unknown

HEAD = BookHead("研究 & 区", "示例数据（虚构）", date(2026, 6, 30), "标准", "ykz 1.0", "0123456789ab", "仅供内部工作使用")

COLUMNS = (
    Column("社区", Kind.TEXT, 12), Column("人数", Kind.COUNT, 10), Column("比例", Kind.SHARE, 10, tint=True), Column("星级", Kind.STARS, 6, tint=True),
    Column("说明", Kind.TEXT, 10, wrap=True),
)  # fmt: skip
ROWS = (
    Row(("=甲", 1200, 0.93899, 5, "很长的一段说明文字需要换行")), Row(("乙", Unknown("未知"), Unknown("未知 10.0–90.0%"), Unknown("暂不评级"), "")),
    Row(("丙", 0, 0.0, 0, Shown("未通过", weak=True))), Row(("合计", 1200, Shown(0.5, Kind.POINTS), None, None), is_sum=True),
)  # fmt: skip


def sheet(*, charts=(), pages_across=1, rows=ROWS, frozen=1):
    """A sheet with each kind of value."""
    return Sheet(
        "表一", "表一的标题", ("怎样读这张表。",), COLUMNS, rows, frozen=frozen, pages_across=pages_across, charts=charts
    )


CHART = Bars("人数", "人", (1, 3), 0, (0, 2), ("#00504a", ""))
ACROSS = Bars("合计", "人", (1, 2), 0, (3, 3), ("#00504a", ""), across=True)
