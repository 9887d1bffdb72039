"""What a change of facilities does, quickly found, is what a whole assessment of the changed study finds."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from tests.fixtures.served_study import CITY, LOST, SURVEYS
from tests.fixtures.small_study import FACILITIES, STUDY, write_small_study
from tests.fixtures.towns import ORIGIN
from tests.independent.random_town import draw_random_town
from tests.independent.town_study import write_town_study
from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN
from xc_gis.analysis.planning.facility_changes import FacilityChanges, MovedFacility, NewFacility
from xc_gis.analysis.planning.planning_base import PlanningBase
from xc_gis.errors import InputError
from xc_gis.operations.study import analyse, read_study

MICROSECOND = 1e-6
PLANNED = {"K98W": ("PHA", "planned pharmacy", (700.0, 610.0))}
NO_STREET = {f"L{kind}": (kind, f"no street {kind}", (1100.0, 1500.0)) for kind in ("PHA", "SPO", "KIN")}

NAMES = ("small", "town 2", "town 10", "town 26")


def close_off(data):
    """One facility is planned, one is closed: neither serves anybody."""
    facilities = data.facilities.copy()
    facilities.loc[facilities["facility_id"].isin(["K98W", "F002"]), "status"] = "planned"
    facilities.loc[facilities["facility_id"].isin(["K03E", "F007"]), "status"] = "closed"
    return replace(data, facilities=facilities)


class Tried:
    """A study, its assessment, and the base on which changes are tried."""

    def __init__(self, name, folder):
        if name == "small":
            file = write_small_study(
                folder, study=STUDY + SURVEYS, facilities={**FACILITIES, **CITY, **LOST, **PLANNED, **NO_STREET}
            )
        else:
            file = write_town_study(draw_random_town(int(name.split()[1]), homes=80, facilities=25), folder).study
        study = read_study(file)
        self.study = replace(study, data=close_off(study.data))
        self.found = analyse(self.study)
        self.base = PlanningBase.of(self.found, study.standard, study.settings, study.file.study.date)
        self.facilities = self.study.data.facilities
        xy = self.found.scene.demand.xy
        self.low, self.high = np.nanmin(xy, axis=0) - 100, np.nanmax(xy, axis=0) + 100

    def whole(self, changes):
        """The assessment of the changed data, from their legs on."""
        return analyse(replace(self.study, data=replace(self.study.data, facilities=changed(self.facilities, changes))))

    def random_changes(self, random, most):
        """Changes of chance, of places that a street reaches."""
        kinds = sorted(set(self.facilities["type"]))
        is_open = (self.facilities["status"] == "open").to_numpy()
        ids = self.facilities["facility_id"].to_numpy()
        picked = random.permutation(len(ids))[: int(random.integers(0, most + 1))]
        gone, rest = [str(ids[n]) for n in picked if is_open[n]], [str(ids[n]) for n in picked if not is_open[n]]
        moved, closed = gone[: len(gone) // 2], gone[len(gone) // 2 :]
        new = int(random.integers(0 if len(picked) else 1, most + 1))
        return FacilityChanges(
            tuple(NewFacility(f"NEW-{n}", str(random.choice(kinds)), *self.place(random)) for n in range(new)),
            tuple(MovedFacility(name, *self.place(random)) for name in moved),
            tuple(closed),
            tuple(rest),
        )

    def place(self, random):
        while True:
            xy = tuple(random.uniform(self.low, self.high).tolist())
            try:
                self.base.effect_of(FacilityChanges(added=(NewFacility("PROBE", "CHS", *xy),)))
            except InputError:
                continue
            return xy


def changed(facilities, changes):
    """The frame of facilities after changes."""
    frame = facilities.copy()
    row = {name: n for n, name in zip(frame.index, frame["facility_id"], strict=True)}
    for one in changes.moved:
        frame.loc[row[one.facility_id], "geometry"] = shapely.Point(one.x_m, one.y_m)
    frame.loc[[row[name] for name in changes.closed], "status"] = "closed"
    frame.loc[[row[name] for name in changes.opened], "status"] = "open"
    new = [
        {
            "facility_id": one.facility_id, "type": one.type, "name": one.facility_id, "address": "", "status": "open",
            "serves": one.serves, "sources": "[]", "crs_in": "", "building": False, "hours": "", "home_visit": "", "phone": "", "booking": "", "capacity": np.nan, "floor_area": np.nan, "geometry": shapely.Point(one.x_m, one.y_m),
        }
        for one in changes.added
    ]  # fmt: skip
    if new:
        added = gpd.GeoDataFrame(new, geometry="geometry", crs=frame.crs)[list(frame.columns)]
        frame = gpd.GeoDataFrame(pd.concat([frame.astype(object), added.astype(object)]), geometry="geometry", crs=frame.crs)
        frame = frame.astype({name: facilities[name].dtype for name in facilities.columns if name != "geometry"})
    return frame.sort_values("facility_id").reset_index(drop=True)


_TRIED = {}


@pytest.fixture(scope="module", params=NAMES)
def tried(request, tmp_path_factory):
    return _tried(request.param, tmp_path_factory)


def _tried(name, factory):
    if name not in _TRIED:
        _TRIED[name] = Tried(name, factory.mktemp("planning"))
    return _TRIED[name]


def assert_same(effect, whole, before):
    """Times to the microsecond; states, counts and stars as they are."""
    for key, seconds in whole.times.items():
        assert np.array_equal(np.isnan(seconds), np.isnan(effect.times[key])), key
        assert np.nanmax(np.abs(seconds - effect.times[key]), initial=0.0) < MICROSECOND, key
        assert np.array_equal(whole.states[key], effect.states[key]), key
    table = effect.before_after(touched_only=False)
    for state in ("covered", "gap", "unknown"):
        assert np.array_equal(table[f"{state}_before"], before.coverage[state]), state
        assert np.array_equal(table[f"{state}_after"], whole.coverage[state]), state
    assert np.array_equal(table["community_id"], whole.coverage["community_id"])
    assert np.array_equal(table["category"], whole.coverage["category"])
    stars = effect.stars(touched_only=False)
    for name in ("stars_low", "stars", "stars_high"):
        assert stars[f"{name}_before"].tolist() == before.rating[name].tolist(), name
        assert stars[f"{name}_after"].tolist() == whole.rating[name].tolist(), name


@pytest.mark.parametrize("seed", range(4))
def test_an_effect_is_what_a_whole_assessment_finds(tried, seed):
    changes = tried.random_changes(np.random.default_rng(seed), most=[1, 2, 4, 9][seed])
    assert_same(tried.base.effect_of(changes), tried.whole(changes), tried.found)


@pytest.mark.parametrize("seed", range(2))
def test_changes_are_taken_back_in_any_order(tried, seed):
    changes = tried.random_changes(np.random.default_rng(100 + seed), most=4)
    first = tried.base.effect_of(changes)
    turned = FacilityChanges(changes.added[::-1], changes.moved[::-1], changes.closed[::-1], changes.opened[::-1])
    fewer = FacilityChanges(changes.added[1:], changes.moved, changes.closed[:-1], changes.opened)
    assert_same(tried.base.effect_of(fewer), tried.whole(fewer), tried.found)
    again = tried.base.effect_of(turned)
    for key in tried.found.states:
        assert np.array_equal(first.states[key], again.states[key])
        assert np.array_equal(first.times[key], again.times[key], equal_nan=True)
    nothing = tried.base.effect_of(FacilityChanges())
    assert nothing.questions == ()
    assert len(nothing.after.rows) == 0
    assert len(nothing.before_after()) == len(nothing.stars()) == 0


@given(data=st.data())
@effort(max_examples=25)
def test_a_new_facility_never_lowers_coverage(data, tmp_path_factory):
    tried = _tried(data.draw(st.sampled_from(NAMES)), tmp_path_factory)
    kind = data.draw(st.sampled_from(sorted(tried.study.standard.facility_types)))
    east, north = (data.draw(st.floats(float(tried.low[n]), float(tried.high[n]))) for n in (0, 1))
    try:
        effect = tried.base.effect_of(FacilityChanges(added=(NewFacility("NEW", kind, east, north),)))
    except InputError:
        return
    table, stars = effect.before_after(), effect.stars()
    assert (table["covered_after"] >= table["covered_before"]).all()
    assert all(not len(one.lost) for one in effect.people)
    for name in ("stars_low", "stars_high"):
        assert (stars[f"{name}_after"].fillna(-1) >= stars[f"{name}_before"].fillna(-1)).all()


def test_people_who_win_and_lose_are_counted_by_age(tried):
    open_ids = tried.facilities["facility_id"][tried.facilities["status"] == "open"]
    met = 0
    for name in open_ids:
        effect = tried.base.effect_of(FacilityChanges(closed=(name,)))
        demand = tried.found.data.demand
        for moved in effect.people:
            assert len(moved.won) == 0
            was, is_ = tried.found.states[moved.category], effect.states[moved.category]
            lost = (was == COVERED) & (is_ != COVERED) & demand["community_id"].notna().to_numpy()
            assert moved.lost.tolist() == np.flatnonzero(lost).tolist()
            for column in ("residents", "residents_60plus"):
                assert moved.people_lost[column] == pytest.approx(demand[column][lost].sum(skipna=False), nan_ok=True)
            met += 1
    assert met > 2


def refused(tried, **changes):
    with pytest.raises(InputError) as caught:
        tried.base.effect_of(FacilityChanges(**changes))
    return str(caught.value)


def test_what_cannot_be_carried_out_is_said(tmp_path_factory):
    tried = _tried("small", tmp_path_factory)
    there = tried.place(np.random.default_rng(1))
    assert "没有编号为 “K00V” 的设施 → 是否指 “K00W”" in refused(tried, closed=("K00V",))
    assert "评价标准中没有设施类型 “CHX”" in refused(tried, added=(NewFacility("N", "CHX", *there),))
    assert "编号 “F1” 已有设施使用" in refused(tried, added=(NewFacility("F1", "CHS", *there),))
    assert "“F1” 在方案中出现 2 次" in refused(tried, moved=(MovedFacility("F1", *there),), closed=("F1",))
    assert "本来就没有开放" in refused(tried, closed=("K03E",))
    assert "本来就开放" in refused(tried, opened=("F1",))
    nowhere = (ORIGIN[0] + 5000.0, ORIGIN[1] + 600.0)
    assert "新址 N 的 150 米内没有可步行的街道" in refused(tried, added=(NewFacility("N", "CHS", *nowhere),))
    assert "新址 F1 的 150 米内没有可步行的街道" in refused(tried, moved=(MovedFacility("F1", *nowhere),))


def test_a_closed_facility_without_a_street_leaves_a_gap_where_nobody_knew(tmp_path_factory):
    tried = _tried("small", tmp_path_factory)
    changes = FacilityChanges(closed=("LSPO",))
    effect = tried.base.effect_of(changes)
    (one,) = effect.questions
    assert (one.key, set(one.states_before.tolist()), set(one.states_after.tolist())) == ("SPO", {UNKNOWN}, {GAP})
    assert_same(effect, tried.whole(changes), tried.found)
