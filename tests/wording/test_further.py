"""What a further standard makes of a community in few words, in both languages."""

import pytest

from xc_gis.languages.message import Name, in_language
from xc_gis.wording.further import further_sentence, graded_stars, limits

GRADES = {3: Name("基础型", "basic"), 4: Name("提升型", "improved"), 5: Name("品质型", "quality")}


@pytest.mark.parametrize(
    ("low", "high", "words", "english"),
    [
        (3, 3, "3 星（基础型）", "3 stars (basic)"), (0, 0, "0 星（无等级）", "0 stars (no grade)"), (3, 4, "3–4 星（基础型–提升型）", "3–4 stars (basic–improved)"),
        (0, 1, "0–1 星（无等级）", "0–1 stars (no grade)"), (None, None, "暂不评级（资料不足）", "not rated (too little is known)"),
    ],
)  # fmt: skip
def test_stars_stand_with_their_grades_and_a_range_with_both(low, high, words, english):
    said = graded_stars(low, high, GRADES)
    assert said == words
    assert in_language(said, "en") == english


def test_a_standard_without_grades_has_stars_alone():
    assert graded_stars(2, 2, {2: Name("", "")}) == "2 星"
    assert graded_stars(2, 4, {}) == "2–4 星"


def test_two_conditions_are_told_and_the_rest_counted():
    assert limits([]) == ""
    assert limits(["甲", "乙"]) == "甲；乙"
    assert limits(["甲", "乙", "丙", "丁"]) == "甲；乙；另有 2 项"
    name = Name("商店标准", "Shops")
    assert further_sentence(name, "3 星", 4, ["甲"]) == "另一标准“商店标准”：3 星，升 4 星尚缺：甲。"
    assert further_sentence(name, "5 星", None, []) == "另一标准“商店标准”：5 星。"
    assert further_sentence(name, "暂不评级", None, ["没有居民"]) == "另一标准“商店标准”：暂不评级，原因：没有居民。"
    assert (
        in_language(further_sentence(name, graded_stars(3, 3, GRADES), 4, []), "en")
        == "Another standard, “Shops”: 3 stars (basic)."
    )
