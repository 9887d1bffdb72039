"""Stars with sites built are those of a study whose list of facilities really has them."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from tests.fixtures.small_study import BEIJING, FACILITIES, write_small_study
from xc_gis.analysis.legs.facility_points import ways_in
from xc_gis.analysis.planning.siting.stars import assessed_with, stars_before_after
from xc_gis.operations.study import analyse, read_study


def test_coverage_and_rating_are_those_of_the_study_with_the_facilities_in_its_list(tmp_path):
    built = {"A": (1410.0, 410.0), "B": (410.0, 810.0)}
    before = read_study(write_small_study(tmp_path / "before"))
    more = {f"Z{name}{kind}": (kind, name, place) for name, place in built.items() for kind in ("CVS", "CHS")}
    after = analyse(read_study(write_small_study(tmp_path / "after", facilities={**FACILITIES, **more})))
    sites = gpd.GeoDataFrame(
        {"site_id": list(built), "name": list(built), "building": False},
        geometry=[shapely.Point(np.array(place) + BEIJING.origin) for place in built.values()],
        crs=BEIJING.crs,
    )
    found = analyse(before)
    ways = ways_in(before.streets, found.scene.network, before.settings)
    made = assessed_with(found, sites, ["CHS", "CVS"], ways, before.standard, before.settings, before.file.study.date)
    columns = ["community_id", "category", "covered", "gap", "unknown"]
    pd.testing.assert_frame_equal(made.coverage[columns], after.coverage[columns])
    same = ["community_id", "status", "score_low", "score", "score_high", "stars_low", "stars", "stars_high"]
    pd.testing.assert_frame_equal(made.rating[same], after.rating[same])
    table = stars_before_after(found, made)
    assert table["community_id"].tolist() == ["C1", "C2"]
    assert table["stars_high_after"].tolist() == after.rating["stars_high"].tolist()
    assert table["stars_high_before"].tolist() == found.rating["stars_high"].tolist()
