"""
Coverage at a moment is what a whole assessment finds in which the facilities that are closed then are closed.

Facilities of unknown hours are open in one world and closed in another: what both say is known, all else unknown.
"""

from dataclasses import replace

import numpy as np
import pytest

from tests.fixtures.served_study import CITY, LOST, SURVEYS
from tests.fixtures.small_study import FACILITIES, STUDY, write_small_study
from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN
from xc_gis.analysis.planning.slices.profiles import SLICE_PROFILES
from xc_gis.analysis.planning.slices.slice_base import SliceBase
from xc_gis.errors import InputError
from xc_gis.hours import state as opening
from xc_gis.operations.study import analyse, read_study

DAY, NIGHT, UNREADABLE = "周一至周五 8:30-17:30", "18:00-次日2:00", "请电询"
AT = "WED 10:00"
OPEN_AT = {DAY: True, NIGHT: False, UNREADABLE: None, "": None}
AGES = {"residents_0_3": 4.0, "residents_3_6": 3.0, "residents_6_12": 6.0, "residents_80plus": 5.0}


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    lost = {f"L{kind}": (kind, f"no street {kind}", (1100.0, 1500.0)) for kind in ("PHA", "SPO", "KIN", "CHS")}
    found = read_study(
        write_small_study(
            tmp_path_factory.mktemp("slices"), study=STUDY + SURVEYS, facilities={**FACILITIES, **CITY, **LOST, **lost}
        )
    )
    demand = found.data.demand.assign(**AGES)
    facilities = found.data.facilities.copy()
    facilities.loc[facilities["facility_id"] == "K03E", "status"] = "planned"
    return replace(found, data=replace(found.data, demand=demand, facilities=facilities))


def with_hours(study, hours):
    return replace(study, data=replace(study.data, facilities=study.data.facilities.assign(hours=hours)))


def with_closed(study, closed):
    facilities = study.data.facilities
    return replace(
        study, data=replace(study.data, facilities=facilities.assign(status=facilities["status"].mask(closed, "closed")))
    )


def base_of(study, found=None):
    return SliceBase.of(found or analyse(study), study.standard, study.settings, study.file.study.date)


def random_hours(study, seed, texts):
    return np.random.default_rng(seed).choice(texts, len(study.data.facilities)).tolist()


def test_without_a_moment_it_is_the_run_itself(study):
    found = analyse(study)
    any_time = base_of(study, found).at("")
    assert any_time.codes == tuple(c.code for c in study.standard.categories)
    for code, states in any_time.states.items():
        assert np.array_equal(states, found.states[code]), code
    for state, name in ((COVERED, "covered"), (GAP, "gap"), (UNKNOWN, "unknown")):
        assert np.array_equal(any_time.counts[state].ravel(), found.coverage[name])
    assert np.array_equal(any_time.residents.ravel(), found.coverage["residents"])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_known_hours_are_a_study_in_which_what_is_closed_then_is_closed(study, seed):
    hours = random_hours(study, seed, [DAY, NIGHT])
    answer = base_of(with_hours(study, hours)).at(AT)
    whole = analyse(with_closed(study, np.array([not OPEN_AT[text] for text in hours])))
    assert (answer.facility == opening.UNKNOWN).sum() == 0
    for code, states in answer.states.items():
        assert np.array_equal(states, whole.states[code]), code


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_unknown_hours_leave_unknown_what_two_worlds_do_not_agree_on(study, seed):
    hours = random_hours(study, seed, [DAY, NIGHT, UNREADABLE, ""])
    answer = base_of(with_hours(study, hours)).at(AT)
    low = analyse(with_closed(study, np.array([OPEN_AT[text] is not True for text in hours])))
    high = analyse(with_closed(study, np.array([OPEN_AT[text] is False for text in hours])))
    unknown = 0
    for code, states in answer.states.items():
        agreed = np.where(low.states[code] == high.states[code], low.states[code], UNKNOWN)
        assert np.array_equal(states, agreed), code
        unknown += int((low.states[code] != high.states[code]).sum())
    assert unknown > 0
    assert {opening.CLOSED, opening.UNKNOWN, opening.OPEN} == set(answer.facility.tolist())


def test_facilities_that_say_nothing_make_their_people_unknown_and_never_uncovered(study):
    found = analyse(study)
    answer = base_of(study, found).at(AT)
    for code, states in answer.states.items():
        assert not (states == COVERED).any()
        assert np.array_equal(states == GAP, found.states[code] == GAP), code


