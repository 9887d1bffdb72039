"""Yes and no as people tick them."""

import pandas as pd
import pytest

from xc_gis.sources.tables.marks import are_ticks, ticked_only, yes_no


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("是", True),
        ("√", True),
        ("Y", True),
        ("1.0", True),
        ("ＴＲＵＥ", True),
        ("否", False),
        ("×", False),
        ("0", False),
        ("?", None),
        ("", None),
    ],
)
def test_a_tick_is_yes_no_or_neither(word, answer):
    assert yes_no(pd.Series([word])).tolist() == [answer]


def test_a_column_holds_ticks_alone_or_it_does_not():
    assert are_ticks(pd.Series(["是", "", "否"]))
    assert not are_ticks(pd.Series(["是", "也许"]))
    assert not are_ticks(pd.Series(["", ""]))


def test_nothing_means_no_only_beside_marks():
    assert ticked_only(pd.Series(["√", ""]))
    assert not ticked_only(pd.Series(["√", "×"]))
    assert not ticked_only(pd.Series(["", ""]))
