"""How well a name meets what somebody looks for: the same, begins so, holds it, not at all."""

import pytest

from xc_gis.operations.explore.name_match import plain, rank


@pytest.mark.parametrize(
    ("text", "found"), [("ＡＢＣ 便利店", "abc便利店"), (" 甲\u3000乙 ", "甲乙"), ("STRASSE", "strasse"), ("ß", "ss"), ("", "")]
)
def test_width_spaces_and_capitals_do_not_matter(text, found):
    assert plain(text) == found


@pytest.mark.parametrize(
    ("wanted", "names", "found"),
    [
        ("甲", ["甲"], 0),
        ("甲", ["甲店"], 1),
        ("甲", ["小甲店"], 2),
        ("甲", ["乙"], None),
        ("甲", [], None),
        ("甲", ["小甲店", "甲店"], 1),
        ("甲", ["甲店", "甲"], 0),
    ],
)
def test_the_best_of_several_names_counts(wanted, names, found):
    assert rank(wanted, names) == found
