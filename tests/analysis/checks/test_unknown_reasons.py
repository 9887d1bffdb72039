"""Why residents are unknown: sums are those of the coverage table, and each reason is the first that holds."""

from dataclasses import replace

import pytest

from xc_gis.analysis.checks.unknown_reasons import REASONS, unknown_reasons
from xc_gis.model import InventoryStatement
from xc_gis.operations.study import analyse
from xc_gis.wording.check import UNKNOWN_ZH


def reasons(study, found):
    return unknown_reasons(found, study.standard, study.settings, study.file.study.date)


def test_sums_by_category_are_those_of_the_coverage(small):
    told = reasons(*small)
    sums = small.found.coverage.groupby("category")["unknown"].sum()
    for code, people in sums.items():
        mine = [row for row in told if row.category == code]
        assert sum(row.residents for row in mine) == pytest.approx(people)
        assert sum(row.share for row in mine) == pytest.approx(
            people / small.found.coverage.groupby("category")["residents"].sum()[code]
        )
    assert {row.reason for row in told} <= set(REASONS) == set(UNKNOWN_ZH)


def test_a_list_that_nobody_declared_is_the_reason_where_nothing_else_is(small):
    told = {row.category: row.reason for row in reasons(*small) if row.category in {"EMP", "PHA"}}
    assert told == {"EMP": "no_inventory", "PHA": "no_inventory"}


def told_of(study, code, *statements):
    changed = replace(study, data=replace(study.data, inventory=statements))
    return {row.reason for row in reasons(changed, analyse(changed)) if row.category == code}


def test_neighbours_and_the_ground_around_are_reasons_of_their_own(small):
    """Nobody offers PHA here: the west is surveyed, the east or the ground around is not."""
    west, both, around = (InventoryStatement("PHA", None, areas, "complete", None) for areas in (("C1",), ("all",), ("outside",)))
    assert told_of(small.study, "PHA", west, around) == {"neighbour_inventory", "no_inventory"}
    assert told_of(small.study, "PHA", both) == {"outside_inventory"}
    assert told_of(small.study, "PHA", both, around) == set()
    partial = InventoryStatement("PHA", None, ("all",), "partial", None)
    assert told_of(small.study, "PHA", partial, around) == {"partial_inventory"}


def test_a_facility_that_no_street_reaches_is_the_last_reason(small):
    """The station off the streets lies 500 m north: whoever is near it and not covered is unknown though all is surveyed."""
    assert "facility_off_network" in {row.reason for row in reasons(*small) if row.category == "MED"}
