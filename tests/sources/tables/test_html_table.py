"""The table of a page: its text alone, cell by cell; nothing is run or fetched."""

import pytest

from xc_gis.sources.tables.html_table import MOST_SPAN, html_rows


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        ("<table><tr><td>a</td><td>b</td></tr><tr><th>1</th><td>2</td></tr></table>", [["a", "b"], ["1", "2"]]), ("<TABLE><TR><TD>a<TD>b<TR><TD>1<TD>2</TABLE>", [["a", "b"], ["1", "2"]]), ("<table><td>a<td>b</table>", [["a", "b"]]),
        ("<table><tr><td>甲<br>乙 &amp; <b>丙</b>\n 丁</td></tr></table>", [["甲 乙 & 丙 丁"]]), ("<table><tr><td colspan=3>t</td><td>x</td></tr></table>", [["t", "", "", "x"]]), ("<table><tr><td colspan='-2'>t</td><td colspan='٣'>x</td></tr></table>", [["t", "x"]]),
        ("<p>none</p>", []), ("", []), ("<table></table>", []), ("<table><tr><td>a</td></tr>", [["a"]]),
    ],
)  # fmt: skip
def test_cells_are_their_words(page, rows):
    assert html_rows(page) == rows


def test_the_table_with_the_most_rows_is_meant():
    page = "<table><tr><td>x</td></tr></table><table><tr><td>1</td></tr><tr><td>2</td></tr></table>"
    assert html_rows(page) == [["1"], ["2"]]


def test_a_cell_stands_for_no_more_than_a_table_has():
    assert len(html_rows("<table><tr><td colspan=999999>t</td></tr></table>")[0]) == MOST_SPAN
