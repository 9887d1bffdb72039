"""Opening hours in a scenario change coverage by slices, as a study does whose list says these hours."""

import pandas as pd

from tests.fixtures.small_study import edit
from tests.operations.planning.test_slices import HOURS, read, write
from xc_gis.model.changes import AddFacility, ChangeFacility, CloseFacility, Scenario
from xc_gis.operations.planning.slices import slices_into
from xc_gis.operations.planning.whatif import whatif_into

LONGER = "周一至周日 8:00-22:00"


def tried(tmp_path, *changes, name="tried"):
    whatif_into(tmp_path / "study" / "study.toml", [Scenario("延时", changes)], tmp_path / name, tables_only=True)
    return tmp_path / name / "slices_before_after.csv"


def test_longer_hours_cover_people_in_the_evening_as_if_the_list_said_so(tmp_path):
    study = write(tmp_path / "study")
    before, _ = slices_into(study, tmp_path / "before", profiles=())
    table = read(tried(tmp_path, ChangeFacility(facility="F1", hours=LONGER)))
    edit(study.with_name("facilities.csv"), lambda text: text.replace(HOURS["F1"], LONGER))
    after, _ = slices_into(study, tmp_path / "after", profiles=())
    for state in ("residents", "covered", "gap", "unknown"):
        assert table[f"{state}_before"].tolist() == before.table[state].tolist()
        assert table[f"{state}_after"].tolist() == after.table[state].tolist()
    evening = table[(table["slice"] == "evening") & (table["category"] == "MED")]
    assert evening["covered_before"].sum() == 0
    assert evening["covered_after"].sum() > 0
    day = table[table["slice"] == "weekday"]
    assert day["covered_before"].tolist() == day["covered_after"].tolist()


def test_a_new_facility_counts_with_its_hours(tmp_path):
    write(tmp_path / "study")
    new = AddFacility(type="CVS", place="F1", hours="18:00-23:00", id="N1")
    table = read(tried(tmp_path, new)).groupby(["category", "slice"])[["covered_before", "covered_after"]].sum()
    assert table.loc[("CVS", "evening"), "covered_after"] > table.loc[("CVS", "evening"), "covered_before"]
    assert table.loc[("CVS", "weekday"), "covered_after"] == table.loc[("CVS", "weekday"), "covered_before"]


def test_a_scenario_without_hours_has_no_such_table(tmp_path):
    write(tmp_path / "study")
    assert not tried(tmp_path, CloseFacility(facility="F1")).exists()


def test_the_table_is_the_same_twice(tmp_path):
    write(tmp_path / "study")
    change = ChangeFacility(facility="F1", hours=LONGER)
    first, second = (tried(tmp_path, change, name=name).read_bytes() for name in ("a", "b"))
    assert first == second
    assert isinstance(read(tmp_path / "a" / "slices_before_after.csv"), pd.DataFrame)
