"""A further programme as tables: grades and ranges, counts of lists, stated figures that are too low or that nobody stated, what a community lacks."""

from dataclasses import replace

import pytest

from xc_gis.runs.programmes import asked_values, read_programmes
from xc_gis.ui.presenters.targets.programme_tables import (
    categories_table,
    communities_table,
    grade_cell,
    lacking_categories,
    lacking_words,
    score_cell,
    share_words,
    stars_cell,
)
from xc_gis.ui.presenters.voices.cells import BAD, PLAIN, UNKNOWN


@pytest.fixture(scope="module")
def programme(programme_run):
    return read_programmes(programme_run)[0]


def test_each_community_has_its_counts_and_stated_figures(programme):
    table = communities_table(programme)
    assert table.headings[:5] == ("街道", "社区", "等级", "星级", "得分")
    first, second = table.rows
    assert (first.community, first.cells[5].text, first.cells[5].kind) == ("C1", "2–23", UNKNOWN)
    at = table.headings.index("商业网点连锁化率")
    assert (first.cells[at].text, first.cells[at].kind) == ("21.5%", BAD)
    assert (second.cells[at].text, second.cells[at].kind) == ("没有填报", UNKNOWN)
    assert second.cells[table.headings.index("居民满意度")].kind == ""


def test_each_category_has_its_people_and_who_has_it(programme):
    rows = {row.category: row for row in categories_table(programme).rows}
    texts = [cell.text for cell in rows["CIN"].cells]
    assert texts == ["影院、小剧场", "品质提升类业态", "15", "5,588", "4,168", "0", "57.2%", "1"]
    assert rows["TOB"].cells[6].kind == UNKNOWN
    assert rows["TOB"].cells[7].text == "0–2"


def test_grades_and_stars_for_certain_or_between(programme):
    c = programme.communities[0]
    assert stars_cell(c).kind == grade_cell(programme, c).kind == UNKNOWN
    sure = replace(c, stars_low=4, stars_high=4, score_low=80.0, score_high=80.0)
    assert (stars_cell(sure).text, grade_cell(programme, sure).text, score_cell(sure).text) == ("4", "提升型", "80.0")
    between = replace(c, stars_low=0, stars_high=3, score_low=61.0, score_high=70.5)
    assert (stars_cell(between).text, grade_cell(programme, between).text) == ("0–3", "无等级–基础型")
    assert (score_cell(between).text, score_cell(between).kind) == ("61.0–70.5", UNKNOWN)  # as the foot says: a range is hatched
    assert score_cell(sure).kind == PLAIN
    assert score_cell(c).kind == UNKNOWN


def test_what_lacks_is_in_words_and_by_category(programme):
    c = programme.by_id["C2"]
    assert "数据完整度" in lacking_words(c)
    lacking = [category.code for category, _ in lacking_categories(programme, c)]
    assert "CIN" in lacking
    assert share_words(c.of("CIN")) == "16.4%"
    assert share_words(c.of("TOB")) == "0.0–100.0%"
    assert lacking.index("CHS") < lacking.index("CIN"), "the basic list comes first"
    assert lacking.index("CIN") < lacking.index("EDS"), "what nobody knows comes last"
    assert "CIN" not in [category.code for category, _ in lacking_categories(programme, programme.by_id["C1"])]


def test_figures_are_those_of_the_highest_level(programme):
    assert [one.key for one in asked_values(programme)] == ["satisfaction", "chain_rate", "service_space"]
    assert asked_values(replace(programme, levels={})) == ()
