"""Values as a theme: every value in its class, what is not known hatched, what says nothing left out."""

import doctest

import pytest

from xc_gis.report.themes import THEMES
from xc_gis.ui.presenters.planning import value_theme as module
from xc_gis.ui.presenters.planning.value_theme import value_theme


@pytest.mark.parametrize("best_first", [True, False])
def test_a_value_has_the_colour_and_the_words_of_its_class(best_first):
    theme = THEMES["gaps"]
    made = value_theme("缺口", theme, {"A": 0.0, "B": 120.0, "C": None}, lambda n: f"{n:g} 人", "不知道", best_first=best_first)
    assert made["name"] == "缺口"
    assert [row["words"] for row in made["rows"]][-1 if best_first else 0] == "没有缺口"
    assert made["rows"][made["of"]["A"]["row"]]["fill"] == theme.colours[0]
    assert made["rows"][made["of"]["B"]["row"]]["fill"] == theme.colours[2]
    assert made["of"]["B"]["words"] == "120 人"
    assert made["of"]["C"] == {"row": None, "words": "不知道"}
    assert "D" not in made["of"]
    assert made["absent"] == "没有这类居民"


def test_examples_of_classes_hold():
    assert doctest.testmod(module).failed == 0
