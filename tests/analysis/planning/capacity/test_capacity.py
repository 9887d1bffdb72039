"""Capacity of a whole study: against sums made one by one out of each facility's own walks, and what is not known."""

from dataclasses import replace

import numpy as np
import pytest

from tests.analysis.planning.test_catchments import alone
from tests.analysis.planning.test_planning_base import NAMES
from tests.analysis.planning.test_planning_base import _tried as tried_of
from xc_gis.analysis.assessment import state_inputs_of
from xc_gis.analysis.coverage.coverage import GAP, group_residents
from xc_gis.analysis.planning.capacity.capacity import (
    CAPACITY_COLUMNS,
    FACILITY_CAPACITY_COLUMNS,
    capacities,
    capacity_table,
    facility_table,
)
from xc_gis.analysis.planning.capacity.norms import Norm, norms_of
from xc_gis.operations.study import analyse

CODES = ("MED", "VEG", "CVS")
NORM = Norm("places", 25.0, "on paper", "study")


@pytest.fixture(scope="module", params=NAMES[:2])
def tried(request, tmp_path_factory):
    """A town whose facilities all have places: their row modulo 7, times 10."""
    tried = tried_of(request.param, tmp_path_factory)
    facilities = tried.found.data.facilities
    facilities["capacity"] = np.arange(len(facilities)) % 7 * 10.0
    return tried


@pytest.fixture(scope="module")
def worked_out(tried):
    standard = tried.study.standard
    return capacities(
        tried.found, standard, tried.study.settings, norms_of(standard, dict.fromkeys(CODES, NORM)), tried.study.file.study.date
    )


def group_of(tried, category):
    points = state_inputs_of(tried.found.scene, tried.found.data).demand_points
    people = group_residents(points, category.population, len(tried.found.data.communities))
    assert not people.ages_unknown.any()
    return points.community, np.where(points.community >= 0, people.residents, 0.0)


def nothing_missed(tried, code):
    """By demand point: a whole assessment without the facilities of a category that streets reach calls it a gap."""
    facilities = tried.found.data.facilities.copy()
    mine = facilities["type"].isin(tried.study.standard.types_of(code)).to_numpy() & ~tried.found.scene.facility_off_network
    facilities.loc[mine, "status"] = "closed"
    return analyse(replace(tried.study, data=replace(tried.study.data, facilities=facilities))).states[code] == GAP


def test_figures_are_those_of_the_definition(tried, worked_out):
    table = capacity_table(tried.found, worked_out, tried.study.settings)
    assert tuple(table.columns) == CAPACITY_COLUMNS
    compared = 0
    for code in CODES:
        category = tried.study.standard.category(code)
        home, people = group_of(tried, category)
        seconds, supply = alone(tried, category), tried.found.data.facilities["capacity"].to_numpy()
        limit = category.minutes * 60.0
        reach = (seconds <= limit + 1e-6).astype(float)
        bell = np.where(reach > 0, np.exp(-((np.nan_to_num(seconds) / limit) ** 2) / 0.5), 0.0)
        some = bell.sum(axis=0) > 0
        share = np.divide(bell, bell.sum(axis=0), out=np.zeros_like(bell), where=some)
        wanted = {}
        for name, weight in (("per_1000", reach), ("per_1000_e2sfca", bell), ("per_1000_balanced", share)):
            used = weight @ people
            wanted[name] = np.where(used > 0, supply / np.where(used > 0, used, 1), 0.0) @ weight
        users = share @ people
        room = (supply >= users * 25.0 / 1000) & (reach.sum(axis=1) > 0)
        surveyed = nothing_missed(tried, code)
        full_one = supply < share @ np.where(surveyed, people, 0.0) * 25.0 / 1000
        has_room, any_at_all = reach[room].sum(axis=0) > 0, reach.sum(axis=0) > 0
        full = any_at_all & ~(reach[~full_one].sum(axis=0) > 0) & surveyed
        known = tried.found.states[code] != 2
        rows = table[table["category"] == code].reset_index(drop=True)
        coverage = tried.found.coverage[tried.found.coverage["category"] == code].reset_index(drop=True)
        assert rows["residents"].tolist() == pytest.approx(coverage["residents"].tolist())
        assert rows["covered"].tolist() == pytest.approx(coverage["covered"].tolist())
        for n, row in rows.iterrows():
            mine = home == n
            assert row["full"] == pytest.approx(people[mine & full].sum())
            assert row["full_unknown"] == pytest.approx(people[mine & any_at_all & ~has_room & ~full].sum())
            unknown = people[mine & ~known].sum()
            assert row["capacity_unknown"] == pytest.approx(unknown)
            for name, access in wanted.items():
                if people[mine].sum() > 0 and unknown <= 0.2 * people[mine].sum():
                    mean = (people * access)[mine & known].sum() / people[mine & known].sum() * 1000
                    assert row[name] == pytest.approx(mean, rel=1e-9)
                    compared += 1
                else:
                    assert np.isnan(row[name])
    assert compared > 3


