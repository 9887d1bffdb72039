"""``changes.csv``: what there is none of is empty."""

import json

from tests.report.next_star.test_words import RESULT, SHOPS
from xc_gis.report.next_star.tables import change_record, changes_table


def test_the_table_leaves_empty_what_there_is_none_of():
    table = changes_table(RESULT).set_index("community_id")
    assert table.loc["C2", ["stars", "target", "cost", "changes", "stars_after", "lacking"]].tolist() == [
        "", "1", "", "[]", "", "score<95.0",
    ]  # fmt: skip
    assert table.loc["C1", "cost"] == "3"
    assert [one["type"] for one in json.loads(table.loc["C1", "changes"])[:2]] == ["CVS", "CVS"]


def test_a_record_says_its_kind_and_nothing_that_was_not_said():
    assert change_record(SHOPS[0]) == {
        "kind": "add_facility", "type": "CVS", "at": (116.3, 39.9), "cost": 1.0, "status": "open",
    }  # fmt: skip
