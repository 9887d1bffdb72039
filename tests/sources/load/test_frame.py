"""Where a study lies before anything is measured: its communities, else what stands in for them."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.small_study import STUDY, edit, write_small_study
from tests.fixtures.towns import FOOTWAY, town
from xc_gis.settings import Settings
from xc_gis.sources.crs.metric_system import KEY
from xc_gis.sources.load.frame import anywhere, ground_box, ground_layers, measured, places_of_study, system_for_looking
from xc_gis.sources.study.file import read_study_file

STREETS = town({"a": (0, 0), "b": (10, 0)}, [("ab", FOOTWAY)])


def layers(folder, study=STUDY):
    return ground_layers(read_study_file(write_small_study(folder, study=study), files_needed=False))


def test_communities_say_where_a_study_lies(tmp_path):
    places = places_of_study(layers(tmp_path))
    assert places.crs == "EPSG:4326"
    assert len(places) == 2
    assert places.total_bounds[0] == pytest.approx(117.0, abs=0.001)


def test_subdistricts_stand_in_for_communities_whose_system_is_unknown(tmp_path):
    here = layers(
        tmp_path,
        STUDY.replace('path = "communities.geojson"', 'path = "communities.csv"\ncrs = "detect"')
        + '\n[subdistricts]\npath = "s.geojson"\n',
    )
    (tmp_path / "communities.csv").write_text("community_id,name,lon,lat\nC1,甲,117,39.9\n", encoding="utf-8")
    gpd.GeoDataFrame({"name": ["甲街道"]}, geometry=[shapely.box(117, 39.9, 117.01, 39.91)], crs="EPSG:4326").to_file(
        tmp_path / "s.geojson"
    )
    assert len(places_of_study(here)) == 1


def test_what_cannot_be_read_yet_says_nothing(tmp_path):
    here = layers(tmp_path)
    edit(tmp_path / "communities.geojson", lambda text: text[: len(text) // 2])
    assert places_of_study(here) is None
    assert places_of_study(here.__class__(None, None, None, None, "s.toml")) is None


def test_the_ground_to_read_is_the_places_and_both_margins():
    settings = Settings().override(
        {KEY: "EPSG:4548", "study_area_buffer_m": 1000.0, "network.beyond_m": 500.0}, origin="study", where="x"
    )
    place = gpd.GeoSeries([shapely.Point(500_000, 4_420_000)], crs="EPSG:4548").to_crs("EPSG:4326")
    west, south, east, north = ground_box(place, settings)
    metres = gpd.GeoSeries([shapely.box(west, south, east, north)], crs="EPSG:4326").to_crs("EPSG:4548").total_bounds
    assert np.abs(metres - [498_500, 4_418_500, 501_500, 4_421_500]).max() < 2
    assert ground_box(None, settings) is None


def test_the_metric_system_follows_the_places_else_the_residents_else_the_streets(tmp_path):
    here = layers(tmp_path)
    chengdu = gpd.GeoSeries([shapely.Point(104.06, 30.66)], crs="EPSG:4326")
    assert measured(here, Settings(), chengdu, None).word(KEY) == "EPSG:4544"
    assert measured(here, Settings(), None, None).word(KEY) == "EPSG:4548"  # residents.csv lies on 117 degrees
    nobody = here.__class__(None, None, None, None, "s.toml")
    assert measured(nobody, Settings(), None, STREETS).word(KEY) == "EPSG:4548"
    west = STREETS.__class__(**{**STREETS.__dict__, "lon": STREETS.lon - 12.94})
    assert measured(nobody, Settings(), None, west).word(KEY) == "EPSG:4544"
    assert measured(nobody, Settings(), None, None).word(KEY) == anywhere(Settings()).word(KEY)


def test_a_look_takes_the_own_system_of_the_ground_where_the_named_one_does_not_fit(tmp_path):
    here = layers(tmp_path)
    named = Settings().override({KEY: "EPSG:4544"}, origin="study", where="x")  # of Chengdu
    assert system_for_looking(here, named, None) == "EPSG:4548"
    assert system_for_looking(here, Settings().override({KEY: "EPSG:32650"}, origin="study", where="x"), None) == "EPSG:32650"
