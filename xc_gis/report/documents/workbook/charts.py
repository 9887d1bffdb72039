"""Charts of the hand-in workbook: bars with edges, light to dark or hatched, that are read in a grey print, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xc_gis.languages.message import in_language
from xc_gis.report.documents.workbook.looks import FONT
from xc_gis.report.documents.workbook.print_setup import page_height_px, scale_of, width_px
from xc_gis.report.documents.workbook.records import Bars, Sheet
from xc_gis.report.documents.workbook.text_size import capital
from xc_gis.report.themes import UNKNOWN_LINE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

EDGE = {"color": "#243B53", "width": 0.75}
FONT_ON_PAPER = 7.5
"""Points of letters once the page is printed at the scale of its sheet."""

BAR_HEIGHT, LEAST_HEIGHT, OTHER_HEIGHT = 1.9, 18, 9
"""Heights in letters: of a bar that lies with its gap, of a chart at least, of title, axis and legend."""


def put_chart(book: Workbook, sheet: Worksheet, bars: Bars, content: Sheet, first_row: int, at_row: int, lang: str) -> None:
    """
    Put a chart into a sheet.

    ``first_row``: of the table; ``at_row``: where the chart begins; both from 0.
    """
    head_row = first_row - 1
    size = font_size(content)
    height = height_px(bars, content)

    def font(points: int = size, *, bold: bool = False) -> dict[str, Any]:
        return {"name": FONT, "size": points, "bold": bold}

    chart = book.add_chart({"type": "column"} if bars.across else {"type": "bar", "subtype": _subtype(bars)})
    top, bottom = (first_row + row for row in bars.rows)
    if bars.across:
        first, last = bars.columns[0], bars.columns[-1]
        chart.add_series(
            {
                "categories": [sheet.name, head_row, first, head_row, last],
                "values": [sheet.name, top, first, top, last],
                "points": [_fill(colour) | {"border": EDGE} for colour in bars.fills],
                "data_labels": {"value": True, "font": font()},
                "gap": 60,
            }
        )
        chart.set_legend({"none": True})
    else:
        for column, colour in zip(bars.columns, bars.fills, strict=True):
            chart.add_series(
                {
                    "name": [sheet.name, head_row, column],
                    "categories": [sheet.name, top, bars.names, bottom, bars.names],
                    "values": [sheet.name, top, column, bottom, column],
                    "gap": 40,
                    "border": EDGE,
                    **_fill(colour),
                }
            )
        chart.set_legend({"position": "bottom", "font": font()})
    names: dict[str, Any] = {"num_font": font(), "interval_unit": 1}
    amounts: dict[str, Any] = {
        "num_font": font(), "major_gridlines": {"visible": True, "line": {"color": "#C8D0D8"}}, "name_font": font(),
        "name": in_language(bars.axis, lang),
    }  # fmt: skip
    if bars.as_shares:
        amounts["num_format"] = "0%"
    if bars.across:
        chart.set_x_axis(names)
        chart.set_y_axis(amounts)
    else:  # names in the order of the table from above, figures below
        chart.set_x_axis(amounts)
        chart.set_y_axis(names | {"reverse": True, "crossing": "max"})
    chart.set_title({"name": capital(in_language(bars.title, lang)), "name_font": font(size + 3, bold=True), "overlay": False})
    chart.set_size({"width": int(0.97 * width_px(content)), "height": height})
    sheet.insert_chart(at_row, 0, chart, {"object_position": 2, "description": in_language(bars.title, lang)})


def _subtype(bars: Bars) -> str:
    return "percent_stacked" if bars.as_shares else "stacked"


def font_size(content: Sheet) -> int:
    """Points of a chart's letters."""
    return round(FONT_ON_PAPER * 100 / scale_of(content))


def height_px(bars: Bars, content: Sheet) -> int:
    """Dots of a chart's height: room for each bar, a page at most."""
    count = 0 if bars.across else bars.rows[1] - bars.rows[0] + 1
    letters = max(LEAST_HEIGHT, count * BAR_HEIGHT + OTHER_HEIGHT)
    return min(int(letters * font_size(content) * 96 / 72), int(0.85 * page_height_px(content)))


def _fill(colour: str) -> dict[str, Any]:
    if colour:
        return {"fill": {"color": colour}}
    return {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": UNKNOWN_LINE, "bg_color": "#FFFFFF"}}
