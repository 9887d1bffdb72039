"""Themes are read as they are typed; what there is not is refused with what was meant."""

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.export.theme_choice import theme_choice

CODES = ["MED", "ELD"]


@pytest.mark.parametrize(
    "text", ["stars", "joint", "coverage:MED", " gaps:ELD ", "minutes:MED", "difference", "difference:MED", "density:people"]
)
def test_themes_are_read_as_they_are_typed(text):
    assert theme_choice(text, CODES).code == text.strip()


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("star", "stars"),
        ("coverage", "coverage:MED"),
        ("stars:MED", "stars"),
        ("gaps:ELDD", "gaps:ELD"),
        ("", "stars"),
        ("density", "density:people"),
        ("densty", "density:people"),
        ("density:MED", "density:people"),
        ("density:peopl", "density:people"),
        ("coverag:MED", "coverage:MED"),
        ("nothing of all", "density:tourism"),
        ("capacity", "capacity:MED"),
    ],
)
def test_a_theme_that_there_is_not_is_refused_with_what_was_meant(text, hint):
    with pytest.raises(InputError) as caught:
        theme_choice(text, CODES)
    assert hint in caught.value.hint
