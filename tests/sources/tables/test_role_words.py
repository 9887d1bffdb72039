"""A column that is missing is called as offices call it, with the role that the study can name."""

import pytest

from xc_gis.languages.message import in_language
from xc_gis.sources.tables.role_words import role_word


@pytest.mark.parametrize(
    ("role", "names", "words"),
    [("subitem", ("subitem", "小项", "小项名称"), "小项（subitem）"), ("n", ("n", "有效问卷"), "有效问卷（n）"), ("geometry", ("geom",), "geometry"), ("x", (), "x")],
)  # fmt: skip
def test_the_word_of_the_office_comes_first(role, names, words):
    assert role_word(role, names) == words


def test_in_english_too():
    assert in_language(role_word("n", ("n", "有效问卷")), "en") == "有效问卷 (n)"
