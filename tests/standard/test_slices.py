"""Slices of time and sentences in a standard: what is refused, and what holds where nothing is said."""

import pytest
import yaml

from tests.standard.test_caps import STANDARD
from xc_gis.errors import StandardError
from xc_gis.standard import load_standard
from xc_gis.standard.load import parse_standard
from xc_gis.standard.slices import DEFAULT_SLICES

PLAIN = STANDARD.replace("CAPS", "    - {id: V1, kind: none_covered, categories: mandatory, count: 1, stars: 1}")


def parsed(**parts):
    text = yaml.safe_dump(yaml.safe_load(PLAIN) | parts, allow_unicode=True, sort_keys=False)
    return parse_standard(text.encode(), "标准.yaml")


def test_a_standard_that_says_nothing_has_the_default_slices_and_no_sentences():
    found = parsed()
    assert [one.at for one in found.time_slices] == ["WED 10:00", "WED 20:00", "SAT 10:00", "PH 10:00"]
    assert found.time_slices == DEFAULT_SLICES
    assert found.needs == ()


def test_the_shipped_standard_speaks_of_every_category_in_a_sentence():
    standard = load_standard("xicheng-ykz-default")
    small, large, urgent = standard.needs
    codes = [c.code for c in standard.categories]
    assert sorted((*small.categories, *large.categories)) == sorted(codes)
    assert set(urgent.categories) <= set(codes)
    assert (small.minutes, small.own_community, large.minutes, urgent.home_visit) == (5, True, 15, True)


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"time_slices": [{"code": "x", "zh": "x", "at": "晚上"}]}, "晚上"),
        ({"time_slices": [{"code": "x", "zh": "x", "at": at} for at in ("WED 10:00", "SAT 10:00")]}, "2 次"),
        ({"time_slices": [{"code": "x", "zh": "x", "when": "WED 10:00"}]}, "when"),
        ({"needs": [{"kind": "small", "zh": "小", "categories": ["NOPE"], "minutes": 5}]}, "NOPE"),
        ({"needs": [{"kind": "middling", "zh": "中", "categories": [], "minutes": 5}]}, "kind"),
        ({"needs": [{"kind": "small", "zh": "小", "categories": [], "minutes": 0}]}, "minutes"),
    ],
)
def test_what_does_not_hang_together_is_refused_with_its_word(parts, word):
    with pytest.raises(StandardError) as fault:
        parsed(**parts)
    assert word in str(fault.value)