def test_facilities_explain_the_figures_and_the_balanced_form_gives_out_what_there_is(tried, worked_out):
    table = facility_table(tried.found, worked_out)
    assert tuple(table.columns) == FACILITY_CAPACITY_COLUMNS
    for code in CODES:
        rows, one = table[table["category"] == code], worked_out[code]
        assert rows["users"].sum() == pytest.approx(one.people[np.unique(one.pairs.demand)].sum())
        assert rows["needed"].to_numpy() == pytest.approx(rows["users"].to_numpy() * 0.025)
        enough = rows["capacity"] >= rows["needed"] * (1 - 1e-9)
        assert (rows["full"][enough] == "false").all()
        assert rows["full"][~enough].isin(["true", ""]).all()
        used = rows[rows["users"] > 0]
        assert np.nansum(one.people * one.even.access) == pytest.approx(used["capacity"].sum())


def test_facilities_without_a_capacity_make_it_unknown_and_never_zero(tried):
    standard, settings, found = tried.study.standard, tried.study.settings, tried.found
    facilities = found.data.facilities
    kept = facilities["capacity"].copy()
    mine = np.flatnonzero(facilities["type"].isin(standard.types_of("MED")).to_numpy())
    assert len(mine) > 1
    try:
        facilities.loc[facilities.index[mine[0]], "capacity"] = np.nan
        norms = norms_of(standard, {"MED": NORM})
        some = capacity_table(found, capacities(found, standard, settings, norms, tried.study.file.study.date), settings).query(
            "category == 'MED'"
        )
        reached = alone(tried, standard.category("MED"))[mine[0]]
        home, people = group_of(tried, standard.category("MED"))
        who = np.isfinite(reached) | (found.states["MED"] == 2)
        assert some["capacity_unknown"].sum() == pytest.approx(people[who & (home >= 0)].sum())
        facilities["capacity"] = np.nan
        none = capacity_table(found, capacities(found, standard, settings, norms, tried.study.file.study.date), settings).query(
            "category == 'MED'"
        )
    finally:
        facilities["capacity"] = kept
    assert none[["per_1000", "per_1000_e2sfca", "per_1000_balanced", "full", "full_unknown"]].isna().all(axis=None)
    assert (none["capacity_unknown"] == none["residents"]).all()
    assert (none["note"].str.contains("no_capacity")).all()
    assert (none["covered"] > 0).any()


def test_where_ages_are_not_known_nobody_knows_who_uses_what_is_for_an_age(tried):
    standard, found = tried.study.standard, tried.found
    worked_out = capacities(found, standard, tried.study.settings, norms_of(standard, {"ELD": NORM}), tried.study.file.study.date)
    rows = capacity_table(found, worked_out, tried.study.settings).query("category == 'ELD'")
    unsaid = rows["note"].str.contains("ages_unknown")
    assert rows.loc[unsaid, ["per_1000", "per_1000_balanced"]].isna().all(axis=None)
    assert (rows.loc[unsaid, "full"] == 0).all()
    assert (rows.loc[unsaid, "full_unknown"] == rows.loc[unsaid, "covered"]).all()
