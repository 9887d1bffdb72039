"""Where a missing facility is known to be missing (method §5 and §7.6)."""

from datetime import date

import geopandas as gpd
import numpy as np
import pytest
import shapely

from xc_gis.analysis.coverage.inventory import all_surveyed, complete_areas, surroundings
from xc_gis.model import InventoryStatement
from xc_gis.settings import Settings
from xc_gis.standard import load_standard

STANDARD = load_standard("xicheng-ykz-default")
TOWN = gpd.GeoDataFrame(
    {"community_id": ["A", "B"], "subdistrict": ["甲街道", "乙街道"], "location": ["area", "area"]},
    geometry=[shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000)], crs="EPSG:4548",
)  # fmt: skip
TODAY = date(2026, 6, 30)


def says(category, areas, status="complete", surveyed=None, kind=None):
    return InventoryStatement(category, kind, areas, status, surveyed)


def complete(*statements, today=TODAY):
    found = complete_areas(statements, TOWN, STANDARD, Settings(), today)
    return [*found.communities["MED"].tolist(), found.outside["MED"]]


def test_nothing_said_is_not_complete():
    assert complete() == [False, False, False]


def test_all_covers_the_communities_and_not_the_ground_around():
    assert complete(says("MED", ("all",))) == [True, True, False]
    assert complete(says("MED", ("all",)), says("MED", ("outside",))) == [True, True, True]


def test_area_may_be_a_community_or_a_subdistrict():
    assert complete(says("MED", ("B",))) == [False, True, False]
    assert complete(says("MED", ("甲街道",))) == [True, False, False]


def test_category_is_complete_where_each_of_its_types_is():
    """MED is offered by CHC and CHS."""
    assert complete(says(None, ("all",), kind="CHS")) == [False, False, False]
    assert complete(says(None, ("all",), kind="CHS"), says(None, ("A",), kind="CHC")) == [True, False, False]


def test_later_statement_overrides_where_it_speaks_of_the_same_area():
    assert complete(says("MED", ("all",)), says("MED", ("A",), "partial")) == [False, True, False]
    assert complete(says(None, ("all",), kind="CHS"), says(None, ("all",), kind="CHC"), says("MED", ("B",), "partial")) == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("surveyed", "fresh"),
    [(date(2024, 12, 30), True), (date(2024, 12, 29), False), (date(2025, 1, 15), True), (date(2020, 1, 1), False)],
)
def test_inventory_older_than_eighteen_months_counts_as_partial(surveyed, fresh):
    assert complete(says("MED", ("all",), surveyed=surveyed))[0] is fresh


def test_without_a_study_day_age_is_measured_from_the_newest_survey():
    old, new = says("MED", ("A",), surveyed=date(2020, 1, 1)), says("VEG", ("A",), surveyed=date(2021, 6, 1))
    assert complete(old, new, today=None)[0] is True
    assert complete(old, says("VEG", ("A",), surveyed=date(2021, 8, 1)), today=None)[0] is False


def surveyed_at(xy, reach_m, *statements):
    areas = complete_areas(statements, TOWN, STANDARD, Settings(), TODAY)
    near = surroundings(np.array([xy], dtype=float), TOWN, 2000.0, areas)
    return bool(all_surveyed(near, "MED", areas, reach_m)[0])


def test_every_area_within_reach_must_be_surveyed():
    only_a, around = says("MED", ("A",)), says("MED", ("outside",))
    assert surveyed_at((500, 500), 499, only_a, around)
    assert not surveyed_at((500, 500), 501, only_a, around)  # B begins 500 m away
    assert not surveyed_at((500, 500), 501, says("MED", ("all",)))  # the ground around begins 500 m away
    assert surveyed_at((500, 500), 499, says("MED", ("all",)))
    assert surveyed_at((500, 500), 1900, says("MED", ("all",)), around)


def test_unsurveyed_community_without_a_place_may_lie_anywhere():
    town = gpd.GeoDataFrame(
        {"community_id": ["A", "C"], "subdistrict": ["", ""], "location": ["area", "none"]},
        geometry=[TOWN.geometry[0], None],
        crs="EPSG:4548",
    )
    for listed, expected in ((("A",), False), (("all",), True)):
        areas = complete_areas([says("MED", listed), says("MED", ("outside",))], town, STANDARD, Settings(), TODAY)
        near = surroundings(np.array([[500.0, 500.0]]), town, 2000.0, areas)
        assert bool(all_surveyed(near, "MED", areas, 100.0)[0]) is expected
