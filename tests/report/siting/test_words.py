"""What is read first: measures with their units, and how good a set is."""

from __future__ import annotations

import math

import pytest

from xc_gis.languages.message import in_language
from xc_gis.report.siting.words import measure_words


@pytest.mark.parametrize(
    ("model", "value", "several", "zh", "en"),
    [
        ("mclp", 12345.0, False, "12,345 人", "12,345 people"),
        ("mclp", 12345.0, True, "各类别加权合计 12,345 人次", "12,345 people, categories added up with their weights"),
        ("pmedian", 7.5723, False, "7.57 分钟", "7.57 minutes"),
        ("pcentre", math.inf, False, "无", "none"),
        ("equity", 5.1277, False, "社区未覆盖比例均方根 5.13%", "uncovered share of communities, root of the mean square: 5.13%"),
    ],
)
def test_a_value_has_its_unit_in_either_language(model, value, several, zh, en):
    words = measure_words(model, value, several=several)
    assert words == zh
    assert in_language(words, "en") == en


def test_one_site_is_one_site():
    assert in_language(measure_words("lscp", 1.0), "en") == "1 site"
    assert in_language(measure_words("lscp", 20.0), "en") == "20 sites"
