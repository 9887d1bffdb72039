"""The survey beside the map on the page: what asks for a look stands first, what is not clear is hatched."""

from dataclasses import replace

from tests.fixtures.voiced_run import voiced
from xc_gis.ui.presenters.voices.cells import UNKNOWN, filtered
from xc_gis.ui.presenters.voices.reach_table import reach_table


def test_rows_stand_in_the_order_of_their_verdict(voiced_run):
    run, voices = voiced(voiced_run)
    one = voices.reach[0]
    rows = (
        replace(one, verdict="unknown", provided="unknown", gap_share=None),
        replace(one, community_id="C2", verdict="agree"),
        replace(one, verdict="provided_gap", gap_share=0.25),
    )
    table = reach_table(run, voices.survey, rows)
    assert [row.cells[-1].text for row in table.rows] == ["说提供，走不到", "相符", "不能判断"]
    assert [cell.text for cell in table.rows[0].cells][2:7] == ["201 午餐", "医疗卫生", "提供", "25.0%", f"{one.residents:,.0f}"]
    assert (table.rows[2].cells[-1].kind, table.rows[2].cells[-1].order, table.rows[2].cells[4].text) == (UNKNOWN, None, "不清楚")
    assert table.rows[0].category == "3"
    assert "10.0%" in table.foot
    assert len(filtered(table, words="不能").rows) == 1


def test_the_run_has_its_rows(voiced_run):
    _, voices = voiced(voiced_run)
    assert {(row.community_id, row.code, row.category) for row in voices.reach} == {("C1", "201", "MED"), ("C2", "201", "MED")}
