"""Rows of the planning page: what is not computed yet says so, and no figure stands in its place."""

from xc_gis.model.changes import AddFacility, CloseFacility, OpenGate, Scenario
from xc_gis.ui.presenters.planning.card import change_rows, side_row
from xc_gis.ui.presenters.planning.draft import ScenarioDraft
from xc_gis.ui.presenters.planning.place_names import PlaceNames
from xc_gis.ui.presenters.planning.sides import HEADINGS, cells_of
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.planning_records import ScenarioEffect, StarsEffect

NAMES = PlaceNames(None, ())
DRAFT = ScenarioDraft(Scenario("甲", (CloseFacility(facility="F1", cost=30_000.0), AddFacility(type="CHS", at=(1.0, 2.0)))))


def test_what_is_computed_what_is_not_and_what_cannot_be():
    done = ScenarioEffect(
        {"residents": 5.0, "residents_60plus": None}, {"residents": 1.0}, (), (StarsEffect("C1", (1, 1, 1), (2, 2, 2)),), {}
    )
    row = side_row(DRAFT, done)
    assert (row.won, row.seniors, row.lost, row.stars_won, row.stars_lost, row.cost) == (5.0, None, 1.0, 1, 0, 30_000.0)
    waits = side_row(DRAFT, None)
    assert (waits.won, waits.stars_won, waits.state) == (None, None, "计算中…")
    assert side_row(ScenarioDraft(Scenario("空", ())), None).state == "没有改动"
    assert side_row(DRAFT, Failure("不行")).state == "不行"


def test_cells_hold_no_zero_that_nobody_computed():
    assert cells_of(side_row(DRAFT, None)) == ("甲", "2", "计算中…", "", "", "", "", "3（另有 1 项未填）")
    assert len(cells_of(side_row(DRAFT, None))) == len(HEADINGS)


def test_what_has_a_place_of_its_own_can_be_moved():
    rows = change_rows(
        ScenarioDraft(Scenario("甲", (AddFacility(type="CHS", at=(1.0, 2.0)), OpenGate(osm="node/1")))).changes, NAMES
    )
    assert [(row.can_move, row.place) for row in rows] == [(True, (1.0, 2.0)), (False, None)]
