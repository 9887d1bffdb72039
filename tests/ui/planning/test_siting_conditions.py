"""Further conditions of siting as fields of the question that the command asks."""

from pathlib import Path

import pytest
from PyQt5.QtCore import Qt

from tests.fixtures.map_page import WAIT_MS
from xc_gis.languages.message import msg
from xc_gis.operations.planning.site_request import SitingRequest
from xc_gis.ui.planning.siting_conditions import SitingConditions
from xc_gis.ui.widgets.fold import Fold

TYPES = [("社区卫生服务站", "CHS"), ("党群服务中心", "PCS")]


@pytest.fixture
def conditions(qtbot):
    made = SitingConditions()
    qtbot.addWidget(made)
    made.show_types(TYPES)
    made.show()
    return made


def test_nothing_chosen_asks_for_nothing(conditions):
    request = SitingRequest(("MED",), count=1, **conditions.asked())
    assert request == SitingRequest(("MED",), count=1)


def test_everything_that_the_command_takes_can_be_asked_for(conditions):
    conditions.build.setCurrentIndex(conditions.build.findData("CHS"))
    conditions.near.setCurrentIndex(conditions.near.findData("PCS"))
    conditions.near_m.setValue(120)
    conditions.lock.setText("S1-2, S3-4")
    conditions.forbid.setText("S5-6")
    conditions.show_layer("no_go", Path("河道.gpkg"))
    conditions.show_layer("area", Path("片区.geojson"))
    conditions.crs.setCurrentIndex(conditions.crs.findData("GCJ-02"))
    assert conditions.asked() == {
        "build": ("CHS",), "near": ("PCS@120",), "lock": ("S1-2", "S3-4"), "forbid": ("S5-6",), "no_go": Path("河道.gpkg"),
        "area": Path("片区.geojson"), "crs": "GCJ-02",
    }  # fmt: skip
    assert (conditions.no_go.text(), conditions.area.text()) == ("河道.gpkg", "片区.geojson")
    conditions.show_types(TYPES)
    assert conditions.asked()["build"] == ("CHS",)


def test_areas_that_are_drawn_take_the_place_of_a_layer_and_all_can_be_cleared(conditions, qtbot):
    conditions.show_layer("no_go", Path("河道.gpkg"))
    conditions.show_no_go(2)
    assert (conditions.asked()["no_go"], conditions.no_go.text()) == (None, "画出 2 处")
    with qtbot.waitSignal(conditions.cleared, timeout=WAIT_MS):
        conditions._clear()
    conditions.show_no_go(0)
    assert not conditions.no_go.isVisible()


def test_a_site_is_locked_or_left_out_never_both(conditions):
    conditions.add(conditions.lock, "S1-2")
    conditions.add(conditions.lock, "S3-4")
    conditions.add(conditions.forbid, "S1-2")
    assert (conditions.asked()["lock"], conditions.asked()["forbid"]) == (("S3-4",), ("S1-2",))


def test_a_fold_shows_what_it_stands_above(conditions, qtbot):
    fold = Fold(msg("更多条件"), conditions)
    qtbot.addWidget(fold)
    fold.show()
    assert not conditions.isVisible()
    qtbot.mouseClick(fold, Qt.LeftButton)
    assert conditions.isVisible()
