"""The ground that a study speaks of, and what lies beyond it."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from xc_gis.sources.study.area import StudyArea, beyond, box_around, box_meets, study_area


def communities(*shapes, location="area"):
    return gpd.GeoDataFrame({"location": [location] * len(shapes)}, geometry=list(shapes), crs="EPSG:4548")


def test_the_area_is_the_hull_of_communities_and_subdistricts():
    found = study_area(
        communities(shapely.box(0, 0, 1, 1), None), gpd.GeoDataFrame(geometry=[shapely.box(9, 0, 10, 1)], crs="EPSG:4548")
    )
    assert found.equals(shapely.box(0, 0, 10, 1))
    assert study_area(communities(None), None) is None


@pytest.mark.parametrize(("east", "far"), [(10.0, False), (110.0, False), (110.1, True), (-100.1, True)])
def test_beyond_is_farther_than_the_margin(east, far):
    area = shapely.box(0, 0, 10, 10)
    assert beyond(np.array([shapely.Point(east, 5), None]), area, 100.0).tolist() == [far, False]
    assert beyond(np.array([shapely.Point(east, 5)]), None, 100.0).tolist() == [False]


def test_the_box_holds_the_area_and_its_margin_in_degrees():
    area = shapely.box(440_000, 4_410_000, 460_000, 4_430_000)
    west, south, east, north = box_around(area, "EPSG:4548", 1500.0)
    corners = [(x, y) for x in (438_500, 461_500) for y in (4_408_500, 4_431_500)]
    for lon, lat in gpd.GeoSeries(shapely.points(corners), crs="EPSG:4548").to_crs("EPSG:4326").get_coordinates().to_numpy():
        assert west - 1e-9 <= lon <= east + 1e-9
        assert south - 1e-9 <= lat <= north + 1e-9
    assert (north - south) * 111_000 == pytest.approx(23_000, rel=0.02)  # 20 km and twice the margin
    assert box_around(None, "EPSG:4548", 0.0) is None
    assert box_around(shapely.Polygon(), "EPSG:4548", 0.0) is None


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        ((1, 1, 2, 2), True),
        ((1.01, 0, 2, 1), False),
        ((0.2, 0.2, 0.3, 0.3), True),
        ((-1, -1, 2, 2), True),
        ((0, 1.01, 1, 2), False),
        ((-2, 0, -0.01, 1), False),
    ],
)
def test_boxes_meet_in_a_point_too(other, meets):
    assert box_meets((0, 0, 1, 1), other) is meets
    assert box_meets(other, (0, 0, 1, 1)) is meets


def test_a_study_grows_where_a_community_is_a_point():
    ground = [StudyArea("EPSG:4548", communities(None, location=kind), None, None, 0.0, "") for kind in ("area", "point", "none")]
    assert [one.grows for one in ground] == [False, True, False]
