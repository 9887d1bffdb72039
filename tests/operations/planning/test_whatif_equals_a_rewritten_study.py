"""A scenario equals the study in which somebody really did it: its files rewritten, read anew and run."""

import numpy as np
import pandas as pd
import pytest

from tests.independent.random_town import draw_random_town
from tests.independent.town_study import write_town_study
from tests.operations.planning.random_changes import RandomChanges, kinds_of
from tests.operations.planning.rewritten_study import RewrittenStudy
from xc_gis.model.changes import CHANGE_KINDS, AddFacility, AddResidents
from xc_gis.operations.planning.scenarios import ScenarioTrials
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent

INVENTORIES = "".join(
    f'\n[[inventory]]\ncategory = "{code}"\nareas = "{areas}"\nstatus = "complete"\n'
    for code in ("MED", "VEG", "KIN")
    for areas in ("all", "outside")
)
TOWNS = [(2, "WED 10:00"), (7, "SAT 12:00"), (8, "WED 10:00"), (10, "WED 10:00"), (26, "2026-07-01 20:00")]
CHANGES = 44
"""Of every kind four in each town, 220 in all."""


def assert_same(after, disk):
    """States and stars alike, seconds within a hundredth."""
    assert after.data.demand["demand_id"].tolist() == disk.data.demand["demand_id"].tolist()
    assert after.data.facilities["facility_id"].tolist() == disk.data.facilities["facility_id"].tolist()
    assert after.data.facilities["status"].tolist() == disk.data.facilities["status"].tolist()
    assert after.scene.facility_off_network.tolist() == disk.scene.facility_off_network.tolist()
    for code, seconds in disk.times.items():
        np.testing.assert_allclose(after.times[code], seconds, atol=0.01, rtol=0, err_msg=code)
        assert after.states[code].tolist() == disk.states[code].tolist(), code
    numbers = ["residents", "covered", "gap", "unknown", "coverage_low", "coverage", "coverage_high"]
    np.testing.assert_allclose(after.coverage[numbers], disk.coverage[numbers], rtol=1e-9)
    pd.testing.assert_frame_equal(after.rating, disk.rating)


@pytest.mark.parametrize(("seed", "moment"), TOWNS)
def test_a_scenario_equals_the_rewritten_study(seed, moment, tmp_path):
    town = write_town_study(draw_random_town(seed), tmp_path / "town", moment=moment)
    town.study.write_text(town.study.read_text(encoding="utf-8") + INVENTORIES, encoding="utf-8")
    study = read_study(town.study)
    trials = ScenarioTrials(study, "", Silent())
    scenario = RandomChanges(study, trials.as_it_is(study.settings), (seed, 1)).scenario(CHANGES)
    assert set(kinds_of(scenario).values()) == {CHANGES // len(CHANGE_KINDS)}
    tried = trials.try_out([scenario])
    rewritten = RewrittenStudy(town.study.parent, moment)
    for one in sorted(tried.changed.changes, key=lambda one: one.change.KIND == "close_area"):
        rewritten.apply(one.change, one.change.id if isinstance(one.change, AddFacility | AddResidents) else "")
    disk = analyse(read_study(rewritten.write(tmp_path / "rewritten")))
    assert_same(tried.after, disk)
    met = {state for states in tried.after.states.values() for state in states.tolist()}
    assert met == {0, 1, 2}, "a town that asks nothing"
    assert tried.effects.gained_any.groups["residents"] > 0 or tried.effects.lost_any.groups["residents"] > 0
