"""What a run's map holds comes out where the study has it."""

import numpy as np
import pytest
import shapely

from tests.fixtures.finished_run import source_of
from tests.fixtures.towns import ORIGIN
from xc_gis.report.documents.drawing.ground import ground_of
from xc_gis.runs.map_page import read_map_page
from xc_gis.units import ANALYSIS_CRS

STEP_M = 1.5


@pytest.fixture
def ground(finished_run):
    return source_of(finished_run).ground


def moved(shape):
    return shapely.transform(shape, lambda places: places - ORIGIN)


def test_communities_streets_and_facilities_lie_where_they_were_drawn(ground):
    for name, box in (("C1", shapely.box(0, 0, 1200, 1200)), ("C2", shapely.box(1200, 0, 2400, 1200))):
        assert moved(ground.areas[name]).symmetric_difference(box).area < 4 * 1200 * STEP_M
    assert moved(ground.subdistricts["甲街道"]).area == pytest.approx(2400 * 1200, rel=0.01)
    assert shapely.length(ground.streets[0].lines).sum() == pytest.approx(7 * 2400 + 13 * 1200, rel=0.01)
    at = dict(zip(ground.facility_names, ground.facilities - ORIGIN, strict=True))
    assert np.hypot(*(at["西站"] - (100, 205))) < STEP_M
    assert ground.serving.all()
    assert ground.crs == ANALYSIS_CRS


def test_people_in_gap_are_all_there(ground, finished_run):
    rows = (finished_run / "coverage.csv").read_text(encoding="utf-8-sig").splitlines()
    column = rows[0].split(",").index("gap")
    total = sum(float(row.split(",")[column]) for row in rows[1:] if ",MED," in row)
    assert ground.gaps["MED"].residents.sum() == total > 0
    over = ground.gaps["MED"].over_minutes
    assert (over[~np.isnan(over)] >= 0).all()


def test_holes_points_and_places_that_nobody_knows(finished_run):
    data = read_map_page(finished_run)
    square = [11_630_000, 3_990_000, 100, 0, 0, 100, -100, 0, 0, -100]
    hole = [11_630_020, 3_990_020, 20, 0, 0, 20, -20, 0, 0, -20]
    communities = [{"id": "H", "rings": [square, hole]}, {"id": "P", "lon": 116.3, "lat": 39.9}, {"id": "N"}]
    made = ground_of({**data, "communities": communities}, ANALYSIS_CRS)
    assert len(made.areas["H"].interiors) == 1
    assert made.communities["P"].geom_type == "Point"
    assert made.communities["N"] is None
    with pytest.raises(ValueError, match="no community"):
        _ = ground_of({**data, "communities": [{"id": "N"}]}, ANALYSIS_CRS).bounds


def test_data_of_another_form_are_refused(finished_run):
    data = read_map_page(finished_run)
    del data["streets"]
    with pytest.raises(LookupError):
        ground_of(data, ANALYSIS_CRS)
