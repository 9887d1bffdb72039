"""Cells and tables: what is not known is no zero, sorting leaves it last, filters let pass what they name."""

from xc_gis.ui.presenters.voices.cells import (
    BAD,
    HIDDEN,
    UNKNOWN,
    RowOf,
    VoiceTable,
    change_cell,
    count_cell,
    filtered,
    ordered,
    plain_share_cell,
    share_cell,
    words_cell,
)


def row(name, value, subdistrict="", group=""):
    return RowOf((words_cell(name), count_cell(value)), name, "", subdistrict, group)


ROWS = (row("甲", 3, "东"), row("乙", None, "西", "a"), row("丙", 0, "东", "a"), row("丁", 12, "西"))


def test_hidden_and_unknown_are_neither_zero_nor_each_other():
    assert (count_cell(0).text, count_cell(0).value) == ("0", 0)
    assert (count_cell(None).kind, count_cell(None).value) == (UNKNOWN, None)
    assert (count_cell(7, hidden=True).kind, count_cell(7, hidden=True).text) == (HIDDEN, "不显示")
    assert share_cell(0.8999).text == "89.9%"
    assert share_cell(0.5, hidden=True).text == "不显示"
    assert share_cell(None).kind == plain_share_cell(None).kind == UNKNOWN
    assert plain_share_cell(0.129).text == "0.12"
    assert (count_cell(1234.56, decimals=1).text, count_cell(1234.56, decimals=1).value) == ("1,234.6", 1234.6)


def test_a_rise_of_complaints_is_bad_news():
    assert (change_cell(0.1).text, change_cell(0.1).kind) == ("+10.0%", BAD)
    assert change_cell(-0.1).kind == ""
    assert change_cell(None).text == "—"


def test_order_leaves_the_unknown_last_both_ways():
    assert [one.community for one in ordered(ROWS, 1, descending=False)] == ["丙", "甲", "丁", "乙"]
    assert [one.community for one in ordered(ROWS, 1, descending=True)] == ["丁", "甲", "丙", "乙"]
    assert [one.community for one in ordered(ROWS, 0, descending=False)] == sorted("甲乙丙丁")


def test_filters_together():
    table = VoiceTable("", ("a", "b"), ("", ""), (False, True), ROWS)
    assert [one.community for one in filtered(table, subdistrict="东").rows] == ["甲", "丙"]
    assert [one.community for one in filtered(table, group="a", words="丙 ").rows] == ["丙"]
    assert filtered(table).rows == ROWS
