"""Which facilities two lists do not agree on: matched by id or by name and place, and told world from data by days."""

import json
from dataclasses import dataclass, field
from datetime import date

import geopandas as gpd
import numpy as np
import pytest
import shapely

from xc_gis.analysis.causes.facility_changes import facilities_at, facility_changes, matched
from xc_gis.model import InventoryStatement, OpenDays
from xc_gis.standard.load import load_standard

STANDARD = load_standard("xicheng-ykz-default")
SURVEYED, BEFORE, AFTER = date(2026, 5, 1), date(2026, 5, 1), date(2026, 5, 2)


@dataclass
class Lists:
    """What a comparison of lists needs of a study."""

    facilities: gpd.GeoDataFrame
    inventory: tuple = (InventoryStatement("MED", None, ("all",), "complete", SURVEYED),)
    days: dict = field(default_factory=dict)
    communities: gpd.GeoDataFrame = None

    def __post_init__(self):
        self.communities = gpd.GeoDataFrame(
            {"community_id": ["C1"], "subdistrict": ["甲街道"], "location": "area"}, geometry=[shapely.box(0, 0, 1000, 1000)], crs="EPSG:4548",
        )  # fmt: skip


def frame(*rows):
    """Facilities: id, x, and what is other than usual."""
    columns = {"type": "CHS", "name": "站", "status": "open", "serves": "", "sources": "[]", "building": False}
    made = [{"facility_id": name, **columns, **dict(more)} for name, _, *more in rows]
    shapes = [None if x is None else shapely.Point(x, 500.0) for _, x, *_ in rows]
    return gpd.GeoDataFrame(made, columns=["facility_id", *columns], geometry=shapes, crs="EPSG:4548")


def found(before, after, listed=None, **days):
    a, b = Lists(frame(*before)), Lists(frame(*after), days=days)
    return {c.facility_id: (c.what, c.cause, c.reason) for c in facility_changes(a, b, STANDARD, listed)}


A = ("A", 100.0)


@pytest.mark.parametrize(
    ("since", "cause", "reason"),
    [(AFTER, "world", "opened_after_survey"), (BEFORE, "data", "opened_before_survey"), (None, "data", "no_first_day")],
)
def test_a_new_facility_is_the_world_only_where_it_opened_after_the_survey(since, cause, reason):
    assert found([A], [A, ("B", 200.0)], B=OpenDays(since=since)) == {"B": ("new", cause, reason)}


def test_a_facility_that_is_gone_without_a_day_was_an_entry_by_mistake():
    assert found([A, ("B", 200.0)], [A]) == {"B": ("gone", "data", "no_last_day")}


@pytest.mark.parametrize(
    ("until", "cause", "reason"),
    [(AFTER, "world", "closed_after_survey"), (BEFORE, "data", "closed_before_survey"), (None, "world", "state_stated")],
)
def test_a_state_that_both_lists_state_is_the_world_unless_a_day_denies_it(until, cause, reason):
    assert found([A], [("A", 100.0, ("status", "closed"))], A=OpenDays(until=until)) == {"A": ("state", cause, reason)}


def test_another_place_or_type_is_a_correction_unless_it_opened_there_since():
    assert found([A], [("A", 130.0)]) == {"A": ("corrected", "data", "corrected")}
    assert found([A], [("A", 130.0)], A=OpenDays(since=AFTER)) == {"A": ("corrected", "world", "opened_after_survey")}
    assert found([A], [("A", 100.0, ("type", "CHC"))]) == {"A": ("corrected", "data", "corrected")}
    assert found([("A", None)], [A]) == {"A": ("corrected", "data", "corrected")}  # it had no place


def test_what_was_and_is_not_open_is_no_change():
    assert (
        found([("A", 100.0, ("status", "planned"))], [("A", 400.0, ("status", "closed")), ("B", 1.0, ("status", "planned"))])
        == {}
    )


def test_without_a_day_of_the_list_that_of_the_study_stands():
    a, b = Lists(frame(A), inventory=()), Lists(frame(A, ("B", 2.0)), days={"B": OpenDays(since=AFTER)})
    assert [c.cause for c in facility_changes(a, b, STANDARD, SURVEYED)] == ["world"]
    assert [(c.cause, c.surveyed) for c in facility_changes(a, b, STANDARD, None)] == [("data", None)]


def test_the_survey_of_its_own_ground_counts():
    outside = (
        InventoryStatement("MED", None, ("outside",), "complete", date(2027, 1, 1)),
        InventoryStatement("MED", None, ("甲街道",), "complete", SURVEYED),
    )
    a, b = Lists(frame(A), inventory=outside), Lists(frame(A, ("B", 2.0)), days={"B": OpenDays(since=AFTER)})
    assert [(c.cause, c.surveyed) for c in facility_changes(a, b, STANDARD, None)] == [("world", SURVEYED)]


def numbered(row, x, name="站"):
    """A row of a list without ids: it is called by file and row."""
    return (f"list:{row}", x, ("name", name), ("sources", json.dumps([{"file": "a/list.csv", "row": row}])))


def test_rows_without_ids_are_found_again_by_name_and_place():
    before = frame(numbered(2, 100.0, "东"), numbered(3, 200.0, "西"), numbered(4, 300.0, "北"))
    after = frame(numbered(2, 205.0, "西"), numbered(3, 100.0, "东"), numbered(4, 900.0, "北"))
    assert matched(before, after) == [(0, 1), (1, 0)]  # 北 is too far away to be the same for sure


def test_each_cause_can_act_alone():
    before = frame(A, ("B", 200.0), ("C", 300.0))
    after = frame(("A", 150.0, ("status", "closed")), ("C", 300.0), ("D", 400.0))
    a, b = Lists(before), Lists(after, days={"A": OpenDays(until=AFTER), "D": OpenDays(since=AFTER)})
    changes = facility_changes(a, b, STANDARD, None)

    def at(world, data):
        made = facilities_at(before, after, changes, {"world": world, "data": data})
        assert made.index.equals(gpd.pd.RangeIndex(len(made)))
        return [(row.facility_id, row.status, row.geometry.x) for row in made.itertuples()]

    assert at(False, False) == [("A", "open", 100.0), ("B", "open", 200.0), ("C", "open", 300.0)]
    assert at(True, False) == [("A", "closed", 100.0), ("B", "open", 200.0), ("C", "open", 300.0), ("D", "open", 400.0)]
    assert at(False, True) == [("A", "open", 150.0), ("C", "open", 300.0)]
    assert at(True, True) == [("A", "closed", 150.0), ("C", "open", 300.0), ("D", "open", 400.0)]


def test_an_id_that_means_another_facility_in_the_later_list_stands_once():
    before, after = frame(numbered(2, 100.0, "东")), frame(numbered(2, 900.0, "西"))
    changes = facility_changes(Lists(before), Lists(after), STANDARD, None)
    assert [c.what for c in changes] == ["gone", "new"]
    ids = facilities_at(before, gpd.GeoDataFrame(after), [c for c in changes if c.what == "new"], {"world": True, "data": True})[
        "facility_id"
    ]
    assert ids.tolist() == ["list:2", "list:2#2"]
    assert np.unique(ids).size == len(ids)
