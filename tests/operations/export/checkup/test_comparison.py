"""A community beside others: counted by residents, ranked among themselves."""

from tests.fixtures.sheet_rows import LEVELS, run_with
from tests.ui.presenters.result.figures import CVS, MED, NOBODY, community, cover
from xc_gis.operations.export.checkup.comparison import comparison_rows, comparisons, group_share, kind_words
from xc_gis.operations.export.spoken import saying

SAY = saying("zh")


def town(name, covered, gap, *, subdistrict="甲街道", score=80.0, **figures):
    share = covered / (covered + gap)
    row = cover(MED, residents=covered + gap, covered=covered, gap=gap, low=share, share=share, high=share)
    return community(
        row, community_id=name, subdistrict=subdistrict, score=score, residents={"residents": covered + gap, "residents_60plus": 10.0}, **figures
    )  # fmt: skip


def found_of(finished_run, *towns, **more):
    run = run_with(finished_run, *towns, levels=LEVELS, **more)
    return run, comparisons(run)


def test_groups_are_counted_by_residents_and_not_averaged(finished_run):
    towns = [town("a", 900.0, 100.0), town("b", 0.0, 100.0), town("c", 100.0, 0.0, subdistrict="乙街道")]
    _, found = found_of(finished_run, *towns)
    assert group_share(found.subdistrict(towns[0]), MED) == "81.8%"  # 900 of 1,100, not the mean of 90 % and 0 %
    assert group_share(found.subdistrict(towns[2]), MED) == "100.0%"
    assert group_share(None, MED) == "—"


def test_too_much_unknown_in_a_group_leaves_bounds(finished_run):
    lost = community(cover(MED, residents=100.0, covered=50.0, gap=0.0, unknown=50.0, low=0.5, share=None, high=1.0))
    _, found = found_of(finished_run, lost)
    assert group_share(found.subdistrict(lost), MED) == "50.0–100.0%"
    nobody = community(cover(MED, **NOBODY))
    _, found = found_of(finished_run, nobody)
    assert group_share(found.subdistrict(nobody), MED) == "—"


def test_rows_say_score_rank_joint_coverage_and_categories_that_reach_the_goal(finished_run):
    towns = [town("a", 95.0, 5.0, score=90.0), town("b", 95.0, 5.0, score=90.0), town("c", 10.0, 90.0, score=60.0)]
    run, found = found_of(finished_run, *towns)
    score, rank, joint, reached = comparison_rows(towns[0], found, run, SAY)
    assert score == ["得分（各组为中位数）", "90.0", "90.0", "90.0", "90.0"]
    assert rank[1:] == ["—", "并列第 1 名（共 3 个）", "并列第 1 名（共 3 个）", "并列第 1 名（共 3 个）"]
    assert joint[1:] == ["50.0%", "50.0%", "50.0%", "50.0%"]
    assert reached == ["覆盖率达到 90% 的类别", "1 / 1 类", "0 / 1 类", "0 / 1 类", "0 / 1 类"]


def test_without_subdistrict_kind_or_stars_there_is_a_dash(finished_run):
    alone = community(cover(CVS), subdistrict="", stars=None, score=None, joint_low=None, joint_high=None)
    run, found = found_of(finished_run, alone, categories=(CVS,))
    rows = comparison_rows(alone, found, run, SAY)
    assert [row[1:3] for row in rows[:3]] == [["—", "—"], ["—", "—"], ["—", "—"]]
    assert rows[1][4] == "—"
    assert "不足 3 个" in kind_words(alone, found, SAY)


def test_how_the_kind_is_determined_is_said_with_its_figures(finished_run):
    towns = [town(name, 50.0, 50.0) for name in "abc"] + [town(name, 5.0, 5.0) for name in "def"]
    _, found = found_of(finished_run, *towns)
    assert (
        kind_words(towns[0], found, SAY)
        == "同类社区：居民 55 人及以上，60 岁以上占比低于 55.0%，共 3 个（以全区各社区的中位数为界）。"
    )
    assert "fewer than 55 residents" in kind_words(towns[5], found, saying("en"))
