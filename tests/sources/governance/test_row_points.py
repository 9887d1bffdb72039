"""Places of rows come into the system of the study; a row without one has none."""

import numpy as np
import pandas as pd
import pytest

from tests.sources.governance.test_census import COMMUNITIES
from xc_gis.errors import InputError
from xc_gis.sources.governance.row_points import communities_around, points_of
from xc_gis.sources.rows.notes import Notes
from xc_gis.units import ANALYSIS_CRS


def test_coordinates_are_converted():
    frame = pd.DataFrame({"x": ["116.36", "", "0", "x"], "y": ["39.91", "39.9", "0", "39.9"]})
    notes = Notes("c.csv", "census")
    here = points_of(frame, "EPSG:4326", ANALYSIS_CRS, notes)
    shifted = points_of(frame, "GCJ-02", ANALYSIS_CRS, notes)
    assert np.isfinite(here).all(axis=1).tolist() == [True, False, False, False]
    assert np.hypot(*(here[0] - shifted[0])) == pytest.approx(552, abs=20)
    with pytest.raises(InputError, match="坐标系 “什么” 不认识"):
        points_of(frame, "什么", ANALYSIS_CRS, notes)


def test_a_place_lies_in_the_first_community_of_several():
    places = np.array([[50.0, 50.0], [100.0, 50.0], [500.0, 50.0], [np.nan, np.nan]])
    assert communities_around(places, COMMUNITIES) == ["C1", "C1", None, None]
