"""Stars won and lost are counted apart; who is not rated on one side wins and loses nothing. What is answered at once, and what is not."""

import pytest

from xc_gis.model.changes import AddFacility, ChangeFacility, ChangeResidents, CloseFacility, MoveFacility, Scenario
from xc_gis.ui.workers.planning_records import ScenarioEffect, StarsEffect, is_quick


def test_gains_do_not_hide_losses():
    stars = (
        StarsEffect("A", (1, 1, 1), (3, 3, 3)),
        StarsEffect("B", (2, 2, 2), (1, 1, 1)),
        StarsEffect("C", (None,) * 3, (5, 5, 5)),
    )
    effect = ScenarioEffect({}, {}, (), stars, {})
    assert (effect.stars_won, effect.stars_lost) == (2, 1)
    assert [one.step for one in stars] == [2, -1, None]


HERE = (116.3, 39.9)


@pytest.mark.parametrize(
    ("changes", "moment", "quick"),
    [
        ((AddFacility(type="CHS", at=HERE),), "", True),
        ((AddFacility(type="CHS", at=HERE),), "2026-06-30 22:00", False),
        ((AddFacility(type="CHS", place="F1"),), "", False),
        ((AddFacility(type="CHS", at=HERE, status="planned"),), "", False),
        ((AddFacility(type="CHS", at=HERE, hours="Mo-Fr 08:00-17:00"),), "", False),
        ((MoveFacility(facility="F1", at=HERE), CloseFacility(facility="F2")), "", True),
        ((MoveFacility(facility="F1", at=HERE), ChangeFacility(facility="F1", status="open")), "", False),
        ((ChangeFacility(facility="F1", status="closed"),), "", True),
        ((ChangeFacility(facility="F1", hours="24/7"),), "", False),
        ((ChangeFacility(facility="F1", status="open", hours="24/7"),), "", False),
        ((ChangeResidents(factor=2.0),), "", False),
    ],
)
def test_facilities_alone_each_once_at_the_moment_of_the_study_are_quick(changes, moment, quick):
    assert is_quick(Scenario("甲", changes, moment=moment)) is quick
