"""Declarations of completeness by category: the last of an area stands, single areas stay where they are."""

from datetime import date

from xc_gis.ui.presenters.study.inventory_rows import InventoryRow, inventory_rows, with_row

ENTRIES = [
    {"category": "MED", "areas": "all", "status": "complete", "surveyed": date(2026, 5, 1)},
    {"category": "MED", "areas": ["甲街道"], "status": "partial"},
    {"category": "CVS", "areas": ["all", "outside"], "status": "partial"},
    {"type": "CHS", "areas": "all", "status": "complete"},
]


def test_declarations_are_shown_by_category():
    med, cvs, veg = inventory_rows(ENTRIES, ["MED", "CVS", "VEG"])
    assert med == InventoryRow("MED", "complete", "", date(2026, 5, 1), others=1)
    assert cvs == InventoryRow("CVS", "partial", "partial", None)
    assert veg == InventoryRow("VEG")


def test_edit_of_a_row_leaves_the_other_declarations_where_they_stand():
    changed = with_row(ENTRIES, InventoryRow("MED", "partial", "complete"))
    assert changed == [
        {"category": "MED", "areas": "all", "status": "partial"},
        {"category": "MED", "areas": "outside", "status": "complete"},
        *ENTRIES[1:],
    ]
    assert with_row(ENTRIES, InventoryRow("CVS", "complete")) == [
        *ENTRIES[:2], {"category": "CVS", "areas": "all", "status": "complete"}, ENTRIES[3],
    ]  # fmt: skip
    assert with_row(ENTRIES, InventoryRow("MED")) == ENTRIES[1:]


def test_new_declaration_stands_before_single_areas_which_override_it():
    assert with_row(ENTRIES[1:2], InventoryRow("MED", "complete"))[0]["areas"] == "all"


def test_the_last_declaration_of_an_area_stands():
    twice = [{"category": "MED", "status": "partial"}, {"category": "MED", "areas": "all", "status": "complete"}]
    assert inventory_rows(twice, ["MED"])[0].inside == "complete"


def test_day_of_the_survey_is_kept_and_written_to_both():
    row = InventoryRow("MED", "complete", "complete", date(2026, 5, 1))
    made = with_row([], row)
    assert [entry["surveyed"] for entry in made] == [date(2026, 5, 1)] * 2
    assert inventory_rows(made, ["MED"]) == (row,)


def test_a_row_that_says_nothing_leaves_nothing():
    assert with_row([{"category": "MED", "areas": "all", "status": "complete"}], InventoryRow("MED")) == []
