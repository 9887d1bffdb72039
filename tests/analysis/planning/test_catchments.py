"""Who goes where, against each facility alone: its walks, found one by one by the search of a whole run."""

import numpy as np
import pytest

from tests.analysis.planning.test_planning_base import NAMES
from tests.analysis.planning.test_planning_base import _tried as tried_of
from xc_gis.analysis.planning.catchments import NOBODY, catchment_table, choices
from xc_gis.analysis.planning.facility_changes import FacilityChanges
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.model import CATCHMENT_COLUMNS
from xc_gis.progress import Silent

MICROSECOND = 1e-6


@pytest.fixture(scope="module", params=NAMES)
def tried(request, tmp_path_factory):
    return tried_of(request.param, tmp_path_factory)


@pytest.fixture(scope="module")
def chosen(tried):
    return choices(tried.found, tried.study.standard, tried.study.settings)


def alone(tried, category):
    """Seconds of every demand point to every facility that offers a category, as if it were the only one: rows of both frames."""
    found, standard = tried.found, tried.study.standard
    scene, types = found.scene, standard.types_of(category.code)
    ends = Ends(scene.demand, found.areas, scene.facility, scene.facility_points)
    asked = [Question("X", types, category.profile, category.minutes * 60.0)]
    seconds = np.full((len(found.data.facilities), scene.demand.n_points), np.nan)
    for row in np.unique(found.services["facility"][found.services["type"].isin(types)]):
        services = found.services[found.services["facility"] == row]
        seconds[row] = walking_times(
            scene.network, scene.barriers, ends, services, asked, tried.study.settings, Silent()
        )["X"]  # fmt: skip
    return seconds


def test_nearest_second_and_number_are_those_of_each_facility_alone(tried, chosen):
    compared = 0
    for category in tried.study.standard.categories:
        if category.code not in ("EMP", "MED", "VEG", "CVS", "ELD", "KIN", "ENV", "SAF"):
            continue
        seconds, choice = alone(tried, category), chosen[category.code]
        assert np.array_equal(choice.in_reach, np.isfinite(seconds).sum(axis=0))
        ordered = np.sort(seconds, axis=0)
        for at, rows, found in ((0, choice.nearest, choice.nearest_s), (1, choice.second, choice.second_s)):
            assert np.array_equal(np.isnan(ordered[at]), rows == NOBODY)
            assert np.nanmax(np.abs(ordered[at] - found), initial=0.0) < MICROSECOND
            who = np.flatnonzero(rows != NOBODY)
            assert np.abs(seconds[rows[who], who] - ordered[at][who]).max(initial=0.0) <= 2 * MICROSECOND
            compared += len(who)
        who = np.flatnonzero(choice.second != NOBODY)
        assert (choice.nearest[who] != choice.second[who]).all()
        tied = np.abs(choice.second_s[who] - choice.nearest_s[who]) < MICROSECOND / 2
        assert (choice.nearest[who][tied] < choice.second[who][tied]).all(), "of facilities equally near the smallest id stands"
    assert compared > 100


def test_catchments_together_are_the_people_covered(tried, chosen):
    table = catchment_table(tried.found, chosen, tried.study.standard)
    assert tuple(table.columns) == CATCHMENT_COLUMNS
    covered = tried.found.coverage.groupby("category")["covered"].sum()
    together = table.groupby("category")["residents"].sum().reindex(covered.index, fill_value=0.0)
    assert together.tolist() == pytest.approx(covered.tolist(), abs=1e-9)
    assert covered.sum() > 0
    assert (table["only_this"] <= table["residents"]).all()


def test_only_this_lose_cover_if_it_closes(tried, chosen):
    table = catchment_table(tried.found, chosen, tried.study.standard)
    by_row = table.set_index(["facility_id", "category"])["only_this"]
    needed = [name for name in table["facility_id"].unique() if by_row[name].max() > 0][:1]
    for name in [*needed, table["facility_id"].iloc[0]]:
        whole = tried.whole(FacilityChanges(closed=(name,)))
        before, after = (frame.groupby("category")["covered"].sum() for frame in (tried.found.coverage, whole.coverage))
        for category, people in by_row[name].items():
            assert before[category] - after[category] == pytest.approx(people)
    assert needed


def test_who_offers_something_is_listed_once_with_nobody_as_zero(tried, chosen):
    table = catchment_table(tried.found, chosen, tried.study.standard)
    facilities, standard = tried.facilities, tried.study.standard
    off = tried.found.scene.facility_off_network
    usable = facilities[(facilities["status"] == "open") & ~facilities.geometry.isna() & ~off]
    wanted = [
        (name, category.code)
        for name, kind in zip(usable["facility_id"], usable["type"], strict=True)
        for category in standard.categories
        if kind in standard.types_of(category.code)
    ]
    assert list(zip(table["facility_id"], table["category"], strict=True)) == wanted
