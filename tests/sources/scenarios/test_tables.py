"""The keys of each kind of change are those of its record, and what is written is read again."""

import pytest
from pydantic import ValidationError

from xc_gis.model.changes import CHANGE_KINDS, AddFacility, AddPath, ChangeFacility
from xc_gis.sources.scenarios.tables import ScenarioTable, change_of, change_table, keys_of


def test_a_change_is_its_record():
    made = change_of("add_path", {"line": ((116.0, 39.0), (116.1, 39.0)), "as": "footbridge", "cost": 5})
    assert made == AddPath(line=((116.0, 39.0), (116.1, 39.0)), as_="footbridge", cost=5.0)


@pytest.mark.parametrize(
    ("kind", "content"),
    [("add_path", {}), ("add_path", {"line": ((116.0, 39.0),), "as_": "path"}), ("add_path", {"line": ((116.0,),)}), ("add_path", {"line": ((116.0, 39.0),), "as": "tunnel"}), ("close_facility", {"facility": 5}), ("close_facility", {"facility": "F1", "wish": ""}),
     ("change_residents", {"factor": float("nan")}), ("change_residents", {"residents": float("inf")}), ("change_residents", {"factor": "2"})],
)  # fmt: skip
def test_unknown_missing_or_impossible_values_are_refused(kind, content):
    with pytest.raises(ValidationError):
        change_of(kind, content)


def test_what_is_not_said_is_not_written_and_what_is_said_is_read_again():
    change = ChangeFacility(facility="F1", hours="", note="=x")
    assert keys_of(change) == {"kind": "change_facility", "note": "=x", "facility": "F1", "hours": ""}
    assert change_of("change_facility", {k: v for k, v in keys_of(change).items() if k != "kind"}) == change
    assert next(iter(keys_of(AddFacility(type="CHS", at=(1.0, 2.0), cost=0.0)))) == "kind"
    assert keys_of(AddFacility(type="CHS", at=(1.0, 2.0), cost=0.0))["cost"] == 0.0  # nothing is no cost, zero is one


@pytest.mark.parametrize("kind", CHANGE_KINDS)
def test_each_kind_has_a_table_without_keys_of_its_own(kind):
    keys = set(change_table(kind).model_fields)
    assert {"name", "note", "cost"} <= keys
    assert "as_" not in keys
    assert change_table(kind) is change_table(kind)


def test_a_scenario_has_a_name_and_is_in_wgs84_unless_it_says_otherwise():
    assert ScenarioTable(name="甲").crs == "EPSG:4326"
    with pytest.raises(ValidationError):
        ScenarioTable(name="")
