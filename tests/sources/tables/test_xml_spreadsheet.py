"""XML Spreadsheet 2003: cells stand where their numbers say, values as other readers write them."""

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.tables.xml_spreadsheet import xml_sheets

BOOK = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{}</Workbook>'


def sheets(*worksheets):
    made = "".join(
        f'<Worksheet ss:Name="表{n}">{more}<Table>{rows}</Table></Worksheet>' for n, (rows, more) in enumerate(worksheets, 1)
    )
    return xml_sheets(BOOK.format(made).encode(), "a.xls")


def rows(text):
    return sheets((text, ""))[0].rows


def test_cells_and_rows_stand_at_their_number():
    assert rows(
        '<Row><Cell><Data ss:Type="String">a</Data></Cell><Cell ss:Index="3"><Data>c</Data></Cell></Row><Row ss:Index="3"><Cell><Data>x</Data></Cell></Row>'
    ) == [["a", "", "c"], [], ["x"]]
    assert rows('<Row ss:Span="2"/><Row><Cell><Data>x</Data></Cell></Row>') == [[], [], [], ["x"]]


@pytest.mark.parametrize(
    ("kind", "words", "text"),
    [
        ("Number", "5", "5"),
        ("Number", "5.50", "5.5"),
        ("Number", "1.0E2", "100"),
        ("DateTime", "2026-05-01T00:00:00.000", "2026-05-01"),
        ("String", "0012", "0012"),
        ("Number", "很多", "很多"),
        ("String", " 甲 ", " 甲 "),
    ],
)
def test_values_are_written_as_by_the_other_readers(kind, words, text):
    assert rows(f'<Row><Cell><Data ss:Type="{kind}">{words}</Data></Cell></Row>') == [[text]]


def test_merged_cells_hidden_sheets_and_formulas_without_result_are_kept():
    first, second = sheets(
        (
            '<Row><Cell ss:MergeAcross="1" ss:MergeDown="2"><Data>t</Data></Cell><Cell ss:Formula="=1+1"/><Cell ss:Formula="=1"><Data ss:Type="Number">1</Data></Cell></Row>',
            "",
        ),
        ("", "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"),
    )
    assert first.merged == [((0, 0), (2, 1))]
    assert first.rows == [["t", "", "", "1"]]
    assert first.empty_formulas == [1]
    assert [(s.name, s.hidden) for s in (first, second)] == [("表1", False), ("表2", True)]


@pytest.mark.parametrize(
    "text",
    [
        '<Row ss:Index="9999999"/>',
        '<Row ss:Index="x"/>',
        '<Row/><Row ss:Index="1"/>',
        '<Row><Cell ss:Index="16385"/></Row>',
        '<Row><Cell/><Cell ss:Index="1"/></Row>',
        '<Row><Cell ss:MergeAcross="99999"/></Row>',
        '<Row ss:Span="99999999999"/>',
    ],
)
def test_numbers_that_no_sheet_has_are_refused(text):
    with pytest.raises(InputError, match=r"a\.xls 的行列编号有误"):
        rows(text)
