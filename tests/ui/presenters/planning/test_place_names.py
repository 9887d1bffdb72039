"""Names that changes speak of, before and after the facts of a study have come."""

from xc_gis.ui.presenters.planning.place_names import PlaceNames, facility_words
from xc_gis.ui.workers.planning_records import FacilityEntry, PlanningFacts, TypeEntry

FACTS = PlanningFacts((FacilityEntry("F1", "一小", "SCH", "open", 1.0, 2.0),), (TypeEntry("SCH", "小学", "school", ()),), None)


def test_before_the_facts_have_come_codes_and_ids_stand_for_names():
    names = PlaceNames(None, ())
    assert (names.facility("F1"), names.facility_at(0), names.facility_words("F1"), names.type_words("SCH")) == (
        None,
        None,
        "F1",
        "SCH",
    )
    assert names.community_words("C1") == "C1"


def test_facts_give_names():
    names = PlaceNames(FACTS, ())
    assert (names.facility_words("F1"), names.type_words("SCH"), names.facility_at(0).facility_id) == ("一小", "小学", "F1")


def test_in_a_list_it_is_said_what_keeps_a_facility_from_serving_anybody():
    assert facility_words(FACTS.facilities[0], "小学") == "一小 · 小学 · F1"
    assert facility_words(FacilityEntry("F2", "", "SCH", "planned", None, None), "小学") == "F2 · 小学 · F2 · 规划中 · 还没有位置"
