"""Looks: each is made once; classes have the colours of the map, unknown has none of them."""

import io

import pytest
from xlsxwriter import Workbook

from xc_gis.report.documents.workbook.looks import PLAIN, SUM, UNKNOWN, WEAK, Looks
from xc_gis.report.documents.workbook.records import Column, Kind
from xc_gis.report.themes import STARS, THEMES, tint

SHARE, TEXT = Column("a", Kind.SHARE, 9, tint=True), Column("b", Kind.TEXT, 9)


@pytest.fixture
def looks():
    with Workbook(io.BytesIO()) as book:
        book.add_worksheet()
        yield Looks(book)


def ground(look):
    return "#" + look.bg_color._rgb_hex_value()


def test_alike_cells_share_a_look(looks):
    assert looks.cell(SHARE, 0.91, PLAIN) is looks.cell(SHARE, 0.95, PLAIN)
    assert looks.cell(SHARE, 0.91, PLAIN) is not looks.cell(SHARE, 0.89, PLAIN)


@pytest.mark.parametrize(("share", "colour"), [(0.0, 0), (0.499, 0), (0.5, 1), (0.9, 3), (1.0, 4)])
def test_shares_lie_on_their_class(looks, share, colour):
    assert ground(looks.cell(SHARE, share, PLAIN)).lower() == tint(THEMES["coverage"].classes[colour].colour)


def test_stars_lie_on_theirs(looks):
    assert ground(looks.cell(Column("s", Kind.STARS, 5, tint=True), 4, PLAIN)).lower() == tint(STARS[4])


def test_unknown_and_words_have_no_class(looks):
    assert looks.cell(SHARE, "未知", UNKNOWN).pattern == 14
    assert looks.cell(SHARE, "不适用", PLAIN).pattern == 0
    assert looks.cell(TEXT, "x", WEAK).bold
    assert looks.cell(TEXT, "x", SUM).top == 2


def test_numbers_stand_right_and_texts_left(looks):
    assert looks.cell(SHARE, 0.5, PLAIN).num_format == '[=0]0.0%;[<0.001]"<0.1%";0.0%'
    assert looks.cell(SHARE, 0.5, SUM, Kind.COUNT).num_format == "#,##0"
    assert looks.cell(TEXT, "x", PLAIN).indent == 1
