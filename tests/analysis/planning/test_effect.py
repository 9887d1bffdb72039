"""What changes do, in tables: people who win and lose, states before and after, only what is touched."""

import numpy as np
import pandas as pd
import pytest

from tests.fixtures.small_study import BEIJING
from xc_gis.analysis.coverage.coverage import COVERED
from xc_gis.analysis.planning.effect import BEFORE_AFTER_COLUMNS, STARS_COLUMNS
from xc_gis.analysis.planning.facility_changes import FacilityChanges, NewFacility
from xc_gis.analysis.planning.planning_base import PlanningBase


@pytest.fixture(scope="module")
def base(small):
    return PlanningBase.of(small.found, small.study.standard, small.study.settings, small.study.file.study.date)


@pytest.fixture(scope="module")
def closed(base):
    """The station in the east closes: whoever reaches it alone loses."""
    return base.effect_of(FacilityChanges(closed=("F4",)))


def test_who_loses_is_who_was_covered_and_is_not(closed, small):
    (moved,) = closed.people
    was, is_ = small.found.states["MED"] == COVERED, closed.states["MED"] == COVERED
    inside = small.found.data.demand["community_id"].notna().to_numpy()
    assert moved.category == "MED"
    assert moved.lost.tolist() == np.flatnonzero(was & ~is_ & inside).tolist()
    assert len(moved.won) == 0
    residents = small.found.data.demand["residents"].to_numpy()
    assert moved.people_lost["residents"] == moved.people_lost["group"] == residents[moved.lost].sum() > 0
    assert np.isnan(moved.people_lost["residents_0_3"])  # ages of children are not known: no zero
    assert moved.people_won["group"] == 0


def test_table_of_what_is_touched_adds_up(closed, small):
    table = closed.before_after()
    assert list(table.columns) == list(BEFORE_AFTER_COLUMNS)
    assert set(table["category"]) == {"MED"}
    for when in ("before", "after"):
        assert (table[f"covered_{when}"] + table[f"gap_{when}"] + table[f"unknown_{when}"]).tolist() == pytest.approx(
            table["residents"].tolist()
        )
    (moved,) = closed.people
    assert (table["covered_before"] - table["covered_after"]).sum() == pytest.approx(moved.people_lost["group"])
    assert (table["newly_covered"] == 0).all()
    whole = closed.before_after(touched_only=False)
    assert len(whole) == len(small.found.coverage)
    assert whole["covered_before"].tolist() == small.found.coverage["covered"].tolist()


def test_times_are_the_old_ones_but_where_they_change(closed, small):
    before, after = small.found.times["MED"], closed.times["MED"]
    (question,) = [one for one in closed.questions if one.key == "MED"]
    same = np.setdiff1d(np.arange(len(before)), question.rows)
    assert np.array_equal(before[same], after[same], equal_nan=True)
    assert (np.nan_to_num(after[question.rows], nan=1e9) > before[question.rows]).all()
    assert np.array_equal(small.found.times["CVS"], closed.times["CVS"], equal_nan=True)


def test_newly_covered_are_counted_with_those_of_sixty_and_more(base, small):
    x, y = BEIJING.origin
    effect = base.effect_of(FacilityChanges(added=(NewFacility("N", "PHA", x + 1200, y + 605),)))
    moved = next(one for one in effect.people if one.category == "PHA")
    table = effect.before_after()
    mine = table[table["category"] == "PHA"]
    assert moved.people_won["group"] > 0
    assert mine["newly_covered"].sum() == pytest.approx(moved.people_won["group"])
    older = small.found.data.demand["residents_60plus"].to_numpy()
    assert mine["newly_covered_60plus"].sum() == pytest.approx(older[moved.won].sum())


def test_stars_are_empty_where_the_data_are_insufficient(closed):
    stars = closed.stars(touched_only=False)
    assert list(stars.columns) == list(STARS_COLUMNS)
    assert stars["stars_before"].isna().all()
    assert isinstance(stars["stars_before"].dtype, pd.Int64Dtype)


def test_nothing_changed_touches_nothing(base):
    nothing = base.effect_of(FacilityChanges())
    assert (nothing.questions, nothing.people, len(nothing.before_after()), len(nothing.stars())) == ((), (), 0, 0)
