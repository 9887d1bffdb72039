"""Times of several questions at once are those of each alone; beyond a bound, off the network and without a place there is none."""

import numpy as np
import pandas as pd
import pytest

from tests.fixtures.towns import FOOTWAY, ORIGIN, RESIDENTIAL, settings, town, walks_seconds
from xc_gis.analysis.legs.facility_points import FacilityPoints
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.times import travel_times as module
from xc_gis.analysis.times.eligibility import DemandAreas
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.progress import Silent

TOWN = town(
    {"a": (0, 0), "b": (600, 0), "c": (600, 500), "d": (0, 500), "e": (300, 250), "g": (900, 0), "h": (900, 500)},
    [("abcda", RESIDENTIAL), ("aec", FOOTWAY), ("bg", {"highway": "steps"}), ("gh", RESIDENTIAL), ("hc", FOOTWAY)],
)  # fmt: skip
HOMES = [(x, y) for x in range(20, 900, 110) for y in range(15, 500, 95)] + [(3000.0, 3000.0), (np.nan, np.nan)]
SITES = [(30, 480), (880, 30), (300, 240), (610, 20)]
KINDS = ["SHOP", "SHOP", "DOCTOR", "SCHOOL"]
QUESTIONS = [Question("shop", ("SHOP",), "adult", 900.0), Question("any", ("SHOP", "DOCTOR"), "adult", 3600.0), Question("old", ("DOCTOR",), "senior", 400.0),
             Question("wheels", ("SCHOOL",), "wheelchair", 3600.0), Question("none", ("MUSEUM",), "adult", 900.0)]  # fmt: skip


def times(questions, order=None):
    chosen = settings()
    network, barriers = build_network(TOWN, chosen), build_barriers(TOWN, chosen)
    homes = np.array(HOMES)[order if order is not None else slice(None)] + ORIGIN
    sites = np.array(SITES, dtype=float) + ORIGIN
    nowhere = np.array([""] * len(homes), dtype=object)
    services = pd.DataFrame({"facility": range(4), "type": KINDS, "catchment": "everyone", "area": ""})
    ends = Ends(
        attach(network, barriers, homes, chosen),
        DemandAreas(nowhere, nowhere),
        attach(network, barriers, sites, chosen),
        FacilityPoints(sites, np.arange(4)),
    )
    return walking_times(network, barriers, ends, services, questions, chosen, Silent())


@pytest.mark.parametrize("at_once", [20_000, 7])
def test_several_questions_are_each_alone_however_the_homes_are_taken(monkeypatch, at_once):
    monkeypatch.setattr(module, "POINTS_AT_ONCE", at_once)
    found = times(QUESTIONS)
    for question in QUESTIONS[:4]:
        sites = [site for site, kind in zip(SITES, KINDS, strict=True) if kind in question.types]
        alone = walks_seconds(TOWN, HOMES[:-2], sites, profile=question.profile, minutes=question.bound_s / 60)
        assert found[question.key][:-2] == pytest.approx(alone, abs=1e-6, nan_ok=True), question.key
    assert np.isnan(found["none"]).all()


def test_homes_off_the_network_or_without_a_place_have_no_time():
    found = times(QUESTIONS)
    assert all(np.isnan(seconds[-2:]).all() for seconds in found.values())
    assert not np.isnan(found["any"][:-2]).any()


def test_a_time_beyond_its_bound_is_absent_and_never_infinite():
    found = times(QUESTIONS)
    assert np.isnan(found["old"]).any()
    assert np.nanmax(found["old"]) <= 400
    assert not any(np.isinf(seconds).any() for seconds in found.values())


def test_order_of_homes_changes_nothing():
    order = np.random.default_rng(12).permutation(len(HOMES))
    straight, mixed = times(QUESTIONS[:2]), times(QUESTIONS[:2], order)
    for key in straight:
        assert mixed[key] == pytest.approx(straight[key][order], nan_ok=True, abs=1e-9)
