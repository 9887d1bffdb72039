"""The survey's tables on the page: unknown is never no."""

from dataclasses import replace

from tests.fixtures.voiced_run import voiced
from xc_gis.ui.presenters.voices.cells import filtered
from xc_gis.ui.presenters.voices.survey_tables import (
    PROVIDED,
    SATISFACTION,
    answers_of,
    communities_table,
    items_table,
    matrix_of,
    matrix_table,
)


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_matrix_and_its_words(voiced_run):
    run, voices = voiced(voiced_run)
    matrix = matrix_of(run, voices.survey)
    assert matrix.letters == ("yyy", "yny")
    assert matrix.words(1, 1).endswith("东社区：就业 › 求职 › 推荐，不提供")
    assert matrix.words(0, 2).endswith("养老 › 助餐 › 午餐，提供，满意度 95.0%")
    assert texts(matrix_table(matrix, PROVIDED))[1][2:] == ["提供", "不提供", "提供"]
    assert [cell.value for cell in matrix_table(matrix, SATISFACTION).rows[1].cells[2:]] == [1.0, None, 0.85]
    assert [one for one, *_ in matrix_of(run, voices.survey, words="东社").communities] == ["C2"]


def test_a_community_that_was_not_surveyed_is_unknown(voiced_run):
    run, voices = voiced(voiced_run)
    survey = replace(voices.survey, provided={"C1": "yn?"}, satisfaction={"C1": (0.9, None, None)})
    assert matrix_of(run, survey).letters == ("yn?", "???")
    nobody = answers_of(survey, "C2", satisfied=0.9, unknown_max=0.2)
    assert (nobody.yes, nobody.no, nobody.unknown, nobody.share) == (0, 0, 3, None)
    some = answers_of(survey, "C1", satisfied=0.9, unknown_max=0.2)
    assert (some.share, some.satisfied, some.scored) == (None, 1, 1)  # a third is not known
    assert answers_of(survey, "C1", satisfied=0.9, unknown_max=0.4).share == 0.5
    assert texts(communities_table(run, survey, satisfied=0.9))[1][2:6] == ["0", "0", "3", "—"]


def test_items_of_the_base(voiced_run):
    run, voices = voiced(voiced_run)
    table = items_table(run, voices.survey)
    assert texts(table)[1][3:8] == ["推荐", "1", "1", "0", "50.0%"]
    items = tuple(replace(item, subitem="") for item in voices.survey.items)
    assert "小项" not in items_table(run, replace(voices.survey, items=items)).headings


def test_items_of_a_subdistrict_are_counted_over_its_communities(voiced_run):
    run, voices = voiced(voiced_run)
    run = replace(
        run, communities=tuple(replace(c, subdistrict="乙街道") if c.community_id == "C2" else c for c in run.communities)
    )
    table = items_table(run, voices.survey, "乙街道")
    assert [row[4:11] for row in texts(table)] == [
        ["1", "0", "0", "100.0%", "100.0%", "100.0%", "100.0%"],
        ["0", "1", "0", "0.0%", "0.0%", "0.0%", "—"],
        ["1", "0", "0", "100.0%", "100.0%", "100.0%", "85.0%"],
    ]
    assert filtered(table, subdistrict="乙街道").rows == table.rows
    assert "乙街道的 1 个社区" in table.foot
    older = items_table(run, replace(voices.survey, provided={}, satisfaction={}), "乙街道")
    assert [row[4:8] for row in texts(older)] == [["0", "0", "1", "—"]] * 3
    assert "没有各社区的答案" in older.foot
