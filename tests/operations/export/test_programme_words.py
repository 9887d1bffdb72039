"""What a programme comes to in a sentence: for certain, a range, or none, each counted once."""

from dataclasses import replace

from xc_gis.operations.export.programme_words import asked_message, stars_message
from xc_gis.runs.programmes import read_programmes


def test_each_community_is_counted_once(programme_run):
    (run,) = read_programmes(programme_run)
    c1, c2 = run.communities
    sure, between = replace(c1, stars_low=4, stars_high=4), replace(c2, stars_low=0, stars_high=3)
    assert (
        str(stars_message(replace(run, communities=(sure, between))))
        == "5 星（品质型）0 个，4 星（提升型）1 个，3 星（基础型）0 个，只有范围 1 个"
    )
    below = replace(c2, stars_low=0, stars_high=0)
    assert (
        str(stars_message(replace(run, communities=(c1, below))))
        == "5 星（品质型）0 个，4 星（提升型）0 个，3 星（基础型）0 个，0 星 1 个，暂不评级 1 个"
    )


def test_a_level_says_its_grade_and_what_it_asks_for(programme_run):
    (run,) = read_programmes(programme_run)
    assert str(asked_message(run, 3)).startswith("3 星（基础型）要求：得分不低于 60；")
    assert str(asked_message(programme_run, 3)).startswith("3 星要求：")
