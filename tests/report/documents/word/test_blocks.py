"""Blocks of a file are told apart by their text; spaces do not count."""

from tests.report.documents.word.documents import opened, with_texts
from xc_gis.report.documents.word.blocks import FILLED, blocks_of, prints_of, text_of, unmatched
from xc_gis.report.documents.word.looks import add_style
from xc_gis.report.documents.word.style_names import BODY, FILL_IN


def fill_in(document):
    add_style(document, FILL_IN, BODY, 9, line_pt=11)
    document.add_paragraph("填报人：", style=FILL_IN)
    document.add_table(1, 2).rows[0].cells[0].text = "格"


def test_empty_paragraphs_are_no_blocks_and_tables_are_one():
    blocks = blocks_of(opened(with_texts("a", "", " ", change=fill_in)))
    assert [(text_of(block.element), block.is_fill_in) for block in blocks] == [("a", False), ("填报人：", True), ("格", False)]
    assert blocks[1].print_.startswith(FILLED)


def test_spaces_and_runs_do_not_change_a_print():
    one, other = opened(with_texts("a b")), opened(with_texts("a"))
    other.paragraphs[0].add_run("  b").bold = True
    assert prints_of(one) == prints_of(other)


def test_what_was_added_is_found_and_what_was_changed_too():
    recorded = prints_of(opened(with_texts("a", "b", "a")))
    assert unmatched(blocks_of(opened(with_texts("a", "own", "b", "a", "end"))), recorded) == [1, 4]
    assert unmatched(blocks_of(opened(with_texts("a", "b"))), recorded) is None
    assert unmatched(blocks_of(opened(with_texts("b", "a", "a"))), recorded) is None
