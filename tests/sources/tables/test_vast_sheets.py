"""Sheets that reach too far are refused before they are laid out; others pass."""

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.tables.vast_sheets import MOST_CELLS, _column, refuse_vast_sheets


def sheet(*cells, rows=()):
    made = "".join(f'<row r="{row}"/>' for row in rows) + "".join(f'<c r="{cell}"><v>1</v></c>' for cell in cells)
    return {"xl/worksheets/sheet1.xml": made.encode()}


@pytest.mark.parametrize(("letters", "number"), [(b"A", 1), (b"Z", 26), (b"AA", 27), (b"xfd", 16384), (b"ZZ", 702)])
def test_columns_are_counted_by_their_letters(letters, number):
    assert _column(letters) == number


@pytest.mark.parametrize("cells", [("A1", "Z5000"), ("XFD1", "A1"), ("A1048576",), ("XFD1048576",), ()])
def test_a_sheet_of_honest_size_passes(cells):
    refuse_vast_sheets(sheet(*cells), "a.xlsx")


@pytest.mark.parametrize(
    ("cells", "last"),
    [
        (("A1", "XFD1048576"), "XFD1048576"),
        (("A1", "AN1048576"), None),
        (("A1048577",), "A1048577"),
        (("XFE1",), "XFE1"),
        (("A99999999999",), "A99999999999"),
    ],
)
def test_cells_far_apart_or_beyond_any_sheet_are_refused_with_the_last_one(cells, last):
    if last is None:  # 40 columns of a million rows are 41.9 million cells, 38 are 39.8
        assert 40 * 1_048_576 > MOST_CELLS > 38 * 1_048_576
        refuse_vast_sheets(sheet("A1", "AL1048576"), "a.xlsx")
        last = cells[1]
    with pytest.raises(InputError, match=rf"a\.xlsx 的单元格相隔太远（直到 {last}）"):
        refuse_vast_sheets(sheet(*cells), "a.xlsx")


def test_cells_without_content_and_rows_beyond_any_sheet():
    refuse_vast_sheets({"s.xml": b'<c r="A1"><v>1</v></c><c r="XFD1048576" s="1"/>'}, "a.xlsx")
    with pytest.raises(InputError):
        refuse_vast_sheets(sheet("A1", rows=[2_000_000]), "a.xlsx")


@pytest.mark.parametrize(
    ("kind", "repeated", "words", "refused"),
    [
        ("row", 1_048_576, False, False),
        ("row", 1_048_577, False, True),
        ("cell", 16_384, False, False),
        ("cell", 16_385, False, True),
        ("cell", 1024, True, False),
        ("cell", 1025, True, True),
    ],
)
def test_repeats_of_open_documents_are_bounded_and_words_more_so(kind, repeated, words, refused):
    axis = "rows" if kind == "row" else "columns"
    value = ' office:value-type="string"' if words else ""
    parts = {"content.xml": f'<table:table-{kind} table:number-{axis}-repeated="{repeated}"{value}/>'.encode()}
    if refused:
        with pytest.raises(InputError, match="相隔太远"):
            refuse_vast_sheets(parts, "a.ods")
    else:
        refuse_vast_sheets(parts, "a.ods")
