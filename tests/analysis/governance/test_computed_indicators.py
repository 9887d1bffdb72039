"""Indicators from the map on a district of four communities in two subdistricts, worked out by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from xc_gis.analysis.governance.computed_indicators import IndicatorGround, computed_values
from xc_gis.analysis.governance.shortfalls import Short
from xc_gis.standard.indicator_list import Computed, Indicator

COMMUNITIES = pd.DataFrame(
    [("C1", "甲街道", 100.0), ("C2", "甲街道", 300.0), ("C3", "乙街道", 100.0), ("C4", "乙街道", 500.0)],
    columns=["community_id", "subdistrict", "residents"],
)
FACILITIES = pd.DataFrame(
    [("CSS", 400.0, 0, 0), ("CSS", 200.0, 100, 0), ("CSS", np.nan, 200, 0), ("PSY", np.nan, 30, 0), ("PSC", np.nan, 500, 0), ("CUL", 220.0, 0, 9)],
    columns=["type", "floor_area", "x", "y"],
)  # fmt: skip
COVERAGE = pd.DataFrame(
    [("C1", "MED", 100, 80, 20, 0), ("C2", "MED", 300, 300, 0, 0), ("C3", "MED", 100, 0, 50, 50), ("C4", "MED", 500, 500, 0, 0)],
    columns=["community_id", "category", "residents", "covered", "gap", "unknown"],
)
EVERYWHERE = np.ones(4, dtype=bool)
GROUND = IndicatorGround(
    COVERAGE, COMMUNITIES, FACILITIES, np.array([0, 1, 2, 0, -1, 0]), (),
    {"CSS": EVERYWHERE, "PSY": EVERYWHERE, "PSC": EVERYWHERE, "CUL": EVERYWHERE, "SWS": np.array([True, True, True, False])}, 0.2,
)  # fmt: skip


def values(ground=GROUND, levels=("district",), **how):
    one = Indicator(number=1, group="甲", zh="乙", target=100, levels=levels, computed=Computed(**how))
    return [
        (found.area, *(round(each, 3) for each in (found.low, found.value, found.high)), found.held_back_by)
        for found in computed_values(one, ground)
    ]


def equal(found, *wanted):
    assert [row[0] for row in found] == [row[0] for row in wanted]
    assert [row[-1] for row in found] == [row[-1] for row in wanted]
    assert [row[1:4] for row in found] == [pytest.approx(row[1:4], abs=1e-3, nan_ok=True) for row in wanted]


NAN = float("nan")


def test_coverage_by_people():
    equal(
        values(kind="coverage", categories=("MED",), levels=("district", "subdistrict")),
        ("ALL", 88.0, 92.632, 93.0, ("C3", "C1")),  # 880 covered, 70 in gaps, 50 unknown of 1,000
        ("乙街道", 83.333, 90.909, 91.667, ("C3",)),
        ("甲街道", 95.0, 95.0, 95.0, ("C1",)),
    )


def test_a_coverage_of_which_too_much_is_unknown_has_bounds_alone():
    equal(values(replace(GROUND, unknown_max=0.04), kind="coverage", categories=("MED",)), ("ALL", 88.0, NAN, 93.0, ("C3", "C1")))


def test_subdistricts_with_a_station():
    # no station anywhere: 甲 is surveyed as a whole and has none; in 乙 nobody looked everywhere
    equal(values(kind="areas_with", types=("SWS",), per="subdistrict"), ("ALL", 0.0, NAN, 50.0, ("甲街道",)))


def test_communities_with_a_station_of_their_own_or_one_that_serves_them():
    equal(values(kind="areas_with", types=("CSS",)), ("ALL", 75.0, 75.0, 75.0, ("C4",)))
    equal(values(replace(GROUND, serving=((1, 3),)), kind="areas_with", types=("CSS",)), ("ALL", 100.0, 100.0, 100.0, ()))


def test_floor_area_that_nobody_stated_is_not_too_small():
    found = values(kind="areas_with_floor_area", types=("CSS",), at_least=350)
    equal(found, ("ALL", 25.0, NAN, 50.0, ("C4", "C2")))


def test_stations_beside_others():
    equal(
        values(kind="communities_near", types=("PSY",), beside=("CSS", "PSC"), within_m=30),
        ("ALL", 25.0, 25.0, 25.0, ("C2", "C3", "C4")),
    )
    equal(
        values(kind="communities_near", types=("PSY",), beside=("PSC",), within_m=30),
        ("ALL", 0.0, 0.0, 0.0, ("C1", "C2", "C3", "C4")),
    )


def test_floor_area_by_residents():
    equal(values(kind="floor_area_per_resident", types=("CUL",)), ("ALL", 0.22, 0.22, 0.22, ()))
    equal(values(kind="floor_area_per_resident", types=("CUL", "SWS")), ("ALL", 0.22, NAN, NAN, ()))
    nobody_knows = COMMUNITIES.assign(residents=[100.0, NAN, 100.0, 500.0])
    equal(
        values(replace(GROUND, communities=nobody_knows), kind="floor_area_per_resident", types=("CUL",)),
        ("ALL", NAN, NAN, NAN, ()),
    )


def test_communities_whose_people_live_in_no_grid_hold_the_grid_back():
    grids = pd.DataFrame(
        [
            ("district", "ALL", 1000.0, 930.5), ("subdistrict", "乙街道", 600.0, 540.5), ("subdistrict", "甲街道", 400.0, 390.0),
            ("community", "C1", 100.0, 90.0), ("community", "C2", 300.0, 300.0), ("community", "C3", 100.0, 80.5), ("community", "C4", 500.0, 460.0),
        ],
        columns=["level", "area", "residents", "in_grids"],
    )  # fmt: skip
    one = Indicator(
        number=15, group="甲", zh="乙", target=95, levels=("district", "subdistrict"), computed=Computed(kind="grids")
    )
    whole, other, street = computed_values(one, replace(GROUND, grids=grids))
    assert (whole.low, whole.value, whole.high) == (93.05, 93.05, 93.05)
    assert whole.held_back_by == ("C4", "C3", "C1")
    assert [(place.place, place.short, place.of) for place in whole.places] == [
        ("C4", 40.0, "outside_grids"), ("C3", 19.5, "outside_grids"), ("C1", 10.0, "outside_grids"),
    ]  # fmt: skip
    assert whole.short == Short("outside_grids", 20, 20)  # 950 asked for, 930.5 there
    by_area = {found.area: found for found in (other, street)}
    assert by_area["甲街道"].held_back_by == ("C1",)
    assert by_area["甲街道"].short == Short("outside_grids", 0, 0)
