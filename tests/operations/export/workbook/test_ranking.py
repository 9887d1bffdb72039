"""Equals share a place, the next places are left out, and who has no star has none."""

from tests.fixtures.sheet_rows import named
from xc_gis.operations.export.workbook.ranking import Place, places, sorted_by_place

TOWN = [
    named(1, stars=4, score=90.0), named(2, stars=5, score=95.0), named(3, stars=4, score=90.0), named(4, stars=3, score=99.0),
    named(5, stars=None, score=None, status="insufficient"), named(6, stars=0, score=None),
]  # fmt: skip


def test_stars_come_before_scores_and_equals_share_a_place():
    found = places(TOWN)
    assert found == {
        "C1": Place(2, 2), "C2": Place(1, 1), "C3": Place(2, 2), "C4": Place(4, 1), "C5": Place(None, 0), "C6": Place(5, 1),
    }  # fmt: skip


def test_order_of_input_does_not_matter():
    assert places(TOWN[::-1]) == places(TOWN)
    assert [c.community_id for c in sorted_by_place(TOWN[::-1])] == ["C2", "C1", "C3", "C4", "C6", "C5"]
