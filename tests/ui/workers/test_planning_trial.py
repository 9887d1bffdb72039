"""The whole way says of facilities what the quick path says."""

import pytest

from tests.ui.workers.test_planning_tasks import STATION, facts, lonlat, memory, tried  # noqa: F401 - fixtures
from xc_gis.model.changes import AddFacility, ChangeResidents, Scenario
from xc_gis.progress import Silent
from xc_gis.ui.workers.planning_tasks import TryScenario


def test_both_ways_say_the_same_of_facilities(memory, facts):  # noqa: F811
    change = AddFacility(type="CHS", at=lonlat(STATION))
    quick = tried(memory, change)
    whole = TryScenario(Scenario("甲", (change, ChangeResidents(community="C1", factor=1.0)))).run(memory, Silent())
    assert whole.figures["coverage"]["MED"] == quick.figures["coverage"]["MED"]
    assert whole.figures["gaps"]["MED"] == quick.figures["gaps"]["MED"]
    assert whole.stars == quick.stars
    assert whole.won["residents"] == pytest.approx(quick.won["residents"])
    assert whole.won["residents_60plus"] == pytest.approx(quick.won["residents_60plus"])
    won = {one.category: one.won for one in whole.categories if one.won}
    assert won == pytest.approx({one.category: one.won for one in quick.categories if one.won})
