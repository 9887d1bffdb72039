"""Charts point to their cells, and tell their series apart without colours."""

import io
import zipfile

from tests.report.documents.workbook.sheets import ACROSS, CHART, HEAD, sheet
from xc_gis.report.documents.workbook.book import write_book
from xc_gis.report.documents.workbook.charts import font_size, height_px
from xc_gis.report.documents.workbook.print_setup import page_height_px
from xc_gis.report.documents.workbook.records import Bars


def charts_of(*charts):
    with zipfile.ZipFile(io.BytesIO(write_book(HEAD, [sheet(charts=charts)], "zh"))) as book:
        return [book.read(name).decode() for name in sorted(book.namelist()) if name.startswith("xl/charts/")]


def test_bars_that_lie_are_series_of_columns():
    (text,) = charts_of(CHART)
    assert "<c:f>表一!$B$6:$B$8</c:f>" in text
    assert "<c:f>表一!$A$6:$A$8</c:f>" in text
    assert "<c:v>1200</c:v>" in text
    assert 'barDir val="bar"' in text
    assert 'prst="wdUpDiag"' in text
    assert "人数" in text


def test_bars_that_stand_are_the_columns_of_one_row():
    (text,) = charts_of(ACROSS)
    assert "<c:f>表一!$B$9:$C$9</c:f>" in text
    assert 'barDir val="col"' in text
    assert text.count("<c:dPt>") == 2


def test_bars_of_equal_length():
    (text,) = charts_of(Bars("比例", "人", (1, 3), 0, (0, 2), ("#00504a", ""), as_shares=True))
    assert 'grouping val="percentStacked"' in text
    assert 'formatCode="0%"' in text


def test_a_chart_is_as_high_as_its_bars_and_fits_on_a_page():
    content = sheet()
    few, many, most = (height_px(Bars("", "", (1,), 0, (0, last), ("",)), content) for last in (2, 20, 500))
    assert few < many < most < page_height_px(content)
    assert font_size(content) >= 8
