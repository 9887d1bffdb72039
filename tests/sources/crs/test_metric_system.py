"""The metric system follows the study, and never bends its ground (method §1)."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from tests.fixtures.small_study import BEIJING, StudyArea, edit, write_small_study
from xc_gis.errors import StudyError
from xc_gis.operations.check.check import check_study
from xc_gis.operations.isochrone import isochrones_of_place
from xc_gis.operations.preview.preview import preview_layer
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent
from xc_gis.settings import Settings
from xc_gis.sources.crs.metric_system import with_metric_system, zone_of
from xc_gis.sources.load.frame import ground_layers, measured, places_of_study
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.study.file import read_study_file

PLACES = {
    "EPSG:4548": (116.36, 39.9), "EPSG:4544": (104.06, 30.66), "EPSG:4549": (121.47, 31.23), "EPSG:4538": (87.6, 43.8),
    "EPSG:4547": (113.3, 23.1), "EPSG:4550": (121.6, 38.9), "EPSG:4546": (110.35, 20.02), "EPSG:4551": (126.5, 45.7),
    "EPSG:32635": (24.94, 60.17), "EPSG:32756": (151.2, -33.87), "EPSG:32618": (-74.0, 40.7), "EPSG:32652": (127.0, 37.55),
    "EPSG:32648": (105.85, 21.03), "EPSG:32654": (139.7, 35.7),
}  # fmt: skip
"""By their systems: Beijing, Chengdu, Shanghai, Urumqi, Guangzhou, Dalian, Haikou, Harbin; Helsinki, Sydney, New York, Seoul, Hanoi, Tokyo."""

ABROAD_AND_AT_HOME = {"成都": "EPSG:4544", "上海": "EPSG:4549", "乌鲁木齐": "EPSG:4538", "赫尔辛基": "EPSG:32635"}


OF_A_NODE_S = 0.03
"""Nodes of an OSM file are rounded to 1e-7 degrees, a centimetre; a walk turns at a few of them."""


def drawn_in(system: str) -> StudyArea:
    """The plane of a system, and the corner of a town at its city."""
    lon, lat = PLACES[system]
    x, y = gpd.GeoSeries([shapely.Point(lon, lat)], crs="EPSG:4326").to_crs(system).get_coordinates().iloc[0]
    return StudyArea(system, (round(x), round(y)))


def times(path):
    found = analyse(read_study(path))
    return np.array([found.demand[c] for c in sorted(found.demand.columns) if c.startswith("t_")], dtype=float)


@pytest.fixture(scope="module")
def at_home(tmp_path_factory):
    return times(write_small_study(tmp_path_factory.mktemp("beijing"), ground=BEIJING))


@pytest.mark.parametrize(("system", "place"), PLACES.items())
def test_zone_is_that_of_the_place(system, place):
    assert zone_of(*place) == system


@pytest.mark.parametrize("system", ABROAD_AND_AT_HOME.values(), ids=list(ABROAD_AND_AT_HOME))
def test_a_town_takes_the_same_minutes_wherever_it_lies(system, tmp_path, at_home):
    path = write_small_study(tmp_path, ground=drawn_in(system))
    settings = read_study(path).settings
    assert (settings.word("crs.analysis"), settings.origins["crs.analysis"]) == (system, "centre")
    elsewhere = times(path)
    assert np.array_equal(np.isfinite(elsewhere), np.isfinite(at_home))
    assert np.nanmax(np.abs(elsewhere - at_home)) < OF_A_NODE_S


@pytest.mark.parametrize("place", [(104.06, 30.66), (121.47, 31.23), (24.94, 60.17)])
def test_true_metres_of_the_ground_are_kept_to_a_thousandth(place, tmp_path, at_home):
    lon, lat = place
    ground = StudyArea(f"+proj=tmerc +lat_0={lat} +lon_0={lon} +k=1 +datum=WGS84 +units=m", (0.0, 0.0))
    measured = times(write_small_study(tmp_path, ground=ground))
    walked = np.isfinite(at_home) & np.isfinite(measured)
    assert walked.sum() > 100
    assert np.abs(measured[walked] / at_home[walked] - 1).max() < 0.0012


@pytest.mark.parametrize(
    ("system", "named", "deviation"),
    [("EPSG:32635", "EPSG:4548", "%"), ("EPSG:4538", "EPSG:4548", "%"), ("EPSG:4544", "EPSG:4548", "1.9"), ("EPSG:4548", "EPSG:3857", "30."),
     ("EPSG:4548", "EPSG:32649", "0.1"), ("EPSG:4549", "EPSG:4548", "0.2")],
)  # fmt: skip
def test_system_that_bends_the_ground_stops_with_the_figure_and_what_fits(system, named, deviation, tmp_path):
    path = write_small_study(tmp_path, ground=drawn_in(system))
    edit(path, lambda text: text + f'\n[settings]\n"crs.analysis" = "{named}"\n')
    with pytest.raises(StudyError) as caught:
        read_study(path)
    assert f'"crs.analysis" = "{named}"' in caught.value.message
    assert "不适合本项目所在的位置" in caught.value.message
    assert deviation in caught.value.message
    assert system in caught.value.hint
    assert "±0.0" in caught.value.hint


@pytest.mark.parametrize(
    ("named", "why"),
    [("EPSG:4326", "不是平面坐标系"), ("EPSG:4490", "不是平面坐标系"), ("EPSG:2263", "不以米为单位"), ("北京", "不是坐标系"), ("EPSG:1", "不是坐标系"),
     ("GCJ-02", "不是坐标系"), ("EPSG:2436", "没有已知的换算参数"), ("EPSG:2363", "没有已知的换算参数"), ("EPSG:4796", "没有已知的换算参数"),
     ("EPSG:5773", "不是平面坐标系"), ("EPSG:2053", "坐标轴不是向东和向北"), ("EPSG:4549", "0.1%")],
)  # fmt: skip
def test_system_that_cannot_measure_here_is_refused(named, why, tmp_path):
    path = write_small_study(tmp_path)
    edit(path, lambda text: text + f'\n[settings]\n"crs.analysis" = "{named}"\n')
    with pytest.raises(StudyError, match=why) as caught:
        read_study(path)
    assert "EPSG:4548" in caught.value.hint
    assert read_study_file(path).settings["crs.analysis"] == named


@pytest.mark.parametrize("named", ["EPSG:4548", "EPSG:4527", "EPSG:32650", "EPSG:4509", "auto"])
def test_system_that_fits_is_taken_as_named(named, tmp_path, at_home):
    path = write_small_study(tmp_path)
    edit(path, lambda text: text + f'\n[settings]\n"crs.analysis" = "{named}"\n')
    settings = read_study(path).settings
    expected = ("EPSG:4548", "centre") if named == "auto" else (named, "study")
    assert (settings.word("crs.analysis"), settings.origins["crs.analysis"]) == expected
    assert np.nanmax(np.abs(times(path) / at_home - 1)) < 0.0012


def test_study_larger_than_its_zone_stops_and_is_told_a_projection_of_its_own():
    wide = gpd.GeoSeries(shapely.points([[112.0, 39.9], [116.36, 39.9], [120.5, 39.9]]), crs="EPSG:4326")
    with pytest.raises(StudyError, match="项目范围太大") as caught:
        with_metric_system(Settings(), wide, "s.toml")
    assert "+proj=tmerc +lon_0=11" in caught.value.hint


@pytest.mark.parametrize("kind", ["detect", "names", "subdistricts"])
def test_place_is_found_where_the_communities_do_not_say_it(kind, tmp_path):
    path = write_small_study(tmp_path, ground=drawn_in("EPSG:4549"))
    if kind == "names":  # communities that are mere names: residents say where it is
        (tmp_path / "names.csv").write_text("community_id,name\nC1,西社区\nC2,东社区\n", encoding="utf-8")
        edit(path, lambda text: text.replace("communities.geojson", "names.csv"))
    else:
        edit(path, lambda text: text.replace('communities.geojson"', 'communities.geojson"\ncrs = "detect"'))
    if kind == "subdistricts":
        area = gpd.read_file(tmp_path / "communities.geojson").dissolve("subdistrict").reset_index()
        area[["subdistrict", "geometry"]].rename(columns={"subdistrict": "name"}).to_file(tmp_path / "subdistricts.geojson")
        edit(path, lambda text: text + '\n[subdistricts]\npath = "subdistricts.geojson"\n')
    file = read_study_file(path)
    places, streets = places_of_study(ground_layers(file)), read_streets(tmp_path / "streets.osm")
    assert (places is None) == (kind != "subdistricts")
    assert measured(ground_layers(file), Settings(), places, streets).word("crs.analysis") == "EPSG:4549"
    edit(tmp_path / "residents.csv", lambda text: text.replace("lon", "a").replace("lat", "b"))  # now nothing but the streets
    assert measured(ground_layers(file), Settings(), places, streets).word("crs.analysis") == "EPSG:4549"


def test_check_tells_a_system_that_does_not_fit_and_goes_on(tmp_path):
    path = write_small_study(tmp_path, ground=drawn_in("EPSG:32635"))
    edit(path, lambda text: text + '\n[settings]\n"crs.analysis" = "EPSG:4548"\n')
    report = check_study(path)
    (settings,) = [layer for layer in report.layers if layer.table == "settings"]
    assert "EPSG:4548" in settings.fault.message
    assert report.totals["residents"] > 0
    assert report.network is not None


def test_previews_and_isochrones_follow_the_study(tmp_path):
    ground = drawn_in("EPSG:32635")
    path = write_small_study(tmp_path, ground=ground)
    content = {
        "network": {"osm": "streets.osm"},
        "communities": {"path": "communities.geojson"},
        "residents": {"path": "residents.csv", "crs": "EPSG:4326"},
    }
    for table in ("communities", "residents"):
        seen = preview_layer(tmp_path, content, table)
        assert seen.fault is None
        assert seen.unplaced == 0
    lon, lat = PLACES["EPSG:32635"]
    made = isochrones_of_place(
        path, at=(lon + 0.01, lat + 0.004), facility="", minutes=[5.0], profile="adult", towards=False, progress=Silent()
    )
    here = made.outlines.to_crs("EPSG:32635").area.iloc[0]
    at_home = write_small_study(tmp_path / "home")
    same = isochrones_of_place(
        at_home,
        at=tuple(degrees_at(ground, (lon + 0.01, lat + 0.004))),
        facility="",
        minutes=[5.0],
        profile="adult",
        towards=False,
        progress=Silent(),
    )
    assert here == pytest.approx(same.outlines.to_crs("EPSG:4548").area.iloc[0], rel=0.03)


def degrees_at(ground, place):
    """The place of the Beijing town that is a given place of a town elsewhere."""
    from tests.fixtures.small_study import degrees

    xy = gpd.GeoSeries([shapely.Point(place)], crs="EPSG:4326").to_crs(ground.crs).get_coordinates().to_numpy() - ground.origin
    return degrees(xy)[0]