@pytest.mark.parametrize("profile", SLICE_PROFILES)
def test_a_profile_is_a_standard_at_its_pace(study, profile):
    hours = random_hours(study, 7, [DAY, NIGHT])
    closed = np.array([not OPEN_AT[text] for text in hours])
    paced = study.standard.model_copy(
        update={"categories": tuple(c.model_copy(update={"profile": profile}) for c in study.standard.categories)}
    )
    whole = analyse(replace(with_closed(study, closed), standard=paced))
    answer = base_of(with_hours(study, hours)).at(AT, profile)
    for code, states in answer.states.items():
        assert np.array_equal(states, whole.states[code]), code


def test_each_profile_counts_its_own_residents(study):
    base = base_of(study)
    demand = study.data.demand
    home = demand["community_id"].to_numpy()

    def sums(*columns):
        people = demand[list(columns)].sum(axis=1)
        return [float(people[home == name].sum()) for name in ("C1", "C2")]

    def residents(profile, code):
        answer = base.at("", profile)
        return answer.residents[:, answer.codes.index(code)].tolist() if code in answer.codes else None

    assert residents("adult", "MED") == residents("wheelchair", "MED") == sums("residents")
    assert residents("senior", "MED") == residents("senior", "ELD") == sums("residents_60plus")
    assert residents("frail", "MED") == residents("frail", "ELD") == sums("residents_80plus")
    assert residents("child", "MED") == sums("residents_0_3", "residents_3_6", "residents_6_12")
    assert residents("child", "KIN") == residents("adult", "KIN") == sums("residents_3_6")
    assert residents("child", "ELD") is residents("senior", "CHI") is None


def test_ages_that_are_not_known_are_stood_in_for_by_everybody(study):
    without = replace(study, data=replace(study.data, demand=study.data.demand.assign(residents_80plus=np.nan)))
    answer = base_of(without).at("", "frail")
    everybody = study.data.demand.groupby("community_id")["residents"].sum()
    assert answer.residents[:, answer.codes.index("MED")].tolist() == everybody.tolist()


def test_residents_are_covered_in_gap_or_unknown(study):
    answer = base_of(with_hours(study, random_hours(study, 8, [DAY, NIGHT, ""]))).at(AT)
    assert np.allclose(answer.counts.sum(axis=0), answer.residents)
    table = answer.table("weekday")
    assert list(table.columns) == ["community_id", "category", "slice", "residents", "covered", "gap", "unknown"]
    assert len(table) == 2 * len(answer.codes)
    assert set(table["slice"]) == {"weekday"}


def test_other_hours_of_the_same_facilities_search_nothing_again(study, monkeypatch):
    hours = random_hours(study, 9, [DAY, NIGHT])
    base = base_of(study)
    base.prepare()
    monkeypatch.setattr("xc_gis.analysis.planning.slices.slice_base.pairs_by_category", None)
    answer = base.with_facilities(study.data.facilities.assign(hours=hours)).at(AT)
    monkeypatch.undo()
    afresh = base_of(with_hours(study, hours)).at(AT)
    assert np.array_equal(answer.counts, afresh.counts)


def test_the_slices_of_a_study_are_those_that_its_year_has(study):
    base = base_of(study)
    assert [one.code for one in base.slices] == ["weekday", "evening", "weekend", "holiday"]
    assert base.left_out == ()
    later = SliceBase(base.found, study.standard, study.settings, study.file.study.date.replace(year=2031))
    assert [one.code for one in later.slices] == ["weekday", "evening", "weekend"]
    assert "2031" in later.left_out[0]
    assert later.at("WED 10:00").day.year == 2031


def test_a_moment_that_cannot_be_had_is_refused(study):
    base = base_of(study)
    with pytest.raises(InputError, match="WED 20:00"):
        base.at("晚上八点")
    with pytest.raises(InputError):
        base.at("2026-02-30T10:00")


def test_times_of_a_profile_are_those_of_a_run_at_its_pace(study):
    base = SliceBase.of(analyse(study), study.standard, study.settings, study.file.study.date)
    for category in base.standard.categories[:6]:
        own = base.times(category)
        assert np.array_equal(own, base.found.times[category.code], equal_nan=True)
        slow = base.times(category, "frail")
        reached = base.reached(category, "frail")
        within = np.flatnonzero(slow <= category.minutes * 60.0 + 1e-6)
        assert within.tolist() == reached.demand.tolist()
        both = ~np.isnan(own) & ~np.isnan(slow)
        if category.profile == "adult":
            assert (slow[both] >= own[both] - 1e-6).all()
