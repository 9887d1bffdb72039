"""The hotline's tables on the page, against the tables of the run."""

from tests.fixtures.voiced_run import voiced
from xc_gis.ui.presenters.voices.hotline_tables import AHEAD, COMMUNITIES, PAIRS, PRIORITIES, quadrant_sums, table_of


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_communities_of_a_category_and_of_all(voiced_run):
    run, voices = voiced(voiced_run)
    table = table_of(COMMUNITIES, run, voices.hotline, "MED")
    assert table.headings[2:7] == ("件数", "每万人", "响应率", "解决率", "满意率")
    assert texts(table)[1][2:9] == ["不显示"] * 7
    assert "诉求压力" in table.headings
    whole = table_of(COMMUNITIES, run, voices.hotline, "ALL")
    assert "需求与缺口" not in whole.headings
    assert whole.foot.startswith("全区 39 件")
    assert all(len(row.cells) == len(table.headings) for row in table.rows)


def test_pairs_add_up_to_the_matrix(voiced_run):
    run, voices = voiced(voiced_run)
    sums = quadrant_sums(run, voices.hotline, "ALL")
    table = table_of(PAIRS, run, voices.hotline, "ALL")
    assert sum(one.pairs for one in sums.values()) == len(table.rows) == 4
    for key, one in sums.items():
        assert one.pairs == sum(row.group == key for row in table.rows)
    gaps = sum(c.of(code).gap for c in run.communities for code in ("MED", "VEG"))
    assert sum(one.people for one in sums.values()) == gaps


def test_lists_are_those_of_the_run(voiced_run):
    run, voices = voiced(voiced_run)
    for name, rows in ((PRIORITIES, voices.hotline.priorities), (AHEAD, voices.hotline.ahead)):
        table = table_of(name, run, voices.hotline, "ALL")
        assert [int(row.cells[0].text) for row in table.rows] == [row.rank for row in rows]
    assert table_of(PRIORITIES, run, voices.hotline, "ALL").foot == "优先值 = 缺口比例 ×（1 + 诉求压力）"
    assert all(row.category == "VEG" for row in table_of(PRIORITIES, run, voices.hotline, "VEG").rows)
