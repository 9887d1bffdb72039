"""Headings of candidates, and words of geocoders that no two classes share."""

from xc_gis.sources.placing.columns import (
    ADDRESS,
    CHOICE,
    EXACT_WORDS,
    FILE,
    HEADINGS,
    LAT,
    LON,
    NAME,
    NEAR_WORDS,
    candidate_headings,
    of_candidate,
)


def test_each_candidate_has_four_headings_in_order():
    assert candidate_headings(2) == [
        "候选1",
        "候选1经度",
        "候选1纬度",
        "候选1得分",
        "候选2",
        "候选2经度",
        "候选2纬度",
        "候选2得分",
    ]
    assert candidate_headings(0) == []
    assert of_candidate("3", LON) == "候选3经度"


def test_what_is_filled_in_has_a_heading_and_each_stands_once():
    assert {FILE, NAME, ADDRESS, LON, LAT, CHOICE} <= set(HEADINGS)
    assert len(set(HEADINGS) | set(candidate_headings(3))) == len(HEADINGS) + 12


def test_no_word_is_exact_and_near():
    assert not EXACT_WORDS & NEAR_WORDS
